import { Field, Struct } from './field';
import { checkSelector, isSoundSelector } from './labels';
import { dnsSubdomain, pathSegment } from '../forms';
import { deepEqual } from '../ratchet';

type Json = any;

const GROUP = 'rbac.authorization.k8s.io';

function checkRules(role: Field, namespaced: boolean): void {
  for (const rule of role.items('rules')) {
    const { verbs, nonResourceURLs, apiGroups, resources, resourceNames } = rule.object;
    const urls = rule.get('nonResourceURLs');
    if (!verbs?.length) { rule.get('verbs').required('verbs must contain at least one value'); }
    if (nonResourceURLs?.length) {
      if (namespaced) { urls.invalid('namespaced rules cannot apply to non-resource URLs'); }
      if (apiGroups?.length || resources?.length || resourceNames?.length) { urls.invalid('rules cannot apply to both regular resources and non-resource URLs'); }
      continue;
    }
    if (!apiGroups?.length) { rule.get('apiGroups').required('resource rules must supply at least one api group'); }
    if (!resources?.length) { rule.get('resources').required('resource rules must supply at least one resource'); }
  }
}

export const checkRole = (role: Field): void => checkRules(role, true);

export function checkClusterRole(role: Field): void {
  checkRules(role, false);
  const aggregation = role.get('aggregationRule');
  if (!aggregation.given) { return; }
  const selectors = aggregation.items('clusterRoleSelectors');
  if (selectors.length === 0) { aggregation.get('clusterRoleSelectors').required('at least one clusterRoleSelector required if aggregationRule is non-nil'); }
  for (const selector of selectors) {
    checkSelector(selector);
    if (!isSoundSelector(selector.object)) { selector.invalid('invalid label selector.', null); }
  }
}

function checkBinding(binding: Field, namespaced: boolean): void {
  const role = binding.get('roleRef');
  const kinds = namespaced ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  role.find('apiGroup')?.isOneOf([GROUP]);
  if (!kinds.includes(role.object.kind)) { role.get('kind').unsupported(kinds); }
  role.get('name').mustHaveForm(pathSegment);
  for (const subject of binding.items('subjects')) {
    const { kind, name, namespace } = subject.object;
    const group = subject.get('apiGroup');
    if (!name) { subject.get('name').required(); }
    if (kind === 'ServiceAccount') {
      subject.find('name')?.mayHaveForm(dnsSubdomain);
      group.isOneOf(['']);
      if (!namespaced && !namespace) { subject.get('namespace').required(); }
    } else if (kind === 'User' || kind === 'Group') {
      group.isOneOf([GROUP]);
    } else {
      subject.get('kind').unsupported(['ServiceAccount', 'User', 'Group']);
    }
  }
}

export const checkRoleBinding = (binding: Field): void => checkBinding(binding, true);
export const checkClusterRoleBinding = (binding: Field): void => checkBinding(binding, false);

export function updateBinding(binding: Field, old: Json): void {
  const shown = ({ roleRef }: Json) => new Struct({ APIGroup: roleRef?.apiGroup || GROUP, Kind: roleRef?.kind ?? '', Name: roleRef?.name ?? '' });
  if (!deepEqual(shown(binding.value), shown(old))) { binding.get('roleRef').invalid('cannot change roleRef', shown(binding.value)); }
}
