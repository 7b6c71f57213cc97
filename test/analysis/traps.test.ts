import { analyze, beside } from './support';
import { CheckOptions } from '../../src/check';

type Json = any;

const object = (kind: string, name: string, spec: Json, { apiVersion = 'networking.istio.io/v1', namespace = 'shop', ...metadata }: Json = {}) =>
  ({ apiVersion, kind, metadata: { name, namespace, ...metadata }, spec });
const core = (kind: string, name: string, spec: Json, metadata: Json = {}) => object(kind, name, spec, { apiVersion: 'v1', ...metadata });
const virtualService = (http: Json[], spec: Json = {}, name = 'vs', metadata: Json = {}) =>
  object('VirtualService', name, { hosts: ['cart'], ...spec, http }, metadata);
const split = (weights: { [subset: string]: number }, host = 'cart') =>
  Object.entries(weights).map(([subset, weight]) => ({ destination: { host, subset }, weight }));
const rule = (namespace = 'shop', ...names: string[]) =>
  object('DestinationRule', 'cart', { host: 'cart.shop.svc.cluster.local', subsets: names.map(name => ({ name, labels: { version: name } })) }, { namespace });
const service = (name = 'cart', spec: Json = {}, namespace = 'shop') => core('Service', name, { selector: { app: name }, ports: [{ name: 'http', port: 8080 }], ...spec }, { namespace });
const gateway = (selector: Json = { istio: 'ingressgateway' }, ports = [80]) =>
  object('Gateway', 'web', { selector, servers: ports.map(number => ({ port: { number, name: `http-${number}`, protocol: 'HTTP' }, hosts: ['a.example.com'] })) });
const INJECTED = { 'istio': 'ingress', 'sidecar.istio.io/inject': 'true' };
const deployment = (pod: Json, { annotations, ...labels }: Json = {}, namespace = 'edge') =>
  object('Deployment', 'ingress', { template: { metadata: { labels: { ...INJECTED, ...labels }, annotations }, spec: pod } }, { apiVersion: 'apps/v1', namespace });

/** Findings of one code, as `name path: message`. */
const found = (code: string, documents: Json[], options?: CheckOptions) =>
  analyze(documents, options).filter(f => f.code === code).map(f => `${f.manifest.name} ${f.path}: ${f.message}`);

describe('weights', () => {
  const mesh = (weights: Json, more: Json = {}) => virtualService([{ ...more, route: split(weights) }], {}, 'mesh');
  const behind = (weights: Json, more: Json = {}, spec: Json = {}) => virtualService([{ ...more, route: split(weights) }], { hosts: ['a.example.com'], gateways: ['web'], ...spec }, 'front');
  const drift = (...documents: Json[]) => found('CDI0201', [...documents, gateway(), service(), rule('shop', 'v1', 'v2', 'v3')]);

  test('that drift are found where the gateway is', () => {
    expect(drift(mesh({ v1: 90, v2: 10 }), behind({ v2: 20, v1: 80 }))).toEqual([
      'front spec.http[0].route: through the gateway the shares are 80 % v1 and 20 % v2, and in the mesh they are 90 % v1 and 10 % v2 by VirtualService shop/mesh',
    ]);
    expect(drift(mesh({ v1: 90, v2: 10 }, { match: [{ uri: { prefix: '/' }, name: 'a' }] }), behind({ v1: 1, v2: 1 }, { match: [{ uri: { prefix: '/' }, port: 80 }] }))).toHaveLength(1);
  });

  test.each<[string, Json, Json]>([
    ['the same shares of another total', mesh({ v1: 90, v2: 10 }), behind({ v1: 9, v2: 1 })],
    ['another order', mesh({ v1: 90, v2: 10 }), behind({ v2: 10, v1: 90 })],
    ['other subsets', mesh({ v1: 90, v2: 10 }), behind({ v1: 90, v3: 10 })],
    ['other requests', mesh({ v1: 90, v2: 10 }), behind({ v1: 50, v2: 50 }, { match: [{ headers: { tester: { exact: 'yes' } } }] })],
    ['two gateways', behind({ v1: 90, v2: 10 }), behind({ v1: 50, v2: 50 }, {}, { hosts: ['b.example.com'] })],
    ['no weights', mesh({ v1: 0, v2: 0 }), behind({ v1: 50, v2: 50 })],
  ])('%s do not drift', (_, a, b) => {
    expect(drift(a, b)).toEqual([]);
  });

  test('that do not add to 100 are told as shares', () => {
    const shares = (route: Json) => found('CDI0203', [virtualService([{ route }])]);
    expect(shares(split({ v1: 2, v2: 1 }))).toEqual(['vs spec.http[0].route: the weights add to 3, not to 100, so the shares are 66.7 % v1 and 33.3 % v2']);
    expect(shares([...split({ v1: 1 }, 'a'), ...split({ v1: 1 }, 'b')])).toEqual(['vs spec.http[0].route: the weights add to 2, not to 100, so the shares are 50 % a v1 and 50 % b v1']);
    expect(shares([{ destination: { host: 'a' }, weight: 1 }, { destination: { host: 'b' }, weight: 3 }]))
      .toEqual(['vs spec.http[0].route: the weights add to 4, not to 100, so the shares are 25 % a and 75 % b']);
    expect(shares(split({ v1: 60, v2: 40 }))).toEqual([]);
    expect(shares(split({ v1: 1 }))).toEqual([]);
    expect(shares(split({ v1: 0, v2: 0 }))).toEqual([]);
  });
});

