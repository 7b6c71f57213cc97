import { Manifest, Manifests, Pods, record } from '../../manifests';
import { records, once } from '../fields';
import { hasAutoImage } from '../istio/injection';
import { Mesh } from '../mesh';

type Labels = { readonly [key: string]: string };

/** Groups of kinds that make no pods, whatever their names are. */
const WITHOUT_PODS = /(^|\.)(k8s\.io|istio\.io|istio\.alibabacloud\.com)$/;

/** Kinds of other groups that make none either, and are often named after the workload that they are for. */
const KINDS_WITHOUT_PODS = new Set(['ServiceMonitor', 'PodMonitor', 'PrometheusRule', 'Certificate', 'ExternalSecret', 'SealedSecret', 'ScaledObject', 'Application']);

/** What comes with others' workloads as well as with one's own, as gateways do. */
const BESIDE_OTHERS = new Set(['Job', 'CronJob']);

/** What is known of the pods of each namespace: a set of manifests is often a part of what is there. */
export class NamespacePods {
  public static readonly of = once(mesh => new NamespacePods(mesh));

  /** Namespaces for which the manifests make pods. */
  private readonly complete = new Set<string>();
  /** Pods that are said to be there and of which not all labels are known. */
  private readonly vague = new Map<string, Pods[]>();
  /** Labels of WorkloadEntries and WorkloadGroups, as `namespace key=value`. */
  private readonly entries = new Set<string>();
  /** Names of objects of other makers, whose controllers may make pods, as `namespace name`. */
  private readonly others = new Set<string>();

  private constructor(mesh: Mesh) {
    const { manifests } = mesh;
    const workloads = new Set<Manifest>();
    for (const pods of manifests.pods) {
      workloads.add(pods.workload);
      const namespace = manifests.namespaceOf(pods.workload);
      if (!manifests.isContext(pods.workload) && !BESIDE_OTHERS.has(pods.workload.kind) && !hasAutoImage(pods)) { this.complete.add(namespace); }
      if (isKnown(manifests, pods)) { continue; }
      const vague = this.vague.get(namespace);
      if (vague) { vague.push(pods); } else { this.vague.set(namespace, [pods]); }
    }
    for (const [kind, labelsOf] of ENTRIES) {
      for (const entry of manifests.ofKind('networking.istio.io', kind)) {
        for (const [key, value] of Object.entries(labelsOf(entry))) { this.entries.add(`${manifests.namespaceOf(entry)} ${key}=${value}`); }
      }
    }
    const makers = new Map<string, boolean>();
    for (const manifest of manifests) {
      let makes = makers.get(manifest.group);
      if (makes === undefined) { makers.set(manifest.group, makes = mayMakePods(manifest.group)); }
      if (makes && !KINDS_WITHOUT_PODS.has(manifest.kind) && !workloads.has(manifest)) { this.others.add(`${manifests.namespaceOf(manifest)} ${manifest.name}`); }
    }
  }

  /** Whether the manifests hold workloads of a namespace, so that there are taken to be no others. */
  public areKnown(namespace: string): boolean {
    return this.complete.has(namespace);
  }

  /** Whether a controller of other makers may make pods with the labels: mostly the name of an object of theirs is one. */
  public mayBeMade(labels: Labels, namespace: string): boolean {
    return Object.values(labels).some(value => this.isOfOthers(value, namespace));
  }

  /** Whether the name is that of an object whose controller may make workloads. */
  public isOfOthers(name: string, namespace: string): boolean {
    return this.others.has(`${namespace} ${name}`);
  }

  /** Whether something that no manifest makes, or one that is known in part, may have the labels. */
  public mayHave(labels: Labels, namespace: string): boolean {
    const wanted = Object.entries(labels);
    return wanted.every(([key, value]) => this.entries.has(`${namespace} ${key}=${value}`))
      || (this.vague.get(namespace) ?? []).some(pods => wanted.every(([key, value]) => (pods.labels[key] ?? value) === value));
  }
}

/** Whether a group may have kinds whose controllers make pods. */
function mayMakePods(group: string): boolean {
  return group.includes('.') && !WITHOUT_PODS.test(group);
}

/** What is declared to exist elsewhere is declared by the labels that others look for, without its containers. */
function isKnown(manifests: Manifests, { workload, spec }: Pods): boolean {
  return !manifests.isContext(workload) || records(spec.containers).length > 0;
}

const ENTRIES: readonly [string, (entry: Manifest) => Labels][] = [
  ['WorkloadEntry', entry => ({ ...entry.labels, ...record(record(entry.object.spec).labels) })],
  ['WorkloadGroup', group => record(record(record(group.object.spec).metadata).labels)],
];
