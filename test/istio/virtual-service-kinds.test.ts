/** What plain JavaScript and other languages can give to VirtualServices, and TypeScript would not. */
import { Chart, Duration, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  CorsMethod, Destination, DestinationRule, ExportTo, FaultAbort, Gateway, HttpBody, RetryOn, Server, Service, StringMatch, VirtualService,
} from '../../src';

const split = [Destination.host('api.example.com')];
const proto = () => JSON.parse('{"__proto__":"x"}');
const any: any = undefined;

function attempt(props: any): () => VirtualService {
  return () => new VirtualService(Testing.chart(), 'route', props);
}

function only(chart: Chart): any {
  const documents = Testing.synth(chart).filter(document => document.kind === 'VirtualService');
  expect(documents).toHaveLength(1);
  return documents[0];
}

test.each<[string, any, string]>([
  ['no props', null, 'props: given null, allowed a struct'],
  ['an unknown API version', { apiVersion: 'v9' }, 'apiVersion: given "v9", allowed networking.istio.io/v1,'],
  ['hosts as a text', { hosts: 'a.b' }, 'hosts: given "a.b", allowed a list'],
  ['a host as a number', { hosts: [1] }, 'hosts[0]: given 1, allowed a text'],
  ['a Service by name', { services: ['reviews'] }, 'services[0]: given "reviews", allowed a Service, e.g. of Service.fromServiceName() or Service.fromKplus()'],
  ['a Service of null', { services: [null] }, 'services[0]: given nothing, allowed a value'],
  ['Services of null', { services: null }, 'services: given null, allowed a list'],
  ['a Gateway by name', { hosts: ['a.b'], gateways: ['front'] }, 'gateways[0]: given "front", allowed a Gateway of Istio, e.g. of Gateway.fromGatewayName()'],
  ['Gateways of null', { hosts: ['a.b'], gateways: null }, 'gateways: given null, allowed a list'],
  ['mesh as a text', { hosts: ['a.b'], mesh: 'yes' }, 'mesh: given "yes", allowed true or false'],
  ['exportTo as texts', { hosts: ['a.b'], exportTo: ['*'] }, 'exportTo[0]: given "*", allowed a namespace, e.g. of ExportTo.namespace()'],
  ['exportTo a namespace without a name', { hosts: ['a.b'], exportTo: [ExportTo.namespace(any)] }, 'exportTo[0]: given nothing, allowed the name of a namespace'],
  ['routes in no list', { hosts: ['a.b'], httpRoutes: {} }, 'httpRoutes: given {}, allowed a list'],
  ['a route of null', { hosts: ['a.b'], tcpRoutes: [null] }, 'tcpRoutes[0]: given nothing, allowed a value'],
  ['routes of TLS as texts', { hosts: ['a.b'], tlsRoutes: ['x'] }, 'tlsRoutes[0]: given "x", allowed a struct'],
])('%s', (_, props, message) => {
  expect(attempt(props)).toThrow(`[test/route] ${message}`);
});

test('a route of nothing, added later', () => {
  const route: any = new VirtualService(Testing.chart(), 'route', { hosts: ['a.b'] });
  expect(() => route.addHttpRoute()).toThrow('[test/route] http[0]: given nothing, allowed a struct');
  expect(() => route.addTcpRoute()).toThrow('[test/route] tcp[0]: given nothing, allowed a struct');
  expect(() => route.addTlsRoute()).toThrow('[test/route] tls[0]: given nothing, allowed a struct');
});

