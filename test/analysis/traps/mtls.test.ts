import { hint, messages } from './support';
import { CheckOptions } from '../../../src/check';
import { beside, istio, namespace, service, workload } from '../support';

const peer = (mode: string | undefined, { name = 'default', of, labels, ports }: { name?: string; of?: string; labels?: object; ports?: object } = {}) => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name, namespace: of },
  spec: { ...labels && { selector: { matchLabels: labels } }, ...mode && { mtls: { mode } }, ...ports && { portLevelMtls: ports } },
});
const rule = (trafficPolicy: object | undefined, more: object = {}) => istio('DestinationRule', 'cart', { host: 'cart', trafficPolicy, ...more });
const tls = (mode?: string) => ({ tls: { mode } });
const OFF = rule(tls('DISABLE'));
const CART = service('cart', { ports: [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'tcp', port: 81 }] });
const pods = (pod: object = {}) => workload('cart', { labels: { app: 'cart' }, ...pod });
const INJECTED = namespace('default', { 'istio-injection': 'enabled' });
const conflicts = (...documents: object[]) => messages('CDI0241', [CART, ...documents]).map(text => text.split(/[ :]/)[1]);
const HOST = ['spec.trafficPolicy.tls'];

test.each<[string, string | undefined, string, string[]]>([
  ['plain text to mutual TLS', 'DISABLE', 'STRICT', HOST],
  ['plain text, as no mode is said', undefined, 'STRICT', HOST],
  ['TLS to mutual TLS', 'SIMPLE', 'STRICT', HOST],
  ['mutual TLS to mutual TLS', 'ISTIO_MUTUAL', 'STRICT', []],
  ['TLS with certificates of one\'s own', 'MUTUAL', 'STRICT', []],
  ['plain text to either', 'DISABLE', 'PERMISSIVE', []],
  ['mutual TLS to plain text', 'ISTIO_MUTUAL', 'DISABLE', HOST],
  ['plain text to plain text', 'DISABLE', 'DISABLE', []],
])('%s', (_, client, server, places) => {
  expect(conflicts(rule(tls(client)), peer(server), INJECTED, pods())).toEqual(places);
});

test('what fails is told of, and what to do', () => {
  const documents = [CART, OFF, peer('STRICT'), INJECTED, pods()];
  expect(messages('CDI0241', documents)).toEqual([
    'cart spec.trafficPolicy.tls: clients send plain text to Service default/cart, and PeerAuthentication default/default has its pods take mutual TLS only, so connections to port 80 fail',
  ]);
  expect(hint('CDI0241', documents)).toBe('use mode ISTIO_MUTUAL, or make the PeerAuthentication PERMISSIVE');
  expect(messages('CDI0241', [CART, rule(tls('SIMPLE')), ...documents.slice(2)])[0]).toContain('clients send TLS without the certificates of the mesh to');
  expect(messages('CDI0241', [CART, rule(tls('ISTIO_MUTUAL')), peer('DISABLE'), INJECTED, pods()])[0]).toContain('take plain text only, so connections to port 80 fail');
});

