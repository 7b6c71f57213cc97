import { PARENT_NOT_FOUND } from './codes';
import { intersect } from './hostnames';
import { byPrecedence, GATEWAY_API, nameOf, ObjectReference, ROUTES } from './kinds';
import { Listener, listenersOf } from './listeners';
import { admits } from './namespaces';
import { Finding, Manifest, Manifests, record } from '../../manifests';
import { Code, info, warning } from '../code';
import { Mesh } from '../mesh';
import { records } from '../records';

const NO_MATCHING_LISTENER = warning('GWA0102', 'NoMatchingListener');
const KIND_NOT_ALLOWED = warning('GWA0103', 'RouteKindNotAllowed');
const NAMESPACE_NOT_ALLOWED = warning('GWA0104', 'RouteNamespaceNotAllowed');
const NO_MATCHING_HOSTNAME = warning('GWA0105', 'NoMatchingListenerHostname');
const LISTENER_TAKEN = warning('GWA0106', 'ListenerTakesOneRoute');
const HOSTNAME_NOT_SERVED = info('GWA0107', 'HostnameNotServed');
const NO_PARENT = info('GWA0108', 'RouteWithoutParent');

interface ParentReference extends ObjectReference {
  readonly sectionName?: string;
  readonly port?: number;
}

/** Why no listener of a parent takes a route. */
interface Refusal {
  readonly code: Code;
  readonly steps: readonly (string | number)[];
  readonly message: string;
  readonly hint: string;
}

/** Kinds that routes may attach to, with the API group of each. Others belong to other controllers. */
const PARENTS = new Map([['Gateway', GATEWAY_API], ['ListenerSet', GATEWAY_API], ['Service', ''], ['ServiceEntry', 'networking.istio.io']]);
/** Of these routes a listener takes one. */
const SINGLE = new Set(['TCPRoute', 'UDPRoute']);

/** Whether each route is taken by what it wants to attach to. */
export function * attachments({ manifests }: Mesh): Generator<Finding> {
  const memo = new Map<Manifest, Listener[]>();
  const listeners = (owner: Manifest) => {
    const known = memo.get(owner) ?? listenersOf(manifests, owner);
    memo.set(owner, known);
    return known;
  };
  const taken = new Map<string, Set<Manifest>>();
  for (const kind of ROUTES) {
    for (const route of manifests.ofKind(GATEWAY_API, kind)) {
      const refs: readonly ParentReference[] = records(record(route.object.spec).parentRefs);
      if (refs.length === 0 && !manifests.isContext(route)) {
        yield NO_PARENT.at(route, ['spec'], `the ${kind} names no parent, so no request comes to it`, 'name a Gateway, or a Service for the mesh, in parentRefs');
      }
      const served = new Set<string>();
      let gatewaysOnly = refs.length > 0;
      for (const [i, ref] of refs.entries()) {
        const namespace = ref.namespace ?? manifests.namespaceOf(route);
        if (ref.kind === undefined || ref.name === undefined || ref.group === undefined || PARENTS.get(ref.kind) !== ref.group) {
          gatewaysOnly = false;
          continue;
        }
        const parent = manifests.find(ref.group, ref.kind, ref.name, namespace);
        if (!parent) {
          gatewaysOnly = false;
          yield PARENT_NOT_FOUND.at(route, ['spec', 'parentRefs', i, 'name'], `there is no ${nameOf(ref.kind, namespace, ref.name)} for the ${kind} to attach to`,
            'correct name or namespace, or declare what exists elsewhere');
        } else if (ref.group === GATEWAY_API) {
          const { accepted, refusal } = accepting(manifests, route, ref, parent, listeners(parent));
          if (refusal) {
            gatewaysOnly = false;
            yield refusal.code.at(route, refusal.steps[0] === 'hostnames' ? ['spec', ...refusal.steps] : ['spec', 'parentRefs', i, ...refusal.steps], refusal.message, refusal.hint);
          }
          for (const listener of accepted) {
            for (const hostname of hostnamesOf(route)) { if (intersect(hostname, listener.hostname)) { served.add(hostname); } }
            if (SINGLE.has(kind)) {
              const key = `${kind} ${listener.owner.kind} ${namespace} ${ref.name} ${listener.name}`;
              taken.set(key, (taken.get(key) ?? new Set()).add(route));
            }
          }
        } else {
          gatewaysOnly = false;
          yield * servicePort(manifests, route, ref, i, parent);
        }
      }
      if (!gatewaysOnly) { continue; }
      for (const [i, hostname] of hostnamesOf(route).entries()) {
        if (served.has(hostname)) { continue; }
        yield HOSTNAME_NOT_SERVED.at(route, ['spec', 'hostnames', i], `no listener that the ${kind} attaches to takes ${hostname}, so requests for it do not come here`,
          'drop the hostname, or attach to a listener that takes it');
      }
    }
  }
  yield * listenersTakenTwice(manifests, taken);
}

