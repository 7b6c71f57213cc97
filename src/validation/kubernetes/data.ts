import { Field } from './field';
import { configKey } from '../forms';
import { deepEqual } from '../ratchet';

type Json = any;

const MOST_BYTES = 1024 * 1024;
const ACCOUNT_ANNOTATION = 'kubernetes.io/service-account.name';

const decoded = (value: string | null | undefined) => Buffer.from(value ?? '', 'base64');
// the API server's schema lets a list pass for a text with a format
const sizeOf = (base64: Json) => typeof base64 === 'string' && base64 ? base64.length / 4 * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0) : 0;

export function checkConfigMap(map: Field): void {
  const { data, binaryData } = map.value;
  let size = 0;
  for (const name of ['data', 'binaryData']) {
    const entries = map.get(name);
    for (const key in entries.value) {
      const entry = entries.key(key);
      entry.hasForm(configKey, key);
      if (name === 'data' && binaryData && Object.hasOwn(binaryData, key)) { entry.invalid('duplicate of key present in binaryData', key); }
      size += name === 'data' ? Buffer.byteLength(data[key] ?? '') : sizeOf(binaryData[key]);
    }
  }
  if (size > MOST_BYTES) { map.tooLong(MOST_BYTES); }
}

/** Keys that secrets of a type must have: all of them, or with `any` one. */
const KEYS: { [type: string]: { keys: readonly string[]; any?: boolean; json?: boolean } } = {
  'kubernetes.io/dockercfg': { keys: ['.dockercfg'], json: true },
  'kubernetes.io/dockerconfigjson': { keys: ['.dockerconfigjson'], json: true },
  'kubernetes.io/basic-auth': { keys: ['username', 'password'], any: true },
  'kubernetes.io/ssh-auth': { keys: ['ssh-privatekey'] },
  'kubernetes.io/tls': { keys: ['tls.crt', 'tls.key'] },
};

export function checkSecret(secret: Field): void {
  const { type, stringData } = secret.value;
  const data = secret.get('data');
  // what is given as text is stored as data
  const texts = secret.get('stringData', '.data');
  const values: Json = { ...data.value, ...stringData };
  let size = 0;
  for (const key in values) {
    const isText = stringData && Object.hasOwn(stringData, key);
    (isText ? texts : data).key(key).hasForm(configKey, key);
    size += isText ? Buffer.byteLength(stringData[key] ?? '') : sizeOf(values[key]);
  }
  if (size > MOST_BYTES) { data.tooLong(MOST_BYTES); }
  if (type === 'kubernetes.io/service-account-token') {
    const account = secret.get('metadata').get('annotations').key(ACCOUNT_ANNOTATION);
    if (!account.value) { account.required(); }
  }
  const asked = Object.hasOwn(KEYS, type) ? KEYS[type] : undefined;
  if (!asked) { return; }
  const missing = asked.keys.filter(key => !Object.hasOwn(values, key) || (type === 'kubernetes.io/ssh-auth' && !values[key]));
  if (!asked.any || missing.length === asked.keys.length) { missing.forEach(key => data.key(key).required()); }
  if (!asked.json || missing.length > 0) { return; }
  const [key] = asked.keys;
  const text = stringData && Object.hasOwn(stringData, key) ? stringData[key] : decoded(values[key]).toString();
  const problem = jsonProblem(text);
  if (problem) { data.key(key).invalid(problem, '<secret contents redacted>'); }
}

/** Why a text is no JSON object, in nearly the API server's words. */
function jsonProblem(text: string): string | undefined {
  try {
    const value = JSON.parse(text);
    if (value === null || (typeof value === 'object' && !Array.isArray(value))) { return undefined; }
    return `json: cannot unmarshal ${Array.isArray(value) ? 'array' : value === true || value === false ? 'bool' : typeof value} into Go value of type map[string]interface {}`;
  } catch {
    return text.trim() === '' ? 'unexpected end of JSON input' : 'invalid character in JSON';
  }
}

const FIXED = 'field is immutable when `immutable` is set';

/** What may not change of a ConfigMap or Secret that says so. */
function updateFixed(object: Field, old: Json, names: readonly string[]): void {
  if (!old.immutable) { return; }
  if (!object.object.immutable) { object.get('immutable').forbidden(FIXED); }
  for (const name of names) {
    if (!deepEqual(object.value[name] ?? {}, old[name] ?? {})) { object.get(name).forbidden(FIXED); }
  }
}

export const updateConfigMap = (map: Field, old: Json): void => updateFixed(map, old, ['data', 'binaryData']);

export function updateSecret(secret: Field, old: Json): void {
  const type = secret.get('type');
  if (type.or('Opaque') !== (old.type || 'Opaque')) { type.invalid('field is immutable', type.or('Opaque')); }
  const encoded = ({ data, stringData }: Json) => ({
    ...data, ...Object.fromEntries(Object.entries<string>(stringData ?? {}).map(([key, text]) => [key, Buffer.from(text).toString('base64')])),
  });
  updateFixed(secret.holding({ ...secret.value, data: encoded(secret.value) }), { ...old, data: encoded(old) }, ['data']);
}
