import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Chart, Testing, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { chartIn, ofKind } from './documents';
import { BackendRef, Cluster, GatewayApiGateway, HttpRoute, HttpRouteFilter, HttpRouteProps, IService, RouteParent, Service } from '../../src';
import { schemaErrors } from '../schema';

function service(scope: Chart, name: string, namespace: string): IService {
  return Service.fromServiceName(scope, name, name, { namespace, ports: [{ port: 80 }] });
}

function route(chart: Chart, id: string, services: IService[], props: HttpRouteProps = {}): HttpRoute {
  const gateway = chart.node.tryFindChild('gateway') as any ?? GatewayApiGateway.fromGatewayName(chart, 'gateway', 'front');
  const rules = [{ backendRefs: services.map(s => BackendRef.service(s)) }];
  return new HttpRoute(chart, id, { metadata: { name: id }, parentRefs: [gateway], rules, ...props });
}

const grants = (chart: Chart) => ofKind(chart, 'ReferenceGrant');

test('a route to a Service of another namespace makes the ReferenceGrant it needs, before itself', () => {
  // GIVEN
  const chart = chartIn('front');

  // WHEN
  route(chart, 'route', [service(chart, 'a', 'back')]);

  // THEN
  const [grant, made] = Testing.synth(chart);
  expect(schemaErrors(grant)).toEqual([]);
  expect(grant).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1beta1',
    kind: 'ReferenceGrant',
    metadata: { name: 'httproute-from-front-to-back', namespace: 'back' },
    spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'front' }], to: [{ group: '', kind: 'Service', name: 'a' }] },
  });
  expect(made.spec.rules).toEqual([{ backendRefs: [{ name: 'a', namespace: 'back', port: 80 }] }]);
});

test('routes of a namespace share it; other namespaces have their own', () => {
  // GIVEN
  const app = new App();
  const chart = new Chart(app, 'test', { namespace: 'front' });
  const second = new Chart(app, 'second', { namespace: 'other' });
  const [a, b, c] = [service(chart, 'a', 'back'), service(chart, 'b', 'back'), service(chart, 'c', 'rear')];

  // WHEN
  route(chart, 'one', [a, b]);
  route(chart, 'two', [a, c]);
  route(second, 'three', [a]);

  // THEN
  const summary = (list: any[]) => list.map(g => [g.metadata.namespace, g.spec.from[0].namespace, g.spec.to.map((t: any) => t.name)]);
  expect(summary(grants(chart))).toEqual([['back', 'front', ['a', 'b']], ['rear', 'front', ['c']]]);
  expect(summary(grants(second))).toEqual([['back', 'other', ['a']]]);
});

test('a full one is followed by another', () => {
  const chart = chartIn('front');
  const services = Array.from({ length: 35 }, (_, i) => service(chart, `s${i}`, 'back'));
  services.forEach((s, i) => route(chart, `r${i}`, [s]));
  route(chart, 'again', [services[0], services[34]]);
  expect(grants(chart).map(g => [g.metadata.name, g.spec.to.length])).toEqual([
    ['httproute-from-front-to-back', 16], ['httproute-from-front-to-back.2', 16], ['httproute-from-front-to-back.3', 3],
  ]);
});

test('where a file is written for each object, none is lost', () => {
  // GIVEN
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-'));
  const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
  const chart = new Chart(app, 'test', { namespace: 'front' });

  // WHEN
  route(chart, 'route', ['n0', 'n1', 'n2'].map(namespace => service(chart, `in-${namespace}`, namespace)));
  app.synth();

  // THEN
  expect(fs.readdirSync(outdir).sort()).toEqual([
    'HTTPRoute.route.k8s.yaml',
    ...['n0', 'n1', 'n2'].map(namespace => `ReferenceGrant.httproute-from-front-to-${namespace}.k8s.yaml`),
  ]);
  fs.rmSync(outdir, { recursive: true });
});