/** The listeners of a parent that take a route, or the reason why none does. */
function accepting(
  manifests: Manifests, route: Manifest, ref: ParentReference, parent: Manifest, all: Listener[],
): { accepted: Listener[]; refusal?: Refusal } {
  const own = manifests.namespaceOf(parent);
  const parentName = nameOf(parent.kind, own, parent.name);
  const refused = (code: Code, steps: readonly string[], message: string, hint: string) =>
    ({ accepted: [], refusal: { code, steps, message, hint } });
  if (manifests.isContext(parent) && all.length === 0) { return { accepted: [] }; }

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
    return refused(KIND_NOT_ALLOWED, ['name'], `${listed(addressed)} of ${parentName} takes no ${route.kind}, but ${kindsIn(addressed)}`,
      'attach to a listener of another protocol, or allow the kind in allowedRoutes.kinds');
  }
  const namespace = manifests.namespaceOf(route);
  const ofNamespace = ofKind.filter(l => admits(manifests, l.namespaces, own, namespace) !== false);
  if (ofNamespace.length === 0) {
    const [{ namespaces }] = ofKind;
    const from = record(namespaces).from ?? 'Same';
    return refused(NAMESPACE_NOT_ALLOWED, ['name'],
      `${listed(ofKind)} of ${parentName} takes no routes of namespace ${namespace}: it takes those of ${from === 'Selector' ? 'namespaces with the labels of its selector' : from === 'Same' ? `its own, ${own}` : 'none'}`,
      from === 'Selector' ? 'give the Namespace the labels, or change allowedRoutes.namespaces of the listener' : 'set allowedRoutes.namespaces of the listener to All or to a Selector');
  }
  const hostnames = hostnamesOf(route);
  const accepted = ofNamespace.filter(l => hostnames.length === 0 || hostnames.some(hostname => intersect(hostname, l.hostname)));
  if (accepted.length === 0) {
    return refused(NO_MATCHING_HOSTNAME, ['hostnames'],
      `none of the hostnames (${hostnames.join(', ')}) is taken by ${listed(ofNamespace)} of ${parentName}, which takes ${[...new Set(ofNamespace.map(l => l.hostname))].join(', ')}`,
      'correct the hostnames, or attach to another listener');
  }
  return { accepted };
}

function hostnamesOf(route: Manifest): readonly string[] {
  const { hostnames } = record(route.object.spec);
  return Array.isArray(hostnames) ? hostnames : [];
}

function listed(listeners: readonly Listener[]): string {
  return listeners.length === 1 ? `listener ${listeners[0].name}` : 'every listener that is meant';
}

function kindsIn(listeners: readonly Listener[]): string {
  const kinds = new Set(listeners.flatMap(l => l.kinds ?? []).map(kind => kind.slice(kind.indexOf('/') + 1)));
  return kinds.size === 0 ? 'no routes at all' : [...kinds].join(', ');
}

/** A route for the mesh: that the Service has the port that it names. */
function * servicePort(manifests: Manifests, route: Manifest, ref: ParentReference, i: number, parent: Manifest): Generator<Finding> {
  const { ports } = record(parent.object.spec);
  if (ref.port === undefined || !Array.isArray(ports)) { return; }
  const numbers = records(ports).map(port => port.port ?? port.number);
  if (numbers.includes(ref.port)) { return; }
  yield NO_MATCHING_LISTENER.at(route, ['spec', 'parentRefs', i, 'port'], `${nameOf(parent.kind, manifests.namespaceOf(parent), parent.name)} has no port ${ref.port}`,
    `name one of its ports: ${numbers.join(', ')}`);
}

/** The first route of a listener is the one that counts. */
function * listenersTakenTwice(manifests: Manifests, taken: ReadonlyMap<string, ReadonlySet<Manifest>>): Generator<Finding> {
  for (const [key, routes] of taken) {
    const [first, ...others] = [...routes].sort(byPrecedence(route => route, route => manifests.namespaceOf(route)));
    const [kind, owner, namespace, name, listener] = key.split(' ');
    for (const route of others) {
      yield LISTENER_TAKEN.at(route, ['spec', 'parentRefs'],
        `listener ${listener} of ${nameOf(owner, namespace, name)} takes one ${kind}, and ${manifests.namespaceOf(first)}/${first.name} is attached to it, too`,
        'give each route a listener of its own and name it by sectionName');
    }
  }
}
