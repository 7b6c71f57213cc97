/** One run, inside its namespaces: every example on control planes of its own, and what they say of documents compared with what we say. */
import * as fs from 'fs';
import * as path from 'path';
import { runAgreement } from './agreement/run-agreement';
import { startEtcd } from './cluster/api-server';
import { findExamples } from './examples/example';
import { runExample } from './examples/run-example';
import { Surroundings } from './examples/stage';
import { Report } from './report';
import { Toolbox } from './setup/build';
import { Options } from './setup/options';
import { Network } from './system/network';
import { Processes } from './system/processes';

const AGREEMENT = 'agreement';

export async function runAll(options: Options, tools: Toolbox, folder: string): Promise<number> {
  const examples = findExamples(options.examples);
  const parts: [string, (surroundings: Surroundings) => Promise<void>][] = [
    ...examples.map(example => [example.name, (surroundings: Surroundings) => runExample(example, surroundings)] as [string, any]),
    [AGREEMENT, surroundings => runAgreement(AGREEMENT, examples, surroundings)],
  ];
  const { only } = options;
  const chosen = parts.filter(([name]) => only.length === 0 || only.some(part => name.includes(part)));
  if (chosen.length === 0) { throw new Error(`nothing is named like ${only.join(' or ')}; there are ${parts.map(([name]) => name).join(', ')}`); }
  const report = new Report(tools.versions, tools.buildSeconds);
  const network = new Network();
  const etcd = new Processes(folder);
  await report.timed('etcd', () => startEtcd(etcd, folder));
  for (const [name, run] of chosen) {
    console.log(name);
    const own = path.join(folder, name);
    fs.mkdirSync(own);
    const processes = new Processes(own);
    try {
      await run({ tools, network, processes, folder: own, report });
    } catch (error) {
      await report.check(name, 'ran to its end', () => { throw error; });
    } finally {
      await processes.stopAll();
    }
  }
  report.write(options.report);
  return report.failed === 0 ? 0 : 1;
}
