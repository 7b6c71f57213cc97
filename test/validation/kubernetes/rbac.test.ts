import { refused } from './support';

const object = (kind: string) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: 'x' } });
const role = (kind: string, rules: object[]) => ({ ...object(kind), rules });
const binding = (kind: string, roleRef: object, subject: object) => ({ ...object(kind), roleRef, subjects: [subject] });

test.each<[object, string[]]>([
  [role('Role', [{}, { verbs: ['get'], nonResourceURLs: ['/a'] }, { verbs: ['get'], apiGroups: [''], resources: ['pods'] }]), [
    'rules[0].verbs: Required value: verbs must contain at least one value',
    'rules[0].apiGroups: Required value: resource rules must supply at least one api group',
    'rules[0].resources: Required value: resource rules must supply at least one resource',
    'rules[1].nonResourceURLs: Invalid value: ["/a"]: namespaced rules cannot apply to non-resource URLs',
  ]],
  [role('ClusterRole', [{ verbs: ['get'], nonResourceURLs: ['/a'] }, { verbs: ['get'], nonResourceURLs: ['/a'], resources: ['pods'] }]), [
    'rules[1].nonResourceURLs: Invalid value: ["/a"]: rules cannot apply to both regular resources and non-resource URLs',
  ]],
  [{ ...role('ClusterRole', []), aggregationRule: {} }, [
    'aggregationRule.clusterRoleSelectors: Required value: at least one clusterRoleSelector required if aggregationRule is non-nil',
  ]],
  [{ ...role('ClusterRole', []), aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b c' } }] } }, [
    'aggregationRule.clusterRoleSelectors[0].matchLabels: Invalid value: "b c": a valid label must be an empty string or consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character',
    'aggregationRule.clusterRoleSelectors[0]: Invalid value: null: invalid label selector.',
  ]],
])('roles: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [binding('RoleBinding', { kind: 'Role', name: 'a' }, { kind: 'ServiceAccount', name: 'a' }), []],
  [binding('RoleBinding', {}, {}), [
    'roleRef.kind: Unsupported value: "": supported values: "Role", "ClusterRole"',
    'roleRef.name: Required value',
    'subjects[0].name: Required value',
    'subjects[0].kind: Unsupported value: "": supported values: "ServiceAccount", "User", "Group"',
  ]],
  [binding('RoleBinding', { apiGroup: 'a', kind: 'Rule', name: 'a/b' }, { kind: 'ServiceAccount', name: 'A', apiGroup: 'b' }), [
    'roleRef.apiGroup: Unsupported value: "a": supported values: "rbac.authorization.k8s.io"',
    'roleRef.kind: Unsupported value: "Rule": supported values: "Role", "ClusterRole"',
    'roleRef.name: Invalid value: "a/b": may not contain \'/\'',
    'subjects[0].name: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character',
    'subjects[0].apiGroup: Unsupported value: "b": supported values: ""',
  ]],
  [binding('ClusterRoleBinding', { kind: 'Role', name: 'a' }, { kind: 'ServiceAccount', name: 'a' }), [
    'roleRef.kind: Unsupported value: "Role": supported values: "ClusterRole"',
    'subjects[0].namespace: Required value',
  ]],
  [binding('ClusterRoleBinding', { kind: 'ClusterRole', name: 'a' }, { kind: 'User', name: 'a', apiGroup: 'b' }), [
    'subjects[0].apiGroup: Unsupported value: "b": supported values: "rbac.authorization.k8s.io"',
  ]],
])('bindings: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test('a binding stays with its role', () => {
  const before = binding('RoleBinding', { kind: 'Role', name: 'a' }, { kind: 'User', name: 'a' });
  expect(refused(binding('RoleBinding', { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' }, { kind: 'User', name: 'b' }), before)).toEqual([]);
  expect(refused(binding('RoleBinding', { kind: 'Role', name: 'b' }, { kind: 'User', name: 'a' }), before))
    .toEqual(['roleRef: Invalid value: {"APIGroup":"rbac.authorization.k8s.io","Kind":"Role","Name":"b"}: cannot change roleRef']);
});
