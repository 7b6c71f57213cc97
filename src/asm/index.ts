export * from './basic-configuration';
export * from './compression';
export { IstioGatewayDrain } from './drain';
export * from './istio-gateway';
export * from './kernel';
export { AlibabaAddressType, AlibabaLoadBalancer } from './load-balancer';
export type { AlibabaLoadBalancerOptions, ClbOptions, NlbOptions, NlbZoneMap } from './load-balancer';
export * from './pod-settings';
export { AlibabaAnnotationPrefix } from '../core/alibaba';
