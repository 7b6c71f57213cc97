import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { chartIn, ofKind, only } from './documents';
import {
  AllowedListeners, AllowedRoutes, DefaultGatewayScope, FrontendValidationMode, Gateway, GatewayAddress, GatewayApiGateway,
  GatewayApiGatewayProps, GatewayApiVersion, GatewayClass, Listener, ListenerTls, ObjectReference, RouteKind, Service,
} from '../../src';
import { schemaErrors } from '../schema';

function istioGateway(chart: Chart, props: GatewayApiGatewayProps = {}): GatewayApiGateway {
  return new GatewayApiGateway(chart, 'gateway', { gatewayClass: GatewayClass.istio(chart, 'istio'), metadata: { name: 'front' }, ...props });
}

test('every field reaches the YAML', () => {
  // GIVEN
  const chart = chartIn('ingress');
  const secret = ObjectReference.fromSecret(kplus.Secret.fromSecretName(chart, 'secret', 'cert'));
  const configMap = ObjectReference.fromConfigMap(kplus.ConfigMap.fromConfigMapName(chart, 'ca', 'ca'));
  const custom = ObjectReference.of({ group: 'example.com', kind: 'Certificate', name: 'c' });
  const kinds = [RouteKind.HTTP_ROUTE, RouteKind.of('FooRoute', 'example.com')];
  const team = { matchLabels: { team: 'a' }, matchExpressions: [{ key: 'stage', operator: 'In', values: ['prod'] }] };

  // WHEN
  istioGateway(chart, {
    apiVersion: GatewayApiVersion.V1BETA1,
    metadata: { name: 'front', labels: { app: 'front' }, annotations: { note: 'x' } },
    listeners: [
      Listener.http({ name: 'plain', hostname: 'a.example.com', port: 8080, allowedRoutes: AllowedRoutes.allNamespaces({ kinds }) }),
      Listener.https({ hostname: '*.example.com', tls: ListenerTls.terminate({ certificateRefs: [secret, custom], options: { 'example.com/o': 'v' } }), allowedRoutes: AllowedRoutes.fromSelector(team) }),
      Listener.https({ hostname: 'b.example.com', port: 8443, tls: ListenerTls.terminate({ options: { 'gateway.istio.io/tls-terminate-mode': 'ISTIO_MUTUAL' } }), allowedRoutes: AllowedRoutes.none() }),
      Listener.tls({ tls: ListenerTls.passthrough(), allowedRoutes: AllowedRoutes.sameNamespace({ kinds: [RouteKind.TLS_ROUTE] }) }),
      Listener.tcp({ port: 9000, allowedRoutes: AllowedRoutes.sameNamespace({ kinds: [RouteKind.TCP_ROUTE] }) }),
      Listener.udp({ port: 9000, allowedRoutes: AllowedRoutes.sameNamespace({ kinds: [RouteKind.UDP_ROUTE, RouteKind.GRPC_ROUTE] }) }),
      Listener.ofProtocol('HBONE', { port: 15008, hostname: 'h.example.com', tls: ListenerTls.terminate({ certificateRefs: [secret] }) }),
      Listener.ofProtocol('example.com/bar', { port: 15009 }),
    ],
    addresses: [
      GatewayAddress.ip('192.0.2.1'), GatewayAddress.ip('2001:db8::1'), GatewayAddress.ip(),
      GatewayAddress.hostname('a.example.com'), GatewayAddress.hostname(), GatewayAddress.named('x'), GatewayAddress.named(), GatewayAddress.ofType('example.com/address', 'y'),
    ],
    infrastructure: { labels: { 'example.com/team': 'a' }, annotations: { 'example.com/note': 'any text' }, parametersRef: custom },
    allowedListeners: AllowedListeners.fromSelector(team),
    tls: {
      frontend: {
        default: { validation: { caCertificateRefs: [configMap], mode: FrontendValidationMode.ALLOW_INSECURE_FALLBACK } },
        perPort: [
          { port: 8443, tls: { validation: { caCertificateRefs: [secret], mode: FrontendValidationMode.ALLOW_VALID_ONLY } } },
          { port: 8444, tls: {} },
        ],
      },
      backend: { clientCertificateRef: secret },
    },
    defaultScope: DefaultGatewayScope.ALL,
    serviceType: kplus.ServiceType.NODE_PORT,
    nameOverride: 'other',
    serviceAccount: kplus.ServiceAccount.fromServiceAccountName(chart, 'account', 'runner'),
  });

  // THEN
  const document = only(chart);
  expect(schemaErrors(document)).toEqual([]);
  expect(document).toMatchSnapshot();
});

