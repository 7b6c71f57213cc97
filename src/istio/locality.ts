import { IConstruct } from 'constructs';
import { copyOf, MAX_UINT32, optionalInteger } from './optional';
import {
  DestinationRuleSpecTrafficPolicyLoadBalancerLocalityLbSetting, DestinationRuleSpecTrafficPolicyLoadBalancerZoneAwareLbSetting,
} from '../../imports/networking.istio.io';
import { checkInteger, checkMap, checkText } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';

/** How the traffic that comes from one locality is spread over localities. */
export interface LocalityDistribution {
  /** Locality that the traffic comes from: `region/zone/sub-zone`, `region/zone/*`, `region/*` or `*`. */
  readonly from: string;

  /** Localities that it goes to, each with its share in percent: 1 to 100, together 100. Others get none. */
  readonly to: { [locality: string]: number };
}

/** Where traffic goes when the endpoints of a region fail. */
export interface LocalityFailover {
  /** Region whose endpoints fail. */
  readonly from: string;

  /** Another region, that takes over. */
  readonly to: string;
}

/**
 * What locality means for load balancing. Replaces the settings of the mesh as a whole.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting
 */
export interface LocalityLoadBalancerSetting {
  /**
   * Whether locality counts.
   *
   * @default - as the mesh says
   */
  readonly enabled?: boolean;

  /**
   * Fixed shares for localities. Not together with `failover`.
   *
   * @default - by the number of endpoints in each locality
   */
  readonly distribute?: LocalityDistribution[];

  /**
   * Regions that take over from others. Takes effect with outlier detection only.
   *
   * @default - any region
   */
  readonly failover?: LocalityFailover[];

  /**
   * Labels by which endpoints are preferred, as `key` (equal to the client's) or `key=value`, the weightiest first. Takes effect
   * with outlier detection only.
   *
   * @default - by locality
   */
  readonly failoverPriority?: string[];
}

/**
 * Load balancing that keeps to the caller's own zone as far as its endpoints can bear it. Replaces the settings of the mesh
 * as a whole.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ZoneAwareLoadBalancerSetting
 */
export interface ZoneAwareLoadBalancerSetting {
  /**
   * Whether zones count.
   *
   * @default - as the mesh says
   */
  readonly enabled?: boolean;

  /**
   * Regions that take over from others.
   *
   * @default - any region
   */
  readonly failover?: LocalityFailover[];

  /**
   * Labels by which endpoints are preferred, as `key` (equal to the client's) or `key=value`, the weightiest first. Not those of
   * region, zone and sub-zone, which always count.
   *
   * @default - none
   */
  readonly failoverPriority?: string[];

  /**
   * Endpoints in the caller's region below which zones do not count. 1 or more.
   *
   * @default 6
   */
  readonly minClusterSize?: number;
}

const LOCALITY: Kinds<LocalityLoadBalancerSetting> = { enabled: 'truth', distribute: 'structs', failover: 'structs', failoverPriority: 'texts' };
const ZONE_AWARE: Kinds<ZoneAwareLoadBalancerSetting> = { enabled: 'truth', failover: 'structs', failoverPriority: 'texts', minClusterSize: 'elsewhere' };

const TOPOLOGY_LABELS = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'];

/** @internal */
export function renderLocality(
  scope: IConstruct, field: string, setting: LocalityLoadBalancerSetting,
): DestinationRuleSpecTrafficPolicyLoadBalancerLocalityLbSetting {
  const { enabled, distribute = [], failover = [], failoverPriority = [] } = checkKinds(scope, field, setting, LOCALITY);
  if (distribute.length > 0 && failover.length > 0) {
    throw invalid(scope, field, { given: 'distribute and failover', allowed: 'one of the two', todo: 'drop one of the two' });
  }
  const topology = failoverPriority.findIndex(label => TOPOLOGY_LABELS.includes(label));
  if (failover.length > 0 && topology >= 0) {
    throw invalid(scope, `${field}.failoverPriority[${topology}]`, {
      given: failoverPriority[topology],
      allowed: 'other labels, as failover says which regions take over',
      todo: 'drop the label or failover',
    });
  }
  checkLocalities(scope, distribute.map((d, i) => [`${field}.distribute[${i}].from`, d.from]));
  distribute.forEach((d, i) => checkShares(scope, `${field}.distribute[${i}].to`, d.to));
  checkFailover(scope, `${field}.failover`, failover);
  return {
    enabled,
    distribute: copyOf(distribute)?.map(({ from, to }) => ({ from, to: { ...to } })),
    failover: copyOf(failover)?.map(({ from, to }) => ({ from, to })),
    failoverPriority: copyOf(failoverPriority),
  };
}

