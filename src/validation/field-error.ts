/** A key of a map, as opposed to a field with a name of its own: the API server writes the two differently. */
export class MapKey {
  constructor(public readonly key: string) {}
}

export type Step = string | number | MapKey;

/** What is wrong with one field, in the API server's words. */
export interface FieldError {
  /** Where it is, as the API server writes it; `<nil>` for the whole and for complaints that name their place in the text. */
  readonly field: string;
  /** Where it is, where the API server pins it to nothing. */
  readonly path?: string;
  /** What to do. */
  readonly hint?: string;
  readonly steps: readonly (string | number)[];
  readonly message: string;
  /** True if the API server runs no CEL rules after it: a required field, a type, an enum, too long or too many. */
  readonly blocksRules: boolean;
}

/** `spec.http[0].name`, with keys of maps as fields (`labels.app`) or, where the API server does so, in brackets (`labels[app]`); `<nil>` for the root. */
export function fieldPath(steps: readonly Step[], bracketKeys = false): string {
  if (steps.length === 0) { return '<nil>'; }
  let path = '';
  for (const step of steps) {
    if (typeof step === 'number') {
      path += `[${step}]`;
    } else if (typeof step === 'string' || !bracketKeys) {
      const name = typeof step === 'string' ? step : step.key;
      path += step === steps[0] && path === '' ? name : `.${name}`;
    } else {
      path += `[${step.key}]`;
    }
  }
  return path;
}

export const plainSteps = (steps: readonly Step[]): (string | number)[] => steps.map(step => step instanceof MapKey ? step.key : step);

const LONGEST = 1000;

/** A value as the API server prints it after `Invalid value:`, which is as Go does; cut where it is long. */
export function printed(value: unknown): string {
  if (typeof value === 'string') { return quoted(value.length > LONGEST ? `${value.slice(0, LONGEST)}...` : value); }
  if (typeof value === 'number') { return numberText(value); }
  const json = JSON.stringify(sorted(value)).replace(/[<>&]/g, c => `\\u00${c.charCodeAt(0).toString(16)}`);
  return json.length > LONGEST ? `${json.slice(0, LONGEST)}...` : json;
}

/** A number as Go prints it. */
export function numberText(value: number): string {
  if (value === 0) { return '0'; }
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e21) { return String(value); }
  const [digits, exponent] = value.toExponential().split('e');
  return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

const ESCAPES: { [character: string]: string } = {
  '"': '\\"', '\\': '\\\\', '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v',
};

/** A text in quotes, as Go writes it. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\\x00-\x1f\x7f\u0080-\u00a0\u00ad\u2028\u2029\ufeff]/g, c => {
    const code = c.charCodeAt(0).toString(16);
    return ESCAPES[c] ?? (c < '\x80' ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`);
  })}"`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(sorted); }
  if (value === null || typeof value !== 'object') { return value; }
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, v]) => [key, sorted(v)]));
}
