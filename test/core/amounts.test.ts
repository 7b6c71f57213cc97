import { isAmount, isZero } from '../../src/core/amounts';

test('an amount is a whole number or a percentage', () => {
  expect(['0', '1', '25%', '100%'].filter(text => !isAmount(text))).toEqual([]);
  expect(['', '-1', '1.5', '25 %', '%', '1%%', '1\n'].filter(isAmount)).toEqual([]);
});

test('none is zero but 0, as a number or as a percentage', () => {
  expect(['0', '0%', '00'].filter(isZero)).toEqual(['0', '0%', '00']);
  expect(['1', '10%', undefined].filter(isZero)).toEqual([]);
});
