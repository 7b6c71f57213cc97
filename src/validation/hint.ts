import { nearest, pathOf } from '../manifests';
import { durationHint, isDuration } from './duration-hint';
import { FieldError } from './field-error';
import { placeHint } from './misplaced';
import { patternHint } from './pattern-hint';
import { deepEqual } from './ratchet';
import { RawSchema, Schema } from './schema';
import { schemaAt, Steps, valueAt } from './steps';

type Json = any;

/** What the API server says to changes that it does not take. */
const UPDATE = /immutable|may not change|cannot change|updates to /;

/** What to do about an error of the schema, or of the API server's code, in a document that `root` describes. */
export function hintFor(error: FieldError, document: Json, root: Schema): string {
  const { message, field, steps } = error;
  if (message.startsWith('Required value')) { return 'add the field'; }
  if (message.includes('less than status.capacity')) { return 'ask for as much as it has, or more: volumes do not shrink'; }
  if (UPDATE.test(message)) { return 'leave it as it was, or delete the object and create it anew'; }
  if (message.includes('does not match template')) { return 'give the template the labels that the selector asks for'; }
  if (message.startsWith('Forbidden') || message.includes('may not be specified')) { return 'drop the field, or what it does not go with'; }
  if (message.startsWith('Not found')) { return 'name one that there is, or add it'; }
  if (message.startsWith('Unsupported value')) { return supportedHint(message); }
  if (message.startsWith('Too long')) { return 'shorten it'; }
  if (message.startsWith('Too many')) { return 'drop some, or spread them over several objects'; }
  if (message.startsWith('Duplicate value')) { return duplicateHint(document, steps); }
  const type = /must be of type ([\w,-]+): "/.exec(message);
  if (type) { return typeHint(type[1], document, root, steps); }
  const alternatives = /must (?:not )?validate .*\((oneOf|anyOf|not)\)/.exec(message);
  if (alternatives) { return alternativesHint(valueAt(document, steps), schemaAt(root, steps)); }
  if (field === 'metadata.name' || field === 'metadata.generateName' || field === 'metadata.namespace') { return nameHint(valueAt(document, steps)); }
  if (field.startsWith('metadata.')) { return 'change the key or value that the message names'; }
  return message.includes(' in body ') ? bodyHint(message, valueAt(document, steps), schemaAt(root, steps)) : 'change it as the message says';
}

/** Protocols that go over TCP. */
const CARRIED = /^"(https?|http2|grpc|tls)"$/i;

function supportedHint(message: string): string {
  const [, given, allowed] = /^Unsupported value: ("(?:[^"\\]|\\.)*"): supported values: (.*)$/s.exec(message) ?? [];
  if (given === undefined) { return 'give one of the supported values'; }
  const values = [...allowed.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, value]) => value);
  const meant = likeliest(given.slice(1, -1), values);
  if (meant) { return `write ${meant}`; }
  return values.includes('TCP') && CARRIED.test(given) ? 'write TCP, and say in appProtocol or by the name of the port what it carries' : 'give one of the supported values';
}

/** Values are written with and without `_` and `-`, in small letters and large ones. */
function likeliest(given: string, values: readonly string[]): string | undefined {
  const bare = (text: string) => text.toLowerCase().replace(/[-_ ]/g, '');
  return values.find(value => value !== '' && bare(value) === bare(given)) ?? nearest(given, values.filter(value => value !== ''), given.length > 4 ? 2 : 1);
}

/** Of longer lists the rest is not looked at. */
const MOST_COMPARED = 100;

/** The second of the two has the complaint, at itself or at a field of it. */
function duplicateHint(document: Json, steps: Steps): string {
  const at = steps.map(step => typeof step === 'number').lastIndexOf(true);
  const list = at < 0 ? undefined : valueAt(document, steps.slice(0, at));
  const key = steps.slice(at + 1);
  const second = valueAt(list, steps.slice(at, at + 1));
  const isSame = (item: Json) => deepEqual(valueAt(item, key), valueAt(second, key)) || (key.length === 0 && isNamesake(item, second));
  const first = Array.isArray(list) ? list.slice(0, Math.min(Number(steps[at]), MOST_COMPARED)).findIndex(isSame) : -1;
  const other = first >= 0 ? `${pathOf([...steps.slice(0, at), first])} has it, too: ` : '';
  return `${other}drop one of the two, or tell them apart`;
}

