import { gatewaysOf, isExportedTo, ISTIO } from './routing';
import { Finding, fullHost, Manifest, Manifests, record } from '../../manifests';
import { warning } from '../code';
import { Mesh } from '../mesh';
import { records } from '../records';

const SUBSET_OUT_OF_SIGHT = warning('CDI0211', 'SubsetOutOfSight');
const NOT_EXPORTED_TO_GATEWAY = warning('CDI0212', 'NotExportedToGateway');

/** Resources that are there, and do not count where they are needed. */
export function * visibility(mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const subsets = new Subsets(mesh);
  const podNamespaces = memoized((gateway: string) => namespacesOfPods(manifests, gateway));
  for (const virtualService of manifests.ofKind(ISTIO, 'VirtualService')) {
    const gateways = gatewaysOf(manifests, virtualService);
    const clients = new Set<string>();
    for (const gateway of gateways) {
      if (gateway === 'mesh') { clients.add(manifests.namespaceOf(virtualService)); }
      for (const namespace of podNamespaces(gateway)) { clients.add(namespace); }
    }
    yield * exportedTo(manifests, virtualService, gateways, podNamespaces);
    yield * subsets.outOfSight(virtualService, clients);
  }
}

/** A gateway takes the VirtualServices that the namespace of its pods sees. */
function * exportedTo(
  manifests: Manifests, virtualService: Manifest, gateways: readonly string[], podNamespaces: (gateway: string) => ReadonlySet<string>,
): Generator<Finding> {
  for (const [i, gateway] of gateways.entries()) {
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
  private readonly rules = new Map<string, Manifest[]>();

  constructor(private readonly mesh: Mesh) {
    for (const rule of mesh.manifests.ofKind(ISTIO, 'DestinationRule')) {
      const { host, subsets } = record(rule.object.spec);
      if (typeof host !== 'string') { continue; }
      for (const { name } of records(subsets)) {
        const key = `${fullHost(host, mesh.manifests.namespaceOf(rule), mesh.manifests.domain)} ${name}`;
        const list = this.rules.get(key);
        if (list) { list.push(rule); } else { this.rules.set(key, [rule]); }
      }
    }
  }

  /** Subsets that requests are sent to, of which all DestinationRules are where nobody looks for them. */
  public * outOfSight(virtualService: Manifest, clients: ReadonlySet<string>): Generator<Finding> {
    if (clients.size === 0) { return; }
    const { manifests, rootNamespace } = this.mesh;
    const spec = record(virtualService.object.spec);
    for (const protocol of ['http', 'tcp', 'tls']) {
      for (const [i, rule] of records(spec[protocol]).entries()) {
        for (const [k, { destination }] of records(rule.route).entries()) {
          const { host, subset } = record(destination);
          if (typeof host !== 'string' || typeof subset !== 'string') { continue; }
          const known = fullHost(host, manifests.namespaceOf(virtualService), manifests.domain);
          const all = this.rules.get(`${known} ${subset}`) ?? [];
          const service = manifests.ofHost(known).find(m => m.kind === 'Service' || m.kind === 'ServiceEntry');
          if (all.length === 0 || !service) { continue; }
          const looked = [...clients, manifests.namespaceOf(service), rootNamespace];
          if (all.some(r => looked.includes(manifests.namespaceOf(r)))) { continue; }
          const found = all.map(r => `${manifests.namespaceOf(r)}/${r.name}`).join(', ');
          yield SUBSET_OUT_OF_SIGHT.at(virtualService, ['spec', protocol, i, 'route', k, 'destination', 'subset'],
            `subset ${subset} of ${known} is made by DestinationRule ${found}, which counts neither for clients in ${[...clients].join(', ')} nor for everybody, so requests get 503`,
            `move the DestinationRule to ${manifests.namespaceOf(service)}, the namespace of the Service`);
        }
      }
    }
  }
}

/** Where the pods of a Gateway run. */
function namespacesOfPods(manifests: Manifests, gateway: string): Set<string> {
  const [namespace, name] = gateway.split('/');
  const found = name === undefined ? undefined : manifests.find(ISTIO, 'Gateway', name, namespace);
  const selector = record(record(found?.object.spec).selector);
  if (Object.keys(selector).length === 0) { return new Set(); }
  return new Set(manifests.podsWith(selector).map(pods => manifests.namespaceOf(pods.workload)));
}

function memoized<T>(get: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return key => {
    const value = known.get(key) ?? get(key);
    known.set(key, value);
    return value;
  };
}
