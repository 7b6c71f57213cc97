import { deployment, refused } from './support';

test.each<[object, string[]]>([
  [deployment({}, {}, { livenessProbe: {} }), [
    'spec.template.spec.containers[0].livenessProbe: Required value: must specify a handler type',
  ]],
  [deployment({}, {}, { livenessProbe: { exec: {}, httpGet: { port: 80 } } }), [
    'spec.template.spec.containers[0].livenessProbe.exec.command: Required value',
    'spec.template.spec.containers[0].livenessProbe.httpGet: Forbidden: may not specify more than 1 handler type',
  ]],
  [deployment({}, {}, { livenessProbe: { httpGet: { port: 'HTTP', scheme: 'http', httpHeaders: [{ name: 'a b', value: 'c' }] } } }), [
    'spec.template.spec.containers[0].livenessProbe.httpGet.port: Invalid value: "HTTP": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
    'spec.template.spec.containers[0].livenessProbe.httpGet.port: Invalid value: "HTTP": must contain at least one letter (a-z)',
    'spec.template.spec.containers[0].livenessProbe.httpGet.scheme: Unsupported value: "http": supported values: "HTTP", "HTTPS"',
    'spec.template.spec.containers[0].livenessProbe.httpGet.httpHeaders: Invalid value: "a b": a valid HTTP header must consist of alphanumeric characters or \'-\'',
  ]],
  [deployment({}, {}, { livenessProbe: { httpGet: { path: '/' } } }), [
    'spec.template.spec.containers[0].livenessProbe.httpGet.port: Invalid value: 0: must be between 1 and 65535, inclusive',
  ]],
  [deployment({}, {}, { readinessProbe: { tcpSocket: { port: 0 } }, startupProbe: { grpc: { port: 70000 } } }), [
    'spec.template.spec.containers[0].readinessProbe.tcpSocket.port: Invalid value: 0: must be between 1 and 65535, inclusive',
    'spec.template.spec.containers[0].startupProbe.grpc.port: Invalid value: 70000: must be between 1 and 65535, inclusive',
  ]],
])('handlers: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [deployment({}, {}, { livenessProbe: { exec: { command: ['a'] }, periodSeconds: -1, successThreshold: 2 } }), [
    'spec.template.spec.containers[0].livenessProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0',
    'spec.template.spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1',
  ]],
  [deployment({}, {}, { readinessProbe: { exec: { command: ['a'] }, successThreshold: 2, terminationGracePeriodSeconds: 5 } }), [
    'spec.template.spec.containers[0].readinessProbe.terminationGracePeriodSeconds: Invalid value: 5: must not be set for readinessProbes',
  ]],
  [deployment({}, {}, { startupProbe: { exec: { command: ['a'] }, terminationGracePeriodSeconds: 0 } }), [
    'spec.template.spec.containers[0].startupProbe.terminationGracePeriodSeconds: Invalid value: 0: must be greater than 0',
  ]],
])('numbers: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [deployment({}, {}, { lifecycle: { preStop: {} } }), [
    'spec.template.spec.containers[0].lifecycle.preStop: Required value: must specify a handler type',
  ]],
  [deployment({}, { terminationGracePeriodSeconds: 5 }, { lifecycle: { preStop: { sleep: { seconds: 6 } } } }), [
    'spec.template.spec.containers[0].lifecycle.preStop.sleep: Invalid value: 6: must be non-negative and less than terminationGracePeriodSeconds (5)',
  ]],
])('lifecycle: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});
