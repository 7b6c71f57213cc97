import { Manifests } from '../../src/manifests';
import { validate, ValidationOptions } from '../../src/validation';

type Json = any;

const KINDS: { readonly [kind: string]: { readonly apiVersion: string; readonly spec: object } } = {
  VirtualService: { apiVersion: 'networking.istio.io/v1', spec: { hosts: ['a.com'] } },
  DestinationRule: { apiVersion: 'networking.istio.io/v1', spec: { host: 'a' } },
  ServiceEntry: { apiVersion: 'networking.istio.io/v1', spec: { hosts: ['a.com'] } },
  Sidecar: { apiVersion: 'networking.istio.io/v1', spec: {} },
  WorkloadEntry: { apiVersion: 'networking.istio.io/v1', spec: {} },
  AuthorizationPolicy: { apiVersion: 'security.istio.io/v1', spec: {} },
  PeerAuthentication: { apiVersion: 'security.istio.io/v1', spec: {} },
  TrafficExtension: { apiVersion: 'extensions.istio.io/v1alpha1', spec: {} },
  HTTPRoute: { apiVersion: 'gateway.networking.k8s.io/v1', spec: {} },
  Gateway: { apiVersion: 'gateway.networking.k8s.io/v1', spec: { gatewayClassName: 'istio' } },
  Istio: { apiVersion: 'sailoperator.io/v1', spec: {} },
  Service: { apiVersion: 'v1', spec: {} },
  Deployment: { apiVersion: 'apps/v1', spec: {} },
  Pod: { apiVersion: 'v1', spec: {} },
};

function hints(kind: string, spec: object, { metadata = {}, ...more }: Json = {}, options?: ValidationOptions): string[] {
  const { apiVersion, spec: usual } = KINDS[kind];
  const document = { apiVersion, kind, metadata: { name: 'x', ...metadata }, spec: { ...usual, ...spec }, ...more };
  return validate(Manifests.fromYaml(JSON.stringify(document)), options).findings.map(({ code, hint }) => `${code} ${hint}`);
}

const destination = { destination: { host: 'a' } };
const http = (rule: object) => ({ http: [{ route: [destination], ...rule }] });
const FORM = 'a duration is a number and a unit (ms, s, m or h)';

describe('durations', () => {
  test.each<[Json, string]>([
    [3, `K8S0001 write 3s: ${FORM}`],
    ['3', `K8S0002 write 3s: ${FORM}`],
    ['2sec', `K8S0002 write 2s: ${FORM}`],
    ['500 ms', `K8S0002 write 500ms: ${FORM}`],
    ['5 minutes', `K8S0002 write 5m: ${FORM}`],
    ['2d', `K8S0002 write 48h: ${FORM}`],
    ['soon', 'K8S0002 write whole numbers with a unit each (ms, s, m or h), such as 1m30s'],
    ['0s', 'K8S0002 give 1ms or more, or drop the field'],
  ])('%j for a timeout', (timeout, hint) => expect(hints('VirtualService', http({ timeout }))).toEqual([hint]));

  test('of Gateway API have a pattern of their own', () => {
    const rule = (request: Json) => ({ rules: [{ timeouts: { request } }] });
    expect(hints('HTTPRoute', rule(3))).toEqual([`K8S0001 write 3s: ${FORM}`]);
    expect(hints('HTTPRoute', rule('3'))).toEqual([`K8S0001 write 3s: ${FORM}`]);
    expect(hints('HTTPRoute', rule('100000ms'))).toEqual(['K8S0001 write whole numbers with a unit each (ms, s, m or h), such as 1m30s']);
  });

  test('that only the webhook reads', () => {
    expect(hints('DestinationRule', { trafficPolicy: { connectionPool: { tcp: { idleTimeout: '3' } } } })).toEqual([`IST0106 write 3s: ${FORM}`]);
  });

  test('of which the schema says nothing are known by name, and headers are none', () => {
    expect(hints('DestinationRule', { trafficPolicy: { loadBalancer: { consistentHash: { httpCookie: { name: 'a', ttl: 60 } } } } })[0]).toBe(`K8S0001 write 60s: ${FORM}`);
    expect(hints('VirtualService', http({ headers: { request: { set: { 'x-timeout': 3 } } } }))).toEqual(['K8S0001 put the value in quotes']);
  });
});

