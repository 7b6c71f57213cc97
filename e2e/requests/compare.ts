/** Compares what was seen with what was expected. Knows nothing of how it was seen. */
import { Answer, Destination } from './format';

/** What one request met. */
export interface Observation {
  readonly connection: 'accepted' | 'rejected' | 'failed';
  readonly status?: number;
  readonly responseHeaders: Record<string, string>;
  /** From the proxy's log; unknown where no proxy was in between. */
  readonly proxied?: { readonly service?: string; readonly host: string; readonly port: number; readonly subset: string | null };
  /** From the backend's answer. */
  readonly backend?: {
    readonly workload: string;
    readonly method: string;
    readonly host: string;
    readonly path: string;
    readonly headers: Record<string, string>;
  };
  readonly error?: string;
}

/** How often a request is sent where its answer says that it is split, and how far the counts may be off. */
export const SPLIT_REQUESTS = 400;
export const TOLERANCE_IN_SIGMAS = 4;

/** How many Pods a workload has: where a destination names several workloads, each gets its Pods' share. */
export type PodsOf = (workload: string) => number;

/** Whether requests must be counted to tell. */
export const isSplit = (answer: Answer) => (answer.destinations?.length ?? 0) > 1 || (answer.destinations?.[0]?.workloads?.length ?? 0) > 1;

/** The differences, each a line; none when all is as expected. */
export function differences(expected: Answer, seen: Observation[], podsOf: PodsOf): string[] {
  const first = new Set<string>();
  for (const one of seen) {
    difference(expected, one).forEach(line => first.add(line));
  }
  return [...first, ...counted(expected, seen, podsOf)];
}

function difference(expected: Answer, seen: Observation): string[] {
  const found: string[] = [];
  const same = (what: string, wanted: unknown, got: unknown) => {
    if (wanted !== undefined && JSON.stringify(wanted) !== JSON.stringify(got ?? null)) { found.push(`${what}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(got ?? null)}`); }
  };
  same('connection', expected.connection ?? 'accepted', seen.connection);
  if (seen.error && found.length > 0) { found.push(`connection: ${seen.error}`); }
  if (expected.destinations?.length === 0 && (seen.backend || seen.proxied)) {
    found.push(`destinations: expected none, got ${seen.backend?.workload ?? seen.proxied!.host}`);
  }
  if (expected.destinations?.length) {
    if (!expected.destinations.some(destination => reaches(destination, expected, seen))) { found.push(`destinations: none expected is like ${summary(seen)}`); }
  } else {
    same('status', expected.status, seen.status);
  }
  const { method, host, path, headers = {} } = expected.forwarded ?? {};
  same('forwarded.method', method, seen.backend?.method);
  same('forwarded.host', host, seen.backend?.host);
  same('forwarded.path', path, seen.backend?.path);
  for (const [name, value] of Object.entries(headers)) { same(`forwarded.headers.${name}`, value, seen.backend?.headers[name.toLowerCase()]); }
  for (const [name, value] of Object.entries(expected.response?.headers ?? {})) { same(`response.headers.${name}`, value, seen.responseHeaders[name.toLowerCase()]); }
  same('response.location', expected.response?.location, seen.responseHeaders.location);
  return found;
}

function counted(expected: Answer, seen: Observation[], podsOf: PodsOf): string[] {
  if (!isSplit(expected)) { return []; }
  const found: string[] = [];
  const destinations = expected.destinations!;
  for (const destination of destinations) {
    const own = seen.filter(one => reaches(destination, expected, one));
    const share = (destination.weight ?? 100 / destinations.length) / 100;
    found.push(...off(nameOf(destination), share, own.length, seen.length));
    const workloads = destination.workloads ?? [];
    const pods = workloads.reduce((sum, workload) => sum + podsOf(workload), 0);
    if (workloads.length < 2) { continue; }
    for (const workload of workloads) {
      found.push(...off(workload, share * podsOf(workload) / pods, own.filter(one => one.backend?.workload === workload).length, seen.length));
    }
  }
  return found;
}

function off(what: string, share: number, count: number, all: number): string[] {
  const tolerance = TOLERANCE_IN_SIGMAS * Math.sqrt(all * share * (1 - share));
  if (Math.abs(count - all * share) <= tolerance) { return []; }
  return [`destinations: ${what} expected ${percent(share)} of ${all} requests, give or take ${Math.ceil(tolerance)}, got ${count} (${percent(count / all)})`];
}

function reaches(destination: Destination, expected: Answer, seen: Observation): boolean {
  const status = destination.status ?? expected.status;
  if (status !== undefined && status !== seen.status) { return false; }
  const answers = seen.backend && destination.workloads?.includes(seen.backend.workload);
  if (destination.workloads && destination.status === undefined && !answers) { return false; }
  const proxied = seen.proxied;
  return !proxied || (['service', 'host', 'port', 'subset'] as const).every(key => destination[key] === undefined || destination[key] === proxied[key]);
}

/** Counts of what was seen, the most frequent first. */
export function tally(seen: Observation[]): string {
  const counts = new Map<string, number>();
  seen.forEach(one => counts.set(summary(one), (counts.get(summary(one)) ?? 0) + 1));
  return [...counts].sort((a, b) => b[1] - a[1]).map(([what, count]) => `${count} x ${what}`).join('; ');
}

function summary(seen: Observation): string {
  const to = seen.proxied && `${seen.proxied.host}:${seen.proxied.port}${seen.proxied.subset ? ` subset ${seen.proxied.subset}` : ''}`;
  return [seen.status ?? seen.connection, to, seen.backend?.workload].filter(part => part !== undefined).join(' ');
}

const nameOf = (destination: Destination) => [destination.service ?? destination.host, destination.subset, ...destination.workloads ?? []].filter(part => part).join(' ') || `status ${destination.status}`;
const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
