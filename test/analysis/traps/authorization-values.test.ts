import { hint, messages } from './support';
import { istio } from '../support';

const policy = (rule: object, action?: string) => istio('AuthorizationPolicy', 'p', { action, rules: [rule] });
const to = (operation: object, action?: string) => messages('CDI0242', [policy({ to: [{ operation }] }, action)]);
const from = (source: object) => messages('CDI0242', [policy({ from: [{ source }] })]);

test.each<[string, string, string | undefined]>([
  ['methods', 'GET', undefined],
  ['methods', '*', undefined],
  ['methods', 'PURGE', undefined],
  ['methods', 'purge', undefined],
  ['methods', 'get', 'write GET'],
  ['notMethods', 'Post', 'write POST'],
  ['paths', '/a', undefined],
  ['paths', '/a*', undefined],
  ['paths', '*/a', undefined],
  ['paths', '*', undefined],
  ['paths', '*.css', undefined],
  ['paths', '/a/{*}/b', undefined],
  ['paths', 'a', 'write /a'],
  ['paths', 'a*', 'write /a*'],
  ['notPaths', 'a', 'write /a'],
  ['paths', '/a?b=c', 'drop what begins with ? or #; a query can not be asked for'],
  ['paths', '/a#b', 'drop what begins with ? or #; a query can not be asked for'],
  ['paths', '/a/*/b', 'write {*} for one segment of a path and {**} for all that follow'],
  ['paths', '*/a*', 'write {*} for one segment of a path and {**} for all that follow'],
  ['paths', '/a**', 'write {*} for one segment of a path and {**} for all that follow'],
  ['hosts', 'a.example.com', undefined],
  ['hosts', 'A.example.com:8080', undefined],
  ['hosts', '*.example.com', undefined],
  ['hosts', 'a.example.*', undefined],
  ['hosts', 'https://a.example.com', 'write the host alone, such as a.example.com'],
  ['notHosts', 'a.example.com/b', 'write the host alone, such as a.example.com'],
  ['hosts', 'a.*.com', 'write *SUFFIX or PREFIX*, or each host'],
  ['ports', '80', undefined],
])('%s of %s', (field, value, todo) => {
  const document = policy({ to: [{ operation: { [field]: [value] } }] });
  expect(messages('CDI0242', [document])).toHaveLength(todo === undefined ? 0 : 1);
  expect(hint('CDI0242', [document])).toBe(todo);
});

test('principals', () => {
  expect(from({ principals: ['cluster.local/ns/a/sa/b', '*', 'sleep'] })).toEqual([]);
  expect(from({ principals: ['*/sa/b', 'spiffe://cluster.local/ns/a/sa/b'] })).toEqual([
    'p spec.rules[0].from[0].source.principals[1]: no request has "spiffe://cluster.local/ns/a/sa/b": Istio puts spiffe:// before it itself; so it allows nothing',
  ]);
  expect(from({ notPrincipals: ['spiffe://x'] })).toHaveLength(1);
  const when = (key: string) => messages('CDI0242', [policy({ when: [{ key, values: ['spiffe://x'], notValues: ['spiffe://y'] }] })]).map(text => text.split(/[ :]/)[1]);
  expect(when('source.principal')).toEqual(['spec.rules[0].when[0].values[0]', 'spec.rules[0].when[0].notValues[0]']);
  expect(when('request.headers[x]')).toEqual([]);
});

test('what comes of it is told', () => {
  expect(to({ methods: ['GET', 'get'] })).toEqual(['p spec.rules[0].to[0].operation.methods[1]: no request has "get": methods are compared with their case; so it allows nothing']);
  expect(to({ methods: ['get'] }, 'DENY')[0]).toContain('so it denies nothing, and what it is to keep out gets through');
  expect(to({ methods: ['get'] }, 'AUDIT')[0]).toContain('so it audits nothing');
  expect(to({ methods: ['get'] }, 'CUSTOM')[0]).toContain('so the provider is not asked for it');
  expect(to({ notMethods: ['get'] }, 'DENY')[0]).toContain('so nothing is excepted by it');
});
