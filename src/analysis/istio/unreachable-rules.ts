import { Finding, Json, Manifest } from '../../manifests';
import { Code, info, warning } from '../code';
import { list, specOf } from '../fields';
import { Mesh } from '../mesh';
import { CoveredPrefixes } from './prefix-cover';
import { Rule } from '../rule';

const UNREACHABLE = warning('IST0130', 'VirtualServiceUnreachableRule');
const INEFFECTIVE = info('IST0131', 'VirtualServiceIneffectiveMatch');

/** Rules and matches of a VirtualService that never come to pass, as one before them takes all that they would take. */
export const unreachableRules: Rule = function * ({ manifests }: Mesh): Generator<Finding> {
  for (const virtualService of manifests.ofKind('networking.istio.io', 'VirtualService')) {
    const spec = specOf(virtualService);
    for (const protocol of ['http', 'tcp', 'tls']) {
      const rules = list(spec[protocol]);
      // one match alone hides nothing
      if (rules.length > 1 || list(rules[0]?.match).length > 1) { yield * ofProtocol(virtualService, protocol, rules); }
    }
  }
};

function * ofProtocol(virtualService: Manifest, protocol: string, rules: readonly Json[]): Generator<Finding> {
  const at = (code: Code, steps: (string | number)[], message: string, hint: string) => code.at(virtualService, ['spec', protocol, ...steps], message, hint);
  const nameOf = (rule: number) => rules[rule].name ? `"${rules[rule].name}"` : `${protocol}[${rule}]`;
  const seen = new Map<string, number>();
  const prefixes = new CoveredPrefixes();
  const matches = rules.reduce((sum, rule) => sum + list(rule.match).length, 0);
  let takesAll: number | undefined;
  for (const [i, rule] of rules.entries()) {
    const own = list(rule.match);
    if (takesAll !== undefined) {
      yield at(UNREACHABLE, [i], `rule ${nameOf(i)} is never reached: rule ${nameOf(takesAll)} before it has no match, so it takes every request`,
        `put rule ${nameOf(takesAll)} last, or give it a match`);
      if (own.length === 0) { takesAll = i; }
      continue;
    }
    if (own.length === 0) {
      takesAll = i;
      continue;
    }
    if (matches === 1) { continue; }
    let duplicates = 0;
    for (const [j, match] of own.entries()) {
      const key = matchKey(match);
      const before = seen.get(key);
      if (before !== undefined) {
        duplicates++;
        yield at(INEFFECTIVE, [i, 'match', j], `match ${j} of rule ${nameOf(i)} is never used: rule ${nameOf(before)} has the same match`, 'drop the match, or make it another');
        continue;
      }
      seen.set(key, i);
      if (protocol === 'http') { prefixes.add(i, j, match); }
    }
    if (duplicates === own.length) {
      yield at(UNREACHABLE, [i], `rule ${nameOf(i)} is never reached: rules before it have all of its matches`, 'drop the rule, or give it another match');
    }
  }
  for (const { of, by } of prefixes.covered()) {
    yield at(INEFFECTIVE, [of.rule, 'match', of.match],
      `match ${of.match} of rule ${nameOf(of.rule)} is never used: its prefix ${of.prefix} is covered by prefix ${by.prefix} of rule ${nameOf(by.rule)} before it`,
      `put rule ${nameOf(of.rule)} before rule ${nameOf(by.rule)}`);
  }
}

/** Equal for matches that take the same requests: their text without their name, without what is empty, and with keys in order. */
function matchKey({ name: _, ...match }: Json): string {
  return JSON.stringify(Object.keys(match).filter(field => !isEmpty(field, match[field])).sort().map(field => [field, match[field]]), (_key, value) =>
    value === null || typeof value !== 'object' || Array.isArray(value) ? value : Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)));
}

const MAPS = new Set(['headers', 'withoutHeaders', 'queryParams', 'sourceLabels']);

/** Whether a field means as much as none. An empty `uri` is not one of them. */
function isEmpty(field: string, value: Json): boolean {
  return value === false || value === 0 || value === '' || Array.isArray(value) && value.length === 0 || MAPS.has(field) && Object.keys(value).length === 0;
}
