import { Duration, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { checkDuration, durationText } from '../../src/core/duration';

test.each<[Duration, string]>([
  [Duration.seconds(5), '5s'],
  [Duration.millis(500), '500ms'],
  [Duration.millis(1500), '1500ms'],
  [Duration.minutes(90), '5400s'],
  [Duration.days(30), '720h'],
  [Duration.millis(100000001), '27h46m40s1ms'],
  [Duration.seconds(0), '0s'],
])('%p is %p', (duration, text) => {
  expect(durationText(duration)).toBe(text);
});

test('any duration is one that Gateway API takes, and stands for the same time', () => {
  const units: { [unit: string]: number } = { h: 3600000, m: 60000, s: 1000, ms: 1 };
  fc.assert(fc.property(fc.integer({ min: 0, max: 99999 * 3600000 }), ms => {
    const text = durationText(Duration.millis(ms));
    expect(text).toMatch(/^([0-9]{1,5}(h|m|s|ms)){1,4}$/);
    const sum = [...text.matchAll(/(\d+)(ms|h|m|s)/g)].reduce((total, [, n, unit]) => total + Number(n) * units[unit], 0);
    expect(sum).toBe(ms);
  }));
});

test('bounds', () => {
  const scope = Testing.chart();
  expect(checkDuration(scope, 'f', Duration.seconds(10), Duration.seconds(10), Duration.seconds(890))).toBe('10s');
  expect(() => checkDuration(scope, 'drain', Duration.seconds(9), Duration.seconds(10), Duration.seconds(890)))
    .toThrow('[test] drain: given "9s", allowed at least 10s and at most 890s; give another duration');
  expect(() => checkDuration(scope, 'drain', Duration.seconds(891), undefined, Duration.seconds(890))).toThrow('allowed at most 890s');
});
