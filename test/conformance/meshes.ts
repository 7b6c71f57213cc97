import * as fc from 'fast-check';
import { yaml } from '../../src/manifests';
import { EXPIRED, GOOD, TOO_EARLY } from '../analysis/certificates';

type Json = any;

const NAMESPACES = ['a', 'b', 'istio-system'];
const namespace = fc.constantFrom(...NAMESPACES);
const EXTERNAL = ['api.example.com', 'www.example.com', 'db.local', '*.example.com'];

/** Something in so many of a hundred cases. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>, share = 60) =>
  fc.oneof({ weight: share, arbitrary }, { weight: 100 - share, arbitrary: fc.constant(undefined) });
const some = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number, minLength = 0) => fc.array(arbitrary, { minLength, maxLength });
const different = (values: readonly string[], maxLength: number, minLength = 0) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength, maxLength });

const exportTo = maybe(different(['.', '*', ...NAMESPACES], 2, 1), 50);
const version = fc.constantFrom('v1', 'v2');
const service = fc.constantFrom('reviews', 'ratings');
const portNumber = fc.constantFrom(80, 9080);

/** Hosts as they are written: short, in full, half, of the world outside. */
const host = fc.oneof(
  { weight: 4, arbitrary: service },
  { weight: 4, arbitrary: fc.tuple(service, namespace).map(([name, of]) => `${name}.${of}.svc.cluster.local`) },
  { weight: 1, arbitrary: fc.tuple(service, namespace).map(([name, of]) => `${name}.${of}`) },
  { weight: 2, arbitrary: fc.constantFrom('api.example.com', 'www.example.com', 'db.local', 'missing', 'other.example.org') },
);

/** Specs of a kind; the objects get names by their place. */
interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly most: number;
  readonly object: fc.Arbitrary<Json>;
}

const tls = fc.record({
  mode: fc.constantFrom('SIMPLE', 'MUTUAL', 'DISABLE'),
  caCertificates: maybe(fc.constant('/ca.pem')),
  credentialName: maybe(fc.constant('ca')),
});

/** Credentials that are there, and what is in them. */
const SECRETS: { [name: string]: Json } = {
  'good': { 'tls.crt': GOOD, 'tls.key': 'y' },
  'generic': { cert: `text before\n${GOOD}`, key: 'y' },
  'expired': { 'tls.crt': EXPIRED, 'tls.key': 'y' },
  'early': { 'tls.crt': TOO_EARLY, 'tls.key': 'y' },
  'empty': { 'tls.crt': GOOD, 'tls.key': '' },
  'text': { 'tls.crt': 'x', 'tls.key': 'y' },
  'no-certificate': { 'tls.crt': '-----BEGIN CERTIFICATE-----\neA==\n-----END CERTIFICATE-----\n', 'tls.key': 'y' },
  'authority': { 'ca.crt': GOOD },
};

const server = fc.record({
  port: fc.record({ number: fc.constantFrom(80, 443, 8080), name: fc.constant('p'), protocol: fc.constantFrom('HTTP', 'HTTPS') }),
  hosts: different(['*', '*/*', './*', 'a/*.example.com', 'b/www.example.com', '*.example.com', 'www.example.com', 'reviews', '*/api.example.com'], 3, 1),
  tls: maybe(fc.record({ mode: fc.constant('SIMPLE'), credentialName: fc.constantFrom('good', 'missing', 'b/good', 'istio-system/good', ...Object.keys(SECRETS)) })),
});

const gatewayLabels = fc.constantFrom<Json>({ istio: 'ingressgateway' }, { istio: 'gw' }, { istio: 'gw', app: 'gw' }, { istio: 'none' }, { app: 'gw', istio: 'gw', tier: 'edge' });

const stringMatch = fc.oneof(fc.record({ exact: fc.constantFrom('a', 'ab') }), fc.record({ prefix: fc.constantFrom('a', 'ab') }), fc.record({ regex: fc.constant('a.*') }));
const httpMatch = fc.record({
  uri: maybe(fc.oneof(fc.record({ prefix: fc.constantFrom('/', '/a', '/ab') }), fc.record({ exact: fc.constantFrom('/a', '/ab') }))),
  method: maybe(fc.oneof(fc.record({ exact: fc.constantFrom('GET', 'POST') }), fc.record({ prefix: fc.constant('P') })), 25),
  authority: maybe(stringMatch, 25),
  headers: maybe(fc.oneof(fc.record({ x: stringMatch }), fc.record({ '@request.auth.claims.group': stringMatch })), 50),
  queryParams: maybe(fc.record({ q: stringMatch }), 25),
  withoutHeaders: maybe(fc.record({ y: stringMatch }), 25),
  port: maybe(portNumber, 25),
  ignoreUriCase: maybe(fc.boolean(), 25),
  sourceLabels: maybe(fc.constantFrom<Json>({}, { app: 'x' }), 25),
});

