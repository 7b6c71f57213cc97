import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { Cluster, DestinationRule, Gateway, GatewayWorkload, Server, Service } from '../../src';
import { refersTo } from '../../src/core/resource';

/** An object that others can refer to, made bare. */
class Thing extends Construct {
  public readonly name: string;
  public readonly construct = this;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.name = id;
    new ApiObject(this, 'Resource', { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: id } });
  }
}

const names = (chart: Chart) => Testing.synth(chart).map(document => document.metadata.name);

test('what is referred to comes first, though it was made later', () => {
  // GIVEN
  const chart = Testing.chart();
  const a = new Thing(chart, 'a');
  const b = new Thing(chart, 'b');
  // WHEN
  refersTo(a, b);
  // THEN
  expect(names(chart)).toEqual(['b', 'a']);
});

test('references of what is moved to the front are kept too', () => {
  const chart = Testing.chart();
  const [a, b, c] = ['a', 'b', 'c'].map(id => new Thing(chart, id));
  refersTo(a, c);
  refersTo(c, b);
  expect(names(chart)).toEqual(['b', 'c', 'a']);
});

test('an explicit dependency does not undo the order of references', () => {
  const chart = Testing.chart();
  const [a, b, c] = ['a', 'b', 'c'].map(id => new Thing(chart, id));
  refersTo(b, a); // in order as it is
  c.node.addDependency(b);
  expect(names(chart)).toEqual(['a', 'b', 'c']);
});

test('no dependency is added where the order of creation does', () => {
  const chart = Testing.chart();
  const a = new Thing(chart, 'a');
  const b = new Thing(chart, 'b');
  refersTo(b, a);
  expect(names(chart)).toEqual(['a', 'b']);
  expect(ApiObject.of(b).node.dependencies).toEqual([]);
});

test('a construct may refer to what is made inside it', () => {
  const chart = Testing.chart();
  const outer = new Thing(chart, 'outer');
  const inner = new Thing(outer, 'inner');
  refersTo(outer, inner);
  expect(names(chart)).toEqual(['outer', 'inner']);
});

test('the chart that is referred to is applied first', () => {
  const app = new App();
  const first = new Chart(app, 'first');
  const second = new Chart(app, 'second');
  refersTo(new Thing(first, 'a'), new Thing(second, 'b'));
  Testing.synth(first);
  expect(app.charts.map(c => c.node.id)).toEqual(['second', 'first']);
});

test('charts that refer to each other are no error', () => {
  const app = new App();
  const one = new Chart(app, 'one');
  const two = new Chart(app, 'two');
  const [a, b] = [new Thing(one, 'a'), new Thing(two, 'b')];
  refersTo(a, b);
  refersTo(b, a);
  expect(app.synthYaml()).toContain('name: b');
  expect(app.charts.map(c => c.node.id)).toEqual(['two', 'one']);
});

test('charts of different clusters have no order', () => {
  const app = new App();
  const one = new Chart(app, 'one');
  const two = new Chart(app, 'two');
  new Cluster('c1', one);
  new Cluster('c2', two);
  refersTo(new Thing(one, 'a'), new Thing(two, 'b'));
  Testing.synth(one);
  expect(one.node.dependencies).toEqual([]);
});

test('constructs of the library name what they refer to', () => {
  // GIVEN a DestinationRule and a Gateway made before a Service and a workload that they are about could have been
  const chart = Testing.chart();
  const thing = new Thing(chart, 'reviews');
  const service = { name: 'reviews', serviceName: 'reviews', construct: thing };
  const workload = { name: 'ingress', construct: new Thing(chart, 'ingress'), gatewaySelector: { istio: 'ingressgateway' } };
  const rule = new DestinationRule(chart, 'rule', { service });
  const gateway = new Gateway(chart, 'gateway', { workload, servers: [Server.http({ hosts: ['*'] })] });
  // WHEN a dependency makes the order matter
  thing.node.addDependency(new Thing(chart, 'last'));
  // THEN
  const order = names(chart);
  expect(order.indexOf(rule.name)).toBeGreaterThan(order.indexOf('reviews'));
  expect(order.indexOf(gateway.name)).toBeGreaterThan(order.indexOf('ingress'));
});

test('what this app does not make has no order', () => {
  const chart = Testing.chart();
  const workload = GatewayWorkload.defaultIngressGateway(chart, 'ingress');
  const service = Service.fromServiceName(chart, 'service', 'reviews');
  new DestinationRule(chart, 'rule', { service, metadata: { name: 'rule' } });
  new Gateway(chart, 'gateway', { workload, servers: [Server.http({ hosts: ['*'] })], metadata: { name: 'gateway' } });
  expect(names(chart)).toEqual(['rule', 'gateway']);
});
