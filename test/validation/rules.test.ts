import { gatewayApiGateway, httpRoute, saidOfSpec, serviceEntry, virtualService } from './support';
import { Manifests } from '../../src/manifests';
import { validate } from '../../src/validation';

describe('a rule', () => {
  test('is said by its message, with the value where that is short', () => {
    expect(virtualService({ timeout: '0s' })).toEqual(['K8S0002 spec.http[0].timeout: Invalid value: "0s": must be a valid duration greater than 1ms']);
    expect(httpRoute({ rules: [{ backendRefs: [{ name: 'a' }] }] })).toEqual(['K8S0002 spec.rules[0].backendRefs[0]: Invalid value: Must have port for Service reference']);
  });

  test('that cannot be evaluated refuses the document', () => {
    expect(virtualService({ timeout: '1d' })).toEqual([
      'K8S0002 spec.http[0].timeout: Invalid value: "string": type conversion error from \'string\' to \'google.protobuf.Duration\' evaluating rule: must be a valid duration greater than 1ms',
    ]);
    expect(gatewayApiGateway({ listeners: [{ name: 'a', port: 443, protocol: 'HTTPS', tls: {} }] })).toEqual([
      'K8S0002 spec.listeners[0].tls: Invalid value: "object": no such key: certificateRefs evaluating rule: certificateRefs or options must be specified when mode is Terminate',
    ]);
  });

  test('sees the defaults', () => {
    const refs = (...parentRefs: object[]) => httpRoute({ parentRefs });
    expect(refs({ name: 'g' }, { name: 'g', kind: 'Gateway', group: 'gateway.networking.k8s.io' })).toHaveLength(1);
    expect(refs({ name: 'g' }, { name: 'g', kind: 'Service', group: '' })).toEqual([]);
  });

  test('names keys of maps in brackets', () => {
    expect(serviceEntry({ resolution: 'STATIC', endpoints: [{ address: '1.1.1.1', ports: { http: 70000 } }] })).toEqual([
      'K8S0002 spec.endpoints[0].ports[http]: Invalid value: 70000: port must be between 1-65535',
    ]);
  });

  test('at the root is pinned to nothing', () => {
    expect(saidOfSpec('sailoperator.io/v1', 'ZTunnel', { version: 'v1.26.2', namespace: 'ztunnel' })).toEqual(["K8S0002 <nil>: Invalid value: metadata.name must be 'default'"]);
  });
});

describe('rules are left out', () => {
  const route = (extra: object) => httpRoute({ rules: [{ backendRefs: [{ name: 'a' }], ...extra }] });
  const rule = 'K8S0002 spec.rules[0].backendRefs[0]: Invalid value: Must have port for Service reference';

  test.each([
    ['a required field', { matches: [{ headers: [{ name: 'a' }] }] }],
    ['a type', { name: 5 }],
    ['an enum', { matches: [{ method: 'FETCH' }] }],
    ['too long', { name: 'a'.repeat(254) }],
    ['too many', { filters: Array(17).fill({ type: 'CORS', cors: {} }) }],
  ])('after %s', (_, extra) => {
    const found = route(extra);
    expect(found).not.toEqual([]);
    expect(found.filter(m => m.startsWith('K8S0002'))).toEqual([]);
  });

  test.each([
    ['a pattern', { matches: [{ headers: [{ name: 'a b', value: 'c' }] }] }],
    ['a bound', { backendRefs: [{ name: 'a' }, { name: 'b', port: 0 }] }],
    ['too short', { name: '' }],
    ['an unknown field', { nmae: 'a' }],
  ])('but not after %s', (_, extra) => {
    const found = route(extra);
    expect(found.length).toBeGreaterThan(1);
    expect(found).toContain(rule);
  });
});

describe('an update', () => {
  const of = (spec: object, kind = 'HTTPRoute') => Manifests.fromYaml(JSON.stringify({ apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata: { name: 'x' }, spec }));
  const update = (old: object, spec: object, kind?: string) => validate(of(spec, kind), { old: of(old, kind) }).findings.map(f => `${f.code} ${f.message}`);

  test('is held to rules about the change, which an object that is new is not', () => {
    const found = update({ controllerName: 'a.com/b' }, { controllerName: 'a.com/c' }, 'GatewayClass');
    expect(found).toEqual(['K8S0002 spec.controllerName: Invalid value: "a.com/c": Value is immutable']);
    expect(update({ controllerName: 'a.com/b' }, { controllerName: 'a.com/b', description: 'new' }, 'GatewayClass')).toEqual([]);
  });

  test('may leave as it is what is wrong, by schema or by rule', () => {
    const wrong = [{ backendRefs: [{ name: 'a' }] }];
    expect(update({ hostnames: ['a_b'], rules: wrong }, { hostnames: ['a_b'], rules: wrong, useDefaultGateways: 'All' })).toEqual([]);
    expect(update({ hostnames: ['a_b'], rules: wrong }, { hostnames: ['a_b', 'c'], rules: wrong })).toHaveLength(1); // no key ties hostnames to old ones
    expect(update({ hostnames: ['a_b'] }, { hostnames: ['a_b'], rules: wrong })).toHaveLength(1);
  });

  test('forgives in a list with keys what is in other elements', () => {
    const listener = (name: string, port: number) => ({ name, port, protocol: 'HTTP' });
    const gateway = (...listeners: object[]) => ({ gatewayClassName: 'istio', listeners });
    expect(update(gateway(listener('a', 0)), gateway(listener('b', 80), listener('a', 0)), 'Gateway')).toEqual([]);
    expect(update(gateway(listener('a', 0)), gateway(listener('a', -1)), 'Gateway')).toHaveLength(1);
  });

  test("forgives nothing in Kubernetes' own kinds", () => {
    const pod = Manifests.fromYaml('{ apiVersion: v1, kind: Pod, metadata: { name: x }, spec: { containers: [{ name: 5 }] } }');
    expect(validate(pod, { old: pod }).findings).toHaveLength(1);
  });

  test('is that of the object of the same kind, name and namespace', () => {
    const old = Manifests.fromYaml('apiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata: { name: other }\nspec: { controllerName: a.com/b }');
    expect(validate(of({ controllerName: 'a.com/c' }, 'GatewayClass'), { old }).findings).toEqual([]);
  });
});
