import { fullGateway, ISTIO, isExportedTo } from './routing';
import { Finding, Json, Manifest, Manifests, record } from '../../manifests';
import { warning } from '../code';
import { fullName, list, records, some, specOf, strings } from '../fields';
import { httpRulesWith } from '../istio/http-rules';
import { Mesh } from '../mesh';

const DROPPED = warning('CDI0217', 'DelegateRuleDropped');

/** Delegates that more rules hand requests on to are written for many, and not looked at. */
const MOST_RULES = 20;

/** Rules of delegates that Istio leaves out, as what they match does not lie within what is handed on to them. */
export function * delegateRules(mesh: Mesh): Generator<Finding> {
  for (const [delegate, handing] of delegatesOf(mesh)) {
    if (handing.length > MOST_RULES) { continue; }
    const within = handing.map(({ match }) => match);
    const namespace = mesh.manifests.namespaceOf(delegate);
    for (const [i, { match }] of records(specOf(delegate).http).entries()) {
      const own = matchesOf(match, namespace);
      const faults = within.map(roots => firstOutside(own, roots));
      // what one of them has no use for another may
      if (faults.some(fault => fault === undefined)) { continue; }
      const [{ index, field }] = faults as readonly Outside[];
      yield DROPPED.at(delegate, ['spec', 'http', i, 'match', index],
        `its ${field} (${textOf(own[index][field])}) does not lie within what VirtualService ${fullName(mesh, handing[0].root)} hands on `
        + `(${some(within[0].map(root => textOf(root[field])))}), so the rule is left out`,
        NOT_TAKEN_OVER.has(field) ? `write the same ${field} in both` : 'match what is handed on or a part of it, or leave it out here: it holds anyway');
    }
  }
}

interface Handing {
  readonly root: Manifest;
  readonly match: readonly Match[];
}

/** Delegates that count, each with the rules that hand requests on to it. */
function delegatesOf(mesh: Mesh): Map<Manifest, Handing[]> {
  const { manifests } = mesh;
  const delegates = new Map<Manifest, Handing[]>();
  for (const { virtualService: root, rule } of httpRulesWith(mesh, 'delegate')) {
    const own = manifests.namespaceOf(root);
    const { name, namespace = own } = record(rule.delegate);
    const found = typeof name === 'string' && list(specOf(root).hosts).length > 0 ? delegateNamed(manifests, name, namespace, own) : undefined;
    if (!found) { continue; }
    const handing = { root, match: matchesOf(rule.match, own) };
    const others = delegates.get(found);
    if (others) { others.push(handing); } else { delegates.set(found, [handing]); }
  }
  return delegates;
}

function delegateNamed(manifests: Manifests, name: string, namespace: string, by: string): Manifest | undefined {
  const found = manifests.find(ISTIO, 'VirtualService', name, namespace);
  return found && list(specOf(found).hosts).length === 0 && isExportedTo(manifests, found, by) ? found : undefined;
}

/** A match, with full names of its gateways. */
type Match = Json;

function matchesOf(match: Json, namespace: string): Match[] {
  return records(match).map(one => ({ ...one, gateways: strings(one.gateways).map(name => fullGateway(name, namespace)) }));
}

/** A match that lies within none, and the field by which it does not lie within the first of them. */
interface Outside {
  readonly index: number;
  readonly field: string;
}

function firstOutside(matches: readonly Match[], roots: readonly Match[]): Outside | undefined {
  if (roots.length === 0) { return undefined; }
  for (const [index, match] of matches.entries()) {
    const fields = roots.map(root => fieldOutside(match, root));
    if (!fields.includes(undefined)) { return { index, field: fields[0]! }; }
  }
  return undefined;
}

const TEXTS = ['uri', 'scheme', 'method', 'authority'] as const;
/** Fields that a rule does not get from what is handed on to it. */
const NOT_TAKEN_OVER = new Set(['ignoreUriCase', 'sourceNamespace']);
const MAPS = ['headers', 'withoutHeaders', 'queryParams'] as const;

/** Whether one lies within the other Istio finds out field by field; where only one of the two has a field, it takes that. */
function fieldOutside(match: Match, root: Match): string | undefined {
  for (const field of TEXTS) {
    if (isTextOutside(match[field], root[field])) { return field; }
  }
  for (const field of MAPS) {
    const wanted = record(root[field]);
    if (Object.entries(record(match[field])).some(([key, text]) => isTextOutside(text, wanted[key]))) { return field; }
  }
  if ((match.ignoreUriCase ?? false) !== (root.ignoreUriCase ?? false)) { return 'ignoreUriCase'; }
  if (match.port && root.port && match.port !== root.port) { return 'port'; }
  if (root.sourceNamespace && match.sourceNamespace !== root.sourceNamespace) { return 'sourceNamespace'; }
  const labels = record(root.sourceLabels);
  if (Object.entries(record(match.sourceLabels)).some(([key, value]) => key in labels && labels[key] !== value)) { return 'sourceLabels'; }
  const { gateways } = root;
  return gateways.length > 0 && match.gateways.some((name: string) => !gateways.includes(name)) ? 'gateways' : undefined;
}

function isTextOutside(text: Json, root: Json): boolean {
  if (!text || !root) { return false; }
  // no regex is known to lie within another
  if (root.regex || text.regex) { return true; }
  if (root.exact) { return text.exact !== root.exact; }
  const value = text.prefix || text.exact;
  return !root.prefix || !value || !value.startsWith(root.prefix);
}

/** What stands in a field of a match. */
function textOf(value: Json): string {
  if (value === undefined) { return 'nothing'; }
  if (Array.isArray(value)) { return value.length > 0 ? value.join(' ') : 'nothing'; }
  return typeof value === 'object' ? Object.entries(value).map(([key, inner]) => `${key} ${textOf(inner)}`).join(' ') : String(value);
}