/** @internal */
export function renderZoneAware(
  scope: IConstruct, field: string, setting: ZoneAwareLoadBalancerSetting,
): DestinationRuleSpecTrafficPolicyLoadBalancerZoneAwareLbSetting {
  const { enabled, failover = [], failoverPriority = [], minClusterSize } = checkKinds(scope, field, setting, ZONE_AWARE);
  failoverPriority.forEach((label, i) => {
    if (TOPOLOGY_LABELS.includes(label)) {
      throw invalid(scope, `${field}.failoverPriority[${i}]`, {
        given: label,
        allowed: 'other labels, as region, zone and sub-zone always count',
        todo: 'drop the label',
      });
    }
  });
  checkFailover(scope, `${field}.failover`, failover);
  optionalInteger(scope, `${field}.minClusterSize`, minClusterSize, 1, MAX_UINT32);
  return {
    enabled,
    failover: copyOf(failover)?.map(({ from, to }) => ({ from, to })),
    failoverPriority: copyOf(failoverPriority),
    minClusterSize,
  };
}

function checkFailover(scope: IConstruct, field: string, failover: LocalityFailover[]) {
  failover.forEach(({ from, to }, i) => {
    checkText(scope, `${field}[${i}].from`, from);
    checkText(scope, `${field}[${i}].to`, to);
    const wrong = [from, to].find(region => region.includes('/') || region.includes('*'));
    if (wrong !== undefined) {
      throw invalid(scope, `${field}[${i}].${wrong === from ? 'from' : 'to'}`, {
        given: wrong,
        allowed: 'a region, without zone and wildcard',
        todo: 'name the region alone',
      });
    }
    if (from === to) {
      throw invalid(scope, `${field}[${i}].to`, { given: to, allowed: 'another region than that of "from"', todo: 'name another region' });
    }
  });
}

function checkShares(scope: IConstruct, field: string, to: { [locality: string]: number }) {
  // Istio takes the localities in any order: the wider first finds every overlap
  const localities = Object.keys(checkMap(scope, field, to)).sort((a, b) => path(a).length - path(b).length);
  checkLocalities(scope, localities.map(locality => [`${field}["${locality}"]`, locality]));
  const shares = Object.entries(to).map(([locality, share]) => checkInteger(scope, `${field}["${locality}"]`, share, 1, 100));
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (total !== 100) {
    throw invalid(scope, field, { given: `${total} in total`, allowed: '100 in total', todo: 'change the shares so that they add up to 100' });
  }
}

/** That each locality is well formed and none lies within one that comes before it. */
function checkLocalities(scope: IConstruct, localities: [field: string, locality: string][]) {
  localities.forEach(([field, locality], i) => {
    const star = checkText(scope, field, locality).indexOf('*');
    if (locality.split('/', 3).includes('') || (star >= 0 && star !== locality.length - 1)) {
      throw invalid(scope, field, {
        given: locality,
        allowed: '"region/zone/sub-zone", with a "*" at the end alone',
        todo: 'write it like "us-west/zone1/*"',
      });
    }
    const other = localities.slice(0, i).find(([, before]) => covers(before, locality) || (star < 0 && covers(locality, before)));
    if (other) {
      throw invalid(scope, field, { given: locality, allowed: `a locality that does not overlap "${other[1]}"`, todo: 'drop one of the two' });
    }
  });
}

function covers(wide: string, narrow: string): boolean {
  const inner = path(narrow);
  return path(wide).every((segment, i) => segment === inner[i]);
}

function path(locality: string): string[] {
  return locality.split('/').filter(segment => segment !== '*');
}
