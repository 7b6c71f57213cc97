import * as fc from 'fast-check';
import { describeWithIstio, IstioMessage } from './istio-oracle';
import { check } from '../../src/check';
import { Manifests } from '../../src/manifests';

type Doc = { kind: string; metadata: any; [field: string]: any };

const RUNS = Number(process.env.RUNS ?? 300);

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const few = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 3) => fc.array(arbitrary, { maxLength });
const labels = fc.dictionary(oneOf('app', 'version', 'tier'), oneOf('a', 'b'), { maxKeys: 3 });
const selector = fc.dictionary(oneOf('app', 'version'), oneOf('a', 'b'), { minKeys: 1, maxKeys: 2 });
const NAMESPACES = ['one', 'two'];

/** Objects with names of their own, in one of two namespaces. */
const some = (apiVersion: string, kind: string, body: fc.Arbitrary<any>, metadata: fc.Arbitrary<any> = fc.constant({}), most = 3) =>
  fc.array(fc.record({ body, metadata, namespace: oneOf(...NAMESPACES) }), { maxLength: most }).map(all => all.map((one, i): Doc =>
    ({ apiVersion, kind, metadata: { name: `${kind.toLowerCase()}-${i}`, namespace: one.namespace, ...one.metadata }, ...one.body })));

const namespaces = (marks: fc.Arbitrary<any>) => fc.tuple(marks, marks)
  .map(all => all.map((l, i): Doc => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACES[i], labels: l } })));

const world = (...parts: fc.Arbitrary<Doc[]>[]) => fc.tuple(...parts).map(all => JSON.parse(JSON.stringify(all.flat())) as Doc[]);

/** The pods of Deployments, which a cluster has and manifests do not. */
function withPods(docs: Doc[]): Doc[] {
  return docs.flatMap(doc => doc.kind !== 'Deployment' ? [doc] : [doc, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...doc.spec.template.metadata, name: `${doc.metadata.name}-of`, namespace: doc.metadata.namespace },
    spec: doc.spec.template.spec,
  }]);
}

/** What Istio says of the pods of a Deployment is said of the Deployment, and not again what it says of the Deployment anyway. */
function ofWorkload({ code, origin }: IstioMessage): string[] {
  const pods = /^Pod (.*)-of$/.exec(origin ?? '');
  if (pods && ['IST0144', 'IST0147'].includes(code)) { return []; }
  return [`${code} ${pods ? `Deployment ${pods[1]}` : origin}`];
}