describe('settings', () => {
  const level = (number: number, mode?: string) => ({ port: { number }, ...mode && tls(mode) });

  test.each<[string, object, string[]]>([
    ['of a port', rule({ portLevelSettings: [level(80, 'DISABLE')] }), ['spec.trafficPolicy.portLevelSettings[0].tls']],
    ['of a port that is not said', rule({ portLevelSettings: [{ tls: { mode: 'DISABLE' } }] }), []],
    ['of a port that the Service lacks', rule({ portLevelSettings: [level(82, 'DISABLE')] }), []],
    ['of the host, for the ports without their own', rule({ ...tls('DISABLE'), portLevelSettings: [level(80, 'ISTIO_MUTUAL')] }), HOST],
    ['of the host, where each port has its own', rule({ ...tls('DISABLE'), portLevelSettings: [level(80, 'ISTIO_MUTUAL'), level(81)] }), []],
    ['of a subset', rule(undefined, { subsets: [{ name: 'v1', trafficPolicy: tls('DISABLE') }] }), ['spec.subsets[0].trafficPolicy.tls']],
    ['of a wildcard', rule(tls('DISABLE'), { host: '*.default.svc.cluster.local' }), HOST],
    ['of another host', rule(tls('DISABLE'), { host: 'other' }), []],
    ['that are none', rule({ connectionPool: { tcp: { maxConnections: 1 } } }), []],
  ])('%s', (_, document, places) => {
    expect(conflicts(document, peer('STRICT'), INJECTED, pods())).toEqual(places);
  });

  test('of a wildcard are told of once, whatever Services it is for', () => {
    expect(conflicts(rule(tls('DISABLE'), { host: '*.local' }), service('other'), peer('STRICT'), INJECTED, pods(), workload('other', { labels: { app: 'other' } }))).toEqual(HOST);
  });

  test('of a wildcard do not count where there are others for the host, or for a longer wildcard', () => {
    const wildcard = istio('DestinationRule', 'all', { host: '*.local', trafficPolicy: tls('DISABLE') });
    for (const host of ['cart', '*.default.svc.cluster.local']) {
      expect(conflicts(wildcard, rule(tls('ISTIO_MUTUAL'), { host }), peer('STRICT'), INJECTED, pods())).toEqual([]);
    }
    expect(conflicts(wildcard, peer('STRICT'), INJECTED, pods())).toEqual(HOST);
  });

  test.each<[string, [host: string, namespace: string, mode: string][], string[]]>([
    ['of the root namespace count for all', [['*.local', 'istio-system', 'DISABLE']], ['0']],
    ['of the root namespace do not count where the Service has its own', [['cart.default.svc.cluster.local', 'istio-system', 'DISABLE'], ['*.local', 'default', 'ISTIO_MUTUAL']], []],
    ['of the Service\'s namespace go before those of the root namespace, even for a wildcard', [['cart.default.svc.cluster.local', 'istio-system', 'ISTIO_MUTUAL'], ['*.local', 'default', 'DISABLE']], ['1']],
    ['of the clients\' namespace go before those of the Service', [['cart', 'default', 'ISTIO_MUTUAL'], ['*.default.svc.cluster.local', 'web', 'SIMPLE']], ['1']],
    ['of each namespace are for its own clients', [['cart', 'default', 'DISABLE'], ['*.default.svc.cluster.local', 'web', 'ISTIO_MUTUAL']], ['0']],
  ])('%s', (_, rules, wanted) => {
    const documents = rules.map(([host, of, mode], i) => istio('DestinationRule', `rule-${i}`, { host, trafficPolicy: tls(mode) }, { namespace: of }));
    expect(messages('CDI0241', [CART, ...documents, peer('STRICT'), INJECTED, pods()]).map(text => text.split(/[ -]/)[1])).toEqual(wanted);
  });

  test('of a third namespace are said to be for its clients', () => {
    const document = istio('DestinationRule', 'rule', { host: '*.default.svc.cluster.local', trafficPolicy: tls('DISABLE') }, { namespace: 'web' });
    expect(messages('CDI0241', [CART, document, peer('STRICT'), INJECTED, pods()])[0]).toContain('clients of namespace web send plain text');
  });
});

describe('without automatic mTLS', () => {
  const mesh = (enableAutoMtls: boolean): CheckOptions => ({ meshConfig: { enableAutoMtls } });
  const conflictsOf = (documents: object[], options = mesh(false)) =>
    messages('CDI0241', [CART, INJECTED, pods(), ...documents], options).map(text => text.split(/[ :]/)[1]);
  const bare = rule({ connectionPool: { tcp: { maxConnections: 1 } } });

  test.each<[string, object[], string[]]>([
    ['a rule without tls', [bare, peer('STRICT')], ['spec.trafficPolicy']],
    ['a rule without anything', [rule(undefined), peer('STRICT')], ['spec.trafficPolicy']],
    ['a rule with tls', [rule(tls('ISTIO_MUTUAL')), peer('STRICT')], []],
    ['a rule with tls for a port', [rule({ portLevelSettings: [{ port: { number: 80 }, ...tls('ISTIO_MUTUAL') }] }), peer('STRICT')], []],
    ['a rule with tls for a subset', [rule(undefined, { subsets: [{ name: 'v1', trafficPolicy: tls('ISTIO_MUTUAL') }] }), peer('STRICT')], []],
    ['a rule without tls beside one for the same host', [bare, { ...rule(tls('ISTIO_MUTUAL')), metadata: { name: 'tls' } }, peer('STRICT')], []],
    ['a rule without tls, for a host of another Service', [rule(undefined, { host: 'other' }), peer('STRICT')], []],
    ['no rule, which may be elsewhere', [peer('STRICT')], []],
    ['pods that take both', [bare, peer('PERMISSIVE')], []],
    ['pods that take plain text', [bare, peer('DISABLE')], []],
  ])('%s', (_, documents, places) => {
    expect(conflictsOf(documents)).toEqual(places);
  });

  test('is what the MeshConfig has to say', () => {
    expect(conflictsOf([bare, peer('STRICT')], mesh(true))).toEqual([]);
    expect(conflictsOf([bare, peer('STRICT')], {})).toEqual([]);
  });

  test('is said, and what to set', () => {
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio' }, data: { mesh: 'enableAutoMtls: false' } };
    const documents = [config, CART, INJECTED, pods(), bare, peer('STRICT')];
    expect(messages('CDI0241', documents)[0]).toContain('clients send plain text (the rule has no tls, and enableAutoMtls of the MeshConfig is false) to Service default/cart');
    expect(hint('CDI0241', documents)).toBe('set trafficPolicy.tls.mode to ISTIO_MUTUAL, or make the PeerAuthentication PERMISSIVE');
  });
});