test.each<[string, any, string]>([
  ['a name as a number', { name: 1, split }, 'name: given 1, allowed a text'],
  ['a split of null', { split: null }, 'route: given null, allowed a list'],
  ['a split that is no list', { split: split[0] }, 'route: given {"fields":'],
  ['a destination of null', { split: [null] }, 'route[0]: given nothing, allowed a value'],
  ['a destination as a text', { split: ['reviews'] }, 'route[0]: given "reviews", allowed a destination, e.g. of Destination.service()'],
  ['a Service by name', { split: [Destination.service('x' as any)] }, 'route[0].destination.host: given "x", allowed a Service, e.g. of Service.fromServiceName() or Service.fromKplus()'],
  ['no Service', { split: [Destination.service(any)] }, 'route[0].destination.host: given nothing, allowed a Service'],
  ['no host', { split: [Destination.host(any)] }, 'route[0].destination.host: given nothing, allowed a text'],
  ['no subset', { split: [Destination.subset(any)] }, 'route[0].destination.subset: given nothing, allowed a subset, which addSubset() makes'],
  ['a subset by name', { split: [Destination.host('a.b', { subset: 'v1' as any })] }, 'route[0].destination.subset: given "v1", allowed a subset'],
  ['options as a text', { split: [Destination.host('a.b', 'v1' as any)] }, 'route[0].destination: given "v1", allowed a struct'],
  ['a port as a text', { split: [Destination.host('a.b', { port: '80' as any })] }, 'route[0].destination.port.number: given "80", allowed a whole number'],
  ['a weight as a text', { split: [Destination.host('a.b').weight('90' as any)] }, 'route[0].weight: given "90", allowed a whole number'],
  ['a weight of null', { split: [Destination.host('a.b').weight(null as any)] }, 'route[0].weight: given null, allowed a whole number'],
  ['a mirror as a text', { split, mirror: 'a.b' }, 'mirror: given "a.b", allowed a destination'],
  ['a mirror of null', { split, mirror: null }, 'mirror: given nothing, allowed a destination'],
  ['mirrors of null', { split, mirrors: null }, 'mirrors: given null, allowed a list'],
  ['a mirror as a destination alone', { split, mirrors: split }, 'mirrors[0].destination: given nothing, allowed a destination'],
  ['a delegate by name', { delegate: 'x' }, 'delegate: given "x", allowed a VirtualService, e.g. of VirtualService.fromVirtualServiceName()'],
  ['a timeout as a text', { split, timeout: '3s' }, 'timeout: given "3s", allowed a Duration'],
  ['a timeout as a number', { split, timeout: 3 }, 'timeout: given 3, allowed a Duration'],
  ['a match in no list', { split, match: { uri: StringMatch.exact('/') } }, 'match: given {"uri":'],
  ['a match of null', { split, match: [null] }, 'match[0]: given nothing, allowed a value'],
  ['a path as a text', { split, match: [{ uri: '/api' }] }, 'match[0].uri: given "/api", allowed a match, e.g. of StringMatch.exact()'],
  ['a path as a struct', { split, match: [{ uri: { prefix: '/api' } }] }, 'match[0].uri: given {"prefix":"/api"}, allowed a match'],
  ['a path of null', { split, match: [{ uri: null }] }, 'match[0].uri: given nothing, allowed a match'],
  ['no text to match', { split, match: [{ uri: StringMatch.exact(any) }] }, 'match[0].uri.exact: given nothing, allowed a text'],
  ['a number to match', { split, match: [{ method: StringMatch.prefix(5 as any) }] }, 'match[0].method.prefix: given 5, allowed a text'],
  ['no expression', { split, match: [{ uri: StringMatch.regex(any) }] }, 'match[0].uri.regex: given nothing, allowed a text'],
  ['an expression that RE2 does not take', { split, match: [{ uri: StringMatch.regex('(?!a)b') }] }, 'match[0].uri.regex: given "(?!a)b", allowed a regular expression of RE2'],
  ['headers as texts', { split, match: [{ headers: { a: 'b' } }] }, 'match[0].headers.a: given "b", allowed a match'],
  ['headers as numbers', { split, match: [{ withoutHeaders: { a: 1 } }] }, 'match[0].withoutHeaders.a: given 1, allowed a match'],
  ['a header __proto__', { split, match: [{ headers: proto() }] }, 'match[0].headers: given "__proto__", allowed any other key'],
  ['a parameter __proto__', { split, match: [{ queryParams: proto() }] }, 'match[0].queryParams: given "__proto__", allowed any other key'],
  ['a parameter without a name', { split, match: [{ queryParams: { '': StringMatch.exact('1') } }] }, 'match[0].queryParams: given "", allowed the name of a parameter'],
  ['labels as numbers', { split, match: [{ sourceLabels: { a: 1 } }] }, 'match[0].sourceLabels["a"]: given 1, allowed a text'],
  ['a namespace as a number', { split, match: [{ sourceNamespace: 5 }] }, 'match[0].sourceNamespace: given 5, allowed the name of a namespace'],
  ['case as a text', { split, match: [{ ignoreUriCase: 'true' }] }, 'match[0].ignoreUriCase: given "true", allowed true or false'],
  ['Gateways of a match by name', { split, match: [{ gateways: ['front'] }] }, 'match[0].gateways[0]: given "front", allowed a Gateway of Istio'],
  ['a redirect as a text', { redirect: '/x' }, 'redirect: given "/x", allowed a struct'],
  ['a redirect of null', { redirect: null }, 'redirect: given null, allowed a struct'],
  ['a path to go to as a number', { redirect: { uri: 5 } }, 'redirect.uri: given 5, allowed a text'],
  ['an unknown scheme', { redirect: { scheme: 'ftp' } }, 'redirect.scheme: given "ftp", allowed http, https'],
  ['an unknown source of the port', { redirect: { derivePort: 'x' } }, 'redirect.derivePort: given "x", allowed FROM_PROTOCOL_DEFAULT, FROM_REQUEST_PORT'],
  ['an answer of null', { directResponse: null }, 'directResponse: given null, allowed a struct'],
  ['no status', { directResponse: {} }, 'directResponse.status: given nothing, allowed a whole number'],
  ['a body as a text', { directResponse: { status: 200, body: 'x' } }, 'directResponse.body: given "x", allowed a body, e.g. of HttpBody.fromString()'],
  ['no body', { directResponse: { status: 200, body: HttpBody.fromString(any) } }, 'directResponse.body.string: given nothing, allowed a text'],
  ['bytes as a number', { directResponse: { status: 200, body: HttpBody.fromBase64(5 as any) } }, 'directResponse.body.bytes: given 5, allowed a text'],
  ['a rewrite of null', { split, rewrite: null }, 'rewrite: given null, allowed a struct'],
  ['a host to rewrite to as a number', { split, rewrite: { authority: 5 } }, 'rewrite.authority: given 5, allowed a text'],
  ['a change of the path as a text', { split, rewrite: { uriRegexRewrite: 'x' } }, 'rewrite.uriRegexRewrite: given "x", allowed a struct'],
  ['half a change of the path', { split, rewrite: { uriRegexRewrite: { match: 'x' } } }, 'rewrite.uriRegexRewrite.rewrite: given nothing, allowed a text'],
  ['a change of what RE2 does not take', { split, rewrite: { uriRegexRewrite: { match: '(', rewrite: 'x' } } }, 'rewrite.uriRegexRewrite.match: given "(", allowed a regular expression of RE2'],
  ['retries as a number', { split, retries: 3 }, 'retries: given 3, allowed a struct'],
  ['no attempts', { split, retries: {} }, 'retries.attempts: given nothing, allowed a whole number'],
  ['failures as a text', { split, retries: { attempts: 1, retryOn: '5xx' } }, 'retries.retryOn: given "5xx", allowed a list'],
  ['failures as texts', { split, retries: { attempts: 1, retryOn: ['5xx'] } }, 'retries.retryOn[0]: given "5xx", allowed a failure, e.g. RetryOn.HTTP_5XX'],
  ['time for an attempt as a text', { split, retries: { attempts: 1, perTryTimeout: '1s' } }, 'retries.perTryTimeout: given "1s", allowed a Duration'],
  ['a fault of null', { split, fault: null }, 'fault: given null, allowed a struct'],
  ['a delay of no time', { split, fault: { delay: {} } }, 'fault.delay.fixedDelay: given nothing, allowed a Duration'],
  ['a delay as a Duration', { split, fault: { delay: 5 } }, 'fault.delay: given 5, allowed a struct'],
  ['a failure as a struct', { split, fault: { abort: { httpStatus: 500 } } }, 'fault.abort: given {"httpStatus":500}, allowed a failure, e.g. of FaultAbort.httpStatus()'],
  ['a failure without a status', { split, fault: { abort: FaultAbort.httpStatus(any) } }, 'fault.abort.httpStatus: given nothing, allowed a whole number'],
  ['an unknown status of gRPC', { split, fault: { abort: FaultAbort.grpcStatus('x' as any) } }, 'fault.abort.grpcStatus: given "x", allowed OK, CANCELLED'],
  ['no status of gRPC', { split, fault: { abort: FaultAbort.grpcStatus(any) } }, 'fault.abort.grpcStatus: given nothing, allowed a text'],
  ['changes of headers as a text', { split, headers: 'x' }, 'headers: given "x", allowed a struct'],
  ['changes of a request of null', { split, headers: { request: null } }, 'headers.request: given null, allowed a struct'],
  ['a number in a header', { split, headers: { request: { set: { a: 1 } } } }, 'headers.request.set["a"]: given 1, allowed a text'],
  ['a header __proto__ that is added', { split, headers: { response: { add: proto() } } }, 'headers.response.add: given "__proto__", allowed any other key'],
  ['headers to remove as a text', { split, headers: { response: { remove: 'a' } } }, 'headers.response.remove: given "a", allowed a list'],
  ['CORS as a text', { split, corsPolicy: '*' }, 'corsPolicy: given "*", allowed a struct'],
  ['a method in small letters', { split, corsPolicy: { allowMethods: ['get'] } }, 'corsPolicy.allowMethods[0]: given "get", allowed GET, HEAD'],
  ['an origin as a text', { split, corsPolicy: { allowOrigins: ['https://a.b'] } }, 'corsPolicy.allowOrigins[0]: given "https://a.b", allowed a match'],
  ['an age as a number', { split, corsPolicy: { maxAge: 5 } }, 'corsPolicy.maxAge: given 5, allowed a Duration'],
  ['an unknown word for preflights', { split, corsPolicy: { unmatchedPreflights: 'x' } }, 'corsPolicy.unmatchedPreflights: given "x", allowed UNSPECIFIED, FORWARD, IGNORE'],
])('HTTP: %s', (_, route, message) => {
  expect(attempt({ hosts: ['a.example.com'], httpRoutes: [route] })).toThrow(`[test/route] http[0].${message}`);
});

