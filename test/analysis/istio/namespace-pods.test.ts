import { workload } from '../support';
import { messages } from '../traps/support';

const CART = workload('cart', { labels: { app: 'cart' } });
const object = (apiVersion: string, kind: string, name: string, spec: object = {}, metadata: object = {}) =>
  ({ apiVersion, kind, metadata: { name, ...metadata }, spec });
const budget = (matchLabels: object) =>
  object('policy/v1', 'PodDisruptionBudget', 'pdb', { minAvailable: 1, selector: { matchLabels } });
const autoscaler = (name: string) =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', 'hpa', { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } });

/** Whether both are told that what they name is not there. */
const told = (documents: readonly object[], labels: object, name: string): boolean => {
  const [budgets, autoscalers] = [messages('CDI0235', [...documents, budget(labels)]), messages('CDI0234', [...documents, autoscaler(name)])];
  expect(budgets.length).toBe(autoscalers.length);
  return budgets.length > 0;
};

test.each<[string, object[], object, string, boolean]>([
  ['nothing else is there', [], { app: 'x' }, 'x', true],
  ['a Gateway of any class has the name', [object('gateway.networking.k8s.io/v1', 'Gateway', 'edge', { gatewayClassName: 'eg' })], { 'gateway.envoyproxy.io/owning-gateway-name': 'edge' }, 'edge', false],
  ['a route has the name', [object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'x')], { app: 'x' }, 'x', true],
  ['an object of Kubernetes has the name', [object('networking.k8s.io/v1', 'Ingress', 'x')], { app: 'x' }, 'x', true],
  ['the usage of the name is watched', [object('autoscaling.k8s.io/v1', 'VerticalPodAutoscaler', 'x')], { app: 'x' }, 'x', true],
  ['an operator beneath k8s.io has one of the name', [object('sparkoperator.k8s.io/v1beta2', 'SparkApplication', 'etl')], { app: 'etl' }, 'etl', false],
  ['one with a template has the name', [object('serving.knative.dev/v1', 'Service', 'hello', { template: { spec: { containers: [{ name: 'a' }] } } })], { 'serving.knative.dev/service': 'hello' }, 'hello', false],
  ['Flagger makes a copy of it', [object('flagger.app/v1beta1', 'Canary', 'x')], { app: 'x-primary' }, 'x-primary', false],
  ['an IstioOperator installs into the namespace', [object('install.istio.io/v1alpha1', 'IstioOperator', 'control-plane', {}, { namespace: 'default' })], { app: 'istiod' }, 'istiod', false],
  ['an Istio installs into the namespace', [object('sailoperator.io/v1', 'Istio', 'mesh', { namespace: 'default' })], { app: 'istiod' }, 'istiod', false],
  ['an Istio installs into another', [object('sailoperator.io/v1', 'Istio', 'mesh', { namespace: 'other' })], { app: 'istiod' }, 'istiod', true],
  ['a HelmRelease installs into the namespace', [object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'x', { targetNamespace: 'default' }, { namespace: 'flux' })], { app: 'y' }, 'y', false],
  ['an Istio installs where it says nothing', [object('sailoperator.io/v1', 'Istio', 'mesh')], { app: 'x' }, 'x', true],
  ['another revision of Istio is installed into the namespace', [object('sailoperator.io/v1', 'IstioRevision', 'canary', { namespace: 'default' })], { app: 'istiod' }, 'istiod-canary', false],
  ['the CNI plugin is installed into the namespace', [object('sailoperator.io/v1', 'IstioCNI', 'cni', { namespace: 'default' })], { 'k8s-app': 'istio-cni-node' }, 'x', false],
  ['ztunnel is installed into the namespace', [object('sailoperator.io/v1', 'ZTunnel', 'z', { namespace: 'default' })], { app: 'ztunnel' }, 'x', false],
  ['a HelmRelease installs beside itself', [object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'r', {}, { namespace: 'default' })], { app: 'y' }, 'y', false],
  ['a HelmRelease installs elsewhere', [object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'r', { targetNamespace: 'other' }, { namespace: 'flux' })], { app: 'y' }, 'y', true],
  ['a Kustomization installs into the namespace', [object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'k', { targetNamespace: 'default' }, { namespace: 'flux' })], { app: 'y' }, 'y', false],
  ['a HelmChart installs into the namespace', [object('helm.cattle.io/v1', 'HelmChart', 'r', { targetNamespace: 'default' }, { namespace: 'kube-system' })], { app: 'y' }, 'y', false],
  ['an operator is subscribed to', [object('operators.coreos.com/v1alpha1', 'Subscription', 's')], { app: 'y' }, 'y', false],
  ['an Application installs into the namespace', [object('argoproj.io/v1alpha1', 'Application', 'a', { destination: { namespace: 'default' } }, { namespace: 'argocd' })], { app: 'y' }, 'y', false],
  ['an Application installs into another', [object('argoproj.io/v1alpha1', 'Application', 'a', { destination: { namespace: 'other' } })], { app: 'y' }, 'y', true],
  ['an Application does not say where', [object('argoproj.io/v1alpha1', 'Application', 'a', {}, { namespace: 'argocd' })], { app: 'y' }, 'y', false],
  ['an ApplicationSet installs into another', [object('argoproj.io/v1alpha1', 'ApplicationSet', 'a', { template: { spec: { destination: { namespace: 'other' } } } }, { namespace: 'argocd' })], { app: 'y' }, 'y', true],
  ['an ApplicationSet installs by a template', [object('argoproj.io/v1alpha1', 'ApplicationSet', 'a', { template: { spec: { destination: { namespace: '{{.namespace}}' } } } }, { namespace: 'argocd' })], { app: 'y' }, 'y', false],
  ['an operator makes workloads that begin with its name', [object('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', 'logs')], { app: 'logs-es-default' }, 'logs-es-default', false],
  ['an operator makes workloads that end with its name', [object('monitoring.coreos.com/v1', 'Prometheus', 'k8s')], { app: 'prometheus-k8s' }, 'prometheus-k8s', false],
  ['istiod makes a Deployment for a class of one\'s own', [object('gateway.networking.k8s.io/v1', 'Gateway', 'edge', { gatewayClassName: 'edges' })], { app: 'edge-edges' }, 'edge-edges', false],
])('where %s', (_, documents, labels, name, expected) => {
  expect(told([CART, ...documents], labels, name)).toBe(expected);
});

test('what installs Istio may have installed more than the manifests make', () => {
  const kiali = workload('kiali', {}, { namespace: 'istio-system' });
  const istiod = workload('istiod', { labels: { app: 'istiod' } }, { namespace: 'istio-system' });
  const gateway = { ...autoscaler('istio-ingressgateway'), metadata: { name: 'hpa', namespace: 'istio-system' } };
  expect(messages('CDI0234', [kiali, gateway])).toEqual([]);
  expect(messages('CDI0234', [kiali, istiod, gateway])).toHaveLength(1);
});

test('Pods alone do not say that there are no workloads', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'test', annotations: { 'helm.sh/hook': 'test' } }, spec: { containers: [{ name: 'a', image: 'b' }] } };
  expect(told([pod], { app: 'x' }, 'x')).toBe(false);
});

test('a controller of others may give its pods labels that no other pod has', () => {
  const documents = [CART, object('db.example.com/v1', 'Database', 'db')];
  expect(messages('CDI0235', [...documents, budget({ role: 'primary' })])).toEqual([]);
  expect(messages('CDI0235', [...documents, budget({ app: 'carts' })])).toHaveLength(1);
});
