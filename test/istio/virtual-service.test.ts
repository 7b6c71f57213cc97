import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { Destination, DestinationRule, ExportTo, Gateway, Service, StringMatch, VirtualService, VirtualServiceProps } from '../../src';
import { schemaErrors } from '../schema';

const split = [Destination.host('api.example.com')];
const httpRoutes = [{ split }];

function only(chart: Chart): any {
  const documents = Testing.synth(chart).filter(document => document.kind === 'VirtualService');
  expect(documents).toHaveLength(1);
  return documents[0];
}

function render(props: VirtualServiceProps, namespace?: string): any {
  const chart = new Chart(Testing.app(), 'test', { namespace });
  new VirtualService(chart, 'route', props);
  return only(chart);
}

test('a VirtualService splits what comes through a gateway', () => {
  // GIVEN
  const chart = Testing.chart();
  const gateway = Gateway.fromGatewayName(chart, 'gateway', 'front');
  const tomcat = new DestinationRule(chart, 'tomcat', { service: Service.fromServiceName(chart, 'service', 'tomcat') });
  const v1 = tomcat.addSubset('v1');
  const v2 = tomcat.addSubset('v2');

  // WHEN
  const route = new VirtualService(chart, 'route', { hosts: ['tomcat.istio.com'], gateways: [gateway], metadata: { name: 'tomcat' } });
  const added = route.addHttpRoute({ name: 'all', split: [v1.weight(90), v2.weight(10)] });

  // THEN
  expect(only(chart)).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'tomcat' },
    spec: {
      hosts: ['tomcat.istio.com'],
      gateways: ['front'],
      http: [{
        name: 'all',
        route: [{ destination: { host: 'tomcat', subset: 'v1' }, weight: 90 }, { destination: { host: 'tomcat', subset: 'v2' }, weight: 10 }],
      }],
    },
  });
  expect([added.virtualService, added.path, added.name]).toEqual([route, 'http[0]', 'all']);
});

test('it is applied after what it names', () => {
  // GIVEN
  const chart = Testing.chart();
  const service = Service.fromServiceName(chart, 'service', 'tomcat');
  const route = new VirtualService(chart, 'route', { hosts: ['tomcat.istio.com'], metadata: { name: 'route' } });
  const mirror = new DestinationRule(chart, 'mirror', { service, metadata: { name: 'mirror' } });
  const rule = new DestinationRule(chart, 'rule', { service, metadata: { name: 'rule' } });
  const gateway = new Gateway(chart, 'gateway');
  gateway.addHttpServer({ hosts: ['*'] });
  const delegate = new VirtualService(chart, 'delegate', { httpRoutes, metadata: { name: 'delegate' } });

  // WHEN
  route.addHttpRoute({ match: [{ gateways: [gateway] }], split: [rule.addSubset('v1').destination()], mirror: mirror.addSubset('v2').destination() });
  route.addHttpRoute({ delegate });

  // THEN
  const names = Testing.synth(chart).map(d => d.metadata.name);
  expect(names).toHaveLength(5);
  expect(names.indexOf('route')).toBe(4);
});

test('it is applied after its Services', () => {
  const chart = Testing.chart();
  const route = new VirtualService(chart, 'route', { hosts: ['a.example.com'], metadata: { name: 'route' } });
  const service = (name: string) => Service.fromKplus(new kplus.Service(chart, name, { ports: [{ port: 80 }], metadata: { name } }));
  route.addHttpRoute({ split: [Destination.service(service('destination'))] });
  expect(Testing.synth(chart).map(d => d.metadata.name)).toEqual(['destination', 'route']);

  const app = Testing.app();
  const [first, second] = [new Chart(app, 'first'), new Chart(app, 'second')];
  const named = Service.fromKplus(new kplus.Service(second, 'named', { ports: [{ port: 80 }] }));
  new VirtualService(first, 'route', { services: [named], httpRoutes });
  Testing.synth(first);
  expect(first.node.dependencies).toEqual([second]);
});

