import { quoted } from '../field-error';

/** What Go's standard library says, in whose words Istio passes it on. */

/** How many bytes a text has in UTF-8, which is what Go calls its length. */
export const bytes = (text: string) => Buffer.byteLength(text);

/** Whether a text is longer than so many bytes. */
export const longerThan = (text: string, limit: number) => text.length > limit || (text.length * 3 > limit && bytes(text) > limit);

/** A list as Go prints it. */
export const listed = (values: readonly string[] = []) => `[${values.join(' ')}]`;

const INTEGER = /^[+-]?[0-9]+$/;

/** What is wrong with a text as a whole number of 64 bits; nothing if it is one. */
export function notInteger(text: string): string | undefined {
  const complaint = (reason: string) => `strconv.Atoi: parsing ${quoted(text)}: ${reason}`;
  if (!INTEGER.test(text)) { return complaint('invalid syntax'); }
  if (text.length < 19) { return undefined; }
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text);
  return value < -(2n ** 63n) || value >= 2n ** 63n ? complaint('value out of range') : undefined;
}

/** What is wrong with a text as a number without sign of 32 bits; nothing if it is one. */
export function notUnsigned(text: string): string | undefined {
  const complaint = (reason: string) => `strconv.ParseUint: parsing ${quoted(text)}: ${reason}`;
  if (!/^[0-9]+$/.test(text)) { return complaint('invalid syntax'); }
  return Number(text) > 0xffff_ffff ? complaint('value out of range') : undefined;
}

/** Texts that are a boolean. */
export const BOOLEANS = new Set(['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False']);

/** The host and port of an address, or what is wrong with it. */
export function splitHostPort(address: string): { host: string; port: string; error?: string } {
  const fail = (reason: string) => ({ host: '', port: '', error: `address ${address}: ${reason}` });
  const colon = address.lastIndexOf(':');
  if (colon < 0) { return fail('missing port in address'); }
  let host: string;
  let [open, close] = [0, 0];
  if (address.startsWith('[')) {
    const end = address.indexOf(']');
    if (end < 0) { return fail("missing ']' in address"); }
    if (end + 1 === address.length) { return fail('missing port in address'); }
    if (end + 1 !== colon) { return fail(address[end + 1] === ':' ? 'too many colons in address' : 'missing port in address'); }
    host = address.slice(1, end);
    [open, close] = [1, end + 1];
  } else {
    host = address.slice(0, colon);
    if (host.includes(':')) { return fail('too many colons in address'); }
  }
  if (address.indexOf('[', open) >= 0) { return fail("unexpected '[' in address"); }
  if (address.indexOf(']', close) >= 0) { return fail("unexpected ']' in address"); }
  return { host, port: address.slice(colon + 1) };
}

const UNITS: { [unit: string]: number } = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };
const TOO_LONG = 2n ** 63n;

const durations = new Map<string, bigint | string>();
const MOST_KNOWN = 1000;

/** A duration in nanoseconds, or what is wrong with it. The same few come again and again. */
export function parseDuration(text: string): bigint | string {
  let known = durations.get(text);
  if (known === undefined) {
    known = readDuration(text);
    if (durations.size < MOST_KNOWN) { durations.set(text, known); }
  }
  return known;
}

function readDuration(text: string): bigint | string {
  const invalid = `time: invalid duration ${quoted(text)}`;
  const negative = text.startsWith('-');
  let rest = negative || text.startsWith('+') ? text.slice(1) : text;
  if (rest === '0') { return 0n; }
  if (rest === '') { return invalid; }
  let total = 0n;
  while (rest !== '') {
    const amount = /^[0-9]*\.?[0-9]*/.exec(rest)![0];
    if (!/[0-9]/.test(amount)) { return invalid; }
    rest = rest.slice(amount.length);
    const unit = /^[^.0-9]*/.exec(rest)![0];
    if (unit === '') { return `time: missing unit in duration ${quoted(text)}`; }
    if (!Object.hasOwn(UNITS, unit)) { return `time: unknown unit ${quoted(unit)} in duration ${quoted(text)}`; }
    total += nanoseconds(amount, UNITS[unit]);
    if (total > TOO_LONG) { return invalid; }
    rest = rest.slice(unit.length);
  }
  if (total >= TOO_LONG && !negative) { return invalid; }
  return negative ? -total : total;
}

/** Exact, as a year in nanoseconds is more than a number can hold to the last one. */
function nanoseconds(amount: string, unit: number): bigint {
  const [whole, decimals = ''] = amount.split('.');
  return BigInt(whole) * BigInt(unit) + BigInt(Math.floor(Number(decimals) * (unit / 10 ** decimals.length)));
}

/** What Go's `url.Parse` finds wrong beyond what a URL of a request may not be: the fragment. */
export function badFragment(url: string): string | undefined {
  const at = url.indexOf('#');
  const escape = at < 0 ? null : /%(?![0-9A-Fa-f]{2})/.exec(url.slice(at));
  if (!escape) { return undefined; }
  return `parse ${quoted(url)}: invalid URL escape ${quoted(url.slice(at).slice(escape.index, escape.index + 3))}`;
}
