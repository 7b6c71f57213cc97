import { ClientTls } from './client-tls';
import { ConnectionPoolSettings, renderConnectionPool } from './connection-pool';
import { LoadBalancer } from './load-balancer';
import { optionalList } from './optional';
import { OutlierDetection, renderOutlierDetection } from './outlier-detection';
import { renderRetryBudget, RetryBudget } from './retry-budget';
import { renderTunnel, TunnelSettings } from './tunnel';
import {
  DestinationRuleSpecTrafficPolicy, DestinationRuleSpecTrafficPolicyPortLevelSettings, DestinationRuleSpecTrafficPolicyProxyProtocolVersion,
} from '../../imports/networking.istio.io';
import { checkInteger, checkObject } from '../core/checks';
import { Consumer } from '../core/destination';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';

/** What a traffic policy says for all ports and for one port alike. */
export interface TrafficSettings {
  /**
   * How an endpoint is chosen for a request.
   *
   * @default - the endpoint with the fewest requests under way
   */
  readonly loadBalancer?: LoadBalancer;

  /**
   * Limits of connections and requests to each endpoint.
   *
   * @default - Envoy's
   */
  readonly connectionPool?: ConnectionPoolSettings;

  /**
   * When an endpoint that fails gets no requests for a while.
   *
   * @default - never
   */
  readonly outlierDetection?: OutlierDetection;

  /**
   * What is done with TLS.
   *
   * @default - Istio's own TLS where the endpoint is in the mesh, else none
   */
  readonly tls?: ClientTls;
}

/** A policy for one port of the service. It replaces the policy for all ports as a whole; what it leaves out is not inherited. */
export interface PortTrafficPolicy extends TrafficSettings {
  /** Number of the service's port. 0 to 65535. */
  readonly port: number;
}

/** Version of the PROXY protocol. */
export enum ProxyProtocolVersion {
  /** Version 1, text. */
  V1 = 'V1',
  /** Version 2, binary. */
  V2 = 'V2',
}

/** The PROXY protocol, which tells an endpoint the client's address. */
export interface ProxyProtocol {
  /**
   * Version of the protocol.
   *
   * @default ProxyProtocolVersion.V1
   */
  readonly version?: ProxyProtocolVersion;
}

/**
 * What is done with traffic to a host once it is routed there. One field at least.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
 */
export interface TrafficPolicy extends TrafficSettings {
  /**
   * Policies for ports of their own, each in place of the policy for all ports.
   *
   * @default - none
   */
  readonly portLevelSettings?: PortTrafficPolicy[];

  /**
   * A tunnel through the host, for TCP and TLS routes. Not together with `proxyProtocol`.
   *
   * @default - none
   */
  readonly tunnel?: TunnelSettings;

  /**
   * The PROXY protocol towards the endpoints. Not together with `tunnel`.
   *
   * @default - none
   */
  readonly proxyProtocol?: ProxyProtocol;

  /**
   * How many retries may be under way, by the number of requests.
   *
   * @default - no budget; `maxRetries` of the connection pool is the limit
   */
  readonly retryBudget?: RetryBudget;
}

const SETTINGS: Kinds<TrafficSettings> = { loadBalancer: 'elsewhere', connectionPool: 'struct', outlierDetection: 'struct', tls: 'elsewhere' };
const POLICY: Kinds<TrafficPolicy> = {
  ...SETTINGS, portLevelSettings: 'elsewhere', tunnel: 'struct', proxyProtocol: 'struct', retryBudget: 'struct',
};
const PROXY_PROTOCOL: Kinds<ProxyProtocol> = { version: Object.values(ProxyProtocolVersion) };

/** @internal */
export function renderTrafficPolicy(scope: Consumer, field: string, policy: TrafficPolicy): DestinationRuleSpecTrafficPolicy {
  const { tunnel, proxyProtocol, retryBudget } = checkKinds(scope, field, policy, POLICY);
  if (proxyProtocol) { checkKinds(scope, `${field}.proxyProtocol`, proxyProtocol, PROXY_PROTOCOL); }
  const portLevelSettings = optionalList(scope, `${field}.portLevelSettings`, policy.portLevelSettings);
  const settings = renderSettings(scope, field, policy);
  if (!portLevelSettings && [...Object.values(settings), tunnel, proxyProtocol, retryBudget].every(part => part === undefined)) {
    throw invalid(scope, field, { given: policy, allowed: 'one field at least', todo: 'set a field or leave the policy out' });
  }
  if (tunnel && proxyProtocol) {
    throw invalid(scope, field, { given: 'tunnel and proxyProtocol', allowed: 'one of the two', todo: 'drop one of the two' });
  }
  return {
    ...settings,
    portLevelSettings: portLevelSettings?.map((port, i) => renderPort(scope, `${field}.portLevelSettings[${i}]`, port)),
    tunnel: tunnel && renderTunnel(scope, `${field}.tunnel`, tunnel),
    proxyProtocol: proxyProtocol && { version: proxyProtocol.version as string as DestinationRuleSpecTrafficPolicyProxyProtocolVersion },
    retryBudget: retryBudget && renderRetryBudget(scope, `${field}.retryBudget`, retryBudget),
  };
}

function renderPort(scope: Consumer, field: string, policy: PortTrafficPolicy): DestinationRuleSpecTrafficPolicyPortLevelSettings {
  const settings = renderSettings(scope, field, checkKinds(scope, field, policy, { ...SETTINGS, port: 'elsewhere' }));
  if (Object.values(settings).every(part => part === undefined)) {
    throw invalid(scope, field, { given: policy, allowed: 'one field at least beside the port', todo: 'set a field or leave the policy out' });
  }
  return { port: { number: checkInteger(scope, `${field}.port`, policy.port, 0, 65535) }, ...settings } as DestinationRuleSpecTrafficPolicyPortLevelSettings;
}

function renderSettings(scope: Consumer, field: string, settings: TrafficSettings) {
  const { loadBalancer, connectionPool, outlierDetection, tls } = settings;
  if (loadBalancer !== undefined) { checkObject(scope, `${field}.loadBalancer`, loadBalancer, 'renderHash', 'a load balancer, e.g. of LoadBalancer.roundRobin()'); }
  if (tls !== undefined) { checkObject(scope, `${field}.tls`, tls, '_render', 'what is done with TLS, e.g. ClientTls.simple()'); }
  return {
    loadBalancer: loadBalancer?._render(scope, `${field}.loadBalancer`),
    connectionPool: connectionPool && renderConnectionPool(scope, `${field}.connectionPool`, connectionPool),
    outlierDetection: outlierDetection && renderOutlierDetection(scope, `${field}.outlierDetection`, outlierDetection),
    tls: tls?._render(scope, `${field}.tls`),
  };
}
