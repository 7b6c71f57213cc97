import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkCorsHeader } from './header-checks';
import { copyOf, optionalDuration, optionalList } from './optional';
import { checkIsMatch, StringMatch } from './string-match';
import { VirtualServiceSpecHttpCorsPolicy, VirtualServiceSpecHttpCorsPolicyAllowOrigins, VirtualServiceSpecHttpCorsPolicyUnmatchedPreflights } from '../../imports/networking.istio.io';
import { checkMember } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';

/** Methods that a CORS policy allows. */
export enum CorsMethod {
  /** `GET` */
  GET = 'GET',
  /** `HEAD` */
  HEAD = 'HEAD',
  /** `POST` */
  POST = 'POST',
  /** `PUT` */
  PUT = 'PUT',
  /** `PATCH` */
  PATCH = 'PATCH',
  /** `DELETE` */
  DELETE = 'DELETE',
  /** `CONNECT` */
  CONNECT = 'CONNECT',
  /** `OPTIONS` */
  OPTIONS = 'OPTIONS',
  /** `TRACE` */
  TRACE = 'TRACE',
  /** All methods. */
  ALL = '*',
}

/** What becomes of preflight requests from an origin that is not allowed. */
export enum UnmatchedPreflights {
  /** As FORWARD. */
  UNSPECIFIED = 'UNSPECIFIED',
  /** They go on to the destination. */
  FORWARD = 'FORWARD',
  /** They stop here. */
  IGNORE = 'IGNORE',
}

/**
 * Which pages of other origins may use the answers of a route (cross-origin resource sharing).
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy
 */
export interface CorsPolicy {
  /**
   * Origins that are allowed, e.g. `StringMatch.exact('https://example.com')`.
   *
   * @default - none
   */
  readonly allowOrigins?: StringMatch[];

  /**
   * Origins that are allowed, as old documents write them; `*` for all.
   *
   * @default - as `allowOrigins` says
   * @deprecated use `allowOrigins`, which goes before it
   */
  readonly allowOrigin?: string[];

  /**
   * Methods that are allowed.
   *
   * @default - no header says so
   */
  readonly allowMethods?: CorsMethod[];

  /**
   * Headers that requests may carry, or `*`.
   *
   * @default - no header says so
   */
  readonly allowHeaders?: string[];

  /**
   * Headers of the answer that pages may read, or `*`.
   *
   * @default - no header says so
   */
  readonly exposeHeaders?: string[];

  /**
   * How long browsers may keep the answer to a preflight request. Whole seconds, 1 or more.
   *
   * @default - no header says so
   */
  readonly maxAge?: Duration;

  /**
   * Whether requests may carry credentials.
   *
   * @default - no header says so
   */
  readonly allowCredentials?: boolean;

  /**
   * What becomes of preflight requests from an origin that is not allowed.
   *
   * @default UnmatchedPreflights.FORWARD
   */
  readonly unmatchedPreflights?: UnmatchedPreflights;
}

const FIELDS: Kinds<CorsPolicy> = {
  allowOrigins: 'elsewhere',
  allowOrigin: 'texts',
  allowMethods: 'texts',
  allowHeaders: 'texts',
  exposeHeaders: 'texts',
  maxAge: 'duration',
  allowCredentials: 'truth',
  unmatchedPreflights: Object.values(UnmatchedPreflights),
};

/** Checks a CORS policy and renders it; nothing for an empty one. @internal */
export function renderCorsPolicy(scope: IConstruct, field: string, policy?: CorsPolicy): VirtualServiceSpecHttpCorsPolicy | undefined {
  if (policy === undefined) { return undefined; }
  checkKinds(scope, field, policy, FIELDS);
  if (policy.maxAge && policy.maxAge.toMilliseconds({ integral: false }) % 1000 !== 0) {
    throw invalid(scope, `${field}.maxAge`, { given: policy.maxAge.toHumanString(), allowed: 'whole seconds', todo: 'round it' });
  }
  const rendered: VirtualServiceSpecHttpCorsPolicy = {
    allowOrigins: optionalList(scope, `${field}.allowOrigins`, policy.allowOrigins)?.map((origin, i) => renderOrigin(scope, `${field}.allowOrigins[${i}]`, origin)),
    allowOrigin: copyOf(policy.allowOrigin),
    allowMethods: copyOf(policy.allowMethods)?.map((method, i) => checkMethod(scope, `${field}.allowMethods[${i}]`, method)),
    allowHeaders: copyOf(policy.allowHeaders)?.map((name, i) => checkCorsHeader(scope, `${field}.allowHeaders[${i}]`, name)),
    exposeHeaders: copyOf(policy.exposeHeaders)?.map((name, i) => checkCorsHeader(scope, `${field}.exposeHeaders[${i}]`, name)),
    maxAge: optionalDuration(scope, `${field}.maxAge`, policy.maxAge),
    allowCredentials: policy.allowCredentials,
    unmatchedPreflights: policy.unmatchedPreflights as string as VirtualServiceSpecHttpCorsPolicyUnmatchedPreflights,
  };
  return Object.values(rendered).some(value => value !== undefined) ? rendered : undefined;
}

function checkMethod(scope: IConstruct, field: string, method: CorsMethod): CorsMethod {
  checkMember(scope, field, method, Object.values(CorsMethod));
  return method;
}

function renderOrigin(scope: IConstruct, field: string, origin: StringMatch): VirtualServiceSpecHttpCorsPolicyAllowOrigins {
  if (checkIsMatch(scope, field, origin)._isPresent || origin._exact === '') {
    throw invalid(scope, field, { given: origin._exact, allowed: 'an origin', todo: 'name it, e.g. StringMatch.exact("https://example.com")' });
  }
  return origin._render(scope, field);
}
