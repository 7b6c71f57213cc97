export * from './core';
export * from './gateway-api';
export * from './istio';
