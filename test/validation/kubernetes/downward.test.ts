import { deployment, refused } from './support';

test.each<[object, string[]]>([
  [deployment({}, {}, { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.nam' } } }] }), [
    'spec.template.spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.nam": error converting fieldPath: field label not supported: metadata.nam',
  ]],
  [deployment({}, {}, { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.labels' } } }] }), [
    'spec.template.spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "metadata.labels": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"',
  ]],
  [deployment({}, {}, { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.restartPolicy' } } }] }), [
    'spec.template.spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "spec.restartPolicy": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"',
  ]],
  [deployment({}, {}, { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.labels[\'a b\']' } } }] }), [
    'spec.template.spec.containers[0].env[0].valueFrom.fieldRef: Invalid value: "a b": name part must consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character',
  ]],
  [deployment({}, {}, { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName[\'a\']' } } }] }), [
    'spec.template.spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: "spec.nodeName[\'a\']": error converting fieldPath: field label does not support subscript: spec.nodeName[\'a\']',
  ]],
  [deployment({}, {}, { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: '' } } }] }), [
    'spec.template.spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Required value',
  ]],
  [deployment({}, {}, { env: [{ name: 'A', valueFrom: { fieldRef: { apiVersion: 'v2', fieldPath: 'metadata.name' } } }] }), [
    'spec.template.spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.name": error converting fieldPath: unsupported pod version: v2',
  ]],
])('fields of the pod: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [deployment({}, {}, { env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.disk' } } }] }), [
    'spec.template.spec.containers[0].env[0].valueFrom.resourceFieldRef.resource: Unsupported value: "limits.disk": supported values: "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"',
  ]],
  [deployment({}, {}, { env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '2' } } }] }), [
    'spec.template.spec.containers[0].env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.cpu": only divisor\'s values 1m and 1 are supported with the cpu resource',
  ]],
  [deployment({}, {}, { env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'requests.memory', divisor: '1m' } } }] }), [
    'spec.template.spec.containers[0].env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "requests.memory": only divisor\'s values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the memory resource',
  ]],
  [deployment({}, {}, { env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } } }] }), []],
])('resources of a container: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});
