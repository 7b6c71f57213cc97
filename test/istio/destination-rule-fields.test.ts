/** That no field of DestinationRule is out of reach, and that whatever can be written is what the schema takes. */
import * as fs from 'fs';
import * as path from 'path';
import { Duration, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { only, specOf } from './rules';
import {
  ClientCertificate, ClientTls, ExportTo, H2UpgradePolicy, HashAlgorithm, HashKey, LoadBalancer, LoadBalancerOptions, PortTrafficPolicy,
  ProxyProtocolVersion, ServerCaCertificates, SubsetProps, TrafficPolicy, TrafficSettings, TunnelProtocol, DestinationRule,
} from '../../src';

const secret = kplus.Secret.fromSecretName(Testing.chart(), 'secret', 'client-credential');
const second = Duration.seconds(1);

const connectionPool = {
  tcp: {
    maxConnections: 1,
    connectTimeout: second,
    maxConnectionDuration: second,
    idleTimeout: second,
    tcpKeepalive: { probes: 1, time: second, interval: second },
  },
  http: {
    http1MaxPendingRequests: 1,
    http2MaxRequests: 1,
    maxRequestsPerConnection: 1,
    maxRetries: 1,
    idleTimeout: second,
    h2UpgradePolicy: H2UpgradePolicy.DEFAULT,
    useClientProtocol: true,
    maxConcurrentStreams: 1,
    http2KeepAlive: { interval: second, timeout: second },
  },
};
const outlierDetection = {
  consecutive5xxErrors: 1,
  consecutiveGatewayErrors: 1,
  consecutiveLocalOriginFailures: 1,
  consecutiveErrors: 1,
  splitExternalLocalOriginErrors: true,
  interval: second,
  baseEjectionTime: second,
  maxEjectionPercent: 1,
  minHealthPercent: 1,
  outlierDetectionHttpErrorCodes: [500],
};
const failover = [{ from: 'a', to: 'b' }];
const warmup = { duration: second, minimumPercent: 1, aggression: 1 };
const cookie = HashKey.cookie({ name: 'a', path: '/', ttl: second, attributes: [{ name: 'a', value: 'b' }] });
const files = ClientCertificate.fromFiles({ clientCertificate: '/cert', privateKey: '/key', caCertificates: '/ca' });

/** Settings that have, between them, every field. */
const SETTINGS: TrafficSettings[] = [
  {
    connectionPool,
    outlierDetection,
    tls: ClientTls.mutual({ certificate: files, caCrl: '/crl', sni: 'a', subjectAltNames: ['a'], insecureSkipVerify: false }),
    loadBalancer: LoadBalancer.roundRobin({
      localityLbSetting: { enabled: true, distribute: [{ from: 'a', to: { b: 100 } }], failoverPriority: ['a'] }, warmup, warmupDurationSecs: second,
    }),
  },
  {
    outlierDetection,
    tls: ClientTls.simple({ caCertificates: ServerCaCertificates.fromSecret(secret) }),
    loadBalancer: LoadBalancer.consistentHash(cookie, {
      hashAlgorithm: HashAlgorithm.ringHash({ minimumRingSize: 1 }), localityLbSetting: { failover },
    }),
  },
  {
    outlierDetection,
    loadBalancer: LoadBalancer.consistentHash(HashKey.header('a'), {
      hashAlgorithm: HashAlgorithm.maglev(), zoneAwareLbSetting: { enabled: true, failover, failoverPriority: ['a'], minClusterSize: 1 },
    }),
  },
  { loadBalancer: LoadBalancer.consistentHash(HashKey.sourceIp(), { minimumRingSize: 1 }) },
  { loadBalancer: LoadBalancer.consistentHash(HashKey.queryParameter('a')) },
];

/** Policies that have, between them, every field. */
const POLICIES: TrafficPolicy[] = [
  ...SETTINGS.map(settings => ({ ...settings, portLevelSettings: SETTINGS.map((s, i): PortTrafficPolicy => ({ port: i + 1, ...s })) })),
  {
    tunnel: { protocol: TunnelProtocol.CONNECT, targetHost: 'a.example.com', targetPort: 1 },
    retryBudget: { percent: 1, minRetryConcurrency: 1, budgetInterval: second },
  },
  { proxyProtocol: { version: ProxyProtocolVersion.V1 } },
];

/** Paths of all fields below a schema. */
function fields(schema: any, at = ''): string[] {
  if (schema.type === 'array') { return fields(schema.items, at); }
  return Object.entries(schema.properties ?? {}).flatMap(([name, below]) => [`${at}.${name}`, ...fields(below, `${at}.${name}`)]);
}

/** Paths of all fields of a value, as far as the schema names them. */
function written(value: any, at = ''): string[] {
  if (Array.isArray(value)) { return value.flatMap(item => written(item, at)); }
  if (value === null || typeof value !== 'object') { return []; }
  return Object.entries(value).flatMap(([name, below]) => [`${at}.${name}`, ...written(below, `${at}.${name}`)]);
}

const CRDS = JSON.parse(fs.readFileSync(path.join(__dirname, '..', '..', 'imports', 'schemas', 'istio.json'), 'utf8'));
const SPEC = CRDS.find((crd: any) => crd.kind === 'DestinationRule').schema.properties.spec;

test('every field can be written', () => {
  const specs = POLICIES.map(trafficPolicy => specOf({
    trafficPolicy,
    subsets: POLICIES.map((policy, i): SubsetProps => ({ name: `v${i}`, trafficPolicy: policy })),
    workloadSelector: { matchLabels: { app: 'a' } },
    exportTo: [ExportTo.sameNamespace()],
  }));
  const paths = new Set(specs.flatMap(spec => written(spec)));
  expect(fields(SPEC).filter(field => !paths.has(field))).toEqual([]);
  expect(specOf({ trafficPolicy: POLICIES[0] })).toMatchSnapshot();
  expect(POLICIES.slice(1).map(policy => specOf({ trafficPolicy: { ...policy, portLevelSettings: undefined } }).trafficPolicy)).toMatchSnapshot();
});

test('the policy of a subset and of a port is written as that of the rule', () => {
  for (const settings of SETTINGS) {
    const spec = specOf({ trafficPolicy: { ...settings, portLevelSettings: [{ port: 1, ...settings }] }, subsets: [{ name: 'v1', trafficPolicy: settings }] });
    const { portLevelSettings: [{ port, ...ofPort }], ...ofRule } = spec.trafficPolicy;
    expect(port).toEqual({ number: 1 });
    expect(ofPort).toEqual(ofRule);
    expect(spec.subsets[0].trafficPolicy).toEqual(ofRule);
  }
});

test('any valid props make a document that the schema takes', () => {
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
  const count = optional(fc.integer({ min: 0, max: 2147483647 }));
  const percent = optional(fc.integer({ min: 0, max: 100 }));
  const duration = fc.integer({ min: 1, max: 1e9 }).map(Duration.millis);
  const maybeDuration = optional(duration);
  const pool = fc.record({
    tcp: fc.record({
      maxConnections: count,
      connectTimeout: maybeDuration,
      maxConnectionDuration: maybeDuration,
      idleTimeout: maybeDuration,
      tcpKeepalive: optional(fc.record({ probes: count, time: maybeDuration, interval: maybeDuration })),
    }),
    http: optional(fc.record({
      http1MaxPendingRequests: count,
      http2MaxRequests: count,
      maxRequestsPerConnection: count,
      maxRetries: count,
      maxConcurrentStreams: count,
      idleTimeout: maybeDuration,
      h2UpgradePolicy: optional(fc.constantFrom(H2UpgradePolicy.DEFAULT, H2UpgradePolicy.UPGRADE)),
      http2KeepAlive: optional(fc.record({ interval: duration, timeout: duration })),
    })),
  });
  const outliers = fc.record({
    consecutive5xxErrors: count,
    consecutiveGatewayErrors: count,
    consecutiveLocalOriginFailures: count,
    splitExternalLocalOriginErrors: fc.constant(true),
    interval: maybeDuration,
    baseEjectionTime: maybeDuration,
    maxEjectionPercent: percent,
    minHealthPercent: percent,
    outlierDetectionHttpErrorCodes: optional(fc.array(fc.integer({ min: 100, max: 599 }), { maxLength: 3 })),
  });
  const options: fc.Arbitrary<LoadBalancerOptions> = fc.record({
    warmup: optional(fc.record({ duration, minimumPercent: percent, aggression: optional(fc.double({ noNaN: true, min: 0.1, max: 10 })) })),
    localityLbSetting: optional(fc.record({
      enabled: optional(fc.boolean()),
      distribute: optional(fc.integer({ min: 1, max: 99 }).map(share => [{ from: 'a/*', to: { 'a/*': share, 'b/*': 100 - share } }])),
    })),
  });
  const key = fc.oneof(
    label.map(HashKey.header), label.map(HashKey.queryParameter), fc.constant(HashKey.sourceIp()),
    fc.record({ name: label, path: optional(label), ttl: maybeDuration }).map(HashKey.cookie),
  );
  const loadBalancer = fc.oneof(
    options.chain(o => fc.constantFrom(
      LoadBalancer.leastRequest(o), LoadBalancer.roundRobin(o), LoadBalancer.random(o), LoadBalancer.passthrough(o), LoadBalancer.istioDefault(o))),
    fc.tuple(key, options).map(([k, o]) => LoadBalancer.consistentHash(k, o)),
  );
  const tls = fc.oneof(
    fc.constant(ClientTls.disable()),
    fc.record({ sni: optional(label), subjectAltNames: optional(fc.array(label)) }).chain(o =>
      fc.constantFrom(ClientTls.istioMutual(o), ClientTls.simple(o), ClientTls.mutual({ ...o, certificate: files }))),
  );
  const settings = fc.record({ loadBalancer: optional(loadBalancer), connectionPool: pool, outlierDetection: outliers, tls: optional(tls) });
  const portPolicy = fc.record({ port: fc.integer({ min: 0, max: 65535 }), settings }).map(({ port, settings: s }) => ({ port, ...s }));
  const policy = fc.record({
    settings,
    portLevelSettings: optional(fc.array(portPolicy, { maxLength: 2 })),
    retryBudget: optional(fc.record({ percent, minRetryConcurrency: count, budgetInterval: maybeDuration })),
  }).map(({ settings: s, ...rest }): TrafficPolicy => ({ ...s, ...rest }));
  const subset = fc.record({ name: label, labels: optional(fc.dictionary(label, label)), trafficPolicy: optional(policy) });
  const props = fc.record({
    host: fc.tuple(fc.constantFrom('', '*.', '*-'), fc.array(label, { minLength: 1, maxLength: 4 })).map(([prefix, labels]) => prefix + labels.join('.')),
    trafficPolicy: optional(policy),
    subsets: fc.uniqueArray(subset, { maxLength: 3, selector: s => s.name }),
    exportTo: optional(fc.uniqueArray(label, { minLength: 1, maxLength: 3 }).map(names => names.map(ExportTo.namespace))),
  });
  fc.assert(fc.property(props, given => {
    const chart = Testing.chart();
    const rule = new DestinationRule(chart, 'rule', given);
    expect(only(chart).spec.subsets?.map((s: any) => s.name) ?? []).toEqual(given.subsets.map(s => rule.subset(s.name).name));
  }), { numRuns: 100 });
});
