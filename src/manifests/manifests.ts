import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { readFiles } from './files';
import { fullHost, hostsOf } from './hosts';
import { Firsts, Groups } from './indexes';
import { hasLabels, isSelected, LabelSelector } from './labels';
import { isManifest, Manifest, manifestsIn } from './manifest';
import { Pods, podsOf } from './pods';
import { Origin, YamlSource } from './source';

export interface ManifestsOptions {
  /**
   * Namespace of what names none.
   *
   * @default 'default'
   */
  readonly namespace?: string;

  /**
   * Domain of the cluster, in which Services have their names.
   *
   * @default 'cluster.local'
   */
  readonly domain?: string;

  /**
   * What is there beside the manifests: found by every index, but not judged itself. Fields that it lacks are not known.
   *
   * @default - nothing
   */
  readonly context?: readonly Manifest[];
}

/** A set of manifests, found by kind, name, host and label. Each index is made when it is first asked for. */
export class Manifests implements Iterable<Manifest> {
  /** The objects of an app, a chart or any other construct, as they are rendered, `Include`d ones and Helm charts too. */
  public static fromConstruct(scope: IConstruct, options?: ManifestsOptions): Manifests {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- who reads files only need not load it
    const { isApiObject }: typeof ApiObject = require('cdk8s').ApiObject;
    const manifests = scope.node.findAll().filter(isApiObject).flatMap(object => {
      const origin: Origin = { construct: object.node.path, line: () => undefined };
      return manifestsIn((object as ApiObject).toJson(), origin);
    });
    return new Manifests(manifests, options);
  }

  /**
   * Objects as they are, and those in lists.
   *
   * @throws InputError if one is no object of Kubernetes
   */
  public static fromObjects(objects: readonly object[], options?: ManifestsOptions): Manifests {
    const origin: Origin = { line: () => undefined };
    return new Manifests(objects.flatMap(object => manifestsIn(object, origin)), options);
  }

  /**
   * The objects in a text of YAML: any number of documents, and lists.
   *
   * @throws InputError if it cannot be read
   */
  public static fromYaml(text: string, options?: ManifestsOptions): Manifests {
    return new Manifests([...new YamlSource(text).documents()].flatMap(({ document, origin }) => manifestsIn(document, origin)), options);
  }

  /**
   * The objects in files and in directories, and of standard input for `-`. Documents in directories that are no objects of
   * Kubernetes, such as values of Helm charts, are passed over.
   *
   * @param passedOver is told of files with such documents
   * @throws InputError if one cannot be read
   */
  public static fromFiles(paths: readonly string[], options?: ManifestsOptions, passedOver?: (file: string) => void): Manifests {
    const manifests: Manifest[] = [];
    for (const { file, text, named } of readFiles(paths)) {
      let others = false;
      for (const { document, origin } of new YamlSource(text, file).documents()) {
        if (!named && !isManifest(document)) {
          others = true;
          continue;
        }
        for (const manifest of manifestsIn(document, origin)) { manifests.push(manifest); }
      }
      if (others) { passedOver?.(file); }
    }
    return new Manifests(manifests, options);
  }

  /** Namespace of what names none. */
  public readonly namespace: string;
  public readonly domain: string;

  private readonly context: Set<Manifest>;
  /** The manifests and what is there beside them. */
  private readonly known: Manifest[];
  private readonly knownPods: Pods[] = [];
  private podsTaken = 0;
  private allPods: readonly Pods[] = [];
  private readonly kinds: Groups<Manifest>;
  private readonly objects = new Map<readonly Manifest[], Firsts<Manifest>>();
  private readonly names: Groups<Manifest>;
  private readonly hosts: Groups<Manifest>;
  private readonly declared: Groups<Manifest>;
  private readonly workloads: Groups<Pods>;
  private readonly labelled: Groups<Pods>;

  constructor(public readonly all: readonly Manifest[], options: ManifestsOptions = {}) {
    this.namespace = options.namespace ?? 'default';
    this.domain = options.domain ?? 'cluster.local';
    this.context = new Set(options.context);
    this.known = [...all, ...this.context];
    this.kinds = new Groups(this.known, m => [`${m.group} ${m.kind}`]);
    this.names = new Groups(this.known, m => [m.name]);
    this.hosts = new Groups(this.known, m => hostsOf(m, this.namespaceOf(m), this.domain));
    this.declared = new Groups(this.known, m => m.kind === 'Service' || m.kind === 'ServiceEntry' ? hostsOf(m, this.namespaceOf(m), this.domain) : []);
    this.workloads = new Groups(this.knownPods, pods => [this.namespaceOf(pods.workload)]);
    this.labelled = new Groups(this.knownPods, ({ workload, labels }) =>
      Object.entries(labels).flatMap(([key, value]) => [`${this.namespaceOf(workload)}/${key}=${value}`, `/${key}=${value}`]));
  }

