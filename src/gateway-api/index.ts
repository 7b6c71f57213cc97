export * from './allowed-routes';
export * from './api-version';
export * from './backend-ref';
export { CorsFilterMethod, type CorsFilterOptions } from './cors';
export type { ExternalAuthOptions, HttpExternalAuthOptions } from './external-auth';
export * from './gateway';
export * from './gateway-address';
export * from './gateway-class';
export type { GatewayInfrastructure } from './gateway-infrastructure';
export * from './gateway-listener';
export * from './gateway-parameters';
export * from './gateway-props';
export {
  FrontendValidationMode, type BackendTls, type FrontendTls, type FrontendTlsConfig, type FrontendTlsPort, type FrontendValidation, type GatewayTls,
} from './gateway-tls';
export * from './http-path-modifier';
export * from './http-route';
export {
  HttpRouteFilter, RequestRedirectScheme, type Fraction, type RequestMirrorOptions, type RequestRedirectOptions, type UrlRewriteOptions,
} from './http-route-filter';
export { HttpHeaderMatch, HttpMethod, HttpPathMatch, HttpQueryParamMatch, type HttpRouteMatch } from './http-route-match';
export type { HttpRouteRetry, HttpRouteRuleOptions, HttpRouteTimeouts } from './http-route-rule';
export * from './listener';
export { ListenerTls, type ListenerTlsOptions, type ListenerTlsTerminateOptions } from './listener-tls';
export { ObjectReference, type IObjectReference, type ObjectReferenceOptions } from './object-reference';
export * from './pod-overlay';
export * from './reference-grant';
export * from './route-parent';
export * from './session-persistence';
