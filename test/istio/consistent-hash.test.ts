import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { policyOf, refusal } from './rules';
import { HashAlgorithm, HashKey, LoadBalancer } from '../../src';

const hash = (key: HashKey, hashAlgorithm?: HashAlgorithm) =>
  policyOf({ loadBalancer: LoadBalancer.consistentHash(key, { hashAlgorithm }) }).loadBalancer.consistentHash;
const refused = (key: HashKey, hashAlgorithm?: HashAlgorithm) => refusal({ loadBalancer: LoadBalancer.consistentHash(key, { hashAlgorithm }) });
const FIELD = 'trafficPolicy.loadBalancer.consistentHash';

test('every key', () => {
  expect(hash(HashKey.header('x-user'))).toEqual({ httpHeaderName: 'x-user' });
  expect(hash(HashKey.sourceIp())).toEqual({ useSourceIp: true });
  expect(hash(HashKey.queryParameter('user'))).toEqual({ httpQueryParameterName: 'user' });
  expect(hash(HashKey.cookie({ name: 'user' }))).toEqual({ httpCookie: { name: 'user' } });
  expect(hash(HashKey.cookie({
    name: 'user',
    path: '/app',
    ttl: Duration.minutes(2),
    attributes: [{ name: 'SameSite', value: 'Strict' }, { name: 'Secure' }],
  }))).toEqual({ httpCookie: { name: 'user', path: '/app', ttl: '120s', attributes: [{ name: 'SameSite', value: 'Strict' }, { name: 'Secure' }] } });
});

test('a lifetime of zero makes a cookie of the session', () => {
  expect(hash(HashKey.cookie({ name: 'user', ttl: Duration.seconds(0) }))).toEqual({ httpCookie: { name: 'user', ttl: '0s' } });
});

test('every algorithm', () => {
  const key = HashKey.sourceIp();
  expect(hash(key, HashAlgorithm.ringHash())).toEqual({ useSourceIp: true, ringHash: {} });
  expect(hash(key, HashAlgorithm.ringHash({ minimumRingSize: 2048 }))).toEqual({ useSourceIp: true, ringHash: { minimumRingSize: 2048 } });
  expect(hash(key, HashAlgorithm.maglev())).toEqual({ useSourceIp: true, maglev: { tableSize: 65537 } });
  expect(hash(key, HashAlgorithm.maglev({ tableSize: 1009 }))).toEqual({ useSourceIp: true, maglev: { tableSize: 1009 } });
});

test.each<[string, HashKey, string]>([
  ['a header', HashKey.header(''), 'httpHeaderName'],
  ['a query parameter', HashKey.queryParameter(''), 'httpQueryParameterName'],
  ['a cookie', HashKey.cookie({ name: '' }), 'httpCookie.name'],
  ['an attribute', HashKey.cookie({ name: 'a', attributes: [{ name: '' }] }), 'httpCookie.attributes[0].name'],
])('%s without a name is refused', (_, key, field) => {
  expect(refused(key)).toBe(`${FIELD}.${field}: given "", allowed a name; give the name`);
});

test('an attribute twice is refused', () => {
  expect(refused(HashKey.cookie({ name: 'a', attributes: [{ name: 'Path', value: '/' }, { name: 'Path' }] })))
    .toBe(`${FIELD}.httpCookie.attributes: given "Path twice", allowed each once; drop one of the two`);
});

test('a lifetime below a millisecond is refused', () => {
  expect(refused(HashKey.cookie({ name: 'a', ttl: Duration.millis(0.2) }))).toMatch(`${FIELD}.httpCookie.ttl: given "0s", allowed at least 1ms`);
});

test('a negative ring size is refused', () => {
  expect(refused(HashKey.sourceIp(), HashAlgorithm.ringHash({ minimumRingSize: -1 }))).toMatch(`${FIELD}.ringHash.minimumRingSize: given -1`);
});

test.each([0, 4, 9, 65536, 5000011, -7, 7.5, NaN])('a table of %d places is refused', tableSize => {
  expect(refused(HashKey.sourceIp(), HashAlgorithm.maglev({ tableSize })))
    .toBe(`${FIELD}.maglev.tableSize: given ${tableSize}, allowed a prime number below 5000011; give a prime number, e.g. 65537`);
});

test.each([1, 2, 3, 4999999])('a table of %d places is taken', tableSize => {
  expect(refused(HashKey.sourceIp(), HashAlgorithm.maglev({ tableSize }))).toBe('taken');
});

test('no product of two numbers is a size', () => {
  const factor = fc.integer({ min: 2, max: 2000 });
  fc.assert(fc.property(factor, factor, (a, b) => refused(HashKey.sourceIp(), HashAlgorithm.maglev({ tableSize: a * b })) !== 'taken'));
});
