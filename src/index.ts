export * from './core';
export * from './istio';
export * from './workloads';
