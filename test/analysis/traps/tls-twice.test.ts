import { hint, messages } from './support';
import { beside, istio, route, service, virtualService } from '../support';

type Json = any;

const entry = (...ports: [number, string | undefined][]) =>
  istio('ServiceEntry', 'a', { hosts: ['a.com'], resolution: 'DNS', ports: ports.map(([number, protocol]) => ({ number, name: `p${number}`, protocol })) });
const rule = (trafficPolicy: Json, spec: Json = {}) => istio('DestinationRule', 'a', { host: 'a.com', trafficPolicy, ...spec });
const SIMPLE = { tls: { mode: 'SIMPLE', sni: 'a.com' } };
const at = (number: number) => ({ portLevelSettings: [{ port: { number }, ...SIMPLE }] });
const fields = (...documents: Json[]) => messages('CDI0244', documents).map(text => text.split(/[ :]/)[1]);
const HTTPS = entry([443, 'HTTPS']);

test.each<[string, Json, Json, string[]]>([
  ['HTTPS', HTTPS, SIMPLE, ['spec.trafficPolicy.tls']],
  ['TLS', entry([443, 'TLS']), { tls: { mode: 'MUTUAL', credentialName: 'c' } }, ['spec.trafficPolicy.tls']],
  ['HTTPS, for the port', entry([443, 'HTTPS'], [80, 'HTTP']), at(443), ['spec.trafficPolicy.portLevelSettings[0].tls']],
  ['HTTP at 443, which is how TLS is begun', entry([443, 'HTTP']), SIMPLE, []],
  ['HTTP, for the port', entry([443, 'HTTPS'], [80, 'HTTP']), at(80), []],
  ['HTTP and HTTPS', entry([443, 'HTTPS'], [80, 'HTTP']), SIMPLE, []],
  ['TCP', entry([443, 'TCP']), SIMPLE, []],
  ['nothing', entry([443, undefined]), SIMPLE, []],
  ['HTTPS at a port that it does not have', HTTPS, at(8443), []],
  ['HTTPS, for ports that have none of their own', HTTPS, { ...at(443), tls: { mode: 'DISABLE' } }, ['spec.trafficPolicy.portLevelSettings[0].tls']],
  ['HTTPS, for none of its ports', HTTPS, { ...SIMPLE, portLevelSettings: [{ port: { number: 443 }, tls: { mode: 'DISABLE' } }] }, []],
  ['HTTPS, and TLS is not begun', HTTPS, { tls: { mode: 'DISABLE' } }, []],
  ['HTTPS, and no tls', HTTPS, { connectionPool: { tcp: { maxConnections: 1 } } }, []],
])('ports that say %s', (_, declared, trafficPolicy, wanted) => {
  expect(fields(declared, rule(trafficPolicy))).toEqual(wanted);
});

test('hosts that are not known to be outside', () => {
  const named = (name: string) => rule(SIMPLE, { host: name });
  expect(fields(HTTPS, named('b.com'))).toEqual([]);
  expect(fields(HTTPS, service('cart', { ports: [{ name: 'https', port: 443 }] }), named('cart'))).toEqual([]);
  expect(fields(HTTPS, rule(undefined, { host: undefined }))).toEqual([]);
  expect(fields(HTTPS, rule(undefined, { subsets: [{ name: 'v1', trafficPolicy: SIMPLE }] }))).toEqual([]);
});

test('hosts that requests without TLS are routed to', () => {
  const to = (protocol: string) => virtualService('b', { hosts: ['b.com'], [protocol]: [route('a.com')] });
  const backend = { group: 'networking.istio.io', kind: 'Hostname', name: 'a.com', port: 443 };
  const httpRoute = (rules: Json) => ({ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'r' }, spec: { rules: [rules] } });
  expect(fields(HTTPS, rule(SIMPLE), to('http'))).toEqual([]);
  expect(fields(HTTPS, rule(SIMPLE), to('tcp'))).toEqual([]);
  expect(fields(HTTPS, rule(SIMPLE), to('tls'))).toHaveLength(1);
  expect(fields(HTTPS, rule(SIMPLE), httpRoute({ backendRefs: [backend] }))).toEqual([]);
  expect(fields(HTTPS, rule(SIMPLE), httpRoute({ filters: [{ type: 'RequestMirror', requestMirror: { backendRef: backend } }] }))).toEqual([]);
});

test('proxies that may ask the host themselves', () => {
  expect(fields(HTTPS, rule(SIMPLE), istio('Telemetry', 't', { tracing: [{}] }))).toEqual([]);
  expect(fields(HTTPS, rule(SIMPLE), istio('EnvoyFilter', 'e', {}))).toEqual([]);
  expect(fields(HTTPS, rule(SIMPLE), istio('AuthorizationPolicy', 'p', { action: 'CUSTOM' }))).toEqual([]);
  expect(fields(HTTPS, rule(SIMPLE), istio('AuthorizationPolicy', 'p', { action: 'DENY' }))).toHaveLength(1);
  const told = (meshConfig: Json) => messages('CDI0244', [HTTPS, rule(SIMPLE)], { meshConfig });
  expect(told({ extensionProviders: [{ name: 'x' }] })).toEqual([]);
  expect(told({ defaultConfig: { tracing: {} } })).toEqual([]);
  expect(told({ accessLogFile: '/dev/stdout' })).toHaveLength(1);
  const proxy = istio('Sidecar', 's', { egress: [{ port: { number: 8080, name: 'proxy', protocol: 'HTTP_PROXY' }, hosts: ['*/*'] }] });
  expect(fields(HTTPS, rule(SIMPLE), proxy)).toEqual([]);
});

test('it is told what says so, and what to do', () => {
  expect(messages('CDI0244', [rule(SIMPLE)], beside(HTTPS))).toEqual([
    'a spec.trafficPolicy.tls: clients of a.com speak TLS themselves, as its ServiceEntry says (443 HTTPS), and mode SIMPLE puts TLS around that, which the host does not take',
  ]);
  expect(hint('CDI0244', [HTTPS, rule(SIMPLE)])).toBe(
    'drop tls, so that the TLS of the clients is passed on; or have clients speak HTTP: give the ServiceEntry a port with protocol HTTP, and begin TLS for that one');
});
