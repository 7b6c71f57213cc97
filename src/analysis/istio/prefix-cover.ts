import { Json, record } from '../../manifests';
import { MOST_OTHERS } from '../fields';

/** A match of an HTTP rule with a prefix of the path. */
export interface PrefixMatch {
  readonly rule: number;
  readonly match: number;
  readonly prefix: string;
  /** What else it asks for, in an order that is the same for all in its group. */
  readonly values: readonly string[];
}

/**
 * The matches of a VirtualService by prefixes of the path, and which of them a shorter prefix before covers. As Istio has it
 * when it warns: one match covers another if both ask for the same port and the same headers, parameters and absent headers,
 * and the values that the first asks for begin with those that the second asks for.
 */
export class CoveredPrefixes {
  /** By prefix, port and what is asked for. */
  private readonly groups = new Map<string, PrefixMatch[]>();
  private readonly all: { readonly match: PrefixMatch; readonly kind: string }[] = [];
  private readonly lengths = new Set<number>();

  public add(rule: number, match: number, { uri, port, method, authority, headers, queryParams, withoutHeaders }: Json): void {
    const prefix = record(uri).prefix;
    if (!prefix) { return; }
    const maps = [headers, queryParams, withoutHeaders].map(record);
    const keys = maps.map(map => Object.keys(map).sort());
    const values = [textOf(method) || 'exact:GET', textOf(authority), ...keys.flatMap((names, i) => names.map(name => textOf(maps[i][name])))];
    const kind = JSON.stringify([port ?? 0, ...keys]);
    const one = { rule, match, prefix, values };
    this.all.push({ match: one, kind });
    this.lengths.add(prefix.length);
    const key = keyOf(prefix, kind);
    const group = this.groups.get(key);
    if (group) { group.push(one); } else { this.groups.set(key, [one]); }
  }

  /** Each match that is covered, with those that cover it. */
  public * covered(): Generator<{ readonly of: PrefixMatch; readonly by: PrefixMatch }> {
    if (this.lengths.size < 2) { return; }
    const lengths = [...this.lengths].sort((a, b) => a - b);
    const sorted = new Map<PrefixMatch[], SortedGroup>();
    for (const { match: of, kind } of this.all) {
      let found = 0;
      for (const length of lengths) {
        if (length >= of.prefix.length || found >= MOST_OTHERS) { break; }
        const group = this.groups.get(keyOf(of.prefix.slice(0, length), kind));
        if (!group) { continue; }
        let lookup = sorted.get(group);
        if (!lookup) { sorted.set(group, lookup = new SortedGroup(group)); }
        for (const by of lookup.covering(of)) {
          if (found++ >= MOST_OTHERS) { break; }
          yield { of, by };
        }
      }
    }
  }
}

const keyOf = (prefix: string, kind: string): string => `${prefix}\n${kind}`;

/** Matches of a group in the order of the value in which they differ most, so that few are looked at for one. */
class SortedGroup {
  private readonly column: number;

  constructor(private readonly matches: PrefixMatch[]) {
    const different = matches[0].values.map((_, i) => new Set(matches.map(({ values }) => values[i])).size);
    this.column = different.indexOf(Math.max(...different));
    matches.sort((a, b) => a.values[this.column] < b.values[this.column] ? -1 : a.values[this.column] > b.values[this.column] ? 1 : 0);
  }

  public * covering(of: PrefixMatch): Generator<PrefixMatch> {
    const wanted = of.values[this.column];
    let low = 0;
    for (let high = this.matches.length; low < high;) {
      const middle = Math.floor((low + high) / 2);
      if (this.matches[middle].values[this.column] < wanted) { low = middle + 1; } else { high = middle; }
    }
    for (let by = this.matches[low]; by?.values[this.column].startsWith(wanted); by = this.matches[++low]) {
      const before = by.rule < of.rule || by.rule === of.rule && by.match < of.match;
      if (before && by.values.every((value, i) => value.startsWith(of.values[i]))) { yield by; }
    }
  }
}

/** A value as it is asked for; a regular expression counts as any. */
function textOf(match: Json): string {
  const { exact, prefix } = record(match);
  return exact ? `exact:${exact}` : prefix ? `prefix:${prefix}` : '';
}
