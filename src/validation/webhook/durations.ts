import { Complaints } from './complaints';
import { parseDuration } from './go';

const MILLISECOND = 1_000_000n;

/** A duration of some milliseconds or more; one that cannot be read is not judged here. */
export function duration(text: string, said: Complaints): void {
  const length = parseDuration(text);
  if (typeof length === 'string') { return; }
  if (length < MILLISECOND) {
    said.error('duration must be greater than 1ms', 'give 1ms or more');
  } else if (length % MILLISECOND !== 0n) {
    said.error('only durations to ms precision are supported', 'round it to whole milliseconds');
  }
}

/** The same for a field where less than a millisecond means never. */
export function durationOrNever(text: string, said: Complaints): void {
  const length = parseDuration(text);
  if (typeof length === 'bigint' && (length >= MILLISECOND || length <= -MILLISECOND)) { duration(text, said); }
}