describe('delegates', () => {
  const root = (delegate: Json) => virtualService([{ match: [{ uri: { prefix: '/a' } }], delegate }], { gateways: ['web'], hosts: ['a.example.com'] }, 'root');
  const to = (name: string, spec: Json = {}, namespace = 'shop') => virtualService([{ route: [{ destination: { host: 'cart' } }] }], { hosts: undefined, ...spec }, name, { namespace });

  test.each<[string, Json[], string[]]>([
    ['that is there', [root({ name: 'd' }), to('d')], []],
    ['in another namespace', [root({ name: 'd', namespace: 'other' }), to('d', {}, 'other')], []],
    ['that is not there', [root({ name: 'd' })], ['root spec.http[0].delegate: there is no VirtualService shop/d, so the rule is left out']],
    ['that is in another namespace', [root({ name: 'd' }), to('d', {}, 'other')], ['root spec.http[0].delegate: there is no VirtualService shop/d, so the rule is left out']],
    ['with hosts', [root({ name: 'd' }), to('d', { hosts: ['cart'] })], ['root spec.http[0].delegate: VirtualService shop/d has hosts and so is no delegate, so the rule is left out']],
    ['that is not exported', [root({ name: 'd', namespace: 'other' }), to('d', { exportTo: ['.'] }, 'other')],
      ['root spec.http[0].delegate: VirtualService other/d is not exported to shop, so the rule is left out']],
    ['that is exported by name', [root({ name: 'd', namespace: 'other' }), to('d', { exportTo: ['shop'] }, 'other')], []],
  ])('one %s', (_, documents, findings) => {
    expect(found('CDI0204', documents)).toEqual(findings);
  });
});