describe('values', () => {
  test.each<[string, string, object, string]>([
    ['an enum in small letters', 'DestinationRule', { trafficPolicy: { loadBalancer: { simple: 'round_robin' } } }, 'write ROUND_ROBIN'],
    ['an enum without _', 'DestinationRule', { trafficPolicy: { loadBalancer: { simple: 'LeastRequest' } } }, 'write LEAST_REQUEST'],
    ['an enum that is misspelt', 'ServiceEntry', { location: 'MESH_EXTERNL' }, 'write MESH_EXTERNAL'],
    ['an enum of Kubernetes\' code', 'Service', { ports: [{ port: 80, protocol: 'tcp' }] }, 'write TCP'],
    ['a protocol over TCP', 'Service', { ports: [{ port: 80, protocol: 'HTTP' }] }, 'write TCP, and say in appProtocol or by the name of the port what it carries'],
    ['an enum like none', 'ServiceEntry', { location: 'X' }, 'give one of the supported values'],
    ['a number in quotes', 'ServiceEntry', { ports: [{ name: 'a', number: '80' }] }, 'write the value without quotes'],
    ['a text for a number', 'ServiceEntry', { ports: [{ name: 'a', number: 'http' }] }, 'give a number'],
    ['a list for an object', 'DestinationRule', { trafficPolicy: [{}] }, 'drop the `- ` before it: it is no list'],
    ['an object for a list', 'VirtualService', { http: { route: [destination] } }, 'make it a list: put `- ` before it'],
    ['a text for an object', 'VirtualService', http({ match: [{ uri: '/api' }] }), 'give fields of it, such as exact, prefix, regex'],
    ['an object below labels', 'DestinationRule', { subsets: [{ name: 'a', labels: { a: 'b', trafficPolicy: {} } }] }, 'it belongs in spec.subsets[0]'],
    ['a number too large', 'HTTPRoute', { rules: [{ backendRefs: [{ name: 'a', port: 70_000 }] }] }, 'give 65535 or less'],
    ['alternatives', 'VirtualService', http({ match: [{ uri: { exact: '/a', prefix: '/b' } }] }), 'exact and prefix are set together: keep one'],
    ['a second of its kind', 'HTTPRoute', { parentRefs: [], rules: [{ matches: [{ headers: [{ name: 'a', value: 'b' }, { name: 'a', value: 'c' }] }] }] },
      'spec.rules[0].matches[0].headers[0] has it, too: drop one of the two, or tell them apart'],
    ['capitals in a host name', 'HTTPRoute', { hostnames: ['Shop.com'] },
      'write shop.com: a host name such as www.example.com, in lower case, or *.example.com; no port, path or scheme goes with it'],
    ['a port in a host name', 'HTTPRoute', { hostnames: ['shop.com:80'] },
      'give a host name such as www.example.com, in lower case, or *.example.com; no port, path or scheme goes with it'],
    ['the name of a namespace', 'HTTPRoute', { parentRefs: [{ name: 'gw', namespace: 'my_infra' }] }, 'write my-infra: lower-case letters, digits and `-`, with a letter or digit at both ends'],
    ['a pattern without words', 'HTTPRoute', { parentRefs: [{ name: 'gw', kind: '1' }] }, 'give letters, digits and `-`, with a letter first'],
  ])('%s', (_, kind, spec, hint) => expect(hints(kind, spec)).toContain(`K8S0001 ${hint}`));

  test('names are made such as may be', () => {
    expect(hints('VirtualService', {}, { metadata: { name: 'My_App' } })).toEqual(['K8S0001 rename it, e.g. my-app']);
    expect(hints('VirtualService', {}, { metadata: { labels: { 'a b': 'c' } } })).toEqual(['K8S0001 change the key or value that the message names']);
  });
});

describe('rules', () => {
  test.each<[string, string, object, string]>([
    ['fields that exclude each other', 'ServiceEntry', { resolution: 'STATIC', workloadSelector: { labels: { a: 'b' } }, endpoints: [{ address: '1.1.1.1' }] }, 'workloadSelector and endpoints are set: keep one'],
    ['one of which there must be', 'TrafficExtension', { phase: 'AUTHN' }, 'set wasm or lua'],
    ['some that do not go with one', 'AuthorizationPolicy', { rules: [{ from: [{ source: { serviceAccounts: ['a/b'], namespaces: ['c'] } }] }] }, 'drop serviceAccounts, or namespaces'],
    ['listeners that are equal', 'Gateway', { listeners: [80, 81, 80].map((port, i) => ({ name: `l${i}`, port, protocol: 'HTTP' })) },
      'change or drop one of the two: spec.listeners[0] (l0) and spec.listeners[2] (l2)'],
    ['a listener that may not have a field', 'Gateway', { listeners: [{ name: 'a', port: 80, protocol: 'HTTP' }, { name: 'b', port: 90, protocol: 'TCP', hostname: 'a.com' }] },
      'change it as the message says, at spec.listeners[1] (b)'],
    ['references without sectionName', 'HTTPRoute', { parentRefs: [{ name: 'a', sectionName: 'b' }, { name: 'c' }, { name: 'a' }] },
      'give each of them a sectionName of its own, or drop one: spec.parentRefs[0] (a) and spec.parentRefs[2] (a)'],
    ['filters of one type', 'HTTPRoute', { rules: [{ filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: {} }, { type: 'CORS', cors: {} }, { type: 'RequestHeaderModifier', requestHeaderModifier: {} }] }] },
      'change or drop one of the two: spec.rules[0].filters[0] (RequestHeaderModifier) and spec.rules[0].filters[2] (RequestHeaderModifier)'],
    ['a filter of another type', 'HTTPRoute', { rules: [{ filters: [{ type: 'CORS', cors: {}, urlRewrite: { hostname: 'a.com' } }] }] }, 'write type: URLRewrite, or drop urlRewrite'],
    ['a filter without what it does', 'HTTPRoute', { rules: [{ filters: [{ type: 'URLRewrite' }] }] }, 'add urlRewrite, or give another type than URLRewrite'],
    ['a backend without port', 'HTTPRoute', { rules: [{ backendRefs: [{ name: 'a' }] }] }, 'add port, one that the Service has'],
    ['ports of a socket', 'WorkloadEntry', { address: 'unix:///a', ports: { a: 1 } }, 'drop ports: a socket has none'],
    ['keys that are no numbers', 'PeerAuthentication', { selector: { matchLabels: { a: 'b' } }, portLevelMtls: { http: { mode: 'STRICT' } } }, 'give the number of a port, from 1 to 65535'],
    ['what says itself what to do', 'WorkloadEntry', { address: 'unix://a' }, 'change it as the message says'],
  ])('%s', (_, kind, spec, hint) => expect(hints(kind, spec)).toContain(`K8S0002 ${hint}`));

  test('thousands of items at odds are told of in no time', () => {
    const listeners = Array.from({ length: 64 }, (_, i) => ({ name: 'a', port: i + 1, protocol: 'HTTP' }));
    expect(hints('Gateway', { listeners })).toEqual(['K8S0001 spec.listeners[0] has it, too: drop one of the two, or tell them apart', 'K8S0002 change or drop one of the two: spec.listeners[0] (a) and spec.listeners[1] (a)']);
  });
});

