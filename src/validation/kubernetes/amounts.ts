import { Field } from './field';
import { percent } from '../forms';

/** A count or a percentage, as `25%`; nothing is `otherwise`. */
export function checkCountOrPercent(field: Field, atMost100 = true): void {
  const { value } = field;
  if (typeof value === 'string') {
    field.hasForm(percent);
    if (atMost100 && percent(value).length === 0 && countOrPercent(value) > 100) { field.invalid('must not be greater than 100%'); }
  } else {
    field.notNegative();
  }
}

/** The number of a count or a percentage; none of what is neither. */
export function countOrPercent(value: number | string | undefined, otherwise = 0): number {
  if (typeof value !== 'string') { return value ?? otherwise; }
  const match = /^(\d+)%$/.exec(value) ?? /^([+-]?\d+)$/.exec(value);
  return match ? Number(match[1]) : 0;
}
