import { isIP } from 'net';
import { characters } from './cel';
import { FieldError, fieldPath, MapKey, plainSteps, printed, Step } from './field-error';
import { correlation, deepEqual, unchanged } from './ratchet';
import { matchesRe2 } from '../manifests';
import { Schema } from './schema';

type Json = any;

/** Checks one document against a schema as the API server does, in its words. */
export class StructuralCheck {
  /** What is wrong with a value; with an `old` one, only what is wrong in the fields that change. */
  public static errors(value: Json, schema: Schema, old?: Json): FieldError[] {
    const check = new StructuralCheck();
    check.old = old;
    check.check(value, schema);
    return check.errors;
  }

  public readonly errors: FieldError[] = [];
  private readonly path: Step[] = [];
  /** Values of the object that is there now, along `path`; undefined where nothing is there or nothing was given. */
  private old: Json;

  private check(value: Json, schema: Schema): void {
    if (this.old === undefined) { return this.value(value, schema); }
    const before = this.errors.length;
    this.value(value, schema);
    // what was wrong before and stays as it is passes
    if (this.errors.length > before && unchanged(value, this.old, schema)) { this.errors.length = before; }
  }

  private value(value: Json, schema: Schema): void {
    this.type(value, schema);
    if (schema.plain) {
      if (value === null || typeof value !== 'object') { return; }
    } else if (value !== null) {
      this.combinations(value, schema);
      if (typeof value === 'string') {
        this.string(value, schema);
      } else if (typeof value === 'number') {
        this.number(value, schema);
      }
    }
    if (Array.isArray(value)) {
      this.list(value, schema);
    } else if (value !== null && typeof value === 'object') {
      this.object(value, schema);
    }
    if (schema.raw.enum) { this.enumeration(value, schema); }
  }

  private type(value: Json, { type, types, format, intOrString, nullable }: Schema): void {
    if (!types && !format) { return; }
    if (typeof value === 'string') {
      if (types && type !== 'string' && !intOrString) { this.wrongType(types, 'string'); }
    } else if (value === null) {
      if (types && !nullable) { this.wrongType(types, 'null'); }
    } else if (Array.isArray(value)) {
      // the API server lets a list pass for a string with a format
      if (type !== 'array' && !(format && type !== 'integer' && type !== 'number')) { this.wrongType(types, 'array'); }
    } else if (typeof value === 'number') {
      const integer = isInteger(value);
      if (type === 'number' || (integer && (type === 'integer' || intOrString))) { return; }
      this.wrongType(format ?? types, format ? (integer ? 'int64' : 'float64') : (integer ? 'integer' : 'number'));
    } else {
      const given = typeof value;
      if (type !== given) { this.wrongType(format ?? types, format ? '' : given); }
    }
  }

  private string(value: string, { raw, format }: Schema): void {
    const length = raw.maxLength === undefined && raw.minLength === undefined ? 0 : characters(value);
    if (raw.maxLength !== undefined && length > raw.maxLength) {
      this.say(`Too long: may not be more than ${raw.maxLength} ${raw.maxLength === 1 ? 'byte' : 'bytes'}`, true);
    } else if (raw.minLength !== undefined && length < raw.minLength) {
      this.invalid(value, `should be at least ${raw.minLength} chars long`);
    } else if (raw.pattern && !matchesRe2(raw.pattern, value)) {
      this.invalid(value, `should match '${raw.pattern}'`);
    }
    if (format && STRING_FORMATS[format]?.(value) === false) {
      this.say(`Invalid value: ${printed(value)}: ${this.place()} must be of type ${format}: ${printed(value)}`, true);
    }
  }

  private number(value: number, { raw, type, format }: Schema): void {
    if (type === 'integer') {
      const [least, most] = RANGES[format ?? 'int64'];
      if (!isInteger(value) || value < least || value > most) {
        this.aside(`Checked value must be of type integer ${format ? `with format ${format}` : '(default format)'} in ${fieldPath(this.path)}`);
      }
    }
    if (raw.maximum !== undefined && (raw.exclusiveMaximum ? value >= raw.maximum : value > raw.maximum)) {
      this.invalid(value, `should be less than${raw.exclusiveMaximum ? '' : ' or equal to'} ${raw.maximum}`);
    }
    if (raw.minimum !== undefined && (raw.exclusiveMinimum ? value <= raw.minimum : value < raw.minimum)) {
      this.invalid(value, `should be greater than${raw.exclusiveMinimum ? '' : ' or equal to'} ${raw.minimum}`);
    }
  }

  private list(list: Json[], schema: Schema): void {
    const { raw, items } = schema;
    if (items) {
      const old = this.old;
      const correlate = old === undefined ? undefined : correlation(schema, old);
      for (let i = 0; i < list.length; i++) {
        this.path.push(i);
        this.old = correlate?.(list[i]);
        this.check(list[i], items);
        this.path.pop();
      }
      this.old = old;
    }
    if (raw.minItems !== undefined && list.length < raw.minItems) {
      this.invalid(list.length, `should have at least ${raw.minItems} items`);
    }
    if (raw.maxItems !== undefined && list.length > raw.maxItems) { this.tooMany(list.length, raw.maxItems); }
  }

