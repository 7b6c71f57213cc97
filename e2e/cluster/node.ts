/**
 * The one node of a cluster: binds Pods, gives them an address, runs what stands for their containers and says when they
 * are ready. What runs is told by the names of the containers, see `Runtime`.
 */
import { ControlPlane } from './api-server';
import { Manifest } from './manifest';
import { Network, NODE_ADDRESS } from '../system/network';
import { sleep } from '../system/wait';

/** A Pod that runs. */
export interface Running {
  readonly ready: () => Promise<boolean> | boolean;
  readonly stop: () => Promise<void> | void;
  /** Called whenever the node looks at its Pods. */
  readonly refresh?: () => Promise<void> | void;
}

/** Starts what stands for a Pod's containers. */
export interface Runtime {
  /** A fixed address for its one Pod. */
  readonly address?: string;
  readonly takes: (pod: Manifest) => boolean;
  readonly start: (pod: Manifest, address: string, cluster: ControlPlane) => Promise<Running>;
}

/** How often a Pod may fail to start. */
const ATTEMPTS = 5;

interface Known {
  readonly address: string;
  readonly running: Promise<Running>;
  readySaid: boolean;
}

export class Node {
  /** What went wrong on the node since it was last asked; the run fails by it. */
  public readonly complaints: string[] = [];
  private readonly pods = new Map<string, Known>();
  private readonly failures = new Map<string, number>();
  private stopped = false;
  private loop?: Promise<void>;

  constructor(private readonly cluster: ControlPlane, private readonly network: Network, private readonly runtimes: Runtime[]) {}

  public async start(): Promise<void> {
    const now = new Date().toISOString();
    await this.cluster.api.apply({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node', labels: { 'kubernetes.io/hostname': 'node' } } });
    await this.cluster.api.call('PATCH', '/api/v1/nodes/node/status', {
      status: {
        addresses: [{ type: 'InternalIP', address: NODE_ADDRESS }],
        conditions: [{ type: 'Ready', status: 'True', reason: 'Up', message: 'up', lastHeartbeatTime: now, lastTransitionTime: now }],
      },
    }, 'application/strategic-merge-patch+json');
    this.loop = this.run();
  }

  public async stop(): Promise<void> {
    this.stopped = true;
    await this.loop;
    await Promise.all([...this.pods.values()].map(async known => (await known.running.catch(() => undefined))?.stop()));
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.look();
      } catch (error) {
        this.complain(`looking at the Pods: ${(error as Error).message}`);
      }
      await sleep(150);
    }
  }

  private async look(): Promise<void> {
    const pods = await this.cluster.api.list('/api/v1/pods');
    const seen = new Set(pods.map(pod => pod.metadata.uid));
    for (const [uid, known] of this.pods) {
      if (!seen.has(uid)) { await this.forget(uid, known); }
    }
    await Promise.all(pods.map(pod => this.care(pod).catch(error => this.complain(`Pod ${pod.metadata.namespace}/${pod.metadata.name}: ${(error as Error).message}`))));
  }

  private async care(pod: Manifest): Promise<void> {
    const { uid, name, namespace } = pod.metadata;
    const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
    const known = this.pods.get(uid);
    if (pod.metadata.deletionTimestamp) {
      if (known) { await this.forget(uid, known); }
      await this.cluster.api.request('DELETE', `${path}?gracePeriodSeconds=0`);
      return;
    }
    if (!known) {
      if ((this.failures.get(uid) ?? 0) >= ATTEMPTS) { return; }
      const runtime = this.runtimes.find(one => one.takes(pod));
      if (!runtime) { return; }
      const address = runtime.address ?? this.network.podAddress();
      if (!pod.spec.nodeName) {
        await this.cluster.api.call('POST', `${path}/binding`, { apiVersion: 'v1', kind: 'Binding', metadata: { name }, target: { apiVersion: 'v1', kind: 'Node', name: 'node' } });
      }
      await this.report(path, pod, address, false);
      const running = runtime.start(pod, address, this.cluster);
      running.catch(error => this.failed(pod, error));
      this.pods.set(uid, { address, running, readySaid: false });
      return;
    }
    const running = await Promise.race([known.running.catch(() => undefined), sleep(0).then(() => undefined)]);
    if (!running) { return; }
    await running.refresh?.();
    if (!known.readySaid && await running.ready()) {
      await this.report(path, pod, known.address, true);
      known.readySaid = true;
    }
  }

  /** Tries again; what goes away while its Pod starts, such as its service account, is nobody's fault. */
  private failed({ metadata }: Manifest, error: Error): void {
    this.pods.delete(metadata.uid);
    const failures = (this.failures.get(metadata.uid) ?? 0) + 1;
    this.failures.set(metadata.uid, failures);
    if (failures === ATTEMPTS) { this.complain(`Pod ${metadata.namespace}/${metadata.name} does not start: ${error.message}`); }
  }

  private async forget(uid: string, known: Known): Promise<void> {
    this.pods.delete(uid);
    await (await known.running.catch(() => undefined))?.stop();
  }

  private async report(path: string, pod: Manifest, address: string, ready: boolean): Promise<void> {
    const now = new Date().toISOString();
    const status = (type: string, yes: boolean) => ({ type, status: yes ? 'True' : 'False', lastTransitionTime: now });
    const reply = await this.cluster.api.request('PATCH', `${path}/status`, {
      status: {
        phase: 'Running',
        podIP: address,
        podIPs: [{ ip: address }],
        hostIP: NODE_ADDRESS,
        startTime: pod.status?.startTime ?? now,
        conditions: [status('PodScheduled', true), status('Initialized', true), status('ContainersReady', ready), status('Ready', ready)],
        containerStatuses: pod.spec.containers.map(({ name, image }: any) => ({
          name, image, imageID: image, ready, started: ready, restartCount: 0, state: { running: { startedAt: now } },
        })),
      },
    }, 'application/strategic-merge-patch+json');
    if (reply.status >= 300 && reply.status !== 404) { throw new Error(reply.body?.message); }
  }

  private complain(what: string): void {
    if (!this.stopped) { this.complaints.push(what); }
  }
}
