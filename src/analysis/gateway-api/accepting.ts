import { intersect } from './hostnames';
import { GATEWAY_API, nameOf, ObjectReference } from './kinds';
import { Listener } from './listeners';
import { admits } from './namespaces';
import { Manifest, Manifests, record } from '../../manifests';
import { Code, warning } from '../code';

export const NO_MATCHING_LISTENER = warning('GWA0102', 'NoMatchingListener');
const KIND_NOT_ALLOWED = warning('GWA0103', 'RouteKindNotAllowed');
const NAMESPACE_NOT_ALLOWED = warning('GWA0104', 'RouteNamespaceNotAllowed');
const NO_MATCHING_HOSTNAME = warning('GWA0105', 'NoMatchingListenerHostname');

export interface ParentReference extends ObjectReference {
  readonly sectionName?: string;
  readonly port?: number;
}

/** Why no listener of a parent takes a route. */
export interface Refusal {
  readonly code: Code;
  /** The field that it is about: of the reference, or of the route if it begins with `spec`. */
  readonly steps: readonly string[];
  readonly message: string;
  readonly hint: string;
}

/** The listeners of a parent that take a route, or the reason why none does; neither if the listeners are not known. */
export function accepting(
  manifests: Manifests, route: Manifest, ref: ParentReference, parent: Manifest, all: readonly Listener[],
): { readonly accepted?: readonly Listener[]; readonly refusal?: Refusal } {
  const own = manifests.namespaceOf(parent);
  const parentName = nameOf(parent.kind, own, parent.name);
  const refused = (code: Code, steps: readonly string[], message: string, hint: string) =>
    ({ refusal: { code, steps, message, hint } });
  if (manifests.isContext(parent) && all.length === 0) { return {}; }

  const addressed = all.filter(l => (ref.sectionName === undefined || l.name === ref.sectionName) && (ref.port === undefined || l.port === ref.port));
  if (addressed.length === 0) {
    const wanted = [...ref.sectionName === undefined ? [] : [`sectionName ${ref.sectionName}`], ...ref.port === undefined ? [] : [`port ${ref.port}`]].join(' and ');
    return refused(NO_MATCHING_LISTENER, ref.sectionName !== undefined ? ['sectionName'] : ref.port !== undefined ? ['port'] : ['name'],
      `${parentName} has no listener${wanted && ` of ${wanted}`}`,
      all.length === 0 ? 'add a listener' : `name one of its listeners: ${all.map(l => l.port === undefined ? l.name : `${l.name} (port ${l.port})`).join(', ')}`);
  }
  const kind = `${GATEWAY_API}/${route.kind}`;
  const ofKind = addressed.filter(l => !l.kinds || l.kinds.includes(kind));
  if (ofKind.length === 0) {
    return refused(KIND_NOT_ALLOWED, ['name'], `${parentName} takes no ${route.kind} at ${listed(addressed)}, but ${kindsIn(addressed)}`,
      'attach to a listener of another protocol, or allow the kind in allowedRoutes.kinds');
  }
  const namespace = manifests.namespaceOf(route);
  const ofNamespace = ofKind.filter(l => admits(manifests, l.namespaces, own, namespace) !== false);
  if (ofNamespace.length === 0) {
    const [{ namespaces }] = ofKind;
    const from = record(namespaces).from ?? 'Same';
    return refused(NAMESPACE_NOT_ALLOWED, ['name'],
      `${parentName} takes no routes of namespace ${namespace} at ${listed(ofKind)}, but those of ${from === 'Selector' ? 'namespaces with the labels of its selector' : from === 'Same' ? `its own, ${own}` : 'none'}`,
      from === 'Selector' ? 'give the Namespace the labels, or change allowedRoutes.namespaces of the listener' : 'set allowedRoutes.namespaces of the listener to All or to a Selector');
  }
  const hostnames = hostnamesOf(route);
  const accepted = ofNamespace.filter(l => hostnames.length === 0 || hostnames.some(hostname => intersect(hostname, l.hostname)));
  if (accepted.length === 0) {
    return refused(NO_MATCHING_HOSTNAME, ['spec', 'hostnames'],
      `${parentName} takes none of the hostnames (${hostnames.join(', ')}) at ${listed(ofNamespace)}, but ${[...new Set(ofNamespace.map(l => l.hostname))].join(', ')}`,
      'correct the hostnames, or attach to another listener');
  }
  return { accepted };
}

export function hostnamesOf(route: Manifest): readonly string[] {
  const { hostnames } = record(route.object.spec);
  return Array.isArray(hostnames) ? hostnames : [];
}

function listed(listeners: readonly Listener[]): string {
  return `${listeners.length === 1 ? 'listener' : 'listeners'} ${listeners.map(l => l.name).join(', ')}`;
}

function kindsIn(listeners: readonly Listener[]): string {
  const kinds = new Set(listeners.flatMap(l => l.kinds ?? []).map(kind => kind.slice(kind.indexOf('/') + 1)));
  return kinds.size === 0 ? 'no routes at all' : [...kinds].join(', ');
}
