import { ApiObject, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { sampleTest } from './samples';
import { Destination, HttpbinApp } from '../../src';
import { schemaErrors } from '../schema';

test('a ServiceAccount, a Service and a Deployment', () => {
  // GIVEN
  const chart = Testing.chart();

  // WHEN
  new HttpbinApp(chart, 'httpbin');

  // THEN
  const documents = Testing.synth(chart);
  expect(documents.flatMap(schemaErrors)).toEqual([]);
  expect(documents).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'httpbin', labels: { app: 'httpbin', service: 'httpbin' } },
      spec: { ports: [{ name: 'http', port: 8000, targetPort: 8080 }], selector: { app: 'httpbin' } },
    },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'httpbin' } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'httpbin' },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'httpbin', version: 'v1' } },
        template: {
          metadata: { labels: { app: 'httpbin', version: 'v1' } },
          spec: {
            serviceAccountName: 'httpbin',
            containers: [{
              name: 'httpbin',
              image: 'docker.io/mccutchen/go-httpbin:v2.15.0',
              imagePullPolicy: 'IfNotPresent',
              ports: [{ containerPort: 8080 }],
            }],
          },
        },
      },
    },
  ]);
});

sampleTest('upstream\'s manifests with a NodePort', 'httpbin/httpbin-nodeport.yaml', sample => {
  const chart = Testing.chart();
  new HttpbinApp(chart, 'httpbin', { type: kplus.ServiceType.NODE_PORT, serviceAccount: false });
  expect(Testing.synth(chart)).toEqual(sample);
});

test('every property', () => {
  const chart = Testing.chart();
  const httpbin = new HttpbinApp(chart, 'httpbin', {
    metadata: { name: 'bin', namespace: 'samples', labels: { a: 'b' }, annotations: { c: 'd' } },
    image: 'docker.io/kong/httpbin:0.1.0',
    replicas: 3,
    serviceAccount: true,
    type: kplus.ServiceType.LOAD_BALANCER,
  });
  const documents = Testing.synth(chart);
  expect(documents.flatMap(schemaErrors)).toEqual([]);
  expect(documents).toMatchSnapshot();
  expect([httpbin.name, httpbin.namespace, httpbin.podLabels]).toEqual(['bin', 'samples', { app: 'bin' }]);
});

test('it is a Service to route to', () => {
  const httpbin = new HttpbinApp(Testing.chart(), 'httpbin');
  expect(Destination.service(httpbin)).toBeInstanceOf(Destination);
  expect(httpbin.ingressBackend()).toEqual({ service: { name: 'httpbin', port: { number: 8000 } } });
  expect(httpbin.versions.map(v => v.name)).toEqual(['v1']);
});

test('a JSON patch lands, keys unknown to the schema included', () => {
  const chart = Testing.chart();
  const httpbin = new HttpbinApp(chart, 'httpbin');
  httpbin.version('v1').deployment.addJsonPatch(JsonPatch.add('/spec/template/spec/unknownField', true));
  ApiObject.of(httpbin).addJsonPatch(JsonPatch.add('/spec/ports/0/unknownField', true));
  const [service, , deployment] = Testing.synth(chart);
  expect(service.spec.ports[0].unknownField).toBe(true);
  expect(deployment.spec.template.spec.unknownField).toBe(true);
});

test('impossible props are refused', () => {
  const chart = Testing.chart();
  expect(() => new HttpbinApp(chart, 'a', { metadata: { name: 'Httpbin' } })).toThrow('[test/a] metadata.name: given "Httpbin"');
  expect(() => new HttpbinApp(chart, 'b', { image: '' })).toThrow('[test/b] versions[0].image: given "", allowed the name of an image, without spaces; write it like "tomcat:9.0-jdk11"');
  expect(() => new HttpbinApp(chart, 'c', { replicas: -1 })).toThrow('[test/c] versions[0].replicas: given -1');
});

test('any valid props make documents that the schema takes', () => {
  const props = fc.record({
    image: fc.option(fc.stringMatching(/^[a-z]{1,8}(:[0-9]{1,3})?$/), { nil: undefined }),
    replicas: fc.option(fc.nat(), { nil: undefined }),
    serviceAccount: fc.option(fc.boolean(), { nil: undefined }),
    type: fc.option(fc.constantFrom(...Object.values(kplus.ServiceType).filter(t => t !== kplus.ServiceType.EXTERNAL_NAME)), { nil: undefined }),
  });
  fc.assert(fc.property(props, given => {
    const chart = Testing.chart();
    new HttpbinApp(chart, 'httpbin', given);
    const documents = Testing.synth(chart);
    expect(documents.flatMap(schemaErrors)).toEqual([]);
    expect(documents.map(d => d.kind)).toEqual(given.serviceAccount === false ? ['Service', 'Deployment'] : ['Service', 'ServiceAccount', 'Deployment']);
  }), { numRuns: 40 });
});

test.each<[string, any, string]>([
  ['no props', null, 'httpbin: given null, allowed a struct; write it like { field: value }'],
  ['a number as image', { image: 1 }, 'httpbin.image: given 1, allowed a text; give a string'],
  ['a text as switch', { serviceAccount: 'no' }, 'httpbin.serviceAccount: given "no", allowed true or false; give one of the two'],
  ['metadata that is none', { metadata: 'x' }, 'httpbin.metadata: given "x", allowed a struct; write it like { field: value }'],
])('%s is refused', (_, props, message) => {
  expect(() => new HttpbinApp(Testing.chart(), 'httpbin', props)).toThrow(new Error(`[test] ${message}`));
});
