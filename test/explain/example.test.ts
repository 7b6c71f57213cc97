import { example } from '../../src/explain/example';

test('an example that does not hold what is to be mended is refused', () => {
  expect(() => example('GWA0101', '', 'a: 1', ['b', 'c'])).toThrow('GWA0101: the example does not hold b');
});
