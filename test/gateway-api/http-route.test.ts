import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { chartIn, only } from './documents';
import {
  AllowedRoutes, BackendRef, DefaultGatewayScope, GatewayApiGateway, GatewayApiVersion, GatewayClass, HttpRoute, HttpRouteProps, Listener,
  ListenerTls, ObjectReference, RouteKind, RouteParent, Service,
} from '../../src';
import { schemaErrors } from '../schema';

function importedGateway(chart: Chart) {
  return GatewayApiGateway.fromGatewayName(chart, 'gateway', 'front');
}

/** A route in a chart of its own, behind a Gateway that exists already. */
function route(chart: Chart, props: HttpRouteProps = {}): HttpRoute {
  return new HttpRoute(chart, 'route', { metadata: { name: 'route' }, parentRefs: [importedGateway(chart)], ...props });
}

test('every field reaches the YAML', () => {
  // GIVEN
  const chart = chartIn('default');
  const service = Service.fromServiceName(chart, 'service', 'reviews', { ports: [{ name: 'http', port: 9080 }] });
  const gateway = GatewayApiGateway.fromGatewayName(chart, 'g', 'front', { namespace: 'ingress' });
  const other = GatewayApiGateway.fromGatewayName(chart, 'h', 'other');

  // WHEN
  const made = new HttpRoute(chart, 'route', {
    metadata: { name: 'route', labels: { a: 'b' } },
    apiVersion: GatewayApiVersion.V1BETA1,
    parentRefs: [
      other,
      gateway.listener('http'),
      RouteParent.listener(gateway.listener('https'), {}),
      RouteParent.service(service, { port: 9080, portName: 'http' }),
      RouteParent.object(ObjectReference.of({ group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'set' }), { sectionName: 'x', port: 80 }),
    ],
    hostnames: ['a.example.com', '*.example.org'],
    rules: [{ name: 'first' }],
    useDefaultGateways: DefaultGatewayScope.ALL,
  });
  made.addParentRef(RouteParent.gateway(GatewayApiGateway.fromGatewayName(chart, 'i', 'third'), { port: 443 }));
  const rule = made.addRule({ name: 'second', backendRefs: [BackendRef.service(service)] });

  // THEN
  const document = only(chart);
  expect(schemaErrors(document)).toEqual([]);
  expect(document).toMatchSnapshot();
  expect([rule.name, rule.route]).toEqual(['second', made]);
});

test('a route without rules has none written', () => {
  const chart = Testing.chart();
  route(chart, { rules: [] });
  expect(only(chart).spec).toEqual({ parentRefs: [{ name: 'front' }] });
});

test('a JSON patch lands, keys unknown to the schema included', () => {
  const chart = Testing.chart();
  ApiObject.of(route(chart, { rules: [{}] })).addJsonPatch(JsonPatch.add('/spec/rules/0/unknownField', { a: 1 }), JsonPatch.add('/unknown', true));
  expect(only(chart)).toMatchObject({ unknown: true, spec: { rules: [{ unknownField: { a: 1 } }] } });
});

test('Gateway and Service are applied before the route', () => {
  // GIVEN
  const chart = Testing.chart();
  const made = new HttpRoute(chart, 'route', { metadata: { name: 'route' } });
  const gateway = new GatewayApiGateway(chart, 'gateway', { gatewayClass: GatewayClass.istio(chart, 'istio'), listeners: [Listener.http()] });
  const later = new HttpRoute(chart, 'later', { metadata: { name: 'later' } });

  // WHEN
  made.addParentRef(gateway);
  later.addParentRef(gateway.listener('http'));
  later.addRule({ backendRefs: [BackendRef.service(gateway.service!, { port: 80 })] });

  // THEN
  expect(Testing.synth(chart).map(d => d.kind)).toEqual(['Gateway', 'HTTPRoute', 'HTTPRoute']);
});

