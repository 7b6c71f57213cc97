import { familyOf } from './protocols';
import { fullGateway, gatewaysOf, ISTIO } from './routing';
import { portsOfHosts } from './service-numbers';
import { Finding, Json, Manifest, Manifests } from '../../manifests';
import { warning } from '../code';
import { list, records, some, specOf, strings } from '../fields';
import { GatewayHosts, MESH } from '../istio/gateway-references';
import { Mesh } from '../mesh';

const NO_SERVER = warning('CDI0207', 'NoServerForRoutes');
const GATEWAY_NOT_BOUND = warning('CDI0208', 'MatchGatewayNotBound');
const PORT_NOT_SERVED = warning('CDI0209', 'MatchPortNotServed');

const PROTOCOLS = ['http', 'tls', 'tcp'] as const;
type Protocol = typeof PROTOCOLS[number];

/** Routes and matches of VirtualServices that no server of their gateways uses, and, in the mesh, no Service. */
export function * gatewayServers(mesh: Mesh): Generator<Finding> {
  const servers = new Servers(mesh.manifests);
  for (const virtualService of mesh.manifests.ofKind(ISTIO, 'VirtualService')) {
    const spec = specOf(virtualService);
    // what a delegate is bound to is said by those who name it
    if (list(spec.hosts).length > 0 && mayBeUnserved(spec, servers)) { yield * new BoundRoutes(mesh, virtualService, servers).findings(); }
  }
}

/** Whether there is more to look at than routes for HTTP where all servers use those, as is mostly so. */
function mayBeUnserved({ http, tls, tcp }: { readonly [field: string]: Json }, servers: Servers): boolean {
  if (tls !== undefined || tcp !== undefined || !servers.areForHttp) { return true; }
  const rules = list(http);
  for (let i = 0; i < rules.length; i++) {
    const matches = list(rules[i]?.match);
    for (let j = 0; j < matches.length; j++) {
      if (matches[j]?.gateways !== undefined || matches[j]?.port !== undefined) { return true; }
    }
  }
  return false;
}

class BoundRoutes {
  private readonly spec: { readonly [field: string]: Json };
  private readonly namespace: string;
  private readonly bound: readonly string[];

  constructor(private readonly mesh: Mesh, private readonly virtualService: Manifest, private readonly servers: Servers) {
    this.spec = specOf(virtualService);
    this.namespace = mesh.manifests.namespaceOf(virtualService);
    this.bound = gatewaysOf(mesh.manifests, virtualService);
  }

  public findings(): Finding[] {
    const findings: Finding[] = [];
    for (const protocol of PROTOCOLS) {
      const rules = this.spec[protocol];
      if (rules !== undefined) { this.judge(protocol, records(rules), findings); }
    }
    return findings;
  }

  private judge(protocol: Protocol, rules: readonly Json[], findings: Finding[]): void {
    const unserved = rules.length > 0 ? this.unserved(protocol) : undefined;
    if (unserved) { findings.push(unserved); }
    rules.forEach(({ match }, i) => records(match).forEach(({ gateways, port }, j) => {
      if (gateways === undefined && port === undefined) { return; }
      const steps = ['spec', protocol, i, 'match', j];
      const named = strings(gateways).map(name => fullGateway(name, this.namespace));
      findings.push(...this.notBound(named, steps));
      if (port === undefined || unserved) { return; }
      const finding = this.notServed(protocol, port, named.length > 0 ? named.filter(name => this.bound.includes(name)) : this.bound, steps);
      if (finding) { findings.push(finding); }
    }));
  }