test.each<[string, any, string]>([
  ['no split', { match: [{ sniHosts: ['a.b'] }] }, 'tls[0].route: given nothing, allowed a list'],
  ['no matches', { split }, 'tls[0].match: given nothing, allowed a list'],
  ['a match of null', { match: [null], split }, 'tls[0].match[0]: given nothing, allowed a value'],
  ['no server names', { match: [{}], split }, 'tls[0].match[0].sniHosts: given nothing, allowed a list'],
  ['a server name as a number', { match: [{ sniHosts: [1] }], split }, 'tls[0].match[0].sniHosts[0]: given 1, allowed a text'],
  ['addresses as a text', { match: [{ sniHosts: ['a.b'], destinationSubnets: '10.0.0.1' }], split }, 'tls[0].match[0].destinationSubnets: given "10.0.0.1", allowed a list'],
])('TLS: %s', (_, route, message) => {
  expect(attempt({ hosts: ['a.b'], tlsRoutes: [route] })).toThrow(`[test/route] ${message}`);
});

test.each<[string, any, string]>([
  ['no split', {}, 'tcp[0].route: given nothing, allowed a list'],
  ['a match of null', { match: [null], split }, 'tcp[0].match[0]: given nothing, allowed a value'],
  ['an address as a number', { match: [{ sourceSubnet: 5 }], split }, 'tcp[0].match[0].sourceSubnet: given 5, allowed a text'],
  ['a match as a text', { match: ['x'], split }, 'tcp[0].match[0]: given "x", allowed a struct'],
])('TCP: %s', (_, route, message) => {
  expect(attempt({ hosts: ['a.b'], tcpRoutes: [route] })).toThrow(`[test/route] ${message}`);
});

