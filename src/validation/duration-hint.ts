import { Schema } from './schema';

/** How Gateway API writes that a text is a duration. */
export const DURATION_PATTERN = '^([0-9]{1,5}(h|m|s|ms)){1,4}$';

const FORM = 'a duration is a number and a unit (ms, s, m or h)';
const NAMES = /(timeout|interval|ttl)$/i;
/** Units as they are given, and what they are to Go. */
const UNITS: readonly (readonly [given: RegExp, unit: string, times: number])[] = [
  [/^(|s|secs?|seconds?)$/i, 's', 1],
  [/^(ms|msecs?|millis?|milliseconds?)$/i, 'ms', 1],
  [/^(m|mins?|minutes?)$/i, 'm', 1],
  [/^(h|hrs?|hours?)$/i, 'h', 1],
  [/^(d|days?)$/i, 'h', 24],
];

/** Whether a text is a duration: by what its schema asks, or by the name of a field where the schema does not say. */
export function isDuration({ raw, rules }: Schema, name: string): boolean {
  return raw.pattern === DURATION_PATTERN || rules.some(({ rule }) => rule.includes('duration(self)')) || NAMES.test(name);
}

/** What to write for a value that is no duration. */
export function durationHint(value: unknown): string {
  const [, amount, given] = /^ *(\d+) *([a-z]*) *$/i.exec(String(value)) ?? [];
  const meant = amount === undefined ? undefined : UNITS.find(([form]) => form.test(given));
  const text = meant && `${Number(amount) * meant[2]}${meant[1]}`;
  return text && text !== value ? `write ${text}: ${FORM}` : 'write whole numbers with a unit each (ms, s, m or h), such as 1m30s';
}
