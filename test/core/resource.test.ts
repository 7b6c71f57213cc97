import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { Gateway, Server } from '../../src';
import { Resource } from '../../src/core/resource';

class Sample extends Resource {
  constructor(scope: Construct, id: string, clusterScoped: boolean, metadata?: any, produce: () => any = () => ({ a: 1, nothing: undefined })) {
    super(scope, id, { apiVersion: 'example.com/v1', kind: 'Sample', clusterScoped, metadata, fields: { spec: produce } });
  }
}

test('a resource takes the namespace and labels of its chart', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'prod', labels: { team: 'edge' } });
  const sample = new Sample(chart, 'sample', false, { labels: { a: 'b' } });
  expect(Testing.synth(chart)).toEqual([{
    apiVersion: 'example.com/v1', kind: 'Sample', metadata: { name: sample.name, namespace: 'prod', labels: { team: 'edge', a: 'b' } }, spec: { a: 1 },
  }]);
  expect(sample.namespace).toBe('prod');
});

test('a kind without namespaces takes none from its chart', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'prod' });
  const sample = new Sample(chart, 'sample', true, { name: 'x' });
  expect(Testing.synth(chart)[0].metadata).toEqual({ name: 'x' });
  expect(sample.namespace).toBeUndefined();
});

test('a namespace given to a kind without namespaces is refused', () => {
  const chart = Testing.chart();
  expect(() => new Sample(chart, 'sample', true, { namespace: 'prod' })).toThrow('[test/sample] metadata.namespace: given "prod", allowed none, as Sample is not namespaced; leave the namespace out');
});

test('instanceof tells one kind from another', () => {
  const chart = Testing.chart();
  const gateway = new Gateway(chart, 'gateway', { servers: [Server.http({ hosts: ['*'] })] });
  const sample = new Sample(chart, 'sample', false);
  expect([gateway instanceof Gateway, gateway instanceof ApiObject]).toEqual([true, true]);
  expect([gateway instanceof Sample, sample instanceof Gateway]).toEqual([false, false]);
  expect(ApiObject.of(gateway)).toBe(gateway);
});

test('fields are rendered late, and patches land after them', () => {
  // GIVEN
  const chart = Testing.chart();
  let value = 1;
  const sample = new Sample(chart, 'sample', false, { name: 'x' }, () => ({ value }));
  // WHEN
  value = 2;
  ApiObject.of(sample).addJsonPatch(JsonPatch.add('/spec/unknown', { deep: [1] }), JsonPatch.replace('/metadata/name', 'y'));
  // THEN
  expect(Testing.synth(chart)[0]).toMatchObject({ metadata: { name: 'y' }, spec: { value: 2, unknown: { deep: [1] } } });
});

test('what exists already has a name and the namespace of the chart, or another', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'prod' });
  expect(Gateway.fromGatewayName(chart, 'a', 'front')).toMatchObject({ name: 'front', namespace: 'prod', construct: undefined });
  expect(Gateway.fromGatewayName(chart, 'b', 'front', { namespace: 'edge' }).namespace).toBe('edge');
  expect(Testing.synth(chart)).toEqual([]);
});
