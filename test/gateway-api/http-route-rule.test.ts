import { Chart, Duration, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { chartIn, only } from './documents';
import {
  BackendRef, CookieLifetime, CorsFilterMethod, GatewayApiGateway, HttpHeaderMatch, HttpMethod, HttpPathMatch, HttpPathModifier, HttpQueryParamMatch,
  HttpRoute, HttpRouteFilter, HttpRouteRuleOptions, ObjectReference, RequestRedirectScheme, Service, SessionPersistence,
} from '../../src';
import { schemaErrors } from '../schema';

/** A route with rules, behind a Gateway that exists already. */
function route(chart: Chart, ...rules: HttpRouteRuleOptions[]): HttpRoute {
  return new HttpRoute(chart, 'route', { parentRefs: [GatewayApiGateway.fromGatewayName(chart, 'gateway', 'front')], rules });
}

test('every field reaches the YAML', () => {
  // GIVEN
  const chart = chartIn('default');
  const service = Service.fromServiceName(chart, 'service', 'reviews', { ports: [{ port: 9080 }] });
  const backend = BackendRef.service(service);
  const headers = { set: { a: '1' }, add: { b: '2' }, remove: ['c'] };
  const object = ObjectReference.of({ group: 'example.com', kind: 'Pool', name: 'pool' });

  // WHEN
  route(chart,
    {
      matches: [
        {
          path: HttpPathMatch.exact('/a'),
          headers: [HttpHeaderMatch.exact('x', 'y z'), HttpHeaderMatch.regularExpression('y', '.*')],
          queryParams: [HttpQueryParamMatch.exact('q', 'r'), HttpQueryParamMatch.regularExpression('s', '.*')],
          method: HttpMethod.GET,
        },
        { path: HttpPathMatch.prefix('/b') },
        { path: HttpPathMatch.regularExpression('/c.*') },
        {},
      ],
      filters: [
        HttpRouteFilter.requestHeaderModifier(headers),
        HttpRouteFilter.responseHeaderModifier(headers),
        HttpRouteFilter.urlRewrite({ hostname: 'b.example.com', path: HttpPathModifier.replaceFullPath('/d') }),
        HttpRouteFilter.requestMirror(backend),
        HttpRouteFilter.requestMirror(backend, { percent: 42 }),
        HttpRouteFilter.requestMirror(backend, { fraction: { numerator: 1, denominator: 3 } }),
        HttpRouteFilter.requestMirror(backend, { fraction: { numerator: 1 } }),
        HttpRouteFilter.cors({
          allowOrigins: ['https://example.com', 'https://*.example.com:8443', 'https://*'],
          allowMethods: [CorsFilterMethod.PUT, CorsFilterMethod.DELETE],
          allowHeaders: ['x-a'],
          exposeHeaders: ['*', 'x-b'],
          allowCredentials: true,
          maxAge: Duration.hours(1),
        }),
        HttpRouteFilter.httpExternalAuth(backend, { path: '/auth', allowedHeaders: ['a'], allowedResponseHeaders: ['b'], maxBodySize: 1024 }),
        HttpRouteFilter.grpcExternalAuth(backend, { allowedHeaders: ['a'], maxBodySize: 0 }),
        HttpRouteFilter.grpcExternalAuth(backend),
        HttpRouteFilter.extensionRef(object),
      ],
      backendRefs: [
        backend.weight(90).withFilters([HttpRouteFilter.requestHeaderModifier(headers)]),
        BackendRef.object(object, { port: 80 }).weight(10),
        BackendRef.object(object),
        BackendRef.host('api.example.com', { port: 443 }).weight(0),
      ],
      timeouts: { request: Duration.seconds(10), backendRequest: Duration.millis(1500) },
      retry: { attempts: 3, backoff: Duration.millis(100), codes: [500, 503] },
      sessionPersistence: SessionPersistence.cookie({ sessionName: 's', absoluteTimeout: Duration.hours(30), lifetimeType: CookieLifetime.PERMANENT }),
    },
    {
      filters: [HttpRouteFilter.requestRedirect({ scheme: RequestRedirectScheme.HTTPS, hostname: 'c.example.com', path: HttpPathModifier.replacePrefixMatch('/e'), port: 8443, statusCode: 301 })],
      sessionPersistence: SessionPersistence.header({ sessionName: 'x-s', absoluteTimeout: Duration.seconds(1) }),
      timeouts: { request: Duration.seconds(0), backendRequest: Duration.seconds(5) },
    },
    { filters: [HttpRouteFilter.requestRedirect({})], sessionPersistence: SessionPersistence.cookie() },
  );

  // THEN
  const document = only(chart);
  expect(schemaErrors(document)).toEqual([]);
  expect(document.spec.rules).toMatchSnapshot();
});

test('empty lists are left out, so that the defaults hold', () => {
  const chart = Testing.chart();
  route(chart, { matches: [], filters: [], backendRefs: [], retry: { codes: [] } });
  expect(only(chart).spec.rules).toEqual([{ retry: {} }]);
});

describe('impossible rules are refused', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => i);
  const chart = chartIn('default');
  const backend = BackendRef.service(Service.fromServiceName(chart, 'known', 'known', { ports: [{ port: 80 }] }));
  const several = Service.fromServiceName(chart, 'several', 'several', { ports: [{ port: 80 }, { port: 81 }] });
  const unknown = Service.fromServiceName(chart, 'unknown', 'unknown');
  const path = (p: HttpPathMatch): HttpRouteRuleOptions => ({ matches: [{ path: p }] });
  const filters = (...f: HttpRouteFilter[]): HttpRouteRuleOptions => ({ filters: f });
  const set = (name: string, value: string) => HttpRouteFilter.requestHeaderModifier({ set: { [name]: value } });
  const cors = (options: any) => filters(HttpRouteFilter.cors(options));
  const replacePrefix = HttpRouteFilter.urlRewrite({ path: HttpPathModifier.replacePrefixMatch('/x') });
  const redirectPrefix = HttpRouteFilter.requestRedirect({ path: HttpPathModifier.replacePrefixMatch('/x') });
  const prefixes = [{ path: HttpPathMatch.prefix('/a') }, { path: HttpPathMatch.prefix('/b') }];

  test.each<[string, HttpRouteRuleOptions, string]>([
    ['a malformed name', { name: 'A' }, 'rules[0].name: given "A"'],
    ['65 matches', { matches: many(65).map(() => ({})) }, 'rules[0].matches: given 65, allowed at most 64 of them; make two rules'],
    ['17 filters', filters(...many(17).map(() => HttpRouteFilter.requestMirror(backend))), 'rules[0].filters: given 17'],
    ['17 backends', { backendRefs: many(17).map(() => backend) }, 'rules[0].backendRefs: given 17'],

    ['a path without a slash', path(HttpPathMatch.prefix('get')), '[test/route] rules[0].matches[0].path: given "get", allowed a path that begins with "/"; write "/get"'],
    ...['//', '/a/./b', '/a/../b', '/a/..', '/a/.', '/a%2fb', '/a%2Fb', '/a#b', '/[]', '/a b', '/a?b=c'].map((p): [string, HttpRouteRuleOptions, string] =>
      [`the path ${p}`, path(HttpPathMatch.exact(p)), `rules[0].matches[0].path: given "${p}", allowed a path as proxies see it`]),
    ['a long path', path(HttpPathMatch.regularExpression('/'.repeat(1025))), 'rules[0].matches[0].path: given "///'],
    ['a malformed header', { matches: [{ headers: [HttpHeaderMatch.exact('a b', 'c')] }] }, 'rules[0].matches[0].headers[0].name: given "a b"'],
    ['a header without a value', { matches: [{ headers: [HttpHeaderMatch.exact('a', '')] }] }, 'rules[0].matches[0].headers[0].value: given ""'],
    ['a header twice', { matches: [{ headers: [HttpHeaderMatch.exact('a', 'b'), HttpHeaderMatch.exact('a', 'c')] }] }, 'rules[0].matches[0].headers: given "a twice", allowed each once; make one condition of the two'],
    ['17 headers', { matches: [{ headers: many(17).map(i => HttpHeaderMatch.exact(`a${i}`, 'b')) }] }, 'rules[0].matches[0].headers: given 17'],
    ['a malformed parameter', { matches: [{ queryParams: [HttpQueryParamMatch.exact('a b', 'c')] }] }, 'rules[0].matches[0].queryParams[0].name: given "a b"'],
    ['a parameter without a value', { matches: [{ queryParams: [HttpQueryParamMatch.exact('a', '')] }] }, 'rules[0].matches[0].queryParams[0].value: given ""'],
    ['a parameter twice', { matches: [{ queryParams: [HttpQueryParamMatch.exact('a', 'b'), HttpQueryParamMatch.exact('a', 'c')] }] }, 'rules[0].matches[0].queryParams: given "a twice"'],
    ['17 parameters', { matches: [{ queryParams: many(17).map(i => HttpQueryParamMatch.exact(`a${i}`, 'b')) }] }, 'rules[0].matches[0].queryParams: given 17'],

    ['a filter twice', filters(set('a', 'b'), set('c', 'd')), '[test/route] rules[0].filters: given "RequestHeaderModifier twice", allowed each once; make one filter of the two'],
    ['CORS twice', filters(HttpRouteFilter.cors({}), HttpRouteFilter.cors({})), 'rules[0].filters: given "CORS twice"'],
    ['a filter of a backend twice', { backendRefs: [backend.withFilters([set('a', 'b'), set('c', 'd')])] }, 'rules[0].backendRefs[0].filters: given "RequestHeaderModifier twice"'],
    ['17 filters of a backend', { backendRefs: [backend.withFilters(many(17).map(() => HttpRouteFilter.requestMirror(backend)))] }, 'rules[0].backendRefs[0].filters: given 17'],
    ['redirect and rewrite', filters(HttpRouteFilter.requestRedirect({}), HttpRouteFilter.urlRewrite({})), 'rules[0].filters: given "RequestRedirect and URLRewrite", allowed one of the two'],
    ['redirect and backends', { filters: [HttpRouteFilter.requestRedirect({})], backendRefs: [backend] }, 'rules[0].backendRefs: given "1 of them", allowed none, as requests are redirected'],
    ['a prefix replaced after two matches', { matches: prefixes, filters: [replacePrefix] }, 'rules[0].matches: given "2 matches", allowed one, by HttpPathMatch.prefix, as a filter replaces what it matched'],
    ['a prefix replaced after another match', { matches: [{ path: HttpPathMatch.exact('/a') }], filters: [redirectPrefix] }, 'rules[0].matches: given "a match that is no path prefix"'],
    ['a prefix replaced for a backend after two matches', { matches: prefixes, backendRefs: [backend.withFilters([replacePrefix])] }, 'rules[0].matches: given "2 matches"'],
    ['a prefix redirected for one of two backends after two matches', { matches: prefixes, backendRefs: [backend.withFilters([redirectPrefix]), backend.withFilters([replacePrefix])] }, 'rules[0].matches: given "2 matches"'],
    ['an expression of a path that RE2 does not take', path(HttpPathMatch.regularExpression('/(a')), '[test/route] rules[0].matches[0].path: given "/(a", allowed a regular expression of RE2'],
    ['an expression of a header that RE2 does not take', { matches: [{ headers: [HttpHeaderMatch.regularExpression('a', '(?=b)')] }] }, 'rules[0].matches[0].headers[0].value: given "(?=b)", allowed a regular expression of RE2'],
    ['an expression of a parameter that RE2 does not take', { matches: [{ queryParams: [HttpQueryParamMatch.regularExpression('a', '*')] }] }, 'rules[0].matches[0].queryParams[0].value: given "*", allowed a regular expression of RE2'],
    ['a long path to rewrite to', filters(HttpRouteFilter.urlRewrite({ path: HttpPathModifier.replaceFullPath('/'.repeat(1025)) })), 'rules[0].filters[0].urlRewrite.path: given "///'],
    ['a malformed host to rewrite to', filters(HttpRouteFilter.urlRewrite({ hostname: '*.a.b' })), 'rules[0].filters[0].urlRewrite.hostname: given "*.a.b"'],
    ['a malformed host to redirect to', filters(HttpRouteFilter.requestRedirect({ hostname: 'a:80' })), 'rules[0].filters[0].requestRedirect.hostname: given "a:80"'],
    ['a port to redirect to', filters(HttpRouteFilter.requestRedirect({ port: 70000 })), 'rules[0].filters[0].requestRedirect.port: given 70000'],
    ['a status to redirect with', filters(HttpRouteFilter.requestRedirect({ statusCode: 304 })), 'rules[0].filters[0].requestRedirect.statusCode: given 304, allowed 301, 302, 303, 307, 308; choose one of these'],
    ['a malformed header to set', filters(set('a:b', 'c')), 'rules[0].filters[0].requestHeaderModifier.set: given "a:b"'],
    ['a malformed value to set', filters(set('a', 'b\nc')), 'rules[0].filters[0].requestHeaderModifier.set["a"]: given "b\\nc"'],
    ['17 headers to add', filters(HttpRouteFilter.responseHeaderModifier({ add: Object.fromEntries(many(17).map(i => [`a${i}`, 'b'])) })), 'rules[0].filters[0].responseHeaderModifier.add: given 17'],
    ['17 headers to remove', filters(HttpRouteFilter.responseHeaderModifier({ remove: many(17).map(i => `a${i}`) })), 'rules[0].filters[0].responseHeaderModifier.remove: given 17'],
    ['a header removed twice', filters(HttpRouteFilter.responseHeaderModifier({ remove: ['a', 'a'] })), 'rules[0].filters[0].responseHeaderModifier.remove: given "a twice"'],
    ['percent and fraction', filters(HttpRouteFilter.requestMirror(backend, { percent: 1, fraction: { numerator: 1 } })), 'rules[0].filters[0].requestMirror: given "percent and fraction"'],
    ['a percentage out of range', filters(HttpRouteFilter.requestMirror(backend, { percent: 101 })), 'rules[0].filters[0].requestMirror.percent: given 101'],
    ['a fraction above one', filters(HttpRouteFilter.requestMirror(backend, { fraction: { numerator: 1001, denominator: 1000 } })), 'rules[0].filters[0].requestMirror.fraction.numerator: given 1001, allowed a whole number from 0 to 1000'],
    ['a fraction of nothing', filters(HttpRouteFilter.requestMirror(backend, { fraction: { numerator: 0, denominator: 0 } })), 'rules[0].filters[0].requestMirror.fraction.denominator: given 0'],
    ['a mirror with a weight', filters(HttpRouteFilter.requestMirror(backend.weight(1))), 'rules[0].filters[0].requestMirror.backendRef: given "a backend with a weight"'],
    ['a mirror with filters', filters(HttpRouteFilter.requestMirror(backend.withFilters([]))), 'rules[0].filters[0].requestMirror.backendRef: given "a backend with filters"'],
    ['a malformed origin', cors({ allowOrigins: ['http://www.example.com/cart'] }), 'rules[0].filters[0].cors.allowOrigins[0]: given "http://www.example.com/cart"'],
    ['an origin with a wildcard inside', cors({ allowOrigins: ['http://*bar.com'] }), 'cors.allowOrigins[0]'],
    ['an origin with a wrong port', cors({ allowOrigins: ['http://www.example.com:111111'] }), 'cors.allowOrigins[0]'],
    ['all origins and others', cors({ allowOrigins: ['*', 'https://a.b'] }), 'cors.allowOrigins: given ["*","https://a.b"], allowed "*" alone, or others'],
    ['all methods and others', cors({ allowMethods: [CorsFilterMethod.ALL, CorsFilterMethod.GET] }), 'cors.allowMethods: given ["*","GET"]'],
    ['a method twice', cors({ allowMethods: [CorsFilterMethod.GET, CorsFilterMethod.GET] }), 'cors.allowMethods: given "GET twice"'],
    ['all headers and others', cors({ allowHeaders: ['*', 'a'] }), 'cors.allowHeaders: given ["*","a"]'],
    ['a malformed header to allow', cors({ allowHeaders: ['a b'] }), 'cors.allowHeaders[0]: given "a b"'],
    ['a malformed header to expose', cors({ exposeHeaders: ['a b'] }), 'cors.exposeHeaders[0]: given "a b"'],
    ['65 origins', cors({ allowOrigins: many(65).map(i => `https://a${i}`) }), 'cors.allowOrigins: given 65'],
    ['an age of zero', cors({ maxAge: Duration.seconds(0) }), 'cors.maxAge (seconds): given 0'],
    ['part of a second', cors({ maxAge: Duration.millis(1500) }), 'cors.maxAge (seconds): given 1.5'],
    ['a malformed path of a decider', filters(HttpRouteFilter.httpExternalAuth(backend, { path: '/a b' })), 'rules[0].filters[0].externalAuth.http.path: given "/a b"'],
    ['65 headers for a decider', filters(HttpRouteFilter.grpcExternalAuth(backend, { allowedHeaders: many(65).map(i => `a${i}`) })), 'externalAuth.grpc.allowedHeaders: given 65'],
    ['a header twice for a decider', filters(HttpRouteFilter.httpExternalAuth(backend, { allowedResponseHeaders: ['a', 'a'] })), 'externalAuth.http.allowedResponseHeaders: given "a twice"'],
    ['too large a body for a decider', filters(HttpRouteFilter.grpcExternalAuth(backend, { maxBodySize: 65536 })), 'externalAuth.forwardBody.maxSize: given 65536'],
    ['an extension in another namespace', filters(HttpRouteFilter.extensionRef(ObjectReference.of({ kind: 'K', name: 'k', namespace: 'other' }))), 'rules[0].filters[0].extensionRef: given "K other/k"'],
    ['a malformed extension', filters(HttpRouteFilter.extensionRef(ObjectReference.of({ kind: '', name: 'k' }))), 'rules[0].filters[0].extensionRef.kind: given ""'],

    ['a weight below zero', { backendRefs: [backend.weight(-1)] }, '[test/route] rules[0].backendRefs[0].weight: given -1, allowed a whole number from 0 to 1000000; give a number in that range'],
    ['a weight above a million', { backendRefs: [backend.weight(1000001)] }, 'rules[0].backendRefs[0].weight: given 1000001'],
    ['a port that the Service lacks', { backendRefs: [BackendRef.service(several, { port: 82 })] }, 'rules[0].backendRefs[0].port: given 82, allowed a port of Service several: 80, 81'],
    ['no port of several', { backendRefs: [BackendRef.service(several)] }, 'rules[0].backendRefs[0].port: given nothing, allowed a port of Service several: 80, 81; say which port, as the Service has several'],
    ['no port of a Service that is not known', { backendRefs: [BackendRef.service(unknown)] }, 'rules[0].backendRefs[0].port: given nothing, allowed a port, as those of Service unknown are not known; say which port'],
    ['no port of a Service by name', { backendRefs: [BackendRef.object(ObjectReference.of({ kind: 'Service', name: 'x' }))] }, 'rules[0].backendRefs[0].port: given nothing'],
    ['a port out of range', { backendRefs: [BackendRef.host('a.b', { port: 0 })] }, 'rules[0].backendRefs[0].port: given 0'],
    ['a malformed host', { backendRefs: [BackendRef.host('a b', { port: 80 })] }, 'rules[0].backendRefs[0].name: given "a b"'],
    ['a malformed kind', { backendRefs: [BackendRef.object(ObjectReference.of({ kind: 'a b', name: 'x' }))] }, 'rules[0].backendRefs[0].kind: given "a b"'],

    ['a try longer than the request', { timeouts: { request: Duration.millis(200), backendRequest: Duration.seconds(1) } }, '[test/route] rules[0].timeouts.backendRequest: given "1s", allowed at most request, which is 200ms; shorten backendRequest or lengthen request'],
    ['too long a request', { timeouts: { request: Duration.hours(100000) } }, 'rules[0].timeouts.request: given "100000h"'],
    ['too long a try', { timeouts: { backendRequest: Duration.hours(100000) } }, 'rules[0].timeouts.backendRequest: given "100000h"'],
    ['no attempts', { retry: { attempts: 0 } }, 'rules[0].retry.attempts: given 0'],
    ['too long a wait', { retry: { backoff: Duration.hours(100000) } }, 'rules[0].retry.backoff: given "100000h"'],
    ['a code that is no error', { retry: { codes: [200] } }, 'rules[0].retry.codes[0]: given 200, allowed a whole number from 400 to 599'],
    ['a code twice', { retry: { codes: [500, 500] } }, 'rules[0].retry.codes: given "500 twice"'],
    ['a permanent cookie without end', { sessionPersistence: SessionPersistence.cookie({ lifetimeType: CookieLifetime.PERMANENT }) }, 'rules[0].sessionPersistence.absoluteTimeout: given nothing'],
    ['a long session name', { sessionPersistence: SessionPersistence.header({ sessionName: 'x'.repeat(129) }) }, 'rules[0].sessionPersistence.sessionName: given "xxx'],
    ['too long a session', { sessionPersistence: SessionPersistence.header({ absoluteTimeout: Duration.hours(100000) }) }, 'rules[0].sessionPersistence.absoluteTimeout: given "100000h"'],
  ])('%s', (_, rule, message) => {
    const own = chartIn('default');
    expect(() => route(own, rule)).toThrow(message);
  });

  test.each<[string, HttpRouteRuleOptions]>([
    ['a prefix replaced without a match', filters(redirectPrefix)],
    ['a prefix replaced after a match without a path', { matches: [{ method: HttpMethod.GET }], filters: [replacePrefix] }],
    ['a prefix replaced after a prefix', { matches: [prefixes[0]], backendRefs: [backend.withFilters([replacePrefix])] }],
    ['the whole path replaced after two matches', { matches: prefixes, filters: [HttpRouteFilter.urlRewrite({ path: HttpPathModifier.replaceFullPath('x') })] }],
    ['a prefix replaced for two backends after two matches, which the API server does not test', { matches: prefixes, backendRefs: [backend.withFilters([replacePrefix]), backend.withFilters([replacePrefix])] }],
    ['exact values that are no expressions', { matches: [{ headers: [HttpHeaderMatch.exact('a', '(')], queryParams: [HttpQueryParamMatch.exact('a', '*')] }] }],
    ['a mirror twice', filters(HttpRouteFilter.requestMirror(backend), HttpRouteFilter.requestMirror(backend))],
    ['all paths by a regular expression', path(HttpPathMatch.regularExpression('//'))],
    ['as long a try as the request', { timeouts: { request: Duration.seconds(10), backendRequest: Duration.seconds(10) } }],
  ])('not %s', (_, rule) => {
    expect(() => route(chartIn('default'), rule)).not.toThrow();
  });
});

