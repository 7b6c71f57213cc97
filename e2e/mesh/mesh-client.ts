/**
 * Clients inside the mesh: a Pod with a sidecar, whose connections are redirected to Envoy as Istio's own rules do it.
 *
 * The Pod never gets ready, so its labels make it nobody's endpoint.
 */
import * as path from 'path';
import * as readline from 'readline';
import { Envoy, Envoys, ENVOY_MARK } from './envoy';
import { ControlPlane } from '../cluster/api-server';
import { Manifest } from '../cluster/manifest';
import { Runtime } from '../cluster/node';
import { Hit, Shot } from '../requests/send';
import { Network } from '../system/network';
import { Processes } from '../system/processes';
import { waitFor } from '../system/wait';

const CONTAINER = 'mesh-client';

export interface MeshClient {
  readonly envoy: Envoy;
  readonly send: (shot: Shot) => Promise<Hit>;
}

export class MeshClients {
  private readonly clients = new Map<string, Promise<MeshClient>>();
  private readonly started = new Map<string, MeshClient>();

  constructor(private readonly envoys: Envoys, private readonly processes: Processes, private readonly network: Network) {}

  public runtime(): Runtime {
    return {
      takes: pod => pod.spec.containers.some((container: any) => container.name === CONTAINER),
      start: async (pod, address, cluster) => {
        const envoy = await this.envoys.start('sidecar', pod, address, cluster);
        this.network.redirectToEnvoy(envoy.networkNamespace, ENVOY_MARK);
        this.started.set(pod.metadata.uid, { envoy, send: this.sender(pod, envoy) });
        return { ready: () => false, stop: () => envoy.stop() };
      },
    };
  }

  /** The client with these labels, made when it is first asked for. */
  public get(cluster: ControlPlane, namespace: string, labels: Record<string, string>): Promise<MeshClient> {
    const key = JSON.stringify([cluster.name, namespace, Object.entries(labels).sort()]);
    const known = this.clients.get(key);
    if (known) { return known; }
    const made = this.make(cluster, namespace, labels, `mesh-client-${this.clients.size + 1}`);
    this.clients.set(key, made);
    return made;
  }

  private async make(cluster: ControlPlane, namespace: string, labels: Record<string, string>, name: string): Promise<MeshClient> {
    const { object } = await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace, labels: { ...labels, 'sidecar.istio.io/inject': 'false' } },
      spec: { nodeName: 'node', containers: [{ name: CONTAINER, image: CONTAINER }] },
    });
    const { uid } = object.metadata;
    return waitFor(`the mesh client with ${JSON.stringify(labels)} in ${namespace}`, 30, async () => {
      const client = this.started.get(uid);
      return client && await client.envoy.isLive() && client;
    });
  }

  private sender(pod: Manifest, envoy: Envoy): (shot: Shot) => Promise<Hit> {
    const program = this.processes.start(`client.${pod.metadata.namespace}.${pod.metadata.name}`, process.execPath,
      [...process.execArgv, path.join(__dirname, '..', 'programs', 'mesh-client.ts')], { namespace: envoy.networkNamespace, pipes: true });
    const waiting = new Map<number, (hit: Hit) => void>();
    let last = 0;
    readline.createInterface({ input: program.child.stdout! }).on('line', line => {
      const { id, hit } = JSON.parse(line);
      waiting.get(id)?.(hit);
      waiting.delete(id);
    });
    return shot => {
      program.check();
      last += 1;
      const id = last;
      program.child.stdin!.write(`${JSON.stringify({ id, shot })}\n`);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`the mesh client says nothing; the end of its log:\n${program.tail()}`)), 30_000);
        waiting.set(id, hit => {
          clearTimeout(timer);
          resolve(hit);
        });
      });
    };
  }
}