describe('paths', () => {
  const rewritten = (match: Json[], uri: string) => found('CDI0205', [virtualService([{ match, rewrite: { uri }, route: [{ destination: { host: 'cart' } }] }])]);

  test('a rewrite that doubles a slash', () => {
    expect(rewritten([{ uri: { prefix: '/a' } }], '/')).toEqual(['vs spec.http[0].rewrite.uri: the prefix /a is replaced by / as text, so /a/x becomes //x']);
    expect(rewritten([{ uri: { exact: '/a' } }, { uri: { prefix: '/b' } }], '/c/')).toHaveLength(1);
  });

  test('a rewrite that does not', () => {
    for (const [match, uri] of [['/a/', '/'], ['/a', '/b'], ['/', '/b/']]) { expect(rewritten([{ uri: { prefix: match } }], uri)).toEqual([]); }
    expect(rewritten([{ uri: { exact: '/a' } }], '/')).toEqual([]);
  });

  test('a redirect to two ports', () => {
    const redirected = (redirect: Json) => found('CDI0206', [virtualService([{ redirect }])]);
    expect(redirected({ authority: 'a.example.com:81', port: 443 }))
      .toEqual(['vs spec.http[0].redirect.port: the authority a.example.com:81 has a port, and port adds another: clients are sent to a.example.com:81:443']);
    expect(redirected({ authority: 'a.example.com', port: 443 })).toEqual([]);
    expect(redirected({ authority: 'a.example.com:81' })).toEqual([]);
  });
});

describe('visibility', () => {
  const toV1 = (spec: Json = {}, metadata: Json = {}) => virtualService([{ route: split({ v1: 100 }, 'cart.shop.svc.cluster.local') }], spec, 'vs', metadata);
  const pods = deployment({ containers: [] });

  test.each<[string, Json[], number]>([
    ['beside the Service', [toV1(), rule('shop', 'v1')], 0],
    ['beside the clients', [toV1({}, { namespace: 'front' }), rule('front', 'v1')], 0],
    ['in the root namespace', [toV1(), rule('istio-system', 'v1')], 0],
    ['beside the pods of the gateway', [toV1({ gateways: ['web'] }), gateway({ istio: 'ingress' }), pods, rule('edge', 'v1')], 0],
    ['elsewhere', [toV1(), rule('other', 'v1')], 1],
    ['beside a VirtualService that is for a gateway only', [toV1({ gateways: ['shop/web'] }, { namespace: 'front' }), gateway({ istio: 'ingress' }), pods, rule('front', 'v1')], 1],
    ['elsewhere, and beside the Service too', [toV1(), rule('other', 'v1'), rule('shop', 'v1')], 0],
    ['nowhere, which Istio reports', [toV1(), rule('shop', 'v2')], 0],
    ['elsewhere, for a gateway of which no pods are known', [toV1({ gateways: ['web'] }), gateway({ istio: 'none' }), rule('other', 'v1')], 0],
  ])('a subset that is made %s', (_, documents, findings) => {
    expect(found('CDI0211', [...documents, service()])).toHaveLength(findings);
  });

  test('a DestinationRule that does not count says where it should be', () => {
    expect(found('CDI0211', [toV1(), rule('other', 'v1'), service()])).toEqual([
      'vs spec.http[0].route[0].destination.subset: subset v1 of cart.shop.svc.cluster.local is made by DestinationRule other/cart, which counts for clients in its own namespace only: requests from shop get 503',
    ]);
  });

  test.each<[string, string[] | undefined, number]>([
    ['to all', ['*'], 0], ['to all, not said', undefined, 0], ['to the namespace of the pods', ['edge'], 0], ['to its own namespace', ['.'], 1], ['to another namespace', ['shop', 'x'], 1],
  ])('a VirtualService of a gateway that is exported %s', (_, exportTo, findings) => {
    expect(found('CDI0212', [toV1({ gateways: ['mesh', 'web'], exportTo }), gateway({ istio: 'ingress' }), pods, service(), rule('shop', 'v1')])).toEqual(findings === 0 ? [] : [
      'vs spec.gateways[1]: the pods of Gateway shop/web run in edge, and exportTo keeps the VirtualService from that namespace, so the gateway does not know it',
    ]);
  });

  test('pods may get labels later that a Gateway selects by', () => {
    const selecting = gateway({ 'istio': 'ingress', 'service.istio.io/canonical-revision': 'v1' });
    expect(found('CDI0212', [toV1({ gateways: ['web'], exportTo: ['.'] }), selecting, pods, service(), rule('shop', 'v1')])).toHaveLength(1);
  });
});

