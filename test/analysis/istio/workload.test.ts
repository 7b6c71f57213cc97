import { analyze, foundOf, namespace, workload } from '../support';

const user = (runAsUser: number) => ({ securityContext: { runAsUser } });
const container = (name: string, more: object = {}) => ({ name, image: 'a', ...more });
const pod = (spec: object, metadata: object = {}) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', ...metadata }, spec });
const auto = { containers: [container('istio-proxy', { image: 'auto' })] };

test('no application runs as the user of the proxy', () => {
  const both = { ...user(1337), containers: [container('a'), container('b', user(1337))] };
  const [finding, ...more] = analyze([workload('w', both)]);
  expect([finding.code, finding.path, finding.message]).toEqual(['IST0144', 'spec.template.spec.securityContext.runAsUser', expect.stringMatching('^the pod and container b runs as user 1337')]);
  expect(more).toEqual([]);
  expect(foundOf('IST0144', [workload('w', { containers: [container('a'), container('b', user(1337))] }, {}, 'StatefulSet')]))
    .toEqual(['IST0144 StatefulSet w spec.template.spec.containers[1].securityContext.runAsUser']);
  expect(foundOf('IST0144', [pod({ containers: [container('a', user(1337))] })])).toEqual(['IST0144 Pod p spec.containers[0].securityContext.runAsUser']);
});

test('but the proxy does, and others may run as others', () => {
  expect(foundOf('IST0144', [workload('w', { ...user(1000), containers: [container('istio-proxy', user(1337))] })])).toEqual([]);
  expect(foundOf('IST0144', [workload('w', user(1337), { labels: { istio: 'pilot' } })])).toEqual([]);
  expect(foundOf('IST0144', [pod({ ...user(1337), containers: [] }, { labels: { release: 'istio' } })])).toEqual([]);
});

describe('image auto', () => {
  const CODES = 'IST0146 IST0147';
  const labelled = (labels: object) => ({ labels, ...auto });
  const inject = { 'sidecar.istio.io/inject': 'true' };

  test('needs an injector, and those of an installation are taken for granted', () => {
    expect(foundOf(CODES, [workload('w', auto), namespace('default')])).toEqual(['IST0146 Deployment w spec.template.spec.containers[0].image']);
    expect(foundOf(CODES, [workload('w', auto, {}, 'DaemonSet'), namespace('default')])).toEqual(['IST0147 DaemonSet w spec.template.spec.containers[0].image']);
    for (const labels of [{ 'istio-injection': 'enabled' }, { 'istio.io/rev': 'a' }]) { expect(foundOf(CODES, [workload('w', auto), namespace('default', labels)])).toEqual([]); }
    for (const labels of [inject, { 'istio.io/rev': 'a' }]) { expect(foundOf(CODES, [workload('w', labelled(labels)), namespace('default')])).toEqual([]); }
    expect(foundOf(CODES, [workload('w', labelled({ 'sidecar.istio.io/inject': 'false' })), namespace('default', { 'istio-injection': 'enabled' })])).toHaveLength(1);
    expect(foundOf(CODES, [workload('w', labelled(inject)), namespace('default', { 'istio-injection': 'disabled' })])).toHaveLength(1);
  });

  test('may be injected where the namespace is not known', () => {
    expect(foundOf(CODES, [workload('w', auto)])).toEqual([]);
    expect(foundOf(CODES, [workload('w', labelled({ 'sidecar.istio.io/inject': 'false' }))])).toHaveLength(1);
  });

  test('is injected by default, if Istio is installed so and nobody refuses', () => {
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio-sidecar-injector' }, data: { values: '{"sidecarInjectorWebhook":{"enableNamespacesByDefault":true}}' } };
    expect(foundOf(CODES, [workload('w', auto), namespace('default'), map])).toEqual([]);
    expect(foundOf(CODES, [workload('w', labelled({ 'sidecar.istio.io/inject': 'false' })), namespace('default'), map])).toHaveLength(1);
  });

  test('is left to the injectors of the manifests, if they hold any', () => {
    const injector = { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration', metadata: { name: 'x' }, webhooks: [{ name: 'x.istio.io', objectSelector: { matchLabels: { app: 'b' } } }] };
    expect(foundOf(CODES, [workload('w', labelled(inject)), namespace('default'), injector])).toHaveLength(1);
    expect(foundOf(CODES, [workload('w', labelled({ app: 'b' })), namespace('default'), injector])).toEqual([]);
  });

  test('never belongs into a Pod of its own', () => {
    expect(foundOf(CODES, [pod(auto), namespace('default', { 'istio-injection': 'enabled' })])).toEqual(['IST0147 Pod p spec.containers[0].image']);
  });
});
