import { warning } from './code';
import { destinationsOf, RouteDestination } from './destinations';
import { list, MOST_OTHERS, specOf } from './fields';
import { Mesh } from './mesh';
import { Rule } from './rule';
import { Finding, Manifest } from '../manifests';

const NOT_AFFECTED = warning('IST0140', 'IngressRouteRulesNotAffected');

/**
 * Routes of a gateway to a whole host, while another VirtualService, for that host, chooses subsets: only sidecars heed that
 * one, so requests through the gateway do not come to its subsets.
 */
export const ingressSubsetRules: Rule = function * (mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const virtualServices = manifests.ofKind('networking.istio.io', 'VirtualService');
  const choosing = new Map<string, Set<Manifest>>();
  for (const virtualService of virtualServices) {
    const hosts = list(specOf(virtualService).hosts);
    for (const { destination } of httpRoutesOf(virtualService)) {
      if (!destination.subset || !hosts.includes(destination.host)) { continue; }
      const others = choosing.get(destination.host);
      if (others) { others.add(virtualService); } else { choosing.set(destination.host, new Set([virtualService])); }
    }
  }
  if (choosing.size === 0) { return; }
  for (const virtualService of virtualServices) {
    if (list(specOf(virtualService).gateways).length === 0) { continue; }
    const named = new Set<Manifest>();
    for (const { destination, steps } of httpRoutesOf(virtualService)) {
      if (destination.subset) { continue; }
      for (const other of choosing.get(destination.host) ?? []) {
        if (named.size === MOST_OTHERS) { break; }
        if (named.has(other)) { continue; }
        named.add(other);
        yield NOT_AFFECTED.at(virtualService, steps(),
          `the subsets of ${destination.host} that VirtualService ${manifests.namespaceOf(other)}/${other.name} chooses do not hold for requests that come `
          + 'this way: a gateway sends them by its own routes alone',
          'name the subset here, too, or make the one a delegate of the other');
      }
    }
  }
};

function * httpRoutesOf(virtualService: Manifest): Generator<RouteDestination> {
  for (const destination of destinationsOf(virtualService)) {
    if (destination.protocol === 'http' && !destination.mirror) { yield destination; }
  }
}
