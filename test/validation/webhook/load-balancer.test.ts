import { Given, saidOf } from './support';

describe('a load balancer', () => {
  test.each<[string, ...Given]>([
    ['is sound', 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { consistentHash: { httpCookie: { name: 'a', ttl: '0s' }, maglev: { tableSize: 65537 } }, warmup: { duration: '1s' } } } }],
    ['has no size of the ring', 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { consistentHash: { useSourceIp: true, minimumRingSize: 0, ringHash: {} } } } }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['needs a table of prime size', [
      'IST0106 spec.trafficPolicy.loadBalancer.consistentHash.maglev.tableSize: tableSize must be a prime number for maglev',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { consistentHash: { useSourceIp: true, maglev: { tableSize: 100 } } } } }],
    ['needs a table', [
      'IST0106 spec.trafficPolicy.loadBalancer.consistentHash.maglev.tableSize: tableSize must be set for maglev',
      'IST0106 spec.trafficPolicy.loadBalancer.consistentHash.maglev.tableSize: tableSize must be a prime number for maglev',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { consistentHash: { useSourceIp: true, maglev: {} } } } }],
    ['needs no such table', [
      'IST0106 spec.trafficPolicy.loadBalancer.consistentHash.maglev.tableSize: tableSize must be less than 5000011 for maglev',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { consistentHash: { useSourceIp: true, maglev: { tableSize: 5000011 } } } } }],
    ['has a size of the ring of old', [
      'IST0106 spec.trafficPolicy.loadBalancer.consistentHash.minimumRingSize: only one of MinimumRingSize or Maglev/Ringhash can be specified',
      "IST0133 spec.trafficPolicy.loadBalancer.consistentHash.minimumRingSize: consistent hash MinimumRingSize is deprecated, use ConsistentHashLB's RingHash configuration instead",
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { consistentHash: { useSourceIp: true, minimumRingSize: 5, ringHash: {} } } } }],
    ['has a cookie with a name', [
      'IST0106 spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.name: name required for HttpCookie',
      'IST0106 spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.attributes[0].name: cookie attribute name cannot be empty',
      'IST0106 spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.attributes[2].name: duplicate cookie attribute name: a',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { consistentHash: { httpCookie: { name: '', attributes: [{ name: '' }, { name: 'a' }, { name: 'a' }] } } } } }],
    ['warms up', [
      'IST0106 spec.trafficPolicy.loadBalancer.warmup.duration: only durations to ms precision are supported',
      'IST0106 spec.trafficPolicy.loadBalancer.warmup.aggression: aggression should be greater than 0',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { warmup: { duration: '1.5ms', aggression: 0 } } } }],
    ['has one idea of places', [
      'IST0106 spec.trafficPolicy.loadBalancer.zoneAwareLbSetting: only one of localityLbSetting and zoneAwareLbSetting can be set',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { localityLbSetting: { enabled: true }, zoneAwareLbSetting: {} } } }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