describe('a VirtualService that names a Gateway', () => {
  const routed = (namespace = 'shop') => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'web', namespace },
    spec: { gatewayClassName: 'istio', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
  });
  const told = (reference: string, ...objects: Json[]) => found('CDI0213', [virtualService([], { gateways: ['mesh', reference] }), ...objects]);

  test('of Gateway API is told that it does not count there', () => {
    expect(told('web', routed())).toEqual([
      'vs spec.gateways[1]: Gateway web is one of Gateway API, which takes HTTPRoutes and their like and no VirtualService, so requests that come to it do not go by these rules',
    ]);
    expect(told('edge/web', routed('edge'))).toHaveLength(1);
  });

  test.each<[string, string, Json[]]>([
    ['of Istio', 'web', [gateway({ istio: 'ingress' })]],
    ['of Istio that has the name of another', 'web', [gateway({ istio: 'ingress' }), routed()]],
    ['of another namespace', 'edge/web', [routed()]],
    ['that is not there', 'wab', [routed()]],
  ])('%s is not', (_, reference, objects) => {
    expect(told(reference, ...objects)).toEqual([]);
  });
});

describe('pods of gateways', () => {
  const GATEWAY = { annotations: { 'inject.istio.io/templates': 'gateway' } };
  const proxy = (more: Json = {}) => ({ containers: [{ name: 'istio-proxy', image: 'auto', ...more }] });

  test.each<[string, Json, number]>([
    ['the template for gateways', deployment(proxy(), GATEWAY), 0],
    ['a template of one\'s own', deployment(proxy(), { annotations: { 'inject.istio.io/templates': 'sidecar,mine' } }), 0],
    ['no template', deployment(proxy()), 1],
    ['the template for sidecars', deployment(proxy(), { annotations: { 'inject.istio.io/templates': 'sidecar' } }), 1],
    ['no injection, which Istio reports', deployment(proxy(), { 'sidecar.istio.io/inject': 'false' }), 0],
    ['no injection of which anything is known', deployment(proxy(), { 'sidecar.istio.io/inject': undefined }), 0],
    ['injection by a revision', deployment(proxy(), { 'sidecar.istio.io/inject': undefined, 'istio.io/rev': 'canary' }), 1],
    ['an image of their own', deployment({ containers: [{ name: 'istio-proxy', image: 'istio/proxyv2:1.28.0' }] }), 0],
    ['labels that no Gateway selects', deployment(proxy(), { istio: 'other' }), 0],
  ])('with %s', (_, workload, findings) => {
    expect(found('CDI0221', [gateway({ istio: 'ingress' }), workload])).toHaveLength(findings);
  });

  test('are injected as their namespace says', () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'edge', labels: { 'istio-injection': 'enabled' } } };
    expect(found('CDI0221', [gateway({ istio: 'ingress' }), deployment(proxy(), { 'sidecar.istio.io/inject': undefined }), namespace])).toHaveLength(1);
  });

  test('are told once, whatever the number of Gateways', () => {
    const [first, second] = [gateway({ istio: 'ingress' }), gateway({ istio: 'ingress' })];
    second.metadata.name = 'second';
    expect(found('CDI0221', [first, second, deployment(proxy())])).toEqual([
      'ingress spec.template.metadata: Gateway web selects these pods, and without the annotation inject.istio.io/templates: gateway they become sidecars, which take no requests from outside',
    ]);
  });

  describe('on an old kernel', () => {
    const istio = (template: string) => object('Istio', 'default', {
      version: 'v1.28.0', namespace: 'istio-system', values: { sidecarInjectorWebhook: { templates: { gateway: template } } },
    }, { apiVersion: 'sailoperator.io/v1', namespace: undefined });
    const OLD = istio('spec: {}');
    const ports = (targetPort?: Json) => service('ingress', { selector: { istio: 'ingress' }, ports: [{ name: 'http', port: 80, targetPort }] }, 'edge');

    test.each<[string, Json[], number]>([
      ['a low port of the pods', [OLD, deployment(proxy(), GATEWAY), ports(80)], 1],
      ['the Service\'s own port', [OLD, deployment(proxy(), GATEWAY), ports()], 1],
      ['no Service', [OLD, deployment(proxy(), GATEWAY)], 1],
      ['a named low port', [OLD, deployment(proxy({ ports: [{ name: 'web', containerPort: 81 }] }), GATEWAY), ports('web')], 1],
      ['a named port', [OLD, deployment(proxy({ ports: [{ name: 'web', containerPort: 8081 }] }), GATEWAY), ports('web')], 0],
      ['a port that nobody knows', [OLD, deployment(proxy(), GATEWAY), ports('web')], 0],
      ['a high port of the pods', [OLD, deployment(proxy(), GATEWAY), ports(8080)], 0],
      ['the capability', [OLD, deployment(proxy({ securityContext: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } }), GATEWAY), ports(80)], 0],
      ['root', [OLD, deployment(proxy({ securityContext: { runAsUser: 0 } }), GATEWAY), ports(80)], 0],
      ['root, by the pod', [OLD, deployment({ ...proxy(), securityContext: { runAsUser: 0 } }, GATEWAY), ports(80)], 0],
      ['the network of the node', [OLD, deployment({ ...proxy(), hostNetwork: true }, GATEWAY), ports(80)], 0],
      ['Istio\'s own template', [deployment(proxy({ securityContext: { capabilities: { drop: ['ALL'] } } }), GATEWAY), ports(80)], 0],
      ['a template with the sysctl', [istio('net.ipv4.ip_unprivileged_port_start'), deployment(proxy(), GATEWAY), ports(80)], 0],
    ])('%s', (_, documents, findings) => {
      expect(found('CDI0222', [gateway({ istio: 'ingress' }, [80, 8443]), ...documents])).toHaveLength(findings);
    });

    test.each<[string, string, number]>([
      ['without sysctls', '{ securityContext: { sysctls: [] } }', 1],
      ['without sysctls, and with the capability', '{ securityContext: { sysctls: [] }, containers: [{ name: istio-proxy, securityContext: { capabilities: { add: [NET_BIND_SERVICE] } } }] }', 0],
      ['about something else', '{ hostNetwork: false }', 0],
      ['that is no YAML', '}', 0],
    ])('a Gateway of Gateway API with parameters %s', (_, pod, findings) => {
      const listeners = [{ name: 'http', port: 80, protocol: 'HTTP' }, { name: 'alt', port: 8080, protocol: 'HTTP' }];
      const parametersRef = { group: '', kind: 'ConfigMap', name: 'options' };
      expect(found('CDI0222', [
        object('Gateway', 'api', { gatewayClassName: 'istio', infrastructure: { parametersRef }, listeners }, { apiVersion: 'gateway.networking.k8s.io/v1' }),
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'options', namespace: 'shop' }, data: { deployment: `spec: { template: { spec: ${pod} } }` } },
      ])).toEqual(findings === 0 ? [] : [
        'api spec.listeners[0].port: the pods listen on port 80, which takes a privilege that they lack, as ConfigMap options takes the sysctl net.ipv4.ip_unprivileged_port_start away',
      ]);
    });
  });
});

