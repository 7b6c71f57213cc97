import * as fs from 'fs';
import * as path from 'path';
import * as fc from 'fast-check';
import { spoiledDocumentOf } from './spoil';
import { said } from './support';
import { findingToJson, Manifests } from '../../src/manifests';
import { validate } from '../../src/validation';
import { Kinds } from '../../src/validation/kinds';

const SCHEMAS = path.join(__dirname, '..', '..', 'imports', 'schemas');

test('a finding says what, where and what to do', () => {
  const manifests = Manifests.fromYaml(`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: route
  namespace: shop
spec:
  hosts: [shop.com]
  http:
    - timeuot: 5s
      route:
        - weight: 100
    - timeout: 0s
`);
  expect(validate(manifests).findings.map(findingToJson)).toEqual([
    {
      code: 'K8S0003',
      name: 'UnknownField',
      severity: 'warning',
      message: 'unknown field "spec.http[0].timeuot"',
      hint: 'write timeout',
      resource: { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', namespace: 'shop', name: 'route' },
      path: 'spec.http[0].timeuot',
      file: null,
      line: 10,
      construct: null,
    },
    {
      code: 'K8S0001',
      name: 'InvalidBySchema',
      severity: 'error',
      message: 'spec.http[0].route[0].destination: Required value',
      hint: 'add the field',
      resource: { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', namespace: 'shop', name: 'route' },
      path: 'spec.http[0].route[0].destination',
      file: null,
      line: 12,
      construct: null,
    },
  ]);
});

test.each([
  ['an enum', { location: 'X' }, 'give one of the supported values'],
  ['a number for a text', { hosts: [80] }, 'put the value in quotes'],
  ['a text for a number', { ports: [{ name: 'a', number: '80' }] }, 'write the value without quotes'],
  ['a list for a text', { location: [] }, 'give a value of that type'],
  ['a rule', { hosts: ['*'] }, 'name the hosts, e.g. *.example.com for all of a domain'],
  ['an unknown field', { colour: 'red' }, 'correct its name, or drop it: kubectl refuses the object, and for other clients the API server drops the field'],
])('the hint for %s', (_, spec, hint) => {
  const document = { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: 'x' }, spec: { hosts: ['a.com'], ...spec } };
  expect(validate(Manifests.fromYaml(JSON.stringify(document))).findings.map(f => f.hint)).toContain(hint);
});

describe('kinds', () => {
  test('every kind of the schemas is known in every version that is served, and its schema is made', () => {
    for (const channel of ['standard', 'experimental'] as const) {
      for (const file of fs.readdirSync(SCHEMAS).filter(f => !f.startsWith('gateway-api') || f.includes(channel))) {
        const content = JSON.parse(fs.readFileSync(path.join(SCHEMAS, file), 'utf8'));
        for (const { group, kind, served, version, scope } of content.kinds ?? content) {
          for (const v of served ?? [version]) {
            expect(Kinds.of(channel).find(group ? `${group}/${v}` : v, kind)).toMatchObject({ namespaced: scope === 'Namespaced', native: file === 'kubernetes.json' });
          }
        }
      }
    }
  });

  test('of a known group that are not there are refused, and others are left alone', () => {
    expect(said({ apiVersion: 'networking.istio.io/v2', kind: 'Gateway', metadata: { name: 'x' } })).toEqual(['K8S0001 no matches for kind "Gateway" in version "networking.istio.io/v2"']);
    expect(validate(Manifests.fromYaml('{ apiVersion: gateway.networking.k8s.io/v1beta1, kind: GRPCRoute, metadata: { name: x } }')).findings[0].hint).toBe('give apiVersion gateway.networking.k8s.io/v1');
    const hintFor = (kind: string) => validate(Manifests.fromYaml(`{ apiVersion: networking.istio.io/v1, kind: ${kind}, metadata: { name: x } }`)).findings[0].hint;
    expect(hintFor('Gatewya')).toBe('write kind: Gateway');
    expect(hintFor('Virtualservice')).toBe('write kind: VirtualService');
    expect(hintFor('HTTPRoute')).toBe('give apiVersion gateway.networking.k8s.io/v1 or gateway.networking.k8s.io/v1beta1');
    expect(hintFor('Zebra')).toBe('networking.istio.io has no such kind; correct apiVersion or kind');
    expect(said({ apiVersion: 'example.com/v1', kind: 'Thing', spec: 5 })).toEqual([]);
    expect(said({ apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', metadata: { name: 'x' } })).toEqual([]);
  });

  test.each([
    ['extensions/v1beta1', 'Ingress', 'give apiVersion networking.k8s.io/v1'],
    ['networking.k8s.io/v1beta1', 'Ingress', 'give apiVersion networking.k8s.io/v1'],
    ['app/v1', 'Deployment', 'give apiVersion apps/v1'],
    ['v1', 'Deployment', 'give apiVersion apps/v1'],
    ['v1', 'service', 'write kind: Service'],
    ['v1', 'VirtualService', 'give apiVersion networking.istio.io/v1 or networking.istio.io/v1alpha3 or networking.istio.io/v1beta1'],
    ['v1', 'Zebra', 'Kubernetes has no such kind; correct apiVersion or kind'],
    ['policy/v1beta1', 'PodSecurityPolicy', 'policy has no such kind; correct apiVersion or kind'],
  ])('of Kubernetes that no API server has any more are refused: %s %s', (apiVersion, kind, hint) => {
    const { findings } = validate(Manifests.fromYaml(JSON.stringify({ apiVersion, kind, metadata: { name: 'x' } })));
    expect(findings.map(f => [f.code, f.message, f.hint])).toEqual([['K8S0001', `no matches for kind "${kind}" in version "${apiVersion}"`, hint]]);
  });

  test('as kubectl prints them with who manages which field are sound', () => {
    const managedFields = [{ manager: 'kubectl', operation: 'Apply', apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: { 'f:data': { 'f:a': {} } } }];
    expect(said({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', managedFields }, data: { a: 'b' } })).toEqual([]);
    expect(said({ apiVersion: 'constructor.com/v1', kind: 'constructor', spec: 5 })).toEqual([]);
  });

  test('an older version that is served has its own schema', () => {
    const route = (version: string) => said({ apiVersion: `gateway.networking.k8s.io/${version}`, kind: 'TLSRoute', metadata: { name: 'x' }, spec: { rules: [{ backendRefs: [{ name: 'a', port: 80 }] }] } });
    expect(route('v1')).toEqual(['K8S0001 spec.hostnames: Required value']);
    expect(route('v1alpha2')).toEqual([]);
  });

  test('the channel of Gateway API', () => {
    const document = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'x' }, spec: { useDefaultGateways: 'All' } };
    expect(said(document, { gatewayApiChannel: 'experimental' })).toEqual([]);
    expect(said(document, { gatewayApiChannel: 'standard' })).toEqual(['K8S0003 unknown field "spec.useDefaultGateways"']);
  });
});

describe('whatever a document holds, it is judged', () => {
  const kinds: any[] = ['istio', 'gateway-api-experimental', 'asm', 'sail'].flatMap(f => JSON.parse(fs.readFileSync(path.join(SCHEMAS, `${f}.json`), 'utf8')));

  test.each(kinds.map(k => [k.kind, k] as const))('%s', (_, { group, version, kind, schema }) => {
    const spoiled = spoiledDocumentOf(schema, 0.1);
    fc.assert(fc.property(spoiled, fc.option(spoiled), (document, before) => {
      const of = (rest: any) => Manifests.fromYaml(JSON.stringify({ metadata: { name: 'x' }, ...rest, apiVersion: `${group}/${version}`, kind }));
      const given = JSON.stringify(document);
      for (const { message, hint, path: at } of validate(of(document), { old: before ? of(before) : undefined }).findings) {
        expect([typeof message, typeof hint, typeof at]).toEqual(['string', 'string', 'string']);
        expect(message + hint).not.toContain('undefined');
      }
      expect(JSON.stringify(document)).toBe(given);
    }), { numRuns: 20, seed: 5 });
  });
});

test('what passes in an update, as it was wrong before, is admitted as it is meant, or without what is of the wrong type', () => {
  // GIVEN
  const manifests = Manifests.fromYaml('{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: x }, spec: { hosts: [1], gateways: [{}], http: [{ name: a, timeout: 5s }] } }');

  // WHEN
  const { findings, admitted } = validate(manifests, { old: manifests });

  // THEN
  expect(findings).toEqual([]);
  expect(admitted[0].object.spec).toEqual({ hosts: ['1'], http: [{ name: 'a', timeout: '5s' }] });
});

test('the manifests stay as they are', () => {
  const manifests = Manifests.fromYaml('{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: x, labels: null }, spec: { parentRefs: [{ name: g, group: null }], x: 1 }, status: {} }');
  const before = JSON.stringify(manifests.all[0].object);
  validate(manifests);
  expect(JSON.stringify(manifests.all[0].object)).toBe(before);
});
