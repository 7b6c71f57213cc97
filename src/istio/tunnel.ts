import { IConstruct } from 'constructs';
import { checkRegistryHost } from './registry-host';
import { DestinationRuleSpecTrafficPolicyTunnel } from '../../imports/networking.istio.io';
import { checkPort } from '../core/checks';
import { checkKinds, Kinds } from '../core/kinds';

/** How a tunnel is asked for. */
export enum TunnelProtocol {
  /** By HTTP CONNECT. */
  CONNECT = 'CONNECT',
  /** By HTTP POST. */
  POST = 'POST',
}

/**
 * A tunnel through the host that the rule is about, for TCP and TLS routes.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-TunnelSettings
 */
export interface TunnelSettings {
  /**
   * How the tunnel is asked for.
   *
   * @default TunnelProtocol.CONNECT
   */
  readonly protocol?: TunnelProtocol;

  /** Host at the far end: a full name or an IP address. */
  readonly targetHost: string;

  /** Port at the far end. 1 to 65535. */
  readonly targetPort: number;
}

const FIELDS: Kinds<TunnelSettings> = { protocol: Object.values(TunnelProtocol), targetHost: 'text', targetPort: 'elsewhere' };

/** @internal */
export function renderTunnel(scope: IConstruct, field: string, tunnel: TunnelSettings): DestinationRuleSpecTrafficPolicyTunnel {
  checkKinds(scope, field, tunnel, FIELDS);
  return {
    protocol: tunnel.protocol,
    targetHost: checkRegistryHost(scope, `${field}.targetHost`, tunnel.targetHost, { ip: true }),
    targetPort: checkPort(scope, `${field}.targetPort`, tunnel.targetPort),
  };
}
