import { foundOf, istio, service } from '../support';

const configuration = (kind: string, name: string, ...webhooks: object[]) =>
  ({ apiVersion: 'admissionregistration.k8s.io/v1', kind: `${kind}WebhookConfiguration`, metadata: { name }, webhooks });
const hook = (name: string, selectors: object = {}, clientConfig: object = { url: 'https://a.b' }) => ({ name, clientConfig, ...selectors });
const injection = (value: string) => ({ namespaceSelector: { matchLabels: { 'istio-injection': value } } });
const istiod = (name: string) => ({ service: { name, namespace: 'istio-system' } });

test('pods are injected once', () => {
  const told = (...webhooks: object[]) => foundOf('IST0139', webhooks.map((one, i) => configuration('Mutating', `m${i}`, one)));
  expect(told(hook('a.istio.io', injection('enabled')), hook('b.istio.io', injection('enabled')))).toEqual([
    'IST0139 MutatingWebhookConfiguration m0 webhooks[0]', 'IST0139 MutatingWebhookConfiguration m1 webhooks[0]',
  ]);
  expect(told(hook('a.istio.io', injection('enabled')), hook('b.istio.io', injection('disabled')))).toEqual([]);
  expect(told(hook('a.istio.io', injection('enabled')), hook('b.example.com', injection('enabled')))).toEqual([]);
  const revision = { objectSelector: { matchExpressions: [{ key: 'istio.io/rev', operator: 'In', values: ['x'] }] } };
  expect(told(hook('a', revision), hook('b', revision))).toHaveLength(2);
});

test('an injector asks a Service that is there', () => {
  const told = (...objects: object[]) => foundOf('IST0139', [configuration('Mutating', 'm', hook('a.istio.io', injection('enabled'), istiod('istiod')), hook('b.istio.io', injection('disabled'), istiod('istiod'))), ...objects]);
  const at = { namespace: 'istio-system' };
  expect(told(service('istiod-canary', {}, at))).toEqual(['IST0139 MutatingWebhookConfiguration m webhooks[0].clientConfig.service']);
  expect(told(service('istiod', {}, at))).toEqual([]);
  // without any Service of Istio in the manifests, Istio is installed otherwise
  expect(told(service('istiod', {}))).toEqual([]);
});

test('a control plane outside is reached by its name', () => {
  const told = (clientConfig: object, kind = 'Mutating', name = 'istio-sidecar-injector') => foundOf('IST0163 IST0164', [configuration(kind, name, hook('a.istio.io', {}, clientConfig))]).map(f => f.replace(/ .* /, ' '));
  expect(told({ url: 'https://1.2.3.4:80/x' })).toEqual(['IST0164 webhooks[0].clientConfig.url']);
  expect(told({ url: 'https://[::1]/x' })).toEqual(['IST0164 webhooks[0].clientConfig.url']);
  expect(told({ url: 'https://a b' })).toEqual(['IST0163 webhooks[0].clientConfig.url']);
  expect(told({})).toEqual(['IST0163 webhooks[0].clientConfig']);
  expect(told({ url: 'https://a.b' })).toEqual([]);
  expect(told(istiod('istiod'))).toEqual([]);
  expect(told({}, 'Validating', 'istiod-default-validator')).toHaveLength(1);
  expect(told({}, 'Validating', 'istio-validator-x')).toHaveLength(1);
  expect(told({}, 'Validating', 'other')).toEqual([]);
});

test('istiod does not fetch keys from anywhere', () => {
  const deployment = (...env: object[]) => ({
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'istiod', labels: { app: 'istiod' } }, spec: { template: { spec: { containers: [{ name: 'd', env }, { name: 'other' }] } } },
  });
  const told = (...env: object[]) => foundOf('IST0175', [deployment(...env), istio('RequestAuthentication', 'r', {})]);
  expect(told({ name: 'BLOCKED_CIDRS_IN_JWKS_URIS', value: '' })).toEqual(['IST0175 Deployment istiod']);
  expect(told({ name: 'BLOCKED_CIDRS_IN_JWKS_URIS', value: '10.0.0.0/8' })).toEqual([]);
  expect(told({ name: 'BLOCKED_CIDRS_IN_JWKS_URIS', valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } })).toEqual([]);
  expect(foundOf('IST0175', [deployment()])).toEqual([]);
});

test('CRDs are not older than what Istio reads', () => {
  const told = (name: string, version: unknown) => foundOf('IST0176', [{
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${name}.gateway.networking.k8s.io`, annotations: { 'gateway.networking.k8s.io/bundle-version': version } },
  }]);
  for (const old of ['v1.4.0', 'v1.4.9-rc.1', 'v0.9.0', 'v1']) { expect(told('tlsroutes', old)).toHaveLength(1); }
  for (const sound of ['v1.5.0', 'v1.5.0-rc.1', 'v1.10', 'v2', 'x', '', 5, undefined]) { expect(told('tlsroutes', sound)).toEqual([]); }
  expect(told('httproutes', 'v0.1.0')).toEqual([]);
});
