import { Given, saidOf } from './support';

describe('a ServiceEntry', () => {
  test.each<[string, ...Given]>([
    ['is sound', 'ServiceEntry', { hosts: ['a.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], resolution: 'STATIC', endpoints: [{ address: '1.2.3.4', ports: { http: 8080 } }] }],
    ['gets addresses for TCP', 'ServiceEntry', { hosts: ['a.com'], ports: [{ number: 80, name: 'tcp', protocol: 'TCP' }], resolution: 'DNS' }],
    ['has wildcards of names looked up for each request', 'ServiceEntry', { hosts: ['*.a.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], resolution: 'DYNAMIC_DNS' }],
    ['has one host for TCP', 'ServiceEntry', { hosts: ['a.com'], ports: [{ number: 80, name: 'a', protocol: 'TCP' }], resolution: 'DNS', addresses: ['1.2.3.4'] }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['has hosts that are names', [
      'IST0106 spec.hosts[0]: domain name "a_b" invalid (label "a_b" invalid)',
      'IST0133 spec.hosts[1]: partial wildcard "*a.com" not allowed',
    ], 'ServiceEntry', { hosts: ['a_b', '*a.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }] }],
    ['has addresses', [
      'IST0106 spec.addresses[1]: x is not a valid IP',
      'IST0106 spec.addresses[2]: 1.2.3.4/33 is not a valid CIDR block',
    ], 'ServiceEntry', { hosts: ['a.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], addresses: ['10.0.0.0/8', 'x', '1.2.3.4/33'] }],
    ['has ports with names and protocols', [
      'IST0106 spec.ports[0].name: invalid port name: a_b',
      'IST0106 spec.ports[0].protocol: unsupported protocol: foo',
    ], 'ServiceEntry', { hosts: ['a.com'], ports: [{ number: 80, name: 'a_b', protocol: 'foo' }] }],
    ['needs addresses for TCP where none are allocated', [
      'IST0133 spec.ports[0].protocol: addresses are required for ports serving TCP (or unset) protocol when IP Autoallocation is not enabled',
    ], 'ServiceEntry', { hosts: ['a.com'], ports: [{ number: 80, name: 'tcp', protocol: 'TCP' }] }],
    ['gets none if it does not want them', [
      'IST0133 spec.ports[0].protocol: addresses are required for ports serving TCP (or unset) protocol when IP Autoallocation is not enabled',
    ], 'ServiceEntry', { hosts: ['a.com'], ports: [{ number: 80, name: 'tcp', protocol: 'TCP' }], resolution: 'DNS' }, { labels: { 'networking.istio.io/enable-autoallocate-ip': 'false' } }],
    ['has static endpoints by address', [
      'IST0106 spec.endpoints[0].address: endpoint address "a.com" is not a valid IP address',
      'IST0106 spec.endpoints[1].labels.a: invalid tag value: "-"',
      'IST0106 spec.endpoints[1].ports.other: endpoint port 80 is not defined by the service entry',
      'IST0106 spec.endpoints[2].address: address is required',
    ], 'ServiceEntry', { hosts: ['a.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], resolution: 'STATIC', endpoints: [{ address: 'a.com' }, { address: '1.2.3.4', ports: { other: 80 }, labels: { a: '-' } }, { address: '' }] }],
    ['has one port for sockets', [
      'IST0106 spec.endpoints[0].address: exactly 1 service port required for unix endpoints',
    ], 'ServiceEntry', { hosts: ['a.com'], ports: [{ number: 80, name: 'a', protocol: 'HTTP' }, { number: 81, name: 'b', protocol: 'HTTP' }], resolution: 'STATIC', endpoints: [{ address: 'unix:///a' }] }],
    ['has endpoints by name', [
      'IST0106 spec.endpoints[1].address: endpoint address "a_b" is not a valid FQDN or an IP address',
      'IST0106 spec.endpoints[2].ports.other: endpoint port 80 is not defined by the service entry',
    ], 'ServiceEntry', { hosts: ['a.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], resolution: 'DNS', endpoints: [{ address: 'b.com', ports: { http: 81 } }, { address: 'a_b' }, { address: '1.2.3.4', ports: { other: 80 } }] }],
    ['has endpoints for wildcards', [
      'IST0106 spec.hosts[0]: hosts must be FQDN or contain only prefix wildcards if no endpoints are provided for resolution mode DNS, domain name "*.a.com" invalid (label "*" invalid)',
    ], 'ServiceEntry', { hosts: ['*.a.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], resolution: 'DNS' }],
    ['has nothing else then', [
      'IST0106 spec.hosts[0]: host must be wildcarded for resolution mode DYNAMIC_DNS',
      'IST0106 spec.addresses: addresses cannot be set for resolution type DYNAMIC_DNS. HTTP route domains will only be generatedfrom the hosts field values',
      'IST0106 spec.endpoints: endpoints cannot be set for resolution type DYNAMIC_DNS. Destination IP address determined from hostsfield values',
      'IST0106 spec.ports[0].protocol: only HTTP, TLS, GRPC, and HTTP2 protocols are supported for resolution type DYNAMIC_DNS',
    ], 'ServiceEntry', { hosts: ['a.com'], resolution: 'DYNAMIC_DNS', endpoints: [{ address: '1.2.3.4' }], ports: [{ number: 80, name: 'a', protocol: 'TCP' }], addresses: ['1.2.3.4'] }],
    ['has no waypoint then within the mesh', [
      'IST0106 spec.location: location MESH_INTERNAL with resolution type DYNAMIC_DNS is not supported when using waypoints',
    ], 'ServiceEntry', { hosts: ['*.a.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], resolution: 'DYNAMIC_DNS', location: 'MESH_INTERNAL' }, { labels: { 'istio.io/use-waypoint': 'w' } }],
    ['has several hosts for protocols that tell them apart', [
      'IST0106 spec.ports[0].protocol: multiple hosts provided with non-HTTP, non-TLS ports',
      'IST0133 spec.hosts: service entry can not have more than one host specified simultaneously with address and tcp port',
    ], 'ServiceEntry', { hosts: ['a.com', 'b.com'], ports: [{ number: 80, name: 'a', protocol: 'TCP' }], resolution: 'DNS', addresses: ['1.2.3.4'] }],
    ['selects workloads to send requests to', [
      'IST0133 spec.workloadSelector: workloadSelector should not be set when resolution mode is NONE',
    ], 'ServiceEntry', { hosts: ['a.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], workloadSelector: { labels: { a: 'b' } } }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
