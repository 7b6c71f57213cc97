import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { Analysis, Gateway, GatewayWorkload, IstioApiVersion, Server, ServerCertificate, ServerTls, TlsVersion } from '../../src';
import { schemaErrors } from '../schema';

function only(chart: Chart): any {
  const documents = Testing.synth(chart);
  expect(documents).toHaveLength(1);
  return documents[0];
}

test('a Gateway selects the pods of its workload', () => {
  // GIVEN
  const chart = Testing.chart();
  const workload = GatewayWorkload.defaultIngressGateway(chart, 'ingress');

  // WHEN
  const gateway = new Gateway(chart, 'gateway', { workload, metadata: { name: 'front' } });
  gateway.addHttpServer({ hosts: ['tomcat.istio.com'] });

  // THEN
  expect(only(chart)).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'front' },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['tomcat.istio.com'] }],
    },
  });
});

test('the API version can be chosen', () => {
  const chart = Testing.chart();
  new Gateway(chart, 'gateway', { apiVersion: IstioApiVersion.V1ALPHA3, servers: [Server.http({ hosts: ['*'] })] });
  expect(only(chart).apiVersion).toBe('networking.istio.io/v1alpha3');
});

test('every protocol and TLS mode', () => {
  // GIVEN
  const chart = Testing.chart();
  const secret = kplus.Secret.fromSecretName(chart, 'secret', 'tls');
  const certificate = ServerCertificate.fromSecret(secret);
  const files = ServerCertificate.fromFiles({ serverCertificate: '/c', privateKey: '/k', caCertificates: '/ca' });
  const hosts = ['a.example.com'];

  // WHEN
  new Gateway(chart, 'gateway', {
    workload: GatewayWorkload.fromLabels(chart, 'workload', 'gateway', { app: 'gateway' }),
    servers: [
      Server.http({ hosts, httpsRedirect: true, name: 'plain', bind: '10.0.0.1', defaultEndpoint: '127.0.0.1:8080' }),
      Server.http2({ hosts, port: 8081 }),
      Server.grpc({ hosts, port: 8082 }),
      Server.grpcWeb({ hosts, port: 8083 }),
      Server.https({ hosts, tls: ServerTls.simple({ certificate, minProtocolVersion: TlsVersion.V1_2, maxProtocolVersion: TlsVersion.V1_3, cipherSuites: ['ECDHE-RSA-AES256-GCM-SHA384'] }) }),
      Server.https({
        hosts,
        port: 8443,
        tls: ServerTls.mutual({ certificate: files, caCertCredential: secret, caCrl: '/crl', subjectAltNames: ['a'], verifyCertificateHash: ['h'], verifyCertificateSpki: ['s'], insecureSkipVerify: true }),
      }),
      Server.https({ hosts, port: 8444, tls: ServerTls.optionalMutual({ certificate: ServerCertificate.fromSecrets([secret, secret]) }) }),
      Server.tls({ hosts, port: 8445, tls: ServerTls.passthrough() }),
      Server.tls({ hosts: ['*.local'], port: 15443, tls: ServerTls.autoPassthrough() }),
      Server.tls({ hosts, port: 8446, tls: ServerTls.istioMutual() }),
      Server.tcp({ hosts: ['*'], port: 9000 }),
      Server.tls({ hosts: ['*'], port: 9001, tls: ServerTls.simple({ certificate: ServerCertificate.fromFileSets([{ serverCertificate: '/c', privateKey: '/k' }]) }) }),
      Server.mongo({ hosts: ['*'] }),
    ],
  });

  // THEN
  const document = only(chart);
  expect(schemaErrors(document)).toEqual([]);
  expect(document.spec).toMatchSnapshot();
});

test('port names are made unique', () => {
  const chart = Testing.chart();
  const gateway = new Gateway(chart, 'gateway');
  gateway.addHttpServer({ hosts: ['a.example.com'] });
  gateway.addHttpServer({ hosts: ['b.example.com'] });
  gateway.addHttpServer({ hosts: ['c.example.com'] });
  gateway.addHttpServer({ hosts: ['c.example.com'], port: 8080 });
  expect(only(chart).spec.servers.map((s: any) => s.port.name)).toEqual(['http', 'http-80', 'http-80-2', 'http-8080']);
});

