export { Cluster } from './cluster';
export type { IResource, ReferenceOptions } from './resource';
export * from './service';
export * from './workload';