const destination = fc.record({ host, subset: maybe(version), port: maybe(fc.record({ number: fc.constantFrom(80, 9080, 9999) })) })
  // rules for hosts of the world outside hold from other namespaces, too, which istioctl does not know
  .map(({ subset, ...rest }) => ({ ...rest, ...rest.host.includes('.') && !rest.host.endsWith('.svc.cluster.local') ? {} : { subset } }));

const l4Match = fc.record({ port: maybe(portNumber), sourceLabels: maybe(fc.constant({ app: 'x' }), 25) });

const KINDS: readonly Kind[] = [
  {
    apiVersion: 'v1',
    kind: 'Service',
    most: 4,
    object: fc.record({
      name: fc.oneof({ weight: 4, arbitrary: service }, { weight: 1, arbitrary: fc.constant('gw') }),
      annotations: maybe(fc.record({ 'networking.istio.io/exportTo': fc.constantFrom('.', '*', 'b', 'a, b') }), 25),
      spec: fc.record({
        selector: maybe(fc.constantFrom<Json>({ app: 'reviews' }, { istio: 'gw' }, { app: 'gw', istio: 'gw' }), 85),
        ports: fc.uniqueArray(fc.record({
          port: fc.constantFrom(80, 443, 9080),
          targetPort: maybe(fc.constantFrom<Json>(8080, 'http', 80)),
          protocol: fc.constantFrom('TCP', 'TCP', 'UDP'),
        }), { minLength: 1, maxLength: 2, selector: p => p.port }).map(ports => ports.map(p => ({ name: `http-${p.port}`, ...p }))),
      }),
    }),
  },
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    most: 2,
    object: fc.record({
      spec: fc.record({
        hosts: different([...EXTERNAL, 'reviews'], 2, 1),
        ports: fc.constant([{ number: 80, name: 'http', protocol: 'HTTP' }]),
        resolution: fc.constant('NONE'),
        exportTo,
      }),
    }),
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    most: 3,
    object: fc.record({
      spec: fc.record({ app: fc.constantFrom('reviews', 'x'), version }).map(labels => ({
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'app' }] } },
      })),
    }),
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    most: 2,
    // in one namespace, as istioctl looks for credentials in any of those of a gateway's pods
    object: fc.record({
      namespace: fc.constant('a'),
      labels: fc.constantFrom<Json>({ istio: 'gw' }, { istio: 'gw', app: 'gw' }, { istio: 'gw', app: 'gw', tier: 'edge' }, { 'gateway.networking.k8s.io/gateway-name': 'web', 'app': 'web' }),
      spec: fc.constant({ containers: [{ name: 'istio-proxy', image: 'auto' }] }),
    }),
  },
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    most: 3,
    object: fc.record({
      spec: fc.record({
        host: fc.oneof({ weight: 6, arbitrary: host }, { weight: 1, arbitrary: fc.constantFrom(...EXTERNAL) }),
        subsets: maybe(fc.uniqueArray(
          fc.record({ name: version, labels: maybe(fc.record({ version: fc.constantFrom('v1', 'v2', 'v3') }), 85) }),
          { maxLength: 2, selector: s => s.name },
        )),
        trafficPolicy: maybe(fc.record({
          tls: maybe(tls),
          portLevelSettings: maybe(some(fc.record({ port: fc.record({ number: portNumber }), tls: maybe(tls) }), 2)),
        }), 25),
        workloadSelector: maybe(fc.constant({ matchLabels: { app: 'x' } }), 25),
        exportTo,
      }),
    }),
  },
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    // of more, istioctl reports IST0145 at random
    most: 2,
    object: fc.record({
      name: fc.constantFrom('gw', 'other'),
      // of several servers of a port, istioctl looks at the last
      spec: fc.record({ selector: gatewayLabels, servers: fc.uniqueArray(server, { minLength: 1, maxLength: 3, selector: s => s.port.number }) })
        .filter(({ selector, servers }) => selector.istio !== 'ingressgateway' || servers.every(({ port }) => port.number !== 8080)),
    }),
  },
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    most: 4,
    object: fc.record({
      spec: fc.record({
        hosts: maybe(fc.uniqueArray(fc.oneof(host, fc.constantFrom('*.example.com', '*')), { minLength: 1, maxLength: 2 }), 90),
        gateways: maybe(different(['mesh', 'gw', 'a/gw', 'b/other', 'no', 'a/no', 'a/web~istio-autogenerated-k8s-gateway~http'], 3, 1), 50),
        exportTo,
        http: maybe(some(fc.record({
          match: maybe(some(httpMatch, 3, 1)),
          route: some(fc.record({ destination }), 2, 1),
          mirror: maybe(destination, 25),
          mirrors: maybe(some(fc.record({ destination }), 1), 25),
        }), 4, 1), 90),
        tcp: maybe(some(fc.record({ match: maybe(some(l4Match, 2, 1)), route: some(fc.record({ destination }), 1, 1) }), 2, 1), 25),
        tls: maybe(some(fc.record({
          match: some(fc.record({ sniHosts: different(['www.example.com', 'a.example.com'], 2, 1), port: maybe(portNumber) }), 2, 1),
          route: some(fc.record({ destination }), 1, 1),
        }), 2, 1), 25),
        // istioctl calls rules by their number whatever their protocol, and points at no line for mirrors, and so takes one for the other
      }).map(({ http, tcp, tls: sni, ...rest }) => ({
        ...rest,
        http: http?.map(({ mirrors, ...rule }, i) => ({ name: `rule-${i}`, ...rule, mirrors: i === 0 ? mirrors : undefined })),
        tcp,
        tls: tcp ? undefined : sni,
      })),
    }),
  },
  {
    apiVersion: 'security.istio.io/v1',
    kind: 'RequestAuthentication',
    most: 1,
    object: fc.record({ spec: fc.record({ selector: maybe(fc.constantFrom<Json>({ matchLabels: { istio: 'gw' } }, { matchLabels: { app: 'web' } }, {})) }) }),
  },
  {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    most: 1,
    object: fc.record({ spec: fc.record({ selector: maybe(fc.constantFrom<Json>({ matchLabels: { app: 'web' } }, {})) }) }),
  },
  {
    apiVersion: 'telemetry.istio.io/v1',
    kind: 'Telemetry',
    most: 1,
    object: fc.record({ spec: fc.record({ selector: maybe(fc.constant({ matchLabels: { app: 'web' } })) }) }),
  },
];

