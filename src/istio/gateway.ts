import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { IstioApiVersion } from './api-version';
import { HttpServerOptions, Server, TcpServerOptions, TlsServerOptions } from './server';
import { GatewaySpecServers, toJson_GatewaySpec } from '../../imports/networking.istio.io';
import { invalid } from '../core/errors';
import { ImportedResource, IResource, ReferenceOptions, refersTo, Resource } from '../core/resource';
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
   * Labels of the pods that are configured, where they are those of several gateways. Not together with `workload`.
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

  private readonly servers: Server[] = [];
  private readonly rendered: GatewaySpecServers[] = [];

  /**
   * @throws if a server is impossible, or takes a port, name or host that another server has
   */
  constructor(scope: Construct, id: string, props: GatewayProps = {}) {
    super(scope, id, {
      apiVersion: props.apiVersion ?? IstioApiVersion.V1,
      kind: 'Gateway',
      metadata: props.metadata,
      fields: {
        spec: () => toJson_GatewaySpec({ selector: props.workload?.gatewaySelector ?? props.selector, servers: this.rendered }),
      },
    });
    if (props.workload && props.selector) {
      throw invalid(this, 'selector', { given: props.selector, allowed: 'a workload or a selector', todo: 'drop one of the two' });
    }
    if (props.workload) { refersTo(this, props.workload); }
    props.servers?.forEach(server => this.addServer(server));
    checkAtSynth(this, () => this.servers.length > 0 ? [] : ['servers: given none, allowed one or more; add one, e.g. with addHttpServer']);
  }

  public get gatewayName(): string {
    return this.name;
  }

  /** Adds a port of any protocol. */
  public addServer(server: Server): Server {
    const field = `servers[${this.servers.length}]`;
    const rendered = server._render(this, field, server._portName ?? this.freePortName(server));
    if (this.rendered.some(other => other.port.name === rendered.port.name)) {
      throw invalid(this, `${field}.portName`, { given: rendered.port.name, allowed: 'a name that no other server of this Gateway has', todo: 'rename the port' });
    }
    if (rendered.name !== undefined && this.rendered.some(other => other.name === rendered.name)) {
      throw invalid(this, `${field}.name`, { given: rendered.name, allowed: 'a name that no other server of this Gateway has', todo: 'rename the server' });
    }
    this.servers.forEach((other, i) => {
      if (other.port !== server.port || this.rendered[i].bind !== rendered.bind) { return; }
      if (family(other) !== family(server)) {
        throw invalid(this, `${field}.port`, {
          given: `${server.protocol} on port ${server.port}`,
          allowed: `one kind of protocol a port, and servers[${i}] has ${other.protocol} there`,
          todo: 'choose another port',
        });
      }
      const host = server.hosts.find(h => other.hosts.includes(h));
      if (host !== undefined || family(server) === 'TCP') {
        throw invalid(this, `${field}.hosts`, {
          given: `${host ?? server.protocol} on port ${server.port}`,
          allowed: `each host of a port in one server, and servers[${i}] has it`,
          todo: 'drop one of the two, or choose another port',
        });
      }
    });
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

  private freePortName(server: Server): string {
    const protocol = server.protocol.toLowerCase();
    const taken = (name: string) => this.rendered.some(other => other.port.name === name);
    const names = [protocol, `${protocol}-${server.port}`];
    for (let i = 2; names.every(taken); i++) { names.push(`${protocol}-${server.port}-${i}`); }
    return names.find(name => !taken(name))!;
  }
}

class ImportedGateway extends ImportedResource implements IGateway {
  constructor(scope: Construct, id: string, name: string, options: ReferenceOptions) {
    super(scope, id, name, options);
  }

  public get gatewayName(): string {
    return this.name;
  }
}

/** Protocols that can share a port, each told apart by host or SNI. */
function family(server: Server): string {
  switch (server.protocol) {
    case 'HTTP': case 'HTTP2': case 'GRPC': case 'GRPC-WEB': return 'HTTP';
    case 'HTTPS': case 'TLS': return 'TLS';
    default: return 'TCP';
  }
}