  private object(object: Json, schema: Schema): void {
    const { raw } = schema;
    if (raw.minProperties !== undefined || raw.maxProperties !== undefined) {
      const count = Object.keys(object).length;
      if (count < raw.minProperties) { this.invalid(count, `should have at least ${raw.minProperties} properties`); }
      if (count > raw.maxProperties) { this.tooMany(count, raw.maxProperties); }
    }
    const old = this.old;
    for (const key in object) {
      const named = schema.properties.get(key);
      const property = named ?? schema.values;
      if (!property) { continue; }
      this.path.push(named ? key : new MapKey(key));
      this.old = old?.[key];
      this.check(object[key], property);
      this.path.pop();
    }
    this.old = old;
    for (const name of schema.required) {
      if (Object.hasOwn(object, name)) { continue; }
      this.path.push(name);
      this.say('Required value', true);
      this.path.pop();
    }
  }

  private enumeration(value: Json, { raw }: Schema): void {
    if (raw.enum.some((allowed: Json) => deepEqual(allowed, value))) { return; }
    const allowed = raw.enum.map((v: Json) => JSON.stringify(typeof v === 'string' ? v : JSON.stringify(v)));
    this.say(`Unsupported value: ${printed(value)}: supported values: ${allowed.join(', ')}`, true);
  }

  private combinations(value: Json, { anyOf, oneOf, allOf, not }: Schema): void {
    if (anyOf.length > 0 && !anyOf.some(s => accepts(value, s))) {
      this.aside(`"${fieldPath(this.path)}" must validate at least one schema (anyOf)`);
      this.value(value, anyOf[0]);
    }
    if (oneOf.length > 0) {
      const valid = oneOf.reduce((count, s) => accepts(value, s) ? count + 1 : count, 0);
      if (valid !== 1) {
        this.aside(`"${fieldPath(this.path)}" must validate one and only one schema (oneOf). ${valid === 0 ? 'Found none valid' : `Found ${valid} valid alternatives`}`);
        if (valid === 0) { this.value(value, oneOf[0]); }
      }
    }
    if (allOf.length > 0) {
      const valid = allOf.filter(s => accepts(value, s)).length;
      allOf.forEach(s => this.value(value, s));
      if (valid < allOf.length) {
        this.aside(`"${fieldPath(this.path)}" must validate all the schemas (allOf)${valid === 0 ? '. None validated' : ''}`);
      }
    }
    if (not && accepts(value, not)) { this.aside(`"${fieldPath(this.path)}" must not validate the schema (not)`); }
  }

  private wrongType(wanted: string, given: string) {
    this.say(`Invalid value: "${given}": ${this.place()} must be of type ${wanted}: "${given}"`, true);
  }

  private invalid(value: Json, complaint: string) {
    this.say(`Invalid value: ${printed(value)}: ${this.place()} ${complaint}`);
  }

  private tooMany(count: number, most: number) {
    this.say(`Too many: ${count}: must have at most ${most} ${most === 1 ? 'item' : 'items'}`, true);
  }

  private say(message: string, blocksRules = false) {
    this.errors.push({ field: fieldPath(this.path), steps: plainSteps(this.path), message, blocksRules });
  }

  /** A complaint that the API server pins to nothing. */
  private aside(complaint: string) {
    this.errors.push({
      field: '<nil>', path: fieldPath(this.path), steps: plainSteps(this.path), message: `Invalid value: "": ${complaint}`, blocksRules: false,
    });
  }

  private place() {
    return `${fieldPath(this.path)} in body`;
  }
}

/** Whether a schema takes a value; without a word why, as alternatives are tried often and mostly of the form `required: [x]`. */
function accepts(value: Json, schema: Schema): boolean {
  const { anyOf, not } = schema;
  if (isRequirement(schema)) {
    return value === null || typeof value !== 'object' || Array.isArray(value) || schema.required.every(name => Object.hasOwn(value, name));
  }
  if (Object.keys(schema.raw).length === 1) {
    if (not) { return !accepts(value, not); }
    if (anyOf.length > 0) { return anyOf.some(s => accepts(value, s)); }
  }
  return StructuralCheck.errors(value, schema).length === 0;
}

function isRequirement({ raw }: Schema): boolean {
  for (const key in raw) {
    if (key !== 'required') { return false; }
  }
  return true;
}

/** What Go reads as an integer: of 64 bits. */
function isInteger(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 63;
}

const RANGES: { [format: string]: [number, number] } = { int32: [-(2 ** 31), 2 ** 31 - 1], int64: [-(2 ** 63), 2 ** 63] };
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

const STRING_FORMATS: { [format: string]: (value: string) => boolean } = {
  'byte': value => BASE64.test(value),
  'date-time': value => DATE_TIME.test(value),
  'ipv4': value => isIP(value) > 0 && value.includes('.') && !value.includes('%'),
  'ipv6': value => isIP(value) === 6 && !value.includes('%'),
};
