import { autoscaler, refused } from './support';

const budget = (spec: object) => ({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'x' }, spec });

test.each<[object, string[]]>([
  [autoscaler({ minReplicas: 3 }), [
    'spec.maxReplicas: Invalid value: 2: must be greater than or equal to `minReplicas`',
  ]],
  [autoscaler({ maxReplicas: 0 }), [
    'spec.maxReplicas: Required value: must be set and greater than 0',
    'spec.maxReplicas: Invalid value: 0: must be greater than or equal to `minReplicas`',
  ]],
  [autoscaler({ minReplicas: 0, maxReplicas: -1 }), [
    'spec.minReplicas: Invalid value: 0: must be greater than or equal to 1',
    'spec.maxReplicas: Invalid value: -1: must be greater than or equal to 1',
    'spec.maxReplicas: Invalid value: -1: must be greater than or equal to `minReplicas`',
    'spec.metrics: Forbidden: must specify at least one Object or External metric to support scaling to zero replicas',
  ]],
  [autoscaler({ scaleTargetRef: { kind: 'a/b' } }), [
    'spec.scaleTargetRef.kind: Invalid value: "a/b": may not contain \'/\'',
    'spec.scaleTargetRef.name: Required value',
    'spec.scaleTargetRef.apiVersion: Invalid value: "": apiVersion must specify API group',
  ]],
  [autoscaler({ metrics: [{}, { type: 'Resource' }, { type: 'Pods', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 0 } }, external: { metric: { name: 'a' }, target: { type: 'Value', value: '0' } } }] }), [
    'spec.metrics[0].type: Required value: must specify a metric source type',
    'spec.metrics[0].type: Unsupported value: "": supported values: "ContainerResource", "External", "Object", "Pods", "Resource"',
    'spec.metrics[1].resource: Required value: must populate information for the given metric source',
    'spec.metrics[2].external.target.value: Invalid value: "0": must be positive',
    'spec.metrics[2].pods: Required value: must populate information for the given metric source',
    'spec.metrics[2].external: Forbidden: must populate the given metric source only',
    'spec.metrics[2].resource: Forbidden: must populate the given metric source only',
  ]],
  [autoscaler({ metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Percent', averageUtilization: 1, averageValue: '1' } } }] }), [
    'spec.metrics[0].resource.target.type: Invalid value: "Percent": must be either Utilization, Value, or AverageValue',
    'spec.metrics[0].resource.target.averageValue: Forbidden: may not set both a target raw value and a target utilization',
  ]],
  [autoscaler({ metrics: [{ type: 'ContainerResource', containerResource: { name: 'disk', target: { type: 'Utilization' } } }] }), [
    'spec.metrics[0].containerResource.name: Invalid value: "disk": must be a standard resource type or fully qualified',
    'spec.metrics[0].containerResource.name: Invalid value: "disk": must be a standard resource for containers',
    'spec.metrics[0].containerResource.container: Required value: must specify a container',
    'spec.metrics[0].containerResource.target.averageUtilization: Required value: must set either a target raw value or a target utilization',
  ]],
  [autoscaler({ metrics: [{ type: 'Object', object: { metric: {}, describedObject: { kind: 'Service', name: 'a', apiVersion: 'v1' }, target: { type: 'Value' } } }] }), [
    'spec.metrics[0].object.metric.name: Required value: must specify a metric name',
    'spec.metrics[0].object.target.averageValue: Required value: must set either a target value or averageValue',
  ]],
  [autoscaler({ behavior: { scaleUp: { stabilizationWindowSeconds: 4000, selectPolicy: 'max', policies: [] }, scaleDown: { stabilizationWindowSeconds: -1, tolerance: '-1', policies: [{ type: 'Pod', value: 0, periodSeconds: 2000 }] } } }), [
    'spec.behavior.scaleUp.stabilizationWindowSeconds: Invalid value: 4000: must be less than or equal to 3600',
    'spec.behavior.scaleUp.selectPolicy: Unsupported value: "max": supported values: "Disabled", "Max", "Min"',
    'spec.behavior.scaleUp.policies: Required value: must specify at least one Policy',
    'spec.behavior.scaleDown.stabilizationWindowSeconds: Invalid value: -1: must be greater than or equal to zero',
    'spec.behavior.scaleDown.policies[0].type: Unsupported value: "Pod": supported values: "Percent", "Pods"',
    'spec.behavior.scaleDown.policies[0].value: Invalid value: 0: must be greater than zero',
    'spec.behavior.scaleDown.policies[0].periodSeconds: Invalid value: 2000: must be less than or equal to 1800',
    'spec.behavior.scaleDown.tolerance: Invalid value: "-1": must be greater than or equal to 0',
  ]],
])('autoscalers: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [budget({ minAvailable: 1, maxUnavailable: 1 }), [
    'spec: Invalid value: {"MinAvailable":1,"Selector":null,"MaxUnavailable":1,"UnhealthyPodEvictionPolicy":null}: minAvailable and maxUnavailable cannot be both set',
  ]],
  [budget({ minAvailable: '101%', unhealthyPodEvictionPolicy: 'Never', selector: { matchLabels: { a: '-' } } }), [
    'spec.minAvailable: Invalid value: "101%": must not be greater than 100%',
    'spec.selector.matchLabels: Invalid value: "-": a valid label must be an empty string or consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character',
    'spec.unhealthyPodEvictionPolicy: Unsupported value: "Never": supported values: "AlwaysAllow", "IfHealthyBudget"',
  ]],
  [budget({ maxUnavailable: -1 }), [
    'spec.maxUnavailable: Invalid value: -1: must be greater than or equal to 0',
  ]],
  [budget({ maxUnavailable: '5' }), [
    'spec.maxUnavailable: Invalid value: "5": a valid percent string must be a numeric string followed by an ending \'%\'',
  ]],
])('disruption budgets: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});