  private unserved(protocol: Protocol): Finding | undefined {
    const gateways = this.known(this.bound);
    if (!gateways || gateways.every(gateway => gateway.of[protocol].byAll)) { return undefined; }
    const hosts = strings(this.spec.hosts);
    if (gateways.some(gateway => gateway.of[protocol].hosts.overlaps(hosts, this.namespace))) { return undefined; }
    // where no server takes the hosts at all, Istio says so itself
    if (!gateways.some(gateway => gateway.all.overlaps(hosts, this.namespace))) { return undefined; }
    return NO_SERVER.at(this.virtualService, ['spec', protocol],
      `${NEEDED[protocol].routes} are used by servers that ${NEEDED[protocol].by}, and of those of ${some(this.bound)} that take its hosts none does `
      + `(${some(gateways.map(gateway => gateway.taking(hosts, this.namespace)))}), so these get no requests`,
      protocol === 'http' && this.spec.tls !== undefined ? 'drop the http routes, as the tls routes take the requests, or have the server terminate TLS' : NEEDED[protocol].hint);
  }

  private * notBound(named: readonly string[], steps: readonly (string | number)[]): Generator<Finding> {
    for (const [k, gateway] of named.entries()) {
      if (this.bound.includes(gateway)) { continue; }
      yield GATEWAY_NOT_BOUND.at(this.virtualService, [...steps, 'gateways', k],
        `the VirtualService is not bound to ${gateway === MESH ? 'the sidecars (mesh)' : `gateway ${gateway}`}, but to ${some(this.bound)}, so the match takes no requests there`,
        `add ${gateway} to spec.gateways, or drop it here`);
    }
  }

  private notServed(protocol: Protocol, port: number, names: readonly string[], steps: readonly (string | number)[]): Finding | undefined {
    const atGateways = names.filter(name => name !== MESH);
    const gateways = this.known(atGateways);
    if (names.length === 0 || !gateways || gateways.some(gateway => gateway.of[protocol].ports.has(port))) { return undefined; }
    const ofServices = names.includes(MESH) ? portsOfHosts(this.mesh, this.virtualService) : NONE;
    if (!ofServices || ofServices.has(port)) { return undefined; }
    const ports = gateways.map(gateway => gateway.of[protocol].described).filter(described => described !== '');
    const [without, instead]: string[][] = [[], []];
    if (gateways.length > 0) {
      without.push(`no server for ${NEEDED[protocol].routes} of ${some(atGateways)}`);
      instead.push(ports.length > 0 ? `of the Gateway's servers, not of the Service behind it: ${some(ports)}` : 'of the Gateway\'s servers, or drop it');
    }
    if (ofServices.size > 0) {
      without.push(`no Service of the hosts (${some(strings(this.spec.hosts))})`);
      instead.push(`of the Services, not of their pods: ${some([...ofServices].map(String))}`);
    }
    return PORT_NOT_SERVED.at(this.virtualService, [...steps, 'port'],
      `${without.join(' and ')} has port ${port}, so the match takes no requests`, `give a port ${instead.join('; or ')}`);
  }

  /** The Gateways of the names; nothing if one is not known, or is no Gateway. */
  private known(names: readonly string[]): ServersOfGateway[] | undefined {
    const gateways = names.map(name => this.servers.of(name));
    return gateways.every(gateway => gateway !== undefined) ? gateways : undefined;
  }
}

const NONE: ReadonlySet<number> = new Set();

/** What routes of a protocol take. */
const NEEDED = {
  http: {
    routes: 'http routes',
    by: 'speak HTTP or terminate HTTPS',
    hint: 'route by tls with sniHosts, or have the server terminate TLS: protocol HTTPS, tls.mode SIMPLE',
  },
  tls: {
    routes: 'tls routes',
    by: 'pass TLS through',
    hint: 'route by http or tcp what the server terminates, or let it pass: protocol TLS, tls.mode PASSTHROUGH',
  },
  tcp: {
    routes: 'tcp routes',
    by: 'speak TCP or terminate TLS',
    hint: 'route by http or tls, or give the server protocol TCP',
  },
} as const;

