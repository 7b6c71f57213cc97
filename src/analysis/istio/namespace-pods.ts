import { Manifest, Manifests, Pods, record } from '../../manifests';
import { records, once } from '../fields';
import { hasAutoImage } from './injection';
import { GATEWAY_API } from '../gateway-api/kinds';
import { Mesh } from '../mesh';

type Labels = { readonly [key: string]: string };

/** Groups of Kubernetes and Istio themselves. What their kinds make is known, but for Gateways of any class. */
const OWN_GROUPS = new Set([
  '', 'apps', 'autoscaling', 'batch', 'extensions', 'policy',
  ...[
    'admissionregistration', 'apiextensions', 'apiregistration', 'authentication', 'authorization', 'certificates', 'coordination', 'discovery', 'events',
    'flowcontrol.apiserver', 'gateway.networking', 'internal.apiserver', 'metrics', 'networking', 'node', 'rbac.authorization', 'resource', 'scheduling', 'storage',
    'storagemigration',
  ].map(group => `${group}.k8s.io`),
  'gateway.networking.x-k8s.io',
  ...['networking', 'security', 'telemetry', 'extensions', 'install'].map(group => `${group}.istio.io`),
  'istio.alibabacloud.com',
]);

/** Kinds of other groups that make none either, and are often named after the workload that they are for. */
const KINDS_WITHOUT_PODS = new Set([
  'ServiceMonitor', 'PodMonitor', 'PrometheusRule', 'Certificate', 'ExternalSecret', 'SealedSecret', 'ScaledObject', 'VerticalPodAutoscaler', 'Application',
]);

/** What comes with others' workloads as well as with one's own, as gateways do. */
const BESIDE_OTHERS = new Set(['Job', 'CronJob', 'Pod']);

/** Stands for all namespaces. */
const ANYWHERE = '*';

/** Kinds that install workloads of other names, and the namespace of these where they name none: their own if it is not said. */
const INSTALLERS = new Map<string, string | undefined>([
  ['install.istio.io/IstioOperator', undefined],
  ['sailoperator.io/Istio', 'istio-system'],
  ['sailoperator.io/IstioRevision', 'istio-system'],
  ['sailoperator.io/IstioCNI', 'istio-cni'],
  ['sailoperator.io/ZTunnel', 'ztunnel'],
  ['helm.toolkit.fluxcd.io/HelmRelease', undefined],
  ['kustomize.toolkit.fluxcd.io/Kustomization', undefined],
  ['helm.cattle.io/HelmChart', undefined],
  ['operators.coreos.com/Subscription', undefined],
  ['argoproj.io/Application', ANYWHERE],
  ['argoproj.io/ApplicationSet', ANYWHERE],
]);

/** The namespace into which an object installs something, anywhere for that of a template. */
function installsInto(manifests: Manifests, manifest: Manifest): string {
  const kind = `${manifest.group}/${manifest.kind}`;
  const spec = record(manifest.object.spec);
  const { destination } = kind === 'argoproj.io/ApplicationSet' ? record(record(spec.template).spec) : spec;
  const into = spec.targetNamespace ?? record(destination).namespace ?? spec.namespace ?? INSTALLERS.get(kind) ?? manifests.namespaceOf(manifest);
  return String(into).includes('{{') ? ANYWHERE : into;
}

/** What is known of the pods of each namespace: a set of manifests is often a part of what is there. */
export class NamespacePods {
  public static readonly of = once(mesh => new NamespacePods(mesh));

  /** Namespaces for which the manifests make pods. */
  private readonly complete = new Set<string>();
  /** Pods that are said to be there and of which not all labels are known. */
  private readonly vague = new Map<string, Pods[]>();
  /** Labels of WorkloadEntries and WorkloadGroups, as `namespace key=value`; `namespace` alone where there are some. */
  private readonly entries = new Set<string>();
  /** Names of objects of other makers, whose controllers may make pods, as `namespace name`; `namespace` alone where there are some. */
  private readonly others = new Set<string>();
  /** Namespaces where others may make workloads of any sort: a Gateway makes none but its own proxies. */
  private readonly withMakers = new Set<string>();

