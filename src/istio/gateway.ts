import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { IstioApiVersion } from './api-version';
import { HttpServerOptions, Server, TcpServerOptions, TlsServerOptions } from './server';
import { GatewaySpecServers, toJson_GatewaySpec } from '../../imports/networking.istio.io';
import { checkList, checkObject } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';
import { Declared, ImportedResource, IResource, ReferenceOptions, refersTo, Resource } from '../core/resource';
import { checkAtSynth } from '../core/synthesis';
import { IGatewayWorkload } from '../core/workload';

/** An Istio Gateway, as VirtualServices refer to it. */
export interface IGateway extends IResource {
  /** Name of the Gateway: `name`, under a word that no other kind has, so that only a Gateway is taken for one. */
  readonly gatewayName: string;
}

/** What an Istio Gateway is made of. */
export interface GatewayProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - a name made of the construct's path, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The API version to write.
   *
   * @default IstioApiVersion.V1
   */
  readonly apiVersion?: IstioApiVersion;

  /**
   * The gateway whose pods are configured.
   *
   * @default - the pods that `selector` selects
   */
  readonly workload?: IGatewayWorkload;

  /**
   * Labels of the pods that are configured, where they are those of several gateways. Not together with `workload`, which can
   * also stand for pods that the app does not make (`GatewayWorkload.fromLabels`).
   *
   * @default - the workload's, or without one the pods of every gateway
   */
  readonly selector?: { [label: string]: string };

  /**
   * Ports, protocols and hosts. More can be added later.
   *
   * @default - none yet; a Gateway needs one at least
   */
  readonly servers?: Server[];
}

const PROPS: Kinds<GatewayProps> = {
  metadata: 'metadata', apiVersion: Object.values(IstioApiVersion), workload: 'elsewhere', selector: 'labels', servers: 'elsewhere',
};

/** What the servers of one port and address have taken. */
interface Listener {
  /** Position of the first of them. */
  readonly first: number;
  /** Position of the server of each host. */
  readonly hosts: Map<string, number>;
}

/**
 * Istio's Gateway: the ports, protocols, certificates and hosts that a gateway's pods take from outside the mesh.
 * Where the traffic then goes, VirtualServices say.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 * @example
 * const gateway = new Gateway(chart, 'gateway', { workload: ingress });
 * gateway.addHttpServer({ hosts: ['tomcat.istio.com'] });
 */
export class Gateway extends Resource implements IGateway {
  /** A Gateway that exists already. */
  public static fromGatewayName(scope: Construct, id: string, name: string, options: ReferenceOptions = {}): IGateway {
    return new ImportedGateway(scope, id, name, options);
  }

  private readonly workload?: IGatewayWorkload;
  private readonly servers: Server[] = [];
  private readonly rendered: GatewaySpecServers[] = [];
  private readonly portNames = new Set<string>();
  private readonly serverNames = new Set<string>();
  /** By protocol and port, the number from which a port name may be free. */
  private readonly nextNumbers = new Map<string, number>();
  /** By port and address. */
  private readonly listeners = new Map<string, Listener>();

  /**
   * @throws if a server is impossible, or takes a port, name or host that another server has
   */
  constructor(scope: Construct, id: string, props: GatewayProps = {}) {
    super(scope, id, {
      apiVersion: props?.apiVersion ?? IstioApiVersion.V1,
      kind: 'Gateway',
      metadata: props?.metadata,
      fields: {
        spec: () => toJson_GatewaySpec({ selector: this.workload ? { ...this.workload.gatewaySelector } : selector, servers: this.rendered }),
      },
    });
    const { workload, servers = [] } = checkKinds(this, '', props, PROPS);
    const selector = props.selector && Object.keys(props.selector).length > 0 ? { ...props.selector } : undefined;
    if (workload !== undefined && props.selector !== undefined) {
      throw invalid(this, 'selector', { given: props.selector, allowed: 'a workload or a selector', todo: 'drop one of the two' });
    }
    if (workload !== undefined) {
      refersTo(this, checkObject(this, 'workload', workload, 'gatewaySelector', 'the workload of a gateway, e.g. of GatewayWorkload.fromLabels()'));
    }
    this.workload = workload;
    checkList(this, 'servers', servers).forEach(server => this.addServer(server));
    checkAtSynth(this, () => [
      ...(this.servers.length > 0 ? [] : ['servers: given none, allowed one or more; add one, e.g. with addHttpServer']),
      ...(workload && Object.keys(workload.gatewaySelector).length === 0
        ? ['workload: given no labels of its pods, allowed one or more, as none select every gateway; give the labels of the workload\'s pods']
        : []),
    ]);
  }