test('a Gateway and a Service of cdk8s-plus are no Services', () => {
  const chart = Testing.chart();
  const gateway: any = new Gateway(chart, 'gateway', { servers: [Server.http({ hosts: ['*'] })] });
  const service: any = new kplus.Service(chart, 'service', { ports: [{ port: 80 }] });
  for (const wrong of [gateway, service]) {
    expect(attempt({ hosts: ['a.b'], httpRoutes: [{ split: [Destination.service(wrong)] }] })).toThrow('http[0].route[0].destination.host: given test/');
  }
});

test('what is empty is left out, where Istio would take it for something else or nothing', () => {
  // GIVEN
  const chart = Testing.chart();
  const empty = { headers: {}, withoutHeaders: {}, queryParams: {}, sourceLabels: {}, gateways: [] };

  // WHEN
  new VirtualService(chart, 'route', {
    hosts: ['a.b'],
    gateways: [],
    exportTo: [],
    httpRoutes: [
      { split, match: [], headers: {}, corsPolicy: {}, mirrors: [], retries: { attempts: 1, retryOn: [] } },
      {
        split,
        match: [empty],
        headers: { request: {}, response: { set: {}, add: {}, remove: [] } },
        corsPolicy: { allowMethods: [], allowOrigins: [] },
      },
    ],
    tcpRoutes: [{ split, match: [] }, { split, match: [{ destinationSubnets: [], sourceLabels: {} }] }],
  });

  // THEN
  const route = [{ destination: { host: 'api.example.com' } }];
  expect(only(chart).spec).toEqual({
    hosts: ['a.b'],
    http: [{ route, retries: { attempts: 1 } }, { route, match: [{}] }],
    tcp: [{ route }, { route, match: [{}] }],
  });
});