describe('gateways', () => {
  test('are named alone in the same namespace, with the namespace elsewhere', () => {
    const chart = new Chart(Testing.app(), 'test', { namespace: 'default' });
    const near = Gateway.fromGatewayName(chart, 'near', 'near');
    const far = Gateway.fromGatewayName(chart, 'far', 'far', { namespace: 'istio-ingress' });
    new VirtualService(chart, 'route', { hosts: ['a.example.com'], gateways: [near, far], mesh: true, httpRoutes });
    expect(only(chart).spec.gateways).toEqual(['near', 'istio-ingress/far', 'mesh']);
  });

  test('none are the mesh', () => {
    expect(render({ hosts: ['a.example.com'], httpRoutes }).spec.gateways).toBeUndefined();
    expect(render({ hosts: ['a.example.com'], mesh: true, httpRoutes }).spec.gateways).toEqual(['mesh']);
  });

  test.each([
    ['none and not the mesh', {}, undefined, { mesh: false }, '[test/route] mesh: given false, allowed true, as there are no gateways either; name the gateways, or leave mesh out'],
    ['a dot in the name', { name: 'a.b' }, undefined, {}, '[test/route] gateways[0]: given "a.b", allowed a Gateway whose name has no dot'],
    ['the name of the mesh', { name: 'mesh' }, undefined, {}, '[test/route] gateways[0]: given "mesh", allowed another name'],
  ])('%s', (_, gateway: { name?: string }, namespace, props, message) => {
    const chart = new Chart(Testing.app(), 'test', { namespace });
    const gateways = gateway.name ? [Gateway.fromGatewayName(chart, 'gateway', gateway.name)] : undefined;
    expect(() => new VirtualService(chart, 'route', { hosts: ['a.example.com'], gateways, ...props })).toThrow(message);
  });

  test('one without a namespace, from a namespace', () => {
    const app = Testing.app();
    const gateway = Gateway.fromGatewayName(new Chart(app, 'gateways'), 'gateway', 'front');
    expect(() => new VirtualService(new Chart(app, 'test', { namespace: 'default' }), 'route', { hosts: ['a.example.com'], gateways: [gateway] }))
      .toThrow('[test/route] gateways[0]: given "Gateway front without a namespace", allowed a Gateway with a namespace, as this construct lives in "default"');
  });
});

describe('hosts', () => {
  const gateways = (chart: Chart) => [Gateway.fromGatewayName(chart, 'gateway', 'front')];

  test.each([
    'reviews', 'reviews.default.svc.cluster.local', 'Reviews.Example.com', 'example.com.', '*.example.com', '*example.com', '*-a.example.com', '*', '10.0.0.1', 'fd00::1',
  ])('%s is one at a gateway', host => {
    const chart = Testing.chart();
    new VirtualService(chart, 'route', { hosts: [host], gateways: gateways(chart), httpRoutes });
    expect(only(chart).spec.hosts).toEqual([host]);
  });

  test('what Istio makes of a Service for SNI is one at a gateway, where routes of TLS match it', () => {
    const chart = Testing.chart();
    const host = 'outbound_.80_._.reviews.default.svc.cluster.local';
    new VirtualService(chart, 'route', { hosts: [host], gateways: gateways(chart), tlsRoutes: [{ match: [{ sniHosts: [host] }], split }] });
    expect(only(chart).spec.hosts).toEqual([host]);
  });

  test.each([
    ['', 'given "", allowed a DNS name'],
    ['https://a.example.com', 'given "https://a.example.com", allowed a DNS name, one that begins with a wildcard ("*.example.com"), "*" or an IP address; give the host alone, without scheme, port or path'],
    ['a.example.com:80', 'hosts[0]'],
    ['a.*.com', 'hosts[0]'],
    ['a_b.example.com', 'hosts[0]'],
    ['a..b', 'hosts[0]'],
    ['example.123', 'hosts[0]'],
    [`${'a'.repeat(64)}.com`, 'hosts[0]'],
    [`${'a.'.repeat(130)}com`, 'hosts[0]'],
  ])('%s is none', (host, message) => {
    expect(() => render({ hosts: [host] })).toThrow(message);
  });

  test('* is none in the mesh', () => {
    const message = '[test/route] hosts[1]: given "*", allowed narrower hosts, as the VirtualService is for the mesh; name the hosts, or bind it to gateways only';
    expect(() => render({ hosts: ['a', '*'] })).toThrow(message);
    const chart = Testing.chart();
    expect(() => new VirtualService(chart, 'route', { hosts: ['a', '*'], gateways: gateways(chart), mesh: true })).toThrow(message);
  });

  test('generated names of SNI are none in the mesh', () => {
    expect(() => render({ hosts: ['outbound_.80_._.reviews.default'] })).toThrow('[test/route] hosts[0]');
  });

  test.each([
    [['a.example.com', 'b.example.com', 'a.example.com'], 2, 'a.example.com'],
    [['a.example.com', '*.example.com'], 0, '*.example.com'],
    [['*.com', 'a.com'], 1, '*.com'],
    [['*.example.com', '*.com'], 0, '*.com'],
    [['*.com', '*.com'], 1, '*.com'],
  ])('%p overlap', (hosts, at, other) => {
    expect(() => render({ hosts })).toThrow(`[test/route] hosts[${at}]: given "${hosts[at]}", allowed hosts that do not overlap, and ${other} is one of them; drop one of the two`);
  });

  test.each([[['example.com', '*.example.com']], [['*.a.com', '*.b.com']], [['reviews', 'reviews.default.svc.cluster.local']]])('%p do not overlap', hosts => {
    expect(render({ hosts, httpRoutes }, 'shop').spec.hosts).toEqual(hosts);
  });

  test('a Service is one, and counts as the others do', () => {
    const chart = new Chart(Testing.app(), 'test', { namespace: 'default' });
    const near = Service.fromServiceName(chart, 'near', 'reviews');
    const far = Service.fromServiceName(chart, 'far', 'reviews', { namespace: 'other' });
    const route = new VirtualService(chart, 'route', { hosts: ['a.example.com'], services: [near, far], httpRoutes });
    expect(route.hosts).toEqual(['a.example.com', 'reviews', 'reviews.other.svc.cluster.local']);
    expect(only(chart).spec.hosts).toEqual(route.hosts);
    expect(() => new VirtualService(chart, 'twice', { hosts: ['reviews'], services: [near] })).toThrow('[test/twice] hosts[1]: given "reviews"');
  });
});

