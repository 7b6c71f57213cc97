import { refused } from './support';

const map = (rest: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, ...rest });
const secret = (rest: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, ...rest });

test.each<[object, string[]]>([
  [map({ data: { 'a b': 'c', '..': 'd', '..e': 'f' } }), [
    'data[a b]: Invalid value: "a b": a valid config key must consist of alphanumeric characters, \'-\', \'_\' or \'.\'',
    'data[..]: Invalid value: "..": must not be \'..\'',
    'data[..e]: Invalid value: "..e": must not start with \'..\'',
  ]],
  [map({ data: { a: 'b' }, binaryData: { a: 'AAEC' } }), [
    'data[a]: Invalid value: "a": duplicate of key present in binaryData',
  ]],
])('config maps: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [secret({ data: { 'a/b': 'AAEC' } }), [
    'data[a/b]: Invalid value: "a/b": a valid config key must consist of alphanumeric characters, \'-\', \'_\' or \'.\'',
  ]],
  [secret({ type: 'kubernetes.io/tls', data: { 'tls.crt': 'AAEC' } }), [
    'data[tls.key]: Required value',
  ]],
  [secret({ type: 'kubernetes.io/tls', stringData: { 'tls.crt': 'a', 'tls.key': 'b' } }), []],
  [secret({ type: 'kubernetes.io/dockerconfigjson' }), [
    'data[.dockerconfigjson]: Required value',
  ]],
  [secret({ type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': '[]' } }), [
    'data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": json: cannot unmarshal array into Go value of type map[string]interface {}',
  ]],
  [secret({ type: 'kubernetes.io/basic-auth' }), [
    'data[username]: Required value',
    'data[password]: Required value',
  ]],
  [secret({ type: 'kubernetes.io/basic-auth', stringData: { username: 'a' } }), []],
  [secret({ type: 'kubernetes.io/ssh-auth', stringData: { 'ssh-privatekey': '' } }), [
    'data[ssh-privatekey]: Required value',
  ]],
  [secret({ type: 'kubernetes.io/service-account-token' }), [
    'metadata.annotations[kubernetes.io/service-account.name]: Required value',
  ]],
])('secrets: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test('more than a megabyte', () => {
  const big = 'b'.repeat(1024 * 1024 + 1);
  expect(refused(map({ data: { a: big } }))).toEqual(['[]: Too long: may not be more than 1048576 bytes']);
  expect(refused(map({ data: { a: big.slice(1) } }))).toEqual([]);
  expect(refused(secret({ data: { a: Buffer.from(big).toString('base64') } }))).toEqual(['data: Too long: may not be more than 1048576 bytes']);
  expect(refused(secret({ stringData: { a: big.slice(1) } }))).toEqual([]);
});

describe('updates', () => {
  test('of what is immutable', () => {
    const before = map({ immutable: true, data: { a: 'b' } });
    expect(refused(map({ immutable: true, data: { a: 'b' }, binaryData: {} }), before)).toEqual([]);
    expect(refused(map({ data: { a: 'c' } }), before)).toEqual([
      'immutable: Forbidden: field is immutable when `immutable` is set',
      'data: Forbidden: field is immutable when `immutable` is set',
    ]);
    expect(refused(map({ data: { a: 'c' } }), map({ data: { a: 'b' } }))).toEqual([]);
  });

  test('of secrets, as text or as data', () => {
    const before = secret({ immutable: true, data: { a: 'Yg==' } });
    expect(refused(secret({ immutable: true, stringData: { a: 'b' } }), before)).toEqual([]);
    expect(refused(secret({ immutable: true, stringData: { a: 'c' } }), before)).toEqual(['data: Forbidden: field is immutable when `immutable` is set']);
    expect(refused(secret({ type: 'Opaque' }), secret({}))).toEqual([]);
    expect(refused(secret({ type: 'a' }), secret({}))).toEqual(['type: Invalid value: "a": field is immutable']);
  });
});

test('what is no text in a Secret is no text of base64 either, and judged by the schema alone', () => {
  expect(refused({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, data: { a: [] } })).toEqual([]);
});
