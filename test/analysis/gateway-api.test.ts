import { analyze, beside } from './support';
import { CheckOptions } from '../../src/check';
import { Severity } from '../../src/manifests';

type Json = any;

const API = 'gateway.networking.k8s.io/v1';
const object = (kind: string, name: string, spec: Json, { apiVersion = API, namespace = 'infra', ...metadata }: Json = {}) =>
  ({ apiVersion, kind, metadata: { name, namespace, ...metadata }, spec });
const listener = (name: string, protocol = 'HTTP', port = 80, more: Json = {}) => ({ name, protocol, port, ...more });
const gateway = (listeners: Json[], spec: Json = {}, metadata: Json = {}) => object('Gateway', 'web', { gatewayClassName: 'istio', listeners, ...spec }, metadata);
const ALL = { allowedRoutes: { namespaces: { from: 'All' } } };
const PARENT = { name: 'web', namespace: 'infra' };
const route = (spec: Json = {}, kind = 'HTTPRoute', metadata: Json = {}) =>
  object(kind, 'route', { parentRefs: [PARENT], rules: [{ backendRefs: [{ name: 'cart', port: 8080 }] }], ...spec }, { namespace: 'shop', ...metadata });
const service = (namespace = 'shop', spec: Json = { ports: [{ port: 8080, name: 'http' }] }, name = 'cart') => object('Service', name, spec, { apiVersion: 'v1', namespace });
const grant = (from: Json, to: Json, namespace: string) => object('ReferenceGrant', 'grant', {
  from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop', ...from }], to: [{ group: '', kind: 'Service', ...to }],
}, { namespace });
const namespace = (name: string, labels?: Json) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
/** No certificate of anybody's, but it looks like one. */
const PEM = '-----BEGIN CERTIFICATE-----\nYQ==\n-----END CERTIFICATE-----\n';
const PAIR = { 'tls.crt': Buffer.from(PEM).toString('base64'), 'tls.key': 'YQ==' };

/** Findings of the rules for Gateway API, as `CODE name path: message`. */
const found = (documents: Json[], options?: CheckOptions) =>
  analyze(documents, options).filter(f => f.code.startsWith('GWA')).map(f => `${f.code} ${f.manifest.name} ${f.path}: ${f.message}`);
const codes = (documents: Json[], options?: CheckOptions) => found(documents, options).map(f => f.split(' ')[0]);

