import { IConstruct } from 'constructs';
import { checkMap, checkText } from './checks';
import { invalid } from './errors';

const PREFIX = /^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?)*$/;
const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** Labels as Kubernetes takes them. */
export function checkLabels(scope: IConstruct, field: string, labels: { [label: string]: string }): { [label: string]: string } {
  for (const [key, value] of Object.entries(checkMap(scope, field, labels))) {
    const slash = key.indexOf('/');
    const prefix = key.slice(0, Math.max(slash, 0));
    if (!NAME.test(key.slice(slash + 1)) || (slash >= 0 && (prefix.length > 253 || !PREFIX.test(prefix)))) {
      throw invalid(scope, field, {
        given: key,
        allowed: 'the key of a label (letters, digits, "-", "_" and ".", at most 63 characters, after an optional DNS name and "/")',
        todo: 'rename the label',
      });
    }
    if (checkText(scope, `${field}["${key}"]`, value) !== '') { checkLabelValue(scope, `${field}["${key}"]`, value); }
  }
  return labels;
}

/** The value of a label, other than an empty one. */
export function checkLabelValue(scope: IConstruct, field: string, value: string): string {
  if (!NAME.test(checkText(scope, field, value))) {
    throw invalid(scope, field, {
      given: value,
      allowed: 'the value of a label (letters, digits, "-", "_" and ".", at most 63 characters, a letter or digit at both ends)',
      todo: 'give a value that a label can have',
    });
  }
  return value;
}