test.each([
  ['Same', AllowedListeners.sameNamespace()], ['All', AllowedListeners.allNamespaces()], ['None', AllowedListeners.none()],
])('ListenerSets: %s', (from, allowedListeners) => {
  const chart = Testing.chart();
  istioGateway(chart, { listeners: [Listener.http()], allowedListeners });
  expect(only(chart).spec.allowedListeners).toEqual({ namespaces: { from } });
});

test('listeners are added by protocol, with free names', () => {
  // GIVEN
  const chart = Testing.chart();
  const tls = ListenerTls.terminate({ certificateRefs: [ObjectReference.fromSecret(kplus.Secret.fromSecretName(chart, 's', 'cert'))] });

  // WHEN
  const gateway = istioGateway(chart);
  const handles = [
    gateway.addHttpListener(), gateway.addHttpListener({ hostname: 'a.b' }), gateway.addHttpListener({ hostname: 'c.d' }), gateway.addHttpsListener({ tls }),
    gateway.addTlsListener({ tls, port: 8443 }), gateway.addTcpListener({ port: 1 }), gateway.addUdpListener({ port: 1 }),
    gateway.addListener(Listener.ofProtocol('example.com/Bar', { port: 2 })),
  ];

  // THEN
  const names = ['http', 'http-80', 'http-80-2', 'https', 'tls', 'tcp', 'udp', 'example-com-bar'];
  expect(handles.map(h => h.name)).toEqual(names);
  expect(handles.every(h => gateway.listener(h.name) === h && h.gateway === gateway)).toBe(true);
  expect(only(chart).spec.listeners.map((l: any) => [l.name, l.port, l.protocol])).toEqual([
    ['http', 80, 'HTTP'], ['http-80', 80, 'HTTP'], ['http-80-2', 80, 'HTTP'], ['https', 443, 'HTTPS'], ['tls', 8443, 'TLS'], ['tcp', 1, 'TCP'], ['udp', 1, 'UDP'],
    ['example-com-bar', 2, 'example.com/Bar'],
  ]);
});

