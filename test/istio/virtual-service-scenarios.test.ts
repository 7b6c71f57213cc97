import * as fs from 'fs';
import * as path from 'path';
import { Chart, Testing } from 'cdk8s';
import { parse } from 'yaml';
import { Destination, DestinationRule, ExportTo, Gateway, IstioApiVersion, Service, StringMatch, VirtualService, VirtualServiceHttpRoute } from '../../src';

const apiVersion = IstioApiVersion.V1ALPHA3;

function fixture(file: string): unknown {
  return parse(fs.readFileSync(path.join(__dirname, '..', 'scenarios', 'fixtures', file), 'utf8'));
}

function virtualServices(chart: Chart): any[] {
  return Testing.synth(chart).filter(document => document.kind === 'VirtualService');
}

function tomcat(chart: Chart): VirtualServiceHttpRoute {
  const service = Service.fromServiceName(chart, 'service', 'front-tomcat', { ports: [{ port: 8080 }] });
  const rule = new DestinationRule(chart, 'rule', { service });
  return { name: 'front-tomcat-route', split: [rule.addSubset('v1').weight(90), rule.addSubset('v2').weight(10)] };
}

test('front-tomcat: one split serves the mesh and the gateway', () => {
  // GIVEN
  const chart = Testing.chart();
  const service = Service.fromServiceName(chart, 'host', 'front-tomcat');
  const gateway = Gateway.fromGatewayName(chart, 'gateway', 'front-tomcat-gateway');
  const route = tomcat(chart);

  // WHEN
  new VirtualService(chart, 'mesh', { apiVersion, metadata: { name: 'front-tomcat' }, services: [service], httpRoutes: [route] });
  new VirtualService(chart, 'ingress', {
    apiVersion, metadata: { name: 'gateway-front-tomcat' }, hosts: ['tomcat.istio.com'], gateways: [gateway], httpRoutes: [route],
  });

  // THEN
  expect(virtualServices(chart)).toEqual([
    fixture('2-front-tomcat/front-tomcat-virtualservice.yaml'),
    fixture('2-front-tomcat/front-tomcat-gateway-virtualservice.yaml'),
  ]);
});

test('front-tomcat: in another namespace the same split names the Service in full', () => {
  // GIVEN
  const app = Testing.app();
  const chart = new Chart(app, 'default', { namespace: 'default' });
  const ingress = new Chart(app, 'ingress', { namespace: 'istio-ingress' });
  const route = tomcat(chart);

  // WHEN
  const service = Service.fromServiceName(chart, 'host', 'front-tomcat');
  const exportTo = [ExportTo.sameNamespace()];
  new VirtualService(chart, 'near', { services: [service], httpRoutes: [route], exportTo });
  new VirtualService(ingress, 'far', { services: [service], httpRoutes: [route], exportTo });

  // THEN
  const split = (spec: any) => spec.http[0].route.map((r: any) => [r.destination.host, r.destination.subset, r.weight]);
  const summary = (spec: any) => ({ hosts: spec.hosts, route: split(spec) });
  const full = 'front-tomcat.default.svc.cluster.local';
  expect(virtualServices(chart).map(d => summary(d.spec))).toEqual([
    { hosts: ['front-tomcat'], route: [['front-tomcat', 'v1', 90], ['front-tomcat', 'v2', 10]] },
  ]);
  expect(virtualServices(ingress).map(d => summary(d.spec))).toEqual([{ hosts: [full], route: [[full, 'v1', 90], [full, 'v2', 10]] }]);
});

test('bookinfo: the paths of productpage, and all reviews from v3', () => {
  // GIVEN
  const chart = Testing.chart();
  const ports = [{ port: 9080, name: 'http' }];
  const productpage = Service.fromServiceName(chart, 'productpage', 'productpage', { ports });
  const reviews = Service.fromServiceName(chart, 'reviews', 'reviews', { ports });
  const v3 = new DestinationRule(chart, 'rule', { service: reviews }).addSubset('v3');

  // WHEN
  new VirtualService(chart, 'bookinfo', {
    apiVersion,
    metadata: { name: 'bookinfo' },
    hosts: ['*'],
    gateways: [Gateway.fromGatewayName(chart, 'gateway', 'bookinfo-gateway')],
    httpRoutes: [{
      match: [
        { uri: StringMatch.exact('/productpage') },
        { uri: StringMatch.prefix('/static') },
        { uri: StringMatch.exact('/login') },
        { uri: StringMatch.exact('/logout') },
        { uri: StringMatch.prefix('/api/v1/products') },
      ],
      split: [Destination.service(productpage, { port: 9080 })],
    }],
  });
  new VirtualService(chart, 'v3', { apiVersion, metadata: { name: 'reviews' }, services: [reviews], httpRoutes: [{ split: [v3.destination()] }] });

  // THEN
  expect(virtualServices(chart)).toEqual([
    fixture('4-asm-serverless-bookinfo/virtualservice-bookinfo.yaml'),
    fixture('4-asm-serverless-bookinfo/virtualservice-reviews-v3.yaml'),
  ]);
});
