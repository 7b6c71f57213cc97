import { analyze, service } from '../support';

const API = 'gateway.networking.k8s.io';
const REGULAR = { type: 'RegularExpression' };
const gateway = (gatewayClassName = 'istio') =>
  ({ apiVersion: `${API}/v1`, kind: 'Gateway', metadata: { name: 'web' }, spec: { gatewayClassName, listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] } });
const route = (match: object, kind = 'HTTPRoute', parentRefs: object[] = [{ name: 'web' }]) =>
  ({ apiVersion: `${API}/v1`, kind, metadata: { name: 'r' }, spec: { parentRefs, rules: [{ backendRefs: [{ name: 'cart', port: 80 }] }, { matches: [{}, match], backendRefs: [{ name: 'cart', port: 80 }] }] } });
const places = (...documents: object[]) => analyze([service('cart'), ...documents]).filter(f => f.code === 'GWA0109').map(f => f.path);
const MATCH = 'spec.rules[1].matches[1]';

test.each<[string, object, string, string[]]>([
  ['a path', { path: { ...REGULAR, value: '/(?=a)' } }, 'HTTPRoute', [`${MATCH}.path.value`]],
  ['a path that is one', { path: { ...REGULAR, value: '/a+' } }, 'HTTPRoute', []],
  ['a path with groups of one name', { path: { ...REGULAR, value: '/(?P<a>x)(?P<a>y)' } }, 'HTTPRoute', []],
  ['a path with a byte, which Go does not take', { path: { ...REGULAR, value: '/\\C' } }, 'HTTPRoute', []],
  ['a path of a star, which is for what is there in headers only', { path: { ...REGULAR, value: '*' } }, 'HTTPRoute', [`${MATCH}.path.value`]],
  ['a prefix', { path: { type: 'PathPrefix', value: '/(' } }, 'HTTPRoute', []],
  ['a header', { headers: [{ name: 'a', value: '(' }, { ...REGULAR, name: 'b', value: '(' }] }, 'HTTPRoute', [`${MATCH}.headers[1].value`]],
  ['a header that is there', { headers: [{ ...REGULAR, name: 'b', value: '*' }] }, 'HTTPRoute', []],
  ['a query parameter', { queryParams: [{ ...REGULAR, name: 'b', value: '[' }] }, 'HTTPRoute', [`${MATCH}.queryParams[0].value`]],
  ['a header of a call', { headers: [{ ...REGULAR, name: 'b', value: '(' }] }, 'GRPCRoute', [`${MATCH}.headers[0].value`]],
  ['a call', { method: { ...REGULAR, service: 'a', method: '(' } }, 'GRPCRoute', [`${MATCH}.method`]],
  ['a call by its service', { method: { ...REGULAR, service: '(' } }, 'GRPCRoute', [`${MATCH}.method`]],
  ['a call by its method', { method: { ...REGULAR, method: '[' } }, 'GRPCRoute', [`${MATCH}.method`]],
  ['a call that is one as a whole', { method: { ...REGULAR, service: '*', method: 'a' } }, 'GRPCRoute', []],
  ['a call by its name', { method: { service: 'a', method: 'b' } }, 'GRPCRoute', []],
])('%s', (_, match, kind, found) => {
  expect(places(gateway(), route(match, kind))).toEqual(found);
});

test.each<[string, object[], number]>([
  ['a Gateway of Istio', [gateway()], 1],
  ['a Gateway of others', [gateway('nginx')], 0],
  ['a Gateway that is not there', [], 0],
])('for %s', (_, documents, findings) => {
  expect(places(...documents, route({ path: { ...REGULAR, value: '(' } }))).toHaveLength(findings);
});

test('for a Service of the mesh', () => {
  expect(places(route({ path: { ...REGULAR, value: '(' } }, 'HTTPRoute', [{ group: '', kind: 'Service', name: 'cart' }]))).toHaveLength(1);
});

test('what Envoy does is told', () => {
  const [finding] = analyze([service('cart'), gateway(), route({ path: { ...REGULAR, value: '/(?!a)' } })]).filter(f => f.code === 'GWA0109');
  expect(finding.message).toBe('"/(?!a)" is no regular expression of RE2 (invalid or unsupported Perl syntax: `(?!`), so Envoy refuses all routes of the port with this one: '
    + 'a proxy that starts answers 404 to all of its hosts, and one that runs gets no changes any more');
});
