import { isSeconds, zonesOf } from '../../src/core/alibaba';

test('zones are told apart, whatever the number of their vSwitches', () => {
  expect([...zonesOf('a:vsw-1, b:vsw-2,a:vsw-3,')]).toEqual(['a', 'b']);
  expect([...zonesOf('')]).toEqual([]);
});

test('seconds are whole, and within the range', () => {
  expect(['10', '20', '30'].filter(text => !isSeconds(text, [10, 30]))).toEqual([]);
  expect(['9', '31', '', '10s', '10.5', '-10'].filter(text => isSeconds(text, [10, 30]))).toEqual([]);
  expect(isSeconds('3600')).toBe(true);
});
