import { gatewayApiGateway, httpRoute, said, saidOfSpec, serviceEntry, virtualService } from './support';

// the words are those of Kubernetes 1.36, taken from runs of its own code

describe('types', () => {
  test.each([
    [{ name: 5 }, 'spec.http[0].name: Invalid value: "integer": spec.http[0].name in body must be of type string: "integer"'],
    [{ name: 1.5 }, 'spec.http[0].name: Invalid value: "number": spec.http[0].name in body must be of type string: "number"'],
    [{ name: true }, 'spec.http[0].name: Invalid value: "boolean": spec.http[0].name in body must be of type string: "boolean"'],
    [{ name: [] }, 'spec.http[0].name: Invalid value: "array": spec.http[0].name in body must be of type string: "array"'],
    [{ name: {} }, 'spec.http[0].name: Invalid value: "object": spec.http[0].name in body must be of type string: "object"'],
    [{ match: 'x' }, 'spec.http[0].match: Invalid value: "string": spec.http[0].match in body must be of type array: "string"'],
    [{ match: ['x'] }, 'spec.http[0].match[0]: Invalid value: "string": spec.http[0].match[0] in body must be of type object: "string"'],
    [{ match: [null] }, 'spec.http[0].match[0]: Invalid value: "null": spec.http[0].match[0] in body must be of type object: "null"'],
    [{ headers: { request: { set: { a: 1 } } } }, 'spec.http[0].headers.request.set.a: Invalid value: "integer": spec.http[0].headers.request.set.a in body must be of type string: "integer"'],
    [{ retries: { attempts: '3' } }, 'spec.http[0].retries.attempts: Invalid value: "string": spec.http[0].retries.attempts in body must be of type integer: "string"'],
    [{ retries: { attempts: true } }, 'spec.http[0].retries.attempts: Invalid value: "": spec.http[0].retries.attempts in body must be of type int32: ""'],
  ])('%j', (http, message) => {
    expect(virtualService(http)).toEqual([`K8S0001 ${message}`]);
  });

  test('a number with a part after the point is no integer, and 3.0 is one', () => {
    expect(virtualService({ retries: { attempts: 3.0 } })).toEqual([]);
    expect(virtualService({ retries: { attempts: 3.5 } })).toEqual([
      'K8S0001 spec.http[0].retries.attempts: Invalid value: "float64": spec.http[0].retries.attempts in body must be of type int32: "float64"',
      'K8S0001 <nil>: Invalid value: "": Checked value must be of type integer with format int32 in spec.http[0].retries.attempts',
    ]);
  });

  test('a number that is too large for its format', () => {
    expect(virtualService({ retries: { attempts: 2 ** 31 } })).toEqual(['K8S0001 <nil>: Invalid value: "": Checked value must be of type integer with format int32 in spec.http[0].retries.attempts']);
    expect(virtualService({ retries: { attempts: 2 ** 31 - 1 } })).toEqual([]);
  });

  test('an integer or a string', () => {
    const surge = (rollingMaxSurge: unknown) => said({
      apiVersion: 'sailoperator.io/v1', kind: 'Istio', metadata: { name: 'default' }, spec: { namespace: 'a', version: 'v1.26.2', values: { pilot: { rollingMaxSurge } } },
    });
    expect(surge(1)).toEqual([]);
    expect(surge('25%')).toEqual([]);
    expect(surge(true)).toContain('K8S0001 spec.values.pilot.rollingMaxSurge: Invalid value: "boolean": spec.values.pilot.rollingMaxSurge in body must be of type integer,string: "boolean"');
  });
});

