import { FieldError, fieldPath, MapKey, plainSteps, printed, Step } from './field-error';
import { Schema } from './schema';

type Json = any;

/** Lists that are sets hold nothing twice, and lists that are maps no key twice. */
export function listErrors(value: Json, schema: Schema): FieldError[] {
  const errors: FieldError[] = [];
  walk(value, schema, [], errors);
  return errors;
}

function walk(value: Json, schema: Schema, path: Step[], errors: FieldError[]): void {
  if (value === null || typeof value !== 'object' || !schema.hasUniqueLists) { return; }
  if (Array.isArray(value)) {
    if (schema.listType === 'set') { duplicates(value, value, path, errors); }
    if (schema.listType === 'map') {
      const stray = value.findIndex(v => v !== null && (typeof v !== 'object' || Array.isArray(v)));
      if (stray >= 0) {
        report(errors, [...path, stray], `Invalid value: ${printed(value[stray])}: must be an object for an array of list-type map`);
      } else {
        duplicates(value.map(v => Object.fromEntries(schema.listKeys.filter(k => v?.[k] !== undefined).map(k => [k, v[k]]))), value, path, errors);
      }
    }
    if (schema.items) {
      for (let i = 0; i < value.length; i++) {
        path.push(i);
        walk(value[i], schema.items, path, errors);
        path.pop();
      }
    }
    return;
  }
  for (const key in value) {
    const named = schema.properties.get(key);
    const property = named ?? schema.values;
    if (!property) { continue; }
    path.push(named ? key : new MapKey(key));
    walk(value[key], property, path, errors);
    path.pop();
  }
}

/** Each second appearance; a third is not said again. */
function duplicates(keys: Json[], list: Json[], path: Step[], errors: FieldError[]): void {
  if (list.length < 2) { return; }
  const times = new Map<string, number>();
  keys.forEach((key, i) => {
    const text = JSON.stringify(key);
    const count = (times.get(text) ?? 0) + 1;
    times.set(text, count);
    if (count === 2) { report(errors, [...path, i], `Duplicate value: ${printed(key)}`); }
  });
}

function report(errors: FieldError[], path: Step[], message: string) {
  errors.push({ field: fieldPath(path, true), steps: plainSteps(path), message, blocksRules: false });
}
