import { analyze, foundOf, namespace, service, workload } from '../support';

const port = (name?: string, more: object = {}) => ({ ports: [{ name, port: 8080, ...more }] });
const enabled = namespace('default', { 'istio-injection': 'enabled' });
const ports = (...all: object[]) => ({ selector: { app: 'a' }, ports: all });
const conflicts = (...objects: object[]) => foundOf('IST0116 IST0137', [workload('w'), ...objects]);

test('a port should say its protocol', () => {
  const told = (spec: object, metadata?: object) => foundOf('IST0118', [service('a', spec, metadata)]);
  expect(told(port('api'))).toEqual(['IST0118 Service a spec.ports[0].port']);
  expect(told(port())).toHaveLength(1);
  for (const sound of [port('http'), port('HTTP-api'), port('grpc-web-x'), port('api', { appProtocol: 'https' }), port('api', { protocol: 'UDP' }), port('api', { port: 3306 })]) {
    expect(told(sound)).toEqual([]);
  }
  expect(told(port('http', { appProtocol: 'foo' }))).toHaveLength(1);
});

test('those of Istio and of its gateways need not', () => {
  for (const labels of [{ istio: 'x' }, { release: 'istio' }, { 'gateway.istio.io/managed': 'istio.io-gateway-controller' }]) {
    expect(foundOf('IST0118', [service('a', port('api'), { labels })])).toEqual([]);
  }
  expect(foundOf('IST0118', [service('a', port('api'), { namespace: 'kube-system' })])).toEqual([]);
});

test('a port of an ExternalName Service must', () => {
  const told = (name: string) => foundOf('IST0118 IST0150', [service('a', { type: 'ExternalName', ...port(name) })]);
  expect(told('tcp')).toEqual(['IST0150 Service a spec.ports[0].port']);
  expect(told('api')).toHaveLength(1);
  expect(told('tcp-api')).toEqual([]);
});

test('Services of one Deployment agree on its ports', () => {
  expect(conflicts(enabled, service('a', ports({ port: 80 })), service('b', ports({ port: 80, protocol: 'UDP' })))).toEqual(['IST0116 Deployment w metadata.name']);
  expect(conflicts(enabled, service('a', ports({ port: 80, targetPort: 8080 })), service('b', ports({ port: 81, targetPort: 8080 })))).toEqual(['IST0137 Deployment w metadata.name']);
  expect(conflicts(enabled, service('a', ports({ port: 80, targetPort: 81 }, { port: 81 })))).toEqual(['IST0137 Deployment w metadata.name']);
  expect(conflicts(enabled, service('a', ports({ port: 80 })), service('b', ports({ port: 80 })))).toEqual([]);
});

test('one Service with a port for TCP and UDP, as DNS has, is told so', () => {
  const told = (...services: object[]) => analyze([workload('w'), enabled, ...services]).filter(({ code }) => code === 'IST0116');
  const [alone] = told(service('dns', ports({ name: 'dns-tcp', port: 53 }, { name: 'dns', port: 53, protocol: 'UDP' })));
  expect(alone.message).toContain('Service dns, which selects these pods, has port 53 for TCP, UDP');
  expect(alone.hint).toContain('as for DNS or HTTP/3');
  const [two] = told(service('dns-tcp', ports({ port: 53 })), service('dns', ports({ port: 53, protocol: 'UDP' })));
  expect(two.message).toContain('port 53 is TCP (dns-tcp) and UDP (dns)');
  expect(two.hint).toContain('give the port the same protocol in all of the Services');
});

test('Services elsewhere, of nothing, or of workloads that are not in the mesh may differ', () => {
  const [a, b] = [service('a', ports({ port: 80 })), ports({ port: 80, protocol: 'UDP' })];
  expect(conflicts(enabled, a, service('b', b, { namespace: 'other' }))).toEqual([]);
  expect(conflicts(enabled, a, service('b', { ...b, selector: {} }))).toEqual([]);
  expect(conflicts(namespace('default'), a, service('b', b))).toEqual([]);
  expect(foundOf('IST0116', [workload('w', {}, { labels: { 'gateway.istio.io/managed': 'istio.io-mesh-controller' } }), enabled, a, service('b', b)])).toEqual([]);
  // nobody knows whether the namespace is in the mesh, and who writes for a mesh mostly means so
  expect(conflicts(a, service('b', b))).toHaveLength(1);
});
