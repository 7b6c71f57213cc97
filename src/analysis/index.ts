export * from './analyze';
export * from './code';
export * from './mesh-config';