describe('Ingresses', () => {
  const ingress = (name: string, port: Json) => object('Ingress', 'in', {
    defaultBackend: { service: { name, port } }, rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'cart', port: { name: 'http' } } } }] } }],
  }, { apiVersion: 'networking.k8s.io/v1' });

  test.each<[string, string, Json, string[]]>([
    ['a Service and its port by number', 'cart', { number: 8080 }, []],
    ['a Service and its port by name', 'cart', { name: 'http' }, []],
    ['a Service that is not there', 'crat', { number: 80 }, ['in spec.defaultBackend.service.name: there is no Service shop/crat, so requests get 503']],
    ['a port that is not there', 'cart', { number: 80 }, ['in spec.defaultBackend.service.port.number: Service shop/cart has no port 80, so requests get 503']],
    ['a name that is not there', 'cart', { name: 'web' }, ['in spec.defaultBackend.service.port.name: Service shop/cart has no port web, so requests get 503']],
  ])('name %s', (_, name, port, findings) => {
    expect(found('CDI0231', [ingress(name, port), service()])).toEqual(findings);
  });

  test('are not judged by ports of Services that are not known', () => {
    const declared = beside({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'crat', namespace: 'shop' } });
    expect(found('CDI0231', [ingress('crat', { number: 80 }), service()], declared)).toEqual([]);
  });
});

