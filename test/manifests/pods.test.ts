import { isSelected, Manifests } from '../../src/manifests';

const template = (labels: object) => ({ metadata: { labels, annotations: { a: 'b' } }, spec: { containers: [] } });
const workload = (apiVersion: string, kind: string, spec: object, namespace?: string) =>
  JSON.stringify({ apiVersion, kind, metadata: { name: kind.toLowerCase(), namespace, labels: { of: 'workload' } }, spec });

const manifests = Manifests.fromYaml([
  workload('apps/v1', 'Deployment', { template: template({ app: 'a', version: 'v1' }) }),
  workload('apps/v1', 'StatefulSet', { template: template({ app: 'a', version: 'v2' }) }),
  workload('apps/v1', 'DaemonSet', { template: template({ app: 'a' }) }, 'test'),
  workload('apps/v1', 'ReplicaSet', { template: template({ app: 'b' }) }),
  workload('v1', 'ReplicationController', { template: template({ app: 'c' }) }),
  workload('batch/v1', 'Job', { template: template({ app: 'd' }) }),
  workload('batch/v1', 'CronJob', { jobTemplate: { spec: { template: template({ app: 'e' }) } } }),
  JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', labels: { app: 'f' } }, spec: { containers: [] } }),
  workload('v1', 'Service', { template: template({ app: 'a' }) }),
  workload('apps/v1', 'Deployment', {}),
  workload('apps/v1', 'constructor', {}),
  workload('apps/v1', 'Deployment', { template: 5 }),
].join('\n---\n'));

test('every workload makes pods', () => {
  expect(manifests.pods.map(pods => [pods.workload.kind, pods.path.join('.'), pods.labels.app]).sort()).toEqual([
    ['CronJob', 'spec.jobTemplate.spec.template', 'e'],
    ['DaemonSet', 'spec.template', 'a'],
    ['Deployment', 'spec.template', 'a'],
    ['Job', 'spec.template', 'd'],
    ['Pod', '', 'f'],
    ['ReplicaSet', 'spec.template', 'b'],
    ['ReplicationController', 'spec.template', 'c'],
    ['StatefulSet', 'spec.template', 'a'],
  ]);
  expect(manifests.pods[0].annotations).toEqual({ a: 'b' });
  expect(manifests.pods[0].spec).toEqual({ containers: [] });
});

test('workloads of other makers describe their pods as a Deployment does', () => {
  const kinds = Manifests.fromYaml([
    workload('argoproj.io/v1alpha1', 'Rollout', { template: template({ app: 'a' }) }),
    workload('argoproj.io/v1alpha1', 'Workflow', { template: { spec: {} } }),
  ].join('\n---\n')).podsWith({ app: 'a' }).map(pods => pods.workload.kind);
  expect(kinds).toEqual(['Rollout']);
});

test('they are found by their labels, in one namespace or in all', () => {
  const kinds = (labels: { [key: string]: string }, namespace?: string) => manifests.podsWith(labels, namespace).map(pods => pods.workload.kind);
  expect(kinds({ app: 'a' })).toEqual(['Deployment', 'StatefulSet', 'DaemonSet']);
  expect(kinds({ app: 'a' }, 'test')).toEqual(['DaemonSet']);
  expect(kinds({ app: 'a', version: 'v2' }, 'default')).toEqual(['StatefulSet']);
  expect(kinds({ of: 'workload' })).toEqual([]);
  expect(kinds({}, 'test')).toEqual(['DaemonSet']);
  expect(kinds({}, 'nowhere')).toEqual([]);
});

test('they are found by selectors', () => {
  const kinds = (operator: string, values?: string[]) =>
    manifests.podsSelected({ matchLabels: { app: 'a' }, matchExpressions: [{ key: 'version', operator, values }] }, 'default').map(pods => pods.workload.kind);
  expect(kinds('In', ['v1'])).toEqual(['Deployment']);
  expect(kinds('NotIn', ['v1'])).toEqual(['StatefulSet']);
  expect(kinds('Exists')).toEqual(['Deployment', 'StatefulSet']);
  expect(kinds('DoesNotExist')).toEqual([]);
  expect(kinds('Like', ['v1'])).toEqual([]);
  expect(isSelected({}, { matchExpressions: [{ key: 'toString', operator: 'DoesNotExist' }] })).toBe(true);
  expect(isSelected({}, { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['b'] }] })).toBe(true);
  expect(isSelected({}, {})).toBe(true);
});
