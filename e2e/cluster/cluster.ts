/** A cluster: control plane, CRDs, node and Services. */
import { ControlPlane, startControlPlane } from './api-server';
import { installCrds } from './crds';
import { Node, Runtime } from './node';
import { ServiceProxy } from './service-proxy';
import { Toolbox } from '../setup/build';
import { Network } from '../system/network';
import { Processes } from '../system/processes';

export interface ClusterOptions {
  readonly name: string;
  readonly index: number;
  readonly runtimes: Runtime[];
  /** Where node ports listen. */
  readonly nodeAddresses: string[];
  /** Folder with the CRDs that it has; by default those with Gateway API's standard ones. */
  readonly crds?: string;
}

export interface Cluster extends ControlPlane {
  readonly node: Node;
  readonly services: ServiceProxy;
  stop(): Promise<void>;
}

export async function startCluster(
  tools: Toolbox, processes: Processes, network: Network, folder: string, options: ClusterOptions,
): Promise<Cluster> {
  const plane = await startControlPlane(tools, processes, folder, options.name, options.index);
  await installCrds(plane.api, options.crds ?? tools.crds);
  const node = new Node(plane, network, options.runtimes);
  const services = new ServiceProxy(plane, network, options.nodeAddresses);
  await node.start();
  services.start();
  return {
    ...plane,
    node,
    services,
    stop: async () => {
      await Promise.all([node.stop(), services.stop()]);
    },
  };
}
