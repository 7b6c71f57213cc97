import { Manifest, record } from '../../manifests';
import { fullName, list, records } from '../fields';
import { GATEWAY_API, ROUTES } from '../gateway-api/kinds';
import { destinations, RouteDestination } from '../istio/destinations';
import { Mesh } from '../mesh';

/** Who sends requests to each Service, e.g. `VirtualService shop/cart`. */
export function sendersOf(mesh: Mesh): Map<Manifest, Set<string>> {
  const senders = new Map<Manifest, Set<string>>();
  for (const { sender, service } of sent(mesh)) {
    const name = `${sender.kind} ${fullName(mesh, sender)}`;
    const others = senders.get(service);
    if (others) { others.add(name); } else { senders.set(service, new Set([name])); }
  }
  return senders;
}

interface Sent {
  readonly sender: Manifest;
  readonly service: Manifest;
}

function * sent(mesh: Mesh): Generator<Sent> {
  const { manifests } = mesh;
  for (const { virtualService, all } of destinations(mesh)) {
    for (const destination of all) {
      if (!hasShare(virtualService, destination)) { continue; }
      const [service, other] = manifests.declaring(destination.full);
      if (service?.kind === 'Service' && !other) { yield { sender: virtualService, service }; }
    }
  }
  for (const kind of ROUTES) {
    for (const route of manifests.ofKind(GATEWAY_API, kind)) {
      for (const { backendRefs } of records(record(route.object.spec).rules)) {
        for (const { group = '', kind: of, name, namespace = manifests.namespaceOf(route), weight = 1 } of records(backendRefs)) {
          const service = group === '' && of === 'Service' && weight > 0 && name !== undefined ? manifests.find('', 'Service', name, namespace) : undefined;
          if (service) { yield { sender: route, service }; }
        }
      }
    }
  }
  for (const ingress of manifests.ofKind('networking.k8s.io', 'Ingress')) {
    const { defaultBackend, rules } = record(ingress.object.spec);
    const paths = records(rules).flatMap(({ http }) => records(record(http).paths));
    for (const backend of [defaultBackend, ...paths.map(path => path.backend)]) {
      const { name } = record(record(backend).service);
      const service = typeof name === 'string' ? manifests.find('', 'Service', name, manifests.namespaceOf(ingress)) : undefined;
      if (service) { yield { sender: ingress, service }; }
    }
  }
}

/** Mirrors answer nobody. Of several destinations only those with a weight get requests. */
function hasShare(virtualService: Manifest, { protocol, rule, field, index }: RouteDestination): boolean {
  if (field !== 'route') { return false; }
  const route = list(list(record(virtualService.object.spec)[protocol])[rule].route);
  return route.length === 1 || (route[index].weight ?? 0) > 0;
}
