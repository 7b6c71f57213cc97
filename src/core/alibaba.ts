/** What the names of a load balancer's annotations begin with. Where both are set, `ALIBABA_CLOUD` wins. */
export enum AlibabaAnnotationPrefix {
  /** The old prefix. */
  ALICLOUD = 'service.beta.kubernetes.io/alicloud-',
  /** The new prefix. */
  ALIBABA_CLOUD = 'service.beta.kubernetes.io/alibaba-cloud-',
}

/** Class of the Services that get a Network Load Balancer. */
export const NLB_CLASS = 'alibabacloud.com/nlb';

/** Names of settings of a load balancer, without the prefix. */
export const ZONE_MAPS = 'loadbalancer-zone-maps';
/** An instance that exists already, whose zones are settled. */
export const INSTANCE_ID = 'loadbalancer-id';
export const CONNECTION_DRAIN = 'loadbalancer-connection-drain';
export const CONNECTION_DRAIN_TIMEOUT = 'loadbalancer-connection-drain-timeout';

/** Annotations of an IstioGateway. */
export const GATEWAY_DRAIN_TIMEOUT = 'asm.alibabacloud.com/gateway-drain-timeout-seconds';
export const MANAGED_BY_ASM = 'asm.alibabacloud.com/managed-by-asm';

/** Seconds in which connections may end: least and most. */
export const CONNECTION_DRAIN_SECONDS: readonly [number, number] = [10, 30];
export const GATEWAY_DRAIN_SECONDS: readonly [number, number] = [10, 890];

/** The zones in a text like `cn-hangzhou-k:vsw-i123456,cn-hangzhou-j:vsw-j654321`. */
export function zonesOf(maps: string): Set<string> {
  return new Set(maps.split(',').map(map => map.split(':', 1)[0].trim()).filter(zone => zone !== ''));
}

/** Whether a text is a number of whole seconds, within the range if there is one. */
export function isSeconds(text: string, range?: readonly [number, number]): boolean {
  return /^\d+$/.test(text) && (!range || (Number(text) >= range[0] && Number(text) <= range[1]));
}
