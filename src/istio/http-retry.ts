import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { optionalDuration, optionalList } from './optional';
import { VirtualServiceSpecHttpRetries } from '../../imports/networking.istio.io';
import { checkInteger, checkObject } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';

/** First and last of each row of status codes that HTTP knows. */
const STATUS_CODES = [
  [100, 103], [200, 208], [226, 226], [300, 305], [307, 308], [400, 418], [421, 426], [428, 429], [431, 431], [451, 451], [500, 508], [510, 511],
];

/**
 * A failure after which a request is sent again.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on
 */
export class RetryOn {
  /** Any status of 500 to 599, or no answer at all. */
  public static readonly HTTP_5XX = new RetryOn('5xx');
  /** Status 502, 503 or 504, or no answer at all. */
  public static readonly GATEWAY_ERROR = new RetryOn('gateway-error');
  /** No answer: the connection broke or the time was up. */
  public static readonly RESET = new RetryOn('reset');
  /** The connection broke before the request was sent. */
  public static readonly RESET_BEFORE_REQUEST = new RetryOn('reset-before-request');
  /** The connection could not be made. */
  public static readonly CONNECT_FAILURE = new RetryOn('connect-failure');
  /** A status of 400 to 499 that may pass: 409. */
  public static readonly RETRIABLE_4XX = new RetryOn('retriable-4xx');
  /** The other side refused the stream before it did anything. */
  public static readonly REFUSED_STREAM = new RetryOn('refused-stream');
  /** A status that the request's header `x-envoy-retriable-status-codes` names. */
  public static readonly RETRIABLE_STATUS_CODES = new RetryOn('retriable-status-codes');
  /** A header of the answer that the request's header `x-envoy-retriable-header-names` names. */
  public static readonly RETRIABLE_HEADERS = new RetryOn('retriable-headers');
  /** The answer carries the header `x-envoy-ratelimited`. */
  public static readonly ENVOY_RATELIMITED = new RetryOn('envoy-ratelimited');
  /** HTTP/3 failed after the connection was made. */
  public static readonly HTTP3_POST_CONNECT_FAILURE = new RetryOn('http3-post-connect-failure');
  /** Status CANCELLED of gRPC. */
  public static readonly CANCELLED = new RetryOn('cancelled');
  /** Status DEADLINE_EXCEEDED of gRPC. */
  public static readonly DEADLINE_EXCEEDED = new RetryOn('deadline-exceeded');
  /** Status INTERNAL of gRPC. */
  public static readonly INTERNAL = new RetryOn('internal');
  /** Status RESOURCE_EXHAUSTED of gRPC. */
  public static readonly RESOURCE_EXHAUSTED = new RetryOn('resource-exhausted');
  /** Status UNAVAILABLE of gRPC. */
  public static readonly UNAVAILABLE = new RetryOn('unavailable');

  /**
   * One status that the destination answers with.
   *
   * @param status a status code of HTTP, e.g. 503
   */
  public static statusCode(status: number): RetryOn {
    return new RetryOn(String(status), status);
  }

  private constructor(private readonly policy: string, private readonly status?: number) {}

  /** @internal */
  public _render(scope: IConstruct, field: string): string {
    const { status } = this;
    if (status !== undefined && !(Number.isInteger(status) && STATUS_CODES.some(([first, last]) => status >= first && status <= last))) {
      throw invalid(scope, field, { given: status, allowed: 'a status code that HTTP knows', todo: 'name another, e.g. 503' });
    }
    return this.policy;
  }
}

/**
 * How often and when a request that failed is sent again.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
 */
export interface HttpRetry {
  /**
   * How often a request is sent again at most; 0 turns retries off. 0 to 2147483647.
   */
  readonly attempts: number;

  /**
   * Time for each attempt, the first included. 1 ms or more.
   *
   * @default - the timeout of the route
   */
  readonly perTryTimeout?: Duration;

  /**
   * Failures after which a request is sent again.
   *
   * @default - Istio's: connect-failure, refused-stream, unavailable, cancelled
   */
  readonly retryOn?: RetryOn[];

  /**
   * Whether pods in other localities are tried too.
   *
   * @default - the same localities as for the first attempt
   */
  readonly retryRemoteLocalities?: boolean;

  /**
   * Whether pods that were tried already are left out.
   *
   * @default true
   */
  readonly retryIgnorePreviousHosts?: boolean;

  /**
   * Least time between attempts. 1 ms or more.
   *
   * @default - 25 ms
   */
  readonly backoff?: Duration;
}

const FIELDS: Kinds<HttpRetry> = {
  attempts: 'elsewhere',
  perTryTimeout: 'duration',
  retryOn: 'elsewhere',
  retryRemoteLocalities: 'truth',
  retryIgnorePreviousHosts: 'truth',
  backoff: 'duration',
};

/** Checks retries and renders them. @internal */
export function renderRetries(scope: IConstruct, field: string, retries?: HttpRetry): VirtualServiceSpecHttpRetries | undefined {
  if (retries === undefined) { return undefined; }
  checkKinds(scope, field, retries, FIELDS);
  checkInteger(scope, `${field}.attempts`, retries.attempts, 0, 2147483647);
  const idle = (['perTryTimeout', 'retryOn', 'retryRemoteLocalities'] as const).find(name => retries[name] !== undefined);
  if (retries.attempts === 0 && idle) {
    throw invalid(scope, `${field}.${idle}`, { given: 'with 0 attempts', allowed: 'nothing, as 0 attempts turn retries off', todo: `drop ${idle}, or allow attempts` });
  }
  return {
    attempts: retries.attempts,
    perTryTimeout: optionalDuration(scope, `${field}.perTryTimeout`, retries.perTryTimeout),
    retryOn: optionalList(scope, `${field}.retryOn`, retries.retryOn)?.map((on, i) => renderRetryOn(scope, `${field}.retryOn[${i}]`, on)).join(','),
    retryRemoteLocalities: retries.retryRemoteLocalities,
    retryIgnorePreviousHosts: retries.retryIgnorePreviousHosts,
    backoff: optionalDuration(scope, `${field}.backoff`, retries.backoff),
  };
}

function renderRetryOn(scope: IConstruct, field: string, on: RetryOn): string {
  return checkObject(scope, field, on, '_render', 'a failure, e.g. RetryOn.HTTP_5XX')._render(scope, field);
}
