type Json = any;

interface KeyType {
  readonly name: string;
  /** In the order in which the webhook misses them. */
  readonly required: readonly string[];
  readonly base64: readonly string[];
}

const PUBLIC: { [type: string]: KeyType } = {
  RSA: { name: 'rsaPublicKey', required: ['e', 'n'], base64: ['e', 'n'] },
  EC: { name: 'ecdsaPublicKey', required: ['crv', 'x', 'y'], base64: ['x', 'y'] },
  OKP: { name: 'okpPublicKey', required: ['crv', 'x'], base64: ['x'] },
  oct: { name: 'symmetricKey', required: ['k'], base64: ['k'] },
};
const PRIVATE: { [type: string]: KeyType } = {
  RSA: { name: 'rsaPrivateKey', required: ['d', 'e', 'n'], base64: ['d', 'dp', 'dq', 'e', 'n', 'p', 'q', 'qi'] },
  EC: { name: 'ecdsaPrivateKey', required: ['crv', 'd', 'x', 'y'], base64: ['d', 'x', 'y'] },
  OKP: { name: 'okpPrivateKey', required: ['crv', 'd', 'x'], base64: ['d', 'x'] },
  oct: PUBLIC.oct,
};
const TEXTS = new Set(['kty', 'alg', 'crv', 'kid', 'use', 'x5t', 'x5t#S256', 'x5u']);
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** What is wrong with a text as a JSON Web Key Set, or one key of one; nothing if it is one. */
export function badJwks(text: string): string | undefined {
  const fail = (reason: string) => `failed to unmarshal JWK set: ${reason}`;
  let set: Json;
  try {
    set = JSON.parse(text);
  } catch {
    return fail(badJson(text));
  }
  if (Array.isArray(set)) { return fail("expected '{', but got '['"); }
  if (typeof set === 'string') { return fail(`failed to decode value for key ${JSON.stringify(set)}: EOF`); }
  if (set === null || typeof set !== 'object') { return fail('error reading token: EOF'); }
  if (!Object.hasOwn(set, 'keys')) {
    const wrong = badKey(set);
    return wrong === undefined ? undefined : fail(`failed to parse sole key in key set: ${wrong}`);
  }
  if (set.keys !== null && !Array.isArray(set.keys)) {
    return fail(`failed to decode "keys": json: cannot unmarshal ${kindOf(set.keys)} into Go value of type []json.RawMessage`);
  }
  for (const [i, key] of (set.keys ?? []).entries()) {
    const wrong = badKey(key);
    if (wrong !== undefined) { return fail(`failed to decode key #${i} in "keys": ${wrong}`); }
  }
  return undefined;
}

function badJson(text: string): string {
  const start = text.trimStart();
  if (start === '') { return 'EOF'; }
  return /^[[{"0-9tfn-]/.test(start) ? 'unexpected EOF' : `invalid character '${start[0]}' looking for beginning of value`;
}

const kindOf = (value: Json) => Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value === 'boolean' ? 'bool' : typeof value;

function typeOf(key: Json): KeyType | undefined {
  const types = Object.hasOwn(key, 'd') ? PRIVATE : PUBLIC;
  return typeof key.kty === 'string' && Object.hasOwn(types, key.kty) ? types[key.kty] : undefined;
}

function badKey(key: Json): string | undefined {
  if (typeof key !== 'object' || Array.isArray(key)) {
    return `failed to unmarshal JSON into key hint: json: cannot unmarshal ${kindOf(key)} into Go value of type struct { Kty string "json:\\"kty\\""; D json.RawMessage "json:\\"d\\"" }`;
  }
  if (key?.kty !== undefined && key.kty !== null && typeof key.kty !== 'string') {
    return `failed to unmarshal JSON into key hint: json: cannot unmarshal ${kindOf(key.kty)} into Go struct field .kty of type string`;
  }
  const type = key === null ? undefined : typeOf(key);
  if (!type) { return `invalid key type from JSON (${key?.kty ?? ''})`; }
  const fail = (reason: string) => `failed to unmarshal JSON into key (*jwk.${type.name}): ${reason}`;
  for (const field in key) {
    const value = key[field] ?? '';
    const isBase64 = type.base64.includes(field);
    if (!isBase64 && !TEXTS.has(field)) { continue; }
    if (typeof value !== 'string') {
      return fail(`failed to decode value for key ${field}: error reading next value: json: cannot unmarshal ${kindOf(value)} into Go value of type string`);
    }
    if (isBase64 && !BASE64.test(value.replace(/[\r\n]/g, '').replace(/-/g, '+').replace(/_/g, '/'))) {
      return fail(`failed to decode value for key ${field}: expected base64 encoded []byte (string)`);
    }
  }
  const missing = type.required.find(field => !Object.hasOwn(key, field));
  return missing === undefined ? undefined : fail(`required field ${missing} is missing`);
}

/** Where in a sound set there are keys that only their owner should have. */
export function privateKeys(text: string): number[] {
  const set = JSON.parse(text);
  const keys: Json[] = Object.hasOwn(set, 'keys') ? set.keys ?? [] : [set];
  return [...keys.keys()].filter(i => Object.hasOwn(keys[i], 'd') || keys[i].kty === 'oct');
}
