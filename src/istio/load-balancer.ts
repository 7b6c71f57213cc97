import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { HashAlgorithm, HashKey } from './consistent-hash';
import { LocalityLoadBalancerSetting, renderLocality, renderZoneAware, ZoneAwareLoadBalancerSetting } from './locality';
import { neededDuration, optionalDuration, optionalInteger, optionalNumber } from './optional';
import {
  DestinationRuleSpecTrafficPolicyLoadBalancer, DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHash,
  DestinationRuleSpecTrafficPolicyLoadBalancerSimple as Simple, DestinationRuleSpecTrafficPolicyLoadBalancerWarmup,
} from '../../imports/networking.istio.io';
import { checkObject } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';

/**
 * How a new endpoint gets more requests little by little. Takes effect with round robin and least request only.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#WarmupConfiguration
 */
export interface WarmupConfiguration {
  /** Time until the endpoint gets its full share. 1 ms or more. */
  readonly duration: Duration;

  /**
   * Share that the endpoint begins with, in percent of its full share. 0 to 100.
   *
   * @default 10
   */
  readonly minimumPercent?: number;

  /**
   * How the share grows: 1 evenly, more than 1 slowly at first, less than 1 fast at first. Above 0.
   *
   * @default 1
   */
  readonly aggression?: number;
}

/** What every load balancer takes. */
export interface LoadBalancerOptions {
  /**
   * What locality means. Not together with `zoneAwareLbSetting`.
   *
   * @default - as the mesh says
   */
  readonly localityLbSetting?: LocalityLoadBalancerSetting;

  /**
   * Load balancing that keeps to the caller's zone. Not together with `localityLbSetting`.
   *
   * @default - as the mesh says
   */
  readonly zoneAwareLbSetting?: ZoneAwareLoadBalancerSetting;

  /**
   * How a new endpoint gets more requests little by little.
   *
   * @default - it gets its full share at once
   */
  readonly warmup?: WarmupConfiguration;

  /**
   * Time until a new endpoint gets its full share. 1 ms or more.
   *
   * @default - it gets its full share at once
   * @deprecated use `warmup`
   */
  readonly warmupDurationSecs?: Duration;
}

/** What load balancing by hashes takes. */
export interface ConsistentHashOptions extends LoadBalancerOptions {
  /**
   * How hashes are mapped to endpoints.
   *
   * @default HashAlgorithm.ringHash()
   */
  readonly hashAlgorithm?: HashAlgorithm;

  /**
   * Fewest virtual nodes on the ring. 0 or more; above 0 not together with `hashAlgorithm`.
   *
   * @default 1024
   * @deprecated use `HashAlgorithm.ringHash`
   */
  readonly minimumRingSize?: number;
}

const OPTIONS: Kinds<ConsistentHashOptions> = {
  localityLbSetting: 'struct',
  zoneAwareLbSetting: 'struct',
  warmup: 'struct',
  warmupDurationSecs: 'duration',
  hashAlgorithm: 'elsewhere',
  minimumRingSize: 'elsewhere',
};

/**
 * How an endpoint is chosen for a request.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings
 * @example
 * LoadBalancer.consistentHash(HashKey.header('x-user'), { hashAlgorithm: HashAlgorithm.maglev() });
 */
export class LoadBalancer {
  /** The endpoint with the fewest requests under way. What Istio does where nothing is said. */
  public static leastRequest(options: LoadBalancerOptions = {}): LoadBalancer {
    return new LoadBalancer(options, Simple.LEAST_UNDERSCORE_REQUEST);
  }

  /** One endpoint after the other. */
  public static roundRobin(options: LoadBalancerOptions = {}): LoadBalancer {
    return new LoadBalancer(options, Simple.ROUND_UNDERSCORE_ROBIN);
  }

  /** Any endpoint. */
  public static random(options: LoadBalancerOptions = {}): LoadBalancer {
    return new LoadBalancer(options, Simple.RANDOM);
  }

  /** The address that the caller asked for, without any load balancing. */
  public static passthrough(options: LoadBalancerOptions = {}): LoadBalancer {
    return new LoadBalancer(options, Simple.PASSTHROUGH);
  }

