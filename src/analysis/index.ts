export * from './analyze';
export * from './mesh-config';
