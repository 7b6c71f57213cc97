import { Finding, Manifest, Manifests, nearest, pathOf, record, Severity } from '../manifests';
import { judge } from './document';
import { FieldError } from './field-error';
import { hintFor } from './hint';
import { GatewayApiChannel, Kinds } from './kinds';
import { unknownHint } from './misplaced';
import { Steps } from './steps';
import { askWebhook, isAsked } from './webhook';
import { Complaint } from './webhook/complaints';
import { emptied, withoutWrongTypes } from './wrong-types';

export interface ValidationOptions {
  /**
   * Which CRDs of Gateway API are installed.
   *
   * @default 'experimental' - which takes all that the standard ones take
   */
  readonly gatewayApiChannel?: GatewayApiChannel;

  /**
   * What is deployed now: an object found there is taken as updated, so rules about the change apply, and what is wrong
   * already and does not change passes.
   *
   * @default - all objects are new
   */
  readonly old?: Manifests;
}

export interface Validation {
  readonly findings: Finding[];
  /** Each of the manifests as the API server goes on with it, and without what is of the wrong type. */
  readonly admitted: Manifest[];
  /** Those of them of whose fields nothing is known. */
  readonly unknown: ReadonlySet<Manifest>;
  /** Fields of those that are refused in which something was given and nothing is left: of the wrong type, or not known. */
  readonly emptied: ReadonlyMap<Manifest, readonly Steps[]>;
}

/** The codes of what validation finds. */
export const VALIDATION_CODES: { readonly [code: string]: { readonly code: string; readonly name: string; readonly severity: Severity } } = {
  K8S0001: { code: 'K8S0001', name: 'InvalidBySchema', severity: Severity.ERROR },
  K8S0002: { code: 'K8S0002', name: 'InvalidByRule', severity: Severity.ERROR },
  K8S0003: { code: 'K8S0003', name: 'UnknownField', severity: Severity.WARNING },
  IST0106: { code: 'IST0106', name: 'SchemaValidationError', severity: Severity.ERROR },
  IST0133: { code: 'IST0133', name: 'SchemaWarning', severity: Severity.WARNING },
};

/**
 * What the API server would refuse or drop: by schema (K8S0001), by CEL rules (K8S0002) and fields that it does not know
 * (K8S0003); then, of what passes those, what Istio's webhook refuses (IST0106) or warns of (IST0133). Kinds of groups that
 * are not known are left alone.
 */
export function validate(manifests: Manifests, options: ValidationOptions = {}): Validation {
  const kinds = Kinds.of(options.gatewayApiChannel ?? 'experimental');
  const findings: Finding[] = [];
  const admitted: Manifest[] = [];
  const unknown = new Set<Manifest>();
  const emptiedFields = new Map<Manifest, readonly Steps[]>();
  for (const manifest of manifests) {
    const { apiVersion, kind: name, group } = manifest;
    const kind = isEncrypted(manifest) ? 'encrypted' : kinds.find(apiVersion, name);
    if (!kind) {
      admitted.push(manifest);
      continue;
    }
    if (kind === 'missing' || kind === 'encrypted') {
      if (kind === 'missing') { findings.push(noSuchKind(manifest, kinds)); }
      const named = nameOnly(manifest);
      admitted.push(named);
      unknown.add(named);
      continue;
    }
    const old = options.old?.find(group, name, manifest.name, manifests.namespaceOf(manifest));
    const { unknown: unknownFields, schema, shape, rules, admitted: object } = judge(manifest.object, kind, kinds, old?.object);
    for (const error of unknownFields) { findings.push(finding('K8S0003', manifest, error, error.message, unknownHint(manifest.object, kinds.whole(kind), error.steps))); }
    for (const error of once(schema)) { findings.push(finding('K8S0001', manifest, error, `${error.field}: ${error.message}`, hintFor(error, object, kinds.whole(kind)))); }
    for (const error of once(rules)) { findings.push(finding('K8S0002', manifest, error, `${error.field}: ${error.message}`, error.hint!)); }
    let refused = schema.length > 0 || rules.length > 0;
    if (isAsked(group, name) && !refused && shape.length === 0) {
      const { errors, warnings } = askWebhook(object, group, manifests.namespaceOf(manifest));
      refused ||= errors.length > 0;
      for (const error of errors) { findings.push(complaint('IST0106', manifest, error)); }
      for (const warning of warnings) { findings.push(complaint('IST0133', manifest, warning)); }
    }
    const gone: Steps[] = unknownFields.map(({ steps }) => steps);
    const typed = manifest.with(withoutWrongTypes(object, shape, { asMeant: true, removed: field => gone.push(field) }));
    admitted.push(typed);
    if (refused && gone.length > 0) { emptiedFields.set(typed, gone.map(field => emptied(typed.object, field))); }
  }
  return { findings, admitted, unknown, emptied: emptiedFields };
}

/** Whether SOPS encrypted it: it is decrypted before it is applied, and only then is there something to judge. */
const isEncrypted = ({ object }: Manifest): boolean => record(object.sops).mac !== undefined;

/** A manifest that is meant to be there, and of whose fields nothing is known. */
function nameOnly(manifest: Manifest): Manifest {
  const { apiVersion, kind, name, namespace } = manifest;
  const annotations = Object.fromEntries(Object.entries(manifest.annotations).filter(([, text]) => typeof text === 'string'));
  return manifest.with({ apiVersion, kind, metadata: { name, namespace, annotations } });
}

/** The API server says the same words once. */
function once(errors: readonly FieldError[]): readonly FieldError[] {
  if (errors.length < 2) { return errors; }
  const said = new Set<string>();
  return errors.filter(({ field, message }) => said.size < said.add(`${field}: ${message}`).size);
}

function finding(code: string, manifest: Manifest, error: FieldError, message: string, hint: string): Finding {
  return {
    ...VALIDATION_CODES[code],
    message,
    hint,
    manifest,
    path: error.path ?? (error.field === '<nil>' ? '' : error.field),
    steps: error.steps,
  };
}

function complaint(code: string, manifest: Manifest, { message, hint, steps }: Complaint): Finding {
  return { ...VALIDATION_CODES[code], message, hint, manifest, path: pathOf(steps), steps };
}

function noSuchKind(manifest: Manifest, kinds: Kinds): Finding {
  const { apiVersion, kind, group } = manifest;
  const served = kinds.served(group, kind);
  return {
    ...VALIDATION_CODES.K8S0001,
    message: `no matches for kind "${kind}" in version "${apiVersion}"`,
    hint: served.length > 0 ? `give apiVersion ${served.join(' or ')}` : kindHint(kind, group, kinds),
    manifest,
    path: served.length > 0 ? 'apiVersion' : 'kind',
    steps: [served.length > 0 ? 'apiVersion' : 'kind'],
  };
}

function kindHint(kind: string, group: string, kinds: Kinds): string {
  const others = kinds.servedAnywhere(kind);
  if (others.length > 0) { return `give apiVersion ${others.join(' or ')}`; }
  const meant = nearest(kind, kinds.namesIn(group));
  return meant ? `write kind: ${meant}` : `${group || 'Kubernetes'} has no such kind; correct apiVersion or kind`;
}