describe('impossible routes are refused', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => i);
  const gatewayOf = (chart: Chart, namespace?: string) => GatewayApiGateway.fromGatewayName(chart, 'x', 'x', { namespace });
  test.each<[string, (chart: Chart) => HttpRouteProps, string]>([
    ['a malformed host', () => ({ hostnames: ['http://a.b'] }), '[test/route] hostnames[0]: given "http://a.b", allowed a DNS name or "*." and a DNS name; give the host alone, without scheme, port or path'],
    ['capitals in a host', () => ({ hostnames: ['A.b'] }), 'hostnames[0]: given "A.b"'],
    ['a star as host', () => ({ hostnames: ['*'] }), 'hostnames[0]: given "*"'],
    ['an address as host', () => ({ hostnames: ['10.0.0.1'] }), 'hostnames[0]: given "10.0.0.1"'],
    ['17 hosts', () => ({ hostnames: many(17).map(i => `a${i}.b`) }), 'hostnames: given 17, allowed at most 16 of them; make another route, or use a wildcard'],
    ['33 parents', c => { const g = gatewayOf(c); return { parentRefs: many(33).map(i => g.listener(`l${i}`)) }; }, '[test/route] parentRefs: given 33, allowed at most 32 of them; make another route'],
    ['a parent twice', c => { const g = gatewayOf(c); return { parentRefs: [g, g] }; }, '[test/route] parentRefs[1]: given {"name":"x"}, allowed another parent than parentRefs[0], or another listener or port of it in both; drop one of the two, or name a listener or port in both'],
    ['a listener twice', c => { const g = gatewayOf(c); return { parentRefs: [g.listener('a'), g.listener('a')] }; }, 'parentRefs[1]: given {"name":"x","sectionName":"a"}'],
    ['a Gateway beside its listener', c => { const g = gatewayOf(c); return { parentRefs: [g, g.listener('a')] }; }, 'parentRefs[1]: given {"name":"x","sectionName":"a"}'],
    ['a listener beside a port', c => { const g = gatewayOf(c); return { parentRefs: [g.listener('a'), RouteParent.gateway(g, { port: 80 })] }; }, 'parentRefs[1]: given {"name":"x","port":80}'],
    ['a port out of range', c => ({ parentRefs: [RouteParent.gateway(gatewayOf(c), { port: 0 })] }), 'parentRefs[0].port: given 0'],
    ['a malformed listener', c => ({ parentRefs: [gatewayOf(c).listener('A')] }), 'parentRefs[0].sectionName: given "A"'],
    ['a malformed parent', () => ({ parentRefs: [RouteParent.object(ObjectReference.of({ kind: 'A B', name: 'x' }))] }), 'parentRefs[0].kind: given "A B"'],
    ['a port that the parent Service lacks', c => ({ parentRefs: [RouteParent.service(Service.fromServiceName(c, 's', 's', { ports: [{ port: 80 }] }), { port: 81 })] }), 'parentRefs[0].port: given 81, allowed a port of Service s: 80'],
    ['a port name that the parent Service lacks', c => ({ parentRefs: [RouteParent.service(Service.fromServiceName(c, 's', 's', { ports: [{ port: 80, name: 'http' }] }), { portName: 'x' })] }), 'parentRefs[0].sectionName: given "x", allowed the name of a port of Service s: http (80)'],
    ['a port name that belongs to another port', c => ({ parentRefs: [RouteParent.service(Service.fromServiceName(c, 's', 's', { ports: [{ port: 80, name: 'a' }, { port: 81, name: 'b' }] }), { port: 80, portName: 'b' })] }), 'parentRefs[0].sectionName: given "b", allowed the name of a port of Service s: a (80), b (81)'],
    ['17 rules', () => ({ rules: many(17).map(() => ({})) }), '[test/route] rules: given 17, allowed at most 16 of them; make another route for the same hosts'],
    ['129 matches', () => ({ rules: [{ matches: many(64).map(() => ({})) }, { matches: many(64).map(() => ({})) }, {}] }), 'rules (matches of all together): given 129, allowed at most 128 of them'],
    ['a rule name twice', () => ({ rules: [{ name: 'a' }, { name: 'a' }] }), 'rules[1].name: given "a", allowed a name that no other rule of this route has; rename the rule'],
  ])('%s', (_, props, message) => {
    const chart = chartIn('default');
    expect(() => route(chart, props(chart))).toThrow(message);
  });

  test('a parent without a namespace', () => {
    const chart = Testing.chart();
    const props = { metadata: { name: 'route', namespace: 'default' }, parentRefs: [gatewayOf(chart)] };
    expect(() => new HttpRoute(chart, 'route', props)).toThrow('[test/route] parentRefs[0].namespace: given "Gateway x without a namespace", allowed a Gateway with a namespace, as this construct lives in "default"');
  });

  test('a route without a parent, when it is synthesized', () => {
    const chart = Testing.chart();
    const made = new HttpRoute(chart, 'route');
    expect(() => Testing.synth(chart)).toThrow('[test/route] parentRefs: given none, allowed 1 to 32; say what the route attaches to, e.g. a GatewayApiGateway');
    made.addParentRef(importedGateway(chart));
    expect(() => Testing.synth(chart)).not.toThrow();
  });

  test('not a route that default Gateways may claim', () => {
    const chart = Testing.chart();
    new HttpRoute(chart, 'route', { metadata: { name: 'route' }, useDefaultGateways: DefaultGatewayScope.ALL });
    expect(only(chart).spec).toEqual({ useDefaultGateways: 'All' });
  });
});

