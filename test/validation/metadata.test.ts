import { said } from './support';

const of = (metadata: unknown, kind = 'ConfigMap', apiVersion = 'v1') => said({ apiVersion, kind, metadata });

const SUBDOMAIN = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const KEY = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

test.each([
  [undefined, ['metadata.name: Required value: name or generateName is required']],
  [{}, ['metadata.name: Required value: name or generateName is required']],
  [{ generateName: 'a-' }, []],
  [{ generateName: 'A-' }, [`metadata.generateName: Invalid value: "A-": ${SUBDOMAIN}`]],
  [{ name: 'a.b-c' }, []],
  [{ name: 'A' }, [`metadata.name: Invalid value: "A": ${SUBDOMAIN}`]],
  [{ name: 'a'.repeat(254) }, [`metadata.name: Invalid value: "${'a'.repeat(254)}": must be no more than 253 characters`]],
  [{ name: 5 }, ['metadata.name: Invalid value: "integer": metadata.name in body must be of type string: "integer"']],
  ['x', ['metadata: Invalid value: "string": metadata in body must be of type object: "string"']],
  [{ name: 'a', namespace: 'a.b' }, ['metadata.namespace: Invalid value: "a.b": must not contain dots']],
  [{ name: 'a', namespace: 'A' }, [`metadata.namespace: Invalid value: "A": ${LABEL}`]],
  [{ name: 'a', finalizers: ['a.com/b', 'orphan', 'c'] }, ['metadata.finalizers[2]: Invalid value: "c": name is neither a standard finalizer name nor is it fully qualified']],
  [{ name: 'a', labels: { 'a': '', 'a.b/c_d': 'E.f' } }, []],
  [{ name: 'a', labels: { 'a b': 'c d' } }, [`metadata.labels: Invalid value: "a b": name part ${KEY}`, `metadata.labels: Invalid value: "c d": ${VALUE}`]],
  [{ name: 'a', labels: { a: true } }, ['metadata.labels.a: Invalid value: "boolean": metadata.labels.a in body must be of type string: "boolean"']],
  [{ name: 'a', labels: { '/a': '' } }, ['metadata.labels: Invalid value: "/a": prefix part must be non-empty']],
  [{ name: 'a', labels: { 'A/': '' } }, [
    `metadata.labels: Invalid value: "A/": prefix part ${SUBDOMAIN}`, 'metadata.labels: Invalid value: "A/": name part must be non-empty', `metadata.labels: Invalid value: "A/": name part ${KEY}`,
  ]],
  [{ name: 'a', labels: { 'a/b/c': '' } }, [`metadata.labels: Invalid value: "a/b/c": a valid label key ${KEY} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`]],
  [{ name: 'a', annotations: { 'A.B/c': 'anything at all' } }, []],
  [{ name: 'a', annotations: { a: 'b'.repeat(256 * 1024) } }, ['metadata.annotations: Too long: may not be more than 262144 bytes']],
])('%j', (metadata, messages) => {
  expect(of(metadata)).toEqual(messages.map(m => `K8S0001 ${m}`));
});

test('names of some kinds have another form', () => {
  expect(of({ name: 'a.b' }, 'Namespace')).toEqual(['K8S0001 metadata.name: Invalid value: "a.b": must not contain dots']);
  expect(of({ name: 'A_b' }, 'PodDisruptionBudget', 'policy/v1')).toEqual([]);
  expect(of({ name: 'a/b' }, 'PodDisruptionBudget', 'policy/v1')).toEqual(['K8S0001 metadata.name: Invalid value: "a/b": may not contain \'/\'']);
  expect(said({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'system:Node' } })).toEqual([]);
});
