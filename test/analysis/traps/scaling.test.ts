import { hint, messages } from './support';
import { beside, workload } from '../support';

const CART = workload('cart', { labels: { app: 'cart', version: 'v1' } });

describe('the target of an autoscaler', () => {
  const autoscaler = (target: object, namespace?: string) =>
    ({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'hpa', namespace }, spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart', ...target } } });
  const database = { apiVersion: 'db.example.com/v1', kind: 'Database', metadata: { name: 'db' } };

  test.each<[string, object[], string[]]>([
    ['that is there', [autoscaler({}), CART], []],
    ['of another name', [autoscaler({ name: 'carts' }), CART], ['hpa spec.scaleTargetRef.name: there is no Deployment default/carts of group apps, so nothing is scaled']],
    ['of another kind', [autoscaler({ kind: 'StatefulSet' }), CART], ['hpa spec.scaleTargetRef.kind: there is no StatefulSet default/cart of group apps, so nothing is scaled']],
    ['without a group', [autoscaler({ apiVersion: undefined }), CART], ['hpa spec.scaleTargetRef.apiVersion: there is no Deployment default/cart, so nothing is scaled']],
    ['without a name', [autoscaler({ name: undefined }), CART], []],
    ['without a kind', [autoscaler({ kind: undefined }), CART], []],
    ['in another namespace', [autoscaler({}, 'other'), CART, workload('x', {}, { namespace: 'other' })],
      ['hpa spec.scaleTargetRef.name: there is no Deployment other/cart of group apps, so nothing is scaled']],
    ['in a namespace without workloads', [autoscaler({}, 'other'), CART], []],
    ['of a kind of others', [autoscaler({ apiVersion: 'db.example.com/v1', kind: 'Database', name: 'db' }), CART, database], []],
    ['that a controller may make', [autoscaler({ name: 'db' }), CART, database], []],
  ])('%s', (_, documents, findings) => {
    expect(messages('CDI0234', documents)).toEqual(findings);
  });

  test('that exists elsewhere is there', () => {
    const declared = beside({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'other', namespace: 'default' } });
    expect(messages('CDI0234', [autoscaler({ name: 'other' }), CART], declared)).toEqual([]);
  });

  test('is told what may be meant', () => {
    expect(hint('CDI0234', [autoscaler({ name: 'carts' }), CART])).toBe('write name: cart, which is there');
    expect(hint('CDI0234', [autoscaler({ name: 'something' }), CART])).toBe('correct the name, or add the Deployment');
    expect(hint('CDI0234', [autoscaler({ kind: 'StatefulSet' }), CART])).toBe('write kind: Deployment, apiVersion: apps/v1');
  });
});

describe('a budget', () => {
  const budget = (selector: unknown, namespace?: string) => ({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'pdb', namespace }, spec: { minAvailable: 1, selector } });
  const expression = (key: string, operator: string, ...values: string[]) => ({ key, operator, values });

  test.each<[string, object[], number]>([
    ['for pods', [budget({ matchLabels: { app: 'cart' } })], 0],
    ['for no pods', [budget({ matchLabels: { app: 'carts' } })], 1],
    ['for the pods of another version', [budget({ matchLabels: { app: 'cart', version: 'v2' } })], 1],
    ['for pods by an expression', [budget({ matchExpressions: [expression('app', 'In', 'cart')] })], 0],
    ['for no pods by an expression', [budget({ matchExpressions: [expression('app', 'In', 'carts')] })], 1],
    ['for no pods by one of two expressions', [budget({ matchExpressions: [expression('app', 'In', 'cart'), expression('version', 'NotIn', 'v1')] })], 1],
    ['for no pods by one of two labels of one key', [budget({ matchLabels: { app: 'cart' }, matchExpressions: [expression('app', 'In', 'carts')] })], 1],
    ['for several by an expression', [budget({ matchExpressions: [expression('app', 'In', 'a', 'b')] })], 0],
    ['for what has no key', [budget({ matchExpressions: [{ operator: 'In', values: ['a'] }] })], 0],
    ['for what has no operator', [budget({ matchLabels: { app: 'cart' }, matchExpressions: [{ key: 'app', values: ['a'] }] })], 0],
    ['for pods with a label that they get later', [budget({ matchLabels: { app: 'cart' }, matchExpressions: [expression('apps.kubernetes.io/pod-index', 'In', '0', '1')] })], 0],
    ['for pods of a revision', [budget({ matchExpressions: [expression('app', 'In', 'cart'), expression('controller-revision-hash', 'Exists')] })], 0],
    ['for all pods', [budget({})], 0],
    ['without a selector', [budget(undefined)], 0],
    ['in a namespace without workloads', [budget({ matchLabels: { app: 'carts' } }, 'other')], 0],
    ['in another namespace', [budget({ matchLabels: { app: 'cart' } }, 'other'), workload('x', {}, { namespace: 'other' })], 1],
    ['for pods that a controller may make', [budget({ matchLabels: { cluster: 'db' } }), { apiVersion: 'db.example.com/v1', kind: 'Database', metadata: { name: 'db' } }], 0],
  ])('%s', (_, documents, findings) => {
    expect(messages('CDI0235', [...documents, CART])).toHaveLength(findings);
  });

  test('for no pods says what it looks for', () => {
    expect(messages('CDI0235', [budget({ matchLabels: { app: 'carts', version: 'v1' } }), CART]))
      .toEqual(['pdb spec.selector: no pods in namespace default have the labels app=carts, version=v1, so the budget keeps none of them']);
  });
});