describe('exportTo', () => {
  test('any of its forms', () => {
    expect(render({ hosts: ['a'], httpRoutes, exportTo: [ExportTo.allNamespaces()] }).spec.exportTo).toEqual(['*']);
    expect(render({ hosts: ['a'], httpRoutes, exportTo: [ExportTo.sameNamespace(), ExportTo.namespace('other')] }).spec.exportTo).toEqual(['.', 'other']);
  });

  test.each([
    ['one twice', [ExportTo.namespace('a'), ExportTo.namespace('a')], '[test/route] exportTo[1]: given "a twice", allowed each namespace once; drop one of the two'],
    ['the same under two names', [ExportTo.sameNamespace(), ExportTo.namespace('default')], '[test/route] exportTo[1]: given "default twice"'],
    ['all and one', [ExportTo.allNamespaces(), ExportTo.namespace('a')], '[test/route] exportTo: given ["*","a"], allowed all namespaces, or some; drop allNamespaces() or the others'],
    ['no namespace', [ExportTo.namespace('~')], '[test/route] exportTo[0]: given "~", allowed the name of a namespace; name one namespace, or use allNamespaces()'],
  ])('%s', (_, exportTo, message) => {
    expect(() => render({ hosts: ['a'], exportTo }, 'default')).toThrow(message);
  });
});

