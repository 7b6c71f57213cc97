export * from './apps';
export * from './asm';
export * from './check/analysis';
export * from './core';
export * from './gateway-api';
export * from './istio';
export { Severity } from './manifests/severity';
export * from './workloads';
export * as sail from './workloads/sail';
