import { Json } from '../manifests';

/** The objects in a list that may be missing. */
export function objects(list: Json): Json[] {
  return Array.isArray(list) ? list.filter(item => item !== null && typeof item === 'object') : [];
}

/** The strings in a list that may be missing. */
export function strings(list: Json): string[] {
  return Array.isArray(list) ? list.filter(item => typeof item === 'string') : [];
}

/** The same text for the same labels in the same namespace. */
export function selectionKey(namespace: string, labels: { readonly [key: string]: string }): string {
  let key = namespace;
  for (const label of Object.keys(labels).sort()) { key += ` ${label}=${labels[label]}`; }
  return key;
}

const MOST = 5;

/** Names in words, without repetition, and without end if they are many. */
export function some(names: Iterable<string>): string {
  const all = [...new Set(names)];
  const shown = all.slice(0, MOST).join(', ');
  return all.length > MOST ? `${shown} and ${all.length - MOST} more` : shown;
}
