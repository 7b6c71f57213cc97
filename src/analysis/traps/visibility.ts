import { gatewaysOf, isExportedTo, ISTIO } from './routing';
import { Finding, fullHost, Manifest, Manifests, record } from '../../manifests';
import { warning } from '../code';
import { records } from '../fields';
import { destinations, RouteDestination } from '../istio/destinations';
import { podsOfGateway, selectorOf } from '../istio/gateway-pods';
import { gatewayNamed, MESH } from '../istio/gateway-references';
import { Mesh } from '../mesh';

const SUBSET_OUT_OF_SIGHT = warning('CDI0211', 'SubsetOutOfSight');
const NOT_EXPORTED_TO_GATEWAY = warning('CDI0212', 'NotExportedToGateway');

/** Resources that are there, and do not count where they are needed. */
export function * visibility(mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const subsets = new Subsets(mesh);
  const podNamespaces = memoized((gateway: string) => namespacesOfPods(mesh, gateway));
  for (const { virtualService, all } of destinations(mesh)) {
    if (virtualService.object.spec?.exportTo !== undefined) { yield * exportedTo(manifests, virtualService, podNamespaces); }
    for (const destination of all) {
      if (!subsets.isElsewhere(destination)) { continue; }
      const finding = subsets.outOfSight(virtualService, destination, clientsOf(manifests, virtualService, podNamespaces));
      if (finding) { yield finding; }
    }
  }
}

/** Namespaces of those that a VirtualService is for. Clients in the mesh may be anywhere; here they are taken to be in its own. */
function clientsOf(manifests: Manifests, virtualService: Manifest, podNamespaces: (gateway: string) => ReadonlySet<string>): string[] {
  const namespaces = gatewaysOf(manifests, virtualService)
    .flatMap(gateway => gateway === MESH ? [manifests.namespaceOf(virtualService)] : [...podNamespaces(gateway)]);
  return [...new Set(namespaces)];
}

/** A gateway takes the VirtualServices that the namespace of its pods sees. */
function * exportedTo(
  manifests: Manifests, virtualService: Manifest, podNamespaces: (gateway: string) => ReadonlySet<string>,
): Generator<Finding> {
  for (const [i, gateway] of gatewaysOf(manifests, virtualService).entries()) {
    const namespaces = [...podNamespaces(gateway)];
    if (namespaces.length === 0 || namespaces.some(namespace => isExportedTo(manifests, virtualService, namespace))) { continue; }
    yield NOT_EXPORTED_TO_GATEWAY.at(virtualService, ['spec', 'gateways', i],
      `the pods of Gateway ${gateway} run in ${namespaces.join(', ')}, and exportTo keeps the VirtualService from that namespace, so the gateway does not know it`,
      `add ${namespaces[0]} to exportTo`);
  }
}

/** The subsets of hosts: a DestinationRule counts in the namespace of the client, else in that of the Service, else in the root namespace. */
class Subsets {
  /** Namespaces of the DestinationRules that have a subset, by host and subset. */
  private readonly rules = new Map<string, Map<string, Manifest[]>>();
  private readonly elsewhere = new Map<readonly Manifest[], boolean>();

  constructor(private readonly mesh: Mesh) {
    for (const rule of mesh.manifests.ofKind(ISTIO, 'DestinationRule')) {
      const { host, subsets } = record(rule.object.spec);
      if (typeof host !== 'string') { continue; }
      const known = fullHost(host, mesh.manifests.namespaceOf(rule), mesh.manifests.domain);
      const ofHost = this.rules.get(known) ?? new Map<string, Manifest[]>();
      this.rules.set(known, ofHost);
      for (const { name } of records(subsets)) {
        const list = ofHost.get(name);
        if (list) { list.push(rule); } else { ofHost.set(name, [rule]); }
      }
    }
  }

  /** Whether nobody finds the subset of a destination by the namespace of its Service or by the root namespace. */
  public isElsewhere({ destination: { subset }, full, field }: RouteDestination): boolean {
    const all = field === 'route' && subset !== undefined ? this.rules.get(full)?.get(subset) : undefined;
    if (!all) { return false; }
    let elsewhere = this.elsewhere.get(all);
    if (elsewhere === undefined) { this.elsewhere.set(all, elsewhere = this.areElsewhere(all, full)); }
    return elsewhere;
  }

  private areElsewhere(rules: readonly Manifest[], full: string): boolean {
    const { manifests, rootNamespace } = this.mesh;
    const [service] = manifests.declaring(full);
    if (!service) { return false; }
    const own = manifests.namespaceOf(service);
    return !rules.some(rule => [own, rootNamespace].includes(manifests.namespaceOf(rule)));
  }

  /** A subset that is elsewhere, unless the clients are there, too. */
  public outOfSight(virtualService: Manifest, destination: RouteDestination, clients: readonly string[]): Finding | undefined {
    const { manifests } = this.mesh;
    const { destination: { subset }, full, protocol, rule, index } = destination;
    const all = this.rules.get(full)!.get(subset!)!;
    if (clients.length === 0 || all.some(r => clients.includes(manifests.namespaceOf(r)))) { return undefined; }
    const found = all.map(r => `${manifests.namespaceOf(r)}/${r.name}`).join(', ');
    return SUBSET_OUT_OF_SIGHT.at(virtualService, ['spec', protocol, rule, 'route', index, 'destination', 'subset'],
      `subset ${subset} of ${full} is made by DestinationRule ${found}, which counts for clients in its own namespace only: requests from ${clients.join(', ')} get 503`,
      `move the DestinationRule to ${manifests.namespaceOf(manifests.declaring(full)[0])}, the namespace of the Service`);
  }
}

/** Where the pods of a Gateway run, if it selects them by labels. */
function namespacesOfPods(mesh: Mesh, gateway: string): Set<string> {
  const found = gateway === MESH ? undefined : gatewayNamed(mesh, gateway, '');
  const selector = found && selectorOf(mesh, found);
  if (!selector || Object.keys(selector).length === 0) { return new Set(); }
  return new Set(podsOfGateway(mesh, selector).map(pods => mesh.manifests.namespaceOf(pods.workload)));
}

function memoized<T>(get: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return key => {
    const value = known.get(key) ?? get(key);
    known.set(key, value);
    return value;
  };
}