test('the longest namespaces make a name that is short enough, and placeholders one that is well formed', () => {
  const long = chartIn('f'.repeat(63));
  for (let i = 0; i < 17; i++) { route(long, `r${i}`, [service(long, `s${i}`, 'b'.repeat(63))]); }
  expect(grants(long).map(g => g.metadata.name)).toEqual(['', '.2'].map(end => `httproute-from-${'f'.repeat(63)}-to-${'b'.repeat(63)}${end}`));
  const open = chartIn('<front>');
  route(open, 'route', [service(open, 'a', '<back>')]);
  expect(grants(open).map(g => [g.metadata, g.spec.from[0].namespace])).toEqual([[{ name: 'httproute-from-front-to-back', namespace: '<back>' }, '<front>']]);
});

test('it is put where the Service is made', () => {
  // GIVEN
  const app = new App();
  const back = new Chart(app, 'back', { namespace: 'back' });
  const front = new Chart(app, 'front', { namespace: 'front' });
  const made = new kplus.Service(back, 'service', { metadata: { name: 'a' }, ports: [{ port: 80 }] });

  // WHEN
  route(front, 'route', [Service.fromKplus(made)]);

  // THEN
  expect(Testing.synth(back).map(d => d.kind)).toEqual(['Service', 'ReferenceGrant']);
  expect(Testing.synth(front).map(d => d.kind)).toEqual(['HTTPRoute']);
});

test('it goes to the API server of the route, even if the Service goes elsewhere', () => {
  // GIVEN
  const app = new App();
  const back = new Chart(app, 'back', { namespace: 'back' });
  const remote = new Cluster('remote', new Chart(app, 'front', { namespace: 'front' }));
  const made = Service.fromKplus(new kplus.Service(back, 'service', { metadata: { name: 'a' }, ports: [{ port: 80 }] }));
  const local = new Chart(app, 'local', { namespace: 'front' });

  // WHEN
  route(remote.chart, 'route', [made]);
  route(local, 'route', [made]);

  // THEN
  expect(grants(remote.chart)).toHaveLength(1);
  expect(grants(back)).toHaveLength(1);
  expect(grants(local)).toHaveLength(0);
});

test('mirrors, deciders and backends of other kinds need one too', () => {
  const chart = chartIn('front');
  const [a, b, c] = ['a', 'b', 'c'].map(name => BackendRef.service(service(chart, name, 'back')));
  route(chart, 'route', [], { rules: [{ filters: [HttpRouteFilter.requestMirror(a), HttpRouteFilter.httpExternalAuth(b)], backendRefs: [c.withFilters([HttpRouteFilter.requestMirror(c)])] }] });
  expect(grants(chart)[0].spec.to.map((t: any) => t.name)).toEqual(['a', 'b', 'c']);
});

test('a route of the mesh needs none, until a Gateway is its parent too', () => {
  // GIVEN
  const chart = chartIn('front');
  const target = service(chart, 'a', 'back');
  const mesh = route(chart, 'mesh', [target], { parentRefs: [RouteParent.service(target)] });
  expect(grants(chart)).toEqual([]);

  // WHEN
  mesh.addParentRef(GatewayApiGateway.fromGatewayName(chart, 'g', 'front'));

  // THEN
  expect(grants(chart)).toHaveLength(1);
});

test('none in the same namespace, nor where it is switched off', () => {
  const chart = chartIn('front');
  route(chart, 'one', [service(chart, 'a', 'front')]);
  route(chart, 'two', [service(chart, 'b', 'back')], { referenceGrants: false });
  expect(grants(chart)).toEqual([]);
});

test('none can be made for a route without a namespace', () => {
  const chart = Testing.chart();
  const target = service(chart, 'a', 'back');
  expect(() => route(chart, 'one', [target])).toThrow('[test/one] rules[0].backendRefs[0]: given "Service back/a", allowed one in the same namespace, as this construct has none and so no ReferenceGrant can name it; set the namespace of this construct or of its chart "test", or make the grant yourself and set referenceGrants to false');
  expect(() => route(chart, 'two', [target], { referenceGrants: false })).not.toThrow();
});

test('a Service without a namespace is refused', () => {
  const chart = Testing.chart();
  const target = Service.fromServiceName(chart, 'a', 'a', { ports: [{ port: 80 }] });
  expect(() => route(chart, 'one', [target], { metadata: { namespace: 'front' }, parentRefs: [] }))
    .toThrow('[test/one] rules[0].backendRefs[0].namespace: given "Service a without a namespace", allowed a Service with a namespace, as this construct lives in "front"');
});