describe('attachment', () => {
  test.each<[string, Json, Json[], string[]]>([
    ['a Gateway that is not there', {}, [], ['GWA0101 route spec.parentRefs[0].name: there is no Gateway infra/web for the HTTPRoute to attach to']],
    ['a Service that is not there', { parentRefs: [{ group: '', kind: 'Service', name: 'crat' }] }, [], ['GWA0101 route spec.parentRefs[0].name: there is no Service shop/crat for the HTTPRoute to attach to']],
    ['a Gateway of its own namespace', { parentRefs: [{ name: 'web' }] }, [gateway([listener('a')], {}, { namespace: 'shop' })], []],
    ['a parent of another controller', { parentRefs: [{ group: 'example.com', kind: 'Mesh', name: 'm' }] }, [], []],
    ['the port of a Service', { parentRefs: [{ group: '', kind: 'Service', name: 'cart', port: 8080 }] }, [], []],
    ['a port that the Service lacks', { parentRefs: [{ group: '', kind: 'Service', name: 'cart', port: 80 }] }, [], ['GWA0102 route spec.parentRefs[0].port: Service shop/cart has no port 80']],
    ['a listener by name', { parentRefs: [{ ...PARENT, sectionName: 'b' }] }, [gateway([listener('a'), listener('b', 'HTTP', 81, ALL)])], []],
    ['a listener by name that lacks the port', { parentRefs: [{ ...PARENT, sectionName: 'a', port: 81 }] }, [gateway([listener('a', 'HTTP', 80, ALL), listener('b', 'HTTP', 81, ALL)])],
      ['GWA0102 route spec.parentRefs[0].sectionName: Gateway infra/web has no listener of sectionName a and port 81']],
    ['a port that no listener has', { parentRefs: [{ ...PARENT, port: 81 }] }, [gateway([listener('a', 'HTTP', 80, ALL)])], ['GWA0102 route spec.parentRefs[0].port: Gateway infra/web has no listener of port 81']],
    ['one listener among others that takes it', {}, [gateway([listener('a', 'TCP', 1), listener('b', 'HTTP', 2), listener('c', 'HTTP', 3, ALL)])], []],
    ['listeners of another protocol', {}, [gateway([listener('a', 'TCP', 1, ALL), listener('b', 'TLS', 2, { ...ALL, tls: { mode: 'Passthrough' } })])],
      ['GWA0103 route spec.parentRefs[0].name: Gateway infra/web takes no HTTPRoute at listeners a, b, but TCPRoute, TLSRoute']],
    ['a listener that allows other kinds', {}, [gateway([listener('a', 'HTTP', 80, { allowedRoutes: { namespaces: { from: 'All' }, kinds: [{ kind: 'GRPCRoute' }] } })])],
      ['GWA0103 route spec.parentRefs[0].name: Gateway infra/web takes no HTTPRoute at listener a, but GRPCRoute']],
    ['a listener for its own namespace', {}, [gateway([listener('a')])],
      ['GWA0104 route spec.parentRefs[0].name: Gateway infra/web takes no routes of namespace shop at listener a, but those of its own, infra']],
    ['a hostname below the listener\'s', { hostnames: ['a.b.example.com'] }, [gateway([listener('a', 'HTTP', 80, { ...ALL, hostname: '*.example.com' })])], []],
    ['a wildcard around the listener\'s hostname', { hostnames: ['*.example.com'] }, [gateway([listener('a', 'HTTP', 80, { ...ALL, hostname: 'a.example.com' })])], []],
    ['the name of a wildcard itself', { hostnames: ['example.com', 'badexample.com'] }, [gateway([listener('a', 'HTTP', 80, { ...ALL, hostname: '*.example.com' })])],
      ['GWA0105 route spec.hostnames: Gateway infra/web takes none of the hostnames (example.com, badexample.com) at listener a, but *.example.com']],
    ['one hostname of two', { hostnames: ['a.example.com', 'a.example.org'] }, [gateway([listener('a', 'HTTP', 80, { ...ALL, hostname: '*.example.com' })])],
      ['GWA0107 route spec.hostnames[1]: no listener that the HTTPRoute attaches to takes a.example.org, so requests for it do not come here']],
    ['two hostnames of two listeners', { hostnames: ['a.example.com', 'a.example.org'] },
      [gateway([listener('a', 'HTTP', 80, { ...ALL, hostname: '*.example.com' }), listener('b', 'HTTP', 80, { ...ALL, hostname: '*.example.org' })])], []],
    ['no parent', { parentRefs: undefined }, [], ['GWA0108 route spec: the HTTPRoute names no parent, so no request comes to it']],
  ])('to %s', (_, spec, documents, findings) => {
    expect(found([...documents, service(), route(spec)])).toEqual(findings);
  });

  describe('by labels of the namespace', () => {
    const open = (selector: Json) => gateway([listener('a', 'HTTP', 80, { allowedRoutes: { namespaces: { from: 'Selector', selector } } })]);
    const EDGE = { matchLabels: { edge: 'yes' } };
    const NAME = 'kubernetes.io/metadata.name';

    test.each<[string, Json, Json[], string[]]>([
      ['that it has', EDGE, [namespace('shop', { edge: 'yes' })], []],
      ['that it lacks', EDGE, [namespace('shop')], ['GWA0104']],
      ['of a Namespace that is not known', EDGE, [], []],
      ['that begin with its name', { matchLabels: { [NAME]: 'shop' } }, [], []],
      ['that another name has', { matchLabels: { [NAME]: 'other', edge: 'yes' } }, [], ['GWA0104']],
      ['by an expression', { matchExpressions: [{ key: NAME, operator: 'In', values: ['shop', 'x'] }] }, [], []],
      ['by an expression that another name has', { matchExpressions: [{ key: NAME, operator: 'NotIn', values: ['shop'] }] }, [namespace('shop')], ['GWA0104']],
      ['of any namespace', {}, [], []],
    ])('%s', (_, selector, namespaces, expected) => {
      expect(codes([open(selector), ...namespaces, service(), route()])).toEqual(expected);
    });

    test('a declared Namespace without labels is not known', () => {
      expect(codes([open(EDGE), service(), route()], beside(namespace('shop')))).toEqual([]);
      expect(codes([open(EDGE), service(), route()], beside(namespace('shop', { edge: 'no' })))).toEqual(['GWA0104']);
    });
  });

  describe('of routes that a listener takes one of', () => {
    const tcp = (name: string, sectionName: string, metadata: Json = {}) => ({ ...route({ parentRefs: [{ ...PARENT, sectionName }] }, 'TCPRoute'), metadata: { name, namespace: 'shop', ...metadata } });
    const DB = gateway([listener('a', 'TCP', 1, ALL), listener('b', 'TCP', 2, ALL)]);

    test('the first by name counts, unless ages are known', () => {
      expect(found([DB, service(), tcp('y', 'a'), tcp('x', 'a'), tcp('z', 'b')])).toEqual(['GWA0106 y spec.parentRefs: listener a of Gateway infra/web takes one TCPRoute, and shop/x is attached to it, too']);
      const old = tcp('y', 'a', { creationTimestamp: '2024-01-01T00:00:00Z' });
      const young = tcp('x', 'a', { creationTimestamp: '2025-01-01T00:00:00Z' });
      expect(found([DB, service(), young, old])).toEqual(['GWA0106 x spec.parentRefs: listener a of Gateway infra/web takes one TCPRoute, and shop/y is attached to it, too']);
    });

    test('one route may attach to a listener by two references, and HTTPRoutes share one', () => {
      const twice = route({ parentRefs: [{ ...PARENT, sectionName: 'a' }, { ...PARENT, sectionName: 'a', port: 1 }] }, 'TCPRoute');
      expect(codes([DB, service(), twice])).toEqual([]);
      expect(codes([gateway([listener('a', 'HTTP', 80, ALL)]), service(), route(), { ...route(), metadata: { name: 'other', namespace: 'shop' } }])).toEqual([]);
    });
  });

  test('a Gateway that is only declared takes any route', () => {
    const declared = beside({ apiVersion: API, kind: 'Gateway', metadata: { name: 'web', namespace: 'infra' } });
    expect(codes([service(), route({ parentRefs: [{ ...PARENT, sectionName: 'x' }], hostnames: ['a.example.com'] })], declared)).toEqual([]);
  });

  test('Istio takes no UDPRoutes, other controllers do', () => {
    const udp = (gatewayClassName: string) => codes([
      gateway([listener('a', 'UDP', 53, ALL)], { gatewayClassName }), object('GatewayClass', 'other', { controllerName: 'example.com/x' }, { namespace: null }),
      service(), route({}, 'UDPRoute'),
    ]);
    expect(udp('istio')).toEqual(['GWA0205', 'GWA0103']);
    expect(udp('other')).toEqual([]);
  });
});

