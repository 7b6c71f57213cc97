/** Plain scalars as kubectl takes them: those of YAML 1.1, without dates and numbers of base 60. */

const WORDS = new Map<string, null | boolean>([
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
  ...['true', 'True', 'TRUE', 'y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map(word => [word, true] as const),
  ...['false', 'False', 'FALSE', 'n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map(word => [word, false] as const),
]);

const DECIMAL = /^[-+]?(?:0|[1-9][0-9_]*)$/;
const OTHER_BASE = /^([-+]?)(0x[0-9a-fA-F_]+|0b[01_]+|0o?[0-7_]+)$/;

export function integer(text: string): number | undefined {
  if (DECIMAL.test(text)) { return Number(text.replaceAll('_', '')); }
  const other = OTHER_BASE.exec(text);
  if (!other) { return undefined; }
  const value = Number(other[2].replaceAll('_', '').replace(/^0(?=[0-7])/, '0o'));
  return other[1] === '-' ? -value : value;
}

const FLOAT = /^[-+]?(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/;
const SPECIAL = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** NaN for what JSON has no number for. */
export function float(text: string): number | undefined {
  if (FLOAT.test(text)) { return Number(text.replaceAll('_', '')); }
  return SPECIAL.test(text) ? NaN : undefined;
}

/** Longest of WORDS. */
const LONGEST_WORD = 5;

/** The value of a plain scalar: nothing, a truth value, a number, or the text itself. */
export function plainScalar(text: string): null | boolean | number | string {
  const first = text.charCodeAt(0);
  if (first < 58) { return integer(text) ?? float(text) ?? text; } // digits, signs and the dot come before letters
  if (text.length > LONGEST_WORD) { return text; }
  const word = WORDS.get(text);
  return word === undefined ? text : word;
}
