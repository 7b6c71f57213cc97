import { IConstruct } from 'constructs';
import { ServerTls } from './server-tls';
import { GatewaySpecServers } from '../../imports/networking.istio.io';
import { checkDnsLabel, checkHost, checkList, checkObject, checkPort, checkText, isIp } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';

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
   * IP address to listen on, or Unix domain socket (`unix:///path` or `unix://@name`), which goes with port 0.
   *
   * @default - all addresses of the pod
   */
  readonly bind?: string;

  /**
   * Endpoint on loopback that gets the traffic where no route is found: `127.0.0.1:PORT`, `[::1]:PORT`, or a Unix domain
   * socket (`unix:///path` or `unix://@name`).
   *
   * @default - none
   */
  readonly defaultEndpoint?: string;
}

/** A server of plain HTTP. */
export interface HttpServerOptions extends ServerOptions {
  /**
   * Port of the gateway's *Service*; a port that the Service lacks is listened on as it stands. 1 to 65535, or 0
   * where `bind` is a Unix domain socket.
   *
   * @default 80, or 0 where `bind` is a Unix domain socket
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
   * Port of the gateway's *Service*; a port that the Service lacks is listened on as it stands. 1 to 65535, or 0
   * where `bind` is a Unix domain socket.
   *
   * @default 443, or 0 where `bind` is a Unix domain socket
   */
  readonly port?: number;

  /** What is done with TLS. */
  readonly tls: ServerTls;
}

/** A server of plain TCP. */
export interface TcpServerOptions extends ServerOptions {
  /** Port of the gateway's *Service*. 1 to 65535, or 0 where `bind` is a Unix domain socket. */
  readonly port: number;
}

/** A server of MongoDB. */
export interface MongoServerOptions extends ServerOptions {
  /**
   * Port of the gateway's *Service*; a port that the Service lacks is listened on as it stands. 1 to 65535, or 0
   * where `bind` is a Unix domain socket.
   *
   * @default 27017, or 0 where `bind` is a Unix domain socket
   */
  readonly port?: number;
}

type AnyServerOptions = ServerOptions & { readonly port?: number; readonly httpsRedirect?: boolean; readonly tls?: ServerTls };

const OPTIONS: Kinds<AnyServerOptions> = {
  hosts: 'elsewhere',
  portName: 'text',
  name: 'text',
  bind: 'text',
  defaultEndpoint: 'text',
  port: 'elsewhere',
  httpsRedirect: 'truth',
  tls: 'elsewhere',
};

/** A path, or a name of Linux' abstract namespace. */
const UNIX_SOCKET = /^unix:\/\/(\/.*[^/]|@.+)$/;
const LOOPBACK = /^(?:127\.0\.0\.1|\[::1\]):(\d{1,5})$/;

/**
 * A port of a Gateway, with the protocol spoken there and the hosts it takes.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server
 */
export class Server {
  /** Plain HTTP/1.1 and HTTP/2. */
  public static http(options: HttpServerOptions): Server {
    return new Server('HTTP', options, 80);
  }

  /** Plain HTTP/2. */
  public static http2(options: HttpServerOptions): Server {
    return new Server('HTTP2', options, 80);
  }

  /** Plain gRPC. */
  public static grpc(options: HttpServerOptions): Server {
    return new Server('GRPC', options, 80);
  }

  /** gRPC-Web. */
  public static grpcWeb(options: HttpServerOptions): Server {
    return new Server('GRPC-WEB', options, 80);
  }

  /** HTTP in TLS, ended at the gateway or passed through. */
  public static https(options: TlsServerOptions): Server {
    return new Server('HTTPS', options, 443, true);
  }

  /** Anything in TLS, routed by SNI or, where TLS ends here, as TCP. */
  public static tls(options: TlsServerOptions): Server {
    return new Server('TLS', options, 443, true);
  }

  /** Plain TCP. TCP in TLS is a server of `Server.tls`: Istio refuses TLS at any other protocol. */
  public static tcp(options: TcpServerOptions): Server {
    return new Server('TCP', options);
  }

  /** The protocol of MongoDB. */
  public static mongo(options: MongoServerOptions): Server {
    return new Server('MONGO', options, 27017);
  }

  /** Hosts that the server takes. */
  public readonly hosts: string[];

  /** Port of the gateway's Service; 0 for a Unix domain socket. */
  public readonly port: number;

  /** Protocol, e.g. `HTTP`. */
  public readonly protocol: string;

  private constructor(protocol: string, private readonly options: AnyServerOptions, port?: number, private readonly needsTls = false) {
    this.protocol = protocol;
    this.port = (options?.port === undefined ? (isSocket(options?.bind) ? 0 : port) : options.port)!;
    this.hosts = Array.isArray(options?.hosts) ? [...options.hosts] : options?.hosts;
  }

  /** @internal */
  public get _portName(): string | undefined {
    return this.options?.portName;
  }

  /** @internal */
  public _render(scope: IConstruct, field: string, portName: string, workloadNamespace?: string): GatewaySpecServers {
    const { name, bind, defaultEndpoint, tls, httpsRedirect } = checkKinds(scope, field, this.options, OPTIONS);
    if (isSocket(bind)) {
      if (this.port !== 0) {
        throw invalid(scope, `${field}.port`, { given: this.port, allowed: '0, as the server listens on a Unix domain socket', todo: 'leave the port out' });
      }
    } else {
      checkPort(scope, `${field}.port`, this.port);
    }
    if (checkList(scope, `${field}.hosts`, this.hosts).length === 0) {
      throw invalid(scope, `${field}.hosts`, { given: [], allowed: 'at least one host', todo: 'name the hosts, or "*" for all' });
    }
    this.hosts.forEach((host, i) => checkServerHost(scope, `${field}.hosts[${i}]`, host));
    if (this.options.portName !== undefined) { checkDnsLabel(scope, `${field}.portName`, this.options.portName); }
    if (bind !== undefined && !isIp(bind) && !isSocket(bind)) {
      throw invalid(scope, `${field}.bind`, { given: bind, allowed: 'an IP address, "unix:///path" or "unix://@name"', todo: 'give the address alone, without a port' });
    }
    if (defaultEndpoint !== undefined && !isLoopback(defaultEndpoint)) {
      throw invalid(scope, `${field}.defaultEndpoint`, {
        given: defaultEndpoint,
        allowed: '"127.0.0.1:PORT", "[::1]:PORT", "unix:///path" or "unix://@name"',
        todo: 'give an endpoint inside the gateway\'s pod',
      });
    }
    if (tls !== undefined || this.needsTls) { checkObject(scope, `${field}.tls`, tls!, '_render', 'what is done with TLS, e.g. ServerTls.simple()'); }
    return {
      name,
      port: { number: this.port, name: portName, protocol: this.protocol },
      hosts: [...this.hosts],
      bind,
      defaultEndpoint,
      tls: tls?._render(scope, `${field}.tls`, workloadNamespace) ?? (httpsRedirect === undefined ? undefined : { httpsRedirect }),
    };
  }
}

function isSocket(bind?: string): boolean {
  return bind !== undefined && UNIX_SOCKET.test(bind);
}

function isLoopback(endpoint: string): boolean {
  const port = LOOPBACK.exec(endpoint)?.[1];
  return isSocket(endpoint) || (Number(port) >= 1 && Number(port) <= 65535);
}

function checkServerHost(scope: IConstruct, field: string, given: string) {
  checkText(scope, field, given);
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
