import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { MAX_INT32, MAX_UINT32, optionalDuration, optionalInteger, optionalList } from './optional';
import { DestinationRuleSpecTrafficPolicyOutlierDetection } from '../../imports/networking.istio.io';
import { checkInteger } from '../core/checks';
import { invalid } from '../core/errors';
import { checkStruct } from '../core/kinds';

/**
 * When an endpoint that fails gets no requests for a while.
 *
 * Without any field set, outlier detection is on with the defaults.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
 */
export interface OutlierDetection {
  /**
   * Failures in a row that eject an endpoint: 5xx answers, or on TCP timeouts and failures of a connection. 0 or more; 0 turns
   * this off.
   *
   * @default 5
   */
  readonly consecutive5xxErrors?: number;

  /**
   * Failures in a row that eject an endpoint: answers 502, 503 and 504, or on TCP timeouts and failures of a connection. 0 or
   * more; 0 turns this off.
   *
   * @default 0
   */
  readonly consecutiveGatewayErrors?: number;

  /**
   * Failures on the caller's own side in a row that eject an endpoint, such as a timeout while connecting. 0 or more; above 0
   * only together with `splitExternalLocalOriginErrors`.
   *
   * @default 5
   */
  readonly consecutiveLocalOriginFailures?: number;

  /**
   * Failures in a row that eject an endpoint. 0 or more.
   *
   * @default - the other limits
   * @deprecated use `consecutive5xxErrors` or `consecutiveGatewayErrors`
   */
  readonly consecutiveErrors?: number;

  /**
   * Whether failures on the caller's own side are counted apart from the answers of the endpoint.
   *
   * @default false
   */
  readonly splitExternalLocalOriginErrors?: boolean;

  /**
   * Time between two looks at the failures. 1 ms or more.
   *
   * @default Duration.seconds(10)
   */
  readonly interval?: Duration;

  /**
   * Time that an endpoint is ejected for, times the number of its ejections. 1 ms or more.
   *
   * @default Duration.seconds(30)
   */
  readonly baseEjectionTime?: Duration;

  /**
   * Highest share of the endpoints that is ejected at a time, in percent. 0 to 100.
   *
   * @default 10
   */
  readonly maxEjectionPercent?: number;

  /**
   * Share of healthy endpoints, in percent, below which requests go to all endpoints, ejected ones included. 0 to 100.
   *
   * @default 0
   */
  readonly minHealthPercent?: number;

  /**
   * Status codes of HTTP that count as failures. 100 to 599.
   *
   * @default - 5xx
   */
  readonly outlierDetectionHttpErrorCodes?: number[];
}

/** @internal */
export function renderOutlierDetection(
  scope: IConstruct, field: string, settings: OutlierDetection,
): DestinationRuleSpecTrafficPolicyOutlierDetection {
  checkStruct(scope, field, settings);
  if (settings.consecutiveLocalOriginFailures && !settings.splitExternalLocalOriginErrors) {
    throw invalid(scope, `${field}.consecutiveLocalOriginFailures`, {
      given: settings.consecutiveLocalOriginFailures,
      allowed: 'more than 0 only together with splitExternalLocalOriginErrors',
      todo: 'set splitExternalLocalOriginErrors to true or leave this out',
    });
  }
  const count = (name: string, value: number | undefined, max: number) => optionalInteger(scope, `${field}.${name}`, value, 0, max);
  return {
    consecutive5XxErrors: count('consecutive5xxErrors', settings.consecutive5xxErrors, MAX_UINT32),
    consecutiveGatewayErrors: count('consecutiveGatewayErrors', settings.consecutiveGatewayErrors, MAX_UINT32),
    consecutiveLocalOriginFailures: count('consecutiveLocalOriginFailures', settings.consecutiveLocalOriginFailures, MAX_UINT32),
    consecutiveErrors: count('consecutiveErrors', settings.consecutiveErrors, MAX_INT32),
    splitExternalLocalOriginErrors: settings.splitExternalLocalOriginErrors,
    interval: optionalDuration(scope, `${field}.interval`, settings.interval),
    baseEjectionTime: optionalDuration(scope, `${field}.baseEjectionTime`, settings.baseEjectionTime),
    maxEjectionPercent: count('maxEjectionPercent', settings.maxEjectionPercent, 100),
    minHealthPercent: count('minHealthPercent', settings.minHealthPercent, 100),
    outlierDetectionHttpErrorCodes: optionalList(scope, `${field}.outlierDetectionHttpErrorCodes`, settings.outlierDetectionHttpErrorCodes)
      ?.map((code, i) => checkInteger(scope, `${field}.outlierDetectionHttpErrorCodes[${i}]`, code, 100, 599)),
  };
}
