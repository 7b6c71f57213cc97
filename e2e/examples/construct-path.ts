/** Which construct made a document: found by running the example's app once more, only when there is something to say. */
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { Stage } from './stage';
import { Manifest } from '../cluster/manifest';

const known = new Map<string, Map<string, string>>();

/** The construct's path, or why it is not known. */
export function constructPath(stage: Stage, { apiVersion, kind, metadata }: Manifest): string {
  const { example } = stage;
  let paths = known.get(example.name);
  if (!paths) {
    paths = pathsOf(example.folder, stage.folder);
    known.set(example.name, paths);
  }
  if (paths.size === 0) { return `not known, as ${example.name}/main.ts does not run; npm run synth says why`; }
  return paths.get([apiVersion, kind, metadata.namespace, metadata.name].join(' ')) ?? `none, ${example.name}/main.ts does not make this document; npm run synth`;
}

function pathsOf(example: string, folder: string): Map<string, string> {
  const main = path.join(example, 'main.ts');
  if (!fs.existsSync(main)) { return new Map(); }
  const file = path.join(folder, 'construct-paths.json');
  spawnSync(process.execPath, [...process.execArgv, path.join(__dirname, '..', 'programs', 'construct-paths.ts'), main, file], {
    cwd: example, env: { ...process.env, CDK8S_OUTDIR: path.join(folder, 'synth') }, timeout: 60_000,
  });
  return new Map(fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) as [string, string][] : []);
}
