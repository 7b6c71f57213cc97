import { Given, saidOf } from './support';

describe('a WorkloadEntry', () => {
  test.each<[string, ...Given]>([
    ['has an address', 'WorkloadEntry', { address: '1.2.3.4' }],
    ['has an address that may be a name', 'WorkloadEntry', { address: 'a.com' }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['has an address that is nothing else', [
      'IST0106 spec.address: endpoint address "*.a.com" is not a valid FQDN or an IP address',
      'IST0106 spec.labels.-a: invalid tag key: "-a"',
      'IST0106 spec.labels.-a: invalid tag value: "b c"',
    ], 'WorkloadEntry', { address: '*.a.com', labels: { '-a': 'b c' } }],
    ['is found in its network', [
      'IST0133 spec.address: address is unset with network "n"',
    ], 'WorkloadEntry', { network: 'n' }],
    ['cannot be found without either', [
      'IST0106 spec.address: address is required',
    ], 'WorkloadEntry', { address: '' }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