  /** Has more be there beside the manifests. */
  public addContext(manifests: readonly Manifest[]): void {
    for (const manifest of manifests) {
      this.context.add(manifest);
      this.known.push(manifest);
    }
  }

  public [Symbol.iterator](): Iterator<Manifest> {
    return this.all[Symbol.iterator]();
  }

  /** Whether a manifest is only there beside those that are judged. */
  public isContext(manifest: Manifest): boolean {
    return this.context.has(manifest);
  }

  /** Namespace that a manifest goes to. */
  public namespaceOf(manifest: Manifest): string {
    return manifest.namespace ?? this.namespace;
  }

  /** The objects of a kind, whatever its version, in the order in which they came. */
  public ofKind(group: string, kind: string): readonly Manifest[] {
    return this.kinds.get(`${group} ${kind}`);
  }

  /** The object of a name; of several the first. Kinds without a namespace are found under any. */
  public find(group: string, kind: string, name: string, namespace: string = this.namespace): Manifest | undefined {
    const all = this.ofKind(group, kind);
    if (all.length === 0) { return undefined; }
    let objects = this.objects.get(all);
    if (!objects) { this.objects.set(all, objects = new Firsts(all, m => identity(this.namespaceOf(m), m.name))); }
    const found = objects.get(identity(namespace, name));
    if (found || !CLUSTER_SCOPED.has(kind)) { return found; }
    const anywhere = objects.get(identity(this.namespace, name));
    return anywhere?.namespace === undefined ? anywhere : undefined;
  }

  /** All objects of a name, whatever their kind and namespace. */
  public named(name: string): readonly Manifest[] {
    return this.names.get(name);
  }

  /**
   * What gives or takes traffic of a host: Services, ServiceEntries, VirtualServices, DestinationRules, gateways and routes.
   * A name without a dot is a Service of the namespace; wildcards are found as they are written.
   */
  public ofHost(host: string, namespace: string = this.namespace): readonly Manifest[] {
    return this.hosts.get(fullHost(host, namespace, this.domain));
  }

  /** What declares a host: Services and ServiceEntries. A name without a dot is a Service of the namespace. */
  public declaring(host: string, namespace: string = this.namespace): readonly Manifest[] {
    return this.declared.get(fullHost(host, namespace, this.domain));
  }

  /** The pods of all workloads. */
  public get pods(): readonly Pods[] {
    const byNamespace = this.podsByNamespace.all();
    if (this.allPods.length < this.knownPods.length) { this.allPods = [...byNamespace.values()].flat(); }
    return this.allPods;
  }

  /** The pods in a namespace, or in all of them, that have all of the labels. */
  public podsWith(labels: { readonly [key: string]: string }, namespace?: string): readonly Pods[] {
    const wanted = Object.entries(labels);
    if (wanted.length === 0) { return namespace === undefined ? this.pods : this.podsByNamespace.get(namespace); }
    // many have most labels, few have all: the rarest of them leaves the least to look at
    let candidates: readonly Pods[] | undefined;
    for (const [key, value] of wanted) {
      const having = this.podsByLabel.get(`${namespace ?? ''}/${key}=${value}`);
      if (!candidates || having.length < candidates.length) { candidates = having; }
    }
    return candidates!.filter(pods => hasLabels(pods.labels, labels));
  }

  /** The pods in a namespace that a selector selects. */
  public podsSelected(selector: LabelSelector, namespace: string): readonly Pods[] {
    return this.podsWith(selector.matchLabels ?? {}, namespace).filter(pods => isSelected(pods.labels, selector));
  }

  /** Under `namespace/key=value`, and under `/key=value` for all namespaces. */
  private get podsByLabel(): Groups<Pods> {
    this.takePods();
    return this.labelled;
  }

  private get podsByNamespace(): Groups<Pods> {
    this.takePods();
    return this.workloads;
  }

  private takePods(): void {
    for (; this.podsTaken < this.known.length; this.podsTaken++) {
      const pods = podsOf(this.known[this.podsTaken]);
      if (pods) { this.knownPods.push(pods); }
    }
  }
}

/** Kinds without a namespace that others refer to by name. */
const CLUSTER_SCOPED = new Set(['Namespace', 'GatewayClass', 'ClusterRole', 'Node', 'IngressClass', 'PersistentVolume']);

const identity = (namespace: string, name: string) => `${namespace}/${name}`;
