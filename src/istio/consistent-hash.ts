import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { optionalDurationOrZero, optionalInteger } from './optional';
import { DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHash } from '../../imports/networking.istio.io';
import { checkText, checkUnique } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';

/** Attribute of a cookie, e.g. `SameSite=Strict`. */
export interface CookieAttribute {
  /** Name of the attribute, unique in the cookie. */
  readonly name: string;

  /**
   * Value of the attribute.
   *
   * @default - none
   */
  readonly value?: string;
}

/**
 * The cookie that keeps a client with an endpoint.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-HTTPCookie
 */
export interface HashCookieOptions {
  /** Name of the cookie. */
  readonly name: string;

  /**
   * Path of the cookie, where the proxy makes it.
   *
   * @default - the path of the request
   */
  readonly path?: string;

  /**
   * Lifetime of the cookie that the proxy makes where the client sends none; 0 for a cookie of the client's session.
   *
   * @default - the proxy makes none
   */
  readonly ttl?: Duration;

  /**
   * Further attributes of the cookie that the proxy makes.
   *
   * @default - none
   */
  readonly attributes?: CookieAttribute[];
}

const COOKIE: Kinds<HashCookieOptions> = { name: 'text', path: 'text', ttl: 'duration', attributes: 'structs' };

/**
 * What of a request decides on the endpoint.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB
 */
export class HashKey {
  /** The value of a header. */
  public static header(name: string): HashKey {
    return new HashKey((scope, field) => ({ httpHeaderName: checkGiven(scope, `${field}.httpHeaderName`, name) }));
  }

  /** The value of a cookie, which the proxy makes where the client sends none and a `ttl` is given. */
  public static cookie(options: HashCookieOptions): HashKey {
    return new HashKey((scope, field) => {
      const { attributes = [] } = checkKinds(scope, `${field}.httpCookie`, options, COOKIE);
      attributes.forEach((attribute, i) => checkGiven(scope, `${field}.httpCookie.attributes[${i}].name`, attribute.name));
      checkUnique(scope, `${field}.httpCookie.attributes`, attributes.map(a => a.name), 'drop one of the two');
      return {
        httpCookie: {
          name: checkGiven(scope, `${field}.httpCookie.name`, options.name),
          path: options.path,
          ttl: optionalDurationOrZero(scope, `${field}.httpCookie.ttl`, options.ttl),
          attributes: attributes.length > 0 ? attributes.map(({ name, value }) => ({ name, value })) : undefined,
        },
      };
    });
  }

  /** The address that the request comes from; for TCP as well. */
  public static sourceIp(): HashKey {
    return new HashKey(() => ({ useSourceIp: true }));
  }

  /** The value of a parameter in the query. */
  public static queryParameter(name: string): HashKey {
    return new HashKey((scope, field) => ({ httpQueryParameterName: checkGiven(scope, `${field}.httpQueryParameterName`, name) }));
  }

  private constructor(private readonly render: (scope: IConstruct, field: string) => DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHash) {}

  /** @internal */
  public _render(scope: IConstruct, field: string): DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHash {
    return this.render(scope, field);
  }
}

/** Settings of the hash ring. */
export interface RingHashOptions {
  /**
   * Fewest virtual nodes on the ring; more of them spread the load more evenly. 0 or more.
   *
   * @default 1024
   */
  readonly minimumRingSize?: number;
}

/** Settings of Maglev. */
export interface MaglevOptions {
  /**
   * Size of the table; the larger, the fewer clients move when endpoints change. A prime number below 5000011.
   *
   * @default 65537
   */
  readonly tableSize?: number;
}

/** How hashes are mapped to endpoints. */
export class HashAlgorithm {
  /** A ring of virtual nodes. */
  public static ringHash(options: RingHashOptions = {}): HashAlgorithm {
    return new HashAlgorithm((scope, field) => ({
      ringHash: { minimumRingSize: optionalInteger(scope, `${field}.ringHash.minimumRingSize`, options.minimumRingSize, 0, Number.MAX_SAFE_INTEGER) },
    }));
  }

  /** The table of Maglev: faster than the ring, less steady when endpoints change. */
  public static maglev(options: MaglevOptions = {}): HashAlgorithm {
    return new HashAlgorithm((scope, field) => ({ maglev: { tableSize: checkTableSize(scope, `${field}.maglev.tableSize`, options.tableSize ?? 65537) } }));
  }

  private constructor(private readonly render: (scope: IConstruct, field: string) => DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHash) {}

  /** @internal */
  public _render(scope: IConstruct, field: string): DestinationRuleSpecTrafficPolicyLoadBalancerConsistentHash {
    return this.render(scope, field);
  }
}

function checkGiven(scope: IConstruct, field: string, name: string): string {
  if (checkText(scope, field, name) === '') {
    throw invalid(scope, field, { given: name, allowed: 'a name', todo: 'give the name' });
  }
  return name;
}

function checkTableSize(scope: IConstruct, field: string, size: number): number {
  if (!Number.isInteger(size) || size < 1 || size >= 5000011 || !isPrime(size)) {
    throw invalid(scope, field, { given: size, allowed: 'a prime number below 5000011', todo: 'give a prime number, e.g. 65537' });
  }
  return size;
}

/** As Envoy reckons: 1 counts as a prime. */
function isPrime(value: number): boolean {
  for (let factor = 2; factor * factor <= value; factor++) {
    if (value % factor === 0) { return false; }
  }
  return true;
}
