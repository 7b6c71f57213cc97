import { GivenRoute, saidOfRoute } from './support';

describe('retries', () => {
  test.each<[string, ...GivenRoute]>([
    ['are sound', { retries: { attempts: 3, retryOn: '5xx,reset,503', perTryTimeout: '1s' } }],
    ['may be none', { retries: { attempts: 0 } }],
  ])('%s', (_, ...given) => {
    expect(saidOfRoute(...given)).toEqual([]);
  });

  test.each<[string, string[], ...GivenRoute]>([
    ['have no blanks between conditions', [
      'IST0106 spec.http[0].retries.retryOn: " reset" is not a valid retryOn policy',
      'IST0106 spec.http[0].retries.retryOn: " 503" is not a valid retryOn policy',
    ], { retries: { attempts: 3, retryOn: '5xx, reset, 503' } }],
    ['have conditions that Envoy knows', [
      'IST0106 spec.http[0].retries.retryOn: "foo" is not a valid retryOn policy',
      'IST0106 spec.http[0].retries.retryOn: "306" is not a valid retryOn policy',
      'IST0106 spec.http[0].retries.retryOn: "509" is not a valid retryOn policy',
      'IST0106 spec.http[0].retries.retryOn: "" is not a valid retryOn policy',
    ], { retries: { attempts: 3, retryOn: 'foo,306,509,' } }],
    ['are retries', [
      'IST0106 spec.http[0].retries.attempts: http retry policy configured when attempts are set to 0 (disabled)',
    ], { retries: { attempts: 0, retryOn: '5xx' } }],
    ['are not negative', [
      'IST0106 spec.http[0].retries.attempts: attempts cannot be negative',
      'IST0106 spec.http[0].retries.backoff: only durations to ms precision are supported',
    ], { retries: { attempts: -1, backoff: '1.5ms' } }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOfRoute(...given)).toEqual(wanted);
  });
});
