import { messages } from './support';
import { workload } from '../support';

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
  ['an operator beneath k8s.io has one of the name', [object('sparkoperator.k8s.io/v1beta2', 'SparkApplication', 'etl')], { app: 'etl' }, 'etl', false],
  ['one with a template has the name', [object('serving.knative.dev/v1', 'Service', 'hello', { template: { spec: { containers: [{ name: 'a' }] } } })], { 'serving.knative.dev/service': 'hello' }, 'hello', false],
  ['Flagger makes a copy of it', [object('flagger.app/v1beta1', 'Canary', 'x')], { app: 'x-primary' }, 'x-primary', false],
  ['an IstioOperator installs into the namespace', [object('install.istio.io/v1alpha1', 'IstioOperator', 'control-plane', {}, { namespace: 'default' })], { app: 'istiod' }, 'istiod', false],
  ['an Istio installs into the namespace', [object('sailoperator.io/v1', 'Istio', 'mesh', { namespace: 'default' })], { app: 'istiod' }, 'istiod', false],
  ['an Istio installs into another', [object('sailoperator.io/v1', 'Istio', 'mesh', { namespace: 'other' })], { app: 'istiod' }, 'istiod', true],
  ['a HelmRelease installs into the namespace', [object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'x', { targetNamespace: 'default' }, { namespace: 'flux' })], { app: 'y' }, 'y', false],
])('where %s', (_, documents, labels, name, expected) => {
  expect(told([CART, ...documents], labels, name)).toBe(expected);
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
