export * from './asm';
export * from './core';
export * from './istio';
