import { deployment, refused } from './support';

test.each<[object, string[]]>([
  [deployment({}, {}, { name: undefined, image: undefined }), [
    'spec.template.spec.containers[0].name: Required value',
    'spec.template.spec.containers[0].image: Required value',
  ]],
  [deployment({}, {}, { name: 'A' }), [
    'spec.template.spec.containers[0].name: Invalid value: "A": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character',
  ]],
  [deployment({}, {}, { imagePullPolicy: 'Sometimes', terminationMessagePolicy: 'Log' }), [
    'spec.template.spec.containers[0].terminationMessagePolicy: Unsupported value: "Log": supported values: "File", "FallbackToLogsOnError"',
    'spec.template.spec.containers[0].imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never"',
  ]],
  [deployment({}, {}, { ports: [{ name: 'http_80', containerPort: 0 }, { name: 'a', containerPort: 70000, hostPort: 70000 }, { name: 'a', containerPort: 1, protocol: 'http' }] }), [
    'spec.template.spec.containers[0].ports[0].name: Invalid value: "http_80": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
    'spec.template.spec.containers[0].ports[0].containerPort: Required value',
    'spec.template.spec.containers[0].ports[1].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
    'spec.template.spec.containers[0].ports[1].hostPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
    'spec.template.spec.containers[0].ports[2].name: Duplicate value: "a"',
    'spec.template.spec.containers[0].ports[2].protocol: Unsupported value: "http": supported values: "SCTP", "TCP", "UDP"',
  ]],
  [deployment({}, {}, { ports: [{ name: 'a-name-that-is-long', containerPort: 1 }, { name: '80', containerPort: 2 }, { name: '-a--b', containerPort: 3 }] }), [
    'spec.template.spec.containers[0].ports[0].name: Invalid value: "a-name-that-is-long": must be no more than 15 characters',
    'spec.template.spec.containers[0].ports[1].name: Invalid value: "80": must contain at least one letter (a-z)',
    'spec.template.spec.containers[0].ports[2].name: Invalid value: "-a--b": must not contain consecutive hyphens',
    'spec.template.spec.containers[0].ports[2].name: Invalid value: "-a--b": must not begin or end with a hyphen',
  ]],
])('names, images and ports: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [deployment({}, {}, { volumeMounts: [{ name: 'gone', mountPath: '/a' }, { name: 'gone' }] }), [
    'spec.template.spec.containers[0].volumeMounts[0].name: Not found: "gone"',
    'spec.template.spec.containers[0].volumeMounts[1].name: Not found: "gone"',
    'spec.template.spec.containers[0].volumeMounts[1].mountPath: Required value',
  ]],
  [deployment({}, { volumes: [{ name: 'v' }] }, { volumeMounts: [{ name: 'v', mountPath: '/a' }, { name: 'v', mountPath: '/a' }] }), [
    'spec.template.spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/a": must be unique',
  ]],
  [deployment({}, { volumes: [{ name: 'v' }] }, { volumeMounts: [{ name: 'v', mountPath: '/a', subPath: '/b', subPathExpr: '../c' }] }), [
    'spec.template.spec.containers[0].volumeMounts.subPath: Invalid value: "/b": must be a relative path',
    'spec.template.spec.containers[0].volumeMounts[0].subPathExpr: Invalid value: "../c": subPathExpr and subPath are mutually exclusive',
    'spec.template.spec.containers[0].volumeMounts.subPathExpr: Invalid value: "../c": must not contain \'..\'',
  ]],
  [deployment({}, { volumes: [{ name: 'v' }] }, { volumeMounts: [{ name: 'v', mountPath: '/a', mountPropagation: 'Bidirectional', recursiveReadOnly: 'Enabled' }] }), [
    'spec.template.spec.containers[0].volumeMounts.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers',
    'spec.template.spec.containers[0].volumeMounts.recursiveReadOnly: Forbidden: may only be specified when readOnly is true',
    'spec.template.spec.containers[0].volumeMounts.recursiveReadOnly: Forbidden: may only be specified when mountPropagation is None or not specified',
  ]],
  [deployment({}, { volumes: [{ name: 'v' }] }, { volumeDevices: [{ name: 'v', devicePath: '/dev/../x' }, { name: 'v', devicePath: '/dev/a' }], volumeMounts: [{ name: 'v', mountPath: '/dev/a' }] }), [
    'spec.template.spec.containers[0].volumeMounts[0].name: Invalid value: "v": must not already exist in volumeDevices',
    'spec.template.spec.containers[0].volumeMounts[0].mountPath: Invalid value: "/dev/a": must not already exist as a path in volumeDevices',
    'spec.template.spec.containers[0].volumeDevices[0].name: Invalid value: "v": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode',
    'spec.template.spec.containers[0].volumeDevices[0].devicePath: Invalid value: "/dev/../x": can not contain backsteps (\'..\')',
    'spec.template.spec.containers[0].volumeDevices[0].name: Invalid value: "v": must not already exist in volumeMounts',
    'spec.template.spec.containers[0].volumeDevices[1].name: Invalid value: "v": must be unique',
    'spec.template.spec.containers[0].volumeDevices[1].name: Invalid value: "v": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode',
    'spec.template.spec.containers[0].volumeDevices[1].name: Invalid value: "v": must not already exist in volumeMounts',
    'spec.template.spec.containers[0].volumeDevices[1].devicePath: Invalid value: "/dev/a": must not already exist as a path in volumeMounts',
  ]],
])('mounts and devices: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [deployment({}, {}, { resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'Never' }, { resourceName: 'cpu', restartPolicy: 'NotRequired' }, { resourceName: 'disk', restartPolicy: 'NotRequired' }] }), [
    'spec.template.spec.containers[0].resizePolicy: Unsupported value: "Never": supported values: "NotRequired", "RestartContainer"',
    'spec.template.spec.containers[0].resizePolicy[1]: Duplicate value: "cpu"',
    'spec.template.spec.containers[0].resizePolicy: Unsupported value: "disk": supported values: "cpu", "memory"',
  ]],
  [deployment({}, {}, { restartPolicyRules: [{ action: 'Stop', exitCodes: { operator: 'Is' } }] }), [
    'spec.template.spec.containers[0].restartPolicy: Required value: must specify restartPolicy when restart rules are used',
    'spec.template.spec.containers[0].restartPolicyRules[0].action: Unsupported value: "Stop": supported values: "Restart", "RestartAllContainers"',
    'spec.template.spec.containers[0].restartPolicyRules[0].exitCodes.operator: Unsupported value: "Is": supported values: "In", "NotIn"',
  ]],
  [deployment({}, {}, { restartPolicy: 'Always', restartPolicyRules: [{ action: 'Restart' }] }), [
    'spec.template.spec.containers[0].restartPolicyRules[0].exitCodes: Required value: must be specified',
  ]],
])('policies: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});
