import { daemonSet, deployment, podSpec, refused, statefulSet } from './support';

test.each<[object, string[]]>([
  [deployment({ selector: undefined }), [
    'spec.selector: Required value',
    'spec.template.metadata.labels: Invalid value: {"app":"a"}: `selector` does not match template `labels`',
  ]],
  [deployment({ selector: {} }), [
    'spec.selector: Invalid value: {}: empty selector is invalid for deployment',
  ]],
  [deployment({ selector: { matchLabels: { app: 'b' } } }), [
    'spec.template.metadata.labels: Invalid value: {"app":"a"}: `selector` does not match template `labels`',
  ]],
  [deployment({ selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }] } }), []],
  [deployment({ selector: { matchExpressions: [{ key: 'app', operator: 'in', values: ['a'] }] } }), [
    'spec.selector.matchExpressions[0].operator: Invalid value: "in": not a valid selector operator',
    'spec.selector: Invalid value: {"matchExpressions":[{"key":"app","operator":"in","values":["a"]}]}: invalid label selector',
  ]],
  [deployment({ replicas: -1 }), [
    'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
  ]],
  [deployment({ strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } }), [
    "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'",
  ]],
  [deployment({ strategy: { type: 'Rolling' } }), [
    'spec.strategy: Unsupported value: {"Type":"Rolling","RollingUpdate":null}: supported values: "Recreate", "RollingUpdate"',
  ]],
  [deployment({ strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } } }), [
    'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "0%": may not be 0 when `maxSurge` is 0',
  ]],
  [deployment({ strategy: { rollingUpdate: { maxSurge: 'a', maxUnavailable: '101%' } } }), [
    'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%',
    'spec.strategy.rollingUpdate.maxSurge: Invalid value: "a": a valid percent string must be a numeric string followed by an ending \'%\'',
  ]],
  [deployment({ strategy: { rollingUpdate: { maxSurge: '150%' } } }), []],
  [deployment({ progressDeadlineSeconds: 5, minReadySeconds: 5 }), [
    'spec.progressDeadlineSeconds: Invalid value: 5: must be greater than minReadySeconds',
  ]],
  [deployment({}, { restartPolicy: 'Never' }), [
    'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
  ]],
  [deployment({}, { activeDeadlineSeconds: 5 }), [
    'spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported',
  ]],
  [deployment({ template: undefined }), [
    'spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`',
    'spec.template.spec.containers: Required value',
  ]],
])('deployments: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [daemonSet({ selector: undefined }), [
    'spec.template.metadata.labels: Invalid value: {"app":"a"}: `selector` does not match template `labels`',
  ]],
  [daemonSet({ updateStrategy: { rollingUpdate: { maxSurge: 1 } } }), [
    'spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero',
  ]],
  [daemonSet({ updateStrategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } }), [
    'spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0',
  ]],
  [daemonSet({ updateStrategy: { type: 'Recreate' } }), [
    'spec.updateStrategy: Unsupported value: {"Type":"Recreate","RollingUpdate":null}: supported values: "RollingUpdate", "OnDelete"',
  ]],
  [daemonSet({ updateStrategy: { type: 'OnDelete', rollingUpdate: { maxSurge: 'x' } } }), []],
])('daemon sets: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [statefulSet({ podManagementPolicy: 'Ordered' }), [
    'spec.podManagementPolicy: Invalid value: "Ordered": must be \'OrderedReady\' or \'Parallel\'',
  ]],
  [statefulSet({ updateStrategy: { type: 'OnDelete', rollingUpdate: { partition: 1 } } }), [
    'spec.updateStrategy.rollingUpdate: Invalid value: {"Partition":1,"MaxUnavailable":null}: only allowed for updateStrategy \'RollingUpdate\'',
  ]],
  [statefulSet({ updateStrategy: { type: 'Recreate' } }), [
    'spec.updateStrategy: Invalid value: {"Type":"Recreate","RollingUpdate":null}: must be \'RollingUpdate\' or \'OnDelete\'',
  ]],
  [statefulSet({ updateStrategy: { rollingUpdate: { partition: -1 } } }), [
    'spec.updateStrategy.rollingUpdate.partition: Invalid value: -1: must be greater than or equal to 0',
  ]],
  [statefulSet({ serviceName: 'a.b' }), [
    'spec.serviceName: Invalid value: "a.b": must not contain dots',
  ]],
  [statefulSet({ persistentVolumeClaimRetentionPolicy: { whenScaled: 'Keep' } }), [
    'spec.persistentVolumeClaimRetentionPolicy.whenScaled: Unsupported value: "Keep": supported values: "Retain", "Delete"',
  ]],
  [statefulSet({ volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }] }), [
    'spec.volumeClaimTemplates[0].spec.accessModes: Required value: at least 1 access mode is required',
    'spec.volumeClaimTemplates[0].spec.resources[storage]: Required value',
  ]],
  [statefulSet({ volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['RWO', 'ReadWriteOncePod', 'ReadOnlyMany'], resources: { requests: { storage: '0' } } } }] }), [
    'spec.volumeClaimTemplates[0].spec.accessModes: Unsupported value: "RWO": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"',
    'spec.volumeClaimTemplates[0].spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes',
    'spec.volumeClaimTemplates[0].spec.resources[storage]: Invalid value: "0": must be greater than zero',
  ]],
  [statefulSet({ ordinals: { start: -1 } }), [
    'spec.ordinals.start: Invalid value: -1: must be greater than or equal to 0',
  ]],
])('stateful sets: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

describe('updates', () => {
  test.each([['Deployment', deployment], ['DaemonSet', daemonSet]])('the selector of a %s stays', (_, of) => {
    const labels = { metadata: { labels: { app: 'a', b: 'c' } }, spec: podSpec() };
    expect(refused(of({ selector: { matchLabels: { app: 'a' }, matchExpressions: [] }, template: labels }), of({}))).toEqual([]);
    expect(refused(of({ selector: { matchLabels: { app: 'a', b: 'c' } }, template: labels }), of({})))
      .toEqual(['spec.selector: Invalid value: {"matchLabels":{"app":"a","b":"c"}}: field is immutable']);
  });

  test('of a stateful set, nearly everything stays', () => {
    const claim = (storage: string) => ({ volumeClaimTemplates: [{ metadata: { name: 'a' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } } }] });
    expect(refused(statefulSet({ ...claim('1Gi'), replicas: 5, podManagementPolicy: 'OrderedReady' }), statefulSet(claim('1024Mi')))).toEqual([]);
    const [message, ...others] = refused(statefulSet(claim('2Gi')), statefulSet(claim('1Gi')));
    expect(message).toMatch(/^spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template'/);
    expect(others).toEqual([]);
  });
});
