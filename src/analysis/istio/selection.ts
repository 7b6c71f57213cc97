import { Finding, Manifest, Pods } from '../../manifests';
import { Code, error } from '../code';
import { some } from '../fields';
import { Mesh } from '../mesh';
import { NamespacePods } from './namespace-pods';
import { selectedBy } from './pod-labels';

/** The same text for the same labels in the same namespace. */
export function selectionKey(namespace: string, labels: { readonly [key: string]: string }): string {
  let key = namespace;
  for (const label of Object.keys(labels).sort()) { key += ` ${label}=${labels[label]}`; }
  return key;
}

type Labels = { readonly [key: string]: string };

const NOT_FOUND = error('IST0101', 'ReferencedResourceNotFound');

/** Whether the manifests make pods of any kind; where they make none, what selects pods may select those that are there. */
export function holdsWorkloads({ manifests }: Mesh): boolean {
  return manifests.pods.some(pods => !manifests.isContext(pods.workload));
}

/** Whether there may be pods with the labels: labels may be given later, and controllers of others may make pods. */
function mayBeSelected(mesh: Mesh, labels: Labels, namespace: string): boolean {
  return selectedBy(mesh, labels, namespace).length > 0 || NamespacePods.of(mesh).mayBeMade(labels, namespace);
}

/** Resources of one namespace that select the same pods. */
interface Group {
  readonly resources: Manifest[];
  readonly labels: Labels;
  readonly pods: readonly Pods[];
  /** How many pods it has been told to share with others. */
  shared: number;
}

/** Workloads of which a resource is told that it shares them; more would not help to mend it. */
const MOST_SHARED = 10;

/** Resources and the pods of their namespaces that they select. */
export class Selection {
  private readonly groups = new Map<string, Group>();
  private readonly groupsOf = new Map<Pods, Group[]>();

  /** `kind` names the resources, and `field` is where they hold their labels. */
  constructor(private readonly mesh: Mesh, private readonly kind: string, private readonly field: readonly string[]) {}

  public add(resource: Manifest, labels: Labels): void {
    const namespace = this.mesh.manifests.namespaceOf(resource);
    const key = selectionKey(namespace, labels);
    const same = this.groups.get(key);
    if (same) {
      same.resources.push(resource);
      return;
    }
    const group: Group = { resources: [resource], labels, pods: this.mesh.manifests.podsWith(labels, namespace), shared: 0 };
    this.groups.set(key, group);
    for (const pods of group.pods) {
      const groups = this.groupsOf.get(pods);
      if (groups) { groups.push(group); } else { this.groupsOf.set(pods, [group]); }
    }
  }

  /** The resources that select no pods. */
  public* selectingNothing(): Generator<Finding> {
    if (!holdsWorkloads(this.mesh)) { return; }
    for (const { resources, labels, pods } of this.groups.values()) {
      if (pods.length > 0 || mayBeSelected(this.mesh, labels, this.mesh.manifests.namespaceOf(resources[0]))) { continue; }
      const sorted = Object.entries(labels).sort();
      const words = sorted.map(([key, value]) => `${key}=${value}`).join(', ');
      for (const resource of resources) {
        yield NOT_FOUND.at(resource, [...this.field, sorted[0][0]],
          `no pods in namespace ${this.mesh.manifests.namespaceOf(resource)} have the labels ${words}, so nothing takes this ${this.kind}`,
          'correct the labels, or the namespace, to those of the workload that is meant');
      }
    }
  }

  /** Each pair of pods and a resource that shares them with others, unless the pods are not to be told of. */
  public* conflicts(code: Code, except: (pods: Pods) => boolean = () => false): Generator<Finding> {
    for (const [pods, groups] of this.groupsOf) {
      if ((groups.length === 1 && groups[0].resources.length === 1) || except(pods)) { continue; }
      const untold = groups.filter(group => group.shared++ < MOST_SHARED);
      if (untold.length === 0) { continue; }
      const names = some(groups.flatMap(group => group.resources).map(resource => resource.name));
      const { kind, name } = pods.workload;
      for (const resource of untold.flatMap(group => group.resources)) {
        yield code.at(resource, ['metadata', 'name'],
          `several ${this.kind} resources (${names}) select the pods of ${kind} ${name}, and only one of them takes effect on it`,
          `merge them into one, or narrow their labels so that one is left for ${kind} ${name}`);
      }
    }
  }

  /** The resources that select pods of a sort. */
  public with(test: (pods: Pods) => boolean): Manifest[] {
    return [...this.groups.values()].filter(({ pods }) => pods.some(test)).flatMap(({ resources }) => resources);
  }
}

/** Resources that hold for their whole namespace, of which there may be one. */
export class NamespaceWide {
  public readonly byNamespace = new Map<string, Manifest[]>();

  constructor(private readonly mesh: Mesh, private readonly kind: string) {}

  public add(resource: Manifest): void {
    const namespace = this.mesh.manifests.namespaceOf(resource);
    const others = this.byNamespace.get(namespace);
    if (others) { others.push(resource); } else { this.byNamespace.set(namespace, [resource]); }
  }

  public* conflicts(code: Code, except: (namespace: string) => boolean = () => false): Generator<Finding> {
    for (const [namespace, resources] of this.byNamespace) {
      if (resources.length < 2 || except(namespace)) { continue; }
      const names = some(resources.map(resource => resource.name));
      for (const resource of resources) {
        yield code.at(resource, [],
          `several ${this.kind} resources (${names}) in namespace ${namespace} have no selector, and only one of them takes effect`,
          'merge them into one, or give the others a selector');
      }
    }
  }
}
