export type { IngressGatewayRbac, IngressGatewayServiceAccount } from './ingress-gateway-access';
export * from './ingress-gateway-deployment';
export type { IngressGatewayPodOptions } from './ingress-gateway-pod';
export { UnhealthyPodEvictionPolicy } from './ingress-gateway-scaling';
export type { IngressGatewayAutoscaling, IngressGatewayPodDisruptionBudget } from './ingress-gateway-scaling';
export { IngressGatewayServiceType, IpFamily, IpFamilyPolicy, ServiceTrafficPolicy } from './ingress-gateway-service';
export type { IngressGatewayServiceOptions } from './ingress-gateway-service';
export { Kernel } from './kernel';
export type { OldKernelOptions } from './kernel';
