import { isIP as ipVersion } from 'net';
import { matchesRe2 } from '../manifests';
import { urlScheme } from './url';

/**
 * The operators and functions of CEL that the rules of imports/cel-rules.ts are made of.
 *
 * Objects are maps, arrays are lists and numbers are integers, as in all fields that rules read; what CEL has no overload
 * for is an error, which the API server answers with a rejection.
 */
export class CelError extends Error {}

/** A span of time, in nanoseconds. */
class Duration {
  constructor(public readonly nanoseconds: number) {}
}

const noOverload = () => new CelError('no such overload');

function isMap(value: any): value is { [key: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Duration);
}

function text(value: unknown): string {
  if (typeof value !== 'string') { throw noOverload(); }
  return value;
}

/** The elements of a list, or the keys of a map. */
function range(value: unknown): unknown[] {
  if (Array.isArray(value)) { return value; }
  if (isMap(value)) { return Object.keys(value); }
  throw noOverload();
}

export function truth(value: unknown): boolean {
  if (typeof value !== 'boolean') { throw noOverload(); }
  return value;
}

export const not = (value: unknown) => !truth(value);

/** An error on one side does not matter where the other side decides. */
export const and = (left: () => unknown, right: () => unknown) => either(left, right, false);

export const or = (left: () => unknown, right: () => unknown) => either(left, right, true);

function either(left: () => unknown, right: () => unknown, decisive: boolean): boolean {
  try {
    if (truth(left()) === decisive) { return decisive; }
  } catch (error) {
    try {
      if (right() === decisive) { return decisive; }
    } catch { /* the first error is the one that counts */ }
    throw error;
  }
  return truth(right());
}

export function has(map: unknown, name: string): boolean {
  if (!isMap(map)) { throw noOverload(); }
  return Object.hasOwn(map, name);
}

export function field(map: unknown, name: string): unknown {
  if (!has(map, name)) { throw new CelError(`no such key: ${name}`); }
  return (map as any)[name];
}

export function index(value: any, at: any): unknown {
  if (!Array.isArray(value)) { return field(value, at); }
  if (!Number.isInteger(at)) { throw noOverload(); }
  if (at < 0 || at >= value.length) { throw new CelError(`index out of bounds: ${at}`); }
  return value[at];
}

export function equal(a: any, b: any): boolean {
  if (a === b) { return true; }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) { return false; }
  if (a instanceof Duration || b instanceof Duration) {
    return a instanceof Duration && b instanceof Duration && a.nanoseconds === b.nanoseconds;
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, i) => equal(x, b[i]));
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every(key => Object.hasOwn(b, key) && equal(a[key], b[key]));
}

export const unequal = (a: unknown, b: unknown) => !equal(a, b);

/** Negative, zero or positive, as the first is less, equal or greater. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') { return a - b; }
  if (a instanceof Duration && b instanceof Duration) { return a.nanoseconds - b.nanoseconds; }
  if (typeof a === 'string' && typeof b === 'string') { return Buffer.compare(Buffer.from(a), Buffer.from(b)); }
  throw noOverload();
}

export const less = (a: unknown, b: unknown) => compare(a, b) < 0;
export const lessOrEqual = (a: unknown, b: unknown) => compare(a, b) <= 0;
export const greater = (a: unknown, b: unknown) => compare(a, b) > 0;
export const greaterOrEqual = (a: unknown, b: unknown) => compare(a, b) >= 0;

export function plus(a: any, b: any): unknown {
  if (typeof a === typeof b && (typeof a === 'number' || typeof a === 'string')) { return a + b; }
  if (Array.isArray(a) && Array.isArray(b)) { return [...a, ...b]; }
  throw noOverload();
}

export function negate(value: unknown): number {
  if (typeof value !== 'number') { throw noOverload(); }
  return -value;
}

export const isIn = (value: unknown, collection: unknown) => isMap(collection)
  ? typeof value === 'string' && Object.hasOwn(collection, value)
  : range(collection).some(element => equal(element, value));

/** True if the test holds for each; an error counts only where none fails it. */
export function all(collection: unknown, test: (element: unknown) => unknown): boolean {
  return !exists(collection, element => !truth(test(element)));
}