// What Istio's own analysis says of the same manifests, code by code and resource by resource. Where we mean to differ, nothing
// is generated, and the tests of the rules say so:
// - pods are in the mesh by istio.io/rev, ambient mode and injection by default, too, which Istio's analysis leaves out;
// - in a namespace that no manifest tells of they may be in the mesh, and an injector may take them;
// - without any workload, Namespace or Service in the manifests, what a resource names may be in the cluster (IST0101, IST0127, IST0139);
//   a namespace into which something is put exists, as do those of Kubernetes and Istio;
// - targetRefs are no missing selector (IST0127, IST0160);
// - IST0144 and IST0147 come once, at the workload; where no injector is in the manifests, those of an installation are taken for granted;
// - an environment variable from elsewhere counts as set (IST0175), image auto is no other image (IST0158), and T is no quantity (IST0125);
// - CRDs that Istio has dropped are told of, which its analysis of files misses (IST0002);
// - of several EnvoyFilters the order is that of the manifests, where Istio's is random (IST0155);
// - a Sidecar or Telemetry is told of ten workloads that it shares at most (IST0110, IST0159).
describeWithIstio('the analysis of Istio', oracle => {
  function agrees(codes: readonly string[], worlds: fc.Arbitrary<Doc[]>, meshConfig?: object) {
    const samples = fc.sample(worlds, { numRuns: RUNS, seed: 7 });
    // on lines of their own, as Istio tells the same of the same line once only
    const yaml = (docs: Doc[]) => docs.map(doc => JSON.stringify(doc, null, 1)).join('\n---\n');
    const config = meshConfig && JSON.stringify(meshConfig);
    const theirs = oracle.analyze(samples.map(docs => ({ yaml: yaml(withPods(docs)), meshConfig: config })));
    const seen = new Set<string>();
    samples.forEach((docs, i) => {
      expect(theirs[i].error).toBeUndefined();
      const found = check(Manifests.fromYaml(yaml(docs)), { only: ['analysis'], meshConfig }).findings.filter(f => codes.includes(f.code))
        .map(({ code, manifest: m }) => `${code} ${m.kind} ${m.namespace ? `${m.namespace}/` : ''}${m.name}`);
      const wanted = theirs[i].messages.filter(m => codes.includes(m.code)).flatMap(ofWorkload);
      found.forEach(f => seen.add(f.split(' ')[0]));
      expect({ docs, found: found.sort() }).toEqual({ docs, found: wanted.sort() });
    });
    expect([...seen].sort()).toEqual([...codes].sort());
  }

  test('namespaces', () => {
    const marks = fc.record({
      'istio-injection': oneOf('enabled', 'disabled', ''),
      'istio.io/rev': oneOf('canary', ''),
      'istio.io/dataplane-mode': oneOf('ambient', 'none'),
    }, { requiredKeys: [] });
    const injector = maybe(fc.boolean()).map((enableNamespacesByDefault): Doc[] => enableNamespacesByDefault === undefined ? [] : [{
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'istio-sidecar-injector', namespace: 'istio-system' },
      data: { values: JSON.stringify({ sidecarInjectorWebhook: { enableNamespacesByDefault } }) },
    }]);
    agrees(['IST0102', 'IST0123', 'IST0148'], world(namespaces(marks), injector));
  }, 120_000);

  test('annotations', () => {
    const values = fc.oneof(
      oneOf('', '1', '-1', '4294967296', '65535', '65536', ' 80', '80,443', '80, 443', '80,', 'x', '*', 'true', 't', 'yes', 'REDIRECT', 'NONE', 'redirect'),
      oneOf('10.0.0.0/8', '10.0.0.0/8,::/0', '10.0.0.0', '10.0.0.0/33', '10.0.0.0/08', '::1/129', 'fe80::1%eth0/64', '::ffff:1.2.3.4/100', '10.0.0.0/8, 1.1.1.1/32'),
      oneOf('100m', '1.5Gi', '1e3', '1E3', '1E', '.5', '5.', '1k', '1K', '+1', '1Ki2', '1m\n', 'eth0', 'eth0,eth1', 'eth0, eth1', '0eth', 'aninterfacethatistoolong'),
      oneOf('{}', 'concurrency: 2', 'proxy_metadata: {a: b}', 'nonsense: 1', '- a', 'a', '{', 'concurrency: 2\nproxyMetadata:\n  a: b'),
    );
    const names = oneOf(
      'sidecar.istio.io/interceptionMode', 'status.sidecar.istio.io/port', 'readiness.status.sidecar.istio.io/periodSeconds',
      'traffic.sidecar.istio.io/includeOutboundIPRanges', 'traffic.sidecar.istio.io/excludeOutboundIPRanges', 'traffic.sidecar.istio.io/includeInboundPorts',
      'traffic.sidecar.istio.io/excludeInboundPorts', 'traffic.sidecar.istio.io/excludeOutboundPorts', 'traffic.sidecar.istio.io/includeOutboundPorts',
      'traffic.sidecar.istio.io/excludeInterfaces', 'traffic.sidecar.istio.io/kubevirtInterfaces', 'istio.io/reroute-virtual-interfaces',
      'prometheus.istio.io/merge-metrics', 'proxy.istio.io/config', 'sidecar.istio.io/proxyCPU', 'sidecar.istio.io/proxyMemoryLimit',
      'sidecar.istio.io/inject', 'sidecar.istio.io/status', 'istio.io/rev', 'networking.istio.io/exportTo',
      'kubernetes.io/ingress.class', 'istio.io/nonsense', 'topology.istio.io/controlPlaneClusters', 'example.com/istio.io', 'notistio.io/x',
    );
    const metadata = fc.record({
      annotations: fc.dictionary(names, values, { maxKeys: 6 }),
      labels: maybe(fc.constant({ 'sidecar.istio.io/inject': 'true' })),
    });
    const spec = { containers: [{ name: 'a', image: 'a' }] };
    agrees(['IST0107', 'IST0108', 'IST0125', 'IST0135'], world(
      metadata.map((m): Doc[] => [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'one', ...m } }]),
      some('v1', 'Service', fc.constant({ spec: {} }), metadata),
      some('v1', 'Pod', fc.constant({ spec }), metadata),
      some('apps/v1', 'Deployment', metadata.map(m => ({ spec: { template: { metadata: m, spec } } })), metadata),
    ));
  }, 120_000);

  test('names of ports', () => {
    const port = fc.record({
      name: maybe(oneOf('tcp', 'http', 'HTTP-x', 'grpc-web', 'grpc-webx', 'grpcweb', 'foo', 'foo-http', 'tcp-x', 'http2-', 'mongo', 'hbone', 'https-a-b', 'tls')),
      port: oneOf(80, 25, 53, 3306, 27017, 8080),
      protocol: maybe(oneOf('TCP', 'UDP', 'SCTP')),
      appProtocol: maybe(oneOf('http', 'kubernetes.io/h2c', 'kubernetes.io/ws', 'kubernetes.io/wss', 'kubernetes.io/x', 'foo', '', 'https')),
    });
    const service = fc.record({ type: maybe(oneOf('ExternalName', 'ClusterIP')), ports: fc.uniqueArray(port, { maxLength: 3, selector: p => p.port }) });
    const marks = fc.record({
      labels: fc.record({
        'istio': oneOf('x'), 'release': oneOf('istio', 'x'), 'gateway.istio.io/managed': oneOf('istio.io-gateway-controller', 'istio.io-mesh-controller', 'x'),
      }, { requiredKeys: [] }),
    });
    agrees(['IST0118', 'IST0150'], world(some('v1', 'Service', service.map(spec => ({ spec })), fc.oneof(fc.constant({}), marks))));
  }, 120_000);

  test('workloads and the Services that select them', () => {
    const user = maybe(oneOf(1337, 1000).map(runAsUser => ({ runAsUser })));
    const container = fc.record({ name: oneOf('istio-proxy', 'app', 'istio-operator'), image: oneOf('auto', 'proxyv2'), securityContext: user });
    const spec = fc.record({ securityContext: user, containers: fc.uniqueArray(container, { minLength: 1, maxLength: 2, selector: c => c.name }) });
    const inject = fc.record({ 'sidecar.istio.io/inject': oneOf('true', 'false') }, { requiredKeys: [] });
    const template = fc.record({
      metadata: fc.record({
        labels: fc.tuple(labels, inject).map(([a, b]) => ({ ...a, ...b })), annotations: inject,
      }),
      spec,
    });
    const port = fc.record({ port: oneOf(80, 81, 82), protocol: maybe(oneOf('TCP', 'UDP')), targetPort: maybe(oneOf<any>(80, 81, 'http', 0)) });
    const ports = fc.uniqueArray(port, { maxLength: 3, selector: p => `${p.port}${p.protocol}` });
    const webhooks = few(fc.record({
      name: oneOf('a.istio.io', 'b.istio.io', 'c'),
      namespaceSelector: maybe(fc.constant({ matchLabels: { 'istio-injection': 'enabled' } })),
      objectSelector: maybe(oneOf<any>({ matchLabels: { 'sidecar.istio.io/inject': 'true' } }, { matchExpressions: [{ key: 'app', operator: 'In', values: ['a'] }] })),
    })).map((hooks): Doc[] => [{
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      metadata: { name: 'x' },
      // one that takes nothing, as without any those of an installation are taken for granted
      webhooks: [...hooks, { name: 'z.istio.io', objectSelector: { matchLabels: { no: 'pod' } } }].map(hook => ({ ...hook, clientConfig: { url: 'https://a.b' } })),
    }]);
    agrees(['IST0116', 'IST0137', 'IST0144', 'IST0146', 'IST0147'], world(
      namespaces(fc.record({ 'istio-injection': oneOf('enabled', 'disabled') }, { requiredKeys: [] })),
      webhooks,
      some('apps/v1', 'Deployment', template.map(t => ({ spec: { template: t } })), fc.record({ labels: maybe(oneOf<any>({ istio: 'x' }, { 'gateway.istio.io/managed': 'istio.io-mesh-controller' })) })),
      some('v1', 'Pod', spec.map(s => ({ spec: s }))),
      some('v1', 'Service', fc.record({ selector: maybe(selector), ports }).map(s => ({ spec: s }))),
    ));
  }, 120_000);

  test('resources that select pods', () => {
    // of the kinds of labels only that which Istio's analysis counts; our own count of revisions and ambient mode is tested elsewhere
    const inject = fc.record({ 'sidecar.istio.io/inject': oneOf('true', 'false') }, { requiredKeys: [] });
    const redirection = fc.record({ 'ambient.istio.io/redirection': oneOf('enabled', 'disabled') }, { requiredKeys: [] });
    const spec = { containers: [{ name: 'a', image: 'a' }] };
    const pod = fc.record({ labels: fc.tuple(labels, inject).map(([a, b]) => ({ ...a, ...b })), annotations: redirection });
    const policy = fc.record({
      selector: maybe(selector.map(matchLabels => ({ matchLabels }))),
      rules: few(fc.record({
        from: few(fc.record({
          source: fc.record({
            namespaces: few(oneOf('one', 'two', 'three', '*', 'o*', '*o', 'x*'), 2), notNamespaces: few(fc.oneof(fc.constant('two'), fc.integer({ min: 3, max: 1e6 }).map(String)), 2),
          }),
        }), 2),
      }), 2),
    });
    agrees(['IST0101', 'IST0110', 'IST0111', 'IST0127', 'IST0159', 'IST0160', 'IST0167'], world(
      namespaces(fc.record({ 'istio-injection': oneOf('enabled', 'disabled') }, { requiredKeys: [] })),
      fc.constant([{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'always', namespace: 'one' }, spec }]),
      some('apps/v1', 'Deployment', pod.map(metadata => ({ spec: { template: { metadata, spec } } }))),
      some('networking.istio.io/v1', 'Sidecar', maybe(selector).map(l => ({ spec: { ...l ? { workloadSelector: { labels: l } } : {}, egress: [{ hosts: ['./*'] }] } }))),
      some('telemetry.istio.io/v1', 'Telemetry', maybe(selector).map(l => ({ spec: { ...l ? { selector: { matchLabels: l } } : {} } }))),
      some('security.istio.io/v1', 'AuthorizationPolicy', policy.map(s => ({ spec: s }))),
      policy.map(s => [{ apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { name: 'root', namespace: 'istio-system' }, spec: s }]),
    ));
  }, 120_000);

  test('images of proxies', () => {
    const proxy = fc.record({ name: oneOf('istio-proxy', 'a'), image: oneOf('h/p:1', 'h/p:1-distroless', 'h/p:2', 'x/p', 'h/p:1-debug') });
    const containers = fc.uniqueArray(proxy, { maxLength: 2, selector: c => c.name });
    const pod = fc.record({
      labels,
      annotations: fc.record({
        'sidecar.istio.io/proxyImage': oneOf('', 'x'),
        'proxy.istio.io/config': oneOf('image: { imageType: distroless }', 'concurrency: 1', '{'),
      }, { requiredKeys: [] }),
    });
    const sidecarInjectorWebhook = { enableNamespacesByDefault: false };
    const values = (global: object) => ({ data: { values: JSON.stringify({ global, sidecarInjectorWebhook }) } });
    const injectors = fc.uniqueArray(oneOf('', '-canary', '-default'), { maxLength: 2 }).chain(names => fc.tuple(...names.map(name =>
      oneOf(values({ hub: 'h', tag: '1', proxy: { image: 'p' } }), values({ hub: 'h', tag: '2', proxy: { image: 'p' } }), values({ proxy: { image: 'x/p' } }))
        .map(body => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `istio-sidecar-injector${name}`, namespace: 'istio-system' }, ...body }))))) as fc.Arbitrary<Doc[]>;
    const config = maybe(selector).map(l => ({ spec: { ...l ? { selector: { matchLabels: l } } : {}, image: { imageType: 'distroless' } } }));
    agrees(['IST0158'], world(
      namespaces(fc.record({ 'istio-injection': oneOf('enabled', 'disabled'), 'istio.io/rev': oneOf('canary', 'default', 'x') }, { requiredKeys: [] })),
      injectors,
      some('v1', 'Pod', fc.record({ spec: fc.record({ containers, initContainers: maybe(containers) }) }), pod),
      some('networking.istio.io/v1beta1', 'ProxyConfig', config, undefined, 1),
    ));
  }, 120_000);

  test('ServiceEntries', () => {
    const port = fc.record({ number: oneOf(80, 443), protocol: maybe(oneOf('TCP', 'tcp', 'HTTP', 'http', 'TLS')) });
    const entry = fc.record({
      hosts: fc.uniqueArray(oneOf('a.com', 'b.com'), { minLength: 1 }),
      ports: fc.uniqueArray(port, { minLength: 1, maxLength: 2, selector: p => p.number }).map(all => all.map((p, i) => ({ ...p, name: `p${i}` }))),
      addresses: maybe(fc.constant(['1.2.3.4'])),
      exportTo: maybe(fc.uniqueArray(oneOf('.', 'one', 'two', '*', '~'), { maxLength: 2 })),
      resolution: fc.constant('STATIC'),
    });
    agrees(['IST0134', 'IST0177'], world(some('networking.istio.io/v1', 'ServiceEntry', entry.map(spec => ({ spec })), undefined, 5)));
  }, 120_000);

  test('EnvoyFilters', () => {
    const patch = fc.record({
      applyTo: oneOf('HTTP_FILTER', 'NETWORK_FILTER', 'VIRTUAL_HOST', 'HTTP_ROUTE', 'ROUTE_CONFIGURATION', 'CLUSTER', 'LISTENER'),
      match: maybe(fc.record({
        proxy: maybe(fc.constant({ proxyVersion: '^1.2.*' })),
        listener: maybe(oneOf('a', 'b').map(name => ({ filterChain: { filter: { name } } }))),
      }, { requiredKeys: [] })),
      patch: fc.record({
        operation: oneOf('ADD', 'REMOVE', 'REPLACE', 'MERGE', 'INSERT_BEFORE', 'INSERT_AFTER', 'INSERT_FIRST'),
        value: oneOf<any>({ name: 'a' }, { name: 'b' }, { x: 1 }),
      }),
    }, { requiredKeys: ['applyTo', 'patch'] });
    // one at a time: of several Istio takes any first
    agrees(['IST0151', 'IST0152', 'IST0153', 'IST0154', 'IST0155'], world(some('networking.istio.io/v1alpha3', 'EnvoyFilter',
      fc.record({ configPatches: few(patch, 5), priority: maybe(oneOf(0, 1, -1)) }).map(spec => ({ spec })), undefined, 1)));
  }, 120_000);

  test('webhooks of injectors', () => {
    const client = oneOf<any>(
      { service: { namespace: 'one', name: 'service-0' } }, { service: { namespace: 'one', name: 'none' } }, {}, { url: 'https://a.b' }, { url: 'https://1.2.3.4:80/x' },
      { url: 'https://[::1]/x' }, { url: 'https://[::1' }, { url: 'https://a b' }, { url: 'a:b:c' }, { url: ':x' }, { url: '' }, { url: 'https://a:x/' }, { url: '/1.2.3.4' },
      { url: '//1.2.3.4' }, { url: 'https://u@1.2.3.4' }, { url: '%zz' }, { url: '1a:b' }, { url: 'https://a/%zz' }, { url: 'https://a:80:90' }, { url: 'https://1.2.3.4?x' },
    );
    const expressions = (key: string, ...values: string[]) => fc.record({
      matchExpressions: few(fc.record({
        key: oneOf(key, 'istio.io/rev'), operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist'), values: few(oneOf(...values, 'canary'), 2),
      }).map(e => e.operator.endsWith('In') ? { ...e, values: [...e.values, values[0]] } : { ...e, values: undefined }), 2),
    });
    const hooks = fc.uniqueArray(fc.record({
      name: oneOf('a.istio.io', 'b.istio.io', 'c'),
      clientConfig: client,
      namespaceSelector: maybe(expressions('istio-injection', 'enabled')),
      objectSelector: maybe(expressions('sidecar.istio.io/inject', 'true', 'false')),
    }), { maxLength: 2, selector: h => h.name });
    const configuration = (kind: string, name: string) => fc.record({ hooks, labels: maybe(fc.constant({ 'istio.io/rev': 'canary' })) })
      .map((c): Doc[] => [{ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name, labels: c.labels }, webhooks: c.hooks }]);
    agrees(['IST0139', 'IST0163', 'IST0164'], world(
      configuration('MutatingWebhookConfiguration', 'istio-sidecar-injector'),
      configuration('MutatingWebhookConfiguration', 'istio-sidecar-injector-canary'),
      configuration('ValidatingWebhookConfiguration', 'istiod-default-validator'),
      configuration('ValidatingWebhookConfiguration', 'istio-validator-x'),
      configuration('ValidatingWebhookConfiguration', 'other'),
      fc.constant([{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'service-0', namespace: 'one' }, spec: {} }]),
    ));
  }, 120_000);

  test.each([[undefined], [{ extensionProviders: [{ name: 'l', lightstep: { service: 'a.b', port: 80, accessToken: 'x' } }] }]])('providers and deprecated fields with %p', config => {
    const providers = maybe(few(oneOf('l', 'm').map(name => ({ name })), 2));
    const telemetry = fc.record({
      accessLogging: few(fc.record({ providers, disabled: maybe(fc.boolean()) })),
      tracing: few(fc.record({ providers })),
    });
    const delay = fc.record({ percent: maybe(oneOf(0, 50)), percentage: maybe(fc.constant({ value: 50 })), fixedDelay: fc.constant('1s') });
    const http = few(fc.record({ fault: maybe(fc.record({ delay: maybe(delay) })), route: fc.constant([{ destination: { host: 'a' } }]) }));
    agrees(['IST0002', 'IST0157'], world(
      some('telemetry.istio.io/v1', 'Telemetry', telemetry.map(spec => ({ spec }))),
      some('networking.istio.io/v1', 'VirtualService', http.map(routes => ({ spec: { hosts: ['a'], http: routes } }))),
      some('networking.istio.io/v1', 'Sidecar', maybe(fc.constant({ egressProxy: { host: 'a' } })).map(outboundTrafficPolicy => ({ spec: { outboundTrafficPolicy } }))),
    ), config);
  }, 120_000);

  test('old CRDs and keys from anywhere', () => {
    const crd = fc.uniqueArray(oneOf('grpcroutes', 'tlsroutes', 'httproutes', 'backendtlspolicies'), { maxLength: 3 }).chain(names =>
      fc.tuple(...names.map(name => maybe(oneOf('v1.0.9', 'v1.1.0', '1.4', 'v1.4.0-rc.1', 'v1.5.0', 'v2', 'x', '')).map((version): Doc => ({
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: `${name}.gateway.networking.k8s.io`, annotations: version === undefined ? {} : { 'gateway.networking.k8s.io/bundle-version': version } },
        spec: {},
      })))));
    const env = few(fc.record({ name: oneOf('BLOCKED_CIDRS_IN_JWKS_URIS', 'X'), value: oneOf('', '10.0.0.0/8') }), 2);
    agrees(['IST0175', 'IST0176'], world(
      crd as fc.Arbitrary<Doc[]>,
      some('security.istio.io/v1', 'RequestAuthentication', fc.constant({ spec: {} })),
      some('apps/v1', 'Deployment', env.map(e => ({ spec: { template: { spec: { containers: [{ name: 'discovery', image: 'x', env: e }] } } } })),
        fc.record({ labels: oneOf({ app: 'istiod' }, { app: 'x' }) })),
    ));
  }, 120_000);
});