/** What there is in every mesh. */
const FIXED: readonly Json[] = [
  ...NAMESPACES.map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
  { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'always', namespace: 'a' }, spec: { containers: [{ name: 'a', image: 'a' }] } },
  ...['a', 'istio-system'].flatMap(of => Object.entries(SECRETS).map(([name, data]) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: of },
    data: Object.fromEntries(Object.entries<string>(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')])),
  }))),
];

/** Objects of a mesh, each of another kind, namespace or name. A new kind is a new entry in `KINDS`. */
export const mesh: fc.Arbitrary<Json[]> = fc.tuple(...KINDS.map(({ apiVersion, kind, most, object }) =>
  fc.array(fc.tuple(namespace, object), { maxLength: most }).map(all => all.map(([of, { name, namespace: own, annotations, labels, ...rest }], i) =>
    ({ apiVersion, kind, metadata: { name: name ?? `${kind.toLowerCase()}-${i}`, namespace: own ?? of, labels, annotations }, ...rest })))))
  .map(objects => {
    const seen = new Map<string, Json>();
    for (const one of [...FIXED, ...objects.flat()]) { seen.set(`${one.kind} ${one.metadata.namespace} ${one.metadata.name}`, one); }
    return JSON.parse(JSON.stringify([...seen.values()]));
  });

/** The objects as YAML, and those pods after them that a cluster would make of the workloads. */
export function meshAsYaml(objects: readonly Json[]): { readonly manifests: string; readonly withPods: string } {
  const text = (all: readonly Json[]) => all.map(one => yaml().dump(one, { noRefs: true })).join('---\n');
  const pods = objects.filter(one => one.kind === 'Deployment').map(({ metadata, spec: { template } }) => ({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: metadata.name, namespace: metadata.namespace, ...template.metadata }, spec: template.spec,
  }));
  return { manifests: text(objects), withPods: text([...objects, ...pods]) };
}
