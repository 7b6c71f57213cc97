/** What plain JavaScript and other languages can give where TypeScript would not compile. */
import { Chart, Duration, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { chartIn } from './documents';
import {
  AllowedListeners, AllowedRoutes, BackendRef, Gateway, GatewayAddress, GatewayApiGateway, GatewayClass, GatewayParameters, HttpHeaderMatch,
  HttpPathMatch, HttpPathModifier, HttpQueryParamMatch, HttpRoute, HttpRouteFilter, Listener, ListenerTls, ObjectReference,
  ReferenceGrant, ReferenceGrantFrom,
  ReferenceGrantTo, RouteKind, RouteParent, Service, SessionPersistence,
} from '../../src';

const any = (value: unknown): any => value;
const proto = () => JSON.parse('{ "__proto__": "x" }');

/** Tests that each props are refused, with the path of the construct and the field. */
function refused(make: (chart: Chart, props: any) => unknown, cases: [string, (chart: Chart) => unknown, string][]) {
  test.each(cases)('%s', (_, props, message) => {
    const chart = chartIn('here');
    const given = props(chart);
    expect(() => make(chart, given)).toThrow(/^\[test\/it\] .*: given .*, allowed .*; ./);
    expect(() => make(chartIn('here'), props(chartIn('here')))).toThrow(`[test/it] ${message}`);
  });
}

describe('Gateway', () => {
  const gateway = (chart: Chart, props: any) => {
    const gatewayClass = GatewayClass.istio(chart, 'istio');
    return new GatewayApiGateway(chart, 'it', typeof props === 'object' && props !== null ? { gatewayClass, listeners: [Listener.http()], ...props } : props);
  };
  const listener = (options: unknown) => ({ listeners: [Listener.http(any(options))] });
  const tls = (value: unknown) => ({ listeners: [Listener.https({ tls: any(value) })] });
  const allowed = (allowedRoutes: unknown) => listener({ allowedRoutes });

  refused(gateway, [
    ['null props', () => null, 'props: given null'],
    ['props that are none', () => 'x', 'props: given "x"'],
    ['another version', () => ({ apiVersion: 'v9' }), 'apiVersion: given "v9", allowed gateway.networking.k8s.io/v1, gateway.networking.k8s.io/v1beta1; give one of these'],
    ['a version that is no text', () => ({ apiVersion: 9 }), 'apiVersion: given 9'],
    ['metadata that are none', () => ({ metadata: 'x' }), 'metadata: given "x"'],
    ['a class by name', () => ({ gatewayClass: 'istio' }), 'gatewayClass: given "istio", allowed a class, e.g. GatewayClass.istio(chart, "istio")'],
    ['listeners that are no list', () => ({ listeners: {} }), 'listeners: given {}, allowed a list'],
    ['null listeners', () => ({ listeners: null }), 'listeners: given null'],
    ['no listener', () => ({ listeners: [null] }), 'listeners[0]: given nothing'],
    ['a listener as a struct', () => ({ listeners: [{ port: 80, protocol: 'HTTP' }] }), 'listeners[0]: given {"port":80,"protocol":"HTTP"}, allowed a Listener, e.g. Listener.http()'],
    ['null options of a listener', () => listener(null), 'listeners[0]: given null'],
    ['options of a listener that are none', () => listener('x'), 'listeners[0]: given "x"'],
    ['no options of a listener', () => ({ listeners: [any(Listener).tcp()] }), 'listeners[0]: given nothing'],
    ['a port as text', () => listener({ port: '80' }), 'listeners[0].port: given "80"'],
    ['a host as number', () => listener({ hostname: 5 }), 'listeners[0].hostname: given 5'],
    ['a name as number', () => listener({ name: 5 }), 'listeners[0].name: given 5'],
    ['a protocol as number', () => ({ listeners: [Listener.ofProtocol(any(5), { port: 1 })] }), 'listeners[0].protocol: given 5'],
    ['allowed routes as text', () => allowed('All'), 'listeners[0].allowedRoutes: given "All"'],
    ['allowed listeners for routes', () => allowed(AllowedListeners.none()), 'listeners[0].allowedRoutes: given {"from":"None"}'],
    ['null options of routes', () => allowed(AllowedRoutes.allNamespaces(any(null))), 'listeners[0].allowedRoutes: given null'],
    ['kinds that are no list', () => allowed(AllowedRoutes.allNamespaces({ kinds: any(RouteKind.HTTP_ROUTE) })), 'listeners[0].allowedRoutes.kinds: given'],
    ['a kind as text', () => allowed(AllowedRoutes.allNamespaces({ kinds: any(['HTTPRoute']) })), 'listeners[0].allowedRoutes.kinds[0]: given "HTTPRoute"'],
    ['no selector', () => allowed(any(AllowedRoutes).fromSelector()), 'listeners[0].allowedRoutes.namespaces.selector: given'],
    ['a malformed label', () => allowed(AllowedRoutes.fromSelector({ matchLabels: { 'a b': 'c' } })), 'listeners[0].allowedRoutes.namespaces.selector.matchLabels: given "a b"'],
    ['a malformed key', () => allowed(AllowedRoutes.fromSelector({ matchExpressions: [{ key: 'a b', operator: 'Exists' }] })), 'listeners[0].allowedRoutes.namespaces.selector.matchExpressions[0].key: given "a b"'],
    ['an operator of no kind', () => allowed(AllowedRoutes.fromSelector({ matchExpressions: [{ key: 'a', operator: 'in' }] })), 'listeners[0].allowedRoutes.namespaces.selector.matchExpressions[0].operator: given "in"'],
    ['no values', () => allowed(AllowedRoutes.fromSelector({ matchExpressions: [{ key: 'a', operator: 'In' }] })), 'listeners[0].allowedRoutes.namespaces.selector.matchExpressions[0].values: given []'],
    ['values in vain', () => allowed(AllowedRoutes.fromSelector({ matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] })), 'listeners[0].allowedRoutes.namespaces.selector.matchExpressions[0].values: given ["b"]'],
    ['malformed values', () => allowed(AllowedRoutes.fromSelector({ matchExpressions: [{ key: 'a', operator: 'In', values: ['b c'] }] })), 'listeners[0].allowedRoutes.namespaces.selector.matchExpressions[0].values["a"]: given "b c"'],
    ['TLS as a struct', () => tls({}), 'listeners[0].tls: given {}, allowed ListenerTls'],
    ['null TLS', () => tls(null), 'listeners[0].tls: given'],
    ['TLS without options', () => tls(any(ListenerTls).terminate()), 'listeners[0].tls: given nothing'],
    ['a certificate by name', () => tls(ListenerTls.terminate({ certificateRefs: any(['cert']) })), 'listeners[0].tls.certificateRefs[0]: given "cert"'],
    ['a Secret for a reference', chart => tls(ListenerTls.terminate({ certificateRefs: any([kplus.Secret.fromSecretName(chart, 's', 's')]) })), 'listeners[0].tls.certificateRefs[0]: given'],
    ['certificates that are no list', () => tls(ListenerTls.terminate({ certificateRefs: any('cert') })), 'listeners[0].tls.certificateRefs: given "cert"'],
    ['a setting as number', () => tls(ListenerTls.terminate({ options: any({ 'a/b': 1 }) })), 'listeners[0].tls.options["a/b"]: given 1'],
    ['settings that would be lost', () => tls(ListenerTls.terminate({ options: proto() })), 'listeners[0].tls.options: given "__proto__"'],
    ['addresses that are no list', () => ({ addresses: '1.2.3.4' }), 'addresses: given "1.2.3.4"'],
    ['an address as text', () => ({ addresses: ['1.2.3.4'] }), 'addresses[0]: given "1.2.3.4", allowed a GatewayAddress'],
    ['an address of no Service', () => ({ addresses: [any(GatewayAddress).service()] }), 'addresses[0]: given nothing, allowed a Service'],
    ['an address as number', () => ({ addresses: [GatewayAddress.ip(any(1))] }), 'addresses[0].value: given 1'],
    ['a null address', () => ({ addresses: [GatewayAddress.hostname(any(null))] }), 'addresses[0].value: given null'],
    ['infrastructure that is none', () => ({ infrastructure: 'x' }), 'infrastructure: given "x"'],
    ['labels that would be lost', () => ({ infrastructure: { labels: proto() } }), 'infrastructure.labels: given "__proto__"'],
    ['a label as number', () => ({ infrastructure: { labels: { a: 1 } } }), 'infrastructure.labels["a"]: given 1'],
    ['annotations that are none', () => ({ infrastructure: { annotations: 'x' } }), 'infrastructure.annotations: given "x"'],
    ['an annotation as number', () => ({ infrastructure: { annotations: { a: 1 } } }), 'infrastructure.annotations["a"]: given 1'],
    ['parameters by name', () => ({ infrastructure: { parametersRef: 'p' } }), 'infrastructure.parametersRef: given "p"'],
    ['allowed listeners as text', () => ({ allowedListeners: 'All' }), 'allowedListeners: given "All"'],
    ['allowed routes for listeners', () => ({ allowedListeners: AllowedRoutes.none() }), 'allowedListeners: given'],
    ['a malformed label of ListenerSets', () => ({ allowedListeners: AllowedListeners.fromSelector({ matchLabels: { a: 'b c' } }) }), 'allowedListeners.namespaces.selector.matchLabels["a"]: given "b c"'],
    ['TLS of the Gateway as text', () => ({ tls: 'x' }), 'tls: given "x"'],
    ['no default', () => ({ tls: { frontend: {} } }), 'tls.frontend.default: given nothing'],
    ['no port', () => ({ tls: { frontend: { default: {}, perPort: [null] } } }), 'tls.frontend.perPort[0]: given nothing'],
    ['no authorities', () => ({ tls: { frontend: { default: { validation: {} } } } }), 'tls.frontend.default.validation.caCertificateRefs: given nothing'],
    ['a mode of no kind', () => ({ tls: { frontend: { default: { validation: { mode: 'x', caCertificateRefs: [] } } } } }), 'tls.frontend.default.validation.mode: given "x"'],
    ['a certificate of the Gateway by name', () => ({ tls: { backend: { clientCertificateRef: 'x' } } }), 'tls.backend.clientCertificateRef: given "x"'],
    ['a scope of no kind', () => ({ defaultScope: 'all' }), 'defaultScope: given "all", allowed All, None'],
    ['a type of no kind', () => ({ serviceType: 'Clusterip' }), 'serviceType: given "Clusterip"'],
    ['an account by name', () => ({ serviceAccount: 'runner' }), 'serviceAccount: given "runner"'],
    ['a Secret for an account', chart => ({ serviceAccount: kplus.Secret.fromSecretName(chart, 's', 's') }), 'serviceAccount: given "test/s"'],
    ['partial as text', () => ({ partial: 'no' }), 'partial: given "no"'],
  ]);
});

