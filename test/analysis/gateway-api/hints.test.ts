import { analyze, beside } from '../support';

type Json = any;

const API = 'gateway.networking.k8s.io/v1';
const gateway = (namespace: string, spec: Json = {}, name = 'gw') => ({
  apiVersion: API, kind: 'Gateway', metadata: { name, namespace }, spec: { gatewayClassName: 'istio', listeners: [{ name: 'a', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } }], ...spec },
});
const route = (parentRef: Json, backendRef: Json = { name: 'cart' }) => ({
  apiVersion: API, kind: 'HTTPRoute', metadata: { name: 'route', namespace: 'shop' }, spec: { parentRefs: [parentRef], rules: [{ backendRefs: [{ port: 80, ...backendRef }] }] },
});
const service = (namespace = 'shop', name = 'cart') => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { ports: [{ port: 80 }] } });
const PARENT = { name: 'gw', namespace: 'infra' };

const hints = (code: string, documents: Json[], options = {}) => analyze(documents, options).filter(f => f.code === code).map(f => f.hint);

test.each<[string, Json, string]>([
  ['in another namespace', { name: 'gw' }, 'Gateway infra/gw is there: give namespace: infra'],
  ['misspelt', { name: 'gvw', namespace: 'infra' }, 'write gw, which is there'],
  ['in a namespace that is misspelt', { name: 'gw', namespace: 'infar' }, 'Gateway infra/gw is there: give namespace: infra'],
  ['like none', { name: 'entrance' },
    'correct name or namespace; if it is elsewhere, give its manifest with --existing, or --ignore GWA0101=HTTPRoute/shop/route (annotation galley.istio.io/analyze-suppress: GWA0101)'],
])('a parent %s', (_, ref, hint) => expect(hints('GWA0101', [gateway('infra'), route(ref), service()])).toEqual([hint]));

test.each<[string, Json, string]>([
  ['misspelt', { name: 'crat' }, 'write cart, which is there'],
  ['in another namespace', { name: 'stock' }, 'Service depot/stock is there: give namespace: depot'],
  ['with its full name', { name: 'cart.shop' }, 'give the name of the Service alone, and its namespace in namespace'],
])('a Service %s', (_, ref, hint) => expect(hints('GWA0301', [gateway('infra'), route(PARENT, ref), service(), service('depot', 'stock')])).toEqual([hint]));

test.each([
  ['istoi', 'write istio'],
  ['istio-waypoints', 'write istio-waypoint'],
  ['edeg', 'write edge'],
])('a class %s', (gatewayClassName, hint) => {
  const edge = { apiVersion: API, kind: 'GatewayClass', metadata: { name: 'edge' }, spec: { controllerName: 'example.com/edge' } };
  expect(hints('GWA0201', [gateway('infra', { gatewayClassName }), edge])).toEqual([hint]);
});

describe('a ReferenceGrant', () => {
  const grant = (from: Json, to: Json = {}, namespace = 'depot') => ({
    apiVersion: 'gateway.networking.k8s.io/v1beta1',
    kind: 'ReferenceGrant',
    metadata: { name: 'grant', namespace },
    spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop', ...from }], to: [{ group: '', kind: 'Service', ...to }] },
  });
  const asked = (...grants: Json[]) => hints('GWA0303', [gateway('infra'), route(PARENT, { name: 'cart', namespace: 'depot' }), service('depot'), ...grants]);

  test.each<[string, Json, string]>([
    ['in the namespace of the route', grant({}, {}, 'shop'), 'ReferenceGrant shop/grant would permit it in namespace depot, that of the object referred to: put it there'],
    ['for another namespace', grant({ namespace: 'infra' }), 'ReferenceGrant depot/grant permits it from namespace infra: write namespace: shop in its from'],
    ['for another kind', grant({ kind: 'Gateway' }),
      'ReferenceGrant depot/grant permits it from kind: Gateway: write kind: HTTPRoute in its from'],
    ['for another group', grant({ group: '' }), 'ReferenceGrant depot/grant permits it from group: "": write group: gateway.networking.k8s.io in its from'],
    ['to another kind', grant({}, { kind: 'Secret' }), 'ReferenceGrant depot/grant permits references to kind: Secret: write kind: Service in its to'],
    ['to another name', grant({}, { name: 'crat' }), 'ReferenceGrant depot/grant permits references to name: crat: write name: cart in its to'],
  ])('%s', (_, wrong, hint) => expect(asked(wrong)).toEqual([hint]));

  test('with a name in the namespace of the route', () => {
    expect(asked(grant({}, { name: 'cart' }, 'shop'))).toEqual(['ReferenceGrant shop/grant would permit it in namespace depot, that of the object referred to: put it there']);
  });

  test('that is wrong in two things, or is not there', () => {
    const ADD = 'add a ReferenceGrant to depot from HTTPRoute of shop to Service; if it is elsewhere, give its manifest with --existing, '
      + 'or --ignore GWA0303=HTTPRoute/shop/route (annotation galley.istio.io/analyze-suppress: GWA0303)';
    expect(asked(grant({ namespace: 'infra' }, { kind: 'Secret' }))).toEqual([ADD]);
    expect(asked()).toEqual([ADD]);
  });
});

test('what is only known to be there is named, too', () => {
  expect(hints('GWA0101', [route({ name: 'gw' }), service()], beside(gateway('infra')))).toEqual(['Gateway infra/gw is there: give namespace: infra']);
});
