import { settingsOf } from './mtls';
import { Family, familyOf, familyOfServicePort } from './protocols';
import { ISTIO } from './routing';
import { areHttpProxies } from './service-numbers';
import { Finding, fullHost, Json, Manifest } from '../../manifests';
import { warning } from '../code';
import { list, once, records, some, specOf, strings } from '../fields';
import { MESH } from '../istio/gateway-references';
import { Mesh } from '../mesh';

const NOT_HTTP = warning('CDI0215', 'PortsNotHttp');

/** Rules for HTTP in the mesh alone, where the ports of the hosts speak something else: sidecars go by them where a port speaks HTTP. */
export function * notHttp(mesh: Mesh): Generator<Finding> {
  if (areHttpProxies(mesh)) { return; }
  for (const virtualService of mesh.manifests.ofKind(ISTIO, 'VirtualService')) {
    const { http, gateways, hosts } = specOf(virtualService);
    const rules = records(http);
    if (rules.length === 0 || list(gateways).some(gateway => gateway !== MESH)) { continue; }
    const ports = portsOf(mesh, virtualService, strings(hosts));
    if (!ports || ports.length === 0) { continue; }
    const others = ports.filter(port => port.family === 'tcp' || port.family === 'tls');
    if (others.length === ports.length) {
      if (others.some(({ family }) => family === 'tls') && originatesTls(mesh, virtualService, strings(hosts))) { continue; }
      yield NOT_HTTP.at(virtualService, ['spec', 'http'],
        `http rules are for ports that speak HTTP, and those of ${some(strings(hosts))} all say otherwise (${some(others.map(textOf))}), so requests to them do not go by these rules`,
        hintFor(others));
    } else if (others.length > 0) {
      yield * ofMatches(virtualService, rules, ports);
    }
  }
}

interface Port {
  readonly number: number;
  /** Nothing where that is found out of each connection. */
  readonly family?: Family;
  /** What says so. */
  readonly said: string;
  readonly ofService: boolean;
}

/** The ports of the hosts; nothing unless all hosts are known, and all of their ports. */
function portsOf(mesh: Mesh, virtualService: Manifest, hosts: readonly string[]): Port[] | undefined {
  const namespace = mesh.manifests.namespaceOf(virtualService);
  const known = knownPorts(mesh);
  const ports: Port[] = [];
  for (const host of hosts) {
    const declaring = host.includes('*') ? [] : mesh.manifests.declaring(host, namespace);
    if (declaring.length === 0) { return undefined; }
    for (const one of declaring) {
      let of = known.get(one);
      if (!of) { known.set(one, of = portsOfOne(one)); }
      if (of.length === 0) { return undefined; }
      ports.push(...of);
    }
  }
  if (ports.some(({ family }) => family === 'http' || family === undefined)) { return ports; }
  // a ServiceEntry with a wildcard may have more
  return hosts.some(host => isTakenByWildcard(mesh, fullHost(host, namespace, mesh.manifests.domain))) ? undefined : ports;
}

/** Many VirtualServices may be for one host. */
const knownPorts = once(() => new Map<Manifest, readonly Port[]>());

function portsOfOne({ kind, object }: Manifest): Port[] {
  const { type, ports } = object.spec ?? {};
  if (kind === 'ServiceEntry') { return records(ports).map(port => ({ number: port.number, family: familyOf(port.protocol), said: port.protocol, ofService: false })); }
  if (type === 'ExternalName') { return []; }
  return records(ports).filter(({ protocol }) => protocol !== 'UDP')
    .map(port => ({ number: port.port, family: familyOfServicePort(port), said: port.appProtocol ?? port.name ?? 'TCP', ofService: true }));
}

function isTakenByWildcard({ manifests }: Mesh, host: string): boolean {
  const labels = host.split('.');
  return labels.some((_, i) => manifests.declaring(['*', ...labels.slice(i + 1)].join('.')).length > 0);
}

/** Whether sidecars begin TLS for a host: then plain requests to port 80, which no Service needs to have, may be meant for it. */
function originatesTls({ manifests }: Mesh, virtualService: Manifest, hosts: readonly string[]): boolean {
  const namespace = manifests.namespaceOf(virtualService);
  return hosts.some(host => manifests.ofHost(host, namespace)
    .some(one => one.kind === 'DestinationRule' && settingsOf(one).some(({ mode }) => mode === 'SIMPLE' || mode === 'MUTUAL')));
}

function * ofMatches(virtualService: Manifest, rules: readonly Json[], ports: readonly Port[]): Generator<Finding> {
  for (const [i, { match }] of rules.entries()) {
    for (const [j, { port: number }] of records(match).entries()) {
      const named = number === undefined ? [] : ports.filter(port => port.number === number);
      if (named.length === 0 || named.some(({ family }) => family === undefined || family === 'http')) { continue; }
      yield NOT_HTTP.at(virtualService, ['spec', 'http', i, 'match', j, 'port'],
        `http rules are for ports that speak HTTP, and port ${number} says otherwise (${some(named.map(textOf))}), so the match takes no requests`, hintFor(named));
    }
  }
}

const textOf = ({ number, said }: Port): string => `${number} ${said}`;

function hintFor(ports: readonly Port[]): string {
  const { ofService } = ports[0];
  return ports.every(({ family }) => family === 'tls')
    ? 'route by tls with sniHosts, as sidecars do not see what is in TLS'
    : `route by tcp, or, where the port speaks HTTP, say so: ${ofService ? 'name it http-NAME, or set appProtocol' : 'give it protocol HTTP'}`;
}