describe('what Istio makes for it', () => {
  const label = { 'gateway.networking.k8s.io/gateway-name': 'front' };

  test('a Service and Deployment by the names of Gateway and class', () => {
    const chart = chartIn('ingress');
    const gateway = istioGateway(chart, { listeners: [Listener.http(), Listener.http({ hostname: 'a.b' }), Listener.http({ port: 8080 })] });
    expect(gateway.deploymentName).toBe('front-istio');
    expect(gateway.gatewaySelector).toEqual(label);
    const { name, namespace, ports, podLabels, construct } = gateway.service!;
    expect({ name, namespace, ports, podLabels }).toEqual({
      name: 'front-istio', namespace: 'ingress', ports: [{ name: 'status-port', port: 15021 }, { port: 80 }, { port: 8080 }], podLabels: label,
    });
    expect(construct).toBe(gateway);
  });

  test.each<[string, (chart: Chart) => GatewayApiGatewayProps, string | undefined]>([
    ['an IP address', () => ({ addresses: [GatewayAddress.ip('192.0.2.1')] }), 'front-istio'],
    ['another name', () => ({ nameOverride: 'other' }), 'other'],
    ['a waypoint', c => ({ gatewayClass: GatewayClass.istioWaypoint(c, 'w') }), 'front'],
    ['an east-west gateway', c => ({ gatewayClass: GatewayClass.istioEastWest(c, 'w') }), 'front'],
    ['an east-west gateway with another name', c => ({ gatewayClass: GatewayClass.istioEastWest(c, 'w'), nameOverride: 'other' }), 'other'],
    ['a remote gateway', c => ({ gatewayClass: GatewayClass.istioRemote(c, 'w') }), undefined],
    ['a class of somebody else', c => ({ gatewayClass: GatewayClass.fromGatewayClassName(c, 'w', 'nginx') }), undefined],
    ['an own class', c => ({ gatewayClass: new GatewayClass(c, 'w', { metadata: { name: 'own' }, controllerName: 'istio.io/gateway-controller' }) }), 'front-own'],
    ['two addresses', () => ({ addresses: [GatewayAddress.ip('192.0.2.1'), GatewayAddress.ip('192.0.2.2')] }), undefined],
    ['a host name', () => ({ addresses: [GatewayAddress.hostname('a.b')] }), undefined],
  ])('the name with %s', (_, props, name) => {
    const chart = Testing.chart();
    const gateway = istioGateway(chart, props(chart));
    expect([gateway.deploymentName, gateway.service?.name]).toEqual([name, name]);
  });

  test('nothing where the address names a Service, whose pods are then the gateway', () => {
    const chart = chartIn('ingress');
    const known = Service.fromServiceName(chart, 'known', 'known', { podLabels: { app: 'known' } });
    const unknown = Service.fromServiceName(chart, 'unknown', 'unknown');
    const manual = istioGateway(chart, { addresses: [GatewayAddress.service(known)] });
    expect([manual.deploymentName, manual.service, manual.gatewaySelector]).toEqual([undefined, known, { app: 'known' }]);
    const other = new GatewayApiGateway(chart, 'other', { partial: true, addresses: [GatewayAddress.service(unknown)] });
    expect(() => other.gatewaySelector).toThrow('[test/other] addresses[0]: given "Service unknown", allowed a Service whose pods\' labels are known');
  });

  test('an Istio Gateway can configure its pods', () => {
    const chart = chartIn('ingress');
    const gateway = istioGateway(chart, { listeners: [Listener.http()] });
    new Gateway(chart, 'istio-gateway', { workload: gateway }).addHttpServer({ hosts: ['*'] });
    const [first, second] = Testing.synth(chart);
    expect([first.kind, second.spec.selector]).toEqual(['Gateway', label]);
  });
});

