import { record } from './manifest';

/** A selector of Kubernetes: all that it says must hold. */
export interface LabelSelector {
  readonly matchLabels?: { readonly [key: string]: string };
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

/** A selector of an object that no schema has judged, made safe to read. */
export function selectorOf(selector: unknown): LabelSelector {
  const { matchLabels, matchExpressions } = record(selector);
  const expressions: readonly unknown[] = Array.isArray(matchExpressions) ? matchExpressions : [];
  return {
    matchLabels: record(matchLabels),
    matchExpressions: expressions.map(record).map(({ key, operator, values }) =>
      ({ key: String(key), operator: String(operator), values: Array.isArray(values) ? values.filter(value => typeof value === 'string') : [] })),
  };
}

type Labels = { readonly [key: string]: string };

/** Whether an object with the labels is selected. An empty selector selects everything. */
export function isSelected(labels: Labels, { matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return hasLabels(labels, matchLabels) && matchExpressions.every(({ key, operator, values = [] }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    switch (operator) {
      case 'In': return value !== undefined && values.includes(value);
      case 'NotIn': return value === undefined || !values.includes(value);
      case 'Exists': return value !== undefined;
      case 'DoesNotExist': return value === undefined;
      default: return false;
    }
  });
}

/** Whether all of the wanted labels are there, with their values. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  for (const key in wanted) {
    if (!Object.hasOwn(labels, key) || labels[key] !== wanted[key]) { return false; }
  }
  return true;
}
