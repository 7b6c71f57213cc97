import { Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { policyOf, refusal, specOf } from './rules';
import { ClientCertificate, ClientTls, DestinationRule, OriginatedTlsOptions, ServerCaCertificates } from '../../src';

const scope = Testing.chart();
const secret = kplus.Secret.fromSecretName(scope, 'secret', 'client-credential');
const configMap = kplus.ConfigMap.fromConfigMapName(scope, 'cas', 'cas');
const files = ClientCertificate.fromFiles({ clientCertificate: '/cert.pem', privateKey: '/key.pem', caCertificates: '/ca.pem' });
const own = ClientCertificate.fromFiles({ clientCertificate: '/cert.pem', privateKey: '/key.pem' });

const written = (tls: ClientTls) => policyOf({ tls }).tls;
const refused = (tls: ClientTls) => refusal({ tls });

test('every mode, bare', () => {
  expect(written(ClientTls.disable())).toEqual({ mode: 'DISABLE' });
  expect(written(ClientTls.simple())).toEqual({ mode: 'SIMPLE' });
  expect(written(ClientTls.mutual({ certificate: ClientCertificate.fromSecret(secret) }))).toEqual({ mode: 'MUTUAL', credentialName: 'client-credential' });
  expect(written(ClientTls.istioMutual())).toEqual({ mode: 'ISTIO_MUTUAL' });
});

test('every mode, with every field', () => {
  const options = { sni: 'db.example.com', subjectAltNames: ['db.example.com', 'spiffe://cluster.local/ns/db/sa/db'] };
  const originated: OriginatedTlsOptions = { ...options, caCrl: '/crl.pem', insecureSkipVerify: false };
  expect(written(ClientTls.istioMutual(options))).toEqual({ mode: 'ISTIO_MUTUAL', ...options });
  expect(written(ClientTls.simple({ ...originated, caCertificates: ServerCaCertificates.fromFile('/ca.pem') })))
    .toEqual({ mode: 'SIMPLE', ...originated, caCertificates: '/ca.pem' });
  expect(written(ClientTls.mutual({ ...originated, certificate: files })))
    .toEqual({ mode: 'MUTUAL', ...originated, clientCertificate: '/cert.pem', privateKey: '/key.pem', caCertificates: '/ca.pem' });
});

test('authorities from a Secret or ConfigMap', () => {
  expect(written(ClientTls.simple({ caCertificates: ServerCaCertificates.fromSecret(secret) }))).toEqual({ mode: 'SIMPLE', credentialName: 'client-credential' });
  expect(specOf({
    metadata: { namespace: 'shop' },
    trafficPolicy: { tls: ClientTls.simple({ caCertificates: ServerCaCertificates.fromConfigMap(configMap) }) },
  }).trafficPolicy.tls).toEqual({ mode: 'SIMPLE', credentialName: 'configmap://shop/cas' });
});

test('a ConfigMap needs the namespace to be known', () => {
  expect(refused(ClientTls.simple({ caCertificates: ServerCaCertificates.fromConfigMap(configMap) })))
    .toBe('trafficPolicy.tls.caCertificates: given "ConfigMap cas without a namespace", allowed a ConfigMap in the namespace of this construct, which names none; set the namespace of this construct or of its chart');
});

describe('a ConfigMap that this app makes', () => {
  const ruleOf = (map: kplus.IConfigMap, namespace: string) => new DestinationRule(new Chart(Testing.app(), 'test', { namespace }), 'rule', {
    host: 'db.example.com',
    trafficPolicy: { tls: ClientTls.simple({ caCertificates: ServerCaCertificates.fromConfigMap(map) }) },
  });

  test('is named with its own namespace', () => {
    const map = new kplus.ConfigMap(Testing.chart(), 'cas', { metadata: { name: 'cas', namespace: 'trust' } });
    const rule = ruleOf(map, 'shop');
    expect(rule.toJson().spec.trafficPolicy.tls).toEqual({ mode: 'SIMPLE', credentialName: 'configmap://trust/cas' });
  });

  test('must have one', () => {
    const map = new kplus.ConfigMap(Testing.chart(), 'cas', { metadata: { name: 'cas' } });
    expect(() => ruleOf(map, 'shop'))
      .toThrow('[test/rule] trafficPolicy.tls.caCertificates: given "ConfigMap cas without a namespace", allowed a ConfigMap with a namespace; set the namespace of the ConfigMap or of its chart');
  });
});

test('a rule is applied after the Secrets and ConfigMaps that it names', () => {
  // GIVEN
  const chart = new Chart(Testing.app(), 'test', { namespace: 'shop' });
  const rule = new DestinationRule(chart, 'rule', { host: 'db.example.com', metadata: { name: 'rule' } });
  const metadata = (name: string) => ({ metadata: { name } });
  const client = new kplus.Secret(chart, 'client', metadata('client'));
  const cas = new kplus.Secret(chart, 'cas', metadata('cas'));
  const map = new kplus.ConfigMap(chart, 'map', metadata('map'));

  // WHEN
  rule.addSubset('v1', { trafficPolicy: { tls: ClientTls.mutual({ certificate: ClientCertificate.fromSecret(client) }) } });
  rule.addSubset('v2', { trafficPolicy: { tls: ClientTls.simple({ caCertificates: ServerCaCertificates.fromSecret(cas) }) } });
  rule.addSubset('v3', { trafficPolicy: { tls: ClientTls.simple({ caCertificates: ServerCaCertificates.fromConfigMap(map) }) } });

  // THEN
  expect(Testing.synth(chart).map(document => document.metadata.name)).toEqual(['client', 'cas', 'map', 'rule']);
});

test.each([
  ['clientCertificate', { clientCertificate: '', privateKey: '/key.pem' }],
  ['privateKey', { clientCertificate: '/cert.pem', privateKey: '' }],
])('mutual TLS without %s is refused', (name, certificate) => {
  expect(refused(ClientTls.mutual({ certificate: ClientCertificate.fromFiles(certificate) })))
    .toBe(`trafficPolicy.tls.certificate.${name}: given "", allowed the path of a file; give the path, or take the certificate from a Secret`);
});

test.each<[string, ClientTls]>([
  ['simple', ClientTls.simple({ caCrl: '/crl.pem', caCertificates: ServerCaCertificates.fromSecret(secret) })],
  ['mutual', ClientTls.mutual({ caCrl: '/crl.pem', certificate: ClientCertificate.fromSecret(secret) })],
])('a list of revoked certificates beside a Secret is refused: %s', (_, tls) => {
  expect(refused(tls))
    .toBe('trafficPolicy.tls.caCrl: given "/crl.pem", allowed none beside a Secret or ConfigMap, which holds its own list; put the list into it under the key ca.crl');
});

test.each<[string, ClientTls]>([
  ['caCertificates', ClientTls.simple({ insecureSkipVerify: true, caCertificates: ServerCaCertificates.fromFile('/ca.pem') })],
  ['caCertificates', ClientTls.simple({ insecureSkipVerify: true, caCertificates: ServerCaCertificates.fromSecret(secret) })],
  ['subjectAltNames', ClientTls.simple({ insecureSkipVerify: true, subjectAltNames: ['a'] })],
  ['caCertificates', ClientTls.mutual({ insecureSkipVerify: true, certificate: files })],
  ['subjectAltNames', ClientTls.mutual({ insecureSkipVerify: true, certificate: own, subjectAltNames: ['a'] })],
])('a check that is skipped leaves no use for %s', (name, tls) => {
  expect(refused(tls))
    .toBe(`trafficPolicy.tls.insecureSkipVerify: given "true and ${name}", allowed one of the two; check the server's certificate or skip the check`);
});

test('a check can be skipped', () => {
  expect(written(ClientTls.simple({ insecureSkipVerify: true, subjectAltNames: [] }))).toEqual({ mode: 'SIMPLE', insecureSkipVerify: true });
  expect(written(ClientTls.mutual({ insecureSkipVerify: true, certificate: ClientCertificate.fromSecret(secret) })))
    .toEqual({ mode: 'MUTUAL', insecureSkipVerify: true, credentialName: 'client-credential' });
});
