import { GivenRoute, saidOfRoute } from './support';

describe('destinations', () => {
  test.each<[string, ...GivenRoute]>([
    ['share by weight, and may get none', { route: [{ destination: { host: 'a' }, weight: 1 }, { destination: { host: 'b' }, weight: 0 }] }],
    ['share by weight', { route: [{ destination: { host: 'a' }, weight: 1 }, { destination: { host: 'b' }, weight: 2 }] }],
  ])('%s', (_, ...given) => {
    expect(saidOfRoute(...given)).toEqual([]);
  });

  test.each<[string, string[], ...GivenRoute]>([
    ['have some weight', [
      'IST0106 spec.http[0].route: total destination weight = 0',
    ], { route: [{ destination: { host: 'a' } }, { destination: { host: 'b' } }] }],
    ['have no negative weight', [
      'IST0106 spec.http[0].route[1].weight: weight -10 < 0',
    ], { route: [{ destination: { host: 'a' }, weight: 90 }, { destination: { host: 'b' }, weight: -10 }] }],
    ['are one host', [
      'IST0106 spec.http[0].route[0].destination.host: invalid destination host *',
    ], { route: [{ destination: { host: '*' } }] }],
    ['have names, subsets and ports', [
      'IST0106 spec.http[0].route[0].destination.host: domain name "a_b" invalid (label "a_b" invalid)',
      'IST0106 spec.http[0].route[0].destination.subset: subset name is invalid: v.1',
      'IST0106 spec.http[0].route[0].destination.port.number: port number 70000 must be in the range 1..65535',
    ], { route: [{ destination: { host: 'a_b', subset: 'v.1', port: { number: 70000 } } }] }],
    ['have a port that is one', [
      'IST0106 spec.http[0].route[0].destination.port.number: port number 0 must be in the range 1..65535',
    ], { route: [{ destination: { host: 'a', port: {} } }] }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOfRoute(...given)).toEqual(wanted);
  });
});
