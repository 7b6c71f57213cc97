import { error } from './code';
import { list, specOf } from './fields';
import { Mesh } from './mesh';
import { Destination, Registry } from './registry';
import { Rule } from './rule';
import { Finding, Json, Manifest } from '../manifests';

const NOT_FOUND = error('IST0101', 'ReferencedResourceNotFound');
const PORT_REQUIRED = error('IST0112', 'VirtualServiceDestinationPortSelectorRequired');

/** A destination that a VirtualService sends requests to. */
export interface RouteDestination {
  readonly destination: { readonly host: string; readonly subset?: string; readonly port?: { readonly number?: number } };
  /** `http`, `tls` or `tcp`. */
  readonly protocol: string;
  readonly mirror: boolean;
  /** The field that holds its host. */
  steps(): (string | number)[];
}

/** All destinations of a VirtualService. */
export function * destinationsOf(virtualService: Manifest): Generator<RouteDestination> {
  const spec = specOf(virtualService);
  for (const protocol of ['tcp', 'tls', 'http']) {
    const rules = list(spec[protocol]);
    for (let i = 0; i < rules.length; i++) {
      const { route, mirror, mirrors } = rules[i];
      yield * inList(route, protocol, false, j => ['spec', protocol, i, 'route', j, 'destination', 'host']);
      if (protocol !== 'http') { continue; }
      if (mirror) { yield { destination: named(mirror), protocol, mirror: true, steps: () => ['spec', protocol, i, 'mirror', 'host'] }; }
      yield * inList(mirrors, protocol, true, j => ['spec', protocol, i, 'mirrors', j, 'destination', 'host']);
    }
  }
}

function * inList(routes: Json, protocol: string, mirror: boolean, steps: (j: number) => (string | number)[]): Generator<RouteDestination> {
  const all = list(routes);
  for (let j = 0; j < all.length; j++) { yield { destination: named(all[j].destination), protocol, mirror, steps: () => steps(j) }; }
}

const named = (destination: Json): RouteDestination['destination'] => destination?.host === undefined ? { ...destination, host: '' } : destination;

/** Hosts that are not there, and ports that they do not have or that must be said. */
export const destinationRules: Rule = function * (mesh: Mesh): Generator<Finding> {
  const registry = Registry.of(mesh);
  for (const virtualService of mesh.manifests.ofKind('networking.istio.io', 'VirtualService')) {
    const namespace = mesh.manifests.namespaceOf(virtualService);
    const exportTo = list(specOf(virtualService).exportTo);
    for (const { destination: { host, port }, steps, mirror } of destinationsOf(virtualService)) {
      const found = registry.find(host, namespace, exportTo);
      const what = mirror ? 'mirror host' : 'host';
      if (host === '') {
        yield NOT_FOUND.at(virtualService, steps(), 'the destination names no host', 'give it the host of a Service or a ServiceEntry');
        continue;
      }
      if (found.length === 0) {
        yield NOT_FOUND.at(virtualService, steps(), `${what} ${host} is not there: no Service or ServiceEntry that namespace ${namespace} sees has it, `
          + 'so requests to it are answered with 503', registry.hintFor(host, namespace));
        continue;
      }
      const ports = portsOf(found);
      if (!ports) { continue; }
      if (!port && ports.fewest > 1) {
        yield PORT_REQUIRED.at(virtualService, steps(), `${what} ${host} has ${ports.numbers.length} ports, and none is chosen`,
          `set port.number of the destination to one of ${ports.numbers.join(', ')}`);
      } else if (port && !ports.numbers.includes(port.number ?? 0)) {
        yield NOT_FOUND.at(virtualService, steps(), `${what} ${host} has no port ${port.number ?? 0}`,
          ports.numbers.length > 0 ? `its ports are ${ports.numbers.join(', ')}` : `give ${found[0].manifest.kind} ${found[0].manifest.name} that port`);
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
