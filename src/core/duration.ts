import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { invalid } from './errors';

/**
 * A duration as Istio, Gateway API and Kubernetes write it: `500ms`, `90s`; beyond 99999 seconds with hours and minutes,
 * as Gateway API takes five digits a unit.
 */
export function durationText(duration: Duration): string {
  const ms = Math.round(duration.toMilliseconds({ integral: false }));
  if (ms % 1000 !== 0) {
    const seconds = Math.floor(ms / 1000);
    return ms < 100000 ? `${ms}ms` : `${secondsText(seconds)}${ms % 1000}ms`;
  }
  return secondsText(ms / 1000);
}

function secondsText(seconds: number): string {
  if (seconds < 100000) { return `${seconds}s`; }
  const parts: [number, string][] = [[Math.floor(seconds / 3600), 'h'], [Math.floor(seconds / 60) % 60, 'm'], [seconds % 60, 's']];
  return parts.filter(([n]) => n > 0).map(([n, unit]) => `${n}${unit}`).join('');
}

/** A duration within bounds; either may be left out. */
export function checkDuration(scope: IConstruct, field: string, duration: Duration, min?: Duration, max?: Duration): string {
  const ms = duration.toMilliseconds({ integral: false });
  const low = min?.toMilliseconds({ integral: false });
  const high = max?.toMilliseconds({ integral: false });
  if (!Number.isFinite(ms) || (low !== undefined && ms < low) || (high !== undefined && ms > high)) {
    throw invalid(scope, field, {
      given: Number.isFinite(ms) ? durationText(duration) : ms,
      allowed: [min ? `at least ${durationText(min)}` : undefined, max ? `at most ${durationText(max)}` : undefined].filter(t => t).join(' and ') || 'a duration',
      todo: 'give another duration',
    });
  }
  return durationText(duration);
}
