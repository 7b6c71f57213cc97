import { badJwks, privateKeys } from '../../../src/validation/webhook/jwks';

const set = (...keys: unknown[]) => JSON.stringify({ keys });
const RSA = { kty: 'RSA', e: 'AQAB', n: 'x-_w' };
const UNREADABLE = 'failed to unmarshal JSON into key (*jwk.rsaPublicKey)';

describe('a JSON Web Key Set', () => {
  test.each([
    ['keys', set(RSA, { kty: 'EC', crv: 'P-256', x: 'eA', y: 'eA' }, { kty: 'OKP', crv: 'Ed25519', x: 'eA==' }, { kty: 'oct', k: 'eA' })],
    ['no keys', set()],
    ['one key alone', JSON.stringify(RSA)],
  ])('may hold %s', (_, text) => {
    expect(badJwks(text)).toBeUndefined();
  });

  test.each([
    [' ', 'EOF'],
    ['x', "invalid character 'x' looking for beginning of value"],
    ['{', 'unexpected EOF'],
    ['[]', "expected '{', but got '['"],
    ['"a"', 'failed to decode value for key "a": EOF'],
    ['5', 'error reading token: EOF'],
    ['{}', 'failed to parse sole key in key set: invalid key type from JSON ()'],
    ['{"keys":{}}', 'failed to decode "keys": json: cannot unmarshal object into Go value of type []json.RawMessage'],
    [set(RSA, { kty: 'x' }), 'failed to decode key #1 in "keys": invalid key type from JSON (x)'],
    [set({ kty: 5 }), 'failed to decode key #0 in "keys": failed to unmarshal JSON into key hint: json: cannot unmarshal number into Go struct field .kty of type string'],
    [set({ ...RSA, n: '!' }), `failed to decode key #0 in "keys": ${UNREADABLE}: failed to decode value for key n: expected base64 encoded []byte (string)`],
    [set({ ...RSA, kid: 5 }), `failed to decode key #0 in "keys": ${UNREADABLE}: failed to decode value for key kid: error reading next value: json: cannot unmarshal number into Go value of type string`],
    [set({ kty: 'RSA', e: 'AQAB' }), `failed to decode key #0 in "keys": ${UNREADABLE}: required field n is missing`],
  ])('is not %s', (text, wrong) => {
    expect(badJwks(text)).toBe(`failed to unmarshal JWK set: ${wrong}`);
  });

  test('holds private keys where there is more than the public ones need', () => {
    expect(privateKeys(set(RSA, { ...RSA, d: 'eA' }, { kty: 'oct', k: 'eA' }))).toEqual([1, 2]);
    expect(privateKeys(JSON.stringify({ ...RSA, d: 'eA' }))).toEqual([0]);
  });
});