const isNamesake = (a: Json, b: Json) => a?.name !== undefined && a.name === b?.name;

const FORMATS: { readonly [format: string]: string } = {
  'byte': 'encode it in base64',
  'date-time': 'write a time such as 2026-01-31T12:00:00Z',
  'ipv4': 'write an address such as 10.0.0.1',
  'ipv6': 'write an address such as 2001:db8::1',
};

function typeHint(type: string, document: Json, root: Schema, steps: Steps): string {
  const value = valueAt(document, steps);
  const schema = schemaAt(root, steps);
  const name = steps[steps.length - 1];
  if (FORMATS[type]) { return FORMATS[type]; }
  if (type === 'string' && typeof value === 'number') {
    const isField = typeof name === 'string' && schemaAt(root, steps.slice(0, -1))?.properties.has(name);
    return schema && isDuration(schema, isField ? name : '') ? durationHint(value) : 'put the value in quotes';
  }
  if (type === 'string' && typeof value === 'boolean') { return 'put the value in quotes'; }
  const isList = Array.isArray(value);
  if (typeof value === 'string' && ['integer', 'int32', 'int64', 'number', 'boolean'].includes(type)) {
    const isOfType = type === 'boolean' ? value === 'true' || value === 'false' : /^-?\d+$/.test(value);
    return isOfType ? 'write the value without quotes' : `give ${type === 'boolean' ? 'true or false' : 'a number'}`;
  }
  if (type === 'array') { return value !== null && typeof value === 'object' ? 'make it a list: put `- ` before it' : 'make it a list: put `- ` before each item'; }
  if (type === 'object' && isList) { return 'drop the `- ` before it: it is no list'; }
  if (type === 'object' && schema && schema.properties.size > 0) { return `give fields of it, such as ${[...schema.properties.keys()].slice(0, 3).join(', ')}`; }
  return (isList || (value !== null && typeof value === 'object') ? placeHint(document, root, steps) : undefined) ?? 'give a value of that type';
}

/** Names of the fields that alternatives ask for. */
function requiredIn(schema: RawSchema): string[] {
  return [...schema.required ?? [], ...['oneOf', 'anyOf', 'allOf'].flatMap(k => (schema[k] ?? []).flatMap(requiredIn)), ...schema.not ? requiredIn(schema.not) : []];
}

function alternativesHint(value: Json, schema: Schema | undefined): string {
  for (const { oneOf = [], anyOf = [], not } of [schema?.raw ?? {}, ...schema?.raw.allOf ?? []]) {
    const names = [...new Set<string>([...oneOf, ...anyOf, ...not ? [not] : []].flatMap(requiredIn))];
    const set = names.filter(name => value?.[name] !== undefined);
    if (set.length > 1) { return `${set.join(' and ')} are set together: keep one`; }
    if (set.length === 0 && names.length > 0) { return `set one of ${names.join(', ')}`; }
  }
  return 'set only one of the fields that exclude each other';
}

function nameHint(value: unknown): string {
  const meant = String(value).toLowerCase().replace(/[^-a-z0-9.]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
  return meant !== value && meant !== '' ? `rename it, e.g. ${meant.slice(0, 63)}` : 'rename it';
}

function bodyHint(message: string, value: Json, schema: Schema | undefined): string {
  if (message.includes(' should match ') && schema?.raw.pattern) { return patternHint(schema.raw.pattern, value); }
  const [, than, orEqual, limit] = / should be (less|greater) than( or equal to)? (\S+)$/.exec(message) ?? [];
  if (than) { return `give ${orEqual ? `${limit} or ${than === 'less' ? 'less' : 'more'}` : `a number ${than === 'less' ? 'below' : 'above'} ${limit}`}`; }
  const [, least, of] = / should (?:be|have) at least (\d+) (chars|items|properties)/.exec(message) ?? [];
  return least ? `give ${least} ${of === 'chars' ? 'characters' : of} or more` : 'give a value that the schema takes';
}