describe('HTTPRoute', () => {
  const route = (chart: Chart, props: any) => new HttpRoute(chart, 'it', typeof props === 'object' && props !== null
    ? { parentRefs: [GatewayApiGateway.fromGatewayName(chart, 'gateway', 'gateway')], ...props } : props);
  const rule = (value: unknown) => () => ({ rules: [value] });
  const match = (value: unknown) => rule({ matches: [value] });
  const filter = (value: unknown) => rule({ filters: [value] });
  const backends = (make: (chart: Chart) => unknown) => (chart: Chart) => ({ rules: [{ backendRefs: [make(chart)] }] });
  const set = (headers: unknown) => filter(HttpRouteFilter.requestHeaderModifier({ set: any(headers) }));
  const parent = (make: (chart: Chart) => unknown) => (chart: Chart) => ({ parentRefs: [make(chart)] });
  const known = BackendRef.host('a.b', { port: 80 });

  refused(route, [
    ['null props', () => null, 'props: given null'],
    ['another version', () => ({ apiVersion: 'v9' }), 'apiVersion: given "v9"'],
    ['a parent by name', parent(() => 'gw'), 'parentRefs[0]: given "gw", allowed a GatewayApiGateway, a listener of one, or a RouteParent'],
    ['no parent', parent(() => null), 'parentRefs[0]: given nothing'],
    ['one parent', chart => ({ parentRefs: GatewayApiGateway.fromGatewayName(chart, 'g', 'g') }), 'parentRefs: given'],
    ["Istio's Gateway for a parent", parent(chart => Gateway.fromGatewayName(chart, 'g', 'g')), 'parentRefs[0]: given'],
    ['no Gateway', parent(() => any(RouteParent).gateway()), 'parentRefs[0]: given nothing, allowed a GatewayApiGateway'],
    ['a listener by name', parent(() => any(RouteParent).listener('http')), 'parentRefs[0]: given nothing, allowed a GatewayApiGateway'],
    ['no Service', parent(() => any(RouteParent).service()), 'parentRefs[0]: given nothing, allowed a Service'],
    ['no object', parent(() => any(RouteParent).object()), 'parentRefs[0]: given nothing, allowed a reference'],
    ['null options of a parent', parent(chart => RouteParent.gateway(GatewayApiGateway.fromGatewayName(chart, 'g', 'g'), any(null))), 'parentRefs[0]: given null'],
    ['one host', () => ({ hostnames: 'a.b' }), 'hostnames: given "a.b", allowed a list'],
    ['no host', () => ({ hostnames: [null] }), 'hostnames[0]: given nothing'],
    ['a host as number', () => ({ hostnames: [5] }), 'hostnames[0]: given 5'],
    ['a scope of no kind', () => ({ useDefaultGateways: 'all' }), 'useDefaultGateways: given "all"'],
    ['grants as text', () => ({ referenceGrants: 'no' }), 'referenceGrants: given "no"'],
    ['rules that are no list', () => ({ rules: {} }), 'rules: given {}'],
    ['no rule', rule(null), 'rules[0]: given nothing'],
    ['a rule as text', rule('x'), 'rules[0]: given "x"'],
    ['a name as number', rule({ name: 5 }), 'rules[0].name: given 5'],
    ['one match', rule({ matches: {} }), 'rules[0].matches: given {}'],
    ['no match', match(null), 'rules[0].matches[0]: given nothing'],
    ['a match as text', match('/'), 'rules[0].matches[0]: given "/"'],
    ['a path as text', match({ path: '/a' }), 'rules[0].matches[0].path: given "/a", allowed an HttpPathMatch'],
    ['no path', match({ path: any(HttpPathMatch).prefix() }), 'rules[0].matches[0].path: given nothing, allowed a text'],
    ['a method of no kind', match({ method: 'get' }), 'rules[0].matches[0].method: given "get", allowed GET, HEAD'],
    ['headers that are no list', match({ headers: { a: 'b' } }), 'rules[0].matches[0].headers: given {"a":"b"}'],
    ['a header as text', match({ headers: ['a'] }), 'rules[0].matches[0].headers[0]: given "a"'],
    ['a parameter for a header', match({ headers: [HttpQueryParamMatch.exact('a', 'b')] }), 'rules[0].matches[0].headers[0]: given {"name":"a","value":"b"}'],
    ['a header with a number', match({ headers: [HttpHeaderMatch.exact('a', any(1))] }), 'rules[0].matches[0].headers[0].value: given 1'],
    ['an expression that is none', match({ headers: [HttpHeaderMatch.regularExpression('a', any(1))] }), 'rules[0].matches[0].headers[0].value: given 1'],
    ['a header for a parameter', match({ queryParams: [HttpHeaderMatch.exact('a', 'b')] }), 'rules[0].matches[0].queryParams[0]: given'],
    ['a parameter with a number', match({ queryParams: [HttpQueryParamMatch.exact('a', any(1))] }), 'rules[0].matches[0].queryParams[0].value: given 1'],
    ['null filters', rule({ filters: null }), 'rules[0].filters: given null'],
    ['no filter', filter(null), 'rules[0].filters[0]: given nothing'],
    ['a filter as a struct', filter({ type: 'X' }), 'rules[0].filters[0]: given {"type":"X"}, allowed an HttpRouteFilter'],
    ['no changes', filter(any(HttpRouteFilter).requestHeaderModifier()), 'rules[0].filters[0].requestHeaderModifier: given nothing'],
    ['headers to set as a list', set(['a']), 'rules[0].filters[0].requestHeaderModifier.set: given ["a"]'],
    ['a header that would be lost', set(proto()), 'rules[0].filters[0].requestHeaderModifier.set: given "__proto__"'],
    ['a number to set', set({ a: 1 }), 'rules[0].filters[0].requestHeaderModifier.set["a"]: given 1'],
    ['a header to remove as number', filter(HttpRouteFilter.responseHeaderModifier({ remove: any([1]) })), 'rules[0].filters[0].responseHeaderModifier.remove[0]: given 1'],
    ['no redirect', filter(any(HttpRouteFilter).requestRedirect()), 'rules[0].filters[0].requestRedirect: given nothing'],
    ['a scheme of no kind', filter(HttpRouteFilter.requestRedirect({ scheme: any('ftp') })), 'rules[0].filters[0].requestRedirect.scheme: given "ftp", allowed http, https'],
    ['a path to redirect to as text', filter(HttpRouteFilter.requestRedirect({ path: any('/x') })), 'rules[0].filters[0].requestRedirect.path: given "/x"'],
    ['no rewrite', filter(any(HttpRouteFilter).urlRewrite(null)), 'rules[0].filters[0].urlRewrite: given null'],
    ['a path to rewrite to as text', filter(HttpRouteFilter.urlRewrite({ path: any('/x') })), 'rules[0].filters[0].urlRewrite.path: given "/x"'],
    ['no path to rewrite to', filter(HttpRouteFilter.urlRewrite({ path: any(HttpPathModifier).replaceFullPath() })), 'rules[0].filters[0].urlRewrite.path: given nothing'],
    ['no mirror', filter(any(HttpRouteFilter).requestMirror()), 'rules[0].filters[0].requestMirror.backendRef: given nothing, allowed a BackendRef'],
    ['null options of a mirror', filter(HttpRouteFilter.requestMirror(known, any(null))), 'rules[0].filters[0].requestMirror: given null'],
    ['a fraction as number', filter(HttpRouteFilter.requestMirror(known, { fraction: any(0.5) })), 'rules[0].filters[0].requestMirror.fraction: given 0.5'],
    ['no CORS', filter(any(HttpRouteFilter).cors()), 'rules[0].filters[0].cors: given nothing'],
    ['one origin', filter(HttpRouteFilter.cors({ allowOrigins: any('*') })), 'rules[0].filters[0].cors.allowOrigins: given "*"'],
    ['a method of CORS of no kind', filter(HttpRouteFilter.cors({ allowMethods: any(['get']) })), 'rules[0].filters[0].cors.allowMethods[0]: given "get"'],
    ['credentials as text', filter(HttpRouteFilter.cors({ allowCredentials: any('yes') })), 'rules[0].filters[0].cors.allowCredentials: given "yes"'],
    ['an age as text', filter(HttpRouteFilter.cors({ maxAge: any('1s') })), 'rules[0].filters[0].cors.maxAge: given "1s"'],
    ['no decider', filter(any(HttpRouteFilter).httpExternalAuth()), 'rules[0].filters[0].externalAuth.backendRef: given nothing'],
    ['null options of a decider', filter(HttpRouteFilter.grpcExternalAuth(known, any(null))), 'rules[0].filters[0].externalAuth: given null'],
    ['one header for a decider', filter(HttpRouteFilter.httpExternalAuth(known, { allowedHeaders: any('a') })), 'rules[0].filters[0].externalAuth.http.allowedHeaders: given "a"'],
    ['an extension by name', filter(HttpRouteFilter.extensionRef(any('x'))), 'rules[0].filters[0].extensionRef: given "x"'],
    ['one backend', rule({ backendRefs: known }), 'rules[0].backendRefs: given'],
    ['a backend by name', backends(() => 'x'), 'rules[0].backendRefs[0]: given "x", allowed a BackendRef'],
    ['a Service for a backend', backends(chart => Service.fromServiceName(chart, 's', 's')), 'rules[0].backendRefs[0]: given'],
    ['no Service for a backend', backends(() => any(BackendRef).service()), 'rules[0].backendRefs[0]: given nothing, allowed a Service'],
    ['a Service of cdk8s-plus', backends(chart => BackendRef.service(any(new kplus.Service(chart, 's', { ports: [{ port: 80 }] })))), 'rules[0].backendRefs[0]: given'],
    ['null options of a backend', backends(chart => BackendRef.service(Service.fromServiceName(chart, 's', 's'), any(null))), 'rules[0].backendRefs[0]: given null'],
    ['no object for a backend', backends(() => any(BackendRef).object()), 'rules[0].backendRefs[0]: given nothing, allowed a reference'],
    ['an object of nothing', backends(() => BackendRef.object(any(ObjectReference).of())), 'rules[0].backendRefs[0].kind: given nothing'],
    ['no host for a backend', backends(() => any(BackendRef).host()), 'rules[0].backendRefs[0]: given nothing'],
    ['no port of a host', backends(() => BackendRef.host('a.b', any({}))), 'rules[0].backendRefs[0].port: given nothing'],
    ['a weight as text', backends(() => known.weight(any('1'))), 'rules[0].backendRefs[0].weight: given "1"'],
    ['one filter of a backend', backends(() => known.withFilters(any('x'))), 'rules[0].backendRefs[0].filters: given "x"'],
    ['timeouts as text', rule({ timeouts: '1s' }), 'rules[0].timeouts: given "1s"'],
    ['a timeout as text', rule({ timeouts: { request: '1s' } }), 'rules[0].timeouts.request: given "1s", allowed a Duration'],
    ['a timeout as number', rule({ timeouts: { request: Duration.seconds(1), backendRequest: 5 } }), 'rules[0].timeouts.backendRequest: given 5'],
    ['retries as number', rule({ retry: 3 }), 'rules[0].retry: given 3'],
    ['a wait as text', rule({ retry: { backoff: '1s' } }), 'rules[0].retry.backoff: given "1s"'],
    ['one code', rule({ retry: { codes: 500 } }), 'rules[0].retry.codes: given 500'],
    ['a session as text', rule({ sessionPersistence: 'Cookie' }), 'rules[0].sessionPersistence: given "Cookie"'],
    ['null options of a session', rule({ sessionPersistence: SessionPersistence.cookie(any(null)) }), 'rules[0].sessionPersistence: given null'],
    ['a lifetime of no kind', rule({ sessionPersistence: SessionPersistence.cookie({ lifetimeType: any('Long') }) }), 'rules[0].sessionPersistence.lifetimeType: given "Long"'],
    ['the time of a session as text', rule({ sessionPersistence: SessionPersistence.header({ absoluteTimeout: any('1h') }) }), 'rules[0].sessionPersistence.absoluteTimeout: given "1h"'],
  ]);
});