test('a JSON patch lands, keys unknown to the schema included', () => {
  const chart = Testing.chart();
  const gateway = new Gateway(chart, 'gateway', { servers: [Server.http({ hosts: ['*'] })] });
  ApiObject.of(gateway).addJsonPatch(JsonPatch.add('/spec/servers/0/unknownField', { a: 1 }), JsonPatch.add('/unknown', true));
  expect(only(chart)).toMatchObject({ unknown: true, spec: { servers: [{ unknownField: { a: 1 } }] } });
});

describe('impossible props are refused', () => {
  const http = (hosts: string[], port?: number) => Server.http({ hosts, port });
  const tls = (options: any) => Server.https({ hosts: ['a.example.com'], tls: ServerTls.mutual(options) });
  test.each<[string, Server[], string]>([
    ['a port out of range', [http(['*'], 70000)], '[test/gateway] servers[0].port: given 70000, allowed a whole number from 1 to 65535; give a number in that range'],
    ['no hosts', [http([])], '[test/gateway] servers[0].hosts: given [], allowed at least one host'],
    ['a scheme in a host', [http(['https://a.example.com'])], '[test/gateway] servers[0].hosts[0]'],
    ['a partial wildcard', [http(['*a.example.com'])], '[test/gateway] servers[0].hosts[0]'],
    ['a short name', [http(['reviews'])], 'given "reviews", allowed a full name'],
    ['a malformed namespace', [http(['My_NS/a.example.com'])], 'servers[0].hosts[0] (namespace)'],
    ['the same host and port twice', [http(['a.b']), http(['a.b'])], '[test/gateway] servers[1].hosts: given "a.b on port 80", allowed each host of a port in one server, and servers[0] has it; drop one of the two, or choose another port'],
    ['two protocols on a port', [http(['a.b']), Server.tcp({ hosts: ['*'], port: 80 })], 'servers[1].port: given "TCP on port 80"'],
    ['two TCP servers on a port', [Server.tcp({ hosts: ['a.b'], port: 80 }), Server.tcp({ hosts: ['c.d'], port: 80 })], 'servers[1].hosts'],
    ['a port name twice', [Server.http({ hosts: ['a.b'], portName: 'x' }), Server.http({ hosts: ['c.d'], portName: 'x' })], 'servers[1].portName: given "x"'],
    ['a server name twice', [Server.http({ hosts: ['a.b'], name: 'x' }), Server.http({ hosts: ['c.d'], name: 'x' })], 'servers[1].name: given "x"'],
    ['a malformed port name', [Server.http({ hosts: ['a.b'], portName: 'X_' })], 'servers[0].portName: given "X_"'],
    ['no authorities for clients\' certificates', [tls({ certificate: ServerCertificate.fromFiles({ serverCertificate: '/c', privateKey: '/k' }) })], 'servers[0].tls.certificate.caCertificates: given nothing'],
    ['versions the wrong way round', [tls({ certificate: ServerCertificate.fromFiles({ serverCertificate: '/c', privateKey: '/k', caCertificates: '/ca' }), minProtocolVersion: TlsVersion.V1_3, maxProtocolVersion: TlsVersion.V1_2 })], 'servers[0].tls.minProtocolVersion: given "TLSV1_3"'],
    ['three certificates', [tls({ certificate: ServerCertificate.fromFileSets([1, 2, 3].map(() => ({ serverCertificate: '/c', privateKey: '/k' }))) })], 'servers[0].tls.certificate: given "3 certificates"'],
  ])('%s', (_, servers, message) => {
    const chart = Testing.chart();
    expect(() => new Gateway(chart, 'gateway', { servers })).toThrow(message);
  });

  test('a workload and a selector', () => {
    const chart = Testing.chart();
    const workload = GatewayWorkload.defaultIngressGateway(chart, 'ingress');
    expect(() => new Gateway(chart, 'gateway', { workload, selector: { a: 'b' } })).toThrow('[test/gateway] selector: given {"a":"b"}, allowed a workload or a selector; drop one of the two');
  });

  test('a Gateway without servers, when it is synthesized', () => {
    const chart = Testing.chart();
    new Gateway(chart, 'gateway');
    expect(() => Testing.synth(chart)).toThrow('[test/gateway] servers: given none');
  });
});

