type Pair = readonly [number, number];

/** Nobody reads more. */
const MOST = 100;

/**
 * Pairs of hosts that have something in common, the first place first: two that are the same, or one that is covered by a
 * wildcard. Time grows with the number of hosts, not of pairs.
 */
export function overlaps(hosts: readonly string[]): readonly Pair[] {
  const wildcards = places(hosts, host => host.startsWith('*') ? host.slice(1) : undefined);
  if (wildcards.size === 0 && new Set(hosts).size === hosts.length) { return []; }
  const names = places(hosts, host => host.startsWith('*') ? undefined : host);
  const pairs: Pair[] = [];
  for (let j = 0; j < hosts.length && pairs.length < MOST; j++) {
    const host = hosts[j];
    const tail = host.startsWith('*') ? host.slice(1) : undefined;
    for (const i of (tail === undefined ? names.get(host)! : wildcards.get(tail)!)) {
      if (i >= j || pairs.length >= MOST) { break; }
      pairs.push([i, j]);
    }
    for (let start = tail === undefined ? 0 : 2; start <= host.length; start++) {
      for (const i of wildcards.get(host.slice(start)) ?? []) {
        if (pairs.length >= MOST) { break; }
        pairs.push(i < j ? [i, j] : [j, i]);
      }
    }
  }
  return pairs.sort(([a, b], [c, d]) => a - c || b - d);
}

function places(hosts: readonly string[], keyOf: (host: string) => string | undefined): Map<string, number[]> {
  const map = new Map<string, number[]>();
  hosts.forEach((host, i) => {
    const key = keyOf(host);
    if (key === undefined) { return; }
    const known = map.get(key);
    if (known) { known.push(i); } else { map.set(key, [i]); }
  });
  return map;
}
