export * from './finding';
export * from './input-error';
export { isSelected, LabelSelector } from './labels';
export { Manifest } from './manifest';
export * from './manifests';
export { Pods } from './pods';
