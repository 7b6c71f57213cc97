/** What can be said on the command line. */
import * as path from 'path';
import { parseArgs } from 'util';

export interface Options {
  readonly help: boolean;
  /** Folder with the examples. */
  readonly examples: string;
  /** Only examples, and the agreement, whose names contain one of these; all when empty. */
  readonly only: string[];
  readonly buildOnly: boolean;
  /** Keep the logs of a run that passed, too. */
  readonly keep: boolean;
  readonly report: string;
}

export const USAGE = `npm run e2e -- [OPTION]...
  --only NAME       only the examples whose names contain NAME, and \`agreement\`; may be repeated
  --examples DIR    the examples are in DIR, by default examples/
  --report FILE     where the report goes, by default e2e/report.json
  --build-only      make the binaries and stop
  --keep            keep the logs of a run that passed
  --help            this text`;

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      'help': { type: 'boolean', default: false },
      'examples': { type: 'string', default: path.join(__dirname, '..', '..', 'examples') },
      'only': { type: 'string', multiple: true, default: [] },
      'build-only': { type: 'boolean', default: false },
      'keep': { type: 'boolean', default: false },
      'report': { type: 'string', default: path.join(__dirname, '..', 'report.json') },
    },
  });
  return {
    help: values.help,
    examples: path.resolve(values.examples),
    only: values.only,
    buildOnly: values['build-only'],
    keep: values.keep,
    report: path.resolve(values.report),
  };
}
