import { startCluster } from '../cluster/cluster';
import { echoRuntime } from '../cluster/echo';
import { title } from '../cluster/manifest';
import { Envoys } from '../mesh/envoy';
import { installIstio, istiodRuntime } from '../mesh/istiod';
import { Report } from '../report';
import { Toolbox } from '../setup/build';
import { Network } from '../system/network';
import { Processes } from '../system/processes';
import { Example } from './example';

interface Context { example: Example; tools: Toolbox; network: Network; processes: Processes; folder: string; report: Report }

export async function runExample({ example, tools, network, processes, folder, report }: Context): Promise<void> {
  const envoys = new Envoys(tools, processes, network);
  const cluster = await report.timed(`${example.name}: cluster`, () => startCluster(tools, processes, network, folder, {
    name: 'main', index: 0, nodeAddresses: [], runtimes: [istiodRuntime(tools, processes, network), envoys.runtime(), echoRuntime(network)],
  }));
  await report.timed(`${example.name}: istio`, () => installIstio(tools, cluster));
  for (const file of example.files) {
    for (const m of file.manifests) {
      const ns = m.metadata.namespace;
      if (ns) await cluster.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: ns } }).catch(() => {});
      await report.check(example.name, `${file.name}: ${title(m)} is accepted`, async () => { const r = await cluster.api.apply(m, { dryRun: true }); return r.warnings.join('\n'); });
    }
  }
  console.log(cluster.node.complaints, cluster.services.complaints);
  await cluster.stop();
}
