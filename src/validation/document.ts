import { FieldError, fieldPath, plainSteps } from './field-error';
import { Kind, Kinds } from './kinds';
import { listErrors } from './list-rules';
import { metadataErrors, metadataTypeErrors } from './metadata';
import { Pruner } from './prune';
import { RuleCheck } from './rule-check';
import { isSound } from './sound';
import { StructuralCheck } from './structural';
import { withoutWrongTypes } from './wrong-types';

type Json = any;

/** What the API server would say to one document. */
export interface Verdict {
  /** Fields it would drop; told to be strict, as kubectl does, it refuses them. */
  readonly unknown: readonly FieldError[];
  /** What it refuses by the schema. */
  readonly schema: readonly FieldError[];
  /** What it would refuse by the schema if the object were new: what passes in an update, as it was wrong before, may be of any shape. */
  readonly shape: readonly FieldError[];
  /** What it refuses by CEL rules. */
  readonly rules: readonly FieldError[];
  /** The document as it goes on with it: without the status, without unknown fields and nulls, and with defaults. */
  readonly admitted: Json;
}

/**
 * What the API server would say to a document of a kind, in its order: fields that it does not know, then metadata and
 * schema, then the rules, which it leaves out where the document is not sound enough for them. With the `old` document that
 * is there now it is an update: transition rules apply, and what was wrong before and stays as it is passes.
 */
export function judge(document: Json, kind: Kind, kinds: Kinds, old?: Json): Verdict {
  const unknown: FieldError[] = [];
  const asGiven = isSoundDocument(document, kind, kinds);
  const object = asGiven ? document : admitted(document, kind, kinds, unknown);
  // with its defaults and without what is dropped most are
  const sound = asGiven || isSoundDocument(object, kind, kinds);
  const before = old === undefined ? undefined : admitted(old, kind, kinds, []);
  const metadata = sound ? [] : metadataTypeErrors(object, kinds);
  const schema = metadata.length > 0 ? metadata : metadataErrors(object, kind);
  const shape = before === undefined || sound ? schema : judge(document, kind, kinds).schema;
  if (kind.native) {
    schema.push(...nativeErrors(object, kind, before && { ...readable(before, kind, kinds), status: old.status }, sound, !metadata.some(e => e.message.includes('must be of type'))));
    return { unknown, schema, shape, rules: [], admitted: object };
  }
  if (!sound) {
    schema.push(...StructuralCheck.errors(object, kind.schema, before));
    // only those lists are looked at again that were sound before
    if (before === undefined || listErrors(before, kind.schema).length === 0) { schema.push(...listErrors(object, kind.schema)); }
  }
  const rules = schema.some(e => e.blocksRules) ? [] : RuleCheck.errors(object, kind.schema, before);
  return { unknown, schema, shape, rules, admitted: object };
}

/**
 * What is wrong with one of Kubernetes' own kinds. They have no rules, let lists with keys hold a key twice, and forgive
 * nothing in an update. What is missing is the matter of code, which runs where the document can be read.
 */
function nativeErrors(object: Json, kind: Kind, before: Json, sound: boolean, isReadable: boolean): FieldError[] {
  const { metadata: _, ...body } = object;
  const errors = sound ? [] : StructuralCheck.errors(body, kind.schema);
  const { codeErrors, hasCode } = code();
  if (!hasCode(object)) { return errors; }
  const types = errors.filter(e => e.message !== 'Required value');
  return types.length > 0 ? types : isReadable ? codeErrors(object, before) : [];
}

/** The document that is there now, without what is of the wrong type, as no API server would hold it. */
function readable(before: Json, kind: Kind, kinds: Kinds): Json {
  if (isSoundDocument(before, kind, kinds)) { return before; }
  const { metadata: _, ...body } = before;
  return withoutWrongTypes(before, [...metadataTypeErrors(before, kinds), ...StructuralCheck.errors(body, kind.schema)]);
}

/** Loaded when there is one of Kubernetes' own kinds: an app may hold none. */
function code(): typeof import('./kubernetes') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./kubernetes');
}

/** Whether the API server goes on with a document as it is, and its schema has nothing to say. */
function isSoundDocument({ apiVersion: _, kind: __, metadata, ...body }: Json, { schema }: Kind, kinds: Kinds): boolean {
  return !('status' in body) && isSound(body, schema) && (metadata === undefined || isSound(metadata, kinds.metadata));
}

/** The document without its status, which a controller writes, and without what the API server drops; itself if there is nothing to do. */
function admitted(document: Json, kind: Kind, kinds: Kinds, unknown: FieldError[]): Json {
  const { apiVersion, kind: name, metadata, status, ...body } = document;
  const tell = (prefix: string[]) => new Pruner(path => {
    const steps = plainSteps([...prefix, ...path]);
    const field = fieldPath(steps);
    unknown.push({ field, steps, message: `unknown field "${field}"`, blocksRules: false });
  });
  const pruned = tell([]).prune(body, kind.schema) as Json;
  const meta = metadata === null || typeof metadata !== 'object' ? metadata : tell(['metadata']).prune(metadata, kinds.metadata);
  if (pruned === body && meta === metadata && status === undefined) { return document; }
  return { apiVersion, kind: name, ...(meta === undefined || meta === null ? {} : { metadata: meta }), ...pruned };
}