describe('listeners', () => {
  const TLS = { tls: { certificateRefs: [{ name: 'c' }] } };
  const SECRET = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'c', namespace: 'infra' }, data: PAIR };
  const listenerSet = (name: string, listeners: Json[], metadata: Json = {}) => object('ListenerSet', name, { parentRef: { name: 'web', namespace: 'infra' }, listeners }, metadata);
  const OPEN = { allowedListeners: { namespaces: { from: 'All' } } };

  test.each<[string, Json[], string[]]>([
    ['one port by hostname', [gateway([listener('a', 'HTTP', 80, { hostname: 'a.x' }), listener('b', 'HTTP', 80, { hostname: 'b.x' }), listener('c')])], []],
    ['one port by hostname, for HTTPS and TLS', [gateway([listener('a', 'HTTPS', 443, { ...TLS, hostname: 'a.x' }), listener('b', 'TLS', 443, { tls: { mode: 'Passthrough' }, hostname: 'b.x' })]), SECRET], []],
    ['one port and hostname by HTTP and HTTPS', [gateway([listener('a', 'HTTP', 80), listener('b', 'HTTPS', 80, TLS)]), SECRET],
      ['GWA0202 web spec.listeners[1].port: HTTPS listener b cannot have port 80, which listener a has by HTTP']],
    ['a port for TCP and HTTP', [gateway([listener('a', 'TCP', 80), listener('b', 'HTTP', 80)])], ['GWA0202 web spec.listeners[1].port: HTTP listener b cannot have port 80, which listener a has by TCP']],
    ['a port for HTTP and TCP', [gateway([listener('a', 'HTTP', 80, { hostname: 'a.x' }), listener('b', 'TCP', 80)])], ['GWA0202 web spec.listeners[1].port: TCP listener b cannot have port 80, which listener a has by HTTP']],
    ['a name twice, which the API server refuses', [gateway([listener('a', 'HTTP', 80), listener('b', 'HTTP', 80)])], []],
    ['a hostname of the Gateway in a ListenerSet', [gateway([listener('a')], OPEN), listenerSet('set', [listener('x')])],
      ['GWA0202 set spec.listeners[0].hostname: HTTP listener x cannot have port 80, which listener a of Gateway web has for all hostnames, too']],
    ['a hostname of two ListenerSets', [gateway([listener('a', 'HTTP', 81)], OPEN), listenerSet('t', [listener('x', 'HTTP', 80, { hostname: 'a.x' })]), listenerSet('s', [listener('y', 'HTTP', 80, { hostname: 'a.x' })])],
      ['GWA0202 t spec.listeners[0].hostname: HTTP listener x cannot have port 80, which listener y of ListenerSet s has for a.x, too']],
    ['a hostname of a ListenerSet that lost its place', [
      gateway([listener('a', 'TCP', 80)], OPEN), listenerSet('s', [listener('x', 'HTTP', 80, { hostname: 'a.x' })]), listenerSet('t', [listener('y', 'HTTP', 81, { hostname: 'a.x' })]),
    ], ['GWA0202 s spec.listeners[0].port: HTTP listener x cannot have port 80, which listener a of Gateway web has by TCP']],
    ['a ListenerSet of a namespace that is not allowed', [gateway([listener('a')], { allowedListeners: { namespaces: { from: 'Same' } } }), listenerSet('set', [listener('x')], { namespace: 'shop' })],
      ['GWA0203 set spec.parentRef: Gateway infra/web takes no ListenerSets of namespace shop']],
    ['a ListenerSet where none are allowed', [gateway([listener('a')]), listenerSet('set', [listener('x', 'HTTP', 81)])], ['GWA0203 set spec.parentRef: Gateway infra/web takes no ListenerSets of namespace infra']],
    ['a ListenerSet of no Gateway', [listenerSet('set', [listener('x')])], ['GWA0101 set spec.parentRef.name: there is no Gateway infra/web for the ListenerSet to add to']],
    ['a protocol in small letters', [gateway([listener('a', 'http')])], ['GWA0205 web spec.listeners[0].protocol: Istio has no listeners for protocol http']],
    ['HTTPS without tls', [gateway([listener('a', 'HTTPS', 443)])], ['GWA0205 web spec.listeners[0]: listener a has protocol HTTPS and no tls, so Istio does not listen there']],
    ['HTTPS without tls, in place of those of ListenerSets', [gateway([listener('a', 'HTTPS', 443)], OPEN)], []],
    ['kinds that do not go with the protocol', [gateway([listener('a', 'TLS', 443, { tls: { mode: 'Passthrough' }, allowedRoutes: { kinds: [{ kind: 'TLSRoute' }, { kind: 'TCPRoute' }] } })])],
      ['GWA0207 web spec.listeners[0].allowedRoutes.kinds[1]: listener a allows TCPRoute, which does not go with its protocol TLS']],
    ['TCPRoutes where TLS ends', [gateway([listener('a', 'TLS', 443, { ...TLS, allowedRoutes: { kinds: [{ kind: 'TCPRoute' }] } })]), SECRET], []],
  ])('%s', (_, documents, findings) => {
    expect(found(documents)).toEqual(findings);
  });

  test('what only Istio cannot is not said of other controllers', () => {
    const other = object('GatewayClass', 'other', { controllerName: 'example.com/x' }, { namespace: null });
    expect(found([other, gateway([listener('a', 'UDP', 53), listener('b', 'TCP', 53), listener('c', 'http', 1), listener('d', 'HTTPS', 443)], {
      gatewayClassName: 'other', addresses: [{ type: 'Hostname', value: 'lb.example.com' }], infrastructure: { parametersRef: { group: 'x', kind: 'Y', name: 'z' } },
    })])).toEqual([]);
  });
});