test('what is changed after it was given is not taken over', () => {
  // GIVEN
  const chart = Testing.chart();
  const gateways = [Gateway.fromGatewayName(chart, 'gateway', 'front')];
  const hosts = ['a.b'];
  const exportTo = [ExportTo.sameNamespace()];
  const match: any = {
    sniHosts: ['a.b'], destinationSubnets: ['10.0.0.1'], sourceLabels: { a: 'b' }, headers: { a: StringMatch.present() }, queryParams: { a: StringMatch.present() },
  };
  const rewrite: any = { uriRegexRewrite: { match: 'a', rewrite: 'b' } };
  const redirect: any = { uri: '/a' };
  const headers: any = { request: { set: { a: 'b' }, add: { c: 'd' }, remove: ['e'] } };
  const corsPolicy: any = { allowOrigin: ['a'], allowMethods: [CorsMethod.GET] };
  const retries: any = { attempts: 1, retryOn: [RetryOn.RESET] };
  const destinations = [...split];
  const httpRoutes: any[] = [{ match: [match], split: destinations, headers, corsPolicy, retries, rewrite }, { redirect }];
  const route = new VirtualService(chart, 'route', { hosts, gateways, exportTo, httpRoutes, tlsRoutes: [{ match: [match], split }] });
  const before = JSON.stringify(only(chart));

  // WHEN
  for (const list of [
    gateways, hosts, exportTo, match.sniHosts, match.destinationSubnets, headers.request.remove, corsPolicy.allowOrigin, corsPolicy.allowMethods,
    retries.retryOn, destinations, httpRoutes, httpRoutes[0].match, route.hosts,
  ]) { list.push('not checked'); }
  for (const map of [match.sourceLabels, match.headers, match.queryParams, headers.request.set, headers.request.add]) { map.other = 'not checked'; }
  rewrite.uriRegexRewrite.match = '(';
  redirect.uri = 5;
  headers.request = {};

  // THEN
  expect(JSON.stringify(only(chart))).toBe(before);
});

test('subsets and their labels are kept as they were checked', () => {
  // GIVEN
  const chart = Testing.chart();
  const labels = { version: 'v1' };
  const matchLabels = { app: 'a' };
  new DestinationRule(chart, 'rule', { service: Service.fromServiceName(chart, 's', 's'), subsets: [{ name: 'v1', labels }], workloadSelector: { matchLabels } });

  // WHEN
  labels.version = 'not checked';
  matchLabels.app = 'not checked';

  // THEN
  const [{ spec }] = Testing.synth(chart);
  expect([spec.subsets[0].labels, spec.workloadSelector.matchLabels]).toEqual([{ version: 'v1' }, { app: 'a' }]);
});

describe('hosts', () => {
  test.each([
    [['a.b', '*.b'], 'hosts[0]: given "a.b", allowed hosts that do not overlap, and *.b is one of them'],
    [['*.b', 'c.d', '*.a.b'], 'hosts[2]: given "*.a.b", allowed hosts that do not overlap, and *.b is one of them'],
    [['*-x.b', 'a-x.b'], 'hosts[1]: given "a-x.b", allowed hosts that do not overlap, and *-x.b is one of them'],
    [['*.b', 'c.d', '*.b'], 'hosts[2]: given "*.b", allowed hosts that do not overlap, and *.b is one of them'],
    [['c.d', 'c.d'], 'hosts[1]: given "c.d"'],
  ])('%p overlap', (hosts, message) => {
    expect(attempt({ hosts })).toThrow(`[test/route] ${message}`);
  });

  test('hosts that only end alike do not overlap', () => {
    expect(attempt({ hosts: ['*.a.b', 'a.b', 'xa.b', '*.xa.b', 'b'] })).not.toThrow();
  });

  test('many are compared in no time', () => {
    const start = Date.now();
    attempt({ hosts: [...Array(10000)].flatMap((_, i) => [`h${i}.example.com`, `*.w${i}.example.com`]) })();
    expect(Date.now() - start).toBeLessThan(2000);
  });
});

test('a Duration is taken whatever made it', () => {
  expect(attempt({ hosts: ['a.b'], httpRoutes: [{ split, timeout: Duration.seconds(1) }] })).not.toThrow();
});
