import { cronComplaint } from '../../../src/validation/kubernetes/cron';

test.each(['* * * * *', '*/5 0-6 1,15 jan-JUN mon', '? ? ? ? ?', '0 0 1 1 0', '@daily', '@every 1h30m', '5/15 * * * *', '  1  2 3 4 5 '])('%s is a schedule', schedule => {
  expect(cronComplaint(schedule)).toBeUndefined();
});

test.each([
  ['* * * *', 'expected exactly 5 fields, found 4: [* * * *]'],
  ['60 * * * *', 'end of range (60) above maximum (59): 60'],
  ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
  ['5-1 * * * *', 'beginning of range (5) beyond end of range (1): 5-1'],
  ['*/0 * * * *', 'step of range should be a positive number: */0'],
  ['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
  ['1/2/3 * * * *', 'too many slashes: 1/2/3'],
  ['a * * * *', 'failed to parse int from a: strconv.Atoi: parsing "a": invalid syntax'],
  ['@never', 'unrecognized descriptor: @never'],
  ['@every 1x', 'failed to parse duration 1x: time: invalid duration "1x"'],
])('%s: %s', (schedule, complaint) => {
  expect(cronComplaint(schedule)).toBe(complaint);
});

test('time grows with the length only', () => {
  const start = Date.now();
  expect(cronComplaint(`@every ${'1'.repeat(200_000)}x`)).toContain('failed to parse duration');
  expect(Date.now() - start).toBeLessThan(1000);
});
