import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { bothPlaces, gateway, specOf } from './support';
import { IstioGatewayDrain, IstioGatewayProps } from '../../src';

const GATEWAY = 'asm.alibabacloud.com/gateway-drain-timeout-seconds';
const NEW = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-connection-drain';
const OLD = 'service.beta.kubernetes.io/alicloud-loadbalancer-connection-drain';
const { byGateway, byLoadBalancer } = IstioGatewayDrain;

function annotationsOf(props: IstioGatewayProps): unknown {
  return gateway(props).metadata.toJson().annotations;
}

test('since ASM 1.26 the gateway drains', () => {
  const drain = byGateway(Duration.minutes(5));
  expect(annotationsOf({ drain })).toEqual({ [GATEWAY]: '300' });
  expect(specOf({ drain })).toEqual({});
});

test('before ASM 1.26 the load balancer drains', () => {
  const drain = byLoadBalancer(Duration.seconds(30));
  expect(annotationsOf({ drain })).toBeUndefined();
  expect(specOf({ drain })).toEqual({ serviceAnnotations: { [NEW]: 'on', [`${NEW}-timeout`]: '30' } });
});

test('annotations given by name win', () => {
  expect(annotationsOf({ drain: byGateway(Duration.minutes(5)), metadata: { annotations: { [GATEWAY]: '10' } } })).toEqual({ [GATEWAY]: '10' });
  expect(specOf({ drain: byLoadBalancer(Duration.seconds(30)), serviceAnnotations: { [`${NEW}-timeout`]: '10' } }).serviceAnnotations)
    .toEqual({ [NEW]: 'on', [`${NEW}-timeout`]: '10' });
});

test('no range is known where there is no load balancer', () => {
  const props = { serviceType: kplus.ServiceType.NODE_PORT };
  expect(annotationsOf({ ...props, drain: byGateway(Duration.hours(1)) })).toEqual({ [GATEWAY]: '3600' });
  expect(() => gateway({ ...props, drain: byGateway(Duration.millis(1500)) })).toThrow(
    new Error('[test/gateway] drain: given "1.5", allowed whole seconds; give another timeout'));
});

describe('timeouts out of their range are refused', () => {
  const gatewayRange = 'allowed whole seconds from 10 to 890; give another timeout';
  const serviceRange = 'allowed whole seconds from 10 to 30; give another timeout';
  test.each<[string, IstioGatewayProps, string]>([
    ['too short', { drain: byGateway(Duration.seconds(9)) }, `drain: given "9", ${gatewayRange}`],
    ['too long', { drain: byGateway(Duration.seconds(891)), serviceType: kplus.ServiceType.LOAD_BALANCER }, `drain: given "891", ${gatewayRange}`],
    ['part of a second', { drain: byGateway(Duration.millis(10500)) }, `drain: given "10.5", ${gatewayRange}`],
    ['too short for the load balancer', { drain: byLoadBalancer(Duration.seconds(9)) }, `drain: given "9", ${serviceRange}`],
    ['too long for the load balancer', { drain: byLoadBalancer(Duration.seconds(31)) }, `drain: given "31", ${serviceRange}`],
    ['too long, by name', { metadata: { annotations: { [GATEWAY]: '900' } } }, `metadata.annotations["${GATEWAY}"]: given "900", ${gatewayRange}`],
    ['no number, by name', { metadata: { annotations: { [GATEWAY]: '5m' } } }, `metadata.annotations["${GATEWAY}"]: given "5m", ${gatewayRange}`],
  ])('%s', (_, props, message) => {
    expect(() => gateway(props)).toThrow(new Error(`[test/gateway] ${message}`));
  });

  test.each([`${NEW}-timeout`, `${OLD}-timeout`])('%s, by name', annotation => {
    for (const [path, props] of bothPlaces({ serviceAnnotations: { [annotation]: '31' } })) {
      expect(() => gateway(props)).toThrow(new Error(`[test/gateway] ${path}serviceAnnotations["${annotation}"]: given "31", ${serviceRange}`));
    }
  });

  test('the bounds themselves are taken', () => {
    for (const seconds of [10, 890]) { expect(() => gateway({ drain: byGateway(Duration.seconds(seconds)) })).not.toThrow(); }
    for (const seconds of [10, 30]) { expect(() => gateway({ drain: byLoadBalancer(Duration.seconds(seconds)) })).not.toThrow(); }
  });
});