describe('GatewayClass', () => {
  const controllerName = 'a.b/c';
  refused((chart, props) => new GatewayClass(chart, 'it', props), [
    ['no props', () => undefined, 'props: given nothing'],
    ['no controller', () => ({}), 'controllerName: given nothing'],
    ['another version', () => ({ controllerName, apiVersion: 'v9' }), 'apiVersion: given "v9"'],
    ['a description as number', () => ({ controllerName, description: 5 }), 'description: given 5'],
    ['parameters by name', () => ({ controllerName, parametersRef: 'p' }), 'parametersRef: given "p"'],
  ]);
  refused((chart, props) => GatewayClass.fromGatewayClassName(chart, 'it', props.name, props.options), [
    ['a malformed name', () => ({ name: 'Bad Name' }), 'name: given "Bad Name"'],
    ['no name', () => ({}), 'name: given nothing'],
    ['null options', () => ({ name: 'a', options: null }), 'options: given null'],
    ['a malformed controller', () => ({ name: 'a', options: { controllerName: 'b' } }), 'controllerName: given "b"'],
  ]);
});

describe('ReferenceGrant', () => {
  const from = [ReferenceGrantFrom.httpRoutes('a')];
  refused((chart, props) => new ReferenceGrant(chart, 'it', props), [
    ['null props', () => null, 'props: given null'],
    ['another version', () => ({ apiVersion: 'v9' }), 'apiVersion: given "v9"'],
    ['one source', () => ({ from: from[0] }), 'from: given'],
    ['a source by name', () => ({ from: ['a'] }), 'from[0]: given "a"'],
    ['no source', () => ({ from: [null] }), 'from[0]: given nothing'],
    ['a source for a target', () => ({ to: from }), 'to[0]: given'],
    ['a target for a source', () => ({ from: [ReferenceGrantTo.allServices()] }), 'from[0]: given'],
    ['no namespace', () => ({ from: [any(ReferenceGrantFrom).httpRoutes()] }), 'from[0].namespace: given nothing'],
    ['null options', () => ({ from: [ReferenceGrantFrom.of(any(null))] }), 'from[0]: given null'],
    // one Service that is not given must not become all of them
    ['no Service', () => ({ from, to: [any(ReferenceGrantTo).service()] }), 'to[0].name: given ""'],
    ['a Service by name', () => ({ from, to: [any(ReferenceGrantTo).service('a')] }), 'to[0].name: given ""'],
    ['an object without a name', () => ({ from, to: [any(ReferenceGrantTo).object({ kind: 'Secret' })] }), 'to[0].name: given ""'],
    ['no object', () => ({ from, to: [any(ReferenceGrantTo).object()] }), 'to[0].kind: given nothing'],
  ]);
});

