import { checkCountOrPercent } from './amounts';
import { Field, Struct } from './field';
import { checkSelector, shownSelector } from './labels';
import { quantityOf } from './quantity';
import { checkContainerResourceName } from './resources';
import { dnsLabel, pathSegment } from '../forms';

export function checkHorizontalPodAutoscaler(autoscaler: Field): void {
  const spec = autoscaler.get('spec');
  const least = spec.get('minReplicas');
  const most = spec.get('maxReplicas');
  const count = most.value ?? 0;
  if (least.value < 1) { least.invalid('must be greater than or equal to 1'); }
  if (count === 0) { most.required('must be set and greater than 0'); }
  if (count < 0) { most.invalid('must be greater than or equal to 1'); }
  if (count < (least.value ?? 1)) { most.invalid('must be greater than or equal to `minReplicas`', count); }
  const target = spec.get('scaleTargetRef');
  checkReference(target, target.object.kind === 'ReplicationController');
  const metrics = spec.items('metrics');
  metrics.forEach(checkMetric);
  if (least.value === 0 && !metrics.some(({ value }) => value?.type === 'Object' || value?.type === 'External')) {
    spec.get('metrics').forbidden('must specify at least one Object or External metric to support scaling to zero replicas');
  }
  for (const direction of ['scaleUp', 'scaleDown']) { checkScaling(spec.get('behavior').get(direction)); }
}

function checkReference(reference: Field, mayBeCore: boolean): void {
  reference.get('kind').mustHaveForm(pathSegment);
  reference.get('name').mustHaveForm(pathSegment);
  const version = reference.get('apiVersion');
  const value: string = version.or('');
  const slashes = value.split('/').length - 1;
  if (slashes > 1) {
    version.invalid(`unexpected GroupVersion string: ${value}`);
  } else if (!mayBeCore && (slashes === 0 || value.startsWith('/'))) {
    version.invalid('apiVersion must specify API group', value);
  }
}

const TYPES: { [type: string]: string } = { ContainerResource: 'containerResource', External: 'external', Object: 'object', Pods: 'pods', Resource: 'resource' };
const SOURCES: readonly (readonly [name: string, check: (source: Field) => void])[] = [
  ['object', source => {
    checkReference(source.get('describedObject'), true);
    checkIdentifier(source);
    const target = checkTarget(source);
    if (target.object.value === undefined && target.object.averageValue === undefined) { target.get('averageValue').required('must set either a target value or averageValue'); }
  }],
  ['external', source => {
    checkIdentifier(source);
    const target = checkTarget(source);
    const { value, averageValue } = target.object;
    if (value === undefined && averageValue === undefined) { target.get('averageValue').required('must set either a target value for metric or a per-pod target'); }
    if (value !== undefined && averageValue !== undefined) { target.get('value').forbidden('may not set both a target value for metric and a per-pod target'); }
  }],
  ['pods', source => {
    checkIdentifier(source);
    const target = checkTarget(source);
    if (target.object.averageValue === undefined) { target.get('averageValue').required('must specify a positive target averageValue'); }
  }],
  ['resource', checkResource],
  ['containerResource', source => {
    if (source.object.name) { checkContainerResourceName(source.get('name'), source.object.name); }
    const container = source.get('container');
    if (!container.value) { container.required('must specify a container'); } else { container.hasForm(dnsLabel); }
    checkResource(source);
  }],
];

function checkMetric(metric: Field): void {
  const type = metric.get('type');
  const expected = TYPES[type.value];
  const present = SOURCES.filter(([name]) => metric.object[name]);
  if (!type.value) { type.required('must specify a metric source type'); }
  if (!expected) { type.unsupported(Object.keys(TYPES)); }
  if (present.length > 0) { present[0][1](metric.get(present[0][0])); }
  if (expected && !metric.get(expected).given) { metric.get(expected).required('must populate information for the given metric source'); }
  if (present.length > 1) {
    for (const [name] of present) {
      if (name !== expected) { metric.get(name).forbidden('must populate the given metric source only'); }
    }
  }
}

function checkResource(source: Field): void {
  if (!source.object.name) { source.get('name').required('must specify a resource name'); }
  const target = checkTarget(source);
  const { averageUtilization, averageValue } = target.object;
  if (averageUtilization === undefined && averageValue === undefined) { target.get('averageUtilization').required('must set either a target raw value or a target utilization'); }
  if (averageUtilization !== undefined && averageValue !== undefined) { target.get('averageValue').forbidden('may not set both a target raw value and a target utilization'); }
}

function checkTarget(source: Field): Field {
  const target = source.get('target');
  const type = target.get('type');
  if (!type.value) { type.required('must specify a metric target type'); }
  if (!['Utilization', 'Value', 'AverageValue'].includes(type.value)) { type.invalid('must be either Utilization, Value, or AverageValue', type.or('')); }
  for (const name of ['value', 'averageValue']) {
    const amount = quantityOf(target.get(name));
    if (amount && amount.sign !== 1) { target.get(name).invalid('must be positive', `${amount}`); }
  }
  if (target.object.averageUtilization < 1) { target.get('averageUtilization').invalid('must be greater than 0'); }
  return target;
}

function checkIdentifier(source: Field): void {
  const name = source.get('metric').get('name');
  if (!name.value) { name.required('must specify a metric name'); } else { name.hasForm(pathSegment); }
}

function checkScaling(rules: Field): void {
  if (!rules.given) { return; }
  const window = rules.get('stabilizationWindowSeconds');
  if (window.value < 0) { window.invalid('must be greater than or equal to zero'); }
  if (window.value > 3600) { window.invalid('must be less than or equal to 3600'); }
  rules.find('selectPolicy')?.mayBe(['Disabled', 'Max', 'Min']);
  const policies = rules.get('policies');
  if (policies.value?.length === 0) { policies.required('must specify at least one Policy'); }
  for (const policy of policies.elements()) {
    const type = policy.get('type');
    const value = policy.get('value');
    const period = policy.get('periodSeconds');
    if (!['Percent', 'Pods'].includes(type.value)) { type.unsupported(['Percent', 'Pods']); }
    if ((value.value ?? 0) <= 0) { value.invalid('must be greater than zero', value.value ?? 0); }
    if ((period.value ?? 0) <= 0) { period.invalid('must be greater than zero', period.value ?? 0); }
    if (period.value > 1800) { period.invalid('must be less than or equal to 1800'); }
  }
  const tolerance = quantityOf(rules.get('tolerance'));
  if (tolerance && tolerance.sign < 0) { rules.get('tolerance').invalid('must be greater than or equal to 0', `${tolerance}`); }
}

export function checkPodDisruptionBudget(budget: Field): void {
  const spec = budget.get('spec');
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy } = spec.object;
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    spec.invalid('minAvailable and maxUnavailable cannot be both set', new Struct({
      MinAvailable: minAvailable,
      Selector: selector ? shownSelector(selector).fields : null,
      MaxUnavailable: maxUnavailable,
      UnhealthyPodEvictionPolicy: unhealthyPodEvictionPolicy ?? null,
    }));
  }
  for (const name of ['minAvailable', 'maxUnavailable']) {
    if (spec.get(name).given) { checkCountOrPercent(spec.get(name)); }
  }
  checkSelector(spec.get('selector'));
  spec.find('unhealthyPodEvictionPolicy')?.mayBe(['AlwaysAllow', 'IfHealthyBudget']);
}
