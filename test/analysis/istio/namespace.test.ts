import { foundOf, namespace } from '../support';

const CODES = 'IST0102 IST0123 IST0148';

test('a namespace should say whether its pods get sidecars', () => {
  expect(foundOf(CODES, [namespace('a'), namespace('default', { team: 'a' })])).toEqual(['IST0102 Namespace a metadata.name', 'IST0102 Namespace default metadata.name']);
  for (const labels of [{ 'istio-injection': 'enabled' }, { 'istio-injection': 'disabled' }, { 'istio.io/rev': 'a' }, { 'istio.io/dataplane-mode': 'ambient' }]) {
    expect(foundOf(CODES, [namespace('a', labels)])).toEqual([]);
  }
});

test('the namespaces of Istio and of Kubernetes need not', () => {
  expect(foundOf(CODES, ['istio-system', 'kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage'].map(name => namespace(name)))).toEqual([]);
});

test('one label is enough', () => {
  const all = { 'istio-injection': 'enabled', 'istio.io/rev': 'a', 'istio.io/dataplane-mode': 'ambient' };
  expect(foundOf(CODES, [namespace('a', all)])).toEqual(['IST0123 Namespace a metadata.labels']);
  expect(foundOf(CODES, [namespace('a', { ...all, 'istio-injection': 'disabled' })])).toEqual([]);
  expect(foundOf(CODES, [namespace('a', { 'istio.io/rev': 'a', 'istio.io/dataplane-mode': 'ambient' })])).toEqual(['IST0123 Namespace a metadata.labels']);
});

test('where Istio injects by default, it is told that it does', () => {
  const injector = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio-sidecar-injector' }, data: { values: '{"sidecarInjectorWebhook":{"enableNamespacesByDefault":true}}' } };
  expect(foundOf(CODES, [namespace('a'), injector])).toEqual(['IST0148 Namespace a metadata.name']);
});
