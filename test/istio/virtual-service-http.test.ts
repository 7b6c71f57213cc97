import { Chart, Duration, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import {
  CorsMethod, Destination, DestinationRule, FaultAbort, Gateway, GrpcStatus, HttpBody, HttpMatchRequest, IDestinationRule, RedirectPortSelection,
  RedirectScheme, RetryOn, Service, StringMatch, Subset, UnmatchedPreflights, VirtualService, VirtualServiceHttpRoute,
} from '../../src';
import { schemaErrors } from '../schema';

const to = Destination.host('api.example.com');
const split = [to];

function only(chart: Chart): any {
  const documents = Testing.synth(chart).filter(document => document.kind === 'VirtualService');
  expect(documents).toHaveLength(1);
  expect(schemaErrors(documents[0])).toEqual([]);
  return documents[0];
}

function http(route: VirtualServiceHttpRoute): any {
  const chart = Testing.chart();
  new VirtualService(chart, 'route', { hosts: ['a.example.com'], httpRoutes: [route] });
  return only(chart).spec.http[0];
}

describe('every field', () => {
  const changes = { set: { 'x-set': 'a', 'host': 'b.example.com' }, add: { 'x-add': '%HOSTNAME%' }, remove: ['x-remove'] };
  const headers = { request: changes, response: { set: { 'x-set': '100%%' }, add: { 'x-add': '%REQ(:path)% %DOWNSTREAM_PEER_URI_SAN%' }, remove: ['server'] } };

  test('of a match', () => {
    const chart = Testing.chart();
    const gateway = Gateway.fromGatewayName(chart, 'gateway', 'front');
    const any = { a: StringMatch.exact('1'), b: StringMatch.prefix('2'), c: StringMatch.regex('3+'), d: StringMatch.present() };
    const match: HttpMatchRequest = {
      name: 'name',
      uri: StringMatch.prefix('/api'),
      ignoreUriCase: true,
      scheme: StringMatch.exact('https'),
      method: StringMatch.regex('GET|HEAD'),
      authority: StringMatch.prefix('a.'),
      headers: { ...any, '@request.auth.claims.group': StringMatch.exact('admin'), ':path': StringMatch.regex('.*') },
      withoutHeaders: any,
      queryParams: any,
      port: 443,
      sourceLabels: { 'app.kubernetes.io/name': 'a', 'version': '' },
      sourceNamespace: 'default',
      gateways: [gateway],
      mesh: true,
      statPrefix: 'stat',
    };
    new VirtualService(chart, 'route', { hosts: ['a.example.com'], gateways: [gateway], httpRoutes: [{ match: [match, {}], split }] });
    expect(only(chart).spec.http).toMatchSnapshot();
  });

  test('of a route', () => {
    const chart = Testing.chart();
    const service = Service.fromServiceName(chart, 'service', 'api', { namespace: 'other' });
    const rule = new DestinationRule(chart, 'rule', { service });
    new VirtualService(chart, 'route', {
      hosts: ['a.example.com'],
      httpRoutes: [{
        name: 'whole',
        split: [
          Destination.service(service, { port: 8080, subset: rule.addSubset('v1') }).weight(1).withHeaders({ ...headers, request: { remove: ['x'] } }),
          rule.addSubset('v2').destination({ port: 8080 }).weight(0),
          Destination.host('*.example.com', { port: 443 }).weight(2147483647),
        ],
        rewrite: { uri: '/v1' },
        timeout: Duration.seconds(90),
        retries: {
          attempts: 3,
          perTryTimeout: Duration.millis(500),
          retryOn: [RetryOn.GATEWAY_ERROR, RetryOn.statusCode(503)],
          retryRemoteLocalities: true,
          retryIgnorePreviousHosts: false,
          backoff: Duration.millis(1),
        },
        fault: { delay: { fixedDelay: Duration.seconds(5), percentage: 0.1, percent: 1 }, abort: FaultAbort.httpStatus(503, { percentage: 100 }) },
        mirror: Destination.subset(rule.addSubset('v3'), { port: 80 }),
        mirrorPercentage: 12.5,
        mirrorPercent: 12,
        headers,
        corsPolicy: {
          allowOrigins: [StringMatch.exact('https://example.com'), StringMatch.prefix('https://a.'), StringMatch.regex('.*')],
          allowOrigin: ['*'],
          allowMethods: [CorsMethod.GET, CorsMethod.ALL],
          allowHeaders: ['x-a', '*'],
          exposeHeaders: ['x-b'],
          maxAge: Duration.days(1),
          allowCredentials: true,
          unmatchedPreflights: UnmatchedPreflights.IGNORE,
        },
      }],
    });
    expect(only(chart).spec.http).toMatchSnapshot();
  });

  test('of the rest', () => {
    const chart = Testing.chart();
    new VirtualService(chart, 'route', {
      hosts: ['a.example.com'],
      httpRoutes: [
        { redirect: { uri: '/new', authority: 'b.example.com', port: 8443, scheme: RedirectScheme.HTTPS, redirectCode: 308 } },
        { match: [{ uri: StringMatch.prefix('/old') }, { port: 80 }], redirect: { prefixRewrite: '/new', derivePort: RedirectPortSelection.FROM_REQUEST_PORT } },
        { redirect: { scheme: RedirectScheme.HTTP } },
        { directResponse: { status: 200, body: HttpBody.fromString('') } },
        { directResponse: { status: 600, body: HttpBody.fromBase64('aGk=') } },
        { directResponse: { status: 404 } },
        { split, rewrite: { authority: 'b.example.com', uriRegexRewrite: { match: '/(.*)', rewrite: '/v1/\\1' } } },
        { split, rewrite: { authority: 'b.example.com' }, retries: { attempts: 0, backoff: Duration.seconds(1), retryIgnorePreviousHosts: true } },
        { split, mirrors: [{ destination: to, percentage: 0 }, { destination: to }] },
        { split, fault: { abort: FaultAbort.grpcStatus(GrpcStatus.UNAVAILABLE) } },
      ],
    });
    expect(only(chart).spec.http).toMatchSnapshot();
  });

  test('every policy of retries is one that Istio knows', () => {
    const all = Object.values(RetryOn).filter(value => value instanceof RetryOn);
    expect(http({ split, retries: { attempts: 1, retryOn: all } }).retries.retryOn.split(',').sort()).toEqual([
      '5xx', 'cancelled', 'connect-failure', 'deadline-exceeded', 'envoy-ratelimited', 'gateway-error', 'http3-post-connect-failure', 'internal', 'refused-stream',
      'reset', 'reset-before-request', 'resource-exhausted', 'retriable-4xx', 'retriable-headers', 'retriable-status-codes', 'unavailable',
    ]);
    expect(http({ split, retries: { attempts: 1, retryOn: [] } }).retries).toEqual({ attempts: 1 });
  });
});

describe('destinations', () => {
  const service = (chart: Chart, id: string, namespace?: string, ports?: number[]) =>
    Service.fromServiceName(chart, id, 'api', { namespace, ports: ports?.map(port => ({ port })) });

  test('a subset of a DestinationRule about a host', () => {
    const chart = new Chart(Testing.app(), 'test', { namespace: 'default' });
    const near: IDestinationRule = { name: 'near', namespace: 'default', host: 'api', subset: name => new Subset(near, name) };
    const far: IDestinationRule = { name: 'far', namespace: 'other', host: 'api', subset: name => new Subset(far, name) };
    const outside: IDestinationRule = { name: 'outside', namespace: 'default', host: '*.example.com', subset: name => new Subset(outside, name) };
    new VirtualService(chart, 'route', {
      hosts: ['a'],
      httpRoutes: [{
        split: [
          near.subset('v1').weight(1),
          far.subset('v1').weight(1),
          Destination.host('api.example.com', { subset: outside.subset('v1') }).weight(1),
          Destination.service(service(chart, 'service'), { subset: near.subset('v1') }).weight(1),
        ],
      }],
    });
    expect(only(chart).spec.http[0].route.map((r: any) => r.destination)).toEqual([
      { host: 'api', subset: 'v1' },
      { host: 'api.other.svc.cluster.local', subset: 'v1' },
      { host: 'api.example.com', subset: 'v1' },
      { host: 'api', subset: 'v1' },
    ]);
  });

  test('a Service whose namespace is not known may be what a DestinationRule is about', () => {
    const chart = Testing.chart();
    const rule: IDestinationRule = { name: 'rule', namespace: 'default', host: 'api', subset: name => new Subset(rule, name) };
    const route = (name: string) => ({ split: [Destination.service(Service.fromServiceName(chart, name, name), { subset: rule.subset('v1') })] });
    new VirtualService(chart, 'route', { hosts: ['a'], httpRoutes: [route('api')] });
    expect(only(chart).spec.http[0].route).toEqual([{ destination: { host: 'api', subset: 'v1' } }]);
    expect(() => new VirtualService(chart, 'other', { hosts: ['a'], httpRoutes: [route('ap')] }))
      .toThrow('[test/other] http[0].route[0].destination.subset: given "v1 of DestinationRule rule, which is about api.default.svc.cluster.local"');
  });

  test.each<[string, (chart: Chart) => Destination, string]>([
    [
      'a subset of another Service',
      chart => Destination.service(service(chart, 'a'), { subset: new DestinationRule(chart, 'rule', { service: service(chart, 'b', 'other') }).addSubset('v1') }),
      '[test/route] http[0].route[0].destination.subset: given "v1 of DestinationRule [test/rule], which is about api.other.svc.cluster.local", allowed a subset of a DestinationRule about api.default.svc.cluster.local; take the subset from that DestinationRule',
    ],
    [
      'a subset of another host',
      chart => Destination.host('b.example.com', { subset: DestinationRule.fromDestinationRuleName(chart, 'rule', 'far', { service: service(chart, 'a') }).subset('v1') }),
      'given "v1 of DestinationRule far, which is about api.default.svc.cluster.local", allowed a subset of a DestinationRule about b.example.com',
    ],
    [
      'a malformed subset',
      chart => DestinationRule.fromDestinationRuleName(chart, 'rule', 'far', { service: service(chart, 'a') }).subset('v_1').destination(),
      '[test/rule] subset: given "v_1", allowed a DNS label',
    ],
    ['a port out of range', chart => Destination.service(service(chart, 'a'), { port: 0 }), 'http[0].route[0].destination.port.number: given 0, allowed a whole number from 1 to 65535'],
    ['a port that the Service lacks', chart => Destination.service(service(chart, 'a', undefined, [80]), { port: 81 }), 'destination.port.number: given 81, allowed a port of Service api: 80'],
    ['none of several ports', chart => Destination.service(service(chart, 'a', undefined, [80, 81])), 'destination.port.number: given nothing, allowed a port of Service api: 80, 81; say which port'],
    ['any host', () => Destination.host('*'), 'http[0].route[0].destination.host: given "*", allowed the DNS name of a service or ServiceEntry'],
    ['an IP address', () => Destination.host('10.0.0.1'), 'destination.host: given "10.0.0.1"'],
    ['a URL', () => Destination.host('http://a'), 'destination.host: given "http://a"'],
  ])('%s', (_, destination, message) => {
    const chart = new Chart(Testing.app(), 'test', { namespace: 'default' });
    expect(() => new VirtualService(chart, 'route', { hosts: ['a'], httpRoutes: [{ split: [destination(chart)] }] })).toThrow(message);
  });
});

describe('impossible routes are refused', () => {
  const present = StringMatch.present();
  const long = 'a'.repeat(1025);
  const match = (request: HttpMatchRequest): VirtualServiceHttpRoute => ({ match: [{}, request], split });
  const weights = (...list: (number | undefined)[]): VirtualServiceHttpRoute => ({ split: list.map(w => w === undefined ? to : to.weight(w)) });

  test.each<[string, VirtualServiceHttpRoute, string]>([
    ['nothing to do', {}, '[test/route] http[0]: given nothing, allowed exactly one of split, redirect, directResponse and delegate; say where the requests go'],
    ['two things to do', { split, redirect: { uri: '/' } }, '[test/route] http[0]: given ["split","redirect"], allowed exactly one of split, redirect, directResponse and delegate; drop all but one'],
    ['no destination', { split: [] }, '[test/route] http[0].route: given [], allowed one destination or more; say where the route goes'],
    ['a negative weight', weights(100, -1), '[test/route] http[0].route[1].weight: given -1, allowed a whole number from 0 to 2147483647; give a number in that range'],
    ['half a weight', weights(0.5), 'http[0].route[0].weight: given 0.5'],
    ['a missing weight', weights(90, undefined), 'http[0].route[1].weight: given nothing, allowed a whole number from 0 to 2147483647; give each of several destinations a weight, as Istio takes a missing one for 0'],
    ['no weight above 0', weights(0, 0), '[test/route] http[0].route: given "weights that add to 0", allowed a sum from 1 to 4294967295; give one destination a weight above 0'],
    ['weights beyond 32 bits', weights(2147483647, 2147483647, 2), 'http[0].route: given "weights that add to 4294967296"'],

    ['a fault with a redirect', { redirect: { uri: '/' }, fault: { abort: FaultAbort.httpStatus(500) } }, '[test/route] http[0].fault: given "fault and redirect", allowed no fault, as no request goes on; drop one of the two'],
    ['a rewrite with a redirect', { redirect: { uri: '/' }, rewrite: { uri: '/' } }, 'http[0].rewrite: given "rewrite and redirect"'],
    ['a fault with a direct response', { directResponse: { status: 200 }, fault: { abort: FaultAbort.httpStatus(500) } }, 'http[0].fault: given "fault and directResponse"'],
    ['a rewrite with a direct response', { directResponse: { status: 200 }, rewrite: { uri: '/' } }, 'http[0].rewrite: given "rewrite and directResponse"'],

    ['an empty redirect', { redirect: { redirectCode: 302 } }, '[test/route] http[0].redirect: given {"redirectCode":302}, allowed a uri, prefixRewrite, authority, port or scheme to go to; say which part of the URL changes'],
    ['two paths of a redirect', { redirect: { uri: '/', prefixRewrite: '/' } }, 'http[0].redirect.prefixRewrite: given "/", allowed uri or prefixRewrite; drop one of the two'],
    ['a redirect of a prefix that is none', { match: [{ uri: StringMatch.exact('/a') }], redirect: { prefixRewrite: '/' } }, 'http[0].redirect.prefixRewrite: given "/", allowed uri instead, as not every uri match of the route is a prefix'],
    ['two ports of a redirect', { redirect: { port: 80, derivePort: RedirectPortSelection.FROM_PROTOCOL_DEFAULT } }, 'http[0].redirect.derivePort: given "FROM_PROTOCOL_DEFAULT", allowed port or derivePort; drop one of the two'],
    ['a port of a redirect out of range', { redirect: { port: 65536 } }, 'http[0].redirect.port: given 65536'],
    ['a redirect with another status', { redirect: { uri: '/', redirectCode: 200 } }, 'http[0].redirect.redirectCode: given 200, allowed a whole number from 300 to 399'],

    ['an empty rewrite', { split, rewrite: {} }, '[test/route] http[0].rewrite: given {}, allowed a uri, uriRegexRewrite or authority; say what is rewritten'],
    ['two rewrites', { split, rewrite: { uri: '/', uriRegexRewrite: { match: 'a', rewrite: 'b' } } }, 'http[0].rewrite.uriRegexRewrite: given {"match":"a","rewrite":"b"}, allowed uri or uriRegexRewrite'],
    ['a rewrite of nothing', { split, rewrite: { uriRegexRewrite: { match: '', rewrite: 'b' } } }, 'http[0].rewrite.uriRegexRewrite.match: given "", allowed 1 to 1024 characters; leave the match out'],
    ['a rewrite to nothing', { split, rewrite: { uriRegexRewrite: { match: 'a', rewrite: '' } } }, 'http[0].rewrite.uriRegexRewrite.rewrite: given "", allowed one character at least'],
    ['a host rewritten twice', { split, rewrite: { authority: 'a' }, headers: { request: { set: { Host: 'b' } } } }, 'http[0].headers.request: given {"Host":"b"}, allowed one new host, by rewrite.authority or by a header; drop all but one'],
    ['two new hosts', { split, headers: { request: { set: { host: 'b' }, add: { ':authority': 'c' } } } }, 'http[0].headers.request: given {"host":"b",":authority":"c"}'],

    ['a direct response without a status', { directResponse: { status: 100 } }, 'http[0].directResponse.status: given 100, allowed a whole number from 200 to 600'],
    ['too large a body', { directResponse: { status: 200, body: HttpBody.fromString('é'.repeat(524289)) } }, 'http[0].directResponse.body: given "1048578 bytes", allowed at most 1048576; serve it from a workload'],
    ['a body that is no Base64', { directResponse: { status: 200, body: HttpBody.fromBase64('a?==') } }, 'http[0].directResponse.body.bytes: given "a?==", allowed Base64'],

    ['no fault', { split, fault: {} }, '[test/route] http[0].fault: given {}, allowed a delay, an abort or both; say what goes wrong, or leave the fault out'],
    ['a status below 200', { split, fault: { abort: FaultAbort.httpStatus(199) } }, 'http[0].fault.abort.httpStatus: given 199, allowed a whole number from 200 to 600'],
    ['a status above 600', { split, fault: { abort: FaultAbort.httpStatus(601) } }, 'http[0].fault.abort.httpStatus: given 601'],
    ['more than all', { split, fault: { abort: FaultAbort.httpStatus(500, { percentage: 101 }) } }, 'http[0].fault.abort.percentage.value: given 101, allowed 0, or 0.0001 to 100'],
    ['less than can be counted', { split, fault: { delay: { fixedDelay: Duration.seconds(1), percentage: 0.00001 } } }, 'http[0].fault.delay.percentage.value: given 0.00001'],
    ['no number', { split, fault: { delay: { fixedDelay: Duration.seconds(1), percentage: NaN } } }, 'http[0].fault.delay.percentage.value: given NaN'],
    ['part of a percent', { split, fault: { delay: { fixedDelay: Duration.seconds(1), percent: 0.5 } } }, 'http[0].fault.delay.percent: given 0.5'],
    ['no delay', { split, fault: { delay: { fixedDelay: Duration.millis(0) } } }, 'http[0].fault.delay.fixedDelay: given "0s", allowed at least 1ms'],
    ['no time', { split, timeout: Duration.seconds(0) }, '[test/route] http[0].timeout: given "0s", allowed at least 1ms; give another duration'],

    ['retries of a negative number', { split, retries: { attempts: -1 } }, 'http[0].retries.attempts: given -1, allowed a whole number from 0 to 2147483647'],
    ['no retries, with a time', { split, retries: { attempts: 0, perTryTimeout: Duration.seconds(1) } }, 'http[0].retries.perTryTimeout: given "with 0 attempts", allowed nothing, as 0 attempts turn retries off; drop perTryTimeout, or allow attempts'],
    ['no retries, with failures', { split, retries: { attempts: 0, retryOn: [RetryOn.RESET] } }, 'http[0].retries.retryOn: given "with 0 attempts"'],
    ['no retries, elsewhere', { split, retries: { attempts: 0, retryRemoteLocalities: false } }, 'http[0].retries.retryRemoteLocalities: given "with 0 attempts"'],
    ['no time for an attempt', { split, retries: { attempts: 1, perTryTimeout: Duration.millis(0) } }, 'http[0].retries.perTryTimeout: given "0s"'],
    ['no time between attempts', { split, retries: { attempts: 1, backoff: Duration.millis(0) } }, 'http[0].retries.backoff: given "0s"'],
    ['a status that HTTP does not know', { split, retries: { attempts: 1, retryOn: [RetryOn.RESET, RetryOn.statusCode(599)] } }, 'http[0].retries.retryOn[1]: given 599, allowed a status code that HTTP knows; name another, e.g. 503'],

    ['mirror and mirrors', { split, mirror: to, mirrors: [{ destination: to }] }, '[test/route] http[0].mirrors: given "mirror and mirrors", allowed mirror or mirrors; put all into mirrors'],
    ['a mirror with a weight', { split, mirror: to.weight(1) }, 'http[0].mirror.weight: given 1, allowed none here; leave the weight out; a percentage says how much is mirrored'],
    ['a mirror with headers', { split, mirrors: [{ destination: to.withHeaders({}) }] }, 'http[0].mirrors[0].destination.headers: given {}, allowed none here'],
    ['more than all mirrored', { split, mirrors: [{ destination: to, percentage: 101 }] }, 'http[0].mirrors[0].percentage.value: given 101, allowed a number from 0 to 100'],
    ['less than nothing mirrored', { split, mirror: to, mirrorPercentage: -1 }, 'http[0].mirrorPercentage.value: given -1'],
    ['part of a percent mirrored', { split, mirror: to, mirrorPercent: 1.5 }, 'http[0].mirrorPercent: given 1.5'],

    ['Host removed', { split, headers: { request: { remove: ['x', 'Host'] } } }, '[test/route] http[0].headers.request.remove[1]: given "Host", allowed the name of a header, none that begins with ":" and not Host; drop it; rewrite changes the host and path of a request'],
    ['a pseudo header removed', { split, headers: { request: { remove: [':path'] } } }, 'http[0].headers.request.remove[0]: given ":path"'],
    ['a pseudo header set', { split, headers: { request: { set: { ':path': '/' } } } }, 'http[0].headers.request.set: given ":path", allowed the name of a header, none that begins with ":" but :authority'],
    ['Host in a response', { split, headers: { response: { set: { host: 'a' } } } }, 'http[0].headers.response.set: given "host"'],
    ['a header without a name', { split, headers: { request: { add: { '': 'a' } } } }, 'http[0].headers.request.add: given ""'],
    ['half a variable', { split, headers: { request: { set: { a: '100%' } } } }, 'http[0].headers.request.set.a: given "100%", allowed text without control characters, in which "%" begins and ends a variable of Envoy ("%HOSTNAME%"); write "%%" for a percent sign'],
    ['half a call', { split, headers: { request: { set: { a: '%REQ(x%' } } } }, 'http[0].headers.request.set.a: given "%REQ(x%"'],
    ['a line break in a header', { split, headers: { response: { add: { a: 'b\nc' } } } }, 'http[0].headers.response.add.a'],
    ['headers of a destination', { split: [to.withHeaders({ request: { remove: ['host'] } })] }, 'http[0].route[0].headers.request.remove[0]: given "host"'],

    ['an origin of nothing', { split, corsPolicy: { allowOrigins: [StringMatch.exact('')] } }, 'http[0].corsPolicy.allowOrigins[0]: given "", allowed an origin'],
    ['any origin at all', { split, corsPolicy: { allowOrigins: [present] } }, 'http[0].corsPolicy.allowOrigins[0]: given nothing, allowed an origin'],
    ['a malformed header of CORS', { split, corsPolicy: { allowHeaders: ['a b'] } }, 'http[0].corsPolicy.allowHeaders[0]: given "a b", allowed a header name or "*"'],
    ['a malformed exposed header', { split, corsPolicy: { exposeHeaders: ['', 'a'] } }, 'http[0].corsPolicy.exposeHeaders[0]: given ""'],
    ['part of a second', { split, corsPolicy: { maxAge: Duration.millis(1500) } }, 'http[0].corsPolicy.maxAge: given "1 second 500 millis", allowed whole seconds; round it'],
    ['no age', { split, corsPolicy: { maxAge: Duration.seconds(0) } }, 'http[0].corsPolicy.maxAge: given "0s"'],

    ['too long an expression', match({ uri: StringMatch.regex(long) }), '[test/route] http[0].match[1].uri.regex: given "1025 characters", allowed 1 to 1024 characters; shorten it, or match by several expressions'],
    ['no expression', match({ method: StringMatch.regex('') }), 'http[0].match[1].method.regex: given "", allowed 1 to 1024 characters; leave the match out'],
    ['no prefix', match({ authority: StringMatch.prefix('') }), 'http[0].match[1].authority.prefix: given "", allowed one character at least; leave the match out, or use StringMatch.present()'],
    ['no scheme', match({ scheme: StringMatch.prefix('') }), 'http[0].match[1].scheme.prefix'],
    ['no prefix of a header', match({ headers: { a: StringMatch.prefix('') } }), 'http[0].match[1].headers.a.prefix'],
    ['no prefix of a parameter', match({ queryParams: { a: StringMatch.prefix('') } }), 'http[0].match[1].queryParams.a.prefix'],
    ['a malformed header', match({ headers: { 'a b': present } }), 'http[0].match[1].headers: given "a b", allowed a header name, a pseudo header (":path") or a claim'],
    ['a malformed absent header', match({ withoutHeaders: { ':a': present } }), 'http[0].match[1].withoutHeaders: given ":a"'],
    ['a claim in the mesh', match({ headers: { '@request.auth.claims[group]': present } }), 'http[0].match[1].headers: given "@request.auth.claims[group]", allowed claims in VirtualServices that are bound to gateways and not to the mesh'],
    ['a port out of range', match({ port: 0 }), 'http[0].match[1].port: given 0'],
    ['a malformed label', match({ sourceLabels: { 'a b': 'c' } }), 'http[0].match[1].sourceLabels: given "a b", allowed the key of a label'],
    ['a malformed label value', match({ sourceLabels: { a: '-' } }), 'http[0].match[1].sourceLabels["a"]: given "-", allowed the value of a label'],
    ['a malformed namespace', match({ sourceNamespace: 'a.b' }), 'http[0].match[1].sourceNamespace: given "a.b", allowed the name of a namespace'],
  ])('%s', (_, route, message) => {
    const chart = Testing.chart();
    const virtualService = new VirtualService(chart, 'route', { hosts: ['a.example.com'] });
    expect(() => virtualService.addHttpRoute(route)).toThrow(message);
  });
});

describe('what Istio lets pass is taken', () => {
  test.each<[string, VirtualServiceHttpRoute]>([
    ['weights that do not add to 100', { split: [to.weight(1), to.weight(0)] }],
    ['an empty prefix of the path', { match: [{ uri: StringMatch.prefix('') }], split }],
    ['an empty value', { match: [{ queryParams: { a: StringMatch.exact('') } }], split }],
    ['a redirect to a port alone', { redirect: { port: 8443 } }],
    ['a redirect to the same port alone', { redirect: { derivePort: RedirectPortSelection.FROM_REQUEST_PORT } }],
    ['a fault of no request', { split, fault: { abort: FaultAbort.httpStatus(500, { percentage: 0 }) } }],
    ['an expression of 1024 characters', { match: [{ uri: StringMatch.regex('a'.repeat(1024)) }], split }],
    ['a body of 1 MiB', { directResponse: { status: 200, body: HttpBody.fromString('a'.repeat(1024 * 1024)) } }],
    ['the authority set', { split, headers: { request: { set: { ':authority': 'a' } } } }],
    ['arguments of a variable', { split, headers: { request: { set: { a: '%START_TIME(%Y)% %X(["a\\)b"]) %' } } } }],
  ])('%s', (_, route) => {
    expect(http(route)).toBeDefined();
  });
});

test('any valid routes make a document that the schema takes', () => {
  const option = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const text = fc.string({ minLength: 1, maxLength: 20 });
  const token = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/).filter(name => name !== 'host');
  const string = fc.oneof(text.map(StringMatch.exact), text.map(StringMatch.prefix), text.map(value => StringMatch.regex(`\\Q${value}`)), fc.constant(StringMatch.present()));
  const duration = fc.integer({ min: 1, max: 2 ** 40 }).map(ms => Duration.millis(ms));
  const percentage = fc.double({ min: 0.0001, max: 100, noNaN: true });
  const strings = option(fc.dictionary(token, string, { maxKeys: 3 }));
  const values = option(fc.dictionary(token, fc.stringMatching(/^[a-z %]{0,10}$/).map(v => v.replace(/%/g, '%%')), { maxKeys: 3 }));
  const changes = option(fc.record({ set: values, add: values, remove: option(fc.array(token)) }));
  const headers = option(fc.record({ request: changes, response: changes }));
  const match = fc.record({
    name: option(text),
    uri: option(string),
    scheme: option(string),
    method: option(string),
    authority: option(string),
    headers: strings,
    withoutHeaders: strings,
    queryParams: strings,
    port: option(fc.integer({ min: 1, max: 65535 })),
    sourceLabels: option(fc.dictionary(fc.stringMatching(/^[a-z]([-a-z]{0,8}[a-z])?$/), fc.constant('a'))),
    ignoreUriCase: option(fc.boolean()),
    mesh: option(fc.boolean()),
    statPrefix: option(text),
  });
  const port = fc.integer({ min: 1, max: 65535 });
  const status = fc.integer({ min: 200, max: 600 });
  const abort = status.map(code => FaultAbort.httpStatus(code));
  const action = fc.oneof(
    fc.record({
      split: headers.map(h => [h ? to.withHeaders(h) : to]),
      timeout: option(duration),
      rewrite: option(fc.record({ uri: text })),
      retries: option(fc.record({ attempts: fc.integer({ min: 1, max: 100 }), perTryTimeout: option(duration), backoff: option(duration) })),
      fault: option(fc.record({ delay: fc.record({ fixedDelay: duration, percentage: option(percentage) }), abort: option(abort) })),
      mirrors: option(fc.array(fc.record({ destination: fc.constant(to), percentage: option(percentage) }))),
    }),
    fc.record({ redirect: fc.record({ uri: text, port: option(port), redirectCode: option(fc.integer({ min: 300, max: 399 })) }) }),
    fc.record({ directResponse: fc.record({ status, body: option(text.map(HttpBody.fromString)) }) }),
  );
  const route = fc.tuple(action, fc.record({ name: option(text), match: option(fc.array(match, { maxLength: 3 })), headers }));
  fc.assert(fc.property(fc.array(route, { minLength: 1, maxLength: 4 }), routes => {
    const chart = Testing.chart();
    new VirtualService(chart, 'route', { hosts: ['a.example.com'], httpRoutes: routes.map(([what, rest]) => ({ ...what, ...rest })) });
    expect(only(chart).spec.http).toHaveLength(routes.length);
  }), { numRuns: 50 });
});
