import { gateway, istio, route, secondsFor, service, virtualService, workload } from './support';

const MANY = 10_000;
const range = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const WORLD = [...range(100, i => service(`svc-${i}`)), workload('edge', { labels: { istio: 'edge' } }), service('edge')];
const EDGE = { selector: { istio: 'edge' }, server: { tls: { mode: 'SIMPLE', credentialName: 'cert' } } };
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
])('%s', (_, objects) => {
  expect(secondsFor([...WORLD, ...objects()])).toBeLessThan(2);
}, 60_000);
