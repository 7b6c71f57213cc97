import * as path from 'path';
import { ApiObject, Chart, JsonPatch, Testing, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { only, specOf } from './rules';
import {
  ClientTls, DestinationRule, DestinationRuleProps, ExportTo, IstioApiVersion, LoadBalancer, Service, SubsetOptions,
} from '../../src';

function fixture(file: string): any {
  return Yaml.load(path.join(__dirname, '..', 'scenarios', 'fixtures', file))[0];
}

describe('the scenarios', () => {
  test('2: front-tomcat', () => {
    // GIVEN
    const chart = Testing.chart();
    const service = Service.fromServiceName(chart, 'service', 'front-tomcat');

    // WHEN
    const rule = new DestinationRule(chart, 'rule', { service, apiVersion: IstioApiVersion.V1ALPHA3, metadata: { name: 'front-tomcat' } });
    rule.addSubset('v1');
    rule.addSubset('v2');

    // THEN
    expect(only(chart)).toEqual(fixture('2-front-tomcat/front-tomcat-destinationrule.yaml'));
  });

  test('4: reviews', () => {
    // GIVEN
    const chart = Testing.chart();
    const service = Service.fromServiceName(chart, 'service', 'reviews');

    // WHEN
    new DestinationRule(chart, 'rule', {
      service,
      apiVersion: IstioApiVersion.V1ALPHA3,
      metadata: { name: 'reviews' },
      subsets: [{ name: 'v1' }, { name: 'v2' }, { name: 'v3' }],
    });

    // THEN
    expect(only(chart)).toEqual(fixture('4-asm-serverless-bookinfo/destinationrule-reviews.yaml'));
  });
});

describe('what the rule is about', () => {
  test('a Service of its namespace goes by its short name', () => {
    const chart = Testing.chart();
    const service = new kplus.Service(chart, 'service', { metadata: { name: 'reviews' }, ports: [{ port: 80 }] });
    const rule = new DestinationRule(chart, 'rule', { service: Service.fromKplus(service) });
    const documents = Testing.synth(chart);
    expect(documents.map((d: any) => d.kind)).toEqual(['Service', 'DestinationRule']);
    expect(documents[1].spec).toEqual({ host: 'reviews' });
    expect(rule.service?.name).toBe('reviews');
    expect(rule.host).toBeUndefined();
  });

  test('a Service of another chart is applied first', () => {
    const app = Testing.app();
    const rules = new Chart(app, 'rules');
    const services = new Chart(app, 'services');
    const service = new kplus.Service(services, 'service', { metadata: { name: 'reviews' }, ports: [{ port: 80 }] });
    new DestinationRule(rules, 'rule', { service: Service.fromKplus(service) });
    expect(app.synthYaml().match(/^kind: .*/gm)).toEqual(['kind: Service', 'kind: DestinationRule']);
  });

  test('a Service of another namespace goes by its full name', () => {
    const chart = Testing.chart();
    const service = Service.fromServiceName(chart, 'service', 'reviews', { namespace: 'shop' });
    new DestinationRule(chart, 'rule', { service, metadata: { namespace: 'istio-system' } });
    expect(only(chart).spec.host).toBe('reviews.shop.svc.cluster.local');
  });

  test.each(['api.example.com', '*.local', '*', '*example.com', '*-a.example.com', 'reviews', 'reviews.shop.svc.cluster.local', 'api.example.com.'])('the host %s', host => {
    expect(specOf({ host })).toEqual({ host });
  });

  test.each(['', 'https://api.example.com', 'api.example.com:443', 'api_1.example.com', 'a..b', '-a.b', 'a.*.b', '10.0.0.1', '::1', 'a.b/c', `${'a'.repeat(64)}.b`, `${'a.'.repeat(128)}b`])(
    'the host %s is refused', host => {
      expect(() => specOf({ host })).toThrow(`[test/rule] host: given ${JSON.stringify(host).slice(0, 190)}`);
      expect(() => specOf({ host })).toThrow(', allowed a DNS name or a wildcard such as "*.local"; give the host alone, without scheme, port or path');
    });

  test('a Service and a host are refused, as is neither', () => {
    const chart = Testing.chart();
    const service = Service.fromServiceName(chart, 'service', 'reviews');
    expect(() => new DestinationRule(chart, 'both', { service, host: 'reviews' }))
      .toThrow('[test/both] host: given "reviews and Service reviews", allowed a service or a host; drop one of the two');
    expect(() => new DestinationRule(chart, 'neither', {}))
      .toThrow('[test/neither] host: given nothing, allowed a service or a host; give the service, or the host where it is no Service');
  });

  test('a Service without a namespace is refused where a short name would not do', () => {
    const chart = Testing.chart();
    const service = Service.fromServiceName(chart, 'service', 'reviews');
    expect(() => new DestinationRule(chart, 'rule', { service, metadata: { namespace: 'istio-system' } }))
      .toThrow('[test/rule] service: given "Service reviews without a namespace"');
  });
});

describe('subsets', () => {
  test('labels and a policy of their own', () => {
    const subset: SubsetOptions = { labels: { app: 'x', version: '2' }, trafficPolicy: { loadBalancer: LoadBalancer.random() } };
    const expected = { name: 'V2', labels: { app: 'x', version: '2' }, trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } };
    expect(specOf({ subsets: [{ name: 'V2', ...subset }, { name: 'all', labels: {} }] }).subsets).toEqual([expected, { name: 'all', labels: {} }]);

    const chart = Testing.chart();
    new DestinationRule(chart, 'rule', { host: 'a' }).addSubset('V2', subset);
    expect(only(chart).spec.subsets).toEqual([expected]);
  });

  test('a subset is a destination', () => {
    const rule = new DestinationRule(Testing.chart(), 'rule', { host: 'api.example.com' });
    const v1 = rule.addSubset('v1');
    expect(v1.rule).toBe(rule);
    expect(v1.weight(90)._weight).toBe(90);
    expect(v1.destination({ port: 80 })._render(rule, 'destination')).toEqual({ host: 'api.example.com', subset: 'v1', port: { number: 80 } });
  });

  test('a subset is found by its name', () => {
    const rule = new DestinationRule(Testing.chart(), 'rule', { host: 'a', subsets: [{ name: 'v1' }] });
    const v2 = rule.addSubset('v2');
    expect(rule.subset('v1').name).toBe('v1');
    expect(rule.subset('v2')).toBe(v2);
    expect(() => rule.subset('v3'))
      .toThrow('[test/rule] subset: given "v3", allowed a subset that the rule declares: v1, v2; name one of the rule\'s subsets or declare this one with addSubset');
    expect(() => new DestinationRule(Testing.chart(), 'rule', { host: 'a' }).subset('v1'))
      .toThrow('[test/rule] subset: given "v1", allowed none, as the rule declares no subset; name one');
  });

  test.each<[string, [string, SubsetOptions?][], string]>([
    ['a name twice', [['v1'], ['v1']], 'subsets[1].name: given "v1", allowed a name that no other subset of this DestinationRule has; rename the subset'],
    ['no name', [['']], 'subsets[0].name: given "", allowed a DNS label (letters, digits and "-", at most 63 characters, a letter or digit at both ends); rename the subset'],
    ['a name with a dot', [['v1.0']], 'subsets[0].name: given "v1.0"'],
    ['a long name', [['v'.repeat(64)]], 'subsets[0].name: given "vvv'],
    ['a malformed label', [['v1'], ['v2', { labels: { 'a b': 'c' } }]], 'subsets[1].labels: given "a b", allowed the key of a label'],
    ['a label with a malformed prefix', [['v1', { labels: { 'a_b/c': 'd' } }]], 'subsets[0].labels: given "a_b/c"'],
    ['a malformed value', [['v1', { labels: { 'example.com/version': '*' } }]], 'subsets[0].labels["example.com/version"]: given "*", allowed the value of a label'],
    ['an empty policy', [['v1', { trafficPolicy: {} }]], 'subsets[0].trafficPolicy: given {}, allowed one field at least'],
  ])('%s is refused', (_, subsets, message) => {
    const rule = new DestinationRule(Testing.chart(), 'rule', { host: 'a' });
    expect(() => subsets.forEach(([name, options]) => rule.addSubset(name, options))).toThrow(`[test/rule] ${message}`);
  });

  test('a refused subset is not declared', () => {
    const rule = new DestinationRule(Testing.chart(), 'rule', { host: 'a' });
    expect(() => rule.addSubset('v1', { trafficPolicy: {} })).toThrow();
    expect(() => rule.subset('v1')).toThrow('allowed none');
  });
});

