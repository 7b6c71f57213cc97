/** Indexes of lists that may grow: what came last is taken in when something is asked for. */

/** All elements of a key, in the order in which they came. */
export class Groups<T> {
  private readonly groups = new Map<string, T[]>();
  private taken = 0;

  constructor(private readonly elements: readonly T[], private readonly keys: (element: T) => readonly string[]) {}

  public get(key: string): readonly T[] {
    return this.all().get(key) ?? [];
  }

  public all(): ReadonlyMap<string, readonly T[]> {
    for (; this.taken < this.elements.length; this.taken++) {
      const element = this.elements[this.taken];
      for (const key of this.keys(element)) {
        const group = this.groups.get(key);
        if (!group) { this.groups.set(key, [element]); } else if (group[group.length - 1] !== element) { group.push(element); }
      }
    }
    return this.groups;
  }
}

/** The first element of a key. */
export class Firsts<T> {
  private readonly firsts = new Map<string, T>();
  private taken = 0;

  constructor(private readonly elements: readonly T[], private readonly key: (element: T) => string) {}

  public get(key: string): T | undefined {
    for (; this.taken < this.elements.length; this.taken++) {
      const element = this.elements[this.taken];
      const k = this.key(element);
      if (!this.firsts.has(k)) { this.firsts.set(k, element); }
    }
    return this.firsts.get(key);
  }
}
