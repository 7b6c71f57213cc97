import * as kplus from 'cdk8s-plus-28';
import { bothPlaces, gateway, specOf } from './support';
import { AlibabaLoadBalancer, IstioGatewayBasicConfiguration, IstioGatewayExternalTrafficPolicy, IstioGatewayProps } from '../../src';

const { CLUSTER_IP, LOAD_BALANCER } = kplus.ServiceType;
const NLB = 'alibabacloud.com/nlb';
const ZONE_MAPS = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-zone-maps';
const OLD_ZONE_MAPS = 'service.beta.kubernetes.io/alicloud-loadbalancer-zone-maps';
const zones = 'cn-hangzhou-k:vsw-1,cn-hangzhou-j:vsw-2';
const clusters = { clusterIds: ['c1', 'c2'] };

describe('fields that cannot work together are refused, in the gateway and in an override', () => {
  test.each<[string, IstioGatewayBasicConfiguration, (path: string) => string]>([
    ['bounds the wrong way round', { minReplicas: 3, maxReplicas: 2 },
      path => `${path}minReplicas: given 3, allowed at most ${path}maxReplicas, which is 2; lower minReplicas or raise maxReplicas`],
    ['no surge and none unavailable', { rollingMaxSurge: '0', rollingMaxUnavailable: '0%' },
      path => `${path}rollingMaxUnavailable: given "0%", allowed more than 0, as ${path}rollingMaxSurge is 0 and no pod could be replaced; raise one of the two`],
    ['a policy for traffic from outside, and none comes', { serviceType: CLUSTER_IP, externalTrafficPolicy: IstioGatewayExternalTrafficPolicy.LOCAL },
      path => `${path}externalTrafficPolicy: given "Local", allowed none, as ${path}serviceType is ClusterIP and takes no traffic from outside; drop it, or choose the type NodePort or LoadBalancer`],
    ['an NLB without zones', { loadBalancerClass: NLB },
      path => `${path}serviceAnnotations["${ZONE_MAPS}"]: given nothing, allowed two zones or more, as a Network Load Balancer needs them; give a vSwitch in each of two zones, like "cn-hangzhou-k:vsw-i123456,cn-hangzhou-j:vsw-j654321"`],
    ['an NLB in one zone', { loadBalancerClass: NLB, serviceAnnotations: { [ZONE_MAPS]: 'cn-hangzhou-k:vsw-1,cn-hangzhou-k:vsw-2,' } },
      path => `${path}serviceAnnotations["${ZONE_MAPS}"]: given "cn-hangzhou-k:vsw-1,cn-hangzhou-k:vsw-2,", allowed two zones or more, as a Network Load Balancer needs them; give a vSwitch in each of two zones, like "cn-hangzhou-k:vsw-i123456,cn-hangzhou-j:vsw-j654321"`],
    ['an NLB in one zone, by the old prefix', { loadBalancerClass: NLB, serviceAnnotations: { [OLD_ZONE_MAPS]: 'a:b' } },
      path => `${path}serviceAnnotations["${OLD_ZONE_MAPS}"]: given "a:b", allowed two zones or more, as a Network Load Balancer needs them; give a vSwitch in each of two zones, like "cn-hangzhou-k:vsw-i123456,cn-hangzhou-j:vsw-j654321"`],
  ])('%s', (_, config, message) => {
    for (const [path, props] of bothPlaces(config)) {
      expect(() => gateway(props)).toThrow(new Error(`[test/gateway] ${message(path)}`));
    }
  });
});

describe('an override that cannot work with the gateway\'s own fields is refused', () => {
  test.each<[string, IstioGatewayProps, string]>([
    ['fewer replicas than the gateway\'s least', { ...clusters, minReplicas: 3, overrides: { c1: { maxReplicas: 2 } } },
      'minReplicas: given 3, allowed at most overrides.c1.maxReplicas, which is 2'],
    ['more replicas than the gateway\'s greatest', { ...clusters, maxReplicas: 2, overrides: { c1: { minReplicas: 3 } } },
      'overrides.c1.minReplicas: given 3, allowed at most maxReplicas, which is 2'],
    ['no surge where none may be unavailable', { ...clusters, rollingMaxUnavailable: '0', overrides: { c1: { rollingMaxSurge: '0' } } },
      'rollingMaxUnavailable: given "0", allowed more than 0, as overrides.c1.rollingMaxSurge is 0'],
    ['a ClusterIP where the gateway has a policy', { ...clusters, externalTrafficPolicy: IstioGatewayExternalTrafficPolicy.LOCAL, overrides: { c2: { serviceType: CLUSTER_IP } } },
      'externalTrafficPolicy: given "Local", allowed none, as overrides.c2.serviceType is ClusterIP'],
    ['zones for one of two clusters', { ...clusters, loadBalancerClass: NLB, overrides: { c1: { serviceAnnotations: { [ZONE_MAPS]: zones } } } },
      `serviceAnnotations["${ZONE_MAPS}"]: given nothing, allowed two zones or more`],
    ['an override without zones', { ...clusters, loadBalancerClass: NLB, overrides: { c1: { serviceAnnotations: { [ZONE_MAPS]: zones } }, c2: {} } },
      `overrides.c2.serviceAnnotations["${ZONE_MAPS}"]: given nothing, allowed two zones or more`],
  ])('%s', (_, props, message) => {
    expect(() => gateway(props)).toThrow(`[test/gateway] ${message}`);
  });
});

describe('what works is taken', () => {
  test.each<[string, IstioGatewayProps]>([
    ['equal bounds', { minReplicas: 2, maxReplicas: 2 }],
    ['surge alone', { rollingMaxSurge: '1', rollingMaxUnavailable: '0' }],
    ['a surge of 0 alone', { rollingMaxSurge: '0' }],
    ['an override that mends nothing, as the gateway\'s own field is replaced', { ...clusters, minReplicas: 1, maxReplicas: 5, overrides: { c1: { minReplicas: 6, maxReplicas: 9 } } }],
    ['a ClusterIP without a policy', { serviceType: CLUSTER_IP }],
    ['a ClusterIP of which one cluster makes a load balancer', { ...clusters, serviceType: CLUSTER_IP, overrides: { c1: { serviceType: LOAD_BALANCER, externalTrafficPolicy: IstioGatewayExternalTrafficPolicy.LOCAL } } }],
    ['an NLB in two zones', { loadBalancerClass: NLB, serviceAnnotations: { [ZONE_MAPS]: zones } }],
    ['an NLB in two zones, by the old prefix', { loadBalancerClass: NLB, serviceAnnotations: { [OLD_ZONE_MAPS]: zones } }],
    ['an NLB that exists already', { loadBalancerClass: NLB, serviceAnnotations: { 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-id': 'nlb-1' } }],
    ['another class', { loadBalancerClass: 'example.com/lb' }],
    ['an NLB whose zones each cluster says', {
      ...clusters,
      loadBalancerClass: NLB,
      overrides: {
        c1: { serviceAnnotations: { [ZONE_MAPS]: zones } },
        c2: { loadBalancer: AlibabaLoadBalancer.nlb({ zoneMaps: [{ zone: 'a', vSwitch: 'v' }, { zone: 'b', vSwitch: 'w' }] }) },
      },
    }],
  ])('%s', (_, props) => {
    expect(() => specOf(props)).not.toThrow();
  });
});
