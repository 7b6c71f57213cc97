/**
 * The kinds of values that the fields of a struct have. TypeScript sees to them; plain JavaScript and other languages can
 * give others, which would end in a TypeError, or in a document without them.
 */
import { ApiObjectMetadata } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkList, checkMap, checkMember, checkObject, checkText } from './checks';
import { invalid } from './errors';
import { checkLabels } from './labels';

type Check = (scope: IConstruct, field: string, value: never) => void;

const each = (check: Check): Check => (scope, field, value) =>
  checkList<never>(scope, field, value).forEach((item, i) => check(scope, `${field}[${i}]`, item));

const instance = (member: string, what: string): Check => (scope, field, value) => { checkObject(scope, field, value, member, what); };

const member = (members: readonly string[]): Check => (scope, field, value) => { checkMember(scope, field, value, members); };

const CHECKS = {
  text: checkText,
  texts: each(checkText),
  truth: checkTruth,
  struct: checkStruct,
  structs: each(checkStruct),
  map: checkTexts,
  labels: checkLabels,
  metadata: checkMetadata,
  duration: instance('toSeconds', 'a Duration'),
  named: instance('name', 'a construct, or what fromXxxName makes'),
  allNamed: each(instance('name', 'a construct, or what fromXxxName makes')),
} satisfies { [kind: string]: Check };

/** What a field has: a kind of value, one of several texts, or what is checked where the field is used. */
export type Kind = keyof typeof CHECKS | readonly string[] | 'elsewhere';

/** What each field of a struct has. */
export type Kinds<T> = { readonly [Field in keyof T]-?: Kind };

/**
 * A struct, and the kinds of those of its fields that are given.
 *
 * @param field where the struct is, e.g. `service`; nothing for the props of the construct
 */
export function checkKinds<T extends object>(scope: IConstruct, field: string, struct: T, kinds: Kinds<T>): T {
  checkStruct(scope, field || 'props', struct);
  for (const { name, check } of checksOf(kinds)) {
    const value = struct[name as keyof T];
    if (value !== undefined) { check(scope, field ? `${field}.${name}` : name, value as never); }
  }
  return struct;
}

/** What is asked of a field of a struct. */
interface FieldCheck {
  readonly name: string;
  readonly check: Check;
}

const made = new WeakMap<object, readonly FieldCheck[]>();

/** Made once of each table, as structs of one kind are many. */
function checksOf(kinds: { readonly [field: string]: Kind }): readonly FieldCheck[] {
  let checks = made.get(kinds);
  if (!checks) {
    checks = Object.entries(kinds).flatMap(([name, kind]) =>
      kind === 'elsewhere' ? [] : [{ name, check: typeof kind === 'string' ? CHECKS[kind as keyof typeof CHECKS] : member(kind) }]);
    made.set(kinds, checks);
  }
  return checks;
}

/** A struct, whatever is in it. */
export function checkStruct<T extends object>(scope: IConstruct, field: string, value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(scope, field, { given: value, allowed: 'a struct', todo: 'write it like { field: value }' });
  }
  return value;
}

function checkTruth(scope: IConstruct, field: string, value: boolean) {
  if (typeof value !== 'boolean') {
    throw invalid(scope, field, { given: value, allowed: 'true or false', todo: 'give one of the two' });
  }
}

/** A map of texts, such as annotations. */
function checkTexts(scope: IConstruct, field: string, map: { readonly [key: string]: string }) {
  for (const [key, value] of Object.entries(checkMap(scope, field, map))) { checkText(scope, `${field}["${key}"]`, value); }
}

/** Metadata whose name and namespace are checked by the resource that has them. */
function checkMetadata(scope: IConstruct, field: string, metadata: ApiObjectMetadata) {
  const { labels, annotations } = checkStruct(scope, field, metadata);
  if (labels !== undefined) { checkLabels(scope, `${field}.labels`, labels); }
  if (annotations !== undefined) { checkTexts(scope, `${field}.annotations`, annotations); }
}
