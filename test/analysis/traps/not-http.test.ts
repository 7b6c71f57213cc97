import { hint, messages } from './support';
import { beside, istio, route, service, virtualService } from '../support';

type Json = any;

const cart = (...ports: Json[]) => service('cart', { ports });
const port = (name: string | undefined, number = 9000, more: Json = {}) => ({ name, port: number, ...more });
const entry = (hosts: string[], ...ports: [number, string | undefined][]) =>
  istio('ServiceEntry', hosts[0].replace(/\W/g, '-'), { hosts, resolution: 'DNS', ports: ports.map(([number, protocol]) => ({ number, name: `p${number}`, protocol })) });
const rules = (spec: Json = {}) => virtualService('vs', { hosts: ['cart'], http: [{ ...route('cart'), timeout: '3s' }], ...spec });
const fields = (...documents: Json[]) => messages('CDI0215', documents).map(text => text.split(/[ :]/)[1]);

test.each<[string, Json, boolean]>([
  ['tcp-api', port('tcp-api'), true],
  ['TCP', port('TCP'), true],
  ['redis', port('redis'), true],
  ['https', port('https', 443), true],
  ['tls-web', port('tls-web', 443), true],
  ['http', port('http'), false],
  ['grpc-api', port('grpc-api'), false],
  ['grpc-web', port('grpc-web'), false],
  ['no name, which is found out of each connection', port(undefined), false],
  ['a name that says nothing', port('web'), false],
  ['a name that says nothing, at a port that is never looked into', port('db', 3306), true],
  ['http at such a port', port('http', 3306), false],
  ['appProtocol tcp', port('http', 9000, { appProtocol: 'tcp' }), true],
  ['appProtocol http', port('tcp', 9000, { appProtocol: 'http' }), false],
  ['appProtocol kubernetes.io/ws', port('tcp', 9000, { appProtocol: 'kubernetes.io/ws' }), false],
  ['appProtocol kubernetes.io/wss', port('http', 9000, { appProtocol: 'kubernetes.io/wss' }), true],
  ['appProtocol of another', port('tcp', 9000, { appProtocol: 'example.com/own' }), false],
  ['UDP alone', port('tcp', 9000, { protocol: 'UDP' }), false],
])('a port with %s', (_, one, told) => {
  expect(fields(rules(), cart(one))).toEqual(told ? ['spec.http'] : []);
});

test('hosts of which one may speak HTTP, or is not known', () => {
  const TCP = cart(port('tcp-api'));
  expect(fields(rules(), TCP)).toEqual(['spec.http']);
  expect(fields(rules(), cart(port('tcp-api'), port('http', 80)))).toEqual([]);
  expect(fields(rules({ hosts: ['cart', 'other'] }), TCP, service('other'))).toEqual([]);
  expect(fields(rules({ hosts: ['cart', 'other'] }), TCP)).toEqual([]);
  expect(fields(rules({ hosts: ['cart', 'other'] }), TCP, service('other', { type: 'ExternalName', externalName: 'a.com' }))).toEqual([]);
  expect(fields(rules({ hosts: ['*.default.svc.cluster.local'] }), TCP)).toEqual([]);
  expect(fields(rules(), service('cart', { type: 'ExternalName', externalName: 'a.com', ports: [port('tcp-api')] }))).toEqual([]);
  expect(fields(rules())).toEqual([]);
  const unknown = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart' } };
  expect(messages('CDI0215', [rules()], beside(unknown))).toEqual([]);
});

test('hosts outside of the mesh', () => {
  const outside = rules({ hosts: ['a.com'] });
  expect(fields(outside, entry(['a.com'], [443, 'TLS']))).toEqual(['spec.http']);
  expect(fields(outside, entry(['a.com'], [443, 'HTTPS'], [80, 'HTTP']))).toEqual([]);
  expect(fields(outside, entry(['a.com'], [443, undefined]))).toEqual([]);
  expect(fields(outside, entry(['a.com'], [443, 'TLS']), entry(['a.com', 'b.com'], [80, 'HTTP']))).toEqual([]);
  expect(fields(outside, entry(['a.com'], [443, 'TLS']), entry(['*.com'], [80, 'HTTP']))).toEqual([]);
});

test('what is for gateways goes by their servers', () => {
  const TCP = cart(port('tcp-api'));
  expect(fields(rules({ gateways: ['mesh'] }), TCP)).toEqual(['spec.http']);
  expect(fields(rules({ gateways: ['web'] }), TCP)).toEqual([]);
  expect(fields(rules({ gateways: ['web', 'mesh'] }), TCP)).toEqual([]);
  expect(fields(rules({ hosts: undefined }), TCP)).toEqual([]);
  expect(fields(rules({ http: undefined, tcp: [route('cart')] }), TCP)).toEqual([]);
});

test('sidecars that are HTTP proxies, or begin TLS themselves, have a use for them', () => {
  const proxy = istio('Sidecar', 'default', { egress: [{ port: { number: 8080, name: 'proxy', protocol: 'HTTP_PROXY' }, hosts: ['*/*'] }] });
  const begins = (mode: string) => istio('DestinationRule', 'cart', { host: 'cart', trafficPolicy: { tls: { mode } } });
  expect(fields(rules(), cart(port('tcp-api')), proxy)).toEqual([]);
  expect(fields(rules(), cart(port('https', 443)), begins('SIMPLE'))).toEqual([]);
  expect(fields(rules(), cart(port('https', 443)), begins('DISABLE'))).toEqual(['spec.http']);
  expect(fields(rules(), cart(port('tcp-api')), begins('SIMPLE'))).toEqual(['spec.http']);
});

test('matches name a port that does not speak HTTP', () => {
  // GIVEN
  const both = cart(port('http', 80), port('tcp-api'), port('web', 9001));
  const matching = (...ports: (number | undefined)[]) => rules({ http: [route('cart'), { match: ports.map(number => ({ port: number })), ...route('cart') }] });
  // THEN
  expect(fields(matching(80, undefined, 9001, 9000, 9999), both)).toEqual(['spec.http[1].match[3].port']);
  expect(fields(rules({ hosts: ['cart', 'other'], http: [{ match: [{ port: 9000 }], ...route('cart') }] }), both, service('other', { ports: [port('http')] }))).toEqual([]);
});

test('it is told what says so, and what to do', () => {
  const documents = [rules(), cart(port('tcp-api'), port('redis', 6379))];
  expect(messages('CDI0215', documents)).toEqual([
    'vs spec.http: http rules are for ports that speak HTTP, and those of cart all say otherwise (9000 tcp-api, 6379 redis), so requests to them do not go by these rules',
  ]);
  expect(hint('CDI0215', documents)).toBe('route by tcp, or, where the port speaks HTTP, say so: name it http-NAME, or set appProtocol');
  expect(hint('CDI0215', [rules(), cart(port('https', 443))])).toBe('route by tls with sniHosts, as sidecars do not see what is in TLS');
  const outside = [rules({ hosts: ['a.com'] }), entry(['a.com'], [9000, 'TCP'])];
  expect(messages('CDI0215', outside)[0]).toContain('(9000 TCP)');
  expect(hint('CDI0215', outside)).toBe('route by tcp, or, where the port speaks HTTP, say so: give it protocol HTTP');
});