describe('certificates', () => {
  const listener = (certificate: ObjectReference) => [Listener.https({ tls: ListenerTls.terminate({ certificateRefs: [certificate] }) })];

  test('a Secret of another namespace gets a ReferenceGrant there', () => {
    // GIVEN
    const app = new App();
    const certs = new Chart(app, 'certs', { namespace: 'certs' });
    const ingress = new Chart(app, 'ingress', { namespace: 'ingress' });
    const secret = new kplus.Secret(certs, 'secret', { metadata: { name: 'cert' } });

    // WHEN
    istioGateway(ingress, { listeners: listener(ObjectReference.fromSecret(secret)) });

    // THEN
    expect(only(ingress).spec.listeners[0].tls.certificateRefs).toEqual([{ name: 'cert', namespace: 'certs' }]);
    const [grant] = ofKind(certs, 'ReferenceGrant');
    expect(schemaErrors(grant)).toEqual([]);
    expect(grant).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1beta1',
      kind: 'ReferenceGrant',
      metadata: { name: 'gateway-from-ingress-to-certs', namespace: 'certs' },
      spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'ingress' }], to: [{ group: '', kind: 'Secret', name: 'cert' }] },
    });
  });

  test('a Secret that exists in another namespace, and authorities, get one in the chart of the Gateway', () => {
    const chart = chartIn('ingress');
    const secret = ObjectReference.fromSecret(kplus.Secret.fromSecretName(chart, 's', 'cert'), { namespace: 'certs' });
    const ca = ObjectReference.fromConfigMap(kplus.ConfigMap.fromConfigMapName(chart, 'c', 'ca'), { namespace: 'certs' });
    istioGateway(chart, {
      listeners: listener(secret),
      tls: { frontend: { default: { validation: { caCertificateRefs: [ca] } } }, backend: { clientCertificateRef: secret } },
    });
    const [grant, gateway] = Testing.synth(chart);
    expect(grant.spec.to).toEqual([{ group: '', kind: 'ConfigMap', name: 'ca' }, { group: '', kind: 'Secret', name: 'cert' }]);
    expect(gateway.spec.tls).toEqual({
      frontend: { default: { validation: { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca', namespace: 'certs' }] } } },
      backend: { clientCertificateRef: { name: 'cert', namespace: 'certs' } },
    });
  });

  test('none where it is switched off, or the Secret is in the same namespace', () => {
    const chart = chartIn('ingress');
    const secret = kplus.Secret.fromSecretName(chart, 's', 'cert');
    istioGateway(chart, { listeners: listener(ObjectReference.fromSecret(secret, { namespace: 'certs' })), referenceGrants: false });
    new GatewayApiGateway(chart, 'second', { gatewayClass: GatewayClass.istio(chart, 'i'), listeners: listener(ObjectReference.fromSecret(secret)) });
    expect(Testing.synth(chart).map(d => d.kind)).toEqual(['Gateway', 'Gateway']);
  });

  test('a Secret of cdk8s is applied before the Gateway', () => {
    const chart = chartIn('ingress');
    const gateway = istioGateway(chart);
    const secret = new ApiObject(chart, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'cert' } });
    gateway.addHttpsListener({ tls: ListenerTls.terminate({ certificateRefs: [ObjectReference.fromApiObject(secret)] }) });
    const [first, second] = Testing.synth(chart);
    expect([first.kind, second.spec.listeners[0].tls.certificateRefs]).toEqual(['Secret', [{ name: 'cert' }]]);
  });
});

test('a JSON patch lands, keys unknown to the schema included', () => {
  const chart = Testing.chart();
  const gateway = istioGateway(chart, { listeners: [Listener.http()] });
  ApiObject.of(gateway).addJsonPatch(JsonPatch.add('/spec/listeners/0/unknownField', { a: 1 }), JsonPatch.add('/unknown', true));
  expect(only(chart)).toMatchObject({ unknown: true, spec: { listeners: [{ unknownField: { a: 1 } }] } });
});

