import { Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { IService, Service } from '../../src';
import { hostOf, portOf } from '../../src/core/destination';

function consumer(namespace?: string) {
  return Object.assign(new Chart(Testing.app(), 'routes'), { namespace });
}

const service = (namespace?: string, ...ports: number[]): IService => ({ name: 'reviews', serviceName: 'reviews', namespace, ports: ports.map(port => ({ port })) });

test('a Service is named short where it lives, and in full elsewhere', () => {
  expect(hostOf(consumer(), 'host', service())).toBe('reviews');
  expect(hostOf(consumer('a'), 'host', service('a'))).toBe('reviews');
  expect(hostOf(consumer('a'), 'host', service('b'))).toBe('reviews.b.svc.cluster.local');
  expect(hostOf(consumer(), 'host', service('b'))).toBe('reviews.b.svc.cluster.local');
});

test('a Service of no namespace cannot be named from a namespace', () => {
  expect(() => hostOf(consumer('a'), 'http[0].route[0]', service()))
    .toThrow('[routes] http[0].route[0]: given "Service reviews without a namespace", allowed a Service with a namespace, as this construct lives in "a"');
});

test('a port is the one asked for, or the only one there is', () => {
  expect(portOf(consumer(), 'port', service(undefined, 9080), 9080)).toBe(9080);
  expect(portOf(consumer(), 'port', service(undefined, 9080))).toBe(9080);
  expect(portOf(consumer(), 'port', service(), 9080)).toBe(9080); // ports not known
  expect(portOf(consumer(), 'port', service())).toBeUndefined();
});

test('a port that the Service lacks, or none where there are several, is refused', () => {
  expect(() => portOf(consumer(), 'port', service(undefined, 80, 443), 8080)).toThrow('[routes] port: given 8080, allowed a port of Service reviews: 80, 443; route to a port that the Service has');
  expect(() => portOf(consumer(), 'port', service(undefined, 80, 443))).toThrow('given nothing, allowed a port of Service reviews: 80, 443; say which port, as the Service has several');
});

test('a Service of cdk8s-plus is one', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'prod' });
  const plus = new kplus.Service(chart, 'service', { metadata: { name: 'reviews' }, ports: [{ port: 9080, targetPort: 8080, name: 'http' }] });
  const reviews = Service.fromKplus(plus);
  expect(reviews).toMatchObject({ name: 'reviews', namespace: 'prod', construct: plus });
  expect(reviews.ports).toMatchObject([{ port: 9080, name: 'http', targetPort: { value: 8080 } }]);
});

test('a Service that exists already may say its ports and pods', () => {
  const chart = Testing.chart();
  const reviews = Service.fromServiceName(chart, 'service', 'reviews', { namespace: 'prod', ports: [{ port: 9080 }], podLabels: { app: 'reviews' } });
  expect(reviews).toMatchObject({ name: 'reviews', namespace: 'prod', ports: [{ port: 9080 }], podLabels: { app: 'reviews' }, construct: undefined });
});
