export * from './apps';
export * from './asm';
export * from './core';
export * from './gateway-api';
export * from './istio';
export * from './workloads';
export * as sail from './workloads/sail';
