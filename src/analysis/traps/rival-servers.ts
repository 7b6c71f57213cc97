import { Family, familyOf } from './protocols';
import { ISTIO } from './routing';
import { Finding, Json, Manifest } from '../../manifests';
import { warning } from '../code';
import { records, specOf, strings } from '../fields';
import { Mesh } from '../mesh';

const LEFT_OUT = warning('CDI0210', 'GatewayServerLeftOut');

/** Servers of a Gateway that Istio leaves out, as another of them has what they want. Between Gateways Istio says so itself. */
export function * rivalServers({ manifests }: Mesh): Generator<Finding> {
  for (const gateway of manifests.ofKind(ISTIO, 'Gateway')) {
    const servers = records(specOf(gateway).servers);
    if (servers.length > 1) { yield * rivalsIn(gateway, servers, manifests.namespaceOf(gateway)); }
  }
}

/** What servers have taken of a port. */
interface Taken {
  /** Hosts of servers with TLS, and who took them last. */
  readonly hosts: Map<string, Place>;
  /** The first server that does not speak TLS. */
  plain?: { readonly index: number; readonly family: Family; readonly protocol: string };
  /** The address of all, which need not be said; nothing where there are several, at which protocols need not be the same. */
  bind?: string;
}

interface Place {
  readonly index: number;
  readonly bind: string;
}

function * rivalsIn(gateway: Manifest, servers: readonly Json[], namespace: string): Generator<Finding> {
  const ports = new Map<number, Taken>();
  for (const [index, { port, bind = '', tls, hosts }] of servers.entries()) {
    if (typeof port?.number !== 'number') { continue; }
    let taken = ports.get(port.number);
    if (!taken) { ports.set(port.number, taken = { hosts: new Map(), bind }); }
    if (taken.bind !== bind) { taken.bind = undefined; }
    if (tls) {
      const names = strings(hosts).map(host => scoped(host, namespace));
      const rival = names.findIndex(name => taken.hosts.get(name)?.bind === bind);
      if (rival >= 0) {
        const name = names[rival];
        yield LEFT_OUT.at(gateway, ['spec', 'servers', index, 'hosts', rival],
          `host ${name} at port ${port.number} is that of servers[${taken.hosts.get(name)!.index}] already, and one server with tls takes it, so this one is left out with all of its hosts`,
          'leave the host to one of the two, or give one of them another port');
        continue;
      }
      for (const name of names) { taken.hosts.set(name, { index, bind }); }
    }
    const family = taken.bind === undefined ? undefined : familyOfServer(port.protocol, tls);
    const { plain } = taken;
    if (family === undefined || (plain?.family === 'http' && family === 'http')) { continue; }
    if (plain) {
      yield LEFT_OUT.at(gateway, ['spec', 'servers', index, 'port'],
        `port ${port.number} is taken by servers[${plain.index}] for ${plain.protocol}, which ${plain.family === 'http' ? 'shares it with servers of plain HTTP only' : 'shares it with none'}, `
        + `so this server for ${port.protocol}${tls ? ' with tls' : ''} is left out`,
        'give one of the two another port');
    } else if (family !== 'tls') {
      taken.plain = { index, family, protocol: port.protocol };
    }
  }
}

/** A server for HTTP that has tls only redirects. */
function familyOfServer(protocol: unknown, tls: Json): Family | undefined {
  const family = familyOf(protocol);
  if (family === undefined || family === 'http') { return family; }
  if (tls) { return 'tls'; }
  // without tls it is refused
  return family === 'tls' ? undefined : 'tcp';
}

/** A host with the namespace that it is for, as Istio compares them. */
function scoped(host: string, namespace: string): string {
  if (host.startsWith('./')) { return namespace + host.slice(1); }
  return host.startsWith('*/') ? host.slice(2) : host;
}
