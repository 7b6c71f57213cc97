/**
 * Whether a host can match both of two host names, either of which may begin with `*.`, which stands for one label or more.
 */
export function intersects(a: string, b: string): boolean {
  if (a.startsWith('*.')) {
    return b.endsWith(a.slice(1)) || (b.startsWith('*.') && a.endsWith(b.slice(1)));
  }
  return b.startsWith('*.') ? a.endsWith(b.slice(1)) : a === b;
}
