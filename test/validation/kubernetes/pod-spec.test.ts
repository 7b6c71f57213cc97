import { deployment, podSpec, refused } from './support';

test.each<[object, string[]]>([
  [deployment({}, { containers: [] }), [
    'spec.template.spec.containers: Required value',
  ]],
  [deployment({}, { containers: [{ name: 'a', image: 'a' }, { name: 'a', image: 'b' }] }), [
    'spec.template.spec.containers[1].name: Duplicate value: "a"',
  ]],
  [deployment({}, { initContainers: [{ name: 'a', image: 'a' }] }), [
    'spec.template.spec.initContainers[0].name: Duplicate value: "a"',
  ]],
  [deployment({}, { initContainers: [{ name: 'b', image: 'a', livenessProbe: { exec: { command: ['a'] } }, lifecycle: { postStart: { exec: { command: ['a'] } } } }] }), [
    'spec.template.spec.initContainers[0].lifecycle: Forbidden: may not be set for init containers without restartPolicy=Always',
    'spec.template.spec.initContainers[0].livenessProbe: Forbidden: may not be set for init containers without restartPolicy=Always',
  ]],
  [deployment({}, { initContainers: [{ name: 'b', image: 'a', restartPolicy: 'Sometimes' }] }), [
    'spec.template.spec.initContainers[0].restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "Never", "OnFailure"',
  ]],
  [deployment({}, { restartPolicy: 'always' }), [
    'spec.template.spec.restartPolicy: Unsupported value: "always": supported values: "Always", "OnFailure", "Never"',
    'spec.template.spec.restartPolicy: Unsupported value: "always": supported values: "Always"',
  ]],
  [deployment({}, { dnsPolicy: 'none' }), [
    'spec.template.spec.dnsPolicy: Unsupported value: "none": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"',
  ]],
  [deployment({}, { serviceAccountName: 'A', nodeName: 'a_b', hostname: 'a.b', subdomain: '-', priorityClassName: 'A', runtimeClassName: 'B' }), [
    'spec.template.spec.serviceAccountName: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character',
    'spec.template.spec.nodeName: Invalid value: "a_b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character',
    'spec.template.spec.hostname: Invalid value: "a.b": must not contain dots',
    'spec.template.spec.subdomain: Invalid value: "-": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character',
    'spec.template.spec.priorityClassName: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character',
    'spec.template.spec.runtimeClassName: Invalid value: "B": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character',
  ]],
  [deployment({}, { nodeSelector: { 'a b': 'c' } }), [
    'spec.template.spec.nodeSelector: Invalid value: "a b": name part must consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character',
  ]],
  [deployment({}, { hostAliases: [{ ip: 'x', hostnames: ['a_b'] }] }), [
    'spec.template.spec.hostAliases[0].ip: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    'spec.template.spec.hostAliases[0].hostnames[0]: Invalid value: "a_b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character',
  ]],
  [deployment({}, { preemptionPolicy: 'Always' }), [
    'spec.template.spec.preemptionPolicy: Unsupported value: "Always": supported values: "PreemptLowerPriority", "Never"',
  ]],
  [deployment({}, { activeDeadlineSeconds: 0 }), [
    'spec.template.spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive',
    'spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported',
  ]],
])('names and forms: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [deployment({}, { dnsPolicy: 'None' }), [
    'spec.template.spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None',
  ]],
  [deployment({}, { dnsPolicy: 'None', dnsConfig: {} }), [
    'spec.template.spec.dnsConfig.nameservers: Required value: must provide at least one DNS nameserver when `dnsPolicy` is None',
  ]],
  [deployment({}, { dnsConfig: { nameservers: ['1.1.1.1', '1.1.1.2', '1.1.1.3', 'x'], searches: ['a b', '.', '_a.b.'], options: [{ value: '1' }] } }), [
    'spec.template.spec.dnsConfig.nameservers: Invalid value: ["1.1.1.1","1.1.1.2","1.1.1.3","x"]: must not have more than 3 nameservers',
    'spec.template.spec.dnsConfig.nameservers[3]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    'spec.template.spec.dnsConfig.searches[0]: Invalid value: "a b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'_\', \'-\' or \'.\', and must start and end with an alphanumeric character',
    'spec.template.spec.dnsConfig.options[0]: Required value: must not be empty',
  ]],
])('dns: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [deployment({}, { hostNetwork: true, containers: [{ name: 'a', image: 'a', ports: [{ containerPort: 80, hostPort: 81 }] }] }), [
    'spec.template.spec.containers[0].ports[0].hostPort: Invalid value: 81: must match `containerPort` when `hostNetwork` is true',
  ]],
  [deployment({}, { containers: [{ name: 'a', image: 'a', ports: [{ containerPort: 80, hostPort: 80 }] }, { name: 'b', image: 'a', ports: [{ containerPort: 81, hostPort: 80 }] }] }), [
    'spec.template.spec.containers[1].ports[0].hostPort: Duplicate value: "TCP//80"',
  ]],
])('ports of the host: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [deployment({}, { hostUsers: false, hostNetwork: true, hostPID: true, hostIPC: true }), [
    'spec.template.spec.hostNetwork: Forbidden: when `hostUsers` is false',
    'spec.template.spec.HostPID: Forbidden: when `hostUsers` is false',
    'spec.template.spec.HostIPC: Forbidden: when `hostUsers` is false',
  ]],
  [deployment({}, { hostnameOverride: 'a', setHostnameAsFQDN: true }), [
    'spec.template.spec.hostnameOverride: Forbidden: may not be specified when setHostnameAsFQDN is true',
  ]],
  [deployment({}, { os: { name: 'mac' } }), [
    'spec.template.spec.os: Unsupported value: "mac": supported values: "linux", "windows"',
  ]],
  [deployment({}, { os: {} }), [
    'spec.template.spec.os.name: Required value',
  ]],
  [deployment({}, { os: { name: 'windows' }, hostPID: true, shareProcessNamespace: false, securityContext: { runAsUser: 1, sysctls: [{ name: 'a', value: 'b' }] } }), [
    'spec.template.spec.securityContext.runAsUser: Forbidden: cannot be set for a windows pod',
    'spec.template.spec.securityContext.sysctls: Forbidden: cannot be set for a windows pod',
    'spec.template.spec.shareProcessNamespace: Forbidden: cannot be set for a windows pod',
    'spec.template.spec.hostPID: Forbidden: cannot be set for a windows pod',
  ]],
  [deployment({}, { schedulingGates: [{ name: 'a' }, { name: 'a' }], readinessGates: [{ conditionType: '' }] }), [
    'spec.template.spec.readinessGates[0].conditionType: Invalid value: "": name part must be non-empty',
    'spec.template.spec.readinessGates[0].conditionType: Invalid value: "": name part must consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character',
    'spec.template.spec.schedulingGates[1]: Duplicate value: "a"',
  ]],
  [deployment({}, { resourceClaims: [{ name: 'a' }, { name: 'a', resourceClaimName: 'A', resourceClaimTemplateName: 'b' }] }), [
    'spec.template.spec.resourceClaims[0]: Invalid value: {"Name":"a","ResourceClaimName":null,"ResourceClaimTemplateName":null}: must specify one of: `resourceClaimName`, `resourceClaimTemplateName`',
    'spec.template.spec.resourceClaims[1].name: Duplicate value: "a"',
    'spec.template.spec.resourceClaims[1]: Invalid value: {"Name":"a","ResourceClaimName":"A","ResourceClaimTemplateName":"b"}: at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified',
    'spec.template.spec.resourceClaims[1].resourceClaimName: Invalid value: "A": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character',
  ]],
  [deployment({}, { ephemeralContainers: [{ name: 'e', image: 'e' }] }), [
    'spec.template.spec.ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template',
  ]],
  [deployment({ template: { metadata: { labels: { app: 'a' }, annotations: { 'a b': 'c' } }, spec: podSpec() } }), [
    'spec.template.annotations: Invalid value: "a b": name part must consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character',
  ]],
  [deployment({}, {}, { env: [{ name: 'A', valueFrom: { fileKeyRef: { key: 'A', path: 'a', volumeName: 'b' } } }] }), [
    'spec.template.spec.containers[0].env[0].valueFrom.fileKeyRef.volumeName: Not found: "b"',
  ]],
])('what goes together only: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});
