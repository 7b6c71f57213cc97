export { check } from './check';
export type { CheckOptions, Report } from './check';
export { knownCodes, todoForUnknown } from './codes';
export * from './colours';
export type { Part } from './part';
export * from './settings';
export { SUPPRESS_ANNOTATION } from './suppression';
export type { Suppressed, Suppression } from './suppression';
export * from './text';
