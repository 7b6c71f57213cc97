import { Given, saidOf } from './support';

describe('values of an AuthorizationPolicy', () => {
  test.each<[string, ...Given]>([
    ['are service accounts', 'AuthorizationPolicy', { rules: [{ from: [{ source: { serviceAccounts: ['a', 'ns/a'] } }] }] }],
    ['are trust domains', 'AuthorizationPolicy', { rules: [{ from: [{ source: { trustDomains: ['a', '*', 'a*'] } }] }] }],
    ['are paths', 'AuthorizationPolicy', { rules: [{ to: [{ operation: { paths: ['/a', '/{*}/b', '/{**}', '/a*', '/a'] } }] }] }],
    ['are of an attribute', 'AuthorizationPolicy', { rules: [{ when: [{ key: 'request.headers[a]', values: ['a'] }, { key: 'source.namespace', values: ['a'] }, { key: 'connection.sni', values: ['a'] }, { key: 'request.auth.claims[a]', values: ['a'] }, { key: 'experimental.envoy.filters.a[b]', values: ['a'] }] }] }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['are not empty', [
      'IST0106 spec.rules[0].from[0].source.principals: invalid policy x.ns: empty value not allowed, found in Principals',
      'IST0106 spec.rules[0].from[0].source.notNamespaces: invalid policy x.ns: empty value not allowed, found in NotNamespaces',
    ], 'AuthorizationPolicy', { rules: [{ from: [{ source: { principals: [''], notNamespaces: ['a', ''] } }] }] }],
    ['are addresses', [
      'IST0106 spec.rules[0].from[0].source.ipBlocks: invalid policy x.ns: bad IP address (x)',
      'IST0106 spec.rules[0].from[0].source.ipBlocks: invalid policy x.ns: bad CIDR range (1.2.3.4/33): netip.ParsePrefix("1.2.3.4/33"): prefix length out of range',
      'IST0106 spec.rules[0].from[0].source.ipBlocks: invalid policy x.ns: bad CIDR range (1.2.3/8): netip.ParsePrefix("1.2.3/8"): ParseAddr("1.2.3"): IPv4 address too short',
      'IST0106 spec.rules[0].from[0].source.ipBlocks: invalid policy x.ns: bad CIDR range (01.2.3.4/8): netip.ParsePrefix("01.2.3.4/8"): ParseAddr("01.2.3.4"): IPv4 field has octet with leading zero',
      'IST0106 spec.rules[0].from[0].source.ipBlocks: invalid policy x.ns: bad CIDR range (1.2.3.4/08): netip.ParsePrefix("1.2.3.4/08"): bad bits after slash: "08"',
    ], 'AuthorizationPolicy', { rules: [{ from: [{ source: { ipBlocks: ['1.2.3.4', '10.0.0.0/8', 'x', '1.2.3.4/33', '1.2.3/8', '01.2.3.4/8', '1.2.3.4/08'] } }] }] }],
    ['are ports', [
      'IST0106 spec.rules[0].to[0].operation.ports: invalid policy x.ns: bad port (x): strconv.ParseUint: parsing "x": invalid syntax',
      'IST0106 spec.rules[0].to[0].operation.ports: invalid policy x.ns: bad port (65536): <nil>',
    ], 'AuthorizationPolicy', { rules: [{ to: [{ operation: { ports: ['80', '0', 'x', '65536'] } }] }] }],
    ['are service accounts, not *', [
      'IST0106 spec.rules[0].from[0].source.serviceAccounts: invalid policy x.ns: wildcard not allowed, found in ServiceAccounts',
    ], 'AuthorizationPolicy', { rules: [{ from: [{ source: { serviceAccounts: ['*'] } }] }] }],
    ['are service accounts, not a/b/c', [
      'IST0106 spec.rules[0].from[0].source.serviceAccounts: invalid policy x.ns: expected format \'serviceAccount\' or \'namespace/serviceAccount\', found "a/b/c" in ServiceAccounts',
    ], 'AuthorizationPolicy', { rules: [{ from: [{ source: { serviceAccounts: ['a/b/c'] } }] }] }],
    ['are service accounts, not /a', [
      'IST0106 spec.rules[0].from[0].source.serviceAccounts: invalid policy x.ns: expected format \'serviceAccount\' or \'namespace/serviceAccount\', found empty namespace "/a" in ServiceAccounts',
    ], 'AuthorizationPolicy', { rules: [{ from: [{ source: { serviceAccounts: ['/a'] } }] }] }],
    ['are service accounts, not a/', [
      'IST0106 spec.rules[0].from[0].source.serviceAccounts: invalid policy x.ns: expected format \'serviceAccount\' or \'namespace/serviceAccount\', found empty serviceAccount "a/" in ServiceAccounts',
    ], 'AuthorizationPolicy', { rules: [{ from: [{ source: { serviceAccounts: ['a/'] } }] }] }],
    ['are service accounts, not ', [
      'IST0106 spec.rules[0].from[0].source.serviceAccounts: invalid policy x.ns: empty value not allowed, found in ServiceAccounts',
    ], 'AuthorizationPolicy', { rules: [{ from: [{ source: { serviceAccounts: [''] } }] }] }],
    ['are trust domains, not a*b', [
      'IST0106 spec.rules[0].from[0].source.notTrustDomains: invalid policy x.ns: wildcard is only allowed at the start or end, found in NotTrustDomains: "a*b"',
    ], 'AuthorizationPolicy', { rules: [{ from: [{ source: { notTrustDomains: ['a*b'] } }] }] }],
    ['are trust domains, not **', [
      'IST0106 spec.rules[0].from[0].source.notTrustDomains: invalid policy x.ns: at most one wildcard is allowed, found in NotTrustDomains: "**"',
    ], 'AuthorizationPolicy', { rules: [{ from: [{ source: { notTrustDomains: ['**'] } }] }] }],
    ['are trust domains, not a/b', [
      'IST0106 spec.rules[0].from[0].source.notTrustDomains: invalid policy x.ns: trust domain must not contain \'/\', found in NotTrustDomains: "a/b"',
    ], 'AuthorizationPolicy', { rules: [{ from: [{ source: { notTrustDomains: ['a/b'] } }] }] }],
    ['are paths, not /{x}', [
      "IST0106 spec.rules[0].to[0].operation.notPaths: invalid policy x.ns: invalid or unsupported path {x}, found in NotPaths. Contains '{' or '}' beyond a supported path template",
    ], 'AuthorizationPolicy', { rules: [{ to: [{ operation: { notPaths: ['/{x}'] } }] }] }],
    ['are paths, not /{**}/{*}', [
      'IST0106 spec.rules[0].to[0].operation.notPaths: invalid policy x.ns: invalid or unsupported path {**}/{*}, found in NotPaths. {**} is not the last operator',
    ], 'AuthorizationPolicy', { rules: [{ to: [{ operation: { notPaths: ['/{**}/{*}'] } }] }] }],
    ['are paths, not /{*}//a', [
      'IST0106 spec.rules[0].to[0].operation.notPaths: invalid policy x.ns: invalid or unsupported path {*}//a, found in NotPaths. Contains segment  with invalid string literal',
    ], 'AuthorizationPolicy', { rules: [{ to: [{ operation: { notPaths: ['/{*}//a'] } }] }] }],
    ['are paths, not /a{*}', [
      "IST0106 spec.rules[0].to[0].operation.notPaths: invalid policy x.ns: invalid or unsupported path a{*}, found in NotPaths. Contains '{' or '}' beyond a supported path template",
    ], 'AuthorizationPolicy', { rules: [{ to: [{ operation: { notPaths: ['/a{*}'] } }] }] }],
    ['are of no other attribute', [
      'IST0106 spec.rules[0].when[0].key: invalid policy x.ns: invalid `value` for `key` request.headers: bad key (request.headers): should have format a[b]',
      'IST0106 spec.rules[0].when[0].key: invalid policy x.ns: invalid `notValue` for `key` request.headers: bad key (request.headers): should have format a[b]',
      'IST0106 spec.rules[0].when[1].key: invalid policy x.ns: invalid `value` for `key` destination.labels[a]: attribute destination.labels[a] is replaced by the workload selector',
      'IST0106 spec.rules[0].when[1].key: invalid policy x.ns: invalid `notValue` for `key` destination.labels[a]: attribute destination.labels[a] is replaced by the workload selector',
      'IST0106 spec.rules[0].when[2].key: invalid policy x.ns: invalid `value` for `key` destination.name: deprecated attribute destination.name: only supported in v1alpha1',
      'IST0106 spec.rules[0].when[2].key: invalid policy x.ns: invalid `notValue` for `key` destination.name: deprecated attribute destination.name: only supported in v1alpha1',
      'IST0106 spec.rules[0].when[3].key: invalid policy x.ns: invalid `value` for `key` destination.namespace: attribute destination.namespace is replaced by the metadata.namespace',
      'IST0106 spec.rules[0].when[3].key: invalid policy x.ns: invalid `notValue` for `key` destination.namespace: attribute destination.namespace is replaced by the metadata.namespace',
      'IST0106 spec.rules[0].when[4].values: invalid policy x.ns: invalid `value` for `key` destination.port: 1 error occurred:\n\t* bad port (a*b): strconv.ParseUint: parsing "a*b": invalid syntax\n\n',
      'IST0106 spec.rules[0].when[5].values: invalid policy x.ns: invalid `value` for `key` source.trustDomain: wildcard is only allowed at the start or end, found in source.trustDomain: "a*b"',
      'IST0106 spec.rules[0].when[6].values: invalid policy x.ns: invalid `value` for `key` source.serviceAccount: wildcard not allowed, found in source.serviceAccount',
    ], 'AuthorizationPolicy', { rules: [{ when: [{ key: 'request.headers', values: ['a*b'] }, { key: 'destination.labels[a]', values: ['a*b'] }, { key: 'destination.name', values: ['a*b'] }, { key: 'destination.namespace', values: ['a*b'] }, { key: 'destination.port', values: ['a*b'] }, { key: 'source.trustDomain', values: ['a*b'] }, { key: 'source.serviceAccount', values: ['a*b'] }] }] }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