describe('GatewayParameters', () => {
  const pod = (spec: unknown) => () => ({ deployment: { spec: { template: { spec } } } });
  refused((chart, props) => new GatewayParameters(chart, 'it', props), [
    ['null props', () => null, 'props: given null'],
    ['an overlay as text', () => ({ deployment: 'x' }), 'deployment: given "x"'],
    ['a null overlay', () => ({ service: null }), 'service: given null'],
    ['a specification as text', () => ({ horizontalPodAutoscaler: { spec: 'x' } }), 'horizontalPodAutoscaler.spec: given "x"'],
    ['a template as text', () => ({ deployment: { spec: { template: 'x' } } }), 'deployment.spec.template: given "x"'],
    ['a malformed label', () => ({ deployment: { metadata: { labels: { 'a b': 'c' } } } }), 'deployment.metadata.labels: given "a b"'],
    ['pods as text', pod('x'), 'deployment.spec.template.spec: given "x"'],
    ['one container', pod({ containers: {} }), 'deployment.spec.template.spec.containers: given {}'],
    ['a container by name', pod({ containers: ['istio-proxy'] }), 'deployment.spec.template.spec.containers[0]: given "istio-proxy"'],
    ['a policy of no kind', pod({ dnsPolicy: 'none' }), 'deployment.spec.template.spec.dnsPolicy: given "none", allowed ClusterFirst'],
    ['another policy of no kind', pod({ restartPolicy: 'always' }), 'deployment.spec.template.spec.restartPolicy: given "always"'],
    ['a third one', pod({ preemptionPolicy: 'never' }), 'deployment.spec.template.spec.preemptionPolicy: given "never"'],
    ['a class by name', () => ({ defaultsForClass: 'istio' }), 'defaultsForClass: given "istio"'],
  ]);
  refused((chart, options) => GatewayParameters.forOldKernel(chart, 'it', options), [
    ['null options', () => null, 'props: given null'],
    ['low ports as text', () => ({ lowPorts: 'yes' }), 'lowPorts: given "yes"'],
  ]);
});

