import { ISTIO } from './routing';
import { Finding, Json, Manifest, record } from '../../manifests';
import { warning } from '../code';
import { records } from '../fields';
import { Mesh } from '../mesh';

const NEVER_REACHED = warning('CDI0202', 'MatchNeverReached');

/** One match of a rule: its path, its gateways, and its other conditions as texts that are compared as a whole. */
interface Match {
  readonly rule: number;
  readonly kind: 'none' | 'prefix' | 'exact' | 'regex';
  readonly path: string;
  readonly ignoresCase: boolean;
  readonly gateways: readonly string[];
  /** In order. */
  readonly conditions: readonly string[];
  /** All of it but the name, in one text. */
  readonly text: string;
}

/** Fields in which each key is a condition of its own. */
const MAPS = new Set(['headers', 'queryParams', 'withoutHeaders', 'sourceLabels']);
/** Rules of which each pair is looked at first. */
const FEW = 8;
/** Above it not every choice of conditions is tried. */
const MOST_CONDITIONS = 6;
const NO_CONDITIONS = new Set(['name', 'statPrefix', 'uri', 'ignoreUriCase', 'gateways']);

/**
 * Matches of a VirtualService that an earlier rule takes all requests of. Istio says so itself where the matches are equal, or
 * both are prefixes, or the earlier rule has no match at all.
 */
export function * matchesNeverReached({ manifests }: Mesh): Generator<Finding> {
  for (const virtualService of manifests.ofKind(ISTIO, 'VirtualService')) {
    const rules = records(record(virtualService.object.spec).http);
    if (rules.length > 1 && mayCover(rules)) { yield * neverReachedIn(virtualService, rules); }
  }
}

/** Whether the paths alone make it possible, which for few rules is soon known. */
function mayCover(rules: readonly Json[]): boolean {
  if (rules.length > FEW) { return true; }
  const earlier: Json[] = [];
  for (const { match } of rules) {
    const matches = records(match);
    if (matches.length === 0) { return false; }
    for (const { uri: later } of matches) {
      if (earlier.some(uri => pathMayCover(uri, later))) { return true; }
    }
    for (const { uri } of matches) { earlier.push(uri); }
  }
  return false;
}

function pathMayCover(uri: Json, later: Json): boolean {
  if (!uri || uri.prefix === '/') { return true; }
  if (!later) { return false; }
  return typeof later.exact === 'string' ? later.exact.startsWith(uri.prefix ?? uri.exact) : later.regex !== undefined && later.regex === uri.regex;
}

function * neverReachedIn(virtualService: Manifest, rules: readonly Json[]): Generator<Finding> {
  const earlier = new Earlier();
  const seen = new Set<string>();
  for (const [rule, { match, delegate }] of rules.entries()) {
    const matches = records(match).map(m => matchOf(m, rule));
    if (matches.length === 0) { return; }
    for (const [i, later] of matches.entries()) {
      const repeated = seen.has(later.text);
      seen.add(later.text);
      const first = repeated ? undefined : earlier.covering(later);
      if (!first) { continue; }
      const name = rules[first.rule].name;
      yield NEVER_REACHED.at(virtualService, ['spec', 'http', rule, 'match', i],
        `${described(later)} is never reached, as rule ${name === undefined ? first.rule : `"${name}"`} before it takes ${described(first)}`,
        'move this rule before that one: the first rule that matches is taken');
    }
    // what a delegate does not take goes on to the rules behind it
    if (!delegate) { matches.forEach(m => earlier.add(m)); }
  }
}

/** Matches of rules that come first, found by their path and their conditions. */
class Earlier {
  private readonly matches = new Map<string, Match[]>();

  public add(match: Match): void {
    if (match.ignoresCase) { return; }
    const key = keyOf(match.kind, match.path, match.conditions);
    const list = this.matches.get(key);
    if (list) { list.push(match); } else { this.matches.set(key, [match]); }
  }

  /** The first that takes all requests of another; nothing where Istio reports it, as both are prefixes. */
  public covering(later: Match): Match | undefined {
    if (later.kind === 'prefix' && this.find(later, prefixesOf(later.path))) { return undefined; }
    return this.find(later, pathsAround(later));
  }

  private find(later: Match, paths: Iterable<[Match['kind'], string]>): Match | undefined {
    const fewer = subsetsOf(later.conditions);
    for (const [kind, path] of paths) {
      for (const conditions of fewer) {
        const found = this.matches.get(keyOf(kind, path, conditions))?.find(match => takesGatewaysOf(match, later));
        if (found) { return found; }
      }
    }
    return undefined;
  }
}

function keyOf(kind: string, path: string, conditions: readonly string[]): string {
  return [`${kind} ${path}`, ...conditions].join('\n');
}

/** Conditions that ask for less. Of many not every choice is tried, as their number doubles with each. */
function subsetsOf(conditions: readonly string[]): readonly (readonly string[])[] {
  if (conditions.length > MOST_CONDITIONS) { return [[], ...conditions.map(condition => [condition]), conditions]; }
  return conditions.reduce<string[][]>((subsets, condition) => [...subsets, ...subsets.map(subset => [...subset, condition])], [[]]);
}

/** Paths whose matches take all of a match's paths; for a prefix without the prefixes of it. */
function * pathsAround({ kind, path, ignoresCase }: Match): Generator<[Match['kind'], string]> {
  yield ['none', ''];
  if (kind === 'prefix') { return; }
  yield ['prefix', '/'];
  if (kind === 'none' || ignoresCase) { return; }
  yield [kind, path];
  if (kind === 'exact') { yield * prefixesOf(path); }
}

function * prefixesOf(path: string): Generator<[Match['kind'], string]> {
  for (let end = 1; end <= path.length; end++) { yield ['prefix', path.slice(0, end)]; }
}

function takesGatewaysOf({ gateways }: Match, later: Match): boolean {
  return gateways.length === 0 || (later.gateways.length > 0 && later.gateways.every(gateway => gateways.includes(gateway)));
}

function matchOf(match: Json, rule: number): Match {
  const uri = record(match.uri);
  const kind = (['prefix', 'exact', 'regex'] as const).find(k => typeof uri[k] === 'string') ?? 'none';
  const conditions: string[] = [];
  for (const [field, value] of Object.entries(match)) {
    if (NO_CONDITIONS.has(field)) { continue; }
    if (MAPS.has(field)) {
      for (const [key, condition] of Object.entries(record(value))) { conditions.push(`${field} ${key} ${JSON.stringify(condition)}`); }
    } else {
      conditions.push(`${field} ${JSON.stringify(value)}`);
    }
  }
  conditions.sort();
  const gateways = Array.isArray(match.gateways) ? match.gateways : [];
  const path = kind === 'none' ? '' : uri[kind];
  const ignoresCase = match.ignoreUriCase === true;
  return { rule, kind, path, ignoresCase, gateways, conditions, text: JSON.stringify([kind, path, ignoresCase, gateways, conditions]) };
}

function described({ kind, path, conditions }: Match): string {
  const what = kind === 'none' ? 'every path' : `${kind} ${path}`;
  return conditions.length === 0 ? what : `${what} with ${conditions.length === 1 ? 'a condition' : `${conditions.length} conditions`}`;
}
