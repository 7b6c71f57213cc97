/** What a wildcard takes: all names that end so. Of another name the name itself. */
const tailOf = (host: string): string => isWildcard(host) ? host.slice(1) : host;

const isWildcard = (host: string): boolean => host.startsWith('*');

const reversed = (text: string): string => [...text].reverse().join('');

/** Something for each of many hosts, found by hosts that have requests in common with them: `*.a` is a wildcard for all that ends in `.a`. */
export class HostMap<T> {
  private readonly values = new Map<string, T>();
  /** How long the tails of the wildcards are. */
  private readonly lengths = new Set<number>();
  private sorted?: { readonly reversed: string; readonly host: string }[];

  /** What is there for a host as it is written. */
  public get(host: string): T | undefined {
    return this.values.get(host);
  }

  /** The same; if there is nothing yet, it is made. */
  public ensure(host: string, make: () => T): T {
    let value = this.values.get(host);
    if (value === undefined) {
      this.values.set(host, value = make());
      if (isWildcard(host)) { this.lengths.add(host.length - 1); }
      this.sorted = undefined;
    }
    return value;
  }

  public entries(): Iterable<[string, T]> {
    return this.values.entries();
  }

  /** What is there for wildcards that take all that the host takes. */
  public * wider(host: string): Generator<T> {
    for (const length of this.lengths) {
      const value = this.wildcard(host, length);
      if (value !== undefined) { yield value; }
    }
  }

  private firstWider(host: string): T | undefined {
    for (const length of this.lengths) {
      const value = this.wildcard(host, length);
      if (value !== undefined) { return value; }
    }
    return undefined;
  }

  /** What is there for the wildcard with a tail of a length that takes all that the host takes. */
  private wildcard(host: string, length: number): T | undefined {
    const tail = tailOf(host);
    return length > tail.length ? undefined : this.values.get(`*${tail.slice(tail.length - length)}`);
  }

  /** What is there for a host that has requests in common with the given one; nothing if there is no such host. */
  public overlapping(host: string): T | undefined {
    const same = this.values.get(host);
    if (same !== undefined) { return same; }
    return this.firstWider(host) ?? (isWildcard(host) ? this.narrower(host) : undefined);
  }

  private narrower(wildcard: string): T | undefined {
    const sorted = this.sorted ??= [...this.values.keys()].map(host => ({ reversed: reversed(tailOf(host)), host }))
      .sort((a, b) => a.reversed < b.reversed ? -1 : 1);
    const wanted = reversed(tailOf(wildcard));
    let low = 0;
    for (let high = sorted.length; low < high;) {
      const middle = Math.floor((low + high) / 2);
      if (sorted[middle].reversed < wanted) { low = middle + 1; } else { high = middle; }
    }
    return sorted[low]?.reversed.startsWith(wanted) ? this.values.get(sorted[low].host) : undefined;
  }
}