test('references that are none are refused where there is no construct yet', () => {
  const secret = kplus.Secret.fromSecretName(Testing.chart(), 's', 's');
  expect(() => any(ObjectReference).fromSecret()).toThrow('[ObjectReference] fromSecret: given nothing, allowed a Secret of cdk8s-plus; give a Secret of cdk8s-plus, or use ObjectReference.of');
  expect(() => ObjectReference.fromConfigMap(secret)).toThrow('[ObjectReference] fromConfigMap: given "test/s", allowed a ConfigMap of cdk8s-plus');
  expect(() => any(ObjectReference).fromApiObject('x')).toThrow('[ObjectReference] fromApiObject: given "x", allowed an ApiObject');
});

test('what is changed after it was given has no effect', () => {
  // GIVEN
  const chart = chartIn('here');
  const options = { 'example.com/a': 'b' };
  const kinds = [RouteKind.HTTP_ROUTE];
  const matchLabels = { a: 'b' };
  const labels = { a: 'b' };
  const addresses = [GatewayAddress.ip('192.0.2.1')];
  const listener = { port: 80, hostname: 'a.b', allowedRoutes: AllowedRoutes.fromSelector({ matchLabels }, { kinds }) };
  const hostnames = ['a.b'];
  const remove = ['a'];
  const codes = [500];
  const allowOrigins = ['https://a.b'];
  const props: any = { controllerName: 'a.b/c', description: 'x' };
  const overlay: any = { spec: { type: 'ClusterIP' } };
  const gateway = new GatewayApiGateway(chart, 'gateway', {
    gatewayClass: new GatewayClass(chart, 'class', props),
    addresses,
    infrastructure: { labels },
    listeners: [Listener.http(listener), Listener.tls({ tls: ListenerTls.passthrough({ options }) })],
  });
  new HttpRoute(chart, 'route', {
    parentRefs: [gateway],
    hostnames,
    rules: [{ filters: [HttpRouteFilter.requestHeaderModifier({ remove }), HttpRouteFilter.cors({ allowOrigins })], retry: { codes } }],
  });
  new GatewayParameters(chart, 'parameters', { service: overlay });
  const before = Testing.synth(chart);

  // WHEN
  Object.assign(options, { 'example.com/c': 'd' });
  Object.assign(matchLabels, { 'c d': 'e' });
  Object.assign(labels, { 'c d': 'e' });
  Object.assign(listener, { hostname: 'NONE', port: -1, allowedRoutes: AllowedRoutes.none() });
  Object.assign(props, { description: 5 });
  Object.assign(overlay.spec, { type: 5 });
  [kinds, addresses, hostnames, remove, codes, allowOrigins].forEach((list: unknown[]) => list.push('NONE', null));

  // THEN
  expect(Testing.synth(chart)).toEqual(before);
  expect(gateway.service?.name).toBeUndefined();
  expect(gateway._takesHttpRoute(['a.b'], 'here')).toBe(true);
});

test('infrastructure that says nothing is left out; an empty map says that nothing is copied', () => {
  const chart = Testing.chart();
  new GatewayApiGateway(chart, 'a', { partial: true, infrastructure: {} });
  new GatewayApiGateway(chart, 'b', { partial: true, infrastructure: { labels: {} } });
  expect(Testing.synth(chart).map(d => d.spec)).toEqual([{}, { infrastructure: { labels: {} } }]);
});

test('a Gateway written out is the same parent as a Gateway', () => {
  const chart = chartIn('here');
  const gateway = GatewayApiGateway.fromGatewayName(chart, 'gateway', 'front');
  const same = RouteParent.object(ObjectReference.of({ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'front' }));
  expect(() => new HttpRoute(chart, 'route', { parentRefs: [gateway, same] })).toThrow('[test/route] parentRefs[1]: given {"name":"front"}, allowed another parent than parentRefs[0]');
});
