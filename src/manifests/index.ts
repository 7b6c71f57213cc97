export * from './finding';
export * from './input-error';
export { isSelected } from './labels';
export type { LabelSelector } from './labels';
export { Manifest } from './manifest';
export * from './manifests';
export type { Pods } from './pods';
