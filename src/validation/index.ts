export type { GatewayApiChannel } from './kinds';
export * from './validate';
