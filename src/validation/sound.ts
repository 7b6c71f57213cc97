import { listErrors } from './list-rules';
import { Schema } from './schema';
import { StructuralCheck } from './structural';
import { matchesRe2 } from '../manifests/re2';

type Json = any;

/**
 * Whether there is nothing to say of a value by its schema, and nothing to drop or to add: most values are so. It may be so
 * too where this says no, as null or as a list of which nothing is described: the checks that find words tell.
 */
export function isSound(value: Json, schema: Schema): boolean {
  if (value === null) { return false; }
  if (typeof value !== 'object') {
    return schema.plain ? isOfType(value, schema) : isWithinBounds(value, schema) || StructuralCheck.errors(value, schema).length === 0;
  }
  if (!schema.plain && StructuralCheck.errors(value, schema).length > 0) { return false; }
  return Array.isArray(value) ? isSoundList(value, schema) : isSoundObject(value, schema);
}

function isOfType(value: string | number | boolean, { type, types, intOrString }: Schema): boolean {
  if (type === undefined && !intOrString) { return types === ''; }
  if (typeof value === 'string') { return type === 'string' || intOrString; }
  return type === typeof value || (intOrString && Number.isSafeInteger(value));
}

/** Whether a whole number or a text keeps to what most schemas ask of one; others are told by who finds the words. */
function isWithinBounds(value: string | number | boolean, { bounds }: Schema): boolean {
  if (typeof value === 'number') { return bounds?.type === 'integer' && Number.isInteger(value) && value >= bounds.least && value <= bounds.most; }
  return typeof value === 'string' && bounds?.type === 'string' && value.length >= bounds.least && value.length <= bounds.most
    && (bounds.pattern === undefined || matchesRe2(bounds.pattern, value))
    && (bounds.members === undefined || bounds.members.includes(value));
}

function isSoundList(list: Json[], schema: Schema): boolean {
  const { items, raw, listType } = schema;
  if (schema.type !== 'array' || !items || list.length < (raw.minItems ?? 0) || list.length > (raw.maxItems ?? Infinity)) { return false; }
  for (let i = 0; i < list.length; i++) {
    if (!isSound(list[i], items)) { return false; }
  }
  return list.length < 2 || (listType !== 'set' && listType !== 'map') || listErrors(list, schema).length === 0;
}

function isSoundObject(object: Json, schema: Schema): boolean {
  const { type, properties, values, raw, required, defaulted } = schema;
  if (type !== 'object' || raw.minProperties !== undefined || raw.maxProperties !== undefined) { return false; }
  for (const key in object) {
    const property = properties.get(key) ?? values;
    if (!property) {
      if (schema.takesAny) { continue; }
      return false;
    }
    if (!isSound(object[key], property)) { return false; }
  }
  for (let i = 0; i < required.length; i++) {
    if (!Object.hasOwn(object, required[i])) { return false; }
  }
  for (let i = 0; i < defaulted.length; i++) {
    if (!Object.hasOwn(object, defaulted[i][0])) { return false; }
  }
  return true;
}
