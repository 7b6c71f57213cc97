/** The name of those there are that was most likely meant; nothing if none is close, which is `most` letters away at most. */
export function nearest(name: string, names: Iterable<string>, most = 2): string | undefined {
  let best: string | undefined;
  let least = Math.min(most, Math.ceil(name.length / 3)) + 1;
  if (name.length > 100) { return undefined; }
  const lower = name.toLowerCase();
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) >= least) { continue; }
    const changes = distance(lower, candidate.toLowerCase());
    if (changes < least) { [best, least] = [candidate, changes]; }
  }
  return best;
}

/** How many letters must be put in, taken out or changed to make one word of another. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}

/** Names, of which the nearest to another is found without a look at each. */
export class NearestName {
  /** Names by what is left of each with one letter out, and whole. */
  private readonly shortened = new Map<string, string[]>();

  constructor(names: Iterable<string>) {
    for (const name of new Set(names)) {
      for (const short of shortened(name)) {
        const same = this.shortened.get(short);
        if (same) { same.push(name); } else { this.shortened.set(short, [name]); }
      }
    }
  }

  /** The name that was most likely meant; nothing if none is close. */
  public to(name: string): string | undefined {
    return nearest(name, new Set([...shortened(name)].flatMap(short => this.shortened.get(short) ?? [])));
  }
}

function shortened(name: string): Set<string> {
  const lower = name.toLowerCase();
  return new Set([lower, ...Array.from(lower, (_, i) => lower.slice(0, i) + lower.slice(i + 1))]);
}
