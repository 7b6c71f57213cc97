import { hint, messages } from './support';
import { istio, route, virtualService } from '../support';

type Json = any;

const root = (match: Json, more: Json = {}) => virtualService('root', {
  hosts: ['a.com'], gateways: ['web'], http: [{ match: match && [match].flat(), delegate: { name: 'part', namespace: 'shop', ...more } }],
}, 'edge');
const part = (match: Json, more: Json = {}) => istio('VirtualService', 'part', { http: [{ match: match && [match].flat(), ...route('cart') }], ...more }, { namespace: 'shop' });
const fields = (roots: Json, own: Json) => messages('CDI0217', [root(roots), part(own)]).map(text => /its (\w+)/.exec(text)![1]);
const prefix = (value: string) => ({ uri: { prefix: value } });
const exact = (value: string) => ({ uri: { exact: value } });
const regex = (value: string) => ({ uri: { regex: value } });
const headers = (x: Json) => ({ headers: { x } });

test.each<[string, Json, Json, string[]]>([
  ['a longer prefix', prefix('/a'), prefix('/a/b'), []],
  ['the same prefix', prefix('/a'), prefix('/a'), []],
  ['a path below', prefix('/a'), exact('/ab'), []],
  ['a shorter prefix', prefix('/a/b'), prefix('/a'), ['uri']],
  ['another prefix', prefix('/a'), prefix('/b'), ['uri']],
  ['another path', prefix('/a'), exact('/b'), ['uri']],
  ['the same path', exact('/a'), exact('/a'), []],
  ['a prefix for a path', exact('/a'), prefix('/a'), ['uri']],
  ['the same regex', regex('/a.*'), regex('/a.*'), ['uri']],
  ['a regex for a prefix', prefix('/a'), regex('/a.*'), ['uri']],
  ['a path for a regex', regex('/a.*'), exact('/ab'), ['uri']],
  ['any path', prefix('/a'), {}, []],
  ['a path where any is handed on', { method: { exact: 'GET' } }, prefix('/a'), []],
  ['no match', prefix('/a'), undefined, []],
  ['a match where all is handed on', undefined, prefix('/a'), []],
  ['within the second of two', [prefix('/a'), prefix('/b')], prefix('/b/c'), []],
  ['one of two that lies elsewhere', prefix('/a'), [prefix('/a/b'), prefix('/b')], ['uri']],
  ['another method', { method: { exact: 'GET' } }, { method: { exact: 'POST' } }, ['method']],
  ['another header', headers({ exact: '1' }), headers({ exact: '2' }), ['headers']],
  ['more headers', headers({ exact: '1' }), { headers: { y: { exact: '2' } } }, []],
  ['another header that is not to be', { withoutHeaders: { x: { exact: '1' } } }, { withoutHeaders: { x: { exact: '2' } } }, ['withoutHeaders']],
  ['another query', { queryParams: { x: { exact: '1' } } }, { queryParams: { x: { exact: '2' } } }, ['queryParams']],
  ['that there is a header', headers({ prefix: '1' }), headers({}), ['headers']],
  ['case', { ...prefix('/a'), ignoreUriCase: true }, prefix('/a/b'), ['ignoreUriCase']],
  ['case that counts, said in other words', { ...prefix('/a'), ignoreUriCase: false }, prefix('/a/b'), []],
  ['another port', { port: 80 }, { port: 443 }, ['port']],
  ['any port', { port: 80 }, prefix('/a'), []],
  ['other clients', { sourceLabels: { app: 'a' } }, { sourceLabels: { app: 'b' } }, ['sourceLabels']],
  ['fewer clients', { sourceLabels: { app: 'a' } }, { sourceLabels: { version: 'b' } }, []],
  ['clients of any namespace', { sourceNamespace: 'a' }, prefix('/a'), ['sourceNamespace']],
  ['another gateway', { gateways: ['web'] }, { gateways: ['edge/other'] }, ['gateways']],
  ['the same gateway, named from another namespace', { gateways: ['web'] }, { gateways: ['edge/web'] }, []],
  ['a gateway of its own namespace that has the same name', { gateways: ['web'] }, { gateways: ['web'] }, ['gateways']],
])('%s', (_, roots, own, wanted) => {
  expect(fields(roots, own)).toEqual(wanted);
});

test('it is told where it stands, and what is handed on', () => {
  const documents = [root([prefix('/a'), prefix('/b')]), part(undefined, { http: [route('cart'), { match: [prefix('/a'), prefix('/c')], ...route('cart') }] })];
  expect(messages('CDI0217', documents)).toEqual([
    'part spec.http[1].match[1]: its uri (prefix /c) does not lie within what VirtualService edge/root hands on (prefix /a, prefix /b), so the rule is left out',
  ]);
  expect(hint('CDI0217', documents)).toBe('match what is handed on or a part of it, or leave it out here: it holds anyway');
  expect(messages('CDI0217', [root({ sourceNamespace: 'a' }), part(prefix('/a'))])[0]).toContain('its sourceNamespace (nothing) does not lie within what VirtualService edge/root hands on (a)');
  expect(hint('CDI0217', [root({ sourceNamespace: 'a' }), part(prefix('/a'))])).toBe('write the same sourceNamespace in both');
});

test('what one root has no use for another may', () => {
  // GIVEN a delegate for two roots, with rules for each
  const second = virtualService('second', { hosts: ['b.com'], gateways: ['web'], http: [{ match: [prefix('/b')], delegate: { name: 'part' } }] }, 'shop');
  const shared = part(undefined, { http: ['/a/x', '/b/x', '/c/x'].map(uri => ({ match: [prefix(uri)], ...route('cart') })) });
  // WHEN, THEN
  expect(messages('CDI0217', [root(prefix('/a')), second, shared]).map(text => text.split(':')[0])).toEqual(['part spec.http[2].match[0]']);
});

test('delegates of many are not looked at', () => {
  const roots = (count: number) => Array.from({ length: count }, (_, i) => virtualService(`root-${i}`, {
    hosts: [`${i}.com`], gateways: ['web'], http: [{ match: [prefix('/a')], delegate: { name: 'part' } }],
  }, 'shop'));
  expect(messages('CDI0217', [...roots(20), part(prefix('/b'))])).toHaveLength(1);
  expect(messages('CDI0217', [...roots(21), part(prefix('/b'))])).toEqual([]);
});

test('delegates that do not count are told of elsewhere', () => {
  const own = prefix('/b');
  expect(messages('CDI0217', [root(prefix('/a')), part(own, { hosts: ['a.com'] })])).toEqual([]);
  expect(messages('CDI0217', [root(prefix('/a')), part(own, { exportTo: ['.'] })])).toEqual([]);
  expect(messages('CDI0217', [root(prefix('/a'), { name: 'other' }), part(own)])).toEqual([]);
  expect(messages('CDI0217', [root(prefix('/a'), { name: undefined }), part(own)])).toEqual([]);
});
