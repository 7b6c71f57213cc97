import { Quantity } from '../../../src/validation/kubernetes/quantity';

test.each([
  ['0', '0'], [1, '1'], [0.1, '100m'], ['1000m', '1'], ['1500m', '1500m'], ['0.5Gi', '512Mi'], ['1024Mi', '1Gi'], ['1Ki', '1Ki'], ['0.5Ki', '512'], ['1e3', '1e3'], ['1E3', '1e3'], ['12e4', '120e3'],
  ['100000', '100k'], ['1M', '1M'], ['.5', '500m'], ['5.', '5'], ['-1.5', '-1500m'], ['0.0000000001', '1n'], ['99999999999Ei', '9223372036854775807'],
])('%s is written %s', (given, written) => {
  expect(`${Quantity.parse(given)}`).toBe(written);
});

test.each(['', 'a', '1Q', '1 Gi', '1gi', '--1', '1.2.3', '1e', true, '٣'])('%p is none', value => {
  expect(Quantity.parse(value)).toBeUndefined();
});

test('amounts are compared, and rounded up to thousandths', () => {
  const compare = (a: string, b: string) => Quantity.parse(a)!.compare(Quantity.parse(b)!);
  expect([compare('1Gi', '1G'), compare('1', '1000m'), compare('-1', '0')]).toEqual([1, 0, -1]);
  expect(`${Quantity.parse('1u')!.inThousandths}`).toBe('1m');
  expect(`${Quantity.parse('1Gi')!.plus(Quantity.parse('1Gi')!)}`).toBe('2Gi');
  expect([Quantity.parse('4Mi')!.isMultipleOf(Quantity.parse('2Mi')!), Quantity.parse('3Mi')!.isMultipleOf(Quantity.parse('2Mi')!)]).toEqual([true, false]);
});

test('time grows with the length only', () => {
  const start = Date.now();
  const digits = '1'.repeat(200_000);
  expect([digits, `0.${digits}`, `${digits}x`].map(text => Quantity.parse(text)?.toString())).toEqual(['9223372036854775807', '111111112n', undefined]);
  expect(Date.now() - start).toBeLessThan(1000);
});