test('any valid servers make a document that the schema takes', () => {
  const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
  const host = fc.tuple(fc.constantFrom('', '*.', 'ns/', './*.'), fc.array(label, { minLength: 2, maxLength: 4 })).map(([prefix, labels]) => prefix + labels.join('.'));
  const server = fc.record({
    hosts: fc.uniqueArray(host, { minLength: 1, maxLength: 3 }),
    port: fc.integer({ min: 1, max: 65535 }),
    bind: fc.option(fc.ipV4(), { nil: undefined }),
    httpsRedirect: fc.option(fc.boolean(), { nil: undefined }),
  });
  fc.assert(fc.property(fc.uniqueArray(server, { minLength: 1, maxLength: 5, selector: s => s.port }), servers => {
    const chart = Testing.chart();
    new Gateway(chart, 'gateway', { servers: servers.map(s => Server.http(s)) });
    const document = only(chart);
    expect(schemaErrors(document)).toEqual([]);
    expect(document.spec.servers.map((s: any) => s.hosts)).toEqual(servers.map(s => s.hosts));
  }), { numRuns: 50 });
});

describe('other languages and plain JavaScript get an error that says what is meant', () => {
  const hosts = ['a.example.com'];
  const secret = (chart: Chart) => kplus.Secret.fromSecretName(chart, 'secret', 'tls');
  const simple = (options: any) => ({ servers: [Server.https({ hosts, tls: ServerTls.simple(options) })] });
  const mutual = (chart: Chart, options: any) => {
    const certificate = ServerCertificate.fromSecret(secret(chart));
    return { servers: [Server.https({ hosts, tls: ServerTls.mutual({ certificate, ...options }) })] };
  };
  test.each<[string, (chart: Chart) => any, string]>([
    ['no props', () => null, 'props: given null, allowed a struct; write it like { field: value }'],
    ['an unknown API version', () => ({ apiVersion: 'v9' }), 'apiVersion: given "v9", allowed networking.istio.io/v1, networking.istio.io/v1beta1, networking.istio.io/v1alpha3'],
    ['a workload by name', () => ({ workload: 'ingress' }), 'workload: given "ingress", allowed the workload of a gateway, e.g. of GatewayWorkload.fromLabels()'],
    ['a workload without labels', () => ({ workload: {} }), 'workload: given {}, allowed the workload of a gateway'],
    ['a workload of null', () => ({ workload: null }), 'workload: given nothing, allowed the workload of a gateway'],
    ['a malformed label', () => ({ selector: { 'a b': 'c' } }), 'selector: given "a b", allowed the key of a label'],
    ['a malformed value of a label', () => ({ selector: { app: 'ü' } }), 'selector["app"]: given "ü", allowed the value of a label'],
    ['a number as a label', () => ({ selector: { app: 1 } }), 'selector["app"]: given 1, allowed a text'],
    ['a label __proto__', () => ({ selector: JSON.parse('{"__proto__":"x"}') }), 'selector: given "__proto__", allowed any other key'],
    ['no list of servers', () => ({ servers: {} }), 'servers: given {}, allowed a list; put it in brackets'],
    ['a server of null', () => ({ servers: [null] }), 'servers[0]: given nothing, allowed a value'],
    ['a server as a struct', () => ({ servers: [{ hosts, port: 80 }] }), 'servers[0]: given {"hosts":["a.example.com"],"port":80}, allowed a server, e.g. of Server.http()'],
    ['a server without options', () => ({ servers: [(Server as any).http()] }), 'servers[0]: given nothing, allowed a struct'],
    ['a port as a text', () => ({ servers: [Server.http({ hosts, port: '80' as any })] }), 'servers[0].port: given "80", allowed a whole number from 1 to 65535'],
    ['a port of null', () => ({ servers: [Server.http({ hosts, port: null as any })] }), 'servers[0].port: given null, allowed a whole number'],
    ['a TCP server without a port', () => ({ servers: [Server.tcp({ hosts } as any)] }), 'servers[0].port: given nothing, allowed a whole number'],
    ['hosts as a text', () => ({ servers: [Server.http({ hosts: 'a.b' as any })] }), 'servers[0].hosts: given "a.b", allowed a list'],
    ['no hosts', () => ({ servers: [Server.http({} as any)] }), 'servers[0].hosts: given nothing, allowed a list'],
    ['a host of null', () => ({ servers: [Server.http({ hosts: [null as any] })] }), 'servers[0].hosts[0]: given nothing, allowed a value'],
    ['a host as a number', () => ({ servers: [Server.http({ hosts: [1 as any] })] }), 'servers[0].hosts[0]: given 1, allowed a text'],
    ['a redirect as a text', () => ({ servers: [Server.http({ hosts, httpsRedirect: 'yes' as any })] }), 'servers[0].httpsRedirect: given "yes", allowed true or false'],
    ['HTTPS without TLS', () => ({ servers: [Server.https({ hosts } as any)] }), 'servers[0].tls: given nothing, allowed what is done with TLS, e.g. ServerTls.simple()'],
    ['TLS as a struct', () => ({ servers: [Server.tls({ hosts, tls: {} as any })] }), 'servers[0].tls: given {}, allowed what is done with TLS'],
    ['TLS of null', () => ({ servers: [Server.tls({ hosts, port: 1, tls: null as any })] }), 'servers[0].tls: given nothing, allowed what is done with TLS'],
    ['no options of TLS', () => simple(null), 'servers[0].tls: given null, allowed a struct'],
    ['no certificate', () => simple(undefined), 'servers[0].tls.certificate: given nothing, allowed where the certificate is found, e.g. ServerCertificate.fromSecret(); give'],
    ['a certificate by name', () => simple({ certificate: 'tls' }), 'servers[0].tls.certificate: given "tls", allowed where the certificate is found'],
    ['no Secret', () => simple({ certificate: (ServerCertificate as any).fromSecret() }), 'servers[0].tls.certificate: given nothing, allowed a Secret of cdk8s-plus'],
    ['a Secret by name', () => simple({ certificate: ServerCertificate.fromSecret('tls' as any) }), 'servers[0].tls.certificate: given "tls", allowed a Secret of cdk8s-plus, e.g. of Secret.fromSecretName()'],
    ['a Secret alone', chart => simple({ certificate: ServerCertificate.fromSecrets(secret(chart) as any) }), 'servers[0].tls.certificate: given test/secret, allowed a list'],
    ['no Secrets', () => simple({ certificate: ServerCertificate.fromSecrets([]) }), 'servers[0].tls.certificate: given "0 certificates"'],
    ['empty files', () => simple({ certificate: ServerCertificate.fromFiles({ serverCertificate: '', privateKey: '/k' }) }), 'servers[0].tls.certificate.serverCertificate: given "", allowed the path of a file'],
    ['half the files', () => simple({ certificate: ServerCertificate.fromFileSets([{ serverCertificate: '/c' } as any]) }), 'servers[0].tls.certificate[0].privateKey: given nothing, allowed the path of a file'],
    ['an unknown version of TLS', chart => mutual(chart, { minProtocolVersion: '1.2' }), 'servers[0].tls.minProtocolVersion: given "1.2", allowed TLS_AUTO, TLSV1_0, TLSV1_1, TLSV1_2, TLSV1_3'],
    ['authorities by name', chart => mutual(chart, { caCertCredential: 'ca' }), 'servers[0].tls.caCertCredential: given "ca", allowed a construct'],
    ['cipher suites as a text', chart => mutual(chart, { cipherSuites: 'a' }), 'servers[0].tls.cipherSuites: given "a", allowed a list'],
  ])('%s', (_, props, message) => {
    const chart = Testing.chart();
    expect(() => new Gateway(chart, 'gateway', props(chart))).toThrow(`[test/gateway] ${message}`);
  });

  test('no server, and no options, added later', () => {
    const gateway: any = new Gateway(Testing.chart(), 'gateway');
    expect(() => gateway.addServer()).toThrow('[test/gateway] servers[0]: given nothing, allowed a server');
    expect(() => gateway.addHttpServer()).toThrow('[test/gateway] servers[0]: given nothing, allowed a struct');
  });
});