describe('who follows the rule', () => {
  const props = (exportTo: ExportTo[], selector = false, namespace?: string): DestinationRuleProps => ({
    exportTo, metadata: { namespace }, workloadSelector: selector ? { matchLabels: { app: 'ratings' } } : undefined,
  });

  test('namespaces', () => {
    expect(specOf(props([ExportTo.sameNamespace(), ExportTo.namespace('shop')])).exportTo).toEqual(['.', 'shop']);
    expect(specOf(props([ExportTo.allNamespaces()])).exportTo).toEqual(['*']);
  });

  test('workloads', () => {
    const spec = specOf(props([ExportTo.sameNamespace()], true, 'shop'));
    expect(spec.workloadSelector).toEqual({ matchLabels: { app: 'ratings' } });
    expect(spec.exportTo).toEqual(['.']);
    expect(specOf(props([ExportTo.namespace('shop')], true, 'shop')).exportTo).toEqual(['shop']);
  });

  test.each<[string, DestinationRuleProps, string]>([
    ['a namespace twice', props([ExportTo.namespace('a'), ExportTo.namespace('a')]), 'exportTo[1]: given "a twice"'],
    ['the own namespace twice', props([ExportTo.sameNamespace(), ExportTo.namespace('a')], false, 'a'), 'exportTo[1]: given "a twice"'],
    ['all namespaces and one', props([ExportTo.allNamespaces(), ExportTo.namespace('a')]), 'exportTo: given ["*","a"]'],
    ['a malformed namespace', props([ExportTo.namespace('a.b')]), 'exportTo[0]: given "a.b"'],
    ['another namespace with a selector', props([ExportTo.namespace('b')], true, 'a'),
      'exportTo: given ["b"], allowed the rule\'s own namespace alone, as it has a workloadSelector; give ExportTo.sameNamespace() or leave exportTo out'],
    ['a namespace with a selector where the own one is not known', props([ExportTo.namespace('shop')], true),
      'exportTo: given ["shop"], allowed the rule\'s own namespace alone'],
    ['all namespaces with a selector', props([ExportTo.allNamespaces()], true), 'exportTo: given ["*"], allowed the rule\'s own namespace alone'],
    ['a wildcard in a selector', { workloadSelector: { matchLabels: { app: 'a*' } } }, 'workloadSelector.matchLabels["app"]: given "a*", allowed the value of a label'],
    ['a label without a key', { workloadSelector: { matchLabels: { '': 'a' } } }, 'workloadSelector.matchLabels: given "", allowed the key of a label'],
  ])('%s is refused', (_, given, message) => {
    expect(() => specOf(given)).toThrow(`[test/rule] ${message}`);
  });
});

