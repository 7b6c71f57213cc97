const COUNT_OR_PERCENTAGE = /^\d+%?$/;

/** Whether a text is a whole number or a percentage, e.g. `1` or `25%`. */
export function isAmount(text: string): boolean {
  return COUNT_OR_PERCENTAGE.test(text);
}

/** Whether a count or percentage comes to nothing. */
export function isZero(amount: string | undefined): boolean {
  return amount !== undefined && parseInt(amount, 10) === 0;
}
