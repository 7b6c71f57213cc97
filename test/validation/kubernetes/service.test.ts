import { refused, service } from './support';

test.each<[object, string[]]>([
  [service({ ports: [] }), [
    'spec.ports: Required value',
  ]],
  [service({ ports: [{ port: 80 }, { port: 81 }] }), [
    'spec.ports[0].name: Required value',
    'spec.ports[1].name: Required value',
  ]],
  [service({ ports: [{ name: 'a', port: 80 }, { name: 'a', port: 81 }] }), [
    'spec.ports[1].name: Duplicate value: "a"',
  ]],
  [service({ ports: [{ name: 'a_b', port: 0 }] }), [
    'spec.ports[0].name: Invalid value: "a_b": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or \'-\', and must start and end with an alphanumeric character',
    'spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
    'spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive',
  ]],
  [service({ ports: [{ name: 'a', port: 80 }, { name: 'b', port: 80 }] }), [
    'spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}',
  ]],
  [service({ ports: [{ name: 'a', port: 53 }, { name: 'b', port: 53, protocol: 'UDP' }] }), []],
  [service({ ports: [{ port: 80, targetPort: 'Http' }] }), [
    'spec.ports[0].targetPort: Invalid value: "Http": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
  ]],
  [service({ ports: [{ port: 80, targetPort: 70000 }] }), [
    'spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
  ]],
  [service({ ports: [{ port: 80, protocol: 'tcp' }] }), [
    'spec.ports[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"',
  ]],
  [service({ ports: [{ port: 80, appProtocol: 'a b' }] }), [
    'spec.ports[0].appProtocol: Invalid value: "a b": name part must consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character',
  ]],
])('ports and their names: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [service({ ports: [{ port: 80, nodePort: 30080 }] }), [
    "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
  ]],
  [service({ type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] }), [
    'spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
  ]],
  [service({ type: 'NodePort', ports: [{ name: 'a', port: 80, nodePort: 30080 }, { name: 'b', port: 81, nodePort: 30080 }] }), [
    'spec.ports[1].nodePort: Duplicate value: 30080',
  ]],
  [service({ type: 'LoadBalancer', ports: [{ port: 80, nodePort: 30080 }] }), []],
  [service({ type: 'NodePort', ports: [{ port: 80, nodePort: 32768 }] }), [
    'spec.ports[0].nodePort: Invalid value: 32768: provided port is not in the valid range. The range of valid ports is 30000-32767',
  ]],
])('node ports: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [service({ type: 'Cluster' }), [
    'spec.type: Unsupported value: "Cluster": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
  ]],
  [service({ type: 'ExternalName' }), [
    'spec.externalName: Required value',
  ]],
  [service({ type: 'ExternalName', externalName: 'a.com.', ports: [] }), []],
  [service({ type: 'ExternalName', externalName: 'a_b', clusterIP: '1.2.3.4' }), [
    'spec.externalName: Invalid value: "a_b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, \'-\' or \'.\', and must start and end with an alphanumeric character',
    'spec.clusterIPs: Forbidden: may not be set for ExternalName services',
  ]],
  [service({ clusterIP: 'None', ports: [] }), []],
  [service({ type: 'LoadBalancer', clusterIP: 'None' }), [
    'spec.clusterIPs[0]: Invalid value: "None": may not be set to \'None\' for LoadBalancer services',
  ]],
  [service({ clusterIP: 'x' }), [
    'spec.clusterIPs[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
  ]],
  [service({ clusterIP: '10.0.0.01' }), [
    'spec.clusterIPs[0]: Invalid value: "10.0.0.01": must not have leading 0s',
  ]],
  [service({ clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.2'] }), [
    'spec.clusterIPs: Invalid value: ["10.0.0.2"]: first value must match `clusterIP`',
  ]],
  [service({ clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1', '10.0.0.2'], ipFamilyPolicy: 'PreferDualStack' }), [
    'spec.clusterIPs: Invalid value: ["10.0.0.1","10.0.0.2"]: may specify no more than one IP for each IP family',
  ]],
  [service({ ipFamilies: ['IPv4', 'IPv6'] }), [
    'spec.ipFamilyPolicy: Invalid value: "SingleStack": must be \'RequireDualStack\' or \'PreferDualStack\' when multiple IP families are specified',
  ]],
  [service({ ipFamilies: ['IPv5'], ipFamilyPolicy: 'Dual' }), [
    'spec.ipFamilies[0]: Unsupported value: "IPv5": supported values: "IPv4", "IPv6"',
    'spec.ipFamilyPolicy: Unsupported value: "Dual": supported values: "PreferDualStack", "RequireDualStack", "SingleStack"',
  ]],
  [service({ clusterIP: '::1', ipFamilies: ['IPv4'] }), [
    'spec.clusterIPs[0]: Invalid value: "::1": expected an IPv4 value as indicated by `ipFamilies[0]`',
  ]],
  [service({ externalIPs: ['a', '0.0.0.0', '127.0.0.1', '169.254.0.1', '1.2.3.4'] }), [
    'spec.externalIPs[0]: Invalid value: "a": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    'spec.externalIPs[1]: Invalid value: "0.0.0.0": may not be unspecified (0.0.0.0)',
    'spec.externalIPs[2]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
    'spec.externalIPs[3]: Invalid value: "169.254.0.1": may not be in the link-local range (169.254.0.0/16, fe80::/10)',
  ]],
])('types and addresses: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [service({ sessionAffinity: 'Client' }), [
    'spec.sessionAffinity: Unsupported value: "Client": supported values: "ClientIP", "None"',
  ]],
  [service({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } } }), [
    'spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 0: must be greater than 0 and less than 86400',
  ]],
  [service({ loadBalancerSourceRanges: ['10.0.0.1/8'] }), [
    "spec.LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer'",
    'spec.LoadBalancerSourceRanges[0]: Invalid value: "10.0.0.1/8": must not have bits set beyond the prefix length',
  ]],
  [service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/33', '10.0.0.1/8', '10.0.0.0/8'] }), [
    'spec.LoadBalancerSourceRanges[0]: Invalid value: "10.0.0.0/33": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    'spec.LoadBalancerSourceRanges[1]: Invalid value: "10.0.0.1/8": must not have bits set beyond the prefix length',
  ]],
  [service({ loadBalancerClass: 'a.com/b', allocateLoadBalancerNodePorts: true }), [
    "spec.allocateLoadBalancerNodePorts: Forbidden: may only be used when `type` is 'LoadBalancer'",
    "spec.loadBalancerClass: Forbidden: may only be used when `type` is 'LoadBalancer'",
  ]],
  [service({ externalTrafficPolicy: 'Local' }), [
    'spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services',
  ]],
  [service({ type: 'NodePort', externalTrafficPolicy: 'local' }), [
    'spec.externalTrafficPolicy: Unsupported value: "local": supported values: "Cluster", "Local"',
  ]],
  [service({ internalTrafficPolicy: 'local', trafficDistribution: 'Close' }), [
    'spec.internalTrafficPolicy: Unsupported value: "local": supported values: "Cluster", "Local"',
    'spec.trafficDistribution: Unsupported value: "Close": supported values: "PreferClose", "PreferSameZone", "PreferSameNode"',
  ]],
  [service({ type: 'LoadBalancer', healthCheckNodePort: 30000 }), [
    "spec.healthCheckNodePort: Invalid value: 30000: may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
  ]],
  [service({ selector: { 'a b': 'c d' } }), [
    'spec.selector: Invalid value: "a b": name part must consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character',
    'spec.selector: Invalid value: "c d": a valid label must be an empty string or consist of alphanumeric characters, \'-\', \'_\' or \'.\', and must start and end with an alphanumeric character',
  ]],
])('affinity, load balancers and traffic: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

describe('updates', () => {
  const before = service({ clusterIP: '10.0.0.1', ipFamilies: ['IPv4'] });

  test('cannot change the address, and keep it where they name none', () => {
    expect(refused(service({}), before)).toEqual([]);
    expect(refused(service({ clusterIP: '10.0.0.2' }), before)).toEqual(['spec.clusterIPs[0]: Invalid value: ["10.0.0.2"]: may not change once set']);
    expect(refused(service({ clusterIP: 'None' }), before)).toEqual(['spec.clusterIPs[0]: Invalid value: ["None"]: may not change once set']);
    expect(refused(service({ type: 'ExternalName', externalName: 'a.com' }), before)).toEqual([]);
    expect(refused(service({ ports: [] }), service({ clusterIP: 'None' }))).toEqual([]);
  });

  test('pass over what is there of the wrong type', () => {
    expect(refused(service({}), service({ clusterIP: 10, ipFamilies: [null] }))).toEqual([]);
  });

  test('cannot change what the load balancer is', () => {
    const balanced = (spec: object) => service({ type: 'LoadBalancer', externalTrafficPolicy: 'Local', ...spec });
    expect(refused(balanced({ loadBalancerClass: 'a.com/b' }), balanced({ loadBalancerClass: 'a.com/c' })))
      .toEqual(['spec.loadBalancerClass: Invalid value: "a.com/b": may not change once set']);
    expect(refused(balanced({ healthCheckNodePort: 30001 }), balanced({ healthCheckNodePort: 30002 })))
      .toEqual(['spec.healthCheckNodePort: Forbidden: field is immutable']);
  });

  test('drop what goes with another type', () => {
    const spec = { ports: [{ port: 80, nodePort: 30080 }], loadBalancerClass: 'a.com/b', externalTrafficPolicy: 'Cluster' };
    expect(refused(service(spec), service({ ...spec, type: 'LoadBalancer' }))).toEqual([]);
    expect(refused(service(spec), service({})).length).toBe(3);
  });
});
