import { ISTIO } from './routing';
import { Finding, Json, Manifest, record } from '../../manifests';
import { warning } from '../code';
import { Mesh } from '../mesh';
import { records } from '../records';

const NEVER_REACHED = warning('CDI0202', 'MatchNeverReached');

/** One match of a rule: its path, its gateways, and its other conditions as texts that are compared as a whole. */
interface Match {
  readonly rule: number;
  readonly kind: 'none' | 'prefix' | 'exact' | 'regex';
  readonly path: string;
  readonly ignoresCase: boolean;
  readonly gateways: readonly string[];
  readonly conditions: ReadonlySet<string>;
}

/** Fields in which each key is a condition of its own. */
const MAPS = new Set(['headers', 'queryParams', 'withoutHeaders', 'sourceLabels']);
const NO_CONDITIONS = new Set(['name', 'statPrefix', 'uri', 'ignoreUriCase', 'gateways']);

/**
 * Matches of a VirtualService that an earlier rule takes all requests of. Istio says so itself where the matches are equal, or
 * both are prefixes, or the earlier rule has no match at all.
 */
export function * matchesNeverReached({ manifests }: Mesh): Generator<Finding> {
  for (const virtualService of manifests.ofKind(ISTIO, 'VirtualService')) {
    const rules = records(record(virtualService.object.spec).http);
    if (rules.length > 1) { yield * neverReachedIn(virtualService, rules); }
  }
}

function * neverReachedIn(virtualService: Manifest, rules: readonly Json[]): Generator<Finding> {
  const earlier = new Earlier();
  for (const [rule, { match, delegate }] of rules.entries()) {
    const matches = records(match).map(m => matchOf(m, rule));
    if (matches.length === 0) { return; }
    for (const [i, later] of matches.entries()) {
      const first = earlier.covering(later);
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

/** Matches of rules that come first, found by their path and one of their conditions. */
class Earlier {
  private readonly matches = new Map<string, Match[]>();

  public add(match: Match): void {
    if (match.ignoresCase) { return; }
    const key = keyOf(match.kind, match.path, [...match.conditions].sort()[0]);
    const list = this.matches.get(key);
    if (list) { list.push(match); } else { this.matches.set(key, [match]); }
  }

  /** The first that takes all requests of another. */
  public covering(later: Match): Match | undefined {
    for (const [kind, path] of pathsAround(later)) {
      for (const condition of [undefined, ...later.conditions]) {
        const found = this.matches.get(keyOf(kind, path, condition))?.find(match => covers(match, later));
        if (found) { return found; }
      }
    }
    return undefined;
  }
}

function keyOf(kind: string, path: string, condition: string | undefined): string {
  return `${kind} ${path}\n${condition ?? ''}`;
}

/** Paths whose matches take a path. What Istio reports itself, a prefix before a prefix, is left out. */
function * pathsAround({ kind, path, ignoresCase }: Match): Generator<[Match['kind'], string]> {
  yield ['none', ''];
  if (kind === 'prefix') { return; }
  yield ['prefix', '/'];
  if (kind === 'none') { return; }
  if (!ignoresCase) { yield [kind, path]; }
  if (kind !== 'exact' || ignoresCase) { return; }
  for (let end = 2; end <= path.length; end++) { yield ['prefix', path.slice(0, end)]; }
}

/** For matches whose paths cover each other. Of equal ones Istio reports the later itself. */
function covers(match: Match, later: Match): boolean {
  for (const condition of match.conditions) { if (!later.conditions.has(condition)) { return false; } }
  const { gateways } = match;
  if (gateways.length > 0 && (later.gateways.length === 0 || !later.gateways.every(gateway => gateways.includes(gateway)))) { return false; }
  const equal = match.kind === later.kind && match.path === later.path && match.conditions.size === later.conditions.size
    && match.gateways.join() === later.gateways.join();
  return !equal;
}

function matchOf(match: Json, rule: number): Match {
  const uri = record(match.uri);
  const kind = (['prefix', 'exact', 'regex'] as const).find(k => typeof uri[k] === 'string') ?? 'none';
  const conditions = new Set<string>();
  for (const [field, value] of Object.entries(match)) {
    if (NO_CONDITIONS.has(field)) { continue; }
    if (MAPS.has(field)) {
      for (const [key, condition] of Object.entries(record(value))) { conditions.add(`${field} ${key} ${JSON.stringify(condition)}`); }
    } else {
      conditions.add(`${field} ${JSON.stringify(value)}`);
    }
  }
  const gateways = Array.isArray(match.gateways) ? match.gateways : [];
  return { rule, kind, path: kind === 'none' ? '' : uri[kind], ignoresCase: match.ignoreUriCase === true, gateways, conditions };
}

function described({ kind, path, conditions }: Match): string {
  const what = kind === 'none' ? 'every path' : `${kind} ${path}`;
  return conditions.size === 0 ? what : `${what} with ${conditions.size === 1 ? 'a condition' : `${conditions.size} conditions`}`;
}
