export { GatewayApiChannel } from './kinds';
export * from './validate';
