import { FieldError, printed } from './field-error';
import { dnsLabel, dnsSubdomain, Form, labelValue, pathSegment, qualifiedName } from './forms';
import { groupOf, Kind, Kinds } from './kinds';
import { StructuralCheck } from './structural';

type Json = any;

const LONGEST_ANNOTATIONS = 256 * 1024;
/** Kinds of Kubernetes whose names are parts of host names. */
const LABEL_NAMES = new Set([' Namespace', ' Service', 'apps StatefulSet']);
/** Kinds of Kubernetes whose names are parts of a path, with nearly any character. */
const PATH_NAMES = new Set(['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'].map(kind => `rbac.authorization.k8s.io ${kind}`).concat('policy PodDisruptionBudget'));
const FINALIZERS_WITHOUT_PREFIX = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** Where the metadata of a document is not even of the right types. */
export function metadataTypeErrors({ metadata }: Json, kinds: Kinds): FieldError[] {
  return StructuralCheck.errors({ metadata: metadata ?? {} }, kinds.metadataHolder);
}

/** What the API server says to metadata of the right types: it is the same for every kind, save for the form of the name. */
export function metadataErrors(document: Json, kind: Kind): FieldError[] {
  const metadata = document.metadata ?? {};
  const errors: FieldError[] = [];
  const say = (name: string, message: string, blocksRules = false) => {
    errors.push({ field: `metadata.${name}`, steps: ['metadata', name], message, blocksRules });
  };
  const { name, generateName, namespace, labels, annotations, finalizers = [] } = metadata;
  const form = nameForm(document, kind);
  const must = (field: string, value: string, has: Form, checked = value) => has(checked).forEach(c => say(field, `Invalid value: ${printed(value)}: ${c}`));
  if (!name && !generateName) { say('name', 'Required value: name or generateName is required', true); }
  // the characters that the API server appends make up for an end that no name may have
  if (generateName) { must('generateName', generateName, form, generateName.replace(/-$/, 'a')); }
  if (name) { must('name', name, form); }
  if (kind.namespaced && namespace) { must('namespace', namespace, dnsLabel); }
  for (const key in labels) {
    must('labels', key, qualifiedName);
    must('labels', labels[key], labelValue);
  }
  let length = 0;
  for (const key in annotations) {
    must('annotations', key, qualifiedName, key.toLowerCase());
    length += Buffer.byteLength(key) + Buffer.byteLength(annotations[key]);
  }
  if (length > LONGEST_ANNOTATIONS) { say('annotations', `Too long: may not be more than ${LONGEST_ANNOTATIONS} bytes`, true); }
  finalizers.forEach((finalizer: string, i: number) => {
    must('finalizers', finalizer, qualifiedName);
    if (kind.native && !finalizer.includes('/') && !FINALIZERS_WITHOUT_PREFIX.includes(finalizer)) {
      const message = `Invalid value: ${printed(finalizer)}: name is neither a standard finalizer name nor is it fully qualified`;
      errors.push({ field: `metadata.finalizers[${i}]`, steps: ['metadata', 'finalizers', i], message, blocksRules: false });
    }
  });
  return errors;
}

function nameForm({ apiVersion, kind: name }: Json, { native }: Kind): Form {
  if (!native) { return dnsSubdomain; }
  const kind = `${groupOf(apiVersion)} ${name}`;
  return LABEL_NAMES.has(kind) ? dnsLabel : PATH_NAMES.has(kind) ? pathSegment : dnsSubdomain;
}
