import { deployment, refused } from './support';

test.each<[object, string[]]>([
  [deployment({}, {}, { securityContext: { runAsUser: -1, runAsGroup: 3000000000 } }), [
    'spec.template.spec.containers[0].securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive',
    'spec.template.spec.containers[0].securityContext.runAsGroup: Invalid value: 3000000000: must be between 0 and 2147483647, inclusive',
  ]],
  [deployment({}, {}, { securityContext: { allowPrivilegeEscalation: false, privileged: true } }), [
    'spec.template.spec.containers[0].securityContext: Invalid value: {"Capabilities":null,"Privileged":true,"SELinuxOptions":null,"WindowsOptions":null,"RunAsUser":null,"RunAsGroup":null,"RunAsNonRoot":null,"ReadOnlyRootFilesystem":null,"AllowPrivilegeEscalation":false,"ProcMount":null,"SeccompProfile":null,"AppArmorProfile":null}: cannot set `allowPrivilegeEscalation` to false and `privileged` to true',
  ]],
  [deployment({}, {}, { securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ['CAP_SYS_ADMIN'] } } }), [
    'spec.template.spec.containers[0].securityContext: Invalid value: {"Capabilities":{"Add":["CAP_SYS_ADMIN"],"Drop":null},"Privileged":null,"SELinuxOptions":null,"WindowsOptions":null,"RunAsUser":null,"RunAsGroup":null,"RunAsNonRoot":null,"ReadOnlyRootFilesystem":null,"AllowPrivilegeEscalation":false,"ProcMount":null,"SeccompProfile":null,"AppArmorProfile":null}: cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN',
  ]],
  [deployment({}, {}, { securityContext: { privileged: true, procMount: 'Unmasked' } }), [
    'spec.template.spec.containers[0].securityContext.procMount: Invalid value: "Unmasked": `hostUsers` must be false to use `Unmasked`',
  ]],
  [deployment({}, {}, { securityContext: { seccompProfile: {}, appArmorProfile: {} } }), [
    'spec.template.spec.containers[0].securityContext.seccompProfile.type: Required value: type is required when seccompProfile is set',
    'spec.template.spec.containers[0].securityContext.appArmorProfile.type: Required value: type is required when appArmorProfile is set',
  ]],
  [deployment({}, {}, { securityContext: { seccompProfile: { type: 'Localhost' }, appArmorProfile: { type: 'Localhost', localhostProfile: ' a' } } }), [
    'spec.template.spec.containers[0].securityContext.seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost',
    'spec.template.spec.containers[0].securityContext.appArmorProfile.localhostProfile: Invalid value: " a": must not be padded with whitespace',
  ]],
  [deployment({}, {}, { securityContext: { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'a' }, appArmorProfile: { type: 'Unconfined', localhostProfile: 'a' } } }), [
    'spec.template.spec.containers[0].securityContext.seccompProfile.localhostProfile: Invalid value: {"Type":"RuntimeDefault","LocalhostProfile":"a"}: can only be set when seccomp type is Localhost',
    'spec.template.spec.containers[0].securityContext.appArmorProfile.localhostProfile: Invalid value: "a": can only be set when AppArmor type is Localhost',
  ]],
  [deployment({}, {}, { securityContext: { seccompProfile: { type: 'Default' }, appArmorProfile: { type: 'Default' } } }), [
    'spec.template.spec.containers[0].securityContext.seccompProfile.type: Unsupported value: "Default": supported values: "Localhost", "RuntimeDefault", "Unconfined"',
    'spec.template.spec.containers[0].securityContext.appArmorProfile.type: Unsupported value: "Default": supported values: "Localhost", "RuntimeDefault", "Unconfined"',
  ]],
])('of containers: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [deployment({}, { securityContext: { fsGroup: -1, supplementalGroups: [-1], fsGroupChangePolicy: 'Never', supplementalGroupsPolicy: 'Lax', seLinuxChangePolicy: 'MountOption' } }), [
    'spec.template.spec.securityContext.fsGroup: Invalid value: -1: must be between 0 and 2147483647, inclusive',
    'spec.template.spec.securityContext.supplementalGroups[0]: Invalid value: -1: must be between 0 and 2147483647, inclusive',
    'spec.template.spec.securityContext.fsGroupChangePolicy: Unsupported value: "Never": supported values: "Always", "OnRootMismatch"',
    'spec.template.spec.securityContext.supplementalGroupsPolicy: Unsupported value: "Lax": supported values: "Merge", "Strict"',
    'spec.template.spec.securityContext.seLinuxChangePolicy: Unsupported value: "MountOption": supported values: "Recursive"',
  ]],
  [deployment({}, { securityContext: { sysctls: [{ value: '1' }, { name: 'A', value: '1' }, { name: 'net.a', value: '1' }, { name: 'net.a', value: '1' }] } }), [
    'spec.template.spec.securityContext.sysctls[0].name: Required value',
    'spec.template.spec.securityContext.sysctls[1].name: Invalid value: "A": must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$',
    'spec.template.spec.securityContext.sysctls[3].name: Duplicate value: "net.a"',
  ]],
  [deployment({}, { hostNetwork: true, hostIPC: true, securityContext: { sysctls: [{ name: 'net/core/a', value: '1' }, { name: 'kernel.shmmax', value: '1' }] } }), [
    'spec.template.spec.securityContext.sysctls[0].name: Invalid value: "net/core/a": may not be specified when \'hostNetwork\' is true',
    'spec.template.spec.securityContext.sysctls[1].name: Invalid value: "kernel.shmmax": may not be specified when \'hostIPC\' is true',
  ]],
  [deployment({}, { hostPID: true, shareProcessNamespace: true }), [
    'spec.template.spec.securityContext.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled',
  ]],
])('of pods: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});