test('a Gateway that is only declared takes ListenerSets, unless it says which', () => {
  const set = object('ListenerSet', 'set', { parentRef: { name: 'web', namespace: 'infra' }, listeners: [listener('a')] }, { namespace: 'shop' });
  const declared = (spec?: Json) => beside({ apiVersion: API, kind: 'Gateway', metadata: { name: 'web', namespace: 'infra' }, spec });
  expect(codes([set], declared())).toEqual([]);
  expect(codes([set], declared({ allowedListeners: { namespaces: { from: 'Same' } } }))).toEqual(['GWA0203']);
});

describe('what a Gateway is made of', () => {
  const ADDRESS = (value: string) => ({ addresses: [{ type: 'Hostname', value }] });
  const ingress = (at: string, ...ports: number[]) => service(at, { ports: ports.map(port => ({ port })) }, 'ingress');

  test.each<[string, Json[], string[]]>([
    ['a class of nobody', [gateway([listener('a')], { gatewayClassName: 'x' })], ['GWA0201 web spec.gatewayClassName: there is no GatewayClass x, and it is none of Istio\'s']],
    ['a class of Istio', [gateway([listener('a')], { gatewayClassName: 'istio-waypoint' })], []],
    ['a class that is there', [gateway([listener('a')], { gatewayClassName: 'x' }), object('GatewayClass', 'x', { controllerName: 'example.com/x' }, { namespace: null })], []],
    ['a short name of a Service', [gateway([listener('a')], ADDRESS('ingress')), ingress('infra', 80)], []],
    ['the full name of a Service', [gateway([listener('a')], ADDRESS('ingress.infra.svc.cluster.local')), ingress('infra', 80)], []],
    ['the full name of a Service of another namespace', [gateway([listener('a')], ADDRESS('ingress.edge.svc.cluster.local')), ingress('edge', 80)],
      ['GWA0206 web spec.addresses[0].value: the address names Service edge/ingress, and Istio looks for it in the Gateway\'s own namespace only, which is infra']],
    ['a Service that is not there', [gateway([listener('a')], ADDRESS('ingress')), ingress('edge', 80)], ['GWA0206 web spec.addresses[0].value: the address names ingress, and there is no such Service in namespace infra, where Istio looks for it']],
    ['a port that the Service lacks', [gateway([listener('a'), listener('b', 'HTTP', 81)], ADDRESS('ingress')), ingress('infra', 80)],
      ['GWA0206 web spec.listeners[1].port: listener b has port 81, and Service ingress of the address has no such port']],
    ['Istio\'s own gateway, whose ports are not for sure', [gateway([listener('a', 'TCP', 5432)], ADDRESS('istio-ingressgateway'), { namespace: 'istio-system' })], []],
    ['an IP address', [gateway([listener('a')], { addresses: [{ value: '192.0.2.1' }] })], []],
    ['two IP addresses', [gateway([listener('a')], { addresses: [{ value: '192.0.2.1' }, { value: '192.0.2.2' }] })], [
      'GWA0206 web spec.addresses[0].type: Istio leaves out an address of type IPAddress beside others', 'GWA0206 web spec.addresses[1].type: Istio leaves out an address of type IPAddress beside others',
    ]],
    ['parameters that are not there', [gateway([listener('a')], { infrastructure: { parametersRef: { group: '', kind: 'ConfigMap', name: 'p' } } })],
      ['GWA0208 web spec.infrastructure.parametersRef.name: there is no ConfigMap infra/p with the Gateway\'s parameters']],
    ['parameters of another kind', [gateway([listener('a')], { infrastructure: { parametersRef: { group: 'x', kind: 'Y', name: 'p' } } })],
      ['GWA0208 web spec.infrastructure.parametersRef.kind: Istio reads parameters from a ConfigMap, not from a Y of group "x"']],
  ])('%s', (_, documents, findings) => {
    expect(found(documents)).toEqual(findings);
  });
});