  private constructor(private readonly mesh: Mesh) {
    const { manifests } = mesh;
    for (const pods of manifests.pods) {
      const namespace = manifests.namespaceOf(pods.workload);
      if (!manifests.isContext(pods.workload) && !BESIDE_OTHERS.has(pods.workload.kind) && !hasAutoImage(pods)) { this.complete.add(namespace); }
      if (isKnown(manifests, pods)) { continue; }
      const vague = this.vague.get(namespace);
      if (vague) { vague.push(pods); } else { this.vague.set(namespace, [pods]); }
    }
    for (const [kind, labelsOf] of ENTRIES) {
      for (const entry of manifests.ofKind('networking.istio.io', kind)) {
        const namespace = manifests.namespaceOf(entry);
        this.entries.add(namespace);
        for (const [key, value] of Object.entries(labelsOf(entry))) { this.entries.add(`${namespace} ${key}=${value}`); }
      }
    }
    // what installs Istio is seldom among the manifests
    if (manifests.podsWith({ app: 'istiod' }, mesh.rootNamespace).length === 0) { this.complete.delete(mesh.rootNamespace); }
    for (const installer of INSTALLERS.keys()) {
      const [group, kind] = installer.split('/');
      for (const manifest of manifests.ofKind(group, kind)) {
        const into = installsInto(manifests, manifest);
        if (into === ANYWHERE) { this.complete.clear(); } else { this.complete.delete(into); }
      }
    }
    for (const manifest of manifests) {
      if (!mayMakePods(manifest)) { continue; }
      const namespace = manifests.namespaceOf(manifest);
      this.others.add(namespace).add(`${namespace} ${manifest.name}`);
      if (manifest.group !== GATEWAY_API) { this.withMakers.add(namespace); }
    }
  }

  /** Whether the manifests hold workloads of a namespace, so that there are taken to be no others. */
  public areKnown(namespace: string): boolean {
    return this.complete.has(namespace);
  }

  /** Whether the pods of the manifests are all that there are: there is no machine either, and no controller of other makers. */
  public areAll(namespace: string): boolean {
    return this.complete.has(namespace) && !this.others.has(namespace) && !this.entries.has(namespace);
  }

  /** Whether a controller of other makers may make pods with the labels: mostly the name of an object of theirs is one, or no other pod has such a label. */
  public mayBeMade(labels: Labels, namespace: string): boolean {
    if (!this.others.has(namespace)) { return false; }
    const wanted = Object.entries(labels);
    return wanted.length === 0 ? this.withMakers.has(namespace) : wanted.some(([key, value]) => this.isOfOthers(value, namespace) || !labelKeys(this.mesh).has(`${namespace} ${key}`));
  }

  /** Whether the name is that of an object whose controller may make workloads, or begins or ends with it, as `cart-primary` and `prometheus-cart` do. */
  public isOfOthers(name: string, namespace: string): boolean {
    if (!this.others.has(namespace)) { return false; }
    const parts = name.split('-');
    return parts.some((_, i) => this.others.has(`${namespace} ${parts.slice(i).join('-')}`) || this.others.has(`${namespace} ${parts.slice(0, i + 1).join('-')}`));
  }

  /** Whether something that no manifest makes, or one that is known in part, may have the labels. */
  public mayHave(labels: Labels, namespace: string): boolean {
    const wanted = Object.entries(labels);
    return (this.entries.has(namespace) && wanted.every(([key, value]) => this.entries.has(`${namespace} ${key}=${value}`)))
      || (this.vague.get(namespace) ?? []).some(pods => wanted.every(([key, value]) => (pods.labels[key] ?? value) === value));
  }
}

/** Keys of the labels of pods, as `namespace key`. */
const labelKeys = once(({ manifests }) => {
  const keys = new Set<string>();
  for (const { workload, labels } of manifests.pods) {
    for (const key in labels) { keys.add(`${manifests.namespaceOf(workload)} ${key}`); }
  }
  return keys;
});

/** Whether a controller of others may make pods of an object, with labels of its own. */
function mayMakePods({ group, kind }: Manifest): boolean {
  // Argo's Rollouts make pods as their templates say
  if (!OWN_GROUPS.has(group)) { return !KINDS_WITHOUT_PODS.has(kind) && !(group === 'argoproj.io' && kind === 'Rollout'); }
  return group === GATEWAY_API && kind === 'Gateway';
}

/** What is declared to exist elsewhere is declared by the labels that others look for, without its containers. */
function isKnown(manifests: Manifests, { workload, spec }: Pods): boolean {
  return !manifests.isContext(workload) || records(spec.containers).length > 0;
}

const ENTRIES: readonly [string, (entry: Manifest) => Labels][] = [
  ['WorkloadEntry', entry => ({ ...entry.labels, ...record(record(entry.object.spec).labels) })],
  ['WorkloadGroup', group => record(record(record(group.object.spec).metadata).labels)],
];