describe('delegates', () => {
  test('a root hands over to a VirtualService without hosts', () => {
    const app = Testing.app();
    const chart = new Chart(app, 'test', { namespace: 'default' });
    const near = new VirtualService(chart, 'near', { metadata: { name: 'near' }, httpRoutes });
    const far = VirtualService.fromVirtualServiceName(chart, 'far', 'far', { namespace: 'other' });
    const root = new Chart(app, 'root', { namespace: 'default' });
    new VirtualService(root, 'route', {
      hosts: ['a.example.com'],
      httpRoutes: [{ match: [{ uri: StringMatch.prefix('/near') }], delegate: near }, { delegate: far }],
    });
    expect(only(chart).spec).toEqual({ http: [{ route: [{ destination: { host: 'api.example.com' } }] }] });
    expect(only(root).spec.http.map((r: any) => r.delegate)).toEqual([{ name: 'near' }, { name: 'far', namespace: 'other' }]);
    expect(schemaErrors(only(root))).toEqual([]);
  });

  test('a delegate takes neither gateways nor routes of TCP and TLS', () => {
    const chart = Testing.chart();
    const gateways = [Gateway.fromGatewayName(chart, 'gateway', 'front')];
    expect(() => new VirtualService(chart, 'a', { gateways })).toThrow('[test/a] gateways: given ["front"], allowed none, as a VirtualService without hosts is a delegate');
    expect(() => new VirtualService(chart, 'b', { mesh: true })).toThrow('[test/b] gateways: given ["mesh"]');
    expect(() => new VirtualService(chart, 'c', { tcpRoutes: [{ split }] })).toThrow('[test/c] tcp[0]: given "a route in tcp", allowed routes of HTTP');
    expect(() => new VirtualService(chart, 'd', { tlsRoutes: [{ match: [{ sniHosts: ['a'] }], split }] })).toThrow('[test/d] tls[0]: given "a route in tls"');
  });

  test('a delegate does not delegate', () => {
    const chart = Testing.chart();
    const delegate = new VirtualService(chart, 'delegate', { metadata: { name: 'delegate' }, httpRoutes });
    expect(() => new VirtualService(chart, 'route', { httpRoutes: [{ delegate }] }))
      .toThrow('[test/route] http[0].delegate: given "VirtualService delegate", allowed no delegate, as this VirtualService has no hosts and so is one itself');
  });

  test('one with hosts is no delegate', () => {
    const chart = Testing.chart();
    const delegate = new VirtualService(chart, 'delegate', { metadata: { name: 'delegate' }, hosts: ['a', 'b'], httpRoutes });
    expect(() => new VirtualService(chart, 'route', { hosts: ['c'], httpRoutes: [{ delegate }] }))
      .toThrow('[test/route] http[0].delegate: given "VirtualService delegate with hosts a, b", allowed a VirtualService without hosts and gateways; leave its hosts and gateways out');
  });

  test('one without a namespace, from a namespace', () => {
    const app = Testing.app();
    const delegate = VirtualService.fromVirtualServiceName(new Chart(app, 'other'), 'delegate', 'delegate');
    expect(() => new VirtualService(new Chart(app, 'test', { namespace: 'default' }), 'route', { hosts: ['c'], httpRoutes: [{ delegate }] }))
      .toThrow('[test/route] http[0].delegate: given "VirtualService delegate without a namespace"');
  });
});

test('a VirtualService without routes, when it is synthesized', () => {
  expect(() => render({ hosts: ['a'] })).toThrow('[test/route] httpRoutes: given none, allowed one route or more of HTTP, TCP or TLS; add one, e.g. with addHttpRoute');
});

test('a JSON patch lands, keys unknown to the schema included', () => {
  const chart = Testing.chart();
  const route = new VirtualService(chart, 'route', { hosts: ['a'], httpRoutes });
  ApiObject.of(route).addJsonPatch(JsonPatch.add('/spec/http/0/unknownField', { a: 1 }), JsonPatch.add('/unknown', true));
  expect(only(chart)).toMatchObject({ unknown: true, spec: { http: [{ unknownField: { a: 1 } }] } });
});

test('any valid hosts and weights make a document that the schema takes', () => {
  const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
  const host = fc.array(label, { minLength: 2, maxLength: 4 }).map(labels => labels.join('.'));
  const weights = fc.array(fc.integer({ min: 0, max: 2147483647 }), { minLength: 1, maxLength: 5 })
    .filter(list => { const total = list.reduce((a, b) => a + b); return total > 0 && total <= 4294967295; });
  fc.assert(fc.property(fc.uniqueArray(host, { minLength: 1, maxLength: 5 }), fc.array(weights, { minLength: 1, maxLength: 4 }), (hosts, splits) => {
    const document = render({ hosts, httpRoutes: splits.map(list => ({ split: list.map((w, i) => Destination.host(`h${i}.example.com`).weight(w)) })) });
    expect(schemaErrors(document)).toEqual([]);
    expect(document.spec.hosts).toEqual(hosts);
    expect(document.spec.http.map((r: any) => r.route.map((d: any) => d.weight))).toEqual(splits);
  }), { numRuns: 50 });
});