  public get gatewayName(): string {
    return this.name;
  }

  /** Adds a port of any protocol. */
  public addServer(server: Server): Server {
    const field = `servers[${this.servers.length}]`;
    checkObject(this, field, server, '_render', 'a server, e.g. of Server.http()');
    const rendered = server._render(this, field, server._portName ?? this.freePortName(server), this.workload?.namespace);
    const { port, name, hosts } = rendered;
    if (this.portNames.has(port.name)) {
      throw invalid(this, `${field}.portName`, { given: port.name, allowed: 'a name that no other server of this Gateway has', todo: 'rename the port' });
    }
    if (name !== undefined && this.serverNames.has(name)) {
      throw invalid(this, `${field}.name`, { given: name, allowed: 'a name that no other server of this Gateway has', todo: 'rename the server' });
    }
    const listener = this.listenerFor(field, server, rendered);
    hosts.forEach(host => listener.hosts.set(host, this.servers.length));
    this.portNames.add(port.name);
    if (name !== undefined) { this.serverNames.add(name); }
    this.servers.push(server);
    this.rendered.push(rendered);
    return server;
  }

  /** Adds a port of plain HTTP; 80 unless another is given. */
  public addHttpServer(options: HttpServerOptions): Server {
    return this.addServer(Server.http(options));
  }

  /** Adds a port of HTTP in TLS; 443 unless another is given. */
  public addHttpsServer(options: TlsServerOptions): Server {
    return this.addServer(Server.https(options));
  }

  /** Adds a port of TLS; 443 unless another is given. */
  public addTlsServer(options: TlsServerOptions): Server {
    return this.addServer(Server.tls(options));
  }

  /** Adds a port of TCP. */
  public addTcpServer(options: TcpServerOptions): Server {
    return this.addServer(Server.tcp(options));
  }

  /** What shares port and address with a server, which must fit in there. */
  private listenerFor(field: string, server: Server, { bind, hosts }: GatewaySpecServers): Listener {
    const key = `${server.port} ${bind ?? ''}`;
    const listener = this.listeners.get(key);
    if (!listener) {
      const made: Listener = { first: this.servers.length, hosts: new Map() };
      this.listeners.set(key, made);
      return made;
    }
    const { protocol } = this.servers[listener.first];
    if (family(protocol) !== family(server.protocol)) {
      throw invalid(this, `${field}.port`, {
        given: `${server.protocol} on port ${server.port}`,
        allowed: `one kind of protocol a port, and servers[${listener.first}] has ${protocol} there`,
        todo: 'choose another port',
      });
    }
    const host = hosts.find(h => listener.hosts.has(h));
    if (host !== undefined || family(protocol) === 'TCP') {
      throw invalid(this, `${field}.hosts`, {
        given: `${host ?? server.protocol} on port ${server.port}`,
        allowed: `each host of a port in one server, and servers[${host === undefined ? listener.first : listener.hosts.get(host)}] has it`,
        todo: 'drop one of the two, or choose another port',
      });
    }
    return listener;
  }

  private freePortName(server: Server): string {
    const protocol = server.protocol.toLowerCase();
    const numbered = `${protocol}-${server.port}`;
    const name = [protocol, numbered].find(n => !this.portNames.has(n));
    if (name !== undefined) { return name; }
    let next = this.nextNumbers.get(numbered) ?? 2;
    while (this.portNames.has(`${numbered}-${next}`)) { next++; }
    this.nextNumbers.set(numbered, next);
    return `${numbered}-${next}`;
  }
}

class ImportedGateway extends ImportedResource implements IGateway {
  constructor(scope: Construct, id: string, name: string, options: ReferenceOptions) {
    super(scope, id, name, options);
  }

  public get gatewayName(): string {
    return this.name;
  }

  protected declared(): Declared {
    return { apiVersion: IstioApiVersion.V1, kind: 'Gateway' };
  }
}

/** Protocols that can share a port, each told apart by host or SNI. */
function family(protocol: string): string {
  switch (protocol) {
    case 'HTTP': case 'HTTP2': case 'GRPC': case 'GRPC-WEB': return 'HTTP';
    case 'HTTPS': case 'TLS': return 'TLS';
    default: return 'TCP';
  }
}
