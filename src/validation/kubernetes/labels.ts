import { Field, Struct } from './field';
import { labelValue, qualifiedName } from '../forms';

type Json = any;

export function checkLabels(labels: Field): void {
  for (const key in labels.value) {
    labels.hasForm(qualifiedName, key);
    labels.hasForm(labelValue, labels.value[key] ?? '');
  }
}

const MOST_ANNOTATIONS = 256 * 1024;

export function checkAnnotations(annotations: Field): void {
  let length = 0;
  for (const key in annotations.value) {
    for (const complaint of qualifiedName(key.toLowerCase())) { annotations.invalid(complaint, key); }
    length += Buffer.byteLength(key) + Buffer.byteLength(annotations.value[key] ?? '');
  }
  if (length > MOST_ANNOTATIONS) { annotations.tooLong(MOST_ANNOTATIONS); }
}

export function checkSelector(selector: Field): void {
  if (!selector.given) { return; }
  checkLabels(selector.get('matchLabels'));
  for (const requirement of selector.items('matchExpressions')) {
    const operator = requirement.get('operator');
    const values = requirement.get('values');
    if (operator.value === 'In' || operator.value === 'NotIn') {
      if (!values.value?.length) { values.required("must be specified when `operator` is 'In' or 'NotIn'"); }
    } else if (operator.value === 'Exists' || operator.value === 'DoesNotExist') {
      if (values.value?.length) { values.forbidden("may not be specified when `operator` is 'Exists' or 'DoesNotExist'"); }
    } else {
      operator.invalid('not a valid selector operator', operator.or(''));
    }
    requirement.get('key').hasForm(qualifiedName);
    values.elements().forEach(value => value.hasForm(labelValue));
  }
}

/** A selector as the API server prints it. */
export function shownSelector({ matchLabels, matchExpressions }: Json = {}): Struct {
  return new Struct({
    ...Object.keys(matchLabels ?? {}).length > 0 && {
      matchLabels: Object.fromEntries(Object.entries(matchLabels).sort(([a], [b]) => a < b ? -1 : 1)),
    },
    ...matchExpressions?.length > 0 && {
      matchExpressions: matchExpressions.map(({ key = '', operator = '', values }: Json) => ({ key, operator, ...values?.length > 0 && { values } })),
    },
  });
}

/** Whether nothing is asked for, which a controller's selector may not do. */
export function isEmptySelector({ matchLabels, matchExpressions }: Json): boolean {
  return Object.keys(matchLabels ?? {}).length + (matchExpressions ?? []).length === 0;
}

/** Whether the API server can make a selector of it: what it cannot, it complains about in `checkSelector`, too. */
export function isSoundSelector(selector: Json): boolean {
  const labels = selector?.matchLabels;
  for (const key in labels) {
    if (qualifiedName(key).length + labelValue(labels[key] ?? '').length > 0) { return false; }
  }
  return (selector?.matchExpressions ?? []).every((requirement: Json) => {
    const { key = '', operator, values } = requirement ?? {};
    const lists = operator === 'In' || operator === 'NotIn';
    return (lists ? values?.length > 0 : (operator === 'Exists' || operator === 'DoesNotExist') && !values?.length)
      && qualifiedName(key).length === 0 && (values ?? []).every((value: string) => labelValue(value ?? '').length === 0);
  });
}

/** Whether a sound selector takes labels; none takes nothing. */
export function selects(selector: Json, labels: { readonly [key: string]: string } = {}): boolean {
  if (!selector) { return false; }
  for (const key in selector.matchLabels) {
    if ((labels[key] ?? undefined) !== (selector.matchLabels[key] ?? '')) { return false; }
  }
  return (selector.matchExpressions ?? []).every(({ key, operator, values }: Json) => {
    const has = Object.hasOwn(labels, key);
    if (operator === 'Exists') { return has; }
    if (operator === 'DoesNotExist') { return !has; }
    return operator === 'In' ? has && values.includes(labels[key]) : !has || !values.includes(labels[key]);
  });
}