describe('a rule that exists already', () => {
  test('it has the subsets that it is asked for', () => {
    const chart = Testing.chart();
    const service = Service.fromServiceName(chart, 'service', 'reviews', { namespace: 'shop' });
    const rule = DestinationRule.fromDestinationRuleName(chart, 'rule', 'reviews', { service, namespace: 'shop' });
    expect(rule).toMatchObject({ name: 'reviews', namespace: 'shop', service, host: undefined, construct: undefined });
    expect(rule.subset('v7')).toMatchObject({ rule, name: 'v7' });
    expect(() => rule.subset('v.7')).toThrow('[test/rule] subset: given "v.7", allowed a DNS label');
    expect(Testing.synth(chart)).toEqual([]);
  });

  test('it is about a service or a host', () => {
    const chart = Testing.chart();
    expect(DestinationRule.fromDestinationRuleName(chart, 'rule', 'api', { host: 'api.example.com' })).toMatchObject({ host: 'api.example.com', service: undefined });
    expect(() => DestinationRule.fromDestinationRuleName(chart, 'other', 'api', {})).toThrow('[test/other] host: given nothing, allowed a service or a host');
    expect(() => DestinationRule.fromDestinationRuleName(chart, 'wrong', 'api', { host: 'http://a' })).toThrow('[test/wrong] host: given "http://a"');
  });
});

test('a JSON patch lands, keys unknown to the schema included', () => {
  const chart = Testing.chart();
  const rule = new DestinationRule(chart, 'rule', { host: 'a', trafficPolicy: { tls: ClientTls.disable() } });
  ApiObject.of(rule).addJsonPatch(JsonPatch.add('/spec/trafficPolicy/tls/unknownField', { a: 1 }), JsonPatch.add('/unknown', true));
  expect(Testing.synth(chart)[0]).toMatchObject({ unknown: true, spec: { trafficPolicy: { tls: { mode: 'DISABLE', unknownField: { a: 1 } } } } });
});
