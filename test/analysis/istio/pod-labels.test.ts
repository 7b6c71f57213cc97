import { isGivenLater, selectedBy } from '../../../src/analysis/istio/pod-labels';
import { Mesh } from '../../../src/analysis/mesh';
import { Manifests } from '../../../src/manifests';
import { foundOf, istio, route, service, virtualService, workload } from '../support';

const CONTROLLERS = [
  'pod-template-hash', 'rollouts-pod-template-hash', 'controller-revision-hash', 'pod-template-generation', 'statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index',
  'job-name', 'controller-uid', 'batch.kubernetes.io/job-name', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-completion-index',
  'service.istio.io/canonical-name', 'service.istio.io/canonical-revision', 'security.istio.io/tlsMode', 'networking.istio.io/tunnel',
];
const PLACES = [
  'kubernetes.io/hostname', 'topology.istio.io/cluster', 'topology.istio.io/network', 'topology.istio.io/subzone',
  'topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.kubernetes.io/rack',
];

/** How many of the pods of a workload have the labels `app: cart` and the one that is asked for, or may get it. */
const selected = (kind: string, key: string, own: object = {}) => {
  const labels = { app: 'cart', ...own };
  const of = kind === 'Pod' ? { apiVersion: 'v1', kind, metadata: { name: 'cart', labels }, spec: { containers: [{ name: 'a' }] } } : workload('cart', { labels }, {}, kind);
  return selectedBy(new Mesh(Manifests.fromObjects([of])), { app: 'cart', [key]: 'wanted' }, 'default').length;
};

describe.each(CONTROLLERS)('%s', key => {
  test('is given by the controller of a workload', () => {
    expect(isGivenLater(key)).toBe(true);
    expect([selected('Deployment', key), selected('StatefulSet', key), selected('Pod', key)]).toEqual([1, 1, 0]);
  });

  test('stays what it is where the manifest says it', () => {
    expect([selected('Deployment', key, { [key]: 'wanted' }), selected('Deployment', key, { [key]: 'other' })]).toEqual([1, 0]);
  });
});

describe.each(PLACES)('%s', key => {
  test('is given where a pod is placed', () => {
    expect(isGivenLater(key)).toBe(true);
    expect([selected('Deployment', key), selected('Pod', key), selected('Pod', key, { [key]: 'other' })]).toEqual([1, 1, 0]);
  });
});

test.each(['app', 'version', 'topology.example.com/zone', 'app.kubernetes.io/name', 'istio.io/rev'])('%s is not given later', key => {
  expect(isGivenLater(key)).toBe(false);
  expect([selected('Deployment', key), selected('Pod', key)]).toEqual([0, 0]);
});

describe.each([...CONTROLLERS, ...PLACES])('what selects by %s is not told that there are no pods:', key => {
  const labels = { app: 'cart', [key]: 'wanted' };
  const cart = workload('cart', { labels: { app: 'cart' } });

  test.each<[string, string, object[]]>([
    ['a Service', 'CDI0232', [service('cart', { selector: labels, ports: [{ name: 'http', port: 80 }] }), virtualService('vs', { http: [route('cart')] })]],
    ['a budget', 'CDI0235', [{ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'pdb' }, spec: { minAvailable: 1, selector: { matchLabels: labels } } }]],
    ['a subset', 'IST0173', [service('cart'), istio('DestinationRule', 'cart', { host: 'cart', subsets: [{ name: 's', labels }] })]],
    ['a Sidecar', 'IST0101', [istio('Sidecar', 's', { workloadSelector: { labels }, egress: [{ hosts: ['*/*'] }] })]],
    ['Telemetry', 'IST0101', [istio('Telemetry', 't', { selector: { matchLabels: labels } })]],
    ['a policy', 'IST0127', [istio('AuthorizationPolicy', 'p', { selector: { matchLabels: labels } })]],
  ])('%s', (_, code, documents) => {
    expect(foundOf(code, [cart, ...documents])).toEqual([]);
    const other = JSON.parse(JSON.stringify(documents).replaceAll(key, 'other-label'));
    expect(foundOf(code, [cart, ...other])).toHaveLength(1);
  });
});

describe('a Rollout', () => {
  const rollout = (strategy: object) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'cart' },
    spec: { strategy, template: { metadata: { labels: { app: 'cart' } }, spec: { containers: [{ name: 'a' }] } } },
  });
  const metadata = (role: string) => ({ labels: { role } });
  const CANARY = { canary: { canaryMetadata: metadata('canary'), stableMetadata: metadata('stable') } };
  const BLUE_GREEN = { blueGreen: { activeMetadata: metadata('active'), previewMetadata: metadata('preview') } };

  test.each<[string, object, number]>([
    ['canary', CANARY, 1], ['stable', CANARY, 1], ['active', CANARY, 0], ['active', BLUE_GREEN, 1], ['preview', BLUE_GREEN, 1], ['stable', BLUE_GREEN, 0], ['canary', { canary: {} }, 0],
  ])('has pods of role %s while it is rolled out by %j: %i', (role, strategy, count) => {
    const wanted = (documents: object[]) => selectedBy(new Mesh(Manifests.fromObjects(documents)), { app: 'cart', role }, 'default').length;
    const others = [workload('plain', { labels: { app: 'cart' } }), workload('of-role', { labels: { app: 'cart', role: 'other' } })];
    expect(wanted([rollout(strategy), ...others])).toBe(count);
    expect(wanted([rollout(strategy), ...others, workload('own', { labels: { app: 'cart', role } })])).toBe(count + 1);
  });

  test('may be split into subsets by them', () => {
    const subsets = (strategy: object) => foundOf('IST0173', [service('cart'), rollout(strategy), istio('DestinationRule', 'cart', { host: 'cart', subsets: [{ name: 'c', labels: { role: 'canary' } }] })]);
    expect(subsets(CANARY)).toEqual([]);
    expect(subsets({ canary: {} })).toHaveLength(1);
  });
});
