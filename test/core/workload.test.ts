import { Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Gateway, GatewayWorkload, Server } from '../../src';

const servers = [Server.http({ hosts: ['*'] })];

test('the default ingress gateway of Istio', () => {
  const workload = GatewayWorkload.defaultIngressGateway(Testing.chart(), 'ingress');
  expect(workload).toMatchObject({ name: 'istio-ingressgateway', namespace: 'istio-system', gatewaySelector: { istio: 'ingressgateway' } });
});

test('a gateway by its labels', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'edge' });
  new Gateway(chart, 'gateway', { workload: GatewayWorkload.fromLabels(chart, 'w', 'edge', { app: 'edge' }), servers });
  expect(Testing.synth(chart)[0].spec.selector).toEqual({ app: 'edge' });
});

test('a Deployment of cdk8s-plus', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'edge' });
  const deployment = new kplus.Deployment(chart, 'deployment', { metadata: { name: 'edge' }, containers: [{ image: 'auto' }] });
  const workload = GatewayWorkload.fromKplus(deployment);
  new Gateway(chart, 'gateway', { workload, servers });
  const documents = Testing.synth(chart);
  expect(workload).toMatchObject({ name: 'edge', namespace: 'edge', construct: deployment });
  expect(documents.find(d => d.kind === 'Gateway').spec.selector).toEqual(documents.find(d => d.kind === 'Deployment').spec.selector.matchLabels);
});