describe('impossible listeners are refused', () => {
  const certificateRefs = [ObjectReference.of({ kind: 'Secret', name: 'cert' })];
  const tls = ListenerTls.terminate({ certificateRefs });
  const many = (count: number) => Array.from({ length: count }, (_, i) => i);
  test.each<[string, Listener[], string]>([
    ['a port out of range', [Listener.http({ port: 70000 })], '[test/gateway] listeners[0].port: given 70000, allowed a whole number from 1 to 65535; give a number in that range'],
    ['a malformed name', [Listener.http({ name: 'A_' })], 'listeners[0].name: given "A_"'],
    ['a name twice', [Listener.http({ name: 'a' }), Listener.http({ name: 'a', port: 81 })], '[test/gateway] listeners[1].name: given "a", allowed a name that no other listener of this Gateway has; rename the listener'],
    ['a scheme in a host', [Listener.http({ hostname: 'http://a.b' })], 'listeners[0].hostname: given "http://a.b"'],
    ['capitals in a host', [Listener.http({ hostname: 'A.b' })], 'listeners[0].hostname: given "A.b", allowed lower case letters'],
    ['an address as host', [Listener.http({ hostname: '10.0.0.1' })], 'listeners[0].hostname: given "10.0.0.1"'],
    ['a star as host', [Listener.http({ hostname: '*' })], 'listeners[0].hostname: given "*"'],
    ['a host, port and protocol twice', [Listener.http({ hostname: 'a.b' }), Listener.http({ hostname: 'a.b' })], '[test/gateway] listeners[1].hostname: given "a.b on port 80", allowed each host of a port and protocol in one listener, and listeners[0] has it; drop one of the two, or choose another host or port'],
    ['all hosts twice', [Listener.http(), Listener.http()], 'listeners[1].hostname: given "HTTP on port 80"'],
    ['TCP on a port of HTTP', [Listener.http(), Listener.tcp({ port: 80 })], '[test/gateway] listeners[1].port: given "TCP on port 80", allowed TCP or other protocols on a port, and listeners[0] has HTTP there; choose another port'],
    ['TLS on a port of TCP', [Listener.tcp({ port: 443 }), Listener.tls({ tls })], 'listeners[1].port: given "TLS on port 443"'],
    ['TCP twice on a port', [Listener.tcp({ port: 1 }), Listener.tcp({ port: 1 })], 'listeners[1].hostname: given "TCP on port 1"'],
    ['a host on TCP', [Listener.ofProtocol('TCP', { port: 1, hostname: 'a.b' })], 'listeners[0].hostname: given "a.b", allowed none, as TCP has no hosts'],
    ['a host on UDP', [Listener.ofProtocol('UDP', { port: 1, hostname: 'a.b' })], 'listeners[0].hostname: given "a.b", allowed none, as UDP has no hosts'],
    ['TLS on HTTP', [Listener.ofProtocol('HTTP', { port: 80, tls })], 'listeners[0].tls: given "settings of TLS", allowed none, as HTTP is not in TLS'],
    ['TLS on TCP', [Listener.ofProtocol('TCP', { port: 80, tls })], 'listeners[0].tls: given "settings of TLS"'],
    ['HTTPS without TLS', [Listener.ofProtocol('HTTPS', { port: 443 })], 'listeners[0].tls: given nothing, allowed settings of TLS, as HTTPS needs them'],
    ['TLS without settings', [Listener.ofProtocol('TLS', { port: 443 })], 'listeners[0].tls: given nothing'],
    ['HTTPS passed through', [Listener.https({ tls: ListenerTls.passthrough() })], 'listeners[0].tls.mode: given "Passthrough"'],
    ['no certificate', [Listener.https({ tls: ListenerTls.terminate({}) })], 'listeners[0].tls.certificateRefs: given [], allowed at least one certificate'],
    ['65 certificates', [Listener.https({ tls: ListenerTls.terminate({ certificateRefs: many(65).map(() => certificateRefs[0]) }) })], 'listeners[0].tls.certificateRefs: given 65, allowed at most 64 of them'],
    ['17 options', [Listener.https({ tls: ListenerTls.terminate({ options: Object.fromEntries(many(17).map(i => [`k${i}`, 'v'])) }) })], 'listeners[0].tls.options: given 17'],
    ['a long option', [Listener.https({ tls: ListenerTls.terminate({ options: { k: 'v'.repeat(4097) } }) })], 'listeners[0].tls.options["k"]'],
    ['a malformed certificate', [Listener.https({ tls: ListenerTls.terminate({ certificateRefs: [ObjectReference.of({ kind: 'Secret', name: 'C' })] }) })], 'listeners[0].tls.certificateRefs[0].name: given "C"'],
    ['a malformed protocol', [Listener.ofProtocol('a b', { port: 1 })], 'listeners[0].protocol: given "a b"'],
    ['9 kinds', [Listener.http({ allowedRoutes: AllowedRoutes.allNamespaces({ kinds: many(9).map(() => RouteKind.HTTP_ROUTE) }) })], 'listeners[0].allowedRoutes.kinds: given 9'],
    ['a malformed kind', [Listener.http({ allowedRoutes: AllowedRoutes.allNamespaces({ kinds: [RouteKind.of('a b', 'c')] }) })], 'listeners[0].allowedRoutes.kinds[0].kind: given "a b"'],
    ['a malformed group', [Listener.http({ allowedRoutes: AllowedRoutes.allNamespaces({ kinds: [RouteKind.of('A', 'C')] }) })], 'listeners[0].allowedRoutes.kinds[0].group: given "C"'],
    ['65 listeners', many(65).map(i => Listener.http({ port: i + 1 })), 'listeners: given 65, allowed at most 64 of them; make another Gateway'],
  ])('%s', (_, listeners, message) => {
    expect(() => istioGateway(Testing.chart(), { listeners })).toThrow(message);
  });

  test('UDP may share a port with TCP, and HTTP with HTTPS', () => {
    const listeners = [Listener.tcp({ port: 53 }), Listener.udp({ port: 53 }), Listener.http({ port: 8000 }), Listener.https({ port: 8000, tls })];
    expect(() => istioGateway(Testing.chart(), { listeners })).not.toThrow();
  });

  test('a listener that is not there', () => {
    const gateway = istioGateway(Testing.chart(), { listeners: [Listener.http()] });
    expect(() => gateway.listener('x')).toThrow('[test/gateway] listeners: given "x", allowed the name of a listener: http; add the listener first, or name another');
  });

  test('no listeners, when it is synthesized', () => {
    const chart = Testing.chart();
    const gateway = istioGateway(chart);
    expect(() => Testing.synth(chart)).toThrow('[test/gateway] listeners: given none, allowed 1 to 64; add one, e.g. with addHttpListener');
    gateway.addHttpListener();
    expect(() => Testing.synth(chart)).not.toThrow();
  });
});