describe('addresses', () => {
  const server = (options: any) => () => new Gateway(Testing.chart(), 'gateway', { servers: [Server.http({ hosts: ['*'], ...options })] });

  test.each(['10.0.0.1', '::1'])('a server listens on %s', bind => {
    expect(server({ bind })).not.toThrow();
  });

  test.each(['not an address', '10.0.0.1:80', '', 'unix://', 'unix://relative', 'unix:///dir/', 'localhost'])('a server cannot listen on %p', bind => {
    expect(server({ bind })).toThrow('[test/gateway] servers[0].bind: given ');
  });

  test.each(['unix:///path/to/socket', 'unix://@name'])('a server listens on %s, without a port', bind => {
    const chart = Testing.chart();
    new Gateway(chart, 'gateway', { servers: [Server.http({ hosts: ['*'], bind }), Server.tcp({ hosts: ['*'], bind: `${bind}-2`, port: 0 })] });
    expect(only(chart).spec.servers.map((s: any) => [s.port.number, s.bind])).toEqual([[0, bind], [0, `${bind}-2`]]);
    expect(server({ bind, port: 80 })).toThrow('[test/gateway] servers[0].port: given 80, allowed 0, as the server listens on a Unix domain socket; leave the port out');
  });

  test.each(['127.0.0.1:8080', '[::1]:1', 'unix:///path/to/socket', 'unix://@name'])('%s is an endpoint on loopback', defaultEndpoint => {
    expect(server({ defaultEndpoint })).not.toThrow();
  });

  test.each(['1.2.3.4:80', '127.0.0.1', '127.0.0.1:0', '127.0.0.1:65536', '::1:80', 'localhost:80', 'unix://'])('%p is no endpoint on loopback', defaultEndpoint => {
    expect(server({ defaultEndpoint })).toThrow(`servers[0].defaultEndpoint: given ${JSON.stringify(defaultEndpoint)}, allowed "127.0.0.1:PORT", "[::1]:PORT", "unix:///path" or "unix://@name"; give an endpoint inside the gateway's pod`);
  });
});