describe('documents of one object', () => {
  test.each<[string, Json[], number]>([
    ['that differ', [service(), service('cart', { type: 'NodePort' })], 1],
    ['that are equal', [service(), service()], 0],
    ['that are equal in another order', [service(), service()].map(({ spec, ...rest }, i) => i === 0 ? { spec, ...rest } : { ...rest, spec }), 0],
    ['that differ in the version only', [virtualService([]), virtualService([], {}, 'vs', { apiVersion: 'networking.istio.io/v1beta1' })], 0],
    ['in two namespaces', [service(), service('cart', { type: 'NodePort' }, 'other')], 0],
    ['of two kinds', [service(), gateway()].map(m => ({ ...m, metadata: { ...m.metadata, name: 'x' } })), 0],
    ['whose names are generated', [1, 2].map(n => ({ apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'x-', namespace: 'shop' }, spec: { priority: n } })), 0],
  ])('%s', (_, documents, findings) => {
    expect(found('CDI0301', documents)).toHaveLength(findings);
  });
});

describe('failover without outlier detection', () => {
  const failing = { simple: 'ROUND_ROBIN', localityLbSetting: { failover: [{ from: 'us-east', to: 'eu-west' }] } };
  const places = (spec: Json) => found('CDI0101', [object('DestinationRule', 'r', { host: 'cart', ...spec }), service()]).map(f => f.split(/ |: /)[1]);

  test.each<[string, Json, string[]]>([
    ['of a port', { trafficPolicy: { outlierDetection: {}, portLevelSettings: [{ port: { number: 80 }, loadBalancer: failing }] } }, ['spec.trafficPolicy.portLevelSettings[0].loadBalancer']],
    ['of a port, with it', { trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, loadBalancer: failing, outlierDetection: {} }] } }, []],
    ['of a subset', { subsets: [{ name: 'v1', trafficPolicy: { loadBalancer: failing } }] }, ['spec.subsets[0].trafficPolicy.loadBalancer']],
    ['of a subset, inherited', { trafficPolicy: { outlierDetection: {} }, subsets: [{ name: 'v1', trafficPolicy: { loadBalancer: failing } }] }, []],
    ['of a port of a subset', { trafficPolicy: { outlierDetection: {} }, subsets: [{ name: 'v1', trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, loadBalancer: failing }] } }] },
      ['spec.subsets[0].trafficPolicy.portLevelSettings[0].loadBalancer']],
    ['by labels, with zones', { subsets: [{ name: 'v1', trafficPolicy: { loadBalancer: { simple: 'RANDOM', zoneAwareLbSetting: { failoverPriority: ['version'] } } } }] }, ['spec.subsets[0].trafficPolicy.loadBalancer']],
    ['of the host, which Istio reports', { trafficPolicy: { loadBalancer: failing } }, []],
    ['that is none', { subsets: [{ name: 'v1', trafficPolicy: { loadBalancer: { simple: 'RANDOM', localityLbSetting: { failover: [] } } } }] }, []],
  ])('%s', (_, spec, findings) => {
    expect(places(spec)).toEqual(findings);
  });
});
