import { Code, error } from './code';
import { some } from './lists';
import { Mesh } from './mesh';
import { Finding, Manifest } from '../manifests';
import type { Pods } from '../manifests';

type Labels = { readonly [key: string]: string };

const NOT_FOUND = error('IST0101', 'ReferencedResourceNotFound');

/** Whether the manifests make pods of any kind; where they make none, what selects pods may select those that are there. */
export function holdsWorkloads({ manifests }: Mesh): boolean {
  return manifests.pods.some(pods => !manifests.isContext(pods.workload));
}

/** Resources and the pods of their namespaces that they select. */
export class Selection {
  private readonly podsOf = new Map<Manifest, readonly Pods[]>();
  private readonly resourcesOf = new Map<Pods, Manifest[]>();

  /** `kind` names the resources, and `field` is where they hold their labels. */
  constructor(private readonly mesh: Mesh, private readonly kind: string, private readonly field: readonly string[]) {}

  public add(resource: Manifest, labels: Labels): void {
    const selected = this.mesh.manifests.podsWith(labels, this.mesh.manifests.namespaceOf(resource));
    this.podsOf.set(resource, selected);
    for (const pods of selected) {
      const resources = this.resourcesOf.get(pods);
      if (resources) { resources.push(resource); } else { this.resourcesOf.set(pods, [resource]); }
    }
  }

  /** The resources that select no pods. */
  public* selectingNothing(labelsOf: (resource: Manifest) => Labels): Generator<Finding> {
    if (!holdsWorkloads(this.mesh)) { return; }
    for (const [resource, pods] of this.podsOf) {
      if (pods.length > 0) { continue; }
      const labels = Object.entries(labelsOf(resource)).sort();
      yield NOT_FOUND.at(resource, [...this.field, labels[0][0]],
        `no pods in namespace ${this.mesh.manifests.namespaceOf(resource)} have the labels ${labels.map(([key, value]) => `${key}=${value}`).join(', ')}, so nothing takes this ${this.kind}`,
        'correct the labels, or the namespace, to those of the workload that is meant');
    }
  }

  /** Each pair of pods and a resource that shares them with others, unless the pods are not to be told of. */
  public* conflicts(code: Code, except: (pods: Pods) => boolean = () => false): Generator<Finding> {
    for (const [pods, resources] of this.resourcesOf) {
      if (resources.length < 2 || except(pods)) { continue; }
      const names = some(resources.map(resource => resource.name));
      const { kind, name } = pods.workload;
      for (const resource of resources) {
        yield code.at(resource, ['metadata', 'name'],
          `several ${this.kind} resources (${names}) select the pods of ${kind} ${name}, and only one of them takes effect on it`,
          `merge them into one, or narrow their labels so that one is left for ${kind} ${name}`);
      }
    }
  }

  /** The resources that select pods of a sort. */
  public with(test: (pods: Pods) => boolean): Manifest[] {
    return [...this.podsOf].filter(([, pods]) => pods.some(test)).map(([resource]) => resource);
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
