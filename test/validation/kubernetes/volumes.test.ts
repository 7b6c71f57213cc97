import { deployment, pod, refused } from './support';

test.each<[object, string[]]>([
  [deployment({}, { volumes: [{}, { name: 'A' }] }), [
    'spec.template.spec.volumes[0].name: Required value',
    'spec.template.spec.volumes[1].name: Invalid value: "A": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character',
  ]],
  [deployment({}, { volumes: [{ name: 'a' }, { name: 'a' }] }), [
    'spec.template.spec.volumes[1].name: Duplicate value: "a"',
  ]],
  [deployment({}, { volumes: [{ name: 'a', emptyDir: {}, secret: { secretName: 'b' } }] }), [
    'spec.template.spec.volumes[0].secret: Forbidden: may not specify more than 1 volume type',
  ]],
  [deployment({}, { volumes: [{ name: 'a', secret: {} }] }), [
    'spec.template.spec.volumes[0].secret.secretName: Required value',
  ]],
  [deployment({}, { volumes: [{ name: 'a', configMap: { defaultMode: 1000, items: [{ key: '', path: '../a', mode: -1 }] } }] }), [
    'spec.template.spec.volumes[0].configMap.name: Required value',
    'spec.template.spec.volumes[0].configMap.defaultMode: Invalid value: 1000: must be a number between 0 and 0777 (octal), both inclusive',
    'spec.template.spec.volumes[0].configMap.items[0].key: Required value',
    'spec.template.spec.volumes[0].configMap.items[0].path: Invalid value: "../a": must not contain \'..\'',
    'spec.template.spec.volumes[0].configMap.items[0].mode: Invalid value: -1: must be a number between 0 and 0777 (octal), both inclusive',
  ]],
  [deployment({}, { volumes: [{ name: 'a', hostPath: { path: '/a/../b', type: 'Dir' } }] }), [
    'spec.template.spec.volumes[0].hostPath.path: Invalid value: "/a/../b": must not contain \'..\'',
    'spec.template.spec.volumes[0].hostPath.type: Unsupported value: "Dir": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"',
  ]],
  [deployment({}, { volumes: [{ name: 'a', emptyDir: { sizeLimit: '-1' } }] }), [
    'spec.template.spec.volumes[0].emptyDir.sizeLimit: Forbidden: SizeLimit field must be a valid resource quantity',
  ]],
  [deployment({}, { volumes: [{ name: 'a', persistentVolumeClaim: {} }] }), [
    'spec.template.spec.volumes[0].persistentVolumeClaim.claimName: Required value',
  ]],
  [deployment({}, { volumes: [{ name: 'a', nfs: { server: 'b', path: 'c' } }] }), [
    'spec.template.spec.volumes[0].nfs.path: Invalid value: "c": must be an absolute path',
  ]],
  [deployment({}, { volumes: [{ name: 'a', csi: { driver: 'a_b', nodePublishSecretRef: {} } }] }), [
    'spec.template.spec.volumes[0].csi.driver: Invalid value: "a_b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character',
    'spec.template.spec.volumes[0].csi.nodePublishSecretRef.name: Required value',
  ]],
  [deployment({}, { volumes: [{ name: 'a', gcePersistentDisk: { partition: 300 } }] }), [
    'spec.template.spec.volumes[0].persistentDisk.pdName: Required value',
    'spec.template.spec.volumes[0].persistentDisk.partition: Invalid value: 300: must be between 1 and 255, inclusive',
  ]],
  [deployment({}, { volumes: [{ name: 'a', image: { pullPolicy: 'Maybe' } }] }), [
    'spec.template.spec.volumes[0].image.pullPolicy: Unsupported value: "Maybe": supported values: "Always", "IfNotPresent", "Never"',
  ]],
])('names and sources: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [deployment({}, { volumes: [{ name: 'a', downwardAPI: { items: [{ path: '/a' }, { path: 'b', resourceFieldRef: { resource: 'limits.cpu' } }] } }] }), [
    'spec.template.spec.volumes[0].downwardAPI.path: Invalid value: "/a": must be a relative path',
    'spec.template.spec.volumes[0].downwardAPI: Required value: one of fieldRef and resourceFieldRef is required',
    'spec.template.spec.volumes[0].downwardAPI.resourceFieldRef.containerName: Required value',
  ]],
  [deployment({}, { volumes: [{ name: 'a', projected: { sources: [{ secret: { items: [{ key: 'a', path: 'p' }] } }, { configMap: { name: 'b', items: [{ key: 'a', path: 'p' }] }, secret: { name: 'c' } }] } }] }), [
    'spec.template.spec.volumes[0].projected.sources[0].secret.name: Required value',
    'spec.template.spec.volumes[0].projected: Invalid value: "b": conflicting duplicate paths',
    'spec.template.spec.volumes[0].projected.sources[1]: Forbidden: may not specify more than 1 volume type per source',
  ]],
  [deployment({}, { volumes: [{ name: 'a', projected: { sources: [{ serviceAccountToken: { expirationSeconds: 5 } }] } }] }), [
    'spec.template.spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 5: may not specify a duration less than 10 minutes',
    'spec.template.spec.volumes[0].projected.path: Required value',
  ]],
])('of several things: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [deployment({}, { volumes: [{ name: 'a', ephemeral: {} }] }), [
    'spec.template.spec.volumes[0].ephemeral.volumeClaimTemplate: Required value',
  ]],
  [deployment({}, { volumes: [{ name: 'a', ephemeral: { volumeClaimTemplate: { metadata: { name: 'b' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } } } }] }), [
    'spec.template.spec.volumes[0].ephemeral.volumeClaimTemplate.metadata.name: Forbidden: cannot be set',
  ]],
  [pod({ volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } } } }, { name: 'w', persistentVolumeClaim: { claimName: 'x-v' } }] }), [
    'spec.volumes[1].persistentVolumeClaim.claimName: Invalid value: "x-v": must not reference a PVC that gets created for an ephemeral volume',
  ]],
])('made for the pod: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});
