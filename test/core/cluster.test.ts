import { App, Chart } from 'cdk8s';
import { Cluster } from '../../src';

test('a construct goes to the cluster of its chart', () => {
  const app = new App();
  const chart = new Chart(app, 'a');
  const cluster = new Cluster('m1c1', chart);
  const nested = new Chart(chart, 'nested');
  expect([Cluster.of(nested), Cluster.of(chart), Cluster.of(app)]).toEqual([cluster, cluster, undefined]);
});

test('several charts may go to one cluster', () => {
  const app = new App();
  const cluster = new Cluster('m1c1', new Chart(app, 'a'));
  const other = new Chart(app, 'b');
  cluster.add(other);
  expect(Cluster.of(other)).toBe(cluster);
});

test('a chart goes to one cluster only', () => {
  const chart = new Chart(new App(), 'a');
  new Cluster('m1c1', chart);
  expect(() => new Cluster('m1c2', chart)).toThrow('[a] cluster: given "m1c2", allowed one cluster a chart and this one goes to "m1c1"; make a chart for each cluster');
});
