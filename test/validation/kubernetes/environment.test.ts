import { deployment, refused } from './support';

test.each<[object, string[]]>([
  [deployment({}, {}, { env: [{ value: 'a' }, { name: 'a=b' }, { name: '1.a b' }] }), [
    'spec.template.spec.containers[0].env[0].name: Required value',
    'spec.template.spec.containers[0].env[1].name: Invalid value: "a=b": a valid environment variable name must consist only of printable ASCII characters other than \'=\'',
  ]],
  [deployment({}, {}, { env: [{ name: 'A', valueFrom: {} }] }), [
    'spec.template.spec.containers[0].env[0].valueFrom: Invalid value: "": must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`',
  ]],
  [deployment({}, {}, { env: [{ name: 'A', value: 'b', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }), [
    'spec.template.spec.containers[0].env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty',
  ]],
  [deployment({}, {}, { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' }, secretKeyRef: { name: 's', key: 'k' } } }] }), [
    'spec.template.spec.containers[0].env[0].valueFrom: Invalid value: "": may not have more than one field specified at a time',
  ]],
  [deployment({}, {}, { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'A', key: 'a/b' } } }, { name: 'B', valueFrom: { secretKeyRef: { name: 'a' } } }] }), [
    'spec.template.spec.containers[0].env[0].valueFrom.configMapKeyRef.name: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character',
    'spec.template.spec.containers[0].env[0].valueFrom.configMapKeyRef.key: Invalid value: "a/b": a valid config key must consist of alphanumeric characters, \'-\', \'_\' or \'.\'',
    'spec.template.spec.containers[0].env[1].valueFrom.secretKeyRef.key: Required value',
  ]],
])('variables: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [deployment({}, {}, { envFrom: [{}] }), [
    'spec.template.spec.containers[0].envFrom: Invalid value: "": must specify one of: `configMapRef` or `secretRef`',
  ]],
  [deployment({}, {}, { envFrom: [{ configMapRef: { name: 'a' }, secretRef: { name: 'B' } }, { configMapRef: {}, prefix: 'a=' }] }), [
    'spec.template.spec.containers[0].envFrom[0].secretRef.name: Invalid value: "B": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character',
    'spec.template.spec.containers[0].envFrom: Invalid value: "": may not have more than one field specified at a time',
    'spec.template.spec.containers[0].envFrom[1].prefix: Invalid value: "a=": a valid environment variable name must consist only of printable ASCII characters other than \'=\'',
    'spec.template.spec.containers[0].envFrom[1].configMapRef.name: Required value',
  ]],
  [deployment({}, {}, { envFrom: [{ configMapRef: { name: 'a-' } }] }), []],
])('whole maps: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});
