/** An example on its control planes: starts them, brings documents to them, and waits until they have arrived. */
import { Example, ManifestFile } from './example';
import { Plan } from './plan';
import { Rejection } from '../cluster/api';
import { Cluster, startCluster } from '../cluster/cluster';
import { echoRuntime, workloadOf } from '../cluster/echo';
import { Manifest, title } from '../cluster/manifest';
import { Envoys } from '../mesh/envoy';
import { installIstio, istiodRuntime } from '../mesh/istiod';
import { MeshClients } from '../mesh/mesh-client';
import { remoteSecret } from '../mesh/remote-secret';
import { ingressConfiguration } from '../nginx/ingress';
import { Nginx, startNginx } from '../nginx/nginx';
import { Report } from '../report';
import { Toolbox } from '../setup/build';
import { Network } from '../system/network';
import { Processes } from '../system/processes';
import { sleep, waitFor } from '../system/wait';

export interface Surroundings {
  readonly tools: Toolbox;
  readonly network: Network;
  readonly processes: Processes;
  /** For logs and configurations of this example. */
  readonly folder: string;
  readonly report: Report;
}

export class Stage {
  public readonly tools: Toolbox;
  public readonly network: Network;
  public readonly processes: Processes;
  public readonly folder: string;
  public readonly report: Report;
  public readonly envoys: Envoys;
  public readonly clients: MeshClients;
  public readonly clusters: Cluster[] = [];
  public deployed: { readonly cluster: Cluster; readonly manifest: Manifest }[] = [];
  /** When what is deployed changed last; ISO 8601, as istiod's log has it. */
  public changed = '';
  private impatient = false;
  private ingressController?: Promise<Nginx>;

  constructor(readonly example: Example, readonly plan: Plan, surroundings: Surroundings) {
    this.tools = surroundings.tools;
    this.network = surroundings.network;
    this.processes = surroundings.processes;
    this.folder = surroundings.folder;
    this.report = surroundings.report;
    this.envoys = new Envoys(this.tools, this.processes, this.network);
    this.clients = new MeshClients(this.envoys, this.processes, this.network);
  }

  /** The cluster with the mesh's configuration. */
  public get main(): Cluster {
    return this.clusters[0];
  }

  public cluster(name: string): Cluster {
    const found = this.clusters.find(cluster => cluster.name === name);
    if (!found) { throw new Error(`the plan of ${this.example.name} has no cluster ${name}`); }
    return found;
  }

  public clusterOf(file: ManifestFile): Cluster {
    const name = this.plan.clusters?.find(one => one.files?.test(file.name))?.name;
    return name ? this.cluster(name) : this.main;
  }

  /** The documents of a file that can be applied. */
  public whole(file: ManifestFile): Manifest[] {
    return file.manifests.filter(manifest => !this.plan.fragment?.(manifest));
  }

  public async start(): Promise<void> {
    const names = this.plan.clusters?.map(cluster => cluster.name) ?? ['cluster'];
    const istiod = istiodRuntime(this.tools, this.processes, this.network);
    const runtimes = [istiod, this.clients.runtime(), this.envoys.runtime(), echoRuntime(this.network)];
    this.clusters.push(...await Promise.all(names.map((name, index) => startCluster(this.tools, this.processes, this.network, this.folder, {
      name, index, runtimes, nodeAddresses: index === 0 ? this.plan.nodeAddresses ?? [] : [],
    }))));
    await installIstio(this.tools, this.main);
    for (const cluster of this.clusters.slice(1)) { await this.main.api.apply(remoteSecret(cluster)); }
    const all = this.example.files.flatMap(file => file.manifests);
    for (const cluster of this.clusters) {
      const own = this.example.files.filter(file => this.clusterOf(file) === cluster).flatMap(file => this.whole(file));
      await this.makeNamespaces(cluster, own);
    }
    for (const { cluster, manifests } of this.plan.fixtures?.(all) ?? []) {
      for (const manifest of manifests) { await (cluster ? this.cluster(cluster) : this.main).api.apply(manifest); }
    }
  }

  public async stop(): Promise<void> {
    await Promise.all(this.clusters.map(cluster => cluster.stop()));
  }

  /** Seconds that configuration on its way gets to arrive. */
  public get patience(): number {
    return this.impatient ? 3 : 20;
  }