  /**
   * The endpoint with the fewest requests under way, by its old name.
   *
   * @deprecated use `leastRequest`
   */
  public static leastConn(options: LoadBalancerOptions = {}): LoadBalancer {
    return new LoadBalancer(options, Simple.LEAST_UNDERSCORE_CONN);
  }

  /** What Istio chooses, by the word `UNSPECIFIED`. */
  public static unspecified(options: LoadBalancerOptions = {}): LoadBalancer {
    return new LoadBalancer(options, Simple.UNSPECIFIED);
  }

  /** What Istio chooses, with nothing written but the options. */
  public static istioDefault(options: LoadBalancerOptions = {}): LoadBalancer {
    return new LoadBalancer(options);
  }

  /** The same endpoint for the same header, cookie, address or parameter, as long as the endpoints stay the same. */
  public static consistentHash(key: HashKey, options: ConsistentHashOptions = {}): LoadBalancer {
    return new LoadBalancer(options, undefined, key, true);
  }

  private constructor(
    private readonly options: ConsistentHashOptions, private readonly simple?: Simple,
    private readonly key?: HashKey, private readonly hashes = false,
  ) {}

  /** @internal */
  public _render(scope: IConstruct, field: string): DestinationRuleSpecTrafficPolicyLoadBalancer {
    const { localityLbSetting, zoneAwareLbSetting, warmup, warmupDurationSecs } = checkKinds(scope, field, this.options, OPTIONS);
    if (localityLbSetting && zoneAwareLbSetting) {
      throw invalid(scope, field, { given: 'localityLbSetting and zoneAwareLbSetting', allowed: 'one of the two', todo: 'drop one of the two' });
    }
    return {
      simple: this.simple,
      consistentHash: this.hashes ? this.renderHash(scope, `${field}.consistentHash`) : undefined,
      localityLbSetting: localityLbSetting && renderLocality(scope, `${field}.localityLbSetting`, localityLbSetting),
      zoneAwareLbSetting: zoneAwareLbSetting && renderZoneAware(scope, `${field}.zoneAwareLbSetting`, zoneAwareLbSetting),
      warmup: warmup && renderWarmup(scope, `${field}.warmup`, warmup),
      warmupDurationSecs: optionalDuration(scope, `${field}.warmupDurationSecs`, warmupDurationSecs),
    };
  }

  private renderHash(scope: IConstruct, field: string): DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHash {
    const { hashAlgorithm, minimumRingSize } = this.options;
    const key = checkObject(scope, field, this.key!, '_render', 'what decides on the endpoint, e.g. HashKey.header()');
    if (hashAlgorithm !== undefined) { checkObject(scope, `${field}.hashAlgorithm`, hashAlgorithm, '_render', 'an algorithm, e.g. HashAlgorithm.maglev()'); }
    if (minimumRingSize && hashAlgorithm) {
      throw invalid(scope, `${field}.minimumRingSize`, {
        given: minimumRingSize,
        allowed: 'none beside hashAlgorithm',
        todo: 'give the size to HashAlgorithm.ringHash',
      });
    }
    return {
      ...key._render(scope, field),
      ...hashAlgorithm?._render(scope, field),
      minimumRingSize: optionalInteger(scope, `${field}.minimumRingSize`, minimumRingSize, 0, Number.MAX_SAFE_INTEGER),
    };
  }
}

function renderWarmup(scope: IConstruct, field: string, warmup: WarmupConfiguration): DestinationRuleSpecTrafficPolicyLoadBalancerWarmup {
  if (warmup.aggression !== undefined && !(warmup.aggression > 0 && Number.isFinite(warmup.aggression))) {
    throw invalid(scope, `${field}.aggression`, { given: warmup.aggression, allowed: 'a number above 0', todo: 'give 1 for even growth' });
  }
  return {
    duration: neededDuration(scope, `${field}.duration`, warmup.duration),
    minimumPercent: optionalNumber(scope, `${field}.minimumPercent`, warmup.minimumPercent, 0, 100),
    aggression: warmup.aggression,
  };
}