test('any valid rules make a document that the schema takes', () => {
  const token = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
  const segment = fc.stringMatching(/^[A-Za-z0-9_~!$&'()*+,;=:@-]{1,8}$/);
  const pathText = fc.array(segment, { maxLength: 4 }).map(parts => `/${parts.join('/')}`);
  const pathKind = fc.constantFrom(HttpPathMatch.exact, HttpPathMatch.prefix, (text: string) => HttpPathMatch.regularExpression(text.replace(/[$()*+]/g, '\\$&')));
  const match = fc.record({
    path: fc.option(fc.tuple(pathKind, pathText).map(([make, text]) => make(text)), { nil: undefined }),
    headers: fc.uniqueArray(token, { maxLength: 3 }).map(names => names.map(name => HttpHeaderMatch.exact(name, 'x'))),
    method: fc.constantFrom(undefined, ...Object.values(HttpMethod)),
  });
  const rule = fc.record({
    matches: fc.array(match, { maxLength: 4 }),
    set: fc.dictionary(token, token, { maxKeys: 4 }),
    weights: fc.array(fc.integer({ min: 0, max: 1000000 }), { maxLength: 4 }),
    request: fc.option(fc.integer({ min: 1000, max: 1000000 }).map(ms => Duration.millis(ms)), { nil: undefined }),
    backendRequest: fc.option(fc.integer({ min: 0, max: 1000 }).map(ms => Duration.millis(ms)), { nil: undefined }),
  });
  fc.assert(fc.property(fc.array(rule, { minLength: 1, maxLength: 8 }), rules => {
    const chart = Testing.chart();
    const service = Service.fromServiceName(chart, 'service', 'reviews', { ports: [{ port: 9080 }] });
    route(chart, ...rules.map(({ matches, set, weights, ...timeouts }) => ({
      matches,
      filters: [HttpRouteFilter.requestHeaderModifier({ set })],
      backendRefs: weights.map(weight => BackendRef.service(service).weight(weight)),
      timeouts,
    })));
    const document = only(chart);
    expect(schemaErrors(document)).toEqual([]);
    expect(document.spec.rules.map((r: any) => (r.backendRefs ?? []).map((b: any) => b.weight))).toEqual(rules.map(r => r.weights));
  }), { numRuns: 50 });
});
