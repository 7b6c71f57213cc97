import * as fs from 'fs';
import * as path from 'path';
import { Testing } from 'cdk8s';
import { parse } from 'yaml';
import { chartIn, ofKind, only } from './documents';
import {
  AllowedRoutes, BackendRef, GatewayAddress, GatewayApiGateway, GatewayApiVersion, GatewayClass, GatewayParameters, HttpPathMatch, HttpRoute,
  HttpRouteFilter, Service,
} from '../../src';

function fixture(name: string, names: { [placeholder: string]: string } = {}): any {
  let text = fs.readFileSync(path.join(__dirname, '..', 'scenarios', 'fixtures', name), 'utf8');
  for (const [placeholder, value] of Object.entries(names)) { text = text.replaceAll(placeholder, value); }
  return parse(text);
}

describe('scenario 5', () => {
  test('the class that Istio makes', () => {
    const chart = Testing.chart();
    new GatewayClass(chart, 'class', {
      metadata: { name: 'istio' },
      controllerName: 'istio.io/gateway-controller',
      description: 'The default Istio GatewayClass',
    });
    expect(only(chart)).toEqual(fixture('5-gateway-api-httpbin/gatewayclass-observed.yaml'));
  });

  test('the Gateway', () => {
    const chart = chartIn('istio-ingress');
    const gateway = new GatewayApiGateway(chart, 'gateway', { metadata: { name: 'gateway' }, gatewayClass: GatewayClass.istio(chart, 'istio') });
    gateway.addHttpListener({ name: 'default', hostname: '*.example.com', allowedRoutes: AllowedRoutes.allNamespaces() });
    expect(only(chart)).toEqual(fixture('5-gateway-api-httpbin/gateway.yaml'));
  });

  test.each([
    ['httproute.yaml', ['/get'], undefined],
    ['httproute-with-headers.yaml', ['/get', '/headers'], [HttpRouteFilter.requestHeaderModifier({ add: { 'my-added-header': 'added-value' } })]],
  ])('the route: %s', (file, paths, filters) => {
    const chart = chartIn('default');
    const route = new HttpRoute(chart, 'route', {
      metadata: { name: 'httpbin' },
      parentRefs: [GatewayApiGateway.fromGatewayName(chart, 'gateway', 'gateway', { namespace: 'istio-ingress' })],
      hostnames: ['httpbin.example.com'],
    });
    route.addRule({
      matches: paths.map(p => ({ path: HttpPathMatch.prefix(p) })),
      filters,
      backendRefs: [BackendRef.service(Service.fromServiceName(chart, 'service', 'httpbin'), { port: 8000 })],
    });
    expect(only(chart)).toEqual(fixture(`5-gateway-api-httpbin/${file}`));
  });

  test('a Gateway with an IP address, as the fragment stands', () => {
    const chart = Testing.chart();
    new GatewayApiGateway(chart, 'gateway', { metadata: { name: 'gateway' }, partial: true, addresses: [GatewayAddress.ip('192.0.2.0')] });
    expect(only(chart)).toEqual(fixture('5-gateway-api-httpbin/gateway-address-ip.yaml'));
  });

  test('a Gateway deployed by hand, as the fragment stands', () => {
    const chart = Testing.chart();
    const service = Service.fromServiceName(chart, 'service', 'ingress', { namespace: 'istio-gateways' });
    new GatewayApiGateway(chart, 'gateway', {
      metadata: { name: 'gateway' },
      apiVersion: GatewayApiVersion.V1BETA1,
      partial: true,
      addresses: [GatewayAddress.service(service)],
    });
    expect(only(chart)).toEqual(fixture('5-gateway-api-httpbin/gateway-manual-deployment.yaml'));
  });
});

test('scenario 3: the Gateway and its parameters for an old kernel', () => {
  // GIVEN
  const names = { '<your-gateway-name>': 'front', '<your-gateway-namespace>': 'ingress' };
  const chart = chartIn('ingress');

  // WHEN
  const parametersRef = GatewayParameters.forOldKernel(chart, 'parameters', { metadata: { name: 'asm-kube-gateway-options' } });
  new GatewayApiGateway(chart, 'gateway', { metadata: { name: 'front' }, partial: true, infrastructure: { parametersRef } });

  // THEN
  expect(ofKind(chart, 'ConfigMap')).toEqual([fixture('3-gateway-injection/asm-kube-gateway-options.yaml', names)]);
  expect(ofKind(chart, 'Gateway')).toEqual([fixture('3-gateway-injection/gateway.yaml', names)]);
});