/** True if the test holds for one or more; an error counts only where it holds for none. */
export function exists(collection: unknown, test: (element: unknown) => unknown): boolean {
  let error: unknown;
  for (const element of range(collection)) {
    try {
      if (truth(test(element))) { return true; }
    } catch (e) {
      error ??= e;
    }
  }
  if (error !== undefined) { throw error; }
  return false;
}

export function existsOne(collection: unknown, test: (element: unknown) => unknown): boolean {
  return filter(collection, test).length === 1;
}

export function filter(collection: unknown, test: (element: unknown) => unknown): unknown[] {
  return range(collection).filter(element => truth(test(element)));
}

export function size(value: unknown): number {
  if (typeof value !== 'string') { return range(value).length; }
  return characters(value);
}

/** How many characters there are: not the UTF-16 units that JavaScript counts. */
export function characters(value: string): number {
  return /[\ud800-\udfff]/.test(value) ? [...value].length : value.length;
}

export const contains = (value: unknown, part: unknown) => text(value).includes(text(part));
export const startsWith = (value: unknown, part: unknown) => text(value).startsWith(text(part));
export const endsWith = (value: unknown, part: unknown) => text(value).endsWith(text(part));
export const matches = (value: unknown, pattern: unknown) => matchesRe2(text(pattern), text(value));
export const split = (value: unknown, separator: unknown) => text(value).split(text(separator));

export function substring(value: unknown, start: number, end?: number): string {
  const letters = [...text(value)];
  const last = end ?? letters.length;
  if (start < 0 || start > letters.length) { throw new CelError(`index out of range: ${start}`); }
  if (last < 0 || last > letters.length) { throw new CelError(`index out of range: ${last}`); }
  if (start > last) { throw new CelError(`invalid substring range. start: ${start}, end: ${last}`); }
  return letters.slice(start, last).join('');
}

export function int(value: unknown): number {
  if (typeof value === 'number') { return Math.trunc(value); }
  const digits = text(value);
  if (!/^[+-]?[0-9]+$/.test(digits) || Math.abs(Number(digits)) > 2 ** 63) { throw new CelError("type conversion error from 'string' to 'int'"); }
  return Number(digits);
}

const UNITS: { [unit: string]: number } = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };
const DURATION = /^[+-]?(?:0|(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
const PART = /([0-9.]+)([a-zµμ]+)/g;

/** Rules name a few, and the same come again and again in manifests. */
const durations = new Map<string, Duration>();
const MOST_DURATIONS = 1000;

/** A duration in Go's words, such as `1h30m` or `1.5s`. */
export function duration(value: unknown): Duration {
  const words = text(value);
  let span = durations.get(words);
  if (!span) {
    if (durations.size >= MOST_DURATIONS) { durations.clear(); }
    durations.set(words, span = parsedDuration(words));
  }
  return span;
}

function parsedDuration(words: string): Duration {
  if (!DURATION.test(words)) { throw new CelError("type conversion error from 'string' to 'google.protobuf.Duration'"); }
  let nanoseconds = 0;
  for (const [, amount, unit] of words.matchAll(PART)) { nanoseconds += Number(amount) * UNITS[unit]; }
  return new Duration(words.startsWith('-') ? -nanoseconds : nanoseconds);
}

/** Neither with a zone nor an IPv4 address mapped into IPv6. */
export function isIP(value: unknown): boolean {
  const address = text(value);
  const version = ipVersion(address);
  return version === 4 || (version === 6 && !address.includes('%') && !/^\[::ffff:[0-9a-f]+:[0-9a-f]+\]$/.test(new URL(`http://[${address}]`).hostname));
}

export const isURL = (value: unknown) => urlScheme(text(value)) !== undefined;

export function url(value: unknown): { readonly scheme: string } {
  const scheme = urlScheme(text(value));
  if (scheme === undefined) {
    const reason = value === '' ? 'empty url' : text(value).startsWith(':') ? 'missing protocol scheme' : 'invalid URI for request';
    throw new CelError(`URL parse error during conversion from string: parse ${JSON.stringify(value)}: ${reason}`);
  }
  return { scheme };
}

export const getScheme = (value: { readonly scheme: string }) => value.scheme;

/**
 * What `format.NAME().validate(value)` gives: an optional list of complaints. The one rule that calls it compares it with
 * null, which no optional equals, so nothing of a format need be known.
 */
export const validateFormat = (_format: string, value: unknown) => [text(value)];
