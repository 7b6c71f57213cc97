import { durationHint } from './duration-hint';
import { plainSteps, Step } from './field-error';
import { Rule } from './schema';
import { pathOf } from '../manifests';

type Json = any;

const AS_SAID = 'change it as the message says';

/** What to do where the message of a rule does not say, by how the messages begin. */
const HINTS: readonly (readonly [message: RegExp, hint: string])[] = [
  [/^must be a valid duration greater than 1ms/, 'give 1ms or more, or drop the field'],
  [/^port must be between/, 'give the number of a port, from 1 to 65535'],
  [/^cross namespace referencing/, 'drop namespace: what it names must be in the namespace of the object'],
  [/^Must have port for Service/, 'add port, one that the Service has'],
  [/^Address is required/, 'add address'],
  [/^wildcard (?:not allowed|is not supported)/, 'write keys and values of labels in full, without *'],
  [/^hostname cannot be wildcard/, 'name the hosts, e.g. *.example.com for all of a domain'],
  [/^(?:NONE|DNS_ROUND_ROBIN) mode/, 'give resolution STATIC for endpoints that are addresses, or DNS for those that are names'],
  [/^CIDR addresses are allowed only/, 'give resolution NONE or STATIC, or single addresses'],
  [/^portLevelMtls requires selector/, 'say in selector.matchLabels whose ports they are'],
  [/^UDS may not include ports/, 'drop ports: a socket has none'],
  [/^must specify either/, 'give one of the two'],
  [/^sectionName /, 'give each of them a sectionName of its own, or drop one'],
];

/** Rules that hold of a list if they hold of each item, or of each pair of items. */
const OF_ITEMS = /^(?:self\.all|self\.filter|!\(self\.exists)\(/;
const EXCLUSIVE = /^(?:only one of|at most one of|exactly one of|may specify either|must not contain both)/i;

/**
 * What to do about a rule that does not hold of a value at a place.
 *
 * @param holds whether it holds of another value
 */
export function ruleHint({ rule, message = '' }: Rule, value: Json, path: readonly Step[], holds: (value: Json) => boolean): string {
  if (message === '') { return `make this hold, self being the field: ${rule}`; }
  const hint = typed(message) ?? HINTS.find(([form]) => form.test(message))?.[1];
  if (Array.isArray(value) && OF_ITEMS.test(rule)) { return itemsHint(value, plainSteps(path), holds, hint); }
  return (value !== null && typeof value === 'object' ? fieldsHint(message, rule, value) : undefined) ?? hint ?? AS_SAID;
}

/** What to do where a text is none that the rule can read. */
export function unreadableHint(complaint: string, { message = '' }: Rule, value: Json): string {
  if (complaint.includes('google.protobuf.Duration')) { return durationHint(value); }
  if (complaint.startsWith('URL parse error')) { return 'write a URL such as https://example.com/path'; }
  return HINTS.find(([form]) => form.test(message))?.[1] ?? AS_SAID;
}

/** Fields that go with one value of `type`. */
function typed(message: string): string | undefined {
  const [, field, type] = /^filter\.(\w+) must be nil if the filter\.type is not (\w+)/.exec(message) ?? [];
  if (field) { return `write type: ${type}, or drop ${field}`; }
  const [, missing, given] = /^filter\.(\w+) must be specified for (\w+) filter\.type/.exec(message) ?? [];
  return missing && `add ${missing}, or give another type than ${given}`;
}

/** Names those that are set of the fields that a rule is about. */
function fieldsHint(message: string, rule: string, value: Json): string | undefined {
  const names = [...new Set([...rule.matchAll(/has\(self\.(\w+)\)/g)].map(([, name]) => name))];
  const set = names.filter(name => value[name] !== undefined);
  const [, alone] = /^Cannot set (\w+) with/.exec(message) ?? [];
  if (alone) { return `drop ${set.filter(name => /serviceAccounts$/i.test(name)).join(' and ')}, or ${set.filter(name => !/serviceAccounts$/i.test(name)).join(' and ')}`; }
  if (!EXCLUSIVE.test(message)) { return undefined; }
  return set.length > 0 ? `${set.join(' and ')} are set: keep one` : `set ${names.join(' or ')}`;
}

/** Names the item for which a rule fails, and the one before it that it is at odds with. */
function itemsHint(list: readonly Json[], steps: readonly (string | number)[], holds: (value: Json) => boolean, hint?: string): string {
  let [sound, failing] = [0, list.length];
  while (failing - sound > 1) {
    const middle = Math.floor((sound + failing) / 2);
    if (holds(list.slice(0, middle))) { sound = middle; } else { failing = middle; }
  }
  const wrong = failing - 1;
  const told = (i: number) => `${pathOf([...steps, i])}${titleOf(list[i])}`;
  if (!holds([list[wrong]])) { return `${hint ?? AS_SAID}, at ${told(wrong)}`; }
  const other = list.findIndex((item, i) => i < wrong && !holds([item, list[wrong]]));
  return other < 0 ? hint ?? AS_SAID : `${hint ?? 'change or drop one of the two'}: ${told(other)} and ${told(wrong)}`;
}

function titleOf(item: Json): string {
  const title = typeof item === 'object' && item !== null ? item.name ?? item.type ?? item.value : item;
  return typeof title === 'string' || typeof title === 'number' ? ` (${String(title).slice(0, 100)})` : '';
}