test('an empty selector is none', () => {
  const chart = Testing.chart();
  new Gateway(chart, 'gateway', { selector: {}, servers: [Server.http({ hosts: ['*'] })] });
  expect(Object.keys(only(chart).spec)).toEqual(['servers']);
});

test('a workload whose pods have no labels is refused when it is synthesized', () => {
  const chart = Testing.chart();
  const deployment = new kplus.Deployment(chart, 'deployment', { select: false, containers: [{ image: 'proxy' }] });
  new Gateway(chart, 'gateway', { workload: GatewayWorkload.fromKplus(deployment), servers: [Server.http({ hosts: ['*'] })] });
  expect(() => Testing.synth(chart)).toThrow('[test/gateway] workload: given no labels of its pods, allowed one or more, as none select every gateway');
});

test('what is changed after it was given is not taken over', () => {
  // GIVEN
  const chart = Testing.chart();
  const selector = { istio: 'ingressgateway' };
  const cipherSuites = ['a'];
  const tls = ServerTls.simple({ certificate: ServerCertificate.fromFiles({ serverCertificate: '/c', privateKey: '/k' }), cipherSuites });
  const server = Server.https({ hosts: ['a.example.com'], tls });
  new Gateway(chart, 'gateway', { selector, servers: [server] });
  const before = JSON.stringify(only(chart));

  // WHEN
  selector.istio = 'not checked';
  cipherSuites.push('b');
  server.hosts.push('not checked');

  // THEN
  expect(JSON.stringify(only(chart))).toBe(before);
});

