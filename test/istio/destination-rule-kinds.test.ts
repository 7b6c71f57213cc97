/** What plain JavaScript and other languages can give to DestinationRules, and TypeScript would not. */
import { Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { policyOf, refusal } from './rules';
import { ClientCertificate, ClientTls, DestinationRule, HashAlgorithm, HashKey, LoadBalancer, ServerCaCertificates } from '../../src';

const scope = Testing.chart();
const host = 'reviews.example.com';
const none: any = undefined;

test.each<[string, any, string]>([
  ['no props', null, 'props: given null, allowed a struct'],
  ['an unknown API version', { host, apiVersion: 'v9' }, 'apiVersion: given "v9", allowed networking.istio.io/v1,'],
  ['a Service by name', { service: 'reviews' }, 'service: given "reviews", allowed a Service, e.g. of Service.fromServiceName() or Service.fromKplus()'],
  ['a Service of null', { service: null }, 'service: given nothing, allowed a Service'],
  ['a Service of cdk8s-plus', { service: new kplus.Service(scope, 'service', { ports: [{ port: 80 }] }) }, 'service: given test/service, allowed a Service'],
  ['a host as a number', { host: 5 }, 'host: given 5, allowed a text'],
  ['subsets in no list', { host, subsets: { v1: {} } }, 'subsets: given {"v1":{}}, allowed a list'],
  ['a subset as a text', { host, subsets: ['v1'] }, 'subsets[0]: given "v1", allowed a struct'],
  ['a subset of null', { host, subsets: [null] }, 'subsets[0]: given nothing, allowed a value'],
  ['labels as numbers', { host, subsets: [{ name: 'v1', labels: { version: 1 } }] }, 'subsets[0].labels["version"]: given 1, allowed a text'],
  ['labels of null', { host, subsets: [{ name: 'v1', labels: null }] }, 'subsets[0].labels: given null, allowed a map'],
  ['a policy of null for a subset', { host, subsets: [{ name: 'v1', trafficPolicy: null }] }, 'subsets[0].trafficPolicy: given null, allowed a struct'],
  ['exportTo as texts', { host, exportTo: ['*'] }, 'exportTo[0]: given "*", allowed a namespace'],
  ['a selector as a text', { host, workloadSelector: 'app' }, 'workloadSelector: given "app", allowed a struct'],
  ['a selector without labels', { host, workloadSelector: {} }, 'workloadSelector.matchLabels: given nothing, allowed a map'],
])('%s', (_, props, message) => {
  expect(() => new DestinationRule(Testing.chart(), 'rule', props)).toThrow(`[test/rule] ${message}`);
});

test('a subset without a name, or with options that are none', () => {
  const rule: any = new DestinationRule(Testing.chart(), 'rule', { host });
  expect(() => rule.addSubset()).toThrow('[test/rule] subsets[0].name: given nothing, allowed a DNS label');
  expect(() => rule.addSubset(1)).toThrow('[test/rule] subsets[0].name: given 1, allowed a DNS label');
  expect(() => rule.addSubset('v1', null)).toThrow('[test/rule] subsets[0]: given null, allowed a struct');
});

test('a rule that exists already without what it is about', () => {
  const from = (options: any) => () => DestinationRule.fromDestinationRuleName(Testing.chart(), 'rule', 'reviews', options);
  expect(from(none)).toThrow('[test/rule] options: given nothing, allowed a struct');
  expect(from({ service: 'reviews' })).toThrow('[test/rule] service: given "reviews", allowed a Service');
});

test.each<[string, any, string]>([
  ['no policy', 'x', ': given "x", allowed a struct'],
  ['a load balancer as a text', { loadBalancer: 'RANDOM' }, '.loadBalancer: given "RANDOM", allowed a load balancer, e.g. of LoadBalancer.roundRobin()'],
  ['options of null', { loadBalancer: LoadBalancer.random(null as any) }, '.loadBalancer: given null, allowed a struct'],
  ['a warm-up without a time', { loadBalancer: LoadBalancer.random({ warmup: {} as any }) }, '.loadBalancer.warmup.duration: given nothing, allowed a Duration'],
  ['a hash of nothing', { loadBalancer: LoadBalancer.consistentHash(none) }, '.loadBalancer.consistentHash: given nothing, allowed what decides on the endpoint, e.g. HashKey.header()'],
  ['a hash of a header without a name', { loadBalancer: LoadBalancer.consistentHash(HashKey.header(none)) }, '.loadBalancer.consistentHash.httpHeaderName: given nothing, allowed a text'],
  ['a hash of no cookie', { loadBalancer: LoadBalancer.consistentHash(HashKey.cookie(none)) }, '.loadBalancer.consistentHash.httpCookie: given nothing, allowed a struct'],
  ['an algorithm by name', { loadBalancer: LoadBalancer.consistentHash(HashKey.sourceIp(), { hashAlgorithm: 'maglev' as any }) }, '.loadBalancer.consistentHash.hashAlgorithm: given "maglev", allowed an algorithm'],
  ['a table as a text', { loadBalancer: LoadBalancer.consistentHash(HashKey.sourceIp(), { hashAlgorithm: HashAlgorithm.maglev({ tableSize: '5' as any }) }) }, '.loadBalancer.consistentHash.maglev.tableSize: given "5", allowed a prime number'],
  ['locality as a text', { loadBalancer: LoadBalancer.random({ localityLbSetting: 'x' as any }) }, '.loadBalancer.localityLbSetting: given "x", allowed a struct'],
  ['shares of no locality', { loadBalancer: LoadBalancer.random({ localityLbSetting: { distribute: [{ to: { a: 100 } } as any] } }) }, '.loadBalancer.localityLbSetting.distribute[0].from: given nothing, allowed a text'],
  ['shares as a text', { loadBalancer: LoadBalancer.random({ localityLbSetting: { distribute: [{ from: 'a', to: 'b' as any }] } }) }, '.loadBalancer.localityLbSetting.distribute[0].to: given "b", allowed a map'],
  ['failover to nowhere', { loadBalancer: LoadBalancer.random({ zoneAwareLbSetting: { failover: [{ from: 'a' } as any] } }) }, '.loadBalancer.zoneAwareLbSetting.failover[0].to: given nothing, allowed a text'],
  ['limits of null', { connectionPool: null }, '.connectionPool: given null, allowed a struct'],
  ['limits of TCP as a number', { connectionPool: { tcp: 5 } }, '.connectionPool.tcp: given 5, allowed a struct'],
  ['a limit as a text', { connectionPool: { tcp: { maxConnections: '5' } } }, '.connectionPool.tcp.maxConnections: given "5", allowed a whole number'],
  ['a timeout as a text', { connectionPool: { tcp: { connectTimeout: '5s' } } }, '.connectionPool.tcp.connectTimeout: given "5s", allowed a Duration'],
  ['an unknown upgrade', { connectionPool: { http: { h2UpgradePolicy: 'yes' } } }, '.connectionPool.http.h2UpgradePolicy: given "yes", allowed DEFAULT, DO_NOT_UPGRADE, UPGRADE'],
  ['PING frames without a time', { connectionPool: { http: { http2KeepAlive: {} } } }, '.connectionPool.http.http2KeepAlive.interval: given nothing, allowed a Duration'],
  ['outlier detection as a truth', { outlierDetection: true }, '.outlierDetection: given true, allowed a struct'],
  ['codes that are no list', { outlierDetection: { outlierDetectionHttpErrorCodes: 500 } }, '.outlierDetection.outlierDetectionHttpErrorCodes: given 500, allowed a list'],
  ['TLS as a text', { tls: 'SIMPLE' }, '.tls: given "SIMPLE", allowed what is done with TLS, e.g. ClientTls.simple()'],
  ['TLS of null', { tls: null }, '.tls: given nothing, allowed what is done with TLS'],
  ['options of TLS of null', { tls: ClientTls.simple(null as any) }, '.tls: given null, allowed a struct'],
  ['no certificate', { tls: ClientTls.mutual(none) }, '.tls.certificate: given nothing, allowed where the certificate is found, e.g. ClientCertificate.fromSecret()'],
  ['a certificate by name', { tls: ClientTls.mutual({ certificate: 'tls' as any }) }, '.tls.certificate: given "tls", allowed where the certificate is found'],
  ['a Secret by name', { tls: ClientTls.mutual({ certificate: ClientCertificate.fromSecret('tls' as any) }) }, '.tls.certificate: given "tls", allowed a Secret of cdk8s-plus'],
  ['no files', { tls: ClientTls.mutual({ certificate: ClientCertificate.fromFiles(none) }) }, '.tls.certificate: given nothing, allowed a struct'],
  ['half the files', { tls: ClientTls.mutual({ certificate: ClientCertificate.fromFiles({ privateKey: '/k' } as any) }) }, '.tls.certificate.clientCertificate: given nothing, allowed the path of a file'],
  ['authorities as a text', { tls: ClientTls.simple({ caCertificates: '/ca' as any }) }, '.tls.caCertificates: given "/ca", allowed where the certificates are found'],
  ['no ConfigMap', { tls: ClientTls.simple({ caCertificates: ServerCaCertificates.fromConfigMap(none) }) }, '.tls.caCertificates: given nothing, allowed a ConfigMap of cdk8s-plus'],
  ['no file', { tls: ClientTls.simple({ caCertificates: ServerCaCertificates.fromFile(none) }) }, '.tls.caCertificates: given nothing, allowed a text'],
  ['policies of ports in no list', { portLevelSettings: {} }, '.portLevelSettings: given {}, allowed a list'],
  ['a policy of a port of null', { portLevelSettings: [null] }, '.portLevelSettings[0]: given nothing, allowed a value'],
  ['a tunnel as a text', { tunnel: 'x' }, '.tunnel: given "x", allowed a struct'],
  ['an unknown way to ask for a tunnel', { tunnel: { protocol: 'GET', targetHost: 'a.b', targetPort: 80 } }, '.tunnel.protocol: given "GET", allowed CONNECT, POST'],
  ['a tunnel to nowhere', { tunnel: { targetPort: 80 } }, '.tunnel.targetHost: given nothing, allowed a text'],
  ['an unknown version of the PROXY protocol', { proxyProtocol: { version: 'V3' } }, '.proxyProtocol.version: given "V3", allowed V1, V2'],
  ['a budget as a number', { retryBudget: 20 }, '.retryBudget: given 20, allowed a struct'],
])('a traffic policy with %s', (_, policy, message) => {
  expect(refusal(policy)).toContain(`trafficPolicy${message}`);
});

test('what is changed after it was given is not taken over', () => {
  // GIVEN
  const setting: any = { distribute: [{ from: 'a', to: { b: 100 } }] };
  const subjectAltNames = ['a'];
  const codes = [500];
  const chart = Testing.chart();
  new DestinationRule(chart, 'rule', {
    host,
    trafficPolicy: {
      loadBalancer: LoadBalancer.random({ localityLbSetting: setting }),
      tls: ClientTls.simple({ subjectAltNames }),
      outlierDetection: { outlierDetectionHttpErrorCodes: codes },
    },
  });
  const before = JSON.stringify(Testing.synth(chart));

  // WHEN
  setting.distribute[0].to.c = 'not checked';
  setting.distribute.push('not checked');
  subjectAltNames.push('not checked');
  codes.push(5);

  // THEN
  expect(JSON.stringify(Testing.synth(chart))).toBe(before);
});

test('lists that are empty are left out', () => {
  const localityLbSetting = { enabled: true, distribute: [], failover: [], failoverPriority: [] };
  expect(policyOf({ loadBalancer: LoadBalancer.random({ localityLbSetting }), portLevelSettings: [] }))
    .toEqual({ loadBalancer: { simple: 'RANDOM', localityLbSetting: { enabled: true } } });
});
