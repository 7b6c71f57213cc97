import { Duration } from 'cdk8s';
import { policyOf, refusal } from './rules';
import { HashAlgorithm, HashKey, LoadBalancer, LoadBalancerOptions } from '../../src';

const lb = (loadBalancer: LoadBalancer) => policyOf({ loadBalancer }).loadBalancer;
const refused = (loadBalancer: LoadBalancer) => refusal({ loadBalancer });

test.each<[string, (options?: LoadBalancerOptions) => LoadBalancer, any]>([
  ['leastRequest', LoadBalancer.leastRequest, { simple: 'LEAST_REQUEST' }],
  ['roundRobin', LoadBalancer.roundRobin, { simple: 'ROUND_ROBIN' }],
  ['random', LoadBalancer.random, { simple: 'RANDOM' }],
  ['passthrough', LoadBalancer.passthrough, { simple: 'PASSTHROUGH' }],
  ['leastConn', LoadBalancer.leastConn, { simple: 'LEAST_CONN' }],
  ['unspecified', LoadBalancer.unspecified, { simple: 'UNSPECIFIED' }],
  ['istioDefault', LoadBalancer.istioDefault, {}],
  ['consistentHash', options => LoadBalancer.consistentHash(HashKey.sourceIp(), options), { consistentHash: { useSourceIp: true } }],
])('%s, bare and with every option', (_, make, expected) => {
  expect(lb(make())).toEqual(expected);
  expect(lb(make({
    localityLbSetting: { enabled: true },
    warmup: { duration: Duration.minutes(5), minimumPercent: 5.5, aggression: 0.5 },
    warmupDurationSecs: Duration.seconds(90),
  }))).toEqual({
    ...expected,
    localityLbSetting: { enabled: true },
    warmup: { duration: '300s', minimumPercent: 5.5, aggression: 0.5 },
    warmupDurationSecs: '90s',
  });
  expect(lb(make({ zoneAwareLbSetting: { enabled: true } }))).toEqual({ ...expected, zoneAwareLbSetting: { enabled: true } });
});

test('the algorithm of hashes stands beside the key', () => {
  expect(lb(LoadBalancer.consistentHash(HashKey.header('x-user'), { hashAlgorithm: HashAlgorithm.maglev({ tableSize: 17 }) })))
    .toEqual({ consistentHash: { httpHeaderName: 'x-user', maglev: { tableSize: 17 } } });
  expect(lb(LoadBalancer.consistentHash(HashKey.header('x-user'), { minimumRingSize: 10 })))
    .toEqual({ consistentHash: { httpHeaderName: 'x-user', minimumRingSize: 10 } });
});

describe('impossible load balancers are refused', () => {
  const warmup = (options: any) => refused(LoadBalancer.roundRobin({ warmup: { duration: Duration.seconds(1), ...options } }));

  test('locality and zones', () => {
    expect(refused(LoadBalancer.random({ localityLbSetting: {}, zoneAwareLbSetting: {} })))
      .toBe('trafficPolicy.loadBalancer: given "localityLbSetting and zoneAwareLbSetting", allowed one of the two; drop one of the two');
  });

  test('a ring size twice', () => {
    const hashAlgorithm = HashAlgorithm.ringHash({ minimumRingSize: 5 });
    expect(refused(LoadBalancer.consistentHash(HashKey.sourceIp(), { hashAlgorithm, minimumRingSize: 5 })))
      .toBe('trafficPolicy.loadBalancer.consistentHash.minimumRingSize: given 5, allowed none beside hashAlgorithm; give the size to HashAlgorithm.ringHash');
    expect(refused(LoadBalancer.consistentHash(HashKey.sourceIp(), { hashAlgorithm, minimumRingSize: 0 }))).toBe('taken');
  });

  test('a negative ring size', () => {
    expect(refused(LoadBalancer.consistentHash(HashKey.sourceIp(), { minimumRingSize: -1 })))
      .toMatch('trafficPolicy.loadBalancer.consistentHash.minimumRingSize: given -1, allowed a whole number from 0');
  });

  test('no time to warm up', () => {
    expect(warmup({ duration: Duration.millis(0) })).toBe('trafficPolicy.loadBalancer.warmup.duration: given "0s", allowed at least 1ms; give another duration');
    expect(refused(LoadBalancer.random({ warmupDurationSecs: Duration.millis(0) })))
      .toBe('trafficPolicy.loadBalancer.warmupDurationSecs: given "0s", allowed at least 1ms; give another duration');
  });

  test.each([-1, 100.5, NaN])('a warmup from %d percent', minimumPercent => {
    expect(warmup({ minimumPercent }))
      .toBe(`trafficPolicy.loadBalancer.warmup.minimumPercent: given ${minimumPercent}, allowed a number from 0 to 100; give a number in that range`);
  });

  test.each([0, -1, NaN, Infinity])('an aggression of %d', aggression => {
    expect(warmup({ aggression })).toBe(`trafficPolicy.loadBalancer.warmup.aggression: given ${aggression}, allowed a number above 0; give 1 for even growth`);
  });
});