describe('policies', () => {
  const CART_ONLY = { app: 'cart' };

  test.each<[string, object[], string[]]>([
    ['of the mesh', [peer('STRICT', { of: 'istio-system' })], HOST],
    ['of another namespace', [peer('STRICT', { of: 'other' })], []],
    ['of the namespace before that of the mesh', [peer('STRICT', { of: 'istio-system' }), peer('PERMISSIVE')], []],
    ['of the namespace that leave it to the mesh', [peer('STRICT', { of: 'istio-system' }), peer('UNSET')], HOST],
    ['of the workload', [peer('STRICT', { labels: CART_ONLY })], HOST],
    ['of the workload before that of the namespace', [peer('STRICT'), peer('PERMISSIVE', { name: 'cart', labels: CART_ONLY })], []],
    ['of the workload that leave it to the namespace', [peer('STRICT'), peer(undefined, { name: 'cart', labels: CART_ONLY })], HOST],
    ['of another workload', [peer('STRICT', { labels: { app: 'other' } })], []],
    ['of a workload in the root namespace, which do not count', [peer('STRICT', { of: 'istio-system', labels: CART_ONLY })], []],
    ['of a port of the pods', [peer('PERMISSIVE', { labels: CART_ONLY, ports: { 8080: { mode: 'STRICT' } } })], HOST],
    ['of a port of the Service, which do not count', [peer('PERMISSIVE', { labels: CART_ONLY, ports: { 80: { mode: 'STRICT' } } })], []],
    ['of all ports but one', [peer('STRICT', { labels: CART_ONLY, ports: { 8080: { mode: 'PERMISSIVE' }, 81: { mode: 'DISABLE' } } })], []],
    ['of which nobody knows the oldest', [peer('STRICT'), peer('STRICT', { name: 'other' })], []],
    ['of which nobody knows the oldest, before that of the mesh', [peer('UNSET'), peer('PERMISSIVE', { name: 'other' }), peer('STRICT', { of: 'istio-system' })], []],
    ['of the workload, of which nobody knows the oldest', [peer('STRICT'), ...['a', 'b'].map(name => peer('STRICT', { name, labels: CART_ONLY }))], []],
    ['of the mesh, of which nobody knows the oldest, behind that of the namespace', [peer('STRICT'), ...['a', 'b'].map(name => peer('STRICT', { name, of: 'istio-system' }))], HOST],
    ['of labels that the Service does not ask for', [peer('STRICT', { labels: { tier: 'shop' } })], HOST],
    ['of some of the labels and others', [peer('STRICT', { labels: { app: 'cart', version: 'v1' } })], []],
  ])('%s', (_, documents, places) => {
    expect(conflicts(OFF, ...documents, INJECTED, pods({ labels: { app: 'cart', tier: 'shop' } }))).toEqual(places);
  });

  test('of a port of a name', () => {
    const named = service('cart', { ports: [{ name: 'http', port: 80, targetPort: 'web' }] });
    const policy = peer('PERMISSIVE', { labels: CART_ONLY, ports: { 8080: { mode: 'STRICT' } } });
    const of = (ports: object[]) => messages('CDI0241', [named, OFF, policy, INJECTED, pods({ containers: [{ name: 'a', image: 'a', ports }] })]);
    expect(of([{ name: 'web', containerPort: 8080 }])).toHaveLength(1);
    expect(of([{ name: 'web', containerPort: 8081 }])).toEqual([]);
    expect(of([])).toEqual([]);
    const strict = (portLevel?: object) => [named, OFF, peer('STRICT', { labels: CART_ONLY, ports: portLevel }), INJECTED, pods()];
    expect(messages('CDI0241', strict())).toHaveLength(1);
    expect(messages('CDI0241', strict({ 8080: { mode: 'PERMISSIVE' } }))).toEqual([]);
  });
});

