import { gateway, istio, route, secondsFor, service, virtualService, workload } from './support';

const MANY = 10_000;
const range = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const WORLD = [...range(100, i => service(`svc-${i}`)), workload('edge', { labels: { istio: 'edge' } }), service('edge')];
const EDGE = { selector: { istio: 'edge' }, server: { tls: { mode: 'SIMPLE', credentialName: 'cert' } } };
const TARGET = { ports: [{ name: 'http', port: 80, targetPort: 'web' }] };
const peer = (name: string, spec: object) => ({ apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name }, spec });
const one = (http: object[]) => [virtualService('shop', { http })];

// each of them takes far longer than this where a rule looks at all objects for each
test.each<[string, () => object[]]>([
  ['VirtualServices for one host', () => range(MANY, i => virtualService(`vs-${i}`, { hosts: ['svc-1'], http: [route('svc-1', { subset: 'v1' }), route('svc-1')] }))],
  ['VirtualServices for a subset of one host, before what declares it', () => [
    ...range(MANY, i => virtualService(`vs-${i}`, { hosts: ['late'], http: [route('late', { subset: 'v1' })] })),
    istio('DestinationRule', 'late', { host: 'late', subsets: [{ name: 'v1', labels: { version: 'v1' } }] }), service('late'),
  ]],
  ['VirtualServices of one gateway with a host for each', () => [
    gateway('web', range(MANY, i => `h${i}.com`), EDGE), ...range(MANY, i => virtualService(`vs-${i}`, { hosts: [i % 2 ? `h${i}.com` : `*.h${i}.com`], gateways: ['web'], http: [route('svc-1')] })),
  ]],
  ['VirtualServices for hosts that are not there', () => range(MANY, i => virtualService(`vs-${i}`, { http: [route(`svx-${i}`)] }))],
  ['VirtualServices of gateways that are not there', () => [
    ...range(MANY, i => gateway(`gw-${i}`, [`h${i}.com`], EDGE)), ...range(MANY, i => virtualService(`vs-${i}`, { gateways: [`gv-${i}`], http: [route('svc-1')] })),
  ]],
  ['subsets that are not there', () => [
    ...range(MANY, i => istio('DestinationRule', `dr-${i}`, { host: 'svc-1', subsets: [{ name: `v${i}`, labels: { version: `v${i}` } }] })),
    ...range(MANY, i => virtualService(`vs-${i}`, { http: [route('svc-1', { subset: 'x' })] })),
  ]],
  ['rules with the same match', () => one(range(MANY, () => ({ match: [{ uri: { prefix: '/a' } }], ...route('svc-1') })))],
  ['rules with a match for each', () => one(range(MANY, i => ({ match: [{ uri: { prefix: `/${i}` } }], ...route('svc-1') })))],
  ['rules with a covered match for each', () => one(range(MANY, i => ({ match: [{ uri: { prefix: i % 2 ? '/ab' : '/a' }, headers: { x: { exact: `${Math.floor(i / 2)}` } } }], ...route('svc-1') })))],
  ['rules without a match', () => one(range(MANY, () => route('svc-1')))],
  ['Gateways for one host with one certificate', () => range(MANY, i => gateway(`gw-${i}`, ['*'], EDGE))],
  ['Gateways for one host with pods for each', () => range(MANY, i => gateway(`gw-${i}`, ['*'], { ...EDGE, selector: { istio: 'edge', app: `app-${i}` } }))],
  ['Services without pods, each with a VirtualService', () => [
    workload('other'), ...range(MANY, i => service(`lost-${i}`)), ...range(MANY, i => virtualService(`vs-${i}`, { http: [route(`lost-${i}`)] })),
  ]],
  ['Services of the same pods', () => [...range(1000, i => workload(`w-${i}`, { labels: { app: 'many' } })), ...range(MANY, i => service('many', TARGET, { name: `many-${i}` }))]],
  ['matches of a Gateway with a server for each', () => [
    istio('Gateway', 'web', { selector: { istio: 'edge' }, servers: range(MANY, i => ({ port: { number: i + 1, name: `p${i}`, protocol: 'TCP' }, hosts: ['*'] })) }),
    ...range(MANY, i => virtualService(`vs-${i}`, { hosts: ['a.com'], gateways: ['web'], tcp: [{ match: [{ port: 20_000 }, { gateways: ['other'] }], ...route('svc-1') }], http: [route('svc-1')] })),
  ]],
  ['PeerAuthentications of a workload each, and DestinationRules of one host', () => [
    ...range(MANY, i => peer(`p-${i}`, { selector: { matchLabels: { app: `app-${i}` } }, mtls: { mode: 'STRICT' } })), ...range(1000, i => workload(`w-${i}`, { labels: { app: 'many' } })),
    service('many'), ...range(MANY, i => istio('DestinationRule', `dr-${i}`, { host: 'many', trafficPolicy: { tls: { mode: 'DISABLE' } } })),
  ]],
  ['AuthorizationPolicies of one namespace', () => [
    ...range(1000, i => workload(`w-${i}`, { labels: { app: 'many' } })), service('many', TARGET), ...range(MANY, i => istio('AuthorizationPolicy', `a-${i}`, { rules: [{ to: [{ operation: { ports: ['80'] } }] }] })),
  ]],
  ['DestinationRules of one host with the same subsets and policies of their own', () => range(MANY, i => istio('DestinationRule', `dr-${i}`, {
    host: 'svc-1', trafficPolicy: { connectionPool: { tcp: { maxConnections: i + 1 } } }, subsets: [{ name: 'v1', labels: { version: `v${i}` } }],
  }))],
  ['servers of a Gateway that are left out', () => [
    istio('Gateway', 'web', { selector: { istio: 'edge' }, servers: range(MANY, i => ({ port: { number: 443, name: `p${i}`, protocol: 'TLS' }, hosts: ['a.com'], tls: { mode: 'PASSTHROUGH' } })) }),
  ]],
  ['rules that hand requests on to one VirtualService with a rule for each', () => [
    ...range(MANY, i => virtualService(`vs-${i}`, { hosts: [`h${i}.com`], http: [{ match: [{ uri: { prefix: `/${i}` } }], delegate: { name: 'part' } }] })),
    istio('VirtualService', 'part', { http: range(MANY, i => ({ match: [{ uri: { prefix: `/${i}/x` } }], ...route('svc-1') })) }),
  ]],
  ['VirtualServices with rules for HTTP at ports that speak TCP', () => [
    service('db', { ports: [{ name: 'tcp', port: 9000 }] }), ...range(MANY, i => virtualService(`vs-${i}`, { hosts: ['db'], http: [{ match: [{ uri: { prefix: 'x' } }], ...route('db') }] })),
  ]],
  ['autoscalers and budgets of nothing', () => [
    ...range(1000, i => workload(`w-${i}`)),
    ...range(MANY, i => ({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: `h-${i}` }, spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: `x-${i}` } } })),
    ...range(MANY, i => ({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: `b-${i}` }, spec: { selector: { matchLabels: { app: 'a', x: `${i}` } } } })),
  ]],
])('%s', (_, objects) => {
  expect(secondsFor([...WORLD, ...objects()])).toBeLessThan(10);
}, 60_000);
