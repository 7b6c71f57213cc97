import * as fs from 'fs';
import * as path from 'path';
import { check } from '../../src/check';
import { Manifest, Manifests, Severity, yaml } from '../../src/manifests';
import { CORPORA, describeWithCorpora } from '../corpora';

const FOLDER = path.join(CORPORA, 'istio', 'gateway-api-conversion');

/** The codes that go with the reasons of Istio's statuses. */
const CODES: { [reason: string]: string[] } = {
  NoMatchingParent: ['GWA0101', 'GWA0102'],
  NotAllowedByListeners: ['GWA0103', 'GWA0104'],
  NoMatchingListenerHostname: ['GWA0105'],
  BackendNotFound: ['GWA0301'],
  RefNotPermitted: ['GWA0303'],
  TargetNotFound: ['GWA0401'],
  NoValidCACertificate: ['GWA0402'],
  InvalidCACertificateRef: ['GWA0402'],
  InvalidKind: ['GWA0402'],
  Conflicted: ['GWA0403'],
};

/** Where we say more or less than the status, and why. */
const EXCEPTIONS: { [resource: string]: { readonly more?: string[]; readonly less?: string[]; readonly because: string } } = {
  'backend-tls-policy-ignored BackendTLSPolicy default/tls-ignored': { less: ['IgnoredByIstio'], because: 'its annotation asks for that' },
  'empty-backend-refs HTTPRoute default/no-backend': { more: ['GWA0307'], because: 'accepted, and answers 500' },
  'empty-backend-refs HTTPRoute default/zero-weight-backend': { more: ['GWA0304'], because: 'accepted, and answers 500' },
  'status HTTPRoute istio-system/existing-istio-first': { more: ['GWA0101'], because: 'a Gateway that is not there is left to other controllers' },
  'status HTTPRoute istio-system/existing-istio-last': { more: ['GWA0101'], because: 'a Gateway that is not there is left to other controllers' },
  'reference-policy-inferencepool HTTPRoute istio-system/backend-allowed-ip': { less: ['BackendNotFound'], because: 'a controller makes the Service behind an InferencePool' },
};

describeWithCorpora('statuses that Istio gives', () => {
  const cases = fs.readdirSync(FOLDER).filter(file => file.endsWith('.status.yaml.golden')).map(file => file.slice(0, -'.status.yaml.golden'.length));
  const used = new Set<string>();

  test.each(cases)('%s', name => {
    // GIVEN the input, in a cluster as Istio's own test has it
    const input = fs.readFileSync(path.join(FOLDER, `${name}.yaml`), 'utf8');
    const given = Manifests.fromYaml(input);
    const namespaces = [...new Set([...given].map(m => given.namespaceOf(m)))].map(ns =>
      JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: ns, labels: { 'istio.io/test-name-part': ns.split('-')[0] } } }));
    const statuses = documentsIn(fs.readFileSync(path.join(FOLDER, `${name}.status.yaml.golden`), 'utf8'));
    // WHEN
    const findings = check(Manifests.fromYaml([input, ...namespaces].join('\n---\n'), { domain: 'domain.suffix' }), { only: ['analysis'], context: CLUSTER }).findings;
    const codes = new Map<string, Set<string>>();
    for (const { code, severity, manifest } of findings) {
      if (severity === Severity.INFO || !code.startsWith('GWA')) { continue; }
      const resource = `${name} ${manifest.kind} ${given.namespaceOf(manifest)}/${manifest.name}`;
      codes.set(resource, (codes.get(resource) ?? new Set()).add(code));
    }
    // THEN
    for (const { kind, metadata, status } of statuses) {
      const resource = `${name} ${kind} ${metadata.namespace ?? 'default'}/${metadata.name}`;
      const exception = EXCEPTIONS[resource];
      if (exception) { used.add(resource); }
      const reasons = [...new Set(refusals(status))].filter(reason => !exception?.less?.includes(reason));
      const found = [...codes.get(resource) ?? []].filter(code => !exception?.more?.includes(code));
      expect({ resource, unknown: reasons.filter(reason => !CODES[reason]) }).toEqual({ resource, unknown: [] });
      expect({ resource, missing: reasons.filter(reason => !CODES[reason].some(code => found.includes(code))) }).toEqual({ resource, missing: [] });
      expect({ resource, surplus: found.filter(code => !reasons.some(reason => CODES[reason].includes(code))) }).toEqual({ resource, surplus: [] });
      expect([...exception?.more ?? []].filter(code => !codes.get(resource)?.has(code))).toEqual([]);
    }
  });

  test('every exception is needed', () => {
    expect(Object.keys(EXCEPTIONS).filter(resource => !used.has(resource))).toEqual([]);
  });
});

/** The reasons for which something was not accepted, or a reference not resolved. */
function * refusals(status: any): Generator<string> {
  for (const part of [status, ...status?.listeners ?? [], ...status?.parents ?? [], ...status?.ancestors ?? []]) {
    for (const { type, status: verdict, reason } of part?.conditions ?? []) {
      if (verdict === (type === 'Conflicted' ? 'True' : 'False') && ['Accepted', 'ResolvedRefs', 'Conflicted'].includes(type)) { yield reason; }
    }
  }
}

function documentsIn(text: string): any[] {
  return text.split(/^---$/m).map(document => yaml().load(document.trim() || 'null') as any).filter(document => document !== null);
}

/** What is in the cluster of Istio's test beside its inputs. */
const CLUSTER = [
  ...['a-example.allowed-1', 'a-example.allowed-2', 'b-example.allowed-1', 'svc1.allowed-1', 'svc2.allowed-1', 'svc2.allowed-2', 'svc3.allowed-2', 'echo.default',
    'foo-svc.default', 'httpbin.default', 'httpbin-other.default', 'httpbin-second.default', 'svc4.default', 'echo.istio-system', 'httpbin.istio-system',
    'istiod.istio-system', 'istio-ingressgateway.istio-system', 'my-svc.service'].map(host => object('Service', host, {})),
  object('Secret', 'my-cert-http.istio-system', {}),
  object('ConfigMap', 'auth-cert.default', { data: { 'ca.crt': '' } }),
  object('ConfigMap', 'malformed.default', { data: { 'not-ca.crt': 'hello' } }),
];

function object(kind: string, at: string, fields: object): Manifest {
  const [name, namespace] = at.split('.');
  return new Manifest({ apiVersion: 'v1', kind, metadata: { name, namespace }, ...fields }, { line: () => undefined });
}
