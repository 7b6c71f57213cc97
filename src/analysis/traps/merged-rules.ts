import { isDeepStrictEqual } from 'util';
import { ISTIO } from './routing';
import { Finding, fullHost, Json, Manifest, record } from '../../manifests';
import { warning } from '../code';
import { fullName, records, specOf, strings } from '../fields';
import { Mesh } from '../mesh';

const OVERRULED = warning('CDI0214', 'DestinationRuleOverruled');

/**
 * DestinationRules that Istio merges, as they are of one namespace and for the same host and the same clients, and of which it
 * keeps what comes first: from the oldest, which manifests do not tell.
 */
export function * mergedRules(mesh: Mesh): Generator<Finding> {
  for (const rules of rulesByHost(mesh)) {
    if (rules.length < 2) { continue; }
    const merged = new Map<string, Merged>();
    for (const rule of rules) {
      const key = clientsOf(rule);
      let first = merged.get(key);
      if (!first) { merged.set(key, first = { subsets: new Map() }); }
      yield * overruled(mesh, rule, first);
    }
  }
}

/** The rules for each host in each namespace. Those that are not judged come first: it is told of the others. */
function rulesByHost({ manifests }: Mesh): Iterable<readonly Manifest[]> {
  const rules = new Map<string, Manifest[]>();
  for (const rule of manifests.ofKind(ISTIO, 'DestinationRule')) {
    const { host } = specOf(rule);
    if (typeof host !== 'string') { continue; }
    const namespace = manifests.namespaceOf(rule);
    const key = `${namespace} ${fullHost(host, namespace, manifests.domain)}`;
    const others = rules.get(key);
    if (!others) { rules.set(key, [rule]); } else if (manifests.isContext(rule)) { others.unshift(rule); } else { others.push(rule); }
  }
  return rules.values();
}

/** What was there first, and where. */
interface Merged {
  policy?: Place;
  readonly subsets: Map<string, Place>;
}

interface Place {
  readonly rule: Manifest;
  readonly value: Json;
}

/** Whom a rule is for, in the same words for the same. */
function clientsOf(rule: Manifest): string {
  const { exportTo, workloadSelector } = specOf(rule);
  // one that selects pods is never exported
  const clients = workloadSelector ? Object.entries(record(workloadSelector.matchLabels)).map(label => label.join('=')) : strings(exportTo);
  return [workloadSelector ? 'pods' : 'namespaces', ...new Set(clients.sort())].join(' ');
}

function * overruled(mesh: Mesh, rule: Manifest, first: Merged): Generator<Finding> {
  const { trafficPolicy, subsets } = specOf(rule);
  const consequence = ({ rule: other }: Place) => `DestinationRule ${fullName(mesh, other)} for the same host: Istio merges the two and keeps that of the one that was created first`;
  if (trafficPolicy) {
    first.policy ??= { rule, value: trafficPolicy };
    if (isAtOdds(first.policy, rule, trafficPolicy)) {
      yield OVERRULED.at(rule, ['spec', 'trafficPolicy'], `another trafficPolicy is in ${consequence(first.policy)}`,
        'say it in one DestinationRule for the host; others may add subsets');
    }
  }
  for (const [i, subset] of records(subsets).entries()) {
    const known = first.subsets.get(subset.name);
    if (!known) {
      first.subsets.set(subset.name, { rule, value: subset });
    } else if (isAtOdds(known, rule, subset)) {
      yield OVERRULED.at(rule, ['spec', 'subsets', i, 'name'], `another subset ${subset.name} is in ${consequence(known)}`,
        'drop one of the two, or give it another name');
    }
  }
}

/** Two manifests of one name are one object, now and as it is to be. */
const isAtOdds = (known: Place, rule: Manifest, value: Json): boolean => known.rule.name !== rule.name && !isDeepStrictEqual(known.value, value);
