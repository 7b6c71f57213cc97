import { check, Part } from '../../../src/check';
import { Manifests, Severity } from '../../../src/manifests';
import { validate } from '../../../src/validation';

const gateway = (server: object, metadata: object = { name: 'gateway' }) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'Gateway',
  metadata,
  spec: { servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['a.com'], ...server }] },
});
const manifests = (...documents: object[]) => Manifests.fromYaml(documents.map(d => JSON.stringify(d)).join('\n---\n'));
const codes = (document: object) => validate(manifests(document)).findings.map(f => f.code);

describe("Istio's webhook", () => {
  test('refuses by IST0106 and warns by IST0133', () => {
    const [refused, warned] = validate(manifests(gateway({ hosts: ['short'] }), {
      apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name: 'x' }, spec: { workloadSelector: {}, egress: [{ hosts: ['./*'] }] },
    })).findings;
    expect(refused).toMatchObject({
      code: 'IST0106',
      name: 'SchemaValidationError',
      severity: Severity.ERROR,
      message: 'short names (non FQDN) are not allowed',
      hint: 'give the full name, for a Service short.NAMESPACE.svc.cluster.local',
      path: 'spec.servers[0].hosts[0]',
      steps: ['spec', 'servers', 0, 'hosts', 0],
    });
    expect(warned).toMatchObject({ code: 'IST0133', name: 'SchemaWarning', severity: Severity.WARNING, path: 'spec.workloadSelector' });
  });

  test('is not asked about what the schema or a rule refuses', () => {
    expect(codes(gateway({ hosts: ['short'], port: { number: 80, protocol: 'HTTP' } }))).toEqual(['K8S0001']);
    expect(codes({
      apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: 'x' }, spec: { hosts: ['*'], exportTo: ['a.b'] },
    })).toEqual(['K8S0002']);
  });

  test('sees no unknown fields', () => {
    expect(codes(gateway({ hots: [] }))).toEqual(['K8S0003']);
    expect(codes({ ...gateway({}), spec: { server: [] } })).toEqual(['K8S0003', 'IST0106']);
  });

  test('sees the name that the API server makes', () => {
    expect(codes(gateway({}, { generateName: 'gateway-' }))).toEqual([]);
    expect(codes(gateway({}, { generateName: 'gate.way-' }))).toEqual(['IST0106']);
  });

  test('sees the namespace that the manifest gets', () => {
    const route = { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'x' }, spec: { hosts: ['a'], http: [{ route: [{ destination: { host: 'a' } }] }], exportTo: ['.', 'shop'] } };
    const said = (namespace: string) => validate(Manifests.fromYaml(JSON.stringify(route), { namespace })).findings.map(f => f.message);
    expect(said('shop')).toEqual(['duplicate entries in exportTo for entry shop']);
    expect(said('other')).toEqual([]);
  });

  test('names the policy', () => {
    const policy = { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { name: 'x', namespace: 'ns' }, spec: { action: 'DENY' } };
    expect(validate(manifests(policy)).findings[0].message).toMatch(/^invalid policy x\.ns: DENY action without `rules` is meaningless/);
  });

  test('judges an update by what is new', () => {
    const wrong = manifests(gateway({ hosts: ['short'] }));
    expect(validate(wrong, { old: wrong }).findings.map(f => f.code)).toEqual(['IST0106']);
    expect(validate(manifests(gateway({})), { old: wrong }).findings).toEqual([]);
  });

  test('is not asked about what only an update lets pass', () => {
    const wrong = manifests({ ...gateway({}), spec: { servers: 'none' } });
    expect(validate(wrong, { old: wrong }).findings).toEqual([]);
  });

  test('belongs to the schema with what it refuses, and to the analysis with what it warns of', () => {
    const filter = { apiVersion: 'networking.istio.io/v1alpha3', kind: 'EnvoyFilter', metadata: { name: 'x', namespace: 'ns' }, spec: { configPatches: [{}] } };
    const only = (part: Part) => check(manifests(filter), { only: [part] }).findings.map(f => f.code).filter(code => code === 'IST0106' || code === 'IST0133');
    expect([only('schema'), only('cel'), only('analysis')]).toEqual([['IST0106'], [], ['IST0133']]);
  });
});
