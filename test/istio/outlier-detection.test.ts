import { Duration } from 'cdk8s';
import { policyOf, refusal } from './rules';
import { OutlierDetection } from '../../src';

const refused = (outlierDetection: OutlierDetection) => refusal({ outlierDetection });
const FIELD = 'trafficPolicy.outlierDetection';

test('every field', () => {
  const numbers = {
    consecutive5xxErrors: 7,
    consecutiveGatewayErrors: 3,
    consecutiveLocalOriginFailures: 2,
    consecutiveErrors: 4,
    splitExternalLocalOriginErrors: true,
    maxEjectionPercent: 100,
    minHealthPercent: 0,
    outlierDetectionHttpErrorCodes: [100, 429, 599],
  };
  expect(policyOf({ outlierDetection: { ...numbers, interval: Duration.minutes(5), baseEjectionTime: Duration.millis(1) } }))
    .toEqual({ outlierDetection: { ...numbers, interval: '300s', baseEjectionTime: '1ms' } });
});

test('without a field it is on with the defaults', () => {
  expect(policyOf({ outlierDetection: {} })).toEqual({ outlierDetection: {} });
});

test('local failures count only where they are told apart', () => {
  const message = `${FIELD}.consecutiveLocalOriginFailures: given 5, allowed more than 0 only together with splitExternalLocalOriginErrors; set splitExternalLocalOriginErrors to true or leave this out`;
  expect(refused({ consecutiveLocalOriginFailures: 5 })).toBe(message);
  expect(refused({ consecutiveLocalOriginFailures: 5, splitExternalLocalOriginErrors: false })).toBe(message);
  expect(refused({ consecutiveLocalOriginFailures: 0 })).toBe('taken');
});

test.each([
  ['consecutive5xxErrors', 4294967295],
  ['consecutiveGatewayErrors', 4294967295],
  ['consecutiveLocalOriginFailures', 4294967295],
  ['consecutiveErrors', 2147483647],
  ['maxEjectionPercent', 100],
  ['minHealthPercent', 100],
])('%s is 0 to %d', (name, max) => {
  for (const value of [-1, 0.5, max + 1]) {
    expect(refused({ splitExternalLocalOriginErrors: true, [name]: value }))
      .toBe(`${FIELD}.${name}: given ${value}, allowed a whole number from 0 to ${max}; give a number in that range`);
  }
  expect(refused({ splitExternalLocalOriginErrors: true, [name]: max })).toBe('taken');
});

test.each(['interval', 'baseEjectionTime'])('%s is a millisecond or more', name => {
  expect(refused({ [name]: Duration.seconds(0) })).toBe(`${FIELD}.${name}: given "0s", allowed at least 1ms; give another duration`);
});

test.each([99, 600, 500.5])('%d is no status code', code => {
  expect(refused({ outlierDetectionHttpErrorCodes: [500, code] }))
    .toBe(`${FIELD}.outlierDetectionHttpErrorCodes[1]: given ${code}, allowed a whole number from 100 to 599; give a number in that range`);
});
