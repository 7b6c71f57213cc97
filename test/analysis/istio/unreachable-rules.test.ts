import { found, route, service, virtualService } from '../support';

const of = (http: object[], more: object = {}) => found([service('reviews'), virtualService('shop', { http: http.map(rule => ({ ...route('reviews'), ...rule })), ...more })])
  .map(f => f.replace('VirtualService shop spec.', ''));
const prefix = (value: string, more: object = {}) => ({ match: [{ uri: { prefix: value }, ...more }] });

test('a rule without a match takes every request', () => {
  expect(of([prefix('/a'), {}])).toEqual([]);
  expect(of([{}, prefix('/a'), {}, prefix('/b')])).toEqual(['IST0130 http[1]', 'IST0130 http[2]', 'IST0130 http[3]']);
});

test('a match stands once, whatever its name and the order of its fields', () => {
  expect(of([{ match: [{ name: 'x', uri: { exact: '/a' }, port: 80 }] }, { match: [{ port: 80, uri: { exact: '/a' }, ignoreUriCase: false, headers: {} }, { port: 81 }] }])).toEqual(['IST0131 http[1].match[0]']);
  expect(of([{ match: [{ port: 80 }] }, { match: [{ port: 80 }, { port: 80 }] }])).toEqual(['IST0131 http[1].match[0]', 'IST0131 http[1].match[1]', 'IST0130 http[1]']);
  expect(of([{ match: [{ uri: { exact: '/a' } }, { uri: { prefix: '/a' } }] }])).toEqual([]);
});

test('a prefix is covered by a shorter one before it that asks for as much', () => {
  expect(of([prefix('/a'), prefix('/ab')])).toEqual(['IST0131 http[1].match[0]']);
  expect(of([prefix('/ab'), prefix('/a')])).toEqual([]);
  expect(of([prefix('/a', { port: 80 }), prefix('/ab')])).toEqual([]);
  expect(of([prefix('/a', { headers: { x: { exact: 'v' } } }), prefix('/ab')])).toEqual([]);
  expect(of([prefix('/a', { headers: { x: { exact: 'v' } } }), prefix('/ab', { headers: { x: { exact: 'v' } } })])).toEqual(['IST0131 http[1].match[0]']);
  expect(of([prefix('/a', { headers: { x: { exact: 'v' } } }), prefix('/ab', { headers: { x: { exact: 'w' } } })])).toEqual([]);
  expect(of([prefix('/a', { method: { exact: 'GET' } }), prefix('/ab')])).toEqual(['IST0131 http[1].match[0]']);
  expect(of([prefix('/a', { method: { exact: 'POST' } }), prefix('/ab')])).toEqual([]);
});

test('rules for TCP and TLS are looked at, too', () => {
  const tcp = [{ ...route('reviews') }, { match: [{ port: 80 }], ...route('reviews') }];
  const tls = [1, 2].map(() => ({ match: [{ sniHosts: ['shop'] }], ...route('reviews') }));
  expect(of([{}], { tcp, tls })).toEqual(['IST0130 tcp[1]', 'IST0131 tls[1].match[0]', 'IST0130 tls[1]']);
});