describe('values', () => {
  test.each([
    ['a required field', () => virtualService({ route: [{}] }), ['spec.http[0].route[0].destination: Required value']],
    ['a required field that is null', () => virtualService({ route: [{ destination: null }] }), ['spec.http[0].route[0].destination: Required value']],
    ['a spec that is required', () => said({ apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: 'x' } }), ['spec: Required value']],
    ['an enum', () => serviceEntry({ location: 'MESH' }), ['spec.location: Unsupported value: "MESH": supported values: "MESH_EXTERNAL", "MESH_INTERNAL"']],
    ['an enum that is no scalar', () => serviceEntry({ location: [['<'], 1] }), [
      'spec.location: Invalid value: "array": spec.location in body must be of type string: "array"',
      'spec.location: Unsupported value: [["\\u003c"],1]: supported values: "MESH_EXTERNAL", "MESH_INTERNAL"',
    ]],
    ['characters that are not seen', () => serviceEntry({ location: 'a"\u0001\u0007\n\u00a0' }), [
      'spec.location: Unsupported value: "a\\"\\x01\\a\\n\\u00a0": supported values: "MESH_EXTERNAL", "MESH_INTERNAL"',
    ]],
    ['a pattern', () => httpRoute({ hostnames: ['a_b'] }), [
      "spec.hostnames[0]: Invalid value: \"a_b\": spec.hostnames[0] in body should match '^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$'",
    ]],
    ['too short', () => httpRoute({ parentRefs: [{ name: '' }] }), ['spec.parentRefs[0].name: Invalid value: "": spec.parentRefs[0].name in body should be at least 1 chars long']],
    ['too long', () => httpRoute({ parentRefs: [{ name: 'é'.repeat(254) }] }), ['spec.parentRefs[0].name: Too long: may not be more than 253 bytes']],
    ['as long as can be', () => httpRoute({ parentRefs: [{ name: '\u{1F600}'.repeat(253) }] }), []],
    ['too few', () => gatewayApiGateway({ listeners: [] }), ['spec.listeners: Invalid value: 0: spec.listeners in body should have at least 1 items']],
    ['too many', () => httpRoute({ hostnames: Array.from({ length: 17 }, (_, i) => `h${i}.com`) }), ['spec.hostnames: Too many: 17: must have at most 16 items']],
    ['too small', () => httpRoute({ rules: [{ backendRefs: [{ name: 'a', port: 0 }] }] }), [
      'spec.rules[0].backendRefs[0].port: Invalid value: 0: spec.rules[0].backendRefs[0].port in body should be greater than or equal to 1',
    ]],
    ['too large', () => httpRoute({ rules: [{ backendRefs: [{ name: 'a', port: 70000 }] }] }), [
      'spec.rules[0].backendRefs[0].port: Invalid value: 70000: spec.rules[0].backendRefs[0].port in body should be less than or equal to 65535',
    ]],
    ['one of several fields', () => virtualService({ match: [{ uri: { exact: '/', prefix: '/' } }] }), [
      '<nil>: Invalid value: "": "spec.http[0].match[0].uri" must validate one and only one schema (oneOf). Found 2 valid alternatives',
    ]],
    ['a format', () => gatewayApiGateway({ addresses: [{ value: '1.2.3' }] }), [
      '<nil>: Invalid value: "": "spec.addresses[0]" must validate one and only one schema (oneOf). Found none valid',
      '<nil>: Invalid value: "": "spec.addresses[0].value" must validate at least one schema (anyOf)',
      'spec.addresses[0].value: Invalid value: "1.2.3": spec.addresses[0].value in body must be of type ipv4: "1.2.3"',
    ]],
    ['a key of a list twice', () => gatewayApiGateway({ listeners: [1, 2, 3].map(port => ({ name: 'a', port, protocol: 'HTTP' })) }), [
      'spec.listeners[1]: Duplicate value: {"name":"a"}',
      'spec.listeners: Invalid value: Listener name must be unique within the Gateway',
    ]],
    ['something twice in a set', () => httpRoute({ rules: [{ filters: [{ type: 'CORS', cors: { allowOrigins: ['https://a.com', 'https://a.com'] } }] }] }), [
      'spec.rules[0].filters[0].cors.allowOrigins[1]: Duplicate value: "https://a.com"',
    ]],
  ])('%s', (_, found, messages) => {
    expect(found().map(m => m.slice('K8S000x '.length))).toEqual(messages);
  });

  test('time grows with the length of a text and no faster', () => {
    const start = Date.now();
    const value = 'a'.repeat(100_000);
    expect(httpRoute({ hostnames: [`${value}!`], rules: [{ filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'a', value: `${value}\u0001` }] } }] }] })).toHaveLength(2);
    expect(virtualService({ timeout: `${value}!` })).toHaveLength(1);
    expect(Date.now() - start).toBeLessThan(2000);
  });
});

describe('what is dropped', () => {
  test('unknown fields, wherever they are', () => {
    expect(virtualService({ timeuot: '5s', match: [{ uri: { regexp: '/' } }] })).toEqual([
      'K8S0003 unknown field "spec.http[0].match[0].uri.regexp"',
      'K8S0003 unknown field "spec.http[0].timeuot"',
    ].sort((a, b) => Number(a.includes('match')) - Number(b.includes('match'))));
    expect(said({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', lables: {} }, sepc: {} })).toEqual(['K8S0003 unknown field "sepc"', 'K8S0003 unknown field "metadata.lables"']);
  });

  test('nothing where the schema keeps what it does not know', () => {
    expect(saidOfSpec('networking.istio.io/v1alpha3', 'EnvoyFilter', { configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'MERGE', value: { any: { thing: [1, null] } } } }] }).filter(m => m.startsWith('K8S'))).toEqual([]);
  });

  test('nulls, and the status that only a controller writes', () => {
    expect(said({
      apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'x', creationTimestamp: null, labels: null }, spec: { rules: null }, status: { parents: 'wrong' },
    })).toEqual([]);
    expect(said({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [{ name: 'a', image: 'a', command: null }] }, status: 5 })).toEqual([]);
  });
});

describe("Kubernetes' own kinds", () => {
  const deployment = (container: object, spec: object = {}) => saidOfSpec('apps/v1', 'Deployment', {
    selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'a', image: 'a', ...container }] } }, ...spec,
  });

  test('types and required fields', () => {
    expect(deployment({ image: 5 }, { replicas: '2' })).toEqual([
      'K8S0001 spec.template.spec.containers[0].image: Invalid value: "integer": spec.template.spec.containers[0].image in body must be of type string: "integer"',
      'K8S0001 spec.replicas: Invalid value: "string": spec.replicas in body must be of type integer: "string"',
    ].sort((a, b) => Number(a.includes('replicas')) - Number(b.includes('replicas'))));
    expect(saidOfSpec('v1', 'LimitRange', {})).toEqual(['K8S0001 spec.limits: Required value']);
  });

  test('quantities, ports by name, and a key of a list twice, which is only bad style', () => {
    expect(deployment({ resources: { limits: { cpu: 1.5, memory: '1Gi' } }, env: [{ name: 'A' }, { name: 'A' }], livenessProbe: { httpGet: { port: 'http' } } })).toEqual([]);
    expect(deployment({ livenessProbe: { httpGet: { port: true } } })).toEqual([
      'K8S0001 spec.template.spec.containers[0].livenessProbe.httpGet.port: Invalid value: "boolean": spec.template.spec.containers[0].livenessProbe.httpGet.port in body must be of type integer,string: "boolean"',
    ]);
  });

  test('data that is not base64', () => {
    expect(said({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, data: { a: 'aGVsbG8=', b: 'hello!' } })).toEqual([
      'K8S0001 data.b: Invalid value: "hello!": data.b in body must be of type byte: "hello!"',
    ]);
  });
});
