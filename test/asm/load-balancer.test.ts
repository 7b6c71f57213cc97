import { bothPlaces, gateway, specOf } from './support';
import { AlibabaAddressType, AlibabaAnnotationPrefix, AlibabaLoadBalancer, IstioGatewayBasicConfiguration } from '../../src';

const OLD = 'service.beta.kubernetes.io/alicloud-loadbalancer';
const NEW = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer';
const zoneMaps = [{ zone: 'cn-hangzhou-k', vSwitch: 'vsw-1' }, { zone: 'cn-hangzhou-j', vSwitch: 'vsw-2' }];
const { ALICLOUD } = AlibabaAnnotationPrefix;
const { INTERNET, INTRANET } = AlibabaAddressType;

describe('a load balancer becomes annotations and class of the Service', () => {
  test.each<[string, AlibabaLoadBalancer, object]>([
    ['CLB', AlibabaLoadBalancer.clb({ addressType: INTRANET, spec: 'slb.s1.small' }),
      { serviceAnnotations: { [`${NEW}-address-type`]: 'intranet', [`${NEW}-spec`]: 'slb.s1.small' } }],
    ['CLB, by the old prefix', AlibabaLoadBalancer.clb({ addressType: INTERNET, spec: 'slb.s1.small', prefix: ALICLOUD }),
      { serviceAnnotations: { [`${OLD}-address-type`]: 'internet', [`${OLD}-spec`]: 'slb.s1.small' } }],
    ['CLB in another size', AlibabaLoadBalancer.clb({ addressType: INTERNET, spec: 'slb.s1.small', prefix: ALICLOUD }).withSpec('slb.s2.small'),
      { serviceAnnotations: { [`${OLD}-address-type`]: 'internet', [`${NEW}-spec`]: 'slb.s2.small' } }],
    ['CLB in another size, by the old prefix', AlibabaLoadBalancer.clb({ addressType: INTERNET }).withSpec('slb.s2.small', ALICLOUD),
      { serviceAnnotations: { [`${NEW}-address-type`]: 'internet', [`${OLD}-spec`]: 'slb.s2.small' } }],
    ['CLB of which nothing is said', AlibabaLoadBalancer.clb(), {}],
    ['NLB', AlibabaLoadBalancer.nlb({ addressType: INTRANET, zoneMaps }), {
      loadBalancerClass: 'alibabacloud.com/nlb',
      serviceAnnotations: { [`${NEW}-address-type`]: 'intranet', [`${NEW}-zone-maps`]: 'cn-hangzhou-k:vsw-1,cn-hangzhou-j:vsw-2' },
    }],
    ['NLB, by the old prefix', AlibabaLoadBalancer.nlb({ zoneMaps, prefix: ALICLOUD }), {
      loadBalancerClass: 'alibabacloud.com/nlb', serviceAnnotations: { [`${OLD}-zone-maps`]: 'cn-hangzhou-k:vsw-1,cn-hangzhou-j:vsw-2' },
    }],
  ])('%s', (_, loadBalancer, expected) => {
    expect(specOf({ loadBalancer })).toEqual(expected);
    const overrides = Object.keys(expected).length > 0 ? { c1: expected } : undefined;
    expect(specOf({ clusterIds: ['c1'], overrides: { c1: { loadBalancer } } })).toEqual({ clusterIds: ['c1'], ...(overrides && { overrides }) });
  });
});

test('annotations given by name add to the load balancer\'s, and win', () => {
  const loadBalancer = AlibabaLoadBalancer.clb({ addressType: INTERNET, spec: 'slb.s1.small' });
  expect(specOf({ loadBalancer, serviceAnnotations: { [`${NEW}-spec`]: 'slb.s3.small', [`${OLD}-name`]: 'front' } }).serviceAnnotations).toEqual({
    [`${NEW}-address-type`]: 'internet', [`${NEW}-spec`]: 'slb.s3.small', [`${OLD}-name`]: 'front',
  });
});

test('the class may be said beside an NLB', () => {
  const spec = specOf({ loadBalancerClass: 'alibabacloud.com/nlb', loadBalancer: AlibabaLoadBalancer.nlb({ zoneMaps }) });
  expect(spec.loadBalancerClass).toBe('alibabacloud.com/nlb');
});

