import { Schema } from './schema';

type Json = any;

/** Finds what an element of a list was before; nothing for lists without keys, whose elements nothing ties to old ones. */
export function correlation({ listType, listKeys }: Schema, old: Json): ((element: Json) => Json) | undefined {
  if (listType !== 'map' || !Array.isArray(old)) { return undefined; }
  const byKey = new Map<string, Json>();
  for (const element of old) {
    const key = keyOf(element, listKeys);
    if (key !== undefined && !byKey.has(key)) { byKey.set(key, element); }
  }
  return element => byKey.get(keyOf(element, listKeys) ?? '');
}

/** Nothing for an element that lacks one of its keys. */
function keyOf(element: Json, keys: readonly string[]): string | undefined {
  if (element === null || typeof element !== 'object' || keys.some(key => element[key] === undefined)) { return undefined; }
  return JSON.stringify(keys.map(key => element[key]));
}

/** Whether an update leaves a value as it was, for which the API server forgives what is wrong with it. */
export function unchanged(value: Json, old: Json, schema: Schema): boolean {
  if (value === null || old === null || typeof value !== 'object' || typeof old !== 'object') { return value === old; }
  if (Array.isArray(value) || Array.isArray(old)) {
    if (!Array.isArray(value) || !Array.isArray(old) || value.length !== old.length) { return false; }
    const before = correlation(schema, old);
    return before && schema.items
      ? value.every(element => unchanged(element, before(element), schema.items!))
      : deepEqual(value, old);
  }
  const keys = Object.keys(value);
  return keys.length === Object.keys(old).length && keys.every(key => {
    const property = schema.property(key);
    return property !== undefined && Object.hasOwn(old, key) && unchanged(value[key], old[key], property);
  });
}

export function deepEqual(a: Json, b: Json): boolean {
  if (a === b) { return true; }
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) !== Array.isArray(b)) { return false; }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every(key => Object.hasOwn(b, key) && deepEqual(a[key], b[key]));
}