describe('Secrets', () => {
  const gatewayOf = (chart: Chart, secret: kplus.ISecret, namespace?: string, tls: any = {}) => new Gateway(chart, 'gateway', {
    metadata: { name: 'front' },
    workload: GatewayWorkload.fromLabels(chart, 'ingress', 'ingress', { app: 'ingress' }, { namespace }),
    servers: [Server.https({ hosts: ['*'], tls: ServerTls.mutual({ certificate: ServerCertificate.fromSecret(secret), ...tls }) })],
  });

  test('a Gateway is applied after the Secrets that it names', () => {
    // GIVEN
    const chart = Testing.chart();
    Analysis.of(chart).ignore({ code: 'IST0161', reason: 'the Secrets are empty' });
    const ca = new kplus.Secret(chart, 'ca', { metadata: { name: 'ca' } });
    const imported = kplus.Secret.fromSecretName(chart, 'imported', 'tls');
    const make = (id: string) => new kplus.Secret(chart, id, { metadata: { name: id } });

    // WHEN
    const gateway = gatewayOf(chart, imported, undefined, { caCertCredential: ca });
    const [rsa, ecdsa] = [make('rsa'), make('ecdsa')];
    gateway.addTlsServer({ port: 8443, hosts: ['*'], tls: ServerTls.simple({ certificate: ServerCertificate.fromSecrets([rsa, ecdsa]) }) });
    const single = make('single');
    gateway.addTlsServer({ port: 8444, hosts: ['*'], tls: ServerTls.simple({ certificate: ServerCertificate.fromSecret(single) }) });

    // THEN
    expect(Testing.synth(chart).map(document => document.metadata.name)).toEqual(['ca', 'rsa', 'ecdsa', 'single', 'front']);
  });

  test('a Secret of another namespace than that of the gateway\'s pods is refused', () => {
    const chart = new Chart(Testing.app(), 'test', { namespace: 'apps' });
    const secret = new kplus.Secret(chart, 'secret', { metadata: { name: 'tls' } });
    expect(() => gatewayOf(chart, secret, 'istio-system')).toThrow('[test/gateway] servers[0].tls.certificate: given "Secret tls in namespace apps", allowed a Secret in namespace istio-system, where the gateway\'s pods are and Istio looks for it; make the Secret in namespace istio-system');
  });

  test('so is a Secret of authorities, also where the server is added later', () => {
    const chart = new Chart(Testing.app(), 'test', { namespace: 'apps' });
    const secret = new kplus.Secret(chart, 'secret');
    const tls = ServerTls.mutual({ certificate: ServerCertificate.fromSecret(kplus.Secret.fromSecretName(chart, 'tls', 'tls')), caCertCredential: secret });
    const gateway = new Gateway(chart, 'gateway', { workload: GatewayWorkload.defaultIngressGateway(chart, 'ingress') });
    expect(() => gateway.addHttpsServer({ hosts: ['*'], tls })).toThrow('servers[0].tls.caCertCredential: given "Secret ');
  });

  test('a Secret is taken where either namespace is not known, or both are the same', () => {
    const chart = Testing.chart();
    const elsewhere = (id: string, namespace?: string) => new kplus.Secret(new Construct(chart, `for-${id}`), id, { metadata: { namespace } });
    expect(() => gatewayOf(chart, elsewhere('a', 'edge'), 'edge')).not.toThrow();
    expect(() => gatewayOf(new Chart(Testing.app(), 'b'), elsewhere('b'), 'edge')).not.toThrow();
    expect(() => gatewayOf(new Chart(Testing.app(), 'c'), elsewhere('c', 'edge'))).not.toThrow();
    expect(() => gatewayOf(new Chart(Testing.app(), 'd', { namespace: 'apps' }), kplus.Secret.fromSecretName(chart, 'd', 'tls'), 'edge')).not.toThrow();
  });
});

test('servers are added in no time, however many there are', () => {
  // GIVEN
  const gateway = new Gateway(Testing.chart(), 'gateway');
  const start = Date.now();

  // WHEN
  for (let i = 0; i < 20000; i++) { gateway.addHttpServer({ hosts: [`h${i}.example.com`] }); }

  // THEN
  expect(Date.now() - start).toBeLessThan(3000);
});
