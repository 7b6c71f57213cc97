import { isIstioGateway } from './classes';
import { GATEWAY_API, ObjectReference } from './kinds';
import { Json, Manifest, Manifests, record } from '../../manifests';
import { records } from '../fields';

/** A listener of a Gateway or a ListenerSet. */
export interface Listener {
  readonly owner: Manifest;
  readonly steps: readonly (string | number)[];
  /** Its name, or its place in the list if it has none. */
  readonly name: string;
  readonly port: number | undefined;
  readonly protocol: string | undefined;
  readonly hostname: string | undefined;
  /** Kinds of routes that it takes, as `group/Kind`; nothing if its protocol is not known. */
  readonly kinds: readonly string[] | undefined;
  /** Namespaces of the routes that it takes: `from` and `selector`. */
  readonly namespaces: Json;
  /** Its other fields. */
  readonly spec: Json;
}

/** The Gateway that a ListenerSet adds to. */
export function gatewayOf(manifests: Manifests, listenerSet: Manifest): Manifest | undefined {
  const { group, kind, name, namespace }: ObjectReference = record(record(listenerSet.object.spec).parentRef);
  if (group !== GATEWAY_API || kind !== 'Gateway' || name === undefined) { return undefined; }
  return manifests.find(group, kind, name, namespace ?? manifests.namespaceOf(listenerSet));
}

/** Whether one of the Gateways that a route attaches to is known to be Istio's. */
export function isBehindIstio(manifests: Manifests, route: Manifest): boolean {
  return records(record(route.object.spec).parentRefs).some(({ group, kind, name, namespace }: ObjectReference) => {
    if (group !== GATEWAY_API || name === undefined || kind === undefined) { return false; }
    const parent = manifests.find(group, kind, name, namespace ?? manifests.namespaceOf(route));
    const gateway = parent?.kind === 'ListenerSet' ? gatewayOf(manifests, parent) : parent;
    return gateway?.kind === 'Gateway' && isIstioGateway(manifests, gateway);
  });
}

/** The listeners that stand in a Gateway or a ListenerSet. */
export function listenersOf(manifests: Manifests, owner: Manifest): Listener[] {
  const gateway = owner.kind === 'ListenerSet' ? gatewayOf(manifests, owner) : owner;
  const istio = gateway !== undefined && isIstioGateway(manifests, gateway);
  return records(record(owner.object.spec).listeners).map((spec, i) => {
    const { name = `#${i}`, port, protocol, hostname, allowedRoutes } = spec;
    const namespaces = record(allowedRoutes).namespaces;
    return { owner, steps: ['spec', 'listeners', i], name, port, protocol, hostname, kinds: kindsOf(spec, istio), namespaces, spec };
  });
}

/** The kinds that go with a protocol; Istio takes no UDPRoutes. */
export function kindsOfProtocol({ protocol, tls }: Json, istio: boolean): readonly string[] | undefined {
  const kinds = (): string[] | undefined => {
    switch (protocol) {
      case 'HTTP':
      case 'HTTPS': return ['HTTPRoute', 'GRPCRoute'];
      case 'TLS': return (record(tls).mode ?? 'Terminate') === 'Terminate' ? ['TLSRoute', 'TCPRoute'] : ['TLSRoute'];
      case 'TCP': return ['TCPRoute'];
      case 'UDP': return istio ? [] : ['UDPRoute'];
      default: return undefined;
    }
  };
  return kinds()?.map(kind => `${GATEWAY_API}/${kind}`);
}

function kindsOf(spec: Json, istio: boolean): readonly string[] | undefined {
  const allowed = records(record(spec.allowedRoutes).kinds).map(({ group, kind }) => `${group ?? GATEWAY_API}/${kind}`);
  const possible = kindsOfProtocol(spec, istio);
  if (allowed.length === 0) { return possible; }
  return possible ? allowed.filter(kind => possible.includes(kind)) : allowed;
}