describe('impossible load balancers are refused, in the gateway and in an override', () => {
  const ZONES = 'allowed two zones or more, as a Network Load Balancer needs them; give a vSwitch in each of two zones, like "cn-hangzhou-k:vsw-i123456,cn-hangzhou-j:vsw-j654321"';
  test.each<[string, IstioGatewayBasicConfiguration, string]>([
    ['NLB in one zone', { loadBalancer: AlibabaLoadBalancer.nlb({ zoneMaps: [zoneMaps[0]] }) }, `loadBalancer.zoneMaps: given "cn-hangzhou-k:vsw-1", ${ZONES}`],
    ['NLB in one zone twice', { loadBalancer: AlibabaLoadBalancer.nlb({ zoneMaps: [zoneMaps[0], zoneMaps[0]] }) }, `loadBalancer.zoneMaps: given "cn-hangzhou-k:vsw-1,cn-hangzhou-k:vsw-1", ${ZONES}`],
    ['NLB in no zone', { loadBalancer: AlibabaLoadBalancer.nlb({ zoneMaps: [] }) }, `loadBalancer.zoneMaps: given "", ${ZONES}`],
    ['NLB of a size', { loadBalancer: AlibabaLoadBalancer.nlb({ zoneMaps }).withSpec('slb.s1.small') }, 'loadBalancer.spec: given "slb.s1.small", allowed none, as a Network Load Balancer grows by itself; drop it'],
    ['address type', { loadBalancer: AlibabaLoadBalancer.clb({ addressType: 'public' as any }) }, 'loadBalancer.addressType: given "public", allowed internet, intranet; give one of these'],
    ['prefix', { loadBalancer: AlibabaLoadBalancer.clb({ prefix: 'x-' as any }) }, `loadBalancer.prefix: given "x-", allowed ${OLD.slice(0, -12)}, ${NEW.slice(0, -12)}; give one of these`],
    ['prefix of the size', { loadBalancer: AlibabaLoadBalancer.clb().withSpec('a', 'x-' as any) }, `loadBalancer.spec (prefix): given "x-", allowed ${OLD.slice(0, -12)}, ${NEW.slice(0, -12)}; give one of these`],
    ['NLB of another class', { loadBalancerClass: 'example.com/lb', loadBalancer: AlibabaLoadBalancer.nlb({ zoneMaps }) }, 'loadBalancerClass: given "example.com/lb", allowed alibabacloud.com/nlb, as loadBalancer is a Network Load Balancer; leave it out, or drop loadBalancer'],
  ])('%s', (_, config, message) => {
    for (const [path, props] of bothPlaces(config)) {
      expect(() => gateway(props)).toThrow(new Error(`[test/gateway] ${path}${message}`));
    }
  });
});

test('no Classic Load Balancer of the class of a Network Load Balancer', () => {
  for (const [path, props] of bothPlaces({ loadBalancerClass: 'alibabacloud.com/nlb', loadBalancer: AlibabaLoadBalancer.clb() })) {
    expect(() => gateway(props)).toThrow(new Error(
      `[test/gateway] ${path}loadBalancerClass: given "alibabacloud.com/nlb", allowed another class or none, as loadBalancer is a Classic Load Balancer; drop one of the two`));
  }
});

describe('a cluster has the kind of load balancer that the gateway has', () => {
  const [clb, nlb] = [AlibabaLoadBalancer.clb({ spec: 'slb.s1.small' }), AlibabaLoadBalancer.nlb({ zoneMaps })];
  const gatewayWith = (own: IstioGatewayBasicConfiguration, inCluster: AlibabaLoadBalancer) =>
    gateway({ clusterIds: ['c1'], ...own, overrides: { c1: { loadBalancer: inCluster } } });

  test.each<[string, IstioGatewayBasicConfiguration, AlibabaLoadBalancer, string]>([
    ['CLB for NLB', { loadBalancer: nlb }, clb, 'given "a Classic Load Balancer", allowed a Network Load Balancer'],
    ['CLB for the class of NLB', { loadBalancerClass: 'alibabacloud.com/nlb' }, clb, 'given "a Classic Load Balancer", allowed a Network Load Balancer'],
    ['NLB for CLB', { loadBalancer: clb }, nlb, 'given "a Network Load Balancer", allowed a Classic Load Balancer'],
  ])('not %s', (_, own, inCluster, message) => {
    expect(() => gatewayWith(own, inCluster)).toThrow(new Error(
      `[test/gateway] overrides.c1.loadBalancer: ${message}, as the gateway's own is one and its class cannot be taken back; leave it out of the gateway, and say it in each override`));
  });

  test('the same kind, or one where the gateway says none', () => {
    expect(() => gatewayWith({ loadBalancer: nlb }, nlb)).not.toThrow();
    expect(() => gatewayWith({ loadBalancer: clb }, clb)).not.toThrow();
    expect(() => gatewayWith({}, nlb)).not.toThrow();
  });
});
