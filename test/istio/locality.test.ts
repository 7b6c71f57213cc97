import { policyOf, refusal } from './rules';
import { LoadBalancer, LocalityLoadBalancerSetting, ZoneAwareLoadBalancerSetting } from '../../src';

const outlierDetection = {};
const locality = (localityLbSetting: LocalityLoadBalancerSetting) =>
  ({ loadBalancer: LoadBalancer.istioDefault({ localityLbSetting }), outlierDetection });
const zones = (zoneAwareLbSetting: ZoneAwareLoadBalancerSetting) =>
  ({ loadBalancer: LoadBalancer.istioDefault({ zoneAwareLbSetting }), outlierDetection });
const LOCALITY = 'trafficPolicy.loadBalancer.localityLbSetting';
const ZONES = 'trafficPolicy.loadBalancer.zoneAwareLbSetting';

test.each<[string, LocalityLoadBalancerSetting]>([
  ['nothing', {}],
  ['turned off', { enabled: false }],
  ['shares', {
    enabled: true,
    distribute: [
      { from: 'us-west/zone1/*', to: { 'us-west/zone1/*': 80, 'us-west/zone2/*': 20 } },
      { from: 'us-west/zone2/*', to: { 'us-west/zone1/rack-1': 20, 'us-west/zone2': 79, 'eu': 1 } },
      { from: '*', to: { '*': 100 } },
    ],
  }],
  ['failover', { failover: [{ from: 'us-east', to: 'eu-west' }, { from: 'us-west', to: 'us-east' }], failoverPriority: ['topology.istio.io/network'] }],
  ['failoverPriority', { failoverPriority: ['topology.istio.io/network', 'topology.kubernetes.io/region', 'version=v1'] }],
])('locality: %s', (_, setting) => {
  expect(policyOf(locality(setting)).loadBalancer).toEqual({ localityLbSetting: setting });
});

test.each<[string, ZoneAwareLoadBalancerSetting]>([
  ['nothing', {}],
  ['everything', { enabled: true, failover: [{ from: 'us-east', to: 'eu-west' }], failoverPriority: ['version=v1', 'topology.istio.io/cluster'], minClusterSize: 1 }],
])('zones: %s', (_, setting) => {
  expect(policyOf(zones(setting)).loadBalancer).toEqual({ zoneAwareLbSetting: setting });
});

const to = (shares: { [locality: string]: number }): LocalityLoadBalancerSetting => ({ distribute: [{ from: 'a', to: shares }] });
const from = (...localities: string[]): LocalityLoadBalancerSetting => ({ distribute: localities.map(l => ({ from: l, to: { '*': 100 } })) });
const TO = `${LOCALITY}.distribute[0].to`;

test.each<[string, LocalityLoadBalancerSetting, string]>([
  ['shares and failover', { ...from('a'), failover: [{ from: 'a', to: 'b' }] }, `${LOCALITY}: given "distribute and failover", allowed one of the two; drop one of the two`],
  ['failover and a region as priority', { failover: [{ from: 'a', to: 'b' }], failoverPriority: ['x', 'topology.kubernetes.io/region'] },
    `${LOCALITY}.failoverPriority[1]: given "topology.kubernetes.io/region", allowed other labels, as failover says which regions take over; drop the label or failover`],
  ['shares below 100', to({ a: 50, b: 49 }), `${TO}: given "99 in total", allowed 100 in total; change the shares so that they add up to 100`],
  ['shares above 100', to({ a: 50, b: 51 }), `${TO}: given "101 in total"`],
  ['no shares', to({}), `${TO}: given "0 in total"`],
  ['a share of 0', to({ a: 100, b: 0 }), `${TO}["b"]: given 0, allowed a whole number from 1 to 100`],
  ['a share above 100', to({ a: 101 }), `${TO}["a"]: given 101, allowed a whole number from 1 to 100`],
  ['a broken share', to({ a: 99.5, b: 0.5 }), `${TO}["a"]: given 99.5`],
  ['overlapping shares', to({ 'a/b': 50, 'a/*': 50 }), `${TO}["a/b"]: given "a/b", allowed a locality that does not overlap "a/*"; drop one of the two`],
  ['everything among the shares', to({ 'a': 50, '*': 50 }), `${TO}["a"]: given "a", allowed a locality that does not overlap "*"`],
  ['a locality twice', from('a/b', 'a/b'), `${LOCALITY}.distribute[1].from: given "a/b", allowed a locality that does not overlap "a/b"`],
  ['a locality within an earlier one', from('a/*', 'a/b/c'), `${LOCALITY}.distribute[1].from: given "a/b/c", allowed a locality that does not overlap "a/*"`],
  ['a locality around an earlier one', from('a/b/c', 'a'), `${LOCALITY}.distribute[1].from: given "a", allowed a locality that does not overlap "a/b/c"`],
  ['a locality with an empty part', from('a//c'), `${LOCALITY}.distribute[0].from: given "a//c", allowed "region/zone/sub-zone", with a "*" at the end alone; write it like "us-west/zone1/*"`],
  ['an empty locality', from(''), `${LOCALITY}.distribute[0].from: given ""`],
  ['a wildcard in the middle', from('a/*/c'), `${LOCALITY}.distribute[0].from: given "a/*/c"`],
  ['failover to the same region', { failover: [{ from: 'a', to: 'a' }] }, `${LOCALITY}.failover[0].to: given "a", allowed another region than that of "from"; name another region`],
  ['failover from a zone', { failover: [{ from: 'a/b', to: 'c' }] }, `${LOCALITY}.failover[0].from: given "a/b", allowed a region, without zone and wildcard; name the region alone`],
  ['failover to anywhere', { failover: [{ from: 'a', to: '*' }] }, `${LOCALITY}.failover[0].to: given "*"`],
])('locality: %s is refused', (_, setting, message) => {
  expect(refusal(locality(setting))).toMatch(new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
});

test('a wildcard after what it covers is taken, as Istio takes it', () => {
  expect(refusal(locality(from('a/b/c', 'a/b/*', 'a/*', '*')))).toBe('taken');
});

test.each<[string, ZoneAwareLoadBalancerSetting, string]>([
  ['a region as priority', { failoverPriority: ['topology.kubernetes.io/region'] },
    `${ZONES}.failoverPriority[0]: given "topology.kubernetes.io/region", allowed other labels, as region, zone and sub-zone always count; drop the label`],
  ['a zone as priority', { failoverPriority: ['x', 'topology.kubernetes.io/zone'] }, `${ZONES}.failoverPriority[1]: given "topology.kubernetes.io/zone"`],
  ['a sub-zone as priority', { failoverPriority: ['topology.istio.io/subzone'] }, `${ZONES}.failoverPriority[0]: given "topology.istio.io/subzone"`],
  ['failover to the same region', { failover: [{ from: 'a', to: 'a' }] }, `${ZONES}.failover[0].to: given "a"`],
  ['no cluster', { minClusterSize: 0 }, `${ZONES}.minClusterSize: given 0, allowed a whole number from 1 to 4294967295`],
])('zones: %s is refused', (_, setting, message) => {
  expect(refusal(zones(setting)).slice(0, message.length)).toBe(message);
});
