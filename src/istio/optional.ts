/** The checks of core for fields that may be left out: what is not given is not checked. */
import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkInteger, checkList, checkNumber, checkObject } from '../core/checks';
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
  return value === undefined ? undefined : neededDuration(scope, field, value);
}

/** A duration of a millisecond or more, which may not be left out. */
export function neededDuration(scope: IConstruct, field: string, value: Duration): string {
  return checkDuration(scope, field, checkIsDuration(scope, field, value), MILLISECOND);
}

/** A Duration, and not a number or a text. */
function checkIsDuration(scope: IConstruct, field: string, value: Duration): Duration {
  return checkObject(scope, field, value, 'toMilliseconds', 'a Duration');
}

/** A duration of which zero means something of its own, such as "never". */
export function optionalDurationOrZero(scope: IConstruct, field: string, value: Duration | undefined): string | undefined {
  const zero = value !== undefined && checkIsDuration(scope, field, value).toMilliseconds({ integral: false }) === 0;
  return zero ? '0s' : optionalDuration(scope, field, value);
}

/** A list of its own, in which nothing is missing; nothing for an empty one, which Istio takes for none. */
export function optionalList<T>(scope: IConstruct, field: string, list: readonly T[] | undefined): T[] | undefined {
  return list === undefined ? undefined : copyOf(checkList(scope, field, list));
}

/** A list of its own; nothing for an empty one. */
export function copyOf<T>(list: readonly T[] | undefined): T[] | undefined {
  return list && list.length > 0 ? [...list] : undefined;
}

/** A map of its own; nothing for an empty one. */
export function copyOfMap<T>(map: { readonly [key: string]: T } | undefined): { [key: string]: T } | undefined {
  return map && Object.keys(map).length > 0 ? { ...map } : undefined;
}
