import { FieldError, printed } from './field-error';
import { groupOf, Kind, Kinds } from './kinds';
import { StructuralCheck } from './structural';

type Json = any;

/** A form that names, labels or keys have, with what the API server says where they have not. */
interface Form {
  readonly longest: number;
  readonly pattern: RegExp;
  readonly complaint: string;
}

function form(longest: number, pattern: string, complaint: string, ...examples: string[]): Form {
  return {
    longest,
    pattern: new RegExp(`^${pattern}$`),
    complaint: `${complaint} (e.g. ${examples.map(e => `'${e}', `).join(' or ')}regex used for validation is '${pattern}')`,
  };
}

const LABEL_PATTERN = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const KEY_PATTERN = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';

const DNS_LABEL = form(63, LABEL_PATTERN,
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character", 'my-name', '123-abc');
const DNS_SUBDOMAIN = form(253, `${LABEL_PATTERN}(\\.${LABEL_PATTERN})*`,
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character", 'example.com');
const KEY_NAME = form(63, KEY_PATTERN,
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character", 'MyName', 'my.name', '123-abc');
const LABEL_VALUE = form(63, `(${KEY_PATTERN})?`,
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character", 'MyValue', 'my_value', '12345');

const LONGEST_ANNOTATIONS = 256 * 1024;
/** Names of these are parts of a path, with nearly any character. */
const PATH_NAMES = new Set(['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding']);

/** What the API server says to the metadata of a document: it is the same for every kind, save for the form of its name. */
export function metadataErrors(document: Json, kind: Kind, kinds: Kinds): FieldError[] {
  const metadata = document.metadata ?? {};
  const types = StructuralCheck.errors({ metadata }, kinds.metadataHolder);
  if (types.length > 0) { return types; }
  const errors: FieldError[] = [];
  const say = (name: string, message: string, blocksRules = false) => {
    errors.push({ field: `metadata.${name}`, steps: ['metadata', name], message, blocksRules });
  };
  const { name, generateName, namespace, labels, annotations } = metadata;
  const shape = nameForm(document);
  if (!name && !generateName) { say('name', 'Required value: name or generateName is required', true); }
  // the characters that the API server appends make up for an end that no name may have
  if (generateName && shape) { complaints(generateName.replace(/-$/, 'a'), shape).forEach(c => say('generateName', `Invalid value: ${printed(generateName)}: ${c}`)); }
  if (name && shape) { complaints(name, shape).forEach(c => say('name', `Invalid value: ${printed(name)}: ${c}`)); }
  if (kind.namespaced && namespace) { complaints(namespace, DNS_LABEL).forEach(c => say('namespace', `Invalid value: ${printed(namespace)}: ${c}`)); }
  for (const key in labels) {
    keyComplaints(key).forEach(c => say('labels', `Invalid value: ${printed(key)}: ${c}`));
    complaints(labels[key], LABEL_VALUE).forEach(c => say('labels', `Invalid value: ${printed(labels[key])}: ${c}`));
  }
  let length = 0;
  for (const key in annotations) {
    keyComplaints(key.toLowerCase()).forEach(c => say('annotations', `Invalid value: ${printed(key)}: ${c}`));
    length += Buffer.byteLength(key) + Buffer.byteLength(annotations[key]);
  }
  if (length > LONGEST_ANNOTATIONS) { say('annotations', `Too long: may not be more than ${LONGEST_ANNOTATIONS} bytes`, true); }
  return errors;
}

function nameForm({ apiVersion, kind }: Json): Form | undefined {
  if (kind === 'Namespace' || kind === 'Service') { return DNS_LABEL; }
  return PATH_NAMES.has(kind) && groupOf(apiVersion) === 'rbac.authorization.k8s.io' ? undefined : DNS_SUBDOMAIN;
}

function complaints(value: string, { longest, pattern, complaint }: Form): string[] {
  if (value.length > longest) { return [`must be no more than ${longest} bytes`]; }
  return pattern.test(value) ? [] : [complaint];
}

const knownKeys = new Set<string>();

/** A key of labels and annotations is a name, or a prefix, a slash and a name. */
function keyComplaints(key: string): string[] {
  if (knownKeys.has(key)) { return []; }
  const parts = key.split('/');
  const name = parts[parts.length - 1];
  const result: string[] = [];
  if (parts.length > 2) {
    result.push(`a valid label key ${KEY_NAME.complaint.slice('name part '.length)} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`);
  } else {
    if (parts.length === 2) {
      if (parts[0] === '') { result.push('prefix part must be non-empty'); }
      if (parts[0] !== '') { result.push(...complaints(parts[0], DNS_SUBDOMAIN).map(c => `prefix part ${c}`)); }
    }
    if (name === '') { result.push('name part must be non-empty'); }
    result.push(...complaints(name, KEY_NAME).map(c => c.startsWith('name part') ? c : `name part ${c}`));
  }
  if (result.length === 0 && knownKeys.size < 10_000) { knownKeys.add(key); }
  return result;
}
