import { AllowedRoutes } from './allowed-routes';
import { checkHostname, checkPattern } from './checks';
import { intersects } from './hostnames';
import { ListenerTls } from './listener-tls';
import { Referrer } from './referrer';
import { GatewaySpecListeners } from '../../imports/gateway.networking.k8s.io';
import { checkName, checkObject, checkPort } from '../core/checks';
import { invalid } from '../core/errors';
import { checkStruct } from '../core/kinds';

const PROTOCOL = /^([a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9]+)$/;

/** What every listener of a Gateway takes. */
export interface ListenerOptions {
  /**
   * Name of the listener, unique in the Gateway. Routes refer to it as `sectionName`.
   *
   * @default - the protocol in lower case, and the port number where that is taken
   */
  readonly name?: string;

  /**
   * Which routes may attach.
   *
   * @default - AllowedRoutes.sameNamespace()
   */
  readonly allowedRoutes?: AllowedRoutes;
}

/** A listener of plain HTTP. */
export interface HttpListenerOptions extends ListenerOptions {
  /**
   * Port that clients connect to. 1 to 65535.
   *
   * @default 80
   */
  readonly port?: number;

  /**
   * Host that the listener takes: a full name or `*.example.com`, in lower case.
   *
   * @default - all hosts
   */
  readonly hostname?: string;
}

/** A listener of a protocol inside TLS. */
export interface TlsListenerOptions extends ListenerOptions {
  /**
   * Port that clients connect to. 1 to 65535.
   *
   * @default 443
   */
  readonly port?: number;

  /**
   * Host (of the SNI) that the listener takes: a full name or `*.example.com`, in lower case.
   *
   * @default - all hosts
   */
  readonly hostname?: string;

  /** What is done with TLS. */
  readonly tls: ListenerTls;
}

/** A listener of TCP or UDP. */
export interface StreamListenerOptions extends ListenerOptions {
  /** Port that clients connect to. 1 to 65535. */
  readonly port: number;
}

/** A listener of a protocol that only some controllers know. */
export interface OtherListenerOptions extends ListenerOptions {
  /** Port that clients connect to. 1 to 65535. */
  readonly port: number;

  /**
   * Host that the listener takes: a full name or `*.example.com`, in lower case.
   *
   * @default - all hosts
   */
  readonly hostname?: string;

  /**
   * What is done with TLS.
   *
   * @default - no TLS
   */
  readonly tls?: ListenerTls;
}

/**
 * A port of a GatewayApiGateway, with the protocol spoken there, the host it takes and the routes it lets in.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/gateway/
 */
export class Listener {
  /** Plain HTTP. */
  public static http(options: HttpListenerOptions = {}): Listener {
    return new Listener('HTTP', options, 80);
  }

  /** HTTP in TLS, which ends here. */
  public static https(options: TlsListenerOptions): Listener {
    return new Listener('HTTPS', options, 443);
  }

  /** Anything in TLS, passed on by SNI, or as TCP where TLS ends here. */
  public static tls(options: TlsListenerOptions): Listener {
    return new Listener('TLS', options, 443);
  }

  /** Plain TCP. */
  public static tcp(options: StreamListenerOptions): Listener {
    return new Listener('TCP', options);
  }

  /** UDP. Istio has none. */
  public static udp(options: StreamListenerOptions): Listener {
    return new Listener('UDP', options);
  }

  /**
   * Another protocol.
   *
   * @param protocol e.g. Istio's `HBONE`, or `example.com/bar`
   */
  public static ofProtocol(protocol: string, options: OtherListenerOptions): Listener {
    return new Listener(protocol, options);
  }

  /** Protocol, e.g. `HTTP`. */
  public readonly protocol: string;

  /** Port that clients connect to. */
  public readonly port: number;

  /**
   * Host that the listener takes.
   *
   * @default - all hosts
   */
  public readonly hostname?: string;

  private readonly options: Partial<OtherListenerOptions>;

  private constructor(protocol: string, options: Partial<OtherListenerOptions>, defaultPort?: number) {
    this.protocol = protocol;
    this.options = typeof options === 'object' && options !== null ? { ...options } : options; // what is none is refused with a path
    this.port = (this.options?.port ?? defaultPort)!;
    this.hostname = this.options?.hostname;
  }

  /** @internal */
  public get _name(): string | undefined {
    return this.options?.name;
  }

  /** Whether a route of HTTP can attach, as far as can be known without the labels of namespaces. @internal */
  public _takesHttpRoute(hostnames: readonly string[], sameNamespace: boolean): boolean {
    if (['TLS', 'TCP', 'UDP'].includes(this.protocol)) { return false; }
    const { allowedRoutes = AllowedRoutes.sameNamespace() } = this.options;
    const { hostname } = this;
    return allowedRoutes._allows('HTTPRoute', sameNamespace)
      && (hostname === undefined || hostnames.length === 0 || hostnames.some(h => intersects(h, hostname)));
  }

  /** What the listener takes, in words. @internal */
  public get _words(): string {
    const { allowedRoutes = AllowedRoutes.sameNamespace() } = this.options;
    return `${this.protocol} for ${this.hostname ?? 'all hosts'} on port ${this.port} from ${allowedRoutes._words}`;
  }

  /** @internal */
  public _render(referrer: Referrer, field: string, name: string): GatewaySpecListeners {
    const { protocol, port, hostname } = this;
    const { tls, allowedRoutes } = checkStruct(referrer, field, this.options);
    checkPattern(referrer, `${field}.protocol`, protocol, PROTOCOL, 255, 'a protocol, e.g. "HTTP" or "example.com/bar"');
    checkName(referrer, `${field}.name`, name);
    checkPort(referrer, `${field}.port`, port);
    if (hostname !== undefined) {
      if (protocol === 'TCP' || protocol === 'UDP') {
        throw invalid(referrer, `${field}.hostname`, { given: hostname, allowed: `none, as ${protocol} has no hosts`, todo: 'drop it, or choose another protocol' });
      }
      checkHostname(referrer, `${field}.hostname`, hostname, { wildcard: true });
    }
    this.checkTls(referrer, `${field}.tls`);
    return {
      name,
      hostname,
      port,
      protocol,
      tls: tls?._render(referrer, `${field}.tls`),
      allowedRoutes: allowedRoutes === undefined ? undefined
        : checkObject(referrer, `${field}.allowedRoutes`, allowedRoutes, '_allows', 'AllowedRoutes, e.g. AllowedRoutes.sameNamespace()')._render(referrer, `${field}.allowedRoutes`),
    };
  }

  private checkTls(referrer: Referrer, field: string) {
    const { protocol } = this;
    const { tls } = this.options;
    if (tls !== undefined) { checkObject(referrer, field, tls, '_passthrough', 'ListenerTls, e.g. ListenerTls.terminate(...)'); }
    if (tls && ['HTTP', 'TCP', 'UDP'].includes(protocol)) {
      throw invalid(referrer, field, { given: 'settings of TLS', allowed: `none, as ${protocol} is not in TLS`, todo: 'drop them, or use HTTPS or TLS' });
    }
    if (!tls && (protocol === 'HTTPS' || protocol === 'TLS')) {
      throw invalid(referrer, field, { given: tls, allowed: `settings of TLS, as ${protocol} needs them`, todo: 'give them, e.g. ListenerTls.terminate(...)' });
    }
    if (protocol === 'HTTPS' && tls?._passthrough) {
      throw invalid(referrer, `${field}.mode`, { given: 'Passthrough', allowed: 'Terminate, as HTTP can be read only where TLS ends', todo: 'use ListenerTls.terminate, or a listener of TLS' });
    }
  }
}
