/** One run, inside its namespaces: every example on control planes of its own. */
import * as fs from 'fs';
import * as path from 'path';
import { startEtcd } from './cluster/api-server';
import { findExamples } from './examples/example';
import { runExample } from './examples/run-example';
import { Report } from './report';
import { Toolbox } from './setup/build';
import { Options } from './setup/options';
import { Network } from './system/network';
import { Processes } from './system/processes';

export async function runAll(options: Options, tools: Toolbox, folder: string): Promise<number> {
  const examples = findExamples(options.examples, options.only);
  const report = new Report(tools.versions, tools.buildSeconds);
  const network = new Network();
  const etcd = new Processes(folder);
  await report.timed('etcd', () => startEtcd(etcd, folder));
  for (const example of examples) {
    console.log(example.name);
    const own = path.join(folder, example.name);
    fs.mkdirSync(own);
    const processes = new Processes(own);
    try {
      await runExample(example, { tools, network, processes, folder: own, report });
    } catch (error) {
      await report.check(example.name, 'ran to its end', () => { throw error; });
    } finally {
      await processes.stopAll();
    }
  }
  report.write(options.report);
  return report.failed === 0 ? 0 : 1;
}
