import { beside, foundOf, istio, namespace, workload } from '../support';

const policy = (spec: object, metadata?: object) => istio('AuthorizationPolicy', 'p', spec, metadata);
const selector = (app: string) => ({ selector: { matchLabels: { app } } });
const enabled = namespace('default', { 'istio-injection': 'enabled' });

test('a policy is for pods that are in the mesh', () => {
  const told = (...objects: object[]) => foundOf('IST0127', objects);
  expect(told(enabled, workload('w'), policy(selector('b')))).toEqual(['IST0127 AuthorizationPolicy p spec.selector.matchLabels']);
  expect(told(enabled, workload('w'), policy(selector('a')))).toEqual([]);
  expect(told(namespace('default'), workload('w'), policy(selector('a')))).toHaveLength(1);
  expect(told(enabled, workload('w'), policy({}))).toEqual([]);
  expect(told(enabled, namespace('other'), workload('w'), policy({}, { namespace: 'other' }))).toEqual(['IST0127 AuthorizationPolicy p']);
});

test('a policy may be for pods that a controller of others makes', () => {
  const database = { apiVersion: 'db.example.com/v1', kind: 'Database', metadata: { name: 'db' }, spec: {} };
  const told = (spec: object) => foundOf('IST0127', [namespace('default'), workload('w'), database, policy(spec)]);
  expect([told(selector('db')), told(selector('db-0')), told({ selector: { matchLabels: { role: 'primary' } } }), told({})]).toEqual([[], [], [], []]);
  expect(told(selector('b'))).toHaveLength(1);
});

test('a Gateway makes no other pods than its own', () => {
  const edge = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'edge' }, spec: { gatewayClassName: 'other', listeners: [] } };
  const told = (spec: object) => foundOf('IST0127', [namespace('default'), workload('w'), edge, policy(spec)]);
  expect([told({}), told(selector('edge')), told(selector('b'))]).toEqual([['IST0127 AuthorizationPolicy p'], [], [expect.anything()]]);
});

test('one in the root namespace is for the whole mesh', () => {
  const told = (spec: object, options?: object) => foundOf('IST0127', [enabled, workload('w'), policy(spec, { namespace: 'root' })], options);
  const options = { meshConfig: { rootNamespace: 'root' } };
  expect(told({}, options)).toEqual([]);
  expect(told(selector('a'), options)).toEqual([]);
  expect(told(selector('b'), options)).toHaveLength(1);
  expect(told(selector('a'))).toHaveLength(1);
});

test('one for a gateway, or without any pods in the manifests, may protect what is there', () => {
  expect(foundOf('IST0127', [enabled, workload('w'), policy({ targetRefs: [{ group: '', kind: 'Service', name: 's' }] }, { namespace: 'x' })])).toEqual([]);
  expect(foundOf('IST0127', [enabled, policy(selector('b'))])).toEqual([]);
});

const from = (...sources: object[]) => policy({ rules: [{}, { from: [{}, ...sources.map(source => ({ source }))] }] });
const unknown = (...objects: object[]) => foundOf('IST0101', objects);

test('namespaces that it names exist', () => {
  expect(unknown(enabled, from({ namespaces: ['default', 'shop'] }, { notNamespaces: ['bar'] }))).toEqual([
    'IST0101 AuthorizationPolicy p spec.rules[1].from[1].source.namespaces[1]',
    'IST0101 AuthorizationPolicy p spec.rules[1].from[2].source.notNamespaces[0]',
  ]);
  expect(unknown(namespace('shop'), from({ namespaces: ['shop', 'sh*', '*op', '*', 'kube-system', 'istio-system', 'default'] }))).toEqual([]);
  expect(unknown(namespace('shop'), from({ namespaces: ['sho', 'ba*', '*ba'] }))).toHaveLength(3);
  expect(unknown(namespace('shop'), workload('w', {}, { namespace: 'cart' }), from({ namespaces: ['cart'] }))).toEqual([]);
  expect(foundOf('IST0101', [namespace('shop'), from({ namespaces: ['cart'] })], beside(namespace('cart')))).toEqual([]);
});

test('or may, if the manifests make none', () => {
  expect(unknown(from({ namespaces: ['shop'] }))).toEqual([]);
});