/** The servers of a Gateway that use routes of a protocol. */
interface ServersOfProtocol {
  readonly hosts: GatewayHosts;
  readonly ports: ReadonlySet<number>;
  readonly described: string;
  /** Whether they are all that it has. */
  readonly byAll: boolean;
}

interface ServersOfGateway {
  readonly of: { readonly [protocol in Protocol]: ServersOfProtocol };
  /** The hosts of all servers. */
  readonly all: GatewayHosts;
  /** The servers that take some of the hosts of a namespace, described. */
  taking(hosts: readonly string[], namespace: string): string;
}

/** The servers of Gateways, each Gateway looked at once. */
class Servers {
  /** Whether every server of every Gateway uses routes for HTTP. */
  public readonly areForHttp: boolean;

  private readonly known = new Map<string, ServersOfGateway | undefined>();

  constructor(private readonly manifests: Manifests) {
    this.areForHttp = manifests.ofKind(ISTIO, 'Gateway').every(gateway => records(specOf(gateway).servers).every(server => protocolsOf(server).includes('http')));
  }

  /** By `namespace/name`; nothing if there is no such Gateway, or its servers are not known. */
  public of(gateway: string): ServersOfGateway | undefined {
    if (!this.known.has(gateway)) { this.known.set(gateway, this.read(gateway)); }
    return this.known.get(gateway);
  }

  private read(gateway: string): ServersOfGateway | undefined {
    const [namespace, name] = gateway.split('/');
    const found = name === undefined ? undefined : this.manifests.find(ISTIO, 'Gateway', name, namespace);
    const servers = records(found && specOf(found).servers);
    if (servers.length === 0) { return undefined; }
    const hostsOf = (those: readonly Json[]) => new GatewayHosts(those.flatMap(({ hosts }) => strings(hosts)), namespace);
    let described: { readonly hosts: GatewayHosts; readonly text: string }[] | undefined;
    const ofProtocol = (protocol: Protocol) => {
      const taking = servers.filter(server => protocolsOf(server).includes(protocol));
      const ports = new Set<number>(taking.map(({ port }) => port?.number).filter(number => number !== undefined));
      const numbers = [...ports].sort((a, b) => a - b).map(String);
      return { hosts: hostsOf(taking), ports, described: some(numbers), byAll: taking.length === servers.length };
    };
    return {
      of: { http: ofProtocol('http'), tls: ofProtocol('tls'), tcp: ofProtocol('tcp') },
      all: hostsOf(servers),
      taking: (hosts, of) => {
        described ??= servers.slice(0, MOST_DESCRIBED).map(server => ({ hosts: hostsOf([server]), text: textOf(server) }));
        const taking = described.filter(server => server.hosts.overlaps(hosts, of));
        return some((taking.length > 0 ? taking : described).map(({ text }) => text));
      },
    };
  }
}

const isHttp = (port: Json): boolean => familyOf(port?.protocol) === 'http';

/** Of thousands of servers nobody reads more. */
const MOST_DESCRIBED = 20;

const textOf = ({ port, tls }: Json): string => [port?.number, port?.protocol, tls && !isHttp(port) && modeOf(tls)].filter(Boolean).join(' ');

/** The protocols whose routes a server uses: all of them where it is not certain. */
function protocolsOf({ port, tls }: Json): readonly Protocol[] {
  if (isHttp(port)) { return ['http']; }
  if (familyOf(port?.protocol) === undefined) { return PROTOCOLS; }
  const isHttps = String(port.protocol).toUpperCase() === 'HTTPS';
  if (tls === undefined) { return isHttps ? PROTOCOLS : ['tcp']; }
  switch (modeOf(tls)) {
    case 'PASSTHROUGH': return ['tls'];
    case 'AUTO_PASSTHROUGH': return [];
    default: return isHttps ? ['http'] : ['tcp'];
  }
}

/** What Istio takes a server for that does not say it. */
const modeOf = ({ mode = 'PASSTHROUGH' }: Json): string => mode;