  /** A request waited in vain: what the next one waits for had its time. */
  public losePatience(): void {
    this.impatient = true;
  }

  /**
   * Makes these files, and no others, what is deployed.
   *
   * @param without documents that are left out, as `Kind/namespace/name`
   */
  public async deploy(files: ManifestFile[], without: string[]): Promise<void> {
    const all = files.flatMap(file => this.whole(file).map(manifest => ({ cluster: this.clusterOf(file), manifest })));
    const wanted = all.filter(({ manifest: { kind, metadata } }) => !without.includes(`${kind}/${metadata.namespace ?? 'default'}/${metadata.name}`));
    if (all.length - wanted.length < without.length) { throw new Error(`some of ${without.join(', ')} are in none of the files`); }
    const key = ({ cluster, manifest }: { cluster: Cluster; manifest: Manifest }) => `${cluster.name} ${manifest.apiVersion.split('/')[0]} ${title(manifest)}`;
    const keys = new Set(wanted.map(key));
    const gone = this.deployed.filter(one => !keys.has(key(one))).reverse();
    this.deployed = wanted;
    this.change();
    await (await this.ingressController)?.stop();
    this.ingressController = undefined;
    for (const { cluster, manifest } of gone) { await cluster.api.delete(manifest); }
    for (const { cluster, manifest } of wanted) { await cluster.api.apply(manifest); }
    await this.settle();
  }

  /** With these documents on top of what is deployed; they are gone afterwards. */
  public async with<T>(manifests: Manifest[], body: () => Promise<T>): Promise<T> {
    const remove = () => Promise.all([...manifests].reverse().map(manifest => this.main.api.delete(manifest)));
    let result: T;
    try {
      this.change();
      for (const manifest of manifests) { await this.main.api.apply(manifest); }
      result = await body();
    } catch (error) {
      await remove().catch(() => undefined);
      throw error;
    }
    await remove();
    return result;
  }

  /** Waits until the Pods of all Deployments are ready and istiod has nothing more to tell the proxies. */
  public async settle(): Promise<void> {
    for (const cluster of this.clusters) {
      await waitFor(`the Pods of all Deployments to be ready in ${cluster.name}`, 60, async () => {
        const deployments = await cluster.api.list('/apis/apps/v1/deployments');
        const late = deployments.filter(({ metadata, spec, status }) => (status.observedGeneration ?? 0) < metadata.generation
          || (status.updatedReplicas ?? 0) < spec.replicas || (status.readyReplicas ?? 0) < spec.replicas);
        if (late.length > 0) { throw new Error([`${late.map(title).join(', ')} not yet`, ...this.complaints()].join('\n')); }
        return true;
      });
    }
    let before = '';
    await waitFor('istiod to have told every proxy', 20, async () => {
      const now = JSON.stringify(await Promise.all(this.envoys.all().map(envoy => envoy.updates())));
      if (now === before) { return true; }
      before = now;
      await sleep(700);
      return false;
    });
  }

  /** How many Pods a workload `Kind/namespace/name` has, in all clusters. */
  public async podCounts(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const cluster of this.clusters) {
      for (const pod of await cluster.api.list('/api/v1/pods')) {
        const workload = workloadOf(pod);
        counts.set(workload, (counts.get(workload) ?? 0) + 1);
      }
    }
    return counts;
  }

  /** The ingress controller, with the Ingresses and endpoints as they are when it is first asked for. */
  public ingress(): Promise<Nginx> {
    this.ingressController ??= ingressConfiguration(this.main).then(text => startNginx(this.processes, this.network, this.folder, 'ingress-controller', text));
    return this.ingressController;
  }

  /** What went wrong beside the checks. */
  public complaints(): string[] {
    return [...new Set(this.clusters.flatMap(cluster => [...cluster.node.complaints, ...cluster.services.complaints]))];
  }

  private change(): void {
    this.impatient = false;
    this.changed = new Date().toISOString();
  }

  private async makeNamespaces(cluster: Cluster, manifests: Manifest[]): Promise<void> {
    for (const name of new Set(manifests.flatMap(({ metadata }) => metadata.namespace ?? []))) {
      try {
        await cluster.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
      } catch (error) {
        // the document that names it will be refused for it
        if (!(error instanceof Rejection)) { throw error; }
      }
    }
  }
}
