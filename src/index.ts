export * from './core';
export * from './istio';