describe('a Gateway of this app must have a listener that takes the route', () => {
  const tls = ListenerTls.passthrough();
  const all = AllowedRoutes.allNamespaces();
  test.each<[string, boolean, Listener[], string[], ((gateway: GatewayApiGateway) => any)?]>([
    ['the same host', true, [Listener.http({ hostname: 'a.b', allowedRoutes: all })], ['a.b']],
    ['another host', false, [Listener.http({ hostname: 'a.b', allowedRoutes: all })], ['c.d']],
    ['a host under a wildcard', true, [Listener.http({ hostname: '*.b', allowedRoutes: all })], ['x.a.b']],
    ['the wildcard\'s own domain', false, [Listener.http({ hostname: '*.b', allowedRoutes: all })], ['b']],
    ['a host that only ends alike', false, [Listener.http({ hostname: '*.b.c', allowedRoutes: all })], ['ab.c']],
    ['a wildcard over hosts that only end alike', false, [Listener.http({ hostname: 'ab.c', allowedRoutes: all })], ['*.b.c']],
    ['a wildcard over the host', true, [Listener.http({ hostname: 'x.a.b', allowedRoutes: all })], ['*.b']],
    ['a wider wildcard', true, [Listener.http({ hostname: '*.a.b', allowedRoutes: all })], ['*.b']],
    ['a narrower wildcard', true, [Listener.http({ hostname: '*.b', allowedRoutes: all })], ['*.a.b']],
    ['another wildcard', false, [Listener.http({ hostname: '*.b', allowedRoutes: all })], ['*.c']],
    ['one host of two', true, [Listener.http({ hostname: 'a.b', allowedRoutes: all })], ['c.d', 'a.b']],
    ['no hosts', true, [Listener.http({ hostname: 'a.b', allowedRoutes: all })], []],
    ['a listener for all hosts', true, [Listener.http({ allowedRoutes: all })], ['c.d']],
    ['one listener of two', true, [Listener.http({ hostname: 'a.b' }), Listener.http({ hostname: 'c.d', allowedRoutes: all })], ['c.d']],
    ['another namespace', false, [Listener.http()], []],
    ['a selected namespace', true, [Listener.http({ allowedRoutes: AllowedRoutes.fromSelector({ matchLabels: { a: 'b' } }) })], []],
    ['no routes at all', false, [Listener.http({ allowedRoutes: AllowedRoutes.none() })], []],
    ['another kind of route', false, [Listener.http({ allowedRoutes: AllowedRoutes.allNamespaces({ kinds: [RouteKind.GRPC_ROUTE] }) })], []],
    ['a kind of the same name', false, [Listener.http({ allowedRoutes: AllowedRoutes.allNamespaces({ kinds: [RouteKind.of('HTTPRoute', 'example.com')] }) })], []],
    ['this kind of route', true, [Listener.http({ allowedRoutes: AllowedRoutes.allNamespaces({ kinds: [RouteKind.GRPC_ROUTE, RouteKind.HTTP_ROUTE] }) })], []],
    ['TLS', false, [Listener.tls({ tls, allowedRoutes: all })], []],
    ['the listener that is named', true, [Listener.http({ name: 'x', allowedRoutes: all })], [], g => g.listener('x')],
    ['another listener than is named', false, [Listener.http({ name: 'x' }), Listener.http({ name: 'y', port: 81, allowedRoutes: all })], [], g => g.listener('x')],
    ['the port that is named', true, [Listener.http({ allowedRoutes: all })], [], g => RouteParent.gateway(g, { port: 80 })],
    ['another port than is named', false, [Listener.http({ allowedRoutes: all })], [], g => RouteParent.gateway(g, { port: 81 })],
  ])('%s: %s', (_, taken, listeners, hostnames, parent = g => g) => {
    const app = new App();
    const ingress = new Chart(app, 'ingress', { namespace: 'ingress' });
    const gateway = new GatewayApiGateway(ingress, 'gateway', { metadata: { name: 'front' }, gatewayClass: GatewayClass.istio(ingress, 'istio'), listeners });
    const chart = new Chart(app, 'test', { namespace: 'default' });
    new HttpRoute(chart, 'route', { metadata: { name: 'route' }, parentRefs: [parent(gateway)], hostnames });
    if (taken) {
      expect(() => Testing.synth(chart)).not.toThrow();
    } else {
      expect(() => Testing.synth(chart)).toThrow('[test/route] parentRefs[0]: given front');
    }
  });

  test('the message says what the listeners take; one that is added later counts', () => {
    // GIVEN
    const chart = chartIn('default');
    const gateway = new GatewayApiGateway(chart, 'gateway', { metadata: { name: 'front' }, gatewayClass: GatewayClass.istio(chart, 'istio') });
    gateway.addHttpListener({ hostname: '*.example.com' });

    // WHEN
    new HttpRoute(chart, 'route', { parentRefs: [gateway], hostnames: ['example.org'] });

    // THEN
    expect(() => Testing.synth(chart)).toThrow(
      '[test/route] parentRefs[0]: given front for example.org in namespace default, allowed a Gateway with a listener that takes the route, and of [test/gateway] '
      + 'http takes HTTP for *.example.com on port 80 from routes of its own namespace; change hostnames, or hostname or allowedRoutes of the listener',
    );
    gateway.addHttpListener({ hostname: 'example.org' });
    expect(() => Testing.synth(chart)).not.toThrow();
  });

  test('a partial Gateway takes all', () => {
    const chart = chartIn('default');
    const gateway = new GatewayApiGateway(chart, 'gateway', { partial: true });
    new HttpRoute(chart, 'route', { parentRefs: [gateway], hostnames: ['example.org'] });
    expect(() => Testing.synth(chart)).not.toThrow();
  });
});
