export * from './apps';
export * from './core';
export * from './istio';
export * from './workloads';
