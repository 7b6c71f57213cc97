import { STATUS_CODES } from 'http';
import { quoted } from '../field-error';
import { Complaints } from './complaints';
import { duration } from './durations';
import { notInteger } from './go';

type Json = any;

const CONDITIONS = new Set([
  '5xx', 'gateway-error', 'reset', 'reset-before-request', 'connect-failure', 'retriable-4xx', 'refused-stream', 'retriable-status-codes',
  'retriable-headers', 'envoy-ratelimited', 'http3-post-connect-failure', 'cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted', 'unavailable',
]);

/** Codes that Node knows by name and Go does not. */
const NOT_IN_GO = new Set([509]);

function isStatus(text: string): boolean {
  if (notInteger(text) !== undefined) { return false; }
  const code = Number(text);
  return STATUS_CODES[code] !== undefined && !NOT_IN_GO.has(code);
}

export function httpRetry(retries: Json, said: Complaints): void {
  const { attempts = 0, perTryTimeout, retryOn = '', retryRemoteLocalities } = retries;
  if (attempts < 0) { said.error('attempts cannot be negative', 'give 0 for none, or how often to try again', 'attempts'); }
  if (attempts === 0 && (perTryTimeout !== undefined || retryOn !== '' || (retryRemoteLocalities !== undefined && retryRemoteLocalities !== null))) {
    said.error('http retry policy configured when attempts are set to 0 (disabled)', 'give attempts above 0, or attempts alone', 'attempts');
  }
  said.in(retries, 'perTryTimeout', duration);
  for (const condition of retryOn === '' || CONDITIONS.has(retryOn) ? [] : retryOn.split(',')) {
    if (CONDITIONS.has(condition) || isStatus(condition)) { continue; }
    const hint = CONDITIONS.has(condition.trim()) || isStatus(condition.trim()) ? 'leave out the blanks' : 'give conditions of Envoy, such as 5xx or connect-failure, or codes of HTTP';
    said.error(`${quoted(condition)} is not a valid retryOn policy`, hint, 'retryOn');
  }
  said.in(retries, 'backoff', duration);
}
