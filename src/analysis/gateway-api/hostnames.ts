/** Whether a request may have a host that both hostnames take. `*.x` takes one label or more before `x`; no hostname takes any. */
export function intersect(a: string | undefined, b: string | undefined): boolean {
  if (isAny(a) || isAny(b) || a === b) { return true; }
  return covers(a, b) || covers(b, a);
}

function isAny(hostname: string | undefined): hostname is undefined | '' | '*' {
  return hostname === undefined || hostname === '' || hostname === '*';
}

function covers(wildcard: string, hostname: string): boolean {
  return wildcard.startsWith('*.') && hostname.endsWith(wildcard.slice(1));
}
