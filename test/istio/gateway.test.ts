import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { Gateway, GatewayWorkload, IstioApiVersion, Server, ServerCertificate, ServerTls, TlsVersion } from '../../src';
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
    selector: { app: 'gateway' },
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
      Server.tcp({ hosts: ['*'], port: 9001, tls: ServerTls.simple({ certificate: ServerCertificate.fromFileSets([{ serverCertificate: '/c', privateKey: '/k' }]) }) }),
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
