import { Testing } from 'cdk8s';
import { chartIn, only } from './documents';
import { GatewayApiVersion, GatewayClass, ObjectReference } from '../../src';
import { schemaErrors } from '../schema';

test('every field reaches the YAML, and the namespace of the chart does not', () => {
  // GIVEN
  const chart = chartIn('somewhere');

  // WHEN
  const gatewayClass = new GatewayClass(chart, 'class', {
    metadata: { name: 'own' },
    apiVersion: GatewayApiVersion.V1BETA1,
    controllerName: 'istio.io/gateway-controller',
    description: 'ours',
    parametersRef: ObjectReference.of({ group: 'example.com', kind: 'Parameters', name: 'p', namespace: 'ns' }),
  });

  // THEN
  const document = only(chart);
  expect(schemaErrors(document)).toEqual([]);
  expect(document).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1beta1',
    kind: 'GatewayClass',
    metadata: { name: 'own' },
    spec: {
      controllerName: 'istio.io/gateway-controller',
      description: 'ours',
      parametersRef: { group: 'example.com', kind: 'Parameters', name: 'p', namespace: 'ns' },
    },
  });
  expect(gatewayClass.controllerName).toBe('istio.io/gateway-controller');
  expect(gatewayClass.namespace).toBeUndefined();
});

test('classes that exist already', () => {
  const chart = chartIn('somewhere');
  const classes = [
    GatewayClass.istio(chart, 'a'), GatewayClass.istioWaypoint(chart, 'b'), GatewayClass.istioEastWest(chart, 'c'), GatewayClass.istioRemote(chart, 'd'),
    GatewayClass.fromGatewayClassName(chart, 'e', 'nginx'),
    GatewayClass.fromGatewayClassName(chart, 'f', 'own', { controllerName: 'istio.io/gateway-controller' }),
  ];
  expect(classes.map(c => [c.name, c.controllerName, c.namespace])).toEqual([
    ['istio', 'istio.io/gateway-controller', undefined],
    ['istio-waypoint', 'istio.io/mesh-controller', undefined],
    ['istio-east-west', 'istio.io/eastwest-controller', undefined],
    ['istio-remote', 'istio.io/unmanaged-gateway', undefined],
    ['nginx', undefined, undefined],
    ['own', 'istio.io/gateway-controller', undefined],
  ]);
});

describe('impossible props are refused', () => {
  const controllerName = 'istio.io/gateway-controller';
  test.each<[string, any, string]>([
    ['a controller without a path', { controllerName: 'istio' }, '[test/class] controllerName: given "istio", allowed a domain and a path, e.g. "istio.io/gateway-controller", at most 253 characters; write it so'],
    ['a long description', { controllerName, description: 'x'.repeat(65) }, 'description: given "xxx'],
    ['a malformed kind', { controllerName, parametersRef: ObjectReference.of({ kind: 'x y', name: 'p' }) }, 'parametersRef.kind: given "x y"'],
    ['a malformed group', { controllerName, parametersRef: ObjectReference.of({ group: 'X', kind: 'K', name: 'p' }) }, 'parametersRef.group: given "X"'],
    ['a malformed name', { controllerName, parametersRef: ObjectReference.of({ kind: 'K', name: 'P' }) }, 'parametersRef.name: given "P"'],
    ['a malformed namespace', { controllerName, parametersRef: ObjectReference.of({ kind: 'K', name: 'p', namespace: 'a.b' }) }, 'parametersRef.namespace: given "a.b"'],
    ['a namespace', { controllerName, metadata: { namespace: 'x' } }, 'metadata.namespace: given "x"'],
  ])('%s', (_, props, message) => {
    expect(() => new GatewayClass(Testing.chart(), 'class', props)).toThrow(message);
  });
});
