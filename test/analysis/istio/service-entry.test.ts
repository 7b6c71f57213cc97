import { foundOf, istio } from '../support';

const entry = (name: string, port: object, more: object = {}, metadata?: object) => istio('ServiceEntry', name, { hosts: ['a.com'], ports: [{ name: 'p', number: 80, ...port }], ...more }, metadata);

test('TCP needs addresses', () => {
  const told = (object: object, options?: object) => foundOf('IST0134', [object], options);
  for (const port of [{ protocol: 'TCP' }, { protocol: 'tcp' }, {}]) { expect(told(entry('a', port))).toEqual(['IST0134 ServiceEntry a spec.ports[0].name']); }
  expect(told(entry('a', { protocol: 'HTTP' }))).toEqual([]);
  expect(told(entry('a', {}, { addresses: ['1.2.3.4'] }))).toEqual([]);
});

test('which istiod may have allocated, or be told to', () => {
  const status = { addresses: [{ host: 'a.com', value: '240.240.0.1' }] };
  expect(foundOf('IST0134', [{ ...entry('a', {}), status }])).toEqual([]);
  const mesh = (proxyMetadata: object) => foundOf('IST0134', [entry('a', {})], { meshConfig: { defaultConfig: { proxyMetadata } } });
  expect(mesh({ ISTIO_META_DNS_CAPTURE: 'true', ISTIO_META_DNS_AUTO_ALLOCATE: 'true' })).toEqual([]);
  expect(mesh({ ISTIO_META_DNS_CAPTURE: 'true', PILOT_ENABLE_IP_AUTOALLOCATE: 'true' })).toEqual([]);
  expect(mesh({ ISTIO_META_DNS_AUTO_ALLOCATE: 'true' })).toHaveLength(1);
});

test('entries of one host agree on its ports, where they see each other', () => {
  const told = (...objects: object[]) => foundOf('IST0177', objects);
  const [http, tls] = [{ protocol: 'HTTP' }, { protocol: 'TLS' }];
  const both = ['IST0177 ServiceEntry a metadata.name', 'IST0177 ServiceEntry b metadata.name'];
  expect(told(entry('a', http), entry('b', tls, {}, { namespace: 'other' }))).toEqual(both);
  expect(told(entry('a', http), entry('b', tls, { exportTo: ['.'] }, { namespace: 'other' })).sort()).toEqual(both);
  expect(told(entry('a', http, { exportTo: ['.'] }), entry('b', tls, { exportTo: ['.'] }, { namespace: 'other' }))).toEqual([]);
  expect(told(entry('a', http), entry('b', { protocol: 'http' }))).toEqual([]);
  expect(told(entry('a', http), entry('b', { ...tls, number: 81 }))).toEqual([]);
  expect(told(entry('a', http), entry('b', tls, { hosts: ['b.com'] }))).toEqual([]);
});
