import { Given, saidOf } from './support';

describe('a VirtualService', () => {
  test.each<[string, ...Given]>([
    ['is sound', 'VirtualService', { hosts: ['*.a.com', 'b', '1.2.3.4'], http: [{ route: [{ destination: { host: 'a' } }] }], gateways: ['gw', 'ns/gw'] }],
    ['can have all hosts of gateways', 'VirtualService', { hosts: ['*'], http: [{ route: [{ destination: { host: 'a' } }] }], gateways: ['gw'] }],
    ['takes names that Istio makes for SNI on gateways', 'VirtualService', { hosts: ['outbound_.80_._.a.b'], http: [{ route: [{ destination: { host: 'a' } }] }], gateways: ['gw'], tls: [{ match: [{ sniHosts: ['outbound_.80_._.a.b'] }], route: [{ destination: { host: 'a' } }] }] }],
    ['is part of another one without hosts', 'VirtualService', { http: [{ route: [{ destination: { host: 'a' } }] }] }],
    ['reads JWTs on gateways', 'VirtualService', { hosts: ['a.com'], http: [{ match: [{ headers: { '@request.auth.claims[sub]': { exact: 'a' } } }], route: [{ destination: { host: 'a' } }] }], gateways: ['gw'] }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['has hosts that are names', [
      'IST0106 spec.hosts[0]: domain name "a_b" invalid (label "a_b" invalid)',
      'IST0106 spec.hosts[1]: domain name "*.c" invalid (label "*" invalid)',
      'IST0106 spec.hosts[2]: domain name "1" invalid (top level domain "1" cannot be all-numeric)',
      'IST0106 spec.hosts[3]: domain name "2.3" invalid (top level domain "3" cannot be all-numeric)',
    ], 'VirtualService', { hosts: ['a_b', '*.*.c', 'x.1', '1.2.3'], http: [{ route: [{ destination: { host: 'a' } }] }] }],
    ['cannot have all hosts of the mesh', [
      'IST0106 spec.hosts[0]: wildcard host * is not allowed for virtual services bound to the mesh gateway',
    ], 'VirtualService', { hosts: ['*'], http: [{ route: [{ destination: { host: 'a' } }] }] }],
    ['has no hosts that overlap', [
      'IST0106 spec.hosts[1]: duplicate hosts in virtual service: a.com & *.com',
      'IST0106 spec.hosts[3]: duplicate hosts in virtual service: a.com & a.com',
      'IST0106 spec.hosts[3]: duplicate hosts in virtual service: *.com & a.com',
    ], 'VirtualService', { hosts: ['a.com', '*.com', 'b.org', 'a.com'], http: [{ route: [{ destination: { host: 'a' } }] }] }],
    ['takes no others of that form', [
      'IST0106 spec.hosts[0]: domain name "outbound_.x_._.a.b" invalid (label "x" invalid). should follow outbound_.<PORT>_._.<HOSTNAME> format',
      "IST0106 spec.hosts[1]: domain name outbound_a invalid, should follow 'outbound_.<PORT>_._.<HOSTNAME>' format",
      'IST0106 spec.tls[0].match[0].sniHosts[0]: domain name "outbound_.80_._.1" invalid (label "1" invalid). should follow outbound_.<PORT>_._.<HOSTNAME> format',
    ], 'VirtualService', { hosts: ['outbound_.x_._.a.b', 'outbound_a'], http: [{ route: [{ destination: { host: 'a' } }] }], gateways: ['gw'], tls: [{ match: [{ sniHosts: ['outbound_.80_._.1'] }], route: [{ destination: { host: 'a' } }] }] }],
    ['has only rules for HTTP then', [
      'IST0106 spec.gateways: delegate virtual service must have no gateways specified',
      'IST0106 spec.tls: delegate virtual service must have no tls route specified',
      'IST0106 spec.tcp: delegate virtual service must have no tcp route specified',
      'IST0106 spec.http[0].delegate: delegate HTTP route cannot contain delegate',
      'IST0106 spec.http[0]: HTTP route, redirect or direct_response is required',
      'IST0106 spec.tls[0].match[0].sniHosts[0]: SNI host "a" is not a compatible subset of any of the virtual service hosts: []',
    ], 'VirtualService', { gateways: ['gw'], tls: [{ match: [{ sniHosts: ['a'] }], route: [{ destination: { host: 'a' } }] }], tcp: [{ route: [{ destination: { host: 'a' } }] }], http: [{ delegate: { name: 'x' } }] }],
    ['needs rules', [
      'IST0106 spec: http, tcp or tls must be provided in virtual service',
    ], 'VirtualService', { hosts: ['a.com'] }],
    ['reads JWTs on gateways only', [
      'IST0106 spec.http[0].match[0].headers.@request.auth.claims.sub: JWT claim based routing (key: @request.auth.claims.sub) is only supported for gateway, found no gateways: [gw mesh]',
    ], 'VirtualService', { hosts: ['a.com'], http: [{ match: [{ headers: { '@request.auth.claims.sub': { exact: 'a' } } }], route: [{ destination: { host: 'a' } }] }], gateways: ['gw', 'mesh'] }],
    ['matches TLS by hosts of its own', [
      'IST0106 spec.tls[0].match[0].sniHosts[1]: SNI host "c.com" is not a compatible subset of any of the virtual service hosts: [*.a.com]',
      'IST0106 spec.tls[0].match[0].destinationSubnets[0]: 1.2.3.4/33 is not a valid CIDR block',
      'IST0133 spec.tls[0].match[0].sniHosts[2]: using an IP address ("1.2.3.4") goes against SNI spec and most clients do not support this',
    ], 'VirtualService', { hosts: ['*.a.com'], http: [{ route: [{ destination: { host: 'a' } }] }], tls: [{ match: [{ sniHosts: ['b.a.com', 'c.com', '1.2.3.4'], destinationSubnets: ['1.2.3.4/33'] }], route: [{ destination: { host: 'a' } }] }] }],
    ['needs SNI hosts and a destination for TLS', [
      'IST0106 spec.tls[0].match: TLS route must have at least one match condition',
      'IST0106 spec.tls[0].route: TLS route is required',
      'IST0106 spec.tls[1].match[0].sniHosts: TLS match must have at least one SNI host',
      'IST0106 spec.tls[1].route: TLS route is required',
    ], 'VirtualService', { hosts: ['a.com'], http: [{ route: [{ destination: { host: 'a' } }] }], tls: [{ match: [] }, { match: [{ sniHosts: [] }], route: [] }] }],
    ['matches TCP by addresses and ports', [
      'IST0106 spec.tcp[0].match[0].destinationSubnets[1]: x is not a valid IP',
      'IST0106 spec.tcp[0].match[0].port: port number 70000 must be in the range 1..65535',
      'IST0106 spec.tcp[0].match[0].sourceLabels.-a: invalid tag key: "-a"',
    ], 'VirtualService', { hosts: ['a.com'], http: [{ route: [{ destination: { host: 'a' } }] }], tcp: [{ match: [{ destinationSubnets: ['10.0.0.0/8', 'x'], port: 70000, sourceLabels: { '-a': 'b' } }], route: [{ destination: { host: 'a' } }] }] }],
    ['needs a destination for TCP', [
      'IST0106 spec.tcp[0].route: TCP route is required',
    ], 'VirtualService', { hosts: ['a.com'], http: [{ route: [{ destination: { host: 'a' } }] }], tcp: [{}] }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
