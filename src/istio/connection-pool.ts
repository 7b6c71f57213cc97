import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { MAX_INT32, MAX_UINT32, neededDuration, optionalDuration, optionalDurationOrZero, optionalInteger } from './optional';
import {
  DestinationRuleSpecTrafficPolicyConnectionPool, DestinationRuleSpecTrafficPolicyConnectionPoolHttp,
  DestinationRuleSpecTrafficPolicyConnectionPoolHttpH2UpgradePolicy, DestinationRuleSpecTrafficPolicyConnectionPoolTcp,
} from '../../imports/networking.istio.io';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';

/** Probes on idle connections of TCP. */
export interface TcpKeepalive {
  /**
   * Probes without an answer after which the connection counts as dead. 0 or more.
   *
   * @default - the operating system's; 9 on Linux
   */
  readonly probes?: number;

  /**
   * Time that a connection must be idle before the first probe. 1 ms or more.
   *
   * @default - the operating system's; two hours on Linux
   */
  readonly time?: Duration;

  /**
   * Time between two probes. 1 ms or more.
   *
   * @default - the operating system's; 75 seconds on Linux
   */
  readonly interval?: Duration;
}

/** Limits of connections, for TCP and HTTP alike. */
export interface ConnectionPoolTcpSettings {
  /**
   * Most connections of HTTP/1.1 or TCP to the host. 0 or more.
   *
   * @default 4294967295
   */
  readonly maxConnections?: number;

  /**
   * Time in which a connection must be made. 1 ms or more.
   *
   * @default Duration.seconds(10)
   */
  readonly connectTimeout?: Duration;

  /**
   * Probes on idle connections. An empty object turns them on with the operating system's values.
   *
   * @default - none
   */
  readonly tcpKeepalive?: TcpKeepalive;

  /**
   * Age at which a connection is closed. 1 ms or more.
   *
   * @default - none
   */
  readonly maxConnectionDuration?: Duration;

  /**
   * Time without a byte after which a connection of TCP is closed. 1 ms or more, or 0 for never.
   *
   * @default Duration.hours(1)
   */
  readonly idleTimeout?: Duration;
}

/** Whether connections of HTTP/1.1 are upgraded to HTTP/2. */
export enum H2UpgradePolicy {
  /** As the mesh says. */
  DEFAULT = 'DEFAULT',
  /** They are not. */
  DO_NOT_UPGRADE = 'DO_NOT_UPGRADE',
  /** They are. */
  UPGRADE = 'UPGRADE',
}

/** PING frames on connections of HTTP/2. */
export interface Http2KeepAlive {
  /** Time between two PING frames. 1 ms or more. */
  readonly interval: Duration;

  /** Time in which an answer must come, or the connection is closed. 1 ms or more. */
  readonly timeout: Duration;
}

/** Limits of requests, for HTTP/1.1, HTTP/2 and gRPC. */
export interface ConnectionPoolHttpSettings {
  /**
   * Most requests that wait for a connection, of HTTP/1.1 and HTTP/2. 0 or more.
   *
   * @default 4294967295
   */
  readonly http1MaxPendingRequests?: number;

  /**
   * Most requests under way, of HTTP/1.1 and HTTP/2. 0 or more.
   *
   * @default 4294967295
   */
  readonly http2MaxRequests?: number;

  /**
   * Most requests on one connection; 1 means that none is used again, 0 that there is no limit.
   *
   * @default 0
   */
  readonly maxRequestsPerConnection?: number;

  /**
   * Most retries under way, to all endpoints together. 0 or more.
   *
   * @default 4294967295
   */
  readonly maxRetries?: number;

  /**
   * Time without a request after which a connection is closed. 1 ms or more.
   *
   * @default Duration.hours(1)
   */
  readonly idleTimeout?: Duration;

  /**
   * Whether connections of HTTP/1.1 are upgraded to HTTP/2.
   *
   * @default H2UpgradePolicy.DEFAULT
   */
  readonly h2UpgradePolicy?: H2UpgradePolicy;

  /**
   * Whether the endpoint is spoken to in the protocol that the client speaks. Not together with `H2UpgradePolicy.UPGRADE`.
   *
   * @default false
   */
  readonly useClientProtocol?: boolean;

  /**
   * Most streams at a time on one connection of HTTP/2. 0 or more.
   *
   * @default 2147483647
   */
  readonly maxConcurrentStreams?: number;

  /**
   * PING frames on connections of HTTP/2.
   *
   * @default - none
   */
  readonly http2KeepAlive?: Http2KeepAlive;
}

/**
 * Limits of connections and requests to each endpoint of a host. `tcp` or `http` or both.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
 */
