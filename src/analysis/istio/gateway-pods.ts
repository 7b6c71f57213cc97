import { once, specOf } from '../fields';
import { Mesh } from '../mesh';
import { selectedBy } from './pod-labels';
import { Json, Manifest, Pods, record } from '../../manifests';

type Labels = { readonly [key: string]: string };

/** The labels of a selector in order, as Istio writes them: `app=a,istio=b`. */
export function selectorText(selector: Labels): string {
  return Object.keys(selector).sort().map(key => `${key}=${selector[key]}`).join();
}

/** The pods of a selector, for a message. */
export const podsText = (selector: Labels): string => selectorText(selector) || 'all, as it has no selector';

/** The labels that a Gateway's pods have; none means all pods. Nothing if that is not known. */
export function selectorOf(mesh: Mesh, gateway: Manifest): Labels | undefined {
  const { selector } = specOf(gateway);
  return selector === undefined && mesh.manifests.isContext(gateway) ? undefined : record(selector);
}

/** Where the selector of a Gateway stands: Istio points at the first of its labels. */
export function selectorSteps(selector: Labels): string[] {
  const [first] = Object.keys(selector).sort();
  return first === undefined ? ['spec', 'selector'] : ['spec', 'selector', first];
}

const selected = once(() => new Map<string, readonly Pods[]>());

/** Pods of all namespaces that a Gateway's selector selects, worked out once for all Gateways that have it. */
export function podsOfGateway(mesh: Mesh, selector: Labels): readonly Pods[] {
  const known = selected(mesh);
  const text = selectorText(selector);
  let pods = known.get(text);
  if (!pods) { known.set(text, pods = selectedBy(mesh, selector)); }
  return pods;
}

/** Services by namespace, and by one of the labels that they select; those that select by none by no label. */
const services = once(({ manifests }) => {
  const byLabel = new Map<string, Manifest[]>();
  for (const service of manifests.ofKind('', 'Service')) {
    const [first] = Object.entries(record(specOf(service).selector));
    const key = serviceKey(manifests.namespaceOf(service), first);
    const others = byLabel.get(key);
    if (others) { others.push(service); } else { byLabel.set(key, [service]); }
  }
  return byLabel;
});

const serviceKey = (namespace: string, label: readonly [string, Json] | undefined): string => `${namespace} ${label ? `${label[0]}=${label[1]}` : ''}`;

/** Services that select pods. As Istio has it, one without a selector may well be theirs, too. */
export function * servicesOf(mesh: Mesh, pods: Pods): Generator<Manifest> {
  const namespace = mesh.manifests.namespaceOf(pods.workload);
  for (const label of [undefined, ...Object.entries(pods.labels)]) {
    for (const service of services(mesh).get(serviceKey(namespace, label)) ?? []) {
      if (Object.entries(record(specOf(service).selector)).every(([key, value]) => pods.labels[key] === value)) { yield service; }
    }
  }
}
