import { some } from './fields';
import { Json, pathOf } from '../manifests';

type FieldType = import('../../imports/mesh-config').FieldType;
type Types = typeof import('../../imports/mesh-config').TYPES;
type Steps = readonly (string | number)[];

const ROOT = 'mesh.v1alpha1.MeshConfig';
const MOST_SHOWN = 100;

/** 25 kB that are loaded where there is a MeshConfig. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const types = (): Types => (require('../../imports/mesh-config') as typeof import('../../imports/mesh-config')).TYPES;

/** The fields of Istio's MeshConfig, with one that only its operator knows yet. */
export const meshConfigFields = (): readonly string[] => [...Object.keys(types()[ROOT]), 'defaultInboundHttpRetryPolicy'];

/** A field of protobuf as JSON names it; protobuf takes `root_namespace`, too. */
export const jsonName = (field: string): string => field.replace(/_([a-z\d])/gi, (_, letter) => letter.toUpperCase());

/**
 * The first value that Istio cannot read for its type, upon which it takes nothing of the MeshConfig. Fields that Istio does
 * not know pass, as there.
 */
export function wrongType(config: Json): string | undefined {
  return wrong(config, ROOT, []);
}

/** Istio reads null as no value, wherever it stands. */
function wrong(value: Json, type: FieldType, steps: Steps): string | undefined {
  if (value === null || value === undefined) { return undefined; }
  if (typeof type !== 'string') {
    const ofList = Array.isArray(type);
    if (ofList ? !Array.isArray(value) : !isObject(value)) { return refused(value, ofList ? 'a list' : 'a map', steps); }
    const item = ofList ? type[0] : (type as { readonly values: FieldType }).values;
    return first(Object.entries(value), ([key, each]) => wrong(each, item, [...steps, ofList ? Number(key) : plain(key)]));
  }
  const scalar = SCALARS.get(type);
  if (scalar) { return scalar.takes(value) ? undefined : refused(value, scalar.allowed, steps); }
  const named = types()[type];
  if (isNames(named)) { return named.includes(value) || isWhole(value, 'int32') && typeof value === 'number' ? undefined : refused(value, named.join(', '), steps); }
  if (!isObject(value)) { return refused(value, `fields such as ${some(Object.keys(named))}`, steps); }
  return first(Object.entries(value), ([key, each]) => {
    const name = jsonName(key);
    return Object.hasOwn(named, name) ? wrong(each, named[name], [...steps, key]) : undefined;
  });
}

const DURATION = /^[-+]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;
const NUMBER = /^[ \t\r\n]*-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?[ \t\r\n]*$/;
const WHOLE = /^[ \t\r\n]*-?(0|[1-9]\d*)[ \t\r\n]*$/;
const NATURAL = /^[ \t\r\n]*(0|[1-9]\d*)[ \t\r\n]*$/;
const NO_NUMBERS = ['NaN', 'Infinity', '-Infinity'];
const RANGES = { int32: [-(2 ** 31), 2 ** 31 - 1], uint32: [0, 2 ** 32 - 1], int64: [-(2 ** 63), 2 ** 63] } as const;

/** What stands for a value of protobuf in YAML. Numbers may be quoted, nothing else. */
const SCALARS = new Map<string, { readonly takes: (value: Json) => boolean; readonly allowed: string }>([
  ['bool', { takes: value => typeof value === 'boolean', allowed: 'true or false' }],
  ['string', { takes: value => typeof value === 'string', allowed: 'a text; put numbers, true and false in quotes' }],
  ['double', { takes: isNumber, allowed: 'a number' }],
  ['int32', { takes: value => isWhole(value, 'int32'), allowed: `a whole number, at most ${RANGES.int32[1]}` }],
  ['uint32', { takes: value => isWhole(value, 'uint32'), allowed: `a whole number from 0 to ${RANGES.uint32[1]}` }],
  ['int64', { takes: value => isWhole(value, 'int64'), allowed: 'a whole number' }],
  ['google.protobuf.Duration', { takes: value => typeof value === 'string' && DURATION.test(value), allowed: 'a number with a unit, such as 30s' }],
  ['google.protobuf.Struct', { takes: isObject, allowed: 'a map' }],
]);

function isNumber(value: Json): boolean {
  return Number.isFinite(value) || typeof value === 'string' && (NO_NUMBERS.includes(value) || NUMBER.test(value) && Number.isFinite(Number(value)));
}

function isWhole(value: Json, type: keyof typeof RANGES): boolean {
  const [least, most] = RANGES[type];
  const number = typeof value === 'string' && (least < 0 ? WHOLE : NATURAL).test(value) ? Number(value) : value;
  return Number.isInteger(number) && number >= least && number <= most;
}

function isObject(value: Json): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function isNames(named: Types[string]): named is readonly string[] {
  return Array.isArray(named);
}

function first<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) { return found; }
  }
  return undefined;
}

/** A key of the user's own, such that a message stays one line. */
const plain = (key: string) => /^[\w./-]+$/.test(key) ? key : JSON.stringify(key);

function refused(value: Json, allowed: string, steps: Steps): string {
  return `${pathOf(steps)}: given ${JSON.stringify(value).slice(0, MOST_SHOWN)}, allowed ${allowed}`;
}