export interface ConnectionPoolSettings {
  /**
   * Limits of connections, for TCP and HTTP alike.
   *
   * @default - Envoy's
   */
  readonly tcp?: ConnectionPoolTcpSettings;

  /**
   * Limits of requests.
   *
   * @default - Envoy's
   */
  readonly http?: ConnectionPoolHttpSettings;
}

const POOL: Kinds<ConnectionPoolSettings> = { tcp: 'struct', http: 'struct' };
const TCP: Kinds<ConnectionPoolTcpSettings> = {
  maxConnections: 'elsewhere', connectTimeout: 'duration', tcpKeepalive: 'struct', maxConnectionDuration: 'duration', idleTimeout: 'duration',
};
const HTTP: Kinds<ConnectionPoolHttpSettings> = {
  http1MaxPendingRequests: 'elsewhere',
  http2MaxRequests: 'elsewhere',
  maxRequestsPerConnection: 'elsewhere',
  maxRetries: 'elsewhere',
  idleTimeout: 'duration',
  h2UpgradePolicy: Object.values(H2UpgradePolicy),
  useClientProtocol: 'truth',
  maxConcurrentStreams: 'elsewhere',
  http2KeepAlive: 'struct',
};

/** @internal */
export function renderConnectionPool(
  scope: IConstruct, field: string, settings: ConnectionPoolSettings,
): DestinationRuleSpecTrafficPolicyConnectionPool {
  checkKinds(scope, field, settings, POOL);
  if (!settings.tcp && !settings.http) {
    throw invalid(scope, field, { given: settings, allowed: 'tcp or http or both', todo: 'set a limit or leave the connection pool out' });
  }
  return {
    tcp: settings.tcp && renderTcp(scope, `${field}.tcp`, settings.tcp),
    http: settings.http && renderHttp(scope, `${field}.http`, settings.http),
  };
}

function renderTcp(scope: IConstruct, field: string, tcp: ConnectionPoolTcpSettings): DestinationRuleSpecTrafficPolicyConnectionPoolTcp {
  const { tcpKeepalive } = checkKinds(scope, field, tcp, TCP);
  return {
    maxConnections: optionalInteger(scope, `${field}.maxConnections`, tcp.maxConnections, 0, MAX_INT32),
    connectTimeout: optionalDuration(scope, `${field}.connectTimeout`, tcp.connectTimeout),
    tcpKeepalive: tcpKeepalive && {
      probes: optionalInteger(scope, `${field}.tcpKeepalive.probes`, tcpKeepalive.probes, 0, MAX_UINT32),
      time: optionalDuration(scope, `${field}.tcpKeepalive.time`, tcpKeepalive.time),
      interval: optionalDuration(scope, `${field}.tcpKeepalive.interval`, tcpKeepalive.interval),
    },
    maxConnectionDuration: optionalDuration(scope, `${field}.maxConnectionDuration`, tcp.maxConnectionDuration),
    idleTimeout: optionalDurationOrZero(scope, `${field}.idleTimeout`, tcp.idleTimeout),
  };
}

function renderHttp(scope: IConstruct, field: string, http: ConnectionPoolHttpSettings): DestinationRuleSpecTrafficPolicyConnectionPoolHttp {
  checkKinds(scope, field, http, HTTP);
  if (http.h2UpgradePolicy === H2UpgradePolicy.UPGRADE && http.useClientProtocol) {
    throw invalid(scope, `${field}.useClientProtocol`, {
      given: true,
      allowed: 'false, as h2UpgradePolicy is UPGRADE',
      todo: 'keep the client\'s protocol or upgrade it, not both',
    });
  }
  const limit = (name: string, value: number | undefined) => optionalInteger(scope, `${field}.${name}`, value, 0, MAX_INT32);
  return {
    http1MaxPendingRequests: limit('http1MaxPendingRequests', http.http1MaxPendingRequests),
    http2MaxRequests: limit('http2MaxRequests', http.http2MaxRequests),
    maxRequestsPerConnection: limit('maxRequestsPerConnection', http.maxRequestsPerConnection),
    maxRetries: limit('maxRetries', http.maxRetries),
    idleTimeout: optionalDuration(scope, `${field}.idleTimeout`, http.idleTimeout),
    h2UpgradePolicy: http.h2UpgradePolicy as string as DestinationRuleSpecTrafficPolicyConnectionPoolHttpH2UpgradePolicy,
    useClientProtocol: http.useClientProtocol,
    maxConcurrentStreams: limit('maxConcurrentStreams', http.maxConcurrentStreams),
    http2KeepAlive: http.http2KeepAlive && {
      interval: neededDuration(scope, `${field}.http2KeepAlive.interval`, http.http2KeepAlive.interval),
      timeout: neededDuration(scope, `${field}.http2KeepAlive.timeout`, http.http2KeepAlive.timeout),
    },
  };
}
