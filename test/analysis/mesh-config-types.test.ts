import * as fc from 'fast-check';
import { PLACES } from './mesh-configs';
import { jsonName, meshConfigFields, wrongType } from '../../src/analysis/mesh-config-types';

test.each([
  [{ outboundTrafficPolicy: 'ALLOW_ANY' }, 'outboundTrafficPolicy: given "ALLOW_ANY", allowed fields such as mode, tls'],
  [{ outboundTrafficPolicy: { mode: 'ALLOW' } }, 'outboundTrafficPolicy.mode: given "ALLOW", allowed REGISTRY_ONLY, ALLOW_ANY, ALLOW_ANY_DYNAMIC_DNS'],
  [{ outbound_traffic_policy: { mode: true } }, 'outbound_traffic_policy.mode: given true, allowed REGISTRY_ONLY, ALLOW_ANY, ALLOW_ANY_DYNAMIC_DNS'],
  [{ extensionProviders: [{ name: 'a' }, { name: 1 }] }, 'extensionProviders[1].name: given 1, allowed a text; put numbers, true and false in quotes'],
  [{ extensionProviders: [{ envoyFileAccessLog: { logFormat: { labels: 'a' } } }] }, 'extensionProviders[0].envoyFileAccessLog.logFormat.labels: given "a", allowed a map'],
  [{ defaultConfig: { proxyMetadata: [] } }, 'defaultConfig.proxyMetadata: given [], allowed a map'],
  [{ defaultConfig: { proxyMetadata: { 'A\nB': true } } }, 'defaultConfig.proxyMetadata."A\\nB": given true, allowed a text; put numbers, true and false in quotes'],
  [{ defaultConfig: { concurrency: 1.5 } }, 'defaultConfig.concurrency: given 1.5, allowed a whole number, at most 2147483647'],
  [{ defaultConfig: { tracing: { sampling: '10%' } } }, 'defaultConfig.tracing.sampling: given "10%", allowed a number'],
  [{ defaultConfig: { tracing: { maxPathTagLength: -1 } } }, 'defaultConfig.tracing.maxPathTagLength: given -1, allowed a whole number from 0 to 4294967295'],
  [{ trustDomain: 'a'.repeat(10), rootNamespace: ['a'.repeat(200)] }, `rootNamespace: given ["${'a'.repeat(98)}, allowed a text; put numbers, true and false in quotes`],
])('%j is refused', (config, complaint) => {
  expect(wrongType(config)).toBe(complaint);
});

test.each<object>([
  { enableAutoMtls: null, extensionProviders: [null], defaultConfig: { proxyMetadata: { A: null } } },
  { proxyListenPort: '15001', defaultConfig: { concurrency: '2', tracing: { sampling: '1.5' } } },
  { accessLogEncoding: 1 },
  { connectTimeout: '1h2.5m', dnsRefreshRate: '0' },
  { fieldOfALaterIstio: { a: 1 }, outboundTrafficPolicy: { modeOfALaterIstio: 1 } },
  { extensionProviders: [{ envoyFileAccessLog: { logFormat: { labels: { a: [1, { b: true }] } } } }] },
  { constructor: 1, outboundTrafficPolicy: { toString: 1, ['__proto__']: 1 } },
])('%j is taken', config => {
  expect(wrongType(config)).toBeUndefined();
});

test('every field is one that protobuf names, too', () => {
  expect(meshConfigFields().map(field => jsonName(field.replace(/[A-Z]+/g, letters => `_${letters}`)))).toEqual(meshConfigFields());
});

test('at every place, what fits is taken, and what does not is refused with the place', () => {
  expect(PLACES.length).toBeGreaterThan(500);
  for (const { path, put, fits, misfits } of PLACES) {
    for (const value of fits) { expect([path, value, wrongType(put(value))]).toEqual([path, value, undefined]); }
    for (const value of misfits) { expect([path, value, wrongType(put(value))]).toEqual([path, value, expect.stringContaining(`${path}: given ${JSON.stringify(value)}, allowed `)]); }
  }
});

test('whatever stands in a MeshConfig, one line at most is said of it', () => {
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...meshConfigFields()), fc.jsonValue()), config => {
    expect(wrongType(config) ?? 'a: given a, allowed a').toMatch(/^[^\n]+: given [^\n]+, allowed [^\n]+$/);
  }));
});
