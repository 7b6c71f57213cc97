import { isIstioGateway } from './classes';
import { PARENT_NOT_FOUND } from './codes';
import { byPrecedence, GATEWAY_API, nameOf, ObjectReference } from './kinds';
import { gatewayOf, Listener, listenersOf } from './listeners';
import { admits } from './namespaces';
import { Finding, Manifest, Manifests, record } from '../../manifests';
import { warning } from '../code';
import { orElsewhere } from '../elsewhere';
import { Mesh } from '../mesh';

const LISTENER_CONFLICT = warning('GWA0202', 'ListenerConflict');
const LISTENER_SET_NOT_ALLOWED = warning('GWA0203', 'ListenerSetNotAllowed');

const WITH_HOSTNAMES = new Set(['HTTP', 'HTTPS', 'TLS']);

/** Listeners of a Gateway and its ListenerSets that get in the way of each other: the first one has the port. */
export function * listenerConflicts({ manifests }: Mesh): Generator<Finding> {
  const sets = new Map<Manifest, Manifest[]>();
  for (const listenerSet of manifests.ofKind(GATEWAY_API, 'ListenerSet')) {
    const gateway = gatewayOf(manifests, listenerSet);
    if (!gateway) {
      yield * missingGateway(manifests, listenerSet);
    } else if (!isAllowed(manifests, gateway, listenerSet)) {
      yield LISTENER_SET_NOT_ALLOWED.at(listenerSet, ['spec', 'parentRef'],
        `${nameOf('Gateway', manifests.namespaceOf(gateway), gateway.name)} takes no ListenerSets of namespace ${manifests.namespaceOf(listenerSet)}`,
        'allow the namespace in allowedListeners.namespaces of the Gateway, which allows none by default');
    } else {
      push(sets, gateway, listenerSet);
    }
  }
  for (const gateway of manifests.ofKind(GATEWAY_API, 'Gateway')) {
    const added = (sets.get(gateway) ?? []).sort(byPrecedence(set => set, set => manifests.namespaceOf(set)));
    const ports = new Map<number, Listener[]>();
    for (const listener of [gateway, ...added].flatMap(owner => listenersOf(manifests, owner))) {
      if (listener.port === undefined) { continue; }
      push(ports, listener.port, listener);
    }
    const istio = isIstioGateway(manifests, gateway);
    for (const listeners of ports.values()) { yield * conflictsOnPort(listeners, istio); }
  }
}

/**
 * Listeners on one port that do not go with those before them. Two of one protocol and hostname in one object are left to
 * the API server, which refuses them.
 */
function * conflictsOnPort(listeners: readonly Listener[], istio: boolean): Generator<Finding> {
  let http: Listener | undefined;
  const raw = new Map<string, Listener>();
  const hostnames = new Map<string, Listener>();
  for (const listener of listeners) {
    const { protocol = '' } = listener;
    const withHostname = WITH_HOSTNAMES.has(protocol);
    const hostname = listener.hostname || '*';
    const rival = withHostname ? raw.get('TCP') ?? (istio ? raw.get('UDP') : undefined) ?? hostnames.get(hostname)
      : protocol === 'TCP' ? http ?? raw.get('TCP') ?? (istio ? raw.get('UDP') : undefined)
        : protocol === 'UDP' ? raw.get('UDP') ?? (istio ? http ?? raw.get('TCP') : undefined) : undefined;
    if (!rival) {
      if (withHostname) {
        http ??= listener;
        hostnames.set(hostname, listener);
      } else {
        raw.set(protocol, listener);
      }
    } else if (rival.owner !== listener.owner || rival.protocol !== protocol) {
      const why = rival.protocol === protocol ? `for ${withHostname ? hostname === '*' ? 'all hostnames' : hostname : 'everything'}, too` : `by ${rival.protocol}`;
      yield LISTENER_CONFLICT.at(listener.owner, [...listener.steps, rival.protocol === protocol && withHostname ? 'hostname' : 'port'],
        `${protocol} listener ${listener.name} cannot have port ${listener.port}, which listener ${rival.name}${rival.owner === listener.owner ? '' : ` of ${rival.owner.kind} ${rival.owner.name}`} has ${why}`,
        'give it another port or hostname');
    }
  }
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V) {
  const list = lists.get(key);
  if (list) { list.push(value); } else { lists.set(key, [value]); }
}

function isAllowed(manifests: Manifests, gateway: Manifest, listenerSet: Manifest): boolean {
  const { allowedListeners } = record(gateway.object.spec);
  if (manifests.isContext(gateway) && allowedListeners === undefined) { return true; }
  const namespaces = { from: 'None', ...record(record(allowedListeners).namespaces) };
  return admits(manifests, namespaces, manifests.namespaceOf(gateway), manifests.namespaceOf(listenerSet)) !== false;
}

function * missingGateway(manifests: Manifests, listenerSet: Manifest): Generator<Finding> {
  const { group, kind, name, namespace = manifests.namespaceOf(listenerSet) }: ObjectReference = record(record(listenerSet.object.spec).parentRef);
  if (group !== GATEWAY_API || kind !== 'Gateway' || name === undefined) { return; }
  yield PARENT_NOT_FOUND.at(listenerSet, ['spec', 'parentRef', 'name'], `there is no ${nameOf(kind, namespace, name)} for the ListenerSet to add to`,
    orElsewhere('correct name or namespace', kind, PARENT_NOT_FOUND, manifests, listenerSet));
}
