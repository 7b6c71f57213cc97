/** The checks of core for fields that may be left out: what is not given is not checked. */
import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkInteger, checkNumber } from '../core/checks';
import { checkDuration } from '../core/duration';

/** Largest number that fits in 32 bits with a sign. */
export const MAX_INT32 = 2147483647;

/** Largest number that fits in 32 bits without a sign. */
export const MAX_UINT32 = 4294967295;

const MILLISECOND = Duration.millis(1);

/** A whole number in a range, both ends included. */
export function optionalInteger(scope: IConstruct, field: string, value: number | undefined, min: number, max: number): number | undefined {
  return value === undefined ? undefined : checkInteger(scope, field, value, min, max);
}

/** A number in a range, both ends included. */
export function optionalNumber(scope: IConstruct, field: string, value: number | undefined, min: number, max: number): number | undefined {
  return value === undefined ? undefined : checkNumber(scope, field, value, min, max);
}

/** A duration of a millisecond or more. */
export function optionalDuration(scope: IConstruct, field: string, value: Duration | undefined): string | undefined {
  return value === undefined ? undefined : checkDuration(scope, field, value, MILLISECOND);
}

/** A duration of which zero means something of its own, such as "never". */
export function optionalDurationOrZero(scope: IConstruct, field: string, value: Duration | undefined): string | undefined {
  const zero = value?.toMilliseconds({ integral: false }) === 0;
  return zero ? '0s' : optionalDuration(scope, field, value);
}
