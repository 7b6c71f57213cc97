import { Place, placesOfPods, stepsTo } from './place';
import {
  AlibabaAnnotationPrefix, CONNECTION_DRAIN_SECONDS, CONNECTION_DRAIN_TIMEOUT, GATEWAY_DRAIN_SECONDS, GATEWAY_DRAIN_TIMEOUT, INSTANCE_ID, isSeconds,
  NLB_CLASS, ZONE_MAPS, zonesOf,
} from '../../core/alibaba';
import { Finding, Manifest, record } from '../../manifests';
import { error, warning } from '../code';

const BOTH_ANNOTATION_PREFIXES = warning('ASM0108', 'BothAnnotationPrefixes');
const POLICY_OF_CLUSTER_IP = warning('ASM0111', 'ExternalTrafficPolicyOfClusterIp');
const DRAIN_OUT_OF_RANGE = error('ASM0205', 'DrainTimeoutOutOfRange');
const TOO_FEW_ZONES = error('ASM0206', 'NetworkLoadBalancerInOneZone');

const { ALICLOUD, ALIBABA_CLOUD } = AlibabaAnnotationPrefix;

/** What is wrong with a gateway's Service and the load balancer in front of it. */
export function * loadBalancerFindings(gateway: Manifest, places: readonly Place[]): Generator<Finding> {
  yield * drainFindings(gateway, places);
  for (const place of places) {
    for (const name of twiceSet(place)) {
      yield BOTH_ANNOTATION_PREFIXES.at(gateway, [...place.steps, 'serviceAnnotations'],
        `${name} is set with the prefix alicloud- and with alibaba-cloud-, which wins`, 'drop the one with alicloud-');
    }
    if (place.all.serviceType === 'ClusterIP' && place.all.externalTrafficPolicy !== undefined
      && (place.own.serviceType !== undefined || place.own.externalTrafficPolicy !== undefined)) {
      yield POLICY_OF_CLUSTER_IP.at(gateway, stepsTo(place, 'externalTrafficPolicy'),
        `externalTrafficPolicy is ${place.all.externalTrafficPolicy}, and serviceType ClusterIP takes no traffic from outside`,
        'drop it, or choose the type NodePort or LoadBalancer');
    }
  }
  for (const { steps, all } of placesOfPods(gateway, places)) {
    const annotations = record(all.serviceAnnotations);
    const named = (setting: string) => [ALIBABA_CLOUD + setting, ALICLOUD + setting].find(name => name in annotations);
    if (all.loadBalancerClass !== NLB_CLASS || named(INSTANCE_ID)) { continue; }
    const name = named(ZONE_MAPS);
    const zones = name === undefined ? [] : [...zonesOf(annotations[name])];
    if (zones.length >= 2) { continue; }
    yield TOO_FEW_ZONES.at(gateway, [...steps, ...name === undefined ? ['loadBalancerClass'] : ['serviceAnnotations', name]],
      `a Network Load Balancer needs two zones or more, and ${zones.length === 0 ? 'none is given' : `${zones[0]} is the only one`}`,
      `give a vSwitch in each of two zones in the Service annotation ${ALIBABA_CLOUD}${ZONE_MAPS}, like "cn-hangzhou-k:vsw-i123456,cn-hangzhou-j:vsw-j654321"`);
  }
}

function * drainFindings(gateway: Manifest, places: readonly Place[]): Generator<Finding> {
  const behindLoadBalancer = (record(gateway.object.spec).serviceType ?? 'LoadBalancer') === 'LoadBalancer';
  const timeout = gateway.annotations[GATEWAY_DRAIN_TIMEOUT];
  if (timeout !== undefined) {
    yield * timeoutFindings(gateway, ['metadata', 'annotations', GATEWAY_DRAIN_TIMEOUT], timeout, behindLoadBalancer ? GATEWAY_DRAIN_SECONDS : undefined);
  }
  for (const { steps, own } of places) {
    for (const prefix of [ALICLOUD, ALIBABA_CLOUD]) {
      const text = record(own.serviceAnnotations)[prefix + CONNECTION_DRAIN_TIMEOUT];
      if (text === undefined) { continue; }
      yield * timeoutFindings(gateway, [...steps, 'serviceAnnotations', prefix + CONNECTION_DRAIN_TIMEOUT], text, CONNECTION_DRAIN_SECONDS);
    }
  }
}

function * timeoutFindings(
  gateway: Manifest, steps: readonly (string | number)[], text: string, range?: readonly [number, number],
): Generator<Finding> {
  if (isSeconds(text, range)) { return; }
  const allowed = range ? `whole seconds from ${range[0]} to ${range[1]}` : 'whole seconds';
  yield DRAIN_OUT_OF_RANGE.at(gateway, steps, `the drain timeout is ${JSON.stringify(text)}, and ASM takes ${allowed}`, `give ${allowed}`);
}

/** Settings of the load balancer that stand under both prefixes, one of them at least in this place. */
function twiceSet({ own, all }: Place): string[] {
  const here = record(own.serviceAnnotations);
  const annotations = record(all.serviceAnnotations);
  return Object.keys(annotations)
    .filter(name => name.startsWith(ALICLOUD))
    .map(name => name.slice(ALICLOUD.length))
    .filter(name => ALIBABA_CLOUD + name in annotations && (ALICLOUD + name in here || ALIBABA_CLOUD + name in here));
}