describe('fields that stand in the wrong place', () => {
  const container = { name: 'a', image: 'a' };
  const DROP = 'correct its name, or drop it: kubectl refuses the object, and for other clients the API server drops the field';
  test.each<[string, string, object, object, string]>([
    ['beside what they belong in', 'VirtualService', { http: [{ route: [{ ...destination, host: 'b' }] }] }, {}, 'it belongs in destination, one level down'],
    ['too deep', 'VirtualService', { http: [{ rewrite: { uri: '/', route: [destination] } }] }, {}, 'it belongs in spec.http[0]'],
    ['outside spec', 'VirtualService', {}, { http: [] }, 'it belongs in spec, one level down'],
    ['outside metadata', 'VirtualService', {}, { namespace: 'shop' }, 'it belongs in metadata, one level down'],
    ['outside metadata, of a kind whose spec has it, too', 'Istio', { version: 'v1.27-latest', namespace: 'istio-system' }, { namespace: 'shop' }, 'it belongs in metadata, one level down'],
    ['in metadata', 'VirtualService', {}, { metadata: { hosts: ['a'] } }, 'it belongs in spec'],
    ['in spec and not beside it', 'Pod', { containers: [container], metadata: {} }, {}, 'it belongs at the top, beside spec'],
    ['in the spec of a pod', 'Pod', { containers: [container], image: 'a' }, {}, 'it belongs in an item of containers, one level down'],
    ['two levels above', 'Deployment', { selector: {}, template: { spec: {} }, containers: [container] }, {}, 'it belongs in template.spec, two levels down'],
    ['with one letter too few', 'Pod', { containers: [{ ...container, port: 8080 }] }, {}, 'write ports: [{containerPort: 8080}]'],
    ['with one letter too few, for a list of texts', 'VirtualService', { host: 'a' }, {}, 'write hosts: ["a"]'],
    ['in no place', 'VirtualService', { zebra: 1 }, {}, DROP],
    ['of which the place wants another type', 'VirtualService', { http: [{ route: [{ ...destination, host: 5 }] }] }, {}, DROP],
    ['in what is no object', 'DestinationRule', { subsets: [{ name: 'a', labels: { a: { b: 'c' } } }] }, {}, 'mend spec.subsets[0].labels.a first: it takes no fields'],
  ])('%s', (_, kind, spec, more, hint) => expect(hints(kind, spec, more)).toContain(`K8S0003 ${hint}`));

  test('are found in time, however many there are', () => {
    const seconds = (count: number) => {
      const spec = { containers: [container], ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`field${i}`, i])) };
      const start = process.cpuUsage();
      expect(hints('Pod', spec)).toHaveLength(count);
      return process.cpuUsage(start).user / 1e6;
    };
    seconds(100);
    expect(seconds(5000)).toBeLessThan(5);
  });
});

test.each([
  ['istio-system', 'write istio-system/* for all hosts of namespace istio-system, or for a Service */istio-system.NAMESPACE.svc.cluster.local'],
  ['*', 'write ./* for all hosts of the Sidecar\'s own namespace, or */* for those of all'],
  ['a.com', 'write ./a.com for the Sidecar\'s own namespace, or */a.com for all'],
])('the host %s of a Sidecar', (host, hint) => expect(hints('Sidecar', { egress: [{ hosts: [host] }] })).toContain(`IST0106 ${hint}`));
