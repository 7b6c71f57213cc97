import { Given, saidOf } from './support';

describe('an AuthorizationPolicy', () => {
  test.each<[string, ...Given]>([
    ['is sound', 'AuthorizationPolicy', { rules: [{ from: [{ source: { principals: ['*'] } }] }] }],
    ['allows nothing without rules', 'AuthorizationPolicy', {}],
    ['asks a provider', 'AuthorizationPolicy', { action: 'CUSTOM', provider: { name: 'p' }, rules: [{}] }],
    ['denies ports', 'AuthorizationPolicy', { action: 'DENY', rules: [{ to: [{ operation: { methods: ['GET'], ports: ['80'] } }] }] }],
    ['denies sources of connections', 'AuthorizationPolicy', { action: 'DENY', rules: [{ from: [{ source: { ipBlocks: ['1.2.3.4'] } }] }] }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['denies something', [
      'IST0106 spec.rules: invalid policy x.ns: DENY action without `rules` is meaningless as it will never be triggered, add an empty rule `{}` if you want it be triggered for every request',
    ], 'AuthorizationPolicy', { action: 'DENY', rules: [] }],
    ['asks somebody for something', [
      'IST0106 spec.rules: invalid policy x.ns: CUSTOM action without `rules` is meaningless as it will never be triggered, add an empty rule `{}` if you want it be triggered for every request',
    ], 'AuthorizationPolicy', { action: 'CUSTOM' }],
    ['asks somebody', [
      'IST0106 spec.provider.name: invalid policy x.ns: `provider.name` must not be empty',
    ], 'AuthorizationPolicy', { action: 'CUSTOM', rules: [{}] }],
    ['asks before it knows who it is', [
      'IST0106 spec.rules[0].from[0].source.principals: invalid policy x.ns: From.Principals is currently not supported with CUSTOM action',
      'IST0106 spec.rules[0].when[0].key: invalid policy x.ns: request.auth.claims[a] is currently not supported with CUSTOM action',
    ], 'AuthorizationPolicy', { action: 'CUSTOM', provider: { name: 'p' }, rules: [{ from: [{ source: { principals: ['a'] } }], when: [{ key: 'request.auth.claims[a]', values: ['b'] }] }] }],
    ['asks nobody to allow', [
      'IST0106 spec.provider: invalid policy x.ns: `provider` must not be with non CUSTOM action, found ALLOW',
    ], 'AuthorizationPolicy', { provider: { name: 'p' } }],
    ['has sources', [
      'IST0106 spec.rules[0].from[0].source: invalid policy x.ns: `from.source` must not be empty, found at rule 0',
    ], 'AuthorizationPolicy', { rules: [{ from: [{ source: {} }] }] }],
    ['has sources and operations', [
      'IST0106 spec.rules[0].from[0].source: invalid policy x.ns: `from.source` must not be nil, found at rule 0',
      'IST0106 spec.rules[0].to[0].operation: invalid policy x.ns: `to.operation` must not be nil, found at rule 0',
    ], 'AuthorizationPolicy', { rules: [{ from: [{}], to: [{}] }] }],
    ['has operations that say something', [
      'IST0106 spec.rules[0].to[0].operation: invalid policy x.ns: `to.operation` must not be empty, found at rule 0',
    ], 'AuthorizationPolicy', { rules: [{ to: [{ operation: {} }] }] }],
    ['has conditions', [
      'IST0106 spec.rules[0].when[0].key: invalid policy x.ns: `key` must not be empty',
      'IST0106 spec.rules[0].when[1]: invalid policy x.ns: at least one of `values` or `notValues` must be set for key source.ip',
      'IST0106 spec.rules[0].when[2].key: invalid policy x.ns: invalid `value` for `key` foo: unknown attribute: foo',
      'IST0106 spec.rules[0].when[2].key: invalid policy x.ns: invalid `notValue` for `key` foo: unknown attribute: foo',
      'IST0106 spec.rules[0].when[3].notValues: invalid policy x.ns: invalid `notValue` for `key` source.ip: 2 errors occurred:\n\t* bad IP address (x)\n\t* bad IP address (y)\n\n',
    ], 'AuthorizationPolicy', { rules: [{ when: [{ key: '' }, { key: 'source.ip' }, { key: 'foo', values: ['a'] }, { key: 'source.ip', notValues: ['x', 'y'] }] }] }],
    ['denies TCP, too', [
      'IST0133 spec.rules[0]: configured AuthorizationPolicy will deny all traffic to TCP ports under its scope due to the use of only HTTP attributes in a DENY rule; it is recommended to explicitly specify the port',
    ], 'AuthorizationPolicy', { action: 'DENY', rules: [{ to: [{ operation: { methods: ['GET'] } }] }] }],
    ['denies sources of requests', [
      'IST0133 spec.rules[0]: configured AuthorizationPolicy will deny all traffic to TCP ports under its scope due to the use of only HTTP attributes in a DENY rule; it is recommended to explicitly specify the port',
    ], 'AuthorizationPolicy', { action: 'DENY', rules: [{ from: [{ source: { requestPrincipals: ['*'] } }] }] }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
