import * as fc from 'fast-check';
import { describeWithIstio } from './istio-oracle';
import { istio } from '../analysis/support';
import { messages } from '../analysis/traps/support';

/** Objects that have some of the fields. */
const some = (fields: { readonly [field: string]: fc.Arbitrary<unknown> }) => fc.record(fields, { requiredKeys: [] });

const texts = fc.oneof(...['exact', 'prefix', 'regex'].map(kind => fc.constantFrom('/a', '/a/b', '/b').map(value => ({ [kind]: value }))), fc.constant({}));
const textsBy = (...keys: string[]) => fc.dictionary(fc.constantFrom(...keys), texts, { maxKeys: 2 });
const few = (match: object) => Object.fromEntries(Object.entries(match).slice(0, 2));
const matches = fc.array(some({
  uri: texts,
  method: texts,
  headers: textsBy('x', 'y'),
  queryParams: textsBy('x'),
  withoutHeaders: textsBy('x'),
  ignoreUriCase: fc.boolean(),
  port: fc.constantFrom(80, 443),
  sourceNamespace: fc.constantFrom('a', 'b'),
  sourceLabels: fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2')),
  gateways: fc.uniqueArray(fc.constantFrom('edge/web', 'edge/x', 'mesh'), { maxLength: 2 }),
}).map(few), { maxLength: 2 });

const PROTOCOLS = ['HTTP', 'GRPC', 'http2', 'HTTPS', 'TLS', 'TCP', 'MONGO', 'HTTP_PROXY'];
const servers = (binds: readonly (string | undefined)[]) => fc.array(fc.record({
  number: fc.constantFrom(80, 443),
  protocol: fc.constantFrom(...PROTOCOLS),
  tls: fc.constantFrom(undefined, { mode: 'SIMPLE', credentialName: 'c' }, { mode: 'PASSTHROUGH' }, { httpsRedirect: true }),
  bind: fc.constantFrom(...binds),
  hosts: fc.uniqueArray(fc.constantFrom('a.com', './a.com', 'edge/a.com', '*/a.com', 'b.com', '*', '*.com', 'x/b.com'), { minLength: 1, maxLength: 2 }),
}), { minLength: 2, maxLength: 4 })
  // without tls these are refused
  .filter(all => !all.some(({ protocol, tls }) => !tls && ['HTTPS', 'TLS'].includes(protocol)))
  // a server without TLS takes the place of one with it if both say TCP: that is not told
  .filter(all => !all.some(({ protocol, tls }) => tls && ['TCP', 'MONGO'].includes(protocol)))
  .map(all => istio('Gateway', 'web', { servers: all.map(({ number, protocol, ...more }, i) => ({ port: { number, protocol, name: `p${i}` }, ...more })) }, { namespace: 'edge' }));

describeWithIstio('what istiod leaves out', oracle => {
  test('rules of delegates', () => {
    // GIVEN
    const pairs = fc.sample(fc.tuple(matches, matches), 5000);
    // WHEN
    const inForce = oracle.delegated(pairs.map(([root, rule]) => ({ root: { match: root }, rule: { match: rule } })));
    // THEN
    const told = pairs.map(([root, rule]) => messages('CDI0217', [
      istio('VirtualService', 'root', { hosts: ['a.com'], http: [{ match: root, delegate: { name: 'part' } }] }),
      istio('VirtualService', 'part', { http: [{ match: rule }] }),
    ]).length > 0);
    expect(pairs.filter((_, i) => told[i] === inForce[i])).toEqual([]);
    expect(inForce.filter(one => !one).length).toBeGreaterThan(500);
  }, 600_000);

  test('servers of a Gateway', () => {
    const { told, leftOut } = outcomes(fc.sample(servers([undefined]), 1000));
    expect(told).toEqual(leftOut);
    expect(told.filter(ports => ports.length > 0).length).toBeGreaterThan(100);
  }, 600_000);

  test('servers of a Gateway with several addresses, of which some are not told', () => {
    const { told, leftOut } = outcomes(fc.sample(servers([undefined, '10.0.0.1']), 1000));
    expect(told.filter((ports, i) => !ports.every(port => leftOut[i].includes(port)))).toEqual([]);
    expect(told.filter(ports => ports.length > 0).length).toBeGreaterThan(100);
  }, 600_000);

  function outcomes(gateways: readonly ReturnType<typeof istio>[]) {
    const inForce = oracle.servers(gateways);
    const namesOf = ({ spec }: any): string[] => spec.servers.map(({ port }: any) => port.name);
    return {
      told: gateways.map(gateway => messages('CDI0210', [gateway]).map(text => `p${/servers\[(\d)/.exec(text)![1]}`)),
      leftOut: gateways.map((gateway, i) => namesOf(gateway).filter(name => !inForce[i].includes(name))),
    };
  }
});
