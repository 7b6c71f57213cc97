import { ingress, refused } from './support';

const ingressClass = (spec: object) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name: 'x' }, spec });

test.each<[object, string[]]>([
  [ingress({}), [
    'spec: Invalid value: null: either `defaultBackend` or `rules` must be specified',
  ]],
  [ingress({ defaultBackend: {} }), [
    'spec.defaultBackend: Invalid value: "": resource or service backend is required',
  ]],
  [ingress({ defaultBackend: { service: { name: 'A', port: {} } } }), [
    'spec.defaultBackend.service.name: Invalid value: "A": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character',
    'spec.defaultBackend: Required value: port name or number is required',
  ]],
  [ingress({ defaultBackend: { service: { name: 'a', port: { name: 'a', number: 80 } } } }), [
    'spec.defaultBackend: Invalid value: "": cannot set both port name & port number',
  ]],
  [ingress({ defaultBackend: { service: { name: 'a', port: { number: 70000 } }, resource: { kind: 'a', name: 'b' } } }), [
    'spec.defaultBackend: Invalid value: "": cannot set both resource and service backends',
  ]],
  [ingress({ rules: [{ host: '1.2.3.4' }, { host: '*' }, { host: 'A.com', http: { paths: [] } }] }), [
    'spec.rules[0].host: Invalid value: "1.2.3.4": must be a DNS name, not an IP address',
    'spec.rules[1].host: Invalid value: "*": a wildcard DNS-1123 subdomain must start with \'*.\', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, \'-\' or \'.\' and end with an alphanumeric character',
    'spec.rules[2].host: Invalid value: "A.com": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character',
    'spec.rules[2].http.paths: Required value',
  ]],
  [ingress({ rules: [{ http: { paths: [{ backend: {} }, { path: 'a', pathType: 'Prefix', backend: { resource: {} } }, { path: '/a//b/..', pathType: 'Exact', backend: { service: { name: 'a', port: { name: 'HTTP' } } } }, { path: '/', pathType: 'prefix', backend: { service: { name: 'a', port: { number: 80 } } } }] } }] }), [
    'spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified',
    'spec.rules[0].http.paths[1].path: Invalid value: "a": must be an absolute path',
    'spec.rules[0].http.paths[1].backend.resource.kind: Required value',
    'spec.rules[0].http.paths[1].backend.resource.name: Required value',
    'spec.rules[0].http.paths[2].path: Invalid value: "/a//b/..": must not contain \'//\'',
    'spec.rules[0].http.paths[2].path: Invalid value: "/a//b/..": cannot end with \'/..\'',
    'spec.rules[0].http.paths[2].backend.service.port.name: Invalid value: "HTTP": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
    'spec.rules[0].http.paths[2].backend.service.port.name: Invalid value: "HTTP": must contain at least one letter (a-z)',
    'spec.rules[0].http.paths[3].pathType: Unsupported value: "prefix": supported values: "Exact", "ImplementationSpecific", "Prefix"',
  ]],
  [ingress({ defaultBackend: { service: { name: 'a', port: { number: 80 } } }, tls: [{ hosts: ['a_b', '*.a.com'], secretName: 'A' }], ingressClassName: 'B' }), [
    'spec.tls[0].hosts[0]: Invalid value: "a_b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character',
    'spec.tls[0].secretName: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character',
    'spec.ingressClassName: Invalid value: "B": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character',
  ]],
  [{ ...ingress({ defaultBackend: { service: { name: 'a', port: { number: 80 } } }, ingressClassName: 'b' }), metadata: { name: 'x', annotations: { 'kubernetes.io/ingress.class': 'c' } } }, [
    'annotations.kubernetes.io/ingress.class: Invalid value: "c": must match `ingressClassName` when both are specified',
  ]],
])('ingresses: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [ingressClass({}), [
    'spec.controller: Required value',
  ]],
  [ingressClass({ controller: 'a.com/b', parameters: { scope: 'Namespace' } }), [
    'spec.parameters.kind: Required value',
    'spec.parameters.name: Required value',
    "spec.parameters.namespace: Required value: `parameters.scope` is set to 'Namespace'",
  ]],
  [ingressClass({ controller: 'a', parameters: { kind: 'a/b', name: 'c', namespace: 'd' } }), [
    'spec.controller: Invalid value: "a": must be a domain-prefixed path (such as "acme.io/foo")',
    'spec.parameters.kind: Invalid value: "a/b": may not contain \'/\'',
    "spec.parameters.namespace: Forbidden: `parameters.scope` is set to 'Cluster'",
  ]],
])('classes: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test('a class stays with its controller', () => {
  expect(refused(ingressClass({ controller: 'a.com/b' }), ingressClass({ controller: 'a.com/b' }))).toEqual([]);
  expect(refused(ingressClass({ controller: 'a.com/b' }), ingressClass({ controller: 'a.com/c' }))).toEqual(['spec.controller: Invalid value: "a.com/b": field is immutable']);
});
