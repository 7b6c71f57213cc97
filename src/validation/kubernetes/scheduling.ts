import { Field } from './field';
import { checkSelector } from './labels';
import { dnsLabel, dnsSubdomain, labelValue, qualifiedName } from '../forms';

type Json = any;

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

export function checkAffinity(affinity: Field | undefined): void {
  if (!affinity) { return; }
  checkNodeAffinity(affinity.get('nodeAffinity'));
  for (const name of ['podAffinity', 'podAntiAffinity']) {
    const terms = affinity.get(name);
    terms.items(REQUIRED).forEach(checkPodTerm);
    for (const weighted of terms.items(PREFERRED)) {
      checkWeight(weighted);
      checkPodTerm(weighted.get('podAffinityTerm'));
    }
  }
}

function checkWeight(term: Field): void {
  const weight = term.object.weight ?? 0;
  if (weight <= 0 || weight > 100) { term.get('weight').invalid('must be in the range 1-100', weight); }
}

function checkNodeAffinity(affinity: Field): void {
  const required = affinity.get(REQUIRED);
  if (required.given) {
    const terms = required.items('nodeSelectorTerms');
    if (terms.length === 0) { required.get('nodeSelectorTerms').required('must have at least one node selector term'); }
    terms.forEach(term => checkNodeTerm(term, true));
  }
  for (const term of affinity.items(PREFERRED)) {
    checkWeight(term);
    checkNodeTerm(term.get('preference'), false);
  }
}

function checkNodeTerm(term: Field, withValues: boolean): void {
  for (const requirement of term.items('matchExpressions')) {
    const values = requirement.get('values');
    const count = values.value?.length ?? 0;
    const operator = requirement.get('operator');
    switch (operator.value) {
      case 'In':
      case 'NotIn':
        if (count === 0) { values.required("must be specified when `operator` is 'In' or 'NotIn'"); }
        break;
      case 'Exists':
      case 'DoesNotExist':
        if (count > 0) { values.forbidden("may not be specified when `operator` is 'Exists' or 'DoesNotExist'"); }
        break;
      case 'Gt':
      case 'Lt':
        if (count !== 1) { values.required("must be specified single value when `operator` is 'Lt' or 'Gt'"); }
        break;
      default:
        operator.invalid('not a valid selector operator', operator.or(''));
    }
    requirement.get('key').hasForm(qualifiedName);
    if (withValues) { values.elements().forEach(value => value.hasForm(labelValue)); }
  }
  for (const requirement of term.items('matchFields')) {
    const values = requirement.get('values');
    const operator = requirement.get('operator');
    if (operator.value !== 'In' && operator.value !== 'NotIn') {
      operator.invalid('not a valid selector operator', operator.or(''));
    } else if (values.value?.length !== 1) {
      values.required("must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
    }
    const key = requirement.get('key');
    if (key.value !== 'metadata.name') {
      key.invalid('not a valid field selector key', key.or(''));
    } else {
      values.elements().forEach(value => value.hasForm(dnsSubdomain));
    }
  }
}

function checkPodTerm(term: Field): void {
  checkSelector(term.get('labelSelector'));
  checkSelector(term.get('namespaceSelector'));
  for (const namespace of term.object.namespaces ?? []) { term.get('namespaces', '.namespace').hasForm(dnsLabel, namespace ?? ''); }
  checkLabelKeys(term);
  const key = term.get('topologyKey');
  if (!key.value) { key.required('can not be empty'); }
  key.hasForm(qualifiedName);
}

/** Keys of labels whose values the pod gives to its own selector. */
function checkLabelKeys(term: Field): void {
  const { matchLabelKeys = [], mismatchLabelKeys = [], labelSelector } = term.object;
  for (const name of ['matchLabelKeys', 'mismatchLabelKeys']) {
    const keys = term.get(name);
    if (!keys.value?.length) { continue; }
    if (!labelSelector) { keys.forbidden('must not be specified when labelSelector is not set'); } else { keys.elements().forEach(key => key.hasForm(qualifiedName)); }
  }
  const known = new Set(Object.keys(labelSelector?.matchLabels ?? {}));
  for (const { key } of labelSelector?.matchExpressions ?? []) {
    const at = matchLabelKeys.lastIndexOf(key);
    if (at >= 0 && known.has(key)) { term.get('matchLabelKeys', '').holding(matchLabelKeys).elements()[at].invalid('exists in both matchLabelKeys and labelSelector'); }
    known.add(key);
  }
  for (const key of term.get('matchLabelKeys').elements()) {
    if (mismatchLabelKeys.includes(key.value)) { key.invalid('exists in both matchLabelKeys and mismatchLabelKeys'); }
  }
}

export function checkTolerations(tolerations: readonly Field[]): void {
  for (const toleration of tolerations) {
    const { key = '', operator: given = '', value = '', effect: on = '', tolerationSeconds } = toleration.object;
    const operator = toleration.get('operator');
    const effect = toleration.get('effect');
    toleration.find('key')?.mayHaveForm(qualifiedName);
    if (key === '' && given !== 'Exists') { operator.invalid('operator must be Exists when `key` is empty, which means "match all values and all keys"', given); }
    if (tolerationSeconds !== undefined && on !== 'NoExecute') { effect.invalid("effect must be 'NoExecute' when `tolerationSeconds` is set", on); }
    if (given === '' || given === 'Equal') {
      const complaints = labelValue(value);
      if (complaints.length > 0) { operator.invalid(complaints.join(';'), value); }
    } else if (given === 'Exists') {
      if (value !== '') { operator.invalid("value must be empty when `operator` is 'Exists'", value); }
    } else {
      operator.unsupported(given === 'Lt' || given === 'Gt' ? ['Equal', 'Exists', 'Lt', 'Gt'] : ['Equal', 'Exists']);
    }
    effect.isOneOf(EFFECTS);
  }
}

const POLICIES = ['Honor', 'Ignore'];

export function checkTopologySpread(constraints: readonly Field[]): void {
  const seen = (constraint: Json) => `{${constraint?.topologyKey ?? ''}, ${constraint?.whenUnsatisfiable ?? ''}}`;
  constraints.forEach((constraint, i) => {
    const { maxSkew = 0, topologyKey, whenUnsatisfiable = '', minDomains } = constraint.object;
    if (maxSkew <= 0) { constraint.get('maxSkew').invalid('must be greater than zero', maxSkew); }
    if (!topologyKey) { constraint.get('topologyKey').required('can not be empty'); }
    if (!['DoNotSchedule', 'ScheduleAnyway'].includes(whenUnsatisfiable)) { constraint.get('whenUnsatisfiable').unsupported(['DoNotSchedule', 'ScheduleAnyway']); }
    const own = seen(constraint.value);
    if (constraints.slice(i + 1).some(({ value }) => seen(value) === own)) { constraint.get('topologyKey', '.{topologyKey, whenUnsatisfiable}').duplicate(own); }
    if (minDomains !== undefined) {
      const field = constraint.get('minDomains');
      if (minDomains <= 0) { field.invalid('must be greater than zero'); }
      if (whenUnsatisfiable !== 'DoNotSchedule') { field.invalid(`can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${whenUnsatisfiable}`); }
    }
    constraint.find('nodeAffinityPolicy')?.mayBe(POLICIES);
    constraint.find('nodeTaintsPolicy')?.mayBe(POLICIES);
    checkLabelKeys(constraint);
    checkSelector(constraint.get('labelSelector'));
  });
}
