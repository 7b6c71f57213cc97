import { isSelected, Json, LabelSelector, Manifest, Pods, record, selectorOf } from '../../manifests';
import { records } from '../fields';
import { Mesh } from '../mesh';

type Labels = { readonly [key: string]: string };

export const INJECTION = 'istio-injection';
export const REVISION = 'istio.io/rev';
export const DATAPLANE_MODE = 'istio.io/dataplane-mode';
const INJECT = 'sidecar.istio.io/inject';
const PROXY = 'istio-proxy';

/** Namespaces of Kubernetes, in which Istio never injects. */
export const NEVER_IN_MESH: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);

/** Whether the manifests make namespaces; if so, one that they do not make is one without labels. */
export function holdsNamespaces({ manifests }: Mesh): boolean {
  return manifests.ofKind('', 'Namespace').some(namespace => !manifests.isContext(namespace));
}

/** Labels of a namespace; nothing if they are not known. */
export function namespaceLabels(mesh: Mesh, name: string): Labels | undefined {
  const { manifests } = mesh;
  const namespace = manifests.find('', 'Namespace', name);
  if (!namespace) { return name !== 'default' && holdsNamespaces(mesh) ? {} : undefined; }
  return manifests.isContext(namespace) && Object.keys(namespace.labels).length === 0 ? undefined : namespace.labels;
}

/** Whether pods have a sidecar or will get one; nothing if that depends on a namespace that no manifest tells of. */
export function hasSidecar(mesh: Mesh, pods: Pods): boolean | undefined {
  if (containersOf(pods).some(({ name, image }) => name === PROXY && image)) { return true; }
  const wish = pods.labels[INJECT] ?? pods.annotations[INJECT];
  if (wish !== undefined) { return wish === 'true'; }
  const namespace = mesh.manifests.namespaceOf(pods.workload);
  if (NEVER_IN_MESH.has(namespace)) { return false; }
  const labels = namespaceLabels(mesh, namespace);
  if (!labels) { return undefined; }
  if (labels[INJECTION] !== undefined) { return labels[INJECTION] === 'enabled'; }
  return Boolean(labels[REVISION]) || Boolean(pods.labels[REVISION]) || injectsByDefault(mesh);
}

/** Whether ambient mode takes the traffic of pods: said by istio-cni of pods that run, and by labels of those that will. */
export function inAmbient(mesh: Mesh, pods: Pods): boolean {
  if (pods.annotations['ambient.istio.io/redirection'] === 'enabled') { return true; }
  if (hasSidecar(mesh, pods)) { return false; }
  if (pods.labels[DATAPLANE_MODE] !== undefined) { return pods.labels[DATAPLANE_MODE] === 'ambient'; }
  return isAmbient(namespaceLabels(mesh, mesh.manifests.namespaceOf(pods.workload)));
}

/** Whether a namespace with the labels is one of ambient mode; sidecars go before. */
export function isAmbient(labels: Labels | undefined): boolean {
  return labels?.[DATAPLANE_MODE] === 'ambient' && labels[INJECTION] !== 'enabled' && !labels[REVISION];
}

/** Whether Istio is set up to inject into namespaces without labels, as its ConfigMap in the manifests says. */
export function injectsByDefault(mesh: Mesh): boolean {
  const map = mesh.manifests.named('istio-sidecar-injector').find(m => m.group === '' && m.kind === 'ConfigMap');
  return map !== undefined && record(injectorValues(map).sidecarInjectorWebhook).enableNamespacesByDefault === true;
}

/** Whether a resource with the labels is taken for a part of Istio itself. */
export function isControlPlane(labels: Labels): boolean {
  return labels.istio !== undefined || labels.release === 'istio';
}

/** What the ConfigMap of an injector holds as the values of its installation. */
export function injectorValues(map: Manifest): Json {
  try {
    return record(JSON.parse(record(map.object.data).values));
  } catch {
    return {};
  }
}

/** Whether pods hold the container that only injection fills in. */
export function hasAutoImage({ spec }: Pods): boolean {
  return records(spec.containers).some(({ name, image }) => name === PROXY && image === 'auto');
}

/** The containers of pods, init containers last. */
export function containersOf({ spec }: Pods): Json[] {
  return [...records(spec.containers), ...records(spec.initContainers)];
}

/** What a webhook of the injector takes. */
export interface Injector {
  readonly namespaceSelector: LabelSelector;
  readonly objectSelector: LabelSelector;
}

/** The injectors that the manifests hold; those of every installation if they hold none. */
export function injectors(mesh: Mesh): readonly Injector[] {
  const own = mesh.manifests.ofKind('admissionregistration.k8s.io', 'MutatingWebhookConfiguration')
    .flatMap(configuration => records(configuration.object.webhooks)).filter(isIstioWebhook).map(injectorOf);
  return own.length > 0 ? own : DEFAULT_INJECTORS;
}

export const isIstioWebhook = ({ name }: Json) => typeof name === 'string' && name.endsWith('istio.io');

/** What a webhook takes; its configuration is of a kind whose schema nobody has checked. */
export function injectorOf({ namespaceSelector, objectSelector }: Json): Injector {
  return { namespaceSelector: selectorOf(namespaceSelector), objectSelector: selectorOf(objectSelector) };
}

/** Whether an injector takes pods with the labels in a namespace with the others. */
export function takes({ namespaceSelector, objectSelector }: Injector, namespace: Labels, object: Labels): boolean {
  return isSelected(namespace, namespaceSelector) && isSelected(object, objectSelector);
}

/** Whether one of the injectors takes pods; of a namespace that no manifest tells of, the labels may be any. */
export function isInjected(mesh: Mesh, pods: Pods, from: readonly Injector[]): boolean {
  const labels = namespaceLabels(mesh, mesh.manifests.namespaceOf(pods.workload));
  if (from === DEFAULT_INJECTORS && injectsByDefault(mesh) && pods.labels[INJECT] !== 'false') { return true; }
  return from.some(injector => labels === undefined ? isSelected(pods.labels, injector.objectSelector) : takes(injector, labels, pods.labels));
}

const exists = (key: string) => ({ key, operator: 'Exists' });
const lacks = (key: string) => ({ key, operator: 'DoesNotExist' });
const NOT_REFUSED = { key: INJECT, operator: 'NotIn', values: ['false'] };

/** A namespace or a pod asks for injection, by a revision or without; revisions are taken as they are named. */
const DEFAULT_INJECTORS: readonly Injector[] = [
  { namespaceSelector: { matchLabels: { [INJECTION]: 'enabled' } }, objectSelector: { matchExpressions: [NOT_REFUSED] } },
  { namespaceSelector: { matchExpressions: [lacks(INJECTION), exists(REVISION)] }, objectSelector: { matchExpressions: [NOT_REFUSED] } },
  { namespaceSelector: { matchExpressions: [lacks(INJECTION), lacks(REVISION)] }, objectSelector: { matchLabels: { [INJECT]: 'true' } } },
  {
    namespaceSelector: { matchExpressions: [lacks(INJECTION), lacks(REVISION)] },
    objectSelector: { matchExpressions: [NOT_REFUSED, exists(REVISION)] },
  },
];
