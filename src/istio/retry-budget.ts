import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { MAX_UINT32, optionalDurationOrZero, optionalInteger, optionalNumber } from './optional';
import { DestinationRuleSpecTrafficPolicyRetryBudget } from '../../imports/networking.istio.io';

/**
 * How many retries may be under way, by the number of requests.
 *
 * Without any field set, the budget is on with the defaults.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-RetryBudget
 */
export interface RetryBudget {
  /**
   * Most retries under way, in percent of the requests under way or waiting. 0 to 100.
   *
   * @default 20
   */
  readonly percent?: number;

  /**
   * Retries that may be under way however few the requests. 0 or more.
   *
   * @default 3
   */
  readonly minRetryConcurrency?: number;

  /**
   * Time for which a request counts from its start. 1 ms or more, or 0 for as long as it is under way or waits.
   *
   * @default Duration.millis(0)
   */
  readonly budgetInterval?: Duration;
}

/** @internal */
export function renderRetryBudget(scope: IConstruct, field: string, budget: RetryBudget): DestinationRuleSpecTrafficPolicyRetryBudget {
  return {
    percent: optionalNumber(scope, `${field}.percent`, budget.percent, 0, 100),
    minRetryConcurrency: optionalInteger(scope, `${field}.minRetryConcurrency`, budget.minRetryConcurrency, 0, MAX_UINT32),
    budgetInterval: optionalDurationOrZero(scope, `${field}.budgetInterval`, budget.budgetInterval),
  };
}