describe('impossible props are refused', () => {
  const chart = () => chartIn('ingress');
  const object = ObjectReference.of({ kind: 'ConfigMap', name: 'x' });
  const elsewhere = ObjectReference.of({ kind: 'ConfigMap', name: 'x', namespace: 'other' });
  const many = (count: number) => Array.from({ length: count }, (_, i) => i);
  test.each<[string, GatewayApiGatewayProps, string]>([
    ['no class', { gatewayClass: undefined }, '[test/gateway] gatewayClass: given nothing, allowed a class; give one, e.g. GatewayClass.istio(chart, "istio"), or say that the Gateway is partial'],
    ['parameters of another namespace', { infrastructure: { parametersRef: elsewhere } }, '[test/gateway] infrastructure.parametersRef: given "ConfigMap other/x", allowed one in the Gateway\'s own namespace, "ingress"; put both in one namespace'],
    ['malformed parameters', { infrastructure: { parametersRef: ObjectReference.of({ kind: '', name: 'x' }) } }, 'infrastructure.parametersRef.kind: given ""'],
    ['9 labels', { infrastructure: { labels: Object.fromEntries(many(9).map(i => [`l${i}`, 'v'])) } }, 'infrastructure.labels: given 9'],
    ['a malformed label', { infrastructure: { labels: { 'Example.com/key': 'v' } } }, 'infrastructure.labels: given "Example.com/key"'],
    ['a long label', { infrastructure: { labels: { key: 'v'.repeat(64) } } }, 'infrastructure.labels["key"]: given "vvv'],
    ['17 annotations', { infrastructure: { annotations: Object.fromEntries(many(17).map(i => [`a${i}`, 'v'])) } }, 'infrastructure.annotations: given 17'],
    ['a malformed annotation', { infrastructure: { annotations: { 'a/b/c': 'v' } } }, 'infrastructure.annotations: given "a/b/c"'],
    ['a long prefix of a label', { infrastructure: { labels: { [`${'a'.repeat(253)}/key`]: 'v' } } }, 'infrastructure.labels: given "aaa'],
    ['a long prefix of an annotation', { infrastructure: { annotations: { [`${'a'.repeat(253)}/key`]: 'v' } } }, 'infrastructure.annotations: given "aaa'],
    ['a long annotation', { infrastructure: { annotations: { key: 'v'.repeat(4097) } } }, 'infrastructure.annotations["key"]'],
    ['17 addresses', { addresses: many(17).map(i => GatewayAddress.ip(`10.0.0.${i}`)) }, 'addresses: given 17'],
    ['an address twice', { addresses: [GatewayAddress.ip('10.0.0.1'), GatewayAddress.ip('10.0.0.1')] }, 'addresses: given "IPAddress 10.0.0.1 twice"'],
    ['an address with a port', { addresses: [GatewayAddress.ip('1.2.3.4:80')] }, 'addresses[0].value: given "1.2.3.4:80", allowed an IPv4 or IPv6 address'],
    ['a malformed host', { addresses: [GatewayAddress.hostname('*foo/bar')] }, 'addresses[0].value: given "*foo/bar"'],
    ['a long name', { addresses: [GatewayAddress.named('x'.repeat(254))] }, 'addresses[0].value: given "xxx'],
    ['a malformed type', { addresses: [GatewayAddress.ofType('x')] }, 'addresses[0].type: given "x"'],
    ['an external name', { serviceType: kplus.ServiceType.EXTERNAL_NAME }, 'serviceType: given "ExternalName", allowed ClusterIP, NodePort or LoadBalancer'],
    ['a malformed name', { nameOverride: 'A' }, 'nameOverride: given "A"'],
    ['no authorities', { tls: { frontend: { default: { validation: { caCertificateRefs: [] } } } } }, 'tls.frontend.default.validation.caCertificateRefs: given []'],
    ['17 authorities', { tls: { frontend: { default: { validation: { caCertificateRefs: many(17).map(() => object) } } } } }, 'tls.frontend.default.validation.caCertificateRefs: given 17'],
    ['65 ports', { tls: { frontend: { default: {}, perPort: many(65).map(i => ({ port: i + 1, tls: {} })) } } }, 'tls.frontend.perPort: given 65'],
    ['a port twice', { tls: { frontend: { default: {}, perPort: [{ port: 1, tls: {} }, { port: 1, tls: {} }] } } }, 'tls.frontend.perPort: given "1 twice"'],
    ['a port out of range', { tls: { frontend: { default: {}, perPort: [{ port: 0, tls: {} }] } } }, 'tls.frontend.perPort[0].port: given 0'],
  ])('%s', (_, props, message) => {
    expect(() => istioGateway(chart(), props)).toThrow(message);
  });

  test('an address of a Service without a namespace', () => {
    const bare = Testing.chart();
    const addresses = [GatewayAddress.service(Service.fromServiceName(bare, 's', 'ingress'))];
    expect(() => istioGateway(bare, { addresses })).toThrow('[test/gateway] addresses[0].value: given "Service ingress without a namespace"');
  });

  test('a Secret of this app without a namespace', () => {
    const app = new App();
    const secret = new kplus.Secret(new Chart(app, 'bare'), 'secret');
    const tls = ListenerTls.terminate({ certificateRefs: [ObjectReference.fromSecret(secret)] });
    expect(() => istioGateway(new Chart(app, 'test', { namespace: 'ingress' }), { listeners: [Listener.https({ tls })] }))
      .toThrow(/listeners\[0\]\.tls\.certificateRefs\[0\]\.namespace: given "Secret .* without a namespace".*set the namespace of the Secret or of its chart "bare"/);
  });
});

test('any valid listeners make a document that the schema takes', () => {
  const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
  const hostname = fc.tuple(fc.constantFrom('', '*.'), fc.array(label, { minLength: 1, maxLength: 4 })).map(([prefix, labels]) => prefix + labels.join('.'));
  const listener = fc.record({
    hostname: fc.option(hostname, { nil: undefined }),
    port: fc.integer({ min: 1, max: 65535 }),
    allowedRoutes: fc.constantFrom(undefined, AllowedRoutes.none(), AllowedRoutes.sameNamespace({ kinds: [RouteKind.HTTP_ROUTE] })),
  });
  fc.assert(fc.property(fc.uniqueArray(listener, { minLength: 1, maxLength: 6, selector: l => l.port }), listeners => {
    const chart = Testing.chart();
    istioGateway(chart, { listeners: listeners.map(l => Listener.http(l)) });
    const document = only(chart);
    expect(schemaErrors(document)).toEqual([]);
    expect(document.spec.listeners.map((l: any) => [l.hostname, l.port])).toEqual(listeners.map(l => [l.hostname, l.port]));
  }), { numRuns: 50 });
});
