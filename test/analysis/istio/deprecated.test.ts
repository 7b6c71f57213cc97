import { analyze, foundOf, istio, service } from '../support';

test('fields and kinds that are', () => {
  const delay = (fields: object) => ({ fault: { delay: { fixedDelay: '1s', ...fields } }, route: [{ destination: { host: 'a' } }] });
  const routes = istio('VirtualService', 'v', { hosts: ['a'], http: [delay({ percentage: { value: 1 } }), delay({ percent: 10 }), delay({ percent: 20 })] });
  expect(foundOf('IST0002', [routes])).toEqual(['IST0002 VirtualService v spec.http[1].fault.delay.percent']);
  expect(foundOf('IST0002', [istio('Sidecar', 's', { outboundTrafficPolicy: { egressProxy: { host: 'a' } } })])).toEqual(['IST0002 Sidecar s spec.outboundTrafficPolicy.egressProxy']);
  const crd = (group: string, kind: string) => ({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: `${kind}.${group}` }, spec: { group, names: { kind } } });
  expect(foundOf('IST0002', [crd('rbac.istio.io', 'ServiceRole'), crd('rbac.istio.io', 'X'), crd('x.io', 'ServiceRole')])).toEqual(['IST0002 CustomResourceDefinition ServiceRole.rbac.istio.io spec.names.kind']);
});

test('providers of Lightstep', () => {
  const telemetry = istio('Telemetry', 't', { tracing: [{ providers: [{ name: 'zipkin' }, { name: 'l' }] }, { providers: [{ name: 'l' }] }] });
  expect(foundOf('IST0002', [telemetry], { meshConfig: { extensionProviders: [{ name: 'l', lightstep: {} }, { name: 'zipkin', zipkin: {} }] } }))
    .toEqual(['IST0002 Telemetry t spec.tracing[0].providers[1].name']);
  expect(foundOf('IST0002', [telemetry])).toEqual([]);
});

test('access logs without a provider', () => {
  const telemetry = (...accessLogging: object[]) => istio('Telemetry', 't', { accessLogging });
  expect(foundOf('IST0157', [telemetry({ providers: [{ name: 'envoy' }] }, {}, {})])).toEqual(['IST0157 Telemetry t spec.accessLogging[1]']);
  expect(foundOf('IST0157', [telemetry({ disabled: true })])).toEqual([]);
  expect(foundOf('IST0157', [telemetry({})], { meshConfig: { defaultProviders: { accessLogging: ['envoy'] } } })).toEqual([]);
});

test('what a controller says of an object that was read from a cluster', () => {
  const condition = (type: string, status: string, reason = 'R') => ({ type, status, reason, message: 'm' });
  const told = (object: object, status: object) => foundOf('IST0171', [{ ...object, status }]);
  expect(told(service('s', {}), { conditions: [condition('x', 'False'), condition('istio.io/WaypointBound', 'False')] })).toEqual(['IST0171 Service s status.conditions[1]']);
  expect(told(service('s', {}), { conditions: [condition('istio.io/WaypointBound', 'True')] })).toEqual([]);
  expect(told(istio('AuthorizationPolicy', 'a', {}), { conditions: [condition('WaypointAccepted', 'True', 'PartiallyInvalid')] })).toHaveLength(1);
  const route = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'r' }, spec: {} };
  expect(told(route, { parents: [{}, { conditions: [condition('Accepted', 'False')] }] })).toEqual(['IST0171 HTTPRoute r status.parents[1].conditions[0]']);
  const [{ message }] = analyze([{ ...service('s', {}), status: { conditions: [condition('istio.io/WaypointBound', 'False')] } }]);
  expect(message).toBe('the controller says that istio.io/WaypointBound is not so (R): m');
  const [bare] = analyze([{ ...service('s', {}), status: { conditions: [{ type: 'istio.io/WaypointBound', status: 'False' }] } }]);
  expect(bare.message).toBe('the controller says that istio.io/WaypointBound is not so (for no reason): it says no more');
});
