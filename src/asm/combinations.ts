import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { IstioGatewayBasicConfiguration } from './basic-configuration';
import { checkZones } from './load-balancer';
import { AlibabaAnnotationPrefix, INSTANCE_ID, NLB_CLASS, ZONE_MAPS } from '../core/alibaba';
import { isZero } from '../core/amounts';
import { invalid } from '../core/errors';

/** A configuration as it holds in one place: the gateway's own, or that of a cluster with an override. */
export interface Place {
  /** Path of what is said in this place, e.g. `overrides.c1.`; nothing for the gateway's own. */
  readonly path: string;

  /** What is said in this place. */
  readonly own: IstioGatewayBasicConfiguration;

  /** What holds: the override's fields before the gateway's, and the Service annotations of both. */
  readonly all: IstioGatewayBasicConfiguration;
}

/** The places where a gateway's configuration holds, its own first. */
export function placesOf(
  basic: IstioGatewayBasicConfiguration, overrides: { readonly [clusterId: string]: IstioGatewayBasicConfiguration },
): Place[] {
  return [
    { path: '', own: basic, all: basic },
    ...Object.entries(overrides).map(([id, own]) => ({
      path: `overrides.${id}.`,
      own,
      all: { ...basic, ...defined(own), serviceAnnotations: { ...basic.serviceAnnotations, ...own.serviceAnnotations } },
    })),
  ];
}

/** Fields that cannot work together. */
export function checkCombinations(scope: IConstruct, place: Place): void {
  const { all } = place;
  const at = (field: keyof IstioGatewayBasicConfiguration) => place.own[field] === undefined ? field : place.path + field;

  if (all.minReplicas !== undefined && all.maxReplicas !== undefined && all.minReplicas > all.maxReplicas) {
    throw invalid(scope, at('minReplicas'), {
      given: all.minReplicas,
      allowed: `at most ${at('maxReplicas')}, which is ${all.maxReplicas}`,
      todo: 'lower minReplicas or raise maxReplicas',
    });
  }
  if (isZero(all.rollingMaxSurge) && isZero(all.rollingMaxUnavailable)) {
    throw invalid(scope, at('rollingMaxUnavailable'), {
      given: all.rollingMaxUnavailable,
      allowed: `more than 0, as ${at('rollingMaxSurge')} is ${all.rollingMaxSurge} and no pod could be replaced`,
      todo: 'raise one of the two',
    });
  }
  if (all.serviceType === kplus.ServiceType.CLUSTER_IP && all.externalTrafficPolicy !== undefined) {
    throw invalid(scope, at('externalTrafficPolicy'), {
      given: all.externalTrafficPolicy,
      allowed: `none, as ${at('serviceType')} is ClusterIP and takes no traffic from outside`,
      todo: 'drop it, or choose the type NodePort or LoadBalancer',
    });
  }
}

/** That a Network Load Balancer is in two zones at least, or one that exists already. */
export function checkNetworkLoadBalancer(scope: IConstruct, { path, all }: Place): void {
  const annotations = all.serviceAnnotations ?? {};
  const { ALIBABA_CLOUD, ALICLOUD } = AlibabaAnnotationPrefix;
  const named = (setting: string) => [ALIBABA_CLOUD + setting, ALICLOUD + setting].find(name => name in annotations);
  if (all.loadBalancerClass !== NLB_CLASS || named(INSTANCE_ID)) { return; }
  const zoneMaps = named(ZONE_MAPS) ?? ALIBABA_CLOUD + ZONE_MAPS;
  checkZones(scope, `${path}serviceAnnotations["${zoneMaps}"]`, annotations[zoneMaps]);
}

function defined(config: IstioGatewayBasicConfiguration): IstioGatewayBasicConfiguration {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
}
