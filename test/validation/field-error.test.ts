import { numberText, printed } from '../../src/validation/field-error';

describe('values as Go prints them', () => {
  test.each([[0, '0'], [0.5, '0.5'], [101, '101'], [0.00005, '5e-05'], [-1, '-1'], [1e21, '1e+21']])('the number %d is %s', (value, wanted) => {
    expect([numberText(value), printed(value)]).toEqual([wanted, wanted]);
  });

  test('within a list or an object a number is that of JSON', () => {
    expect(printed([{ b: 0.00005, a: '<' }])).toBe('[{"a":"\\u003c","b":0.00005}]');
  });
});
