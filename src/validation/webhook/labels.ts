import { quoted } from '../field-error';
import { Complaints } from './complaints';

type Json = any;

const LABEL = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
const NAME = '(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const KEY = new RegExp(`^(?:(${LABEL}(?:\\.${LABEL})*)/)?(${NAME})$`);
const VALUE = new RegExp(`^(?:${NAME})?$`);

/** What is wrong with a label; nothing if it is one. */
export function badLabel(key: string, value: string): string[] {
  const said: string[] = [];
  const match = KEY.exec(key);
  if (!match) {
    said.push(`invalid tag key: ${quoted(key)}`);
  } else if (match[1]?.length > 253) {
    said.push(`invalid tag key: ${quoted(key)} (DNS prefix is too long)`);
  } else if (match[2].length > 63) {
    said.push(`invalid tag key: ${quoted(key)} (name is too long)`);
  }
  if (!VALUE.test(value)) { said.push(`invalid tag value: ${quoted(value)}`); }
  return said;
}

/** Labels of workloads in a field of their own. */
export function labels(map: Json, said: Complaints): void {
  for (const key in map) {
    for (const complaint of badLabel(key, map[key])) {
      said.error(complaint, 'give a label as Kubernetes takes it: letters, digits, `-`, `_` and `.`, 63 at most, with a letter or digit at both ends', key);
    }
  }
}
