import { Finding, fullHost, Json } from '../../manifests';
import { error } from '../code';
import { list, once, specOf } from '../fields';
import { Mesh } from '../mesh';
import { Destination, Registry } from './registry';
import { Rule } from '../rule';

const NOT_FOUND = error('IST0101', 'ReferencedResourceNotFound');
const PORT_REQUIRED = error('IST0112', 'VirtualServiceDestinationPortSelectorRequired');

/** A destination that a VirtualService sends requests to. */
export interface RouteDestination {
  readonly destination: { readonly host: string; readonly subset?: string; readonly port?: { readonly number?: number } };
  /** The full name of the host. */
  readonly full: string;
  readonly protocol: 'http' | 'tcp' | 'tls';
  readonly rule: number;
  readonly field: 'route' | 'mirror' | 'mirrors';
  readonly index: number;
}

/** The field that holds the host of a destination. */
export function hostSteps({ protocol, rule, field, index }: RouteDestination): (string | number)[] {
  return ['spec', protocol, rule, field, ...field === 'mirror' ? ['host'] : [index, 'destination', 'host']];
}

/** All VirtualServices, with all of their destinations. */
export const destinations = once(({ manifests }) => {
  const fullName = fullHosts(manifests.domain);
  return manifests.ofKind('networking.istio.io', 'VirtualService').map(virtualService => {
    const spec = specOf(virtualService);
    const namespace = manifests.namespaceOf(virtualService);
    const all: RouteDestination[] = [];
    const add = (given: Json, protocol: RouteDestination['protocol'], rule: number, field: RouteDestination['field'], index: number) => {
      const destination = given?.host === undefined ? { ...given, host: '' } : given;
      all.push({ destination, full: fullName(destination.host, namespace), protocol, rule, field, index });
    };
    for (const protocol of PROTOCOLS) {
      const rules = list(spec[protocol]);
      for (let rule = 0; rule < rules.length; rule++) {
        const { route, mirror, mirrors } = rules[rule];
        const routes = list(route);
        for (let i = 0; i < routes.length; i++) { add(routes[i].destination, protocol, rule, 'route', i); }
        if (protocol !== 'http') { continue; }
        if (mirror) { add(mirror, protocol, rule, 'mirror', 0); }
        list(mirrors).forEach((one, i) => add(one.destination, protocol, rule, 'mirrors', i));
      }
    }
    return { virtualService, namespace, all };
  });
});

const PROTOCOLS = ['tcp', 'tls', 'http'] as const;

/** Full names of hosts; what is split goes to one host, time and again. */
function fullHosts(domain: string): (host: string, namespace: string) => string {
  let last = { host: '', namespace: '', full: '' };
  return (host, namespace) => {
    if (host !== last.host || namespace !== last.namespace) { last = { host, namespace, full: fullHost(host, namespace, domain) }; }
    return last.full;
  };
}

/** Hosts that are not there, and ports that they do not have or that must be said. */
export const destinationRules: Rule = function * (mesh: Mesh): Generator<Finding> {
  const registry = Registry.of(mesh);
  for (const { virtualService, namespace, all } of destinations(mesh)) {
    const exportTo = list(specOf(virtualService).exportTo);
    for (const one of all) {
      const { host, port } = one.destination;
      const found = registry.find(host, namespace, exportTo, one.full);
      const what = one.field === 'route' ? 'host' : 'mirror host';
      if (host === '') {
        yield NOT_FOUND.at(virtualService, hostSteps(one), 'the destination names no host', 'give it the host of a Service or a ServiceEntry');
        continue;
      }
      if (found.length === 0) {
        yield NOT_FOUND.at(virtualService, hostSteps(one), `${what} ${host} is not there: no Service or ServiceEntry that namespace ${namespace} sees has it, `
          + 'so requests to it are answered with 503', registry.hintFor(host, namespace));
        continue;
      }
      const ports = portsOf(found);
      if (!ports) { continue; }
      if (!port && ports.fewest > 1) {
        yield PORT_REQUIRED.at(virtualService, hostSteps(one), `${what} ${host} has ${ports.numbers.length} ports, and none is chosen`,
          `set port.number of the destination to one of ${ports.numbers.join(', ')}`);
      } else if (port && !ports.numbers.includes(port.number ?? 0)) {
        yield NOT_FOUND.at(virtualService, hostSteps(one), `${what} ${host} has no port ${port.number ?? 0}, so requests to it are answered with 503`,
          ports.numbers.length > 0 ? `give one of its ports: ${ports.numbers.join(', ')}` : `give ${found[0].manifest.kind} ${found[0].manifest.name} that port`);
      }
    }
  }
};

/** The ports of what declares a host; nothing if they are not known. */
function portsOf(declarations: readonly Destination[]): { readonly numbers: readonly number[]; readonly fewest: number } | undefined {
  if (declarations.length === 1) {
    const [{ ports }] = declarations;
    return ports && { numbers: ports, fewest: ports.length };
  }
  const numbers = new Set<number>();
  let fewest = Infinity;
  for (const { ports } of declarations) {
    if (!ports) { return undefined; }
    for (const port of ports) { numbers.add(port); }
    fewest = Math.min(fewest, ports.length);
  }
  return { numbers: [...numbers], fewest };
}