describe('certificates', () => {
  const https = (ref: Json, tls: Json = {}, metadata: Json = {}) => gateway([listener('a', 'HTTPS', 443, { tls: { certificateRefs: [ref], ...tls } })], {}, metadata);
  const secret = (at: string, data: Json = PAIR) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'c', namespace: at }, data });
  const REF = 'web spec.listeners[0].tls.certificateRefs[0]';

  test.each<[string, Json[], string[]]>([
    ['that are there', [https({ name: 'c' }), secret('infra')], []],
    ['that are there as text', [https({ name: 'c' }), { ...secret('infra', undefined), stringData: { cert: PEM, key: 'b' } }], []],
    ['that are not there', [https({ name: 'c' })], [`GWA0204 ${REF}.name: there is no Secret infra/c, so TLS connections that need it fail`]],
    ['without a key', [https({ name: 'c' }), secret('infra', { 'tls.crt': PAIR['tls.crt'] })], [`GWA0204 ${REF}.name: Secret infra/c holds no certificate in PEM with its private key`]],
    ['that are none', [https({ name: 'c' }), secret('infra', { 'tls.crt': 'YQ==', 'tls.key': 'YQ==' })], [`GWA0204 ${REF}.name: Secret infra/c holds no certificate in PEM with its private key`]],
    ['of another kind', [https({ kind: 'ConfigMap', name: 'c' })], [`GWA0204 ${REF}.kind: Istio reads no certificates from a ConfigMap of group ""`]],
    ['of another kind, for another controller', [
      gateway([listener('a', 'HTTPS', 443, { tls: { certificateRefs: [{ group: 'x', kind: 'Y', name: 'c' }] } })], { gatewayClassName: 'other' }),
      object('GatewayClass', 'other', { controllerName: 'example.com/x' }, { namespace: null }),
    ], []],
    ['of another namespace', [https({ name: 'c', namespace: 'certs' }), secret('certs')],
      [`GWA0303 ${REF}.namespace: no ReferenceGrant in namespace certs lets Gateways of infra refer to Secret certs/c`]],
    ['of another namespace, granted', [https({ name: 'c', namespace: 'certs' }), secret('certs'), grant({ kind: 'Gateway', namespace: 'infra' }, { kind: 'Secret' }, 'certs')], []],
    ['of another namespace, granted by name', [https({ name: 'c', namespace: 'certs' }), secret('certs'), grant({ kind: 'Gateway', namespace: 'infra' }, { kind: 'Secret', name: 'c' }, 'certs')], []],
    ['of another namespace, granted for others', [https({ name: 'c', namespace: 'certs' }), secret('certs'), grant({ kind: 'Gateway', namespace: 'infra' }, { kind: 'Secret', name: 'd' }, 'certs')],
      [`GWA0303 ${REF}.namespace: no ReferenceGrant in namespace certs lets Gateways of infra refer to Secret certs/c`]],
    ['that cert-manager makes', [https({ name: 'c' }), object('Certificate', 'x', { secretName: 'c' }, { apiVersion: 'cert-manager.io/v1' })], []],
    ['that cert-manager makes for the Gateway', [https({ name: 'c' }, {}, { annotations: { 'cert-manager.io/issuer': 'x' } })], []],
    ['that are sealed', [https({ name: 'c' }), object('SealedSecret', 'c', {}, { apiVersion: 'bitnami.com/v1alpha1' })], []],
    ['that are kept elsewhere', [https({ name: 'c' }), object('ExternalSecret', 'x', { target: { name: 'c' } }, { apiVersion: 'external-secrets.io/v1' })], []],
    ['of the mesh', [https({ name: 'c' }, { options: { 'gateway.istio.io/tls-terminate-mode': 'ISTIO_MUTUAL' } })], []],
    ['that clients are checked by', [
      gateway([listener('a')], { tls: { frontend: { default: { validation: { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] } } }, backend: { clientCertificateRef: { name: 'c' } } } }),
    ], [
      'GWA0204 web spec.tls.frontend.default.validation.caCertificateRefs[0].name: there is no ConfigMap infra/ca, so TLS connections that need it fail',
      'GWA0204 web spec.tls.backend.clientCertificateRef.name: there is no Secret infra/c, so TLS connections that need it fail',
    ]],
  ])('%s', (_, documents, findings) => {
    expect(found(documents)).toEqual(findings);
  });

  test('a Secret that is only declared holds what it should', () => {
    expect(codes([https({ name: 'c' })], beside({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'c', namespace: 'infra' } }))).toEqual([]);
  });
});

