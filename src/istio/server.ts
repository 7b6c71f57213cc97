import { IConstruct } from 'constructs';
import { ServerTls } from './server-tls';
import { GatewaySpecServers } from '../../imports/networking.istio.io';
import { checkDnsLabel, checkHost, checkPort } from '../core/checks';
import { invalid } from '../core/errors';

/** What every server of a Gateway takes. */
export interface ServerOptions {
  /**
   * Hosts that the server takes: a full name, `*.example.com` or `*`; `namespace/host` takes VirtualServices of that
   * namespace only (`./host`: of the Gateway's own).
   */
  readonly hosts: string[];

  /**
   * Name of the port, unique in the Gateway.
   *
   * @default - the protocol in lower case, and the port number where that is taken
   */
  readonly portName?: string;

  /**
   * Name of the server, unique in the Gateway.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * Address or Unix domain socket to listen on.
   *
   * @default - all addresses of the pod
   */
  readonly bind?: string;

  /**
   * Endpoint on loopback (`127.0.0.1:PORT` or `unix:///path`) that gets the traffic where no route is found.
   *
   * @default - none
   */
  readonly defaultEndpoint?: string;
}

/** A server of plain HTTP. */
export interface HttpServerOptions extends ServerOptions {
  /**
   * Port of the gateway's *Service*; a port that the Service lacks is listened on as it stands. 1 to 65535.
   *
   * @default 80
   */
  readonly port?: number;

  /**
   * Whether every request is answered with a redirect (301) to HTTPS.
   *
   * @default false
   */
  readonly httpsRedirect?: boolean;
}

/** A server of a protocol inside TLS. */
export interface TlsServerOptions extends ServerOptions {
  /**
   * Port of the gateway's *Service*; a port that the Service lacks is listened on as it stands. 1 to 65535.
   *
   * @default 443
   */
  readonly port?: number;

  /** What is done with TLS. */
  readonly tls: ServerTls;
}

/** A server of plain TCP. */
export interface TcpServerOptions extends ServerOptions {
  /** Port of the gateway's *Service*. 1 to 65535. */
  readonly port: number;

  /**
   * TLS around the TCP stream.
   *
   * @default - none
   */
  readonly tls?: ServerTls;
}

/** A server of MongoDB. */
export interface MongoServerOptions extends ServerOptions {
  /**
   * Port of the gateway's *Service*; a port that the Service lacks is listened on as it stands. 1 to 65535.
   *
   * @default 27017
   */
  readonly port?: number;
}

/**
 * A port of a Gateway, with the protocol spoken there and the hosts it takes.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server
 */
export class Server {
  /** Plain HTTP/1.1 and HTTP/2. */
  public static http(options: HttpServerOptions): Server {
    return new Server('HTTP', options.port ?? 80, options, undefined, options.httpsRedirect);
  }

  /** Plain HTTP/2. */
  public static http2(options: HttpServerOptions): Server {
    return new Server('HTTP2', options.port ?? 80, options, undefined, options.httpsRedirect);
  }

  /** Plain gRPC. */
  public static grpc(options: HttpServerOptions): Server {
    return new Server('GRPC', options.port ?? 80, options, undefined, options.httpsRedirect);
  }

  /** gRPC-Web. */
  public static grpcWeb(options: HttpServerOptions): Server {
    return new Server('GRPC-WEB', options.port ?? 80, options, undefined, options.httpsRedirect);
  }

  /** HTTP in TLS, ended at the gateway or passed through. */
  public static https(options: TlsServerOptions): Server {
    return new Server('HTTPS', options.port ?? 443, options, options.tls);
  }

  /** Anything in TLS, routed by SNI or, where TLS ends here, as TCP. */
  public static tls(options: TlsServerOptions): Server {
    return new Server('TLS', options.port ?? 443, options, options.tls);
  }

  /** Plain TCP, with TLS around it where that is given. */
  public static tcp(options: TcpServerOptions): Server {
    return new Server('TCP', options.port, options, options.tls);
  }

  /** The protocol of MongoDB. */
  public static mongo(options: MongoServerOptions): Server {
    return new Server('MONGO', options.port ?? 27017, options);
  }

  /** Hosts that the server takes. */
  public readonly hosts: string[];

  /** Port of the gateway's Service. */
  public readonly port: number;

  /** Protocol, e.g. `HTTP`. */
  public readonly protocol: string;

  private constructor(
    protocol: string, port: number, private readonly options: ServerOptions,
    private readonly tls?: ServerTls, private readonly httpsRedirect?: boolean,
  ) {
    this.protocol = protocol;
    this.port = port;
    this.hosts = [...options.hosts];
  }

  /** @internal */
  public get _portName(): string | undefined {
    return this.options.portName;
  }

  /** @internal */
  public _render(scope: IConstruct, field: string, portName: string): GatewaySpecServers {
    checkPort(scope, `${field}.port`, this.port);
    if (this.hosts.length === 0) {
      throw invalid(scope, `${field}.hosts`, { given: [], allowed: 'at least one host', todo: 'name the hosts, or "*" for all' });
    }
    this.hosts.forEach((host, i) => checkServerHost(scope, `${field}.hosts[${i}]`, host));
    if (this.options.portName !== undefined) { checkDnsLabel(scope, `${field}.portName`, this.options.portName); }
    return {
      name: this.options.name,
      port: { number: this.port, name: portName, protocol: this.protocol },
      hosts: this.hosts,
      bind: this.options.bind,
      defaultEndpoint: this.options.defaultEndpoint,
      tls: this.tls?._render(scope, `${field}.tls`) ?? (this.httpsRedirect === undefined ? undefined : { httpsRedirect: this.httpsRedirect }),
    };
  }
}

function checkServerHost(scope: IConstruct, field: string, given: string) {
  const slash = given.indexOf('/');
  const host = given.slice(slash + 1);
  if (slash >= 0 && given.slice(0, slash) !== '*' && given.slice(0, slash) !== '.') {
    checkDnsLabel(scope, `${field} (namespace)`, given.slice(0, slash));
  }
  checkHost(scope, field, host, { any: true, wildcard: true, ip: true });
  if (host !== '*' && !host.includes('.') && !host.includes(':')) {
    throw invalid(scope, field, {
      given,
      allowed: 'a full name, "*.domain" or "*" (Istio refuses short names here)',
      todo: `write the full name, e.g. "${host}.default.svc.cluster.local" or "${host}.example.com"`,
    });
  }
}
