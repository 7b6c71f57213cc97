import { Given, saidOf } from './support';

describe('localities', () => {
  test.each<[string, ...Given]>([
    ['get their share', 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { localityLbSetting: { distribute: [{ from: 'us/a/*', to: { 'us/a/*': 80, 'eu/*': 20 } }] } } } }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['get shares that add up', [
      'IST0106 spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to: total locality weight 90 != 100',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { localityLbSetting: { distribute: [{ from: 'us', to: { us: 80, eu: 10 } }] } } } }],
    ['get something', [
      'IST0106 spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to.us: locality weight must be in range [1, 100]',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { localityLbSetting: { distribute: [{ from: 'us', to: { us: 0, eu: 100 } }] } } } }],
    ['are told apart', [
      'IST0106 spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to.us/a: locality us/a overlap with previous specified ones',
      "IST0106 spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[2].to.e*u: locality e*u wildcard '*' number can not exceed 1 and must be in the end",
      'IST0106 spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[2].from: locality us/b overlap with previous specified ones',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { localityLbSetting: { distribute: [{ from: 'us/a', to: { 'us': 50, 'us/a': 50 } }, { from: 'us/*', to: { eu: 100 } }, { from: 'us/b', to: { 'e*u': 100 } }] } } } }],
    ['have names', [
      'IST0106 spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].from: locality us//b must not contain empty region/zone/subzone info',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { localityLbSetting: { distribute: [{ from: 'us//b', to: { eu: 100 } }] } } } }],
    ['share or take over', [
      "IST0106 spec.trafficPolicy.loadBalancer.localityLbSetting.failover: can not simultaneously specify 'distribute' and 'failover'",
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { localityLbSetting: { distribute: [{ from: 'us', to: { eu: 100 } }], failover: [{ from: 'a', to: 'b' }] } } } }],
    ['take over for regions', [
      'IST0106 spec.trafficPolicy.loadBalancer.localityLbSetting.failover[0]: locality lb failover settings must specify different regions',
      'IST0106 spec.trafficPolicy.loadBalancer.localityLbSetting.failover[1]: locality lb failover only specify region',
      "IST0106 spec.trafficPolicy.loadBalancer.localityLbSetting.failover[1]: locality lb failover region should not contain '*' wildcard",
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { localityLbSetting: { failover: [{ from: 'a', to: 'a' }, { from: 'a/b', to: '*' }] } }, outlierDetection: {} } }],
    ['take over by one order', [
      "IST0106 spec.trafficPolicy.loadBalancer.localityLbSetting.failoverPriority[1]: can not simultaneously set 'failover' and topology label 'topology.kubernetes.io/zone' in 'failover_priority'",
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { localityLbSetting: { failover: [{ from: 'a', to: 'b' }], failoverPriority: ['x', 'topology.kubernetes.io/zone'] } } } }],
    ['take over for what has failed', [
      'IST0133 spec.trafficPolicy.loadBalancer.localityLbSetting: outlier detection policy must be provided for failover',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { localityLbSetting: { failover: [{ from: 'a', to: 'b' }] } } } }],
    ['take over for regions where Envoy knows them', [
      "IST0106 spec.trafficPolicy.loadBalancer.zoneAwareLbSetting.failoverPriority[0]: 'failover_priority' for zone aware lb must not use topology label 'topology.kubernetes.io/zone'; region- and zone-level routing are handled automatically",
      'IST0106 spec.trafficPolicy.loadBalancer.zoneAwareLbSetting.failover[0]: zone aware lb failover settings must specify different regions',
      'IST0106 spec.trafficPolicy.loadBalancer.zoneAwareLbSetting.failover[1]: zone aware lb failover only specifies region; zone and subzone failover are handled automatically',
      "IST0106 spec.trafficPolicy.loadBalancer.zoneAwareLbSetting.failover[1]: zone aware lb failover region should not contain '*' wildcard",
      'IST0133 spec.trafficPolicy.loadBalancer.zoneAwareLbSetting: outlier detection policy must be provided for failover',
    ], 'DestinationRule', { host: 'a', trafficPolicy: { loadBalancer: { zoneAwareLbSetting: { failover: [{ from: 'a', to: 'a' }, { from: 'a/b', to: '*' }], failoverPriority: ['topology.kubernetes.io/zone'] } } } }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
