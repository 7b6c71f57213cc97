import { ApiObject, JsonPatch, Testing } from 'cdk8s';
import { chartIn, only } from './documents';
import { GatewayApiVersion, ObjectReference, ReferenceGrant, ReferenceGrantFrom, ReferenceGrantTo, Service } from '../../src';
import { schemaErrors } from '../schema';

test('every field reaches the YAML', () => {
  // GIVEN
  const chart = chartIn('backend');

  // WHEN
  const grant = new ReferenceGrant(chart, 'grant', {
    metadata: { name: 'grant' },
    apiVersion: GatewayApiVersion.V1,
    from: [ReferenceGrantFrom.httpRoutes('a'), ReferenceGrantFrom.grpcRoutes('a'), ReferenceGrantFrom.tlsRoutes('a'), ReferenceGrantFrom.tcpRoutes('a'), ReferenceGrantFrom.udpRoutes('a'), ReferenceGrantFrom.gateways('a')],
    to: [ReferenceGrantTo.service(Service.fromServiceName(chart, 'service', 'reviews')), ReferenceGrantTo.allServices(), ReferenceGrantTo.allSecrets(), ReferenceGrantTo.allConfigMaps()],
  });
  grant.addFrom(ReferenceGrantFrom.of({ group: 'example.com', kind: 'Foo', namespace: 'b' }));
  grant.addTo(ReferenceGrantTo.object(ObjectReference.of({ group: 'example.com', kind: 'Bar', name: 'bar' })));

  // THEN
  const document = only(chart);
  const group = 'gateway.networking.k8s.io';
  expect(schemaErrors(document)).toEqual([]);
  expect(document).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'ReferenceGrant',
    metadata: { name: 'grant', namespace: 'backend' },
    spec: {
      from: [
        ...['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute', 'Gateway'].map(kind => ({ group, kind, namespace: 'a' })),
        { group: 'example.com', kind: 'Foo', namespace: 'b' },
      ],
      to: [
        { group: '', kind: 'Service', name: 'reviews' }, { group: '', kind: 'Service' }, { group: '', kind: 'Secret' }, { group: '', kind: 'ConfigMap' },
        { group: 'example.com', kind: 'Bar', name: 'bar' },
      ],
    },
  });
});

test('a JSON patch lands', () => {
  const chart = Testing.chart();
  const grant = new ReferenceGrant(chart, 'grant', { from: [ReferenceGrantFrom.httpRoutes('a')], to: [ReferenceGrantTo.allServices()] });
  ApiObject.of(grant).addJsonPatch(JsonPatch.add('/spec/unknown', true));
  expect(only(chart).spec.unknown).toBe(true);
});

describe('impossible props are refused', () => {
  const from = [ReferenceGrantFrom.httpRoutes('a')];
  const to = [ReferenceGrantTo.allServices()];
  const times = <T>(count: number, item: T) => Array.from({ length: count }, () => item);
  test.each<[string, any, string]>([
    ['a malformed namespace', { from: [ReferenceGrantFrom.httpRoutes('a.b')], to }, '[test/grant] from[0].namespace: given "a.b"'],
    ['a malformed group', { from: [ReferenceGrantFrom.of({ group: 'A', kind: 'K', namespace: 'a' })], to }, 'from[0].group: given "A"'],
    ['a malformed kind', { from: [ReferenceGrantFrom.of({ kind: '-', namespace: 'a' })], to }, 'from[0].kind: given "-"'],
    ['a malformed target group', { from, to: [ReferenceGrantTo.of({ group: 'A', kind: 'K' })] }, 'to[0].group: given "A"'],
    ['a malformed target kind', { from, to: [ReferenceGrantTo.of({ kind: '' })] }, 'to[0].kind: given ""'],
    ['a malformed target name', { from, to: [ReferenceGrantTo.of({ kind: 'K', name: 'A' })] }, 'to[0].name: given "A"'],
    ['17 sources', { from: times(17, from[0]), to }, 'from: given 17, allowed at most 16 of them; make another ReferenceGrant'],
    ['17 targets', { from, to: times(17, to[0]) }, 'to: given 17, allowed at most 16 of them; make another ReferenceGrant'],
  ])('%s', (_, props, message) => {
    expect(() => new ReferenceGrant(Testing.chart(), 'grant', props)).toThrow(message);
  });

  test('nobody and nothing, when it is synthesized', () => {
    const chart = Testing.chart();
    const grant = new ReferenceGrant(chart, 'grant');
    expect(() => Testing.synth(chart)).toThrow(/\[test\/grant\] from: given none, allowed 1 to 16[^]*to: given none, allowed 1 to 16/);
    grant.addFrom(from[0]);
    grant.addTo(to[0]);
    expect(() => Testing.synth(chart)).not.toThrow();
  });
});