describe('pods', () => {
  test.each<[string, object[], number]>([
    ['with sidecars', [INJECTED, pods()], 1],
    ['of a namespace of which nobody tells', [pods()], 1],
    ['without sidecars', [INJECTED, pods({ annotations: { 'sidecar.istio.io/inject': 'false' } })], 0],
    ['some of them without sidecars', [INJECTED, pods(), workload('old', { labels: { 'app': 'cart', 'sidecar.istio.io/inject': 'false' } })], 0],
    ['some of them with another policy', [INJECTED, pods(), workload('v2', { labels: { app: 'cart', version: 'v2' } }), peer('PERMISSIVE', { name: 'v2', labels: { version: 'v2' } })], 0],
    ['whose ports go past the sidecar', [INJECTED, pods({ annotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '8080' } })], 0],
    ['of a gateway', [INJECTED, pods({ containers: [{ name: 'istio-proxy', image: 'auto' }] })], 0],
    ['of a gateway by its template', [INJECTED, pods({ annotations: { 'inject.istio.io/templates': 'gateway' } })], 0],
    ['with labels that the Service does not ask for', [INJECTED, pods({ labels: { app: 'cart', version: 'v1' } }), peer('PERMISSIVE', { name: 'v1', labels: { version: 'v1' } })], 0],
    ['in the network of the node', [INJECTED, workload('cart', { labels: { app: 'cart' }, hostNetwork: true })], 0],
    ['of others', [INJECTED], 0],
    ['of ambient mode by a label', [pods({ labels: { 'app': 'cart', 'istio.io/dataplane-mode': 'ambient' } })], 0],
    ['of ambient mode', [namespace('default', { 'istio.io/dataplane-mode': 'ambient' }), pods()], 0],
  ])('%s', (_, documents, findings) => {
    expect(conflicts(OFF, peer('STRICT'), ...documents)).toHaveLength(findings);
  });

  test('that exist elsewhere are not known', () => {
    expect(messages('CDI0241', [CART, OFF, peer('STRICT'), INJECTED], beside(workload('cart', { labels: { app: 'cart' } }, { namespace: 'default' })))).toEqual([]);
  });

  test('are asked for by the mesh only if they are certain to have sidecars', () => {
    const certain = workload('certain', { labels: { 'app': 'cart', 'sidecar.istio.io/inject': 'true' } });
    expect(conflicts(OFF, peer('STRICT', { of: 'istio-system' }), certain)).toEqual(HOST);
    expect(conflicts(OFF, peer('STRICT', { of: 'istio-system' }), certain, pods())).toEqual([]);
  });
});

test.each<[string, object]>([
  ['for a name elsewhere', { ...CART, spec: { type: 'ExternalName', externalName: 'a.com', ...CART.spec } }],
  ['for UDP', service('cart', { ports: [{ name: 'dns', port: 53, protocol: 'UDP' }] })],
  ['without ports', service('cart', { ports: [{ name: 'http' }] })],
  ['without a selector', { ...CART, spec: { ports: (CART.spec as any).ports } }],
])('a Service %s is not judged', (_, document) => {
  expect(messages('CDI0241', [document, OFF, peer('STRICT'), INJECTED])).toEqual([]);
});

test('a headless Service is judged where its pods are asked at the same port by everybody', () => {
  const headless = (targetPort?: number) => service('cart', { clusterIP: 'None', ports: [{ name: 'http', port: 80, targetPort }] });
  expect(messages('CDI0241', [headless(8080), OFF, peer('STRICT'), INJECTED, pods()])).toEqual([]);
  expect(messages('CDI0241', [headless(80), OFF, peer('STRICT'), INJECTED, pods()])).toHaveLength(1);
  expect(messages('CDI0241', [headless(), OFF, peer('STRICT'), INJECTED, pods()])).toHaveLength(1);
});

test('a Service that exists elsewhere is not judged', () => {
  expect(messages('CDI0241', [OFF, peer('STRICT'), INJECTED], beside(CART))).toEqual([]);
});
