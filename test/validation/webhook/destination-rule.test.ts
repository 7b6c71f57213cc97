import { Given, saidOf } from './support';

describe('a DestinationRule', () => {
  test.each<[string, ...Given]>([
    ['is sound', 'DestinationRule', { host: '*.a.com', subsets: [{ name: 'v1', labels: { version: 'v1' } }] }],
    ['is exported everywhere without a selector', 'DestinationRule', { host: 'a', exportTo: ['*'] }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['has a spec', [
      'IST0106 spec.host: empty domain name not allowed',
    ], 'DestinationRule', undefined as any],
    ['has a host', [
      'IST0106 spec.host: domain name "a_b" invalid (label "a_b" invalid)',
    ], 'DestinationRule', { host: 'a_b' }],
    ['has subsets with names of their own', [
      'IST0106 spec.subsets[1].name: duplicate subset names: v1',
      'IST0106 spec.subsets[2].name: subset name is invalid: v_1',
      'IST0106 spec.subsets[2].labels.-a: invalid tag key: "-a"',
      'IST0106 spec.subsets[3].name: subset name cannot be empty',
    ], 'DestinationRule', { host: 'a', subsets: [{ name: 'v1' }, { name: 'v1' }, { name: 'v_1', labels: { '-a': 'b' } }, { name: '' }] }],
    ['is warned for itself and not for its subsets', [
      'IST0133 spec.trafficPolicy.outlierDetection.consecutiveErrors: outlier detection consecutive errors is deprecated, use consecutiveGatewayErrors or consecutive5xxErrors instead',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { outlierDetection: { consecutiveErrors: 1 } }, subsets: [{ name: 'v1', trafficPolicy: { outlierDetection: { consecutiveErrors: 1 } } }] }],
    ['has a selector with labels', [
      'IST0133 spec.workloadSelector: workload selector specified without labels',
    ], 'DestinationRule', { host: 'a', workloadSelector: {} }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
