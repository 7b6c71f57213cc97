export * from './check';
export type { Part } from './part';
export type { Suppressed, Suppression } from './suppression';
export * from './text';
