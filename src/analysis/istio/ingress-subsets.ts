import { warning } from '../code';
import { destinations, hostSteps, RouteDestination } from './destinations';
import { Finding, Manifest } from '../../manifests';
import { fullName, list, MOST_OTHERS, specOf } from '../fields';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const NOT_AFFECTED = warning('IST0140', 'IngressRouteRulesNotAffected');

/**
 * Routes of a gateway to a whole host, while another VirtualService, for that host, chooses subsets: only sidecars heed that
 * one, so requests through the gateway do not come to its subsets. Istio says it, too, of a VirtualService that does both by
 * itself.
 */
export const ingressSubsetRules: Rule = function * (mesh: Mesh): Generator<Finding> {
  const choosing = new Map<string, Set<Manifest>>();
  for (const { virtualService, all } of destinations(mesh)) {
    for (const one of all) {
      const { host, subset } = one.destination;
      if (!subset || !isHttpRoute(one) || !list(specOf(virtualService).hosts).includes(host)) { continue; }
      const others = choosing.get(host);
      if (others) { others.add(virtualService); } else { choosing.set(host, new Set([virtualService])); }
    }
  }
  if (choosing.size === 0) { return; }
  for (const { virtualService, all } of destinations(mesh)) {
    if (list(specOf(virtualService).gateways).length === 0) { continue; }
    const named = new Set<Manifest>();
    for (const one of all) {
      const { host, subset } = one.destination;
      if (subset || !isHttpRoute(one)) { continue; }
      for (const other of choosing.get(host) ?? []) {
        if (named.size === MOST_OTHERS) { break; }
        if (named.has(other)) { continue; }
        named.add(other);
        yield NOT_AFFECTED.at(virtualService, hostSteps(one), ...other === virtualService ? ofItself(host) : ofAnother(host, fullName(mesh, other)));
      }
    }
  }
};

const isHttpRoute = ({ protocol, field }: RouteDestination): boolean => protocol === 'http' && field === 'route';

const ofAnother = (host: string, other: string): [message: string, hint: string] => [
  `the subsets of ${host} that VirtualService ${other} chooses do not hold for requests that come this way: a gateway sends them by its own routes alone`,
  'name the subset here, too, or make the one a delegate of the other',
];

const ofItself = (host: string): [message: string, hint: string] => [
  `the route names no subset of ${host}, as others of this VirtualService do, so it leads to all pods of ${host}; istioctl warns of that, though nothing is wrong if it is meant`,
  'leave it if it is meant for all of them, and suppress this with the annotation galley.istio.io/analyze-suppress: IST0140; otherwise name a subset here, too',
];
