import { error } from '../code';
import { fullName, list, MOST_OTHERS, some, specOf } from '../fields';
import { scopesOf } from './export-to';
import { MESH } from './gateway-references';
import { HostMap } from './hosts';
import { Finding, fullHost, Manifest } from '../../manifests';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const CONFLICT = error('IST0109', 'ConflictingMeshGatewayVirtualServiceHosts');

/** VirtualServices of sidecars, by what they are about. */
type Hosts = HostMap<Manifest[]>;

/** Several VirtualServices for a host in the sidecars of a namespace, of which Istio takes one. */
export const meshHostRules: Rule = function * (mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const everywhere: Hosts = new HostMap();
  const somewhere = new Map<string, Hosts>();
  for (const virtualService of manifests.ofKind('networking.istio.io', 'VirtualService')) {
    const { hosts, gateways, exportTo } = specOf(virtualService);
    if (list(gateways).length > 0 && !list(gateways).includes(MESH)) { continue; }
    const namespace = manifests.namespaceOf(virtualService);
    for (const scope of scopesOf(list(exportTo), namespace)) {
      let scoped = scope === '*' ? everywhere : somewhere.get(scope);
      if (!scoped) { somewhere.set(scope, scoped = new HostMap()); }
      for (const host of list(hosts)) { scoped.ensure(fullHost(host, namespace, manifests.domain), () => []).push(virtualService); }
    }
  }

  const reported = new Set<Manifest>();
  const report = function * (host: string, all: readonly Manifest[], others: readonly Manifest[] = []): Generator<Finding> {
    const names = [...new Set([...all, ...others].slice(0, MOST_OTHERS).map(m => fullName(mesh, m)))];
    for (const [i, virtualService] of all.entries()) {
      if (reported.has(virtualService)) { continue; }
      const own = fullName(mesh, virtualService);
      const rivals = names.filter(name => name !== own);
      // manifests of one name are not there at the same time
      if (rivals.length === 0 && all[i + 1] !== virtualService) { continue; }
      reported.add(virtualService);
      yield CONFLICT.at(virtualService, ['metadata', 'name'],
        rivals.length > 0 ? `sidecars take the routes of ${host} from one VirtualService, but there are several for it: this one and ${some(rivals)}` : `it names ${host} twice`,
        rivals.length > 0 ? 'merge the VirtualServices into one, or let them not be exported to the same namespaces' : 'name the host once');
    }
  };

  const scoped: Hosts = new HostMap();
  for (const hosts of somewhere.values()) {
    for (const [host, all] of hosts.entries()) {
      scoped.ensure(host, () => []).push(all[0]);
      const others = everywhere.overlapping(host);
      if (all.length > 1 || others) { yield * report(host, all, others); }
    }
  }
  for (const [host, all] of everywhere.entries()) {
    const others = scoped.overlapping(host);
    if (all.length > 1 || others) { yield * report(host, all, others); }
  }
};