describe('backends', () => {
  const OPEN = gateway([listener('a', 'HTTP', 80, ALL)]);
  const to = (...backendRefs: Json[]) => route({ rules: [{ backendRefs }] });
  const REF = 'route spec.rules[0].backendRefs[0]';

  test.each<[string, Json[], string[]]>([
    ['that is there', [to({ name: 'cart', port: 8080 }), service()], []],
    ['that is not there', [to({ name: 'cart', port: 8080 })], [`GWA0301 ${REF}.name: there is no Service shop/cart, so its share of the requests fails`]],
    ['that is not there, and gets nothing', [to({ name: 'crat', port: 80, weight: 0 }, { name: 'cart', port: 8080 }), service()], []],
    ['without the port', [to({ name: 'cart', port: 80 }), service()], [`GWA0302 ${REF}.port: Service shop/cart has no port 80, so its share of the requests fails`]],
    ['of another namespace', [to({ name: 'cart', namespace: 'stock', port: 8080 }), service('stock')],
      [`GWA0303 ${REF}.namespace: no ReferenceGrant in namespace stock lets HTTPRoutes of shop refer to Service stock/cart, so its share of the requests fails`]],
    ['of another namespace, granted', [to({ name: 'cart', namespace: 'stock', port: 8080 }), service('stock'), grant({}, {}, 'stock')], []],
    ['of another namespace, granted to other routes', [to({ name: 'cart', namespace: 'stock', port: 8080 }), service('stock'), grant({ namespace: 'x' }, {}, 'stock')], ['GWA0303']],
    ['of another namespace, granted elsewhere', [to({ name: 'cart', namespace: 'stock', port: 8080 }), service('stock'), grant({}, {}, 'shop')], ['GWA0303']],
    ['of another cluster', [to({ group: 'multicluster.x-k8s.io', kind: 'ServiceImport', name: 'x', port: 80 })], []],
    ['of another kind', [to({ group: 'apps', kind: 'Deployment', name: 'x', port: 80 })], [`GWA0305 ${REF}.kind: Istio sends no requests to a Deployment of group "apps", so its share of the requests fails`]],
    ['by a host of the mesh', [to({ group: 'networking.istio.io', kind: 'Hostname', name: 'api.example.com', port: 443 }), object('ServiceEntry', 'e', { hosts: ['api.example.com'] }, { apiVersion: 'networking.istio.io/v1' })], []],
    ['by a host that nobody knows', [to({ group: 'networking.istio.io', kind: 'Hostname', name: 'api.example.com', port: 443 })], [`GWA0301 ${REF}.name: the mesh knows no host api.example.com, so its share of the requests fails`]],
    ['by a host with a namespace', [
      to({ group: 'networking.istio.io', kind: 'Hostname', name: 'api.example.com', namespace: 'shop', port: 443 }), object('ServiceEntry', 'e', { hosts: ['api.example.com'] }, { apiVersion: 'networking.istio.io/v1' }),
    ], [`GWA0305 ${REF}.namespace: a backend of kind Hostname has no namespace, and Istio leaves out the rules of the whole route`]],
    ['of which all weigh nothing', [to({ name: 'cart', port: 8080, weight: 0 }), service()], ['GWA0304 route spec.rules[0].backendRefs: every backend of the rule has weight 0, so requests get 500']],
    ['of a mirror', [route({ rules: [{ filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'crat', port: 80 } } }], backendRefs: [{ name: 'cart', port: 8080 }] }] }), service()],
      ['GWA0301 route spec.rules[0].filters[0].requestMirror.backendRef.name: there is no Service shop/crat']],
    ['of which there is none', [route({ rules: [{}] })], ['GWA0307 route spec.rules[0]: the rule has no backend and no redirect, so requests get 500']],
    ['of which there is none, for calls', [route({ rules: [{}] }, 'GRPCRoute')], ['GWA0307 route spec.rules[0]: the rule has no backend and no redirect, so calls get UNAVAILABLE']],
    ['in place of which there is a redirect', [route({ rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https' } }] }] })], []],
    ['behind a filter that Istio does not know', [route({ rules: [{ filters: [{ type: 'ExtensionRef', extensionRef: { group: 'x', kind: 'Y', name: 'z' } }], backendRefs: [{ name: 'cart', port: 8080 }] }] }), service()],
      ['GWA0306 route spec.rules[0].filters[0].type: Istio has no filter ExtensionRef, and leaves out the rules of the whole route']],
  ])('one %s', (_, documents, findings) => {
    const all = found([OPEN, ...documents]);
    expect(all.map((finding, i) => findings[i]?.includes(' ') ? finding : finding.split(' ')[0])).toEqual(findings);
  });

  test('in the mesh no ReferenceGrant is needed', () => {
    const mesh = route({ parentRefs: [{ group: '', kind: 'Service', name: 'cart' }], rules: [{ backendRefs: [{ name: 'cart', namespace: 'stock', port: 8080 }] }] });
    expect(codes([mesh, service(), service('stock')])).toEqual([]);
  });

  test('ports of a Service that is only declared are not known', () => {
    expect(codes([OPEN, to({ name: 'cart', port: 80 })], beside({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart', namespace: 'shop' } }))).toEqual([]);
  });

  test('what Istio does not know other controllers may know', () => {
    const other = object('GatewayClass', 'other', { controllerName: 'example.com/x' }, { namespace: null });
    const filters = [{ type: 'ExtensionRef', extensionRef: { group: 'x', kind: 'Y', name: 'z' } }];
    expect(codes([other, gateway([listener('a', 'HTTP', 80, ALL)], { gatewayClassName: 'other' }), route({ rules: [{ filters, backendRefs: [{ group: 'x', kind: 'Bucket', name: 'b' }] }] })])).toEqual([]);
  });
});

describe('policies for TLS to backends', () => {
  const policy = (spec: Json, name = 'policy', metadata: Json = {}) => object('BackendTLSPolicy', name, {
    targetRefs: [{ group: '', kind: 'Service', name: 'cart' }], validation: { hostname: 'a.example.com', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }] }, ...spec,
  }, { namespace: 'shop', ...metadata });
  const CA = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ca', namespace: 'shop' }, data: { 'ca.crt': 'a' } };
  const target = (sectionName?: string) => ({ targetRefs: [{ group: '', kind: 'Service', name: 'cart', sectionName }] });

  test.each<[string, Json[], string[]]>([
    ['of a Service', [policy({})], []],
    ['of a named port', [policy(target('http'))], []],
    ['of a port that is not there', [policy(target('https'))], ['GWA0401 policy spec.targetRefs[0].sectionName: Service shop/cart has no port named https']],
    ['of a Service and of its port', [policy({}), policy(target('http'), 'other')], []],
    ['of one Service twice', [policy({}), policy({}, 'other')], ['GWA0403 policy spec.targetRefs[0]: BackendTLSPolicy other is for Service shop/cart, too, and one counts']],
    ['of one Service twice, one ignored', [policy({}), policy({}, 'other', { annotations: { 'istio.io/ignore-policy-attachment': 'true' } })], []],
    ['that trust a Secret', [policy({ validation: { hostname: 'a.example.com', caCertificateRefs: [{ group: '', kind: 'Secret', name: 'ca' }] } })],
      ['GWA0402 policy spec.validation.caCertificateRefs[0].kind: Istio reads the certificates that the policy trusts from a ConfigMap, not from a Secret']],
    ['that trust the system', [policy({ validation: { hostname: 'a.example.com', wellKnownCACertificates: 'System' } })], []],
  ])('%s', (_, documents, findings) => {
    expect(found([service(), CA, ...documents])).toEqual(findings);
  });
});

test('none of it is an error', () => {
  const severities = analyze([gateway([listener('a', 'UDP', 1)], { gatewayClassName: 'x' }), route(), route({ parentRefs: [] }, 'TCPRoute')]).map(f => f.severity);
  expect(new Set(severities)).toEqual(new Set([Severity.WARNING, Severity.INFO]));
});
