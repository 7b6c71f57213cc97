import { Finding, Manifest, Manifests, pathOf, Severity } from '../manifests';
import { judge } from './document';
import { FieldError } from './field-error';
import { hintFor } from './hint';
import { GatewayApiChannel, Kinds } from './kinds';
import { askWebhook, isAsked } from './webhook';
import { Complaint } from './webhook/complaints';
import { withoutWrongTypes } from './wrong-types';

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
  /** The manifests as the API server goes on with them, and without what is of the wrong type. */
  readonly admitted: Manifest[];
}

const NAMES: { [code: string]: string } = {
  K8S0001: 'InvalidBySchema', K8S0002: 'InvalidByRule', K8S0003: 'UnknownField', IST0106: 'SchemaValidationError', IST0133: 'SchemaWarning',
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
  for (const manifest of manifests) {
    const { apiVersion, kind: name, group } = manifest;
    const kind = kinds.find(apiVersion, name);
    if (!kind) {
      admitted.push(manifest);
      continue;
    }
    if (kind === 'missing') {
      findings.push(noSuchKind(manifest, kinds));
      continue;
    }
    const old = options.old?.find(group, name, manifest.name, manifests.namespaceOf(manifest));
    const { unknown, schema, rules, admitted: object } = judge(manifest.object, kind, kinds, old?.object);
    for (const error of unknown) {
      findings.push(finding('K8S0003', manifest, error, error.message, error.hint ?? 'drop it: the API server does, unless it is told to be strict, as kubectl tells it'));
    }
    for (const error of schema) { findings.push(finding('K8S0001', manifest, error, `${error.field}: ${error.message}`, hintFor(error))); }
    for (const error of rules) { findings.push(finding('K8S0002', manifest, error, `${error.field}: ${error.message}`, error.hint!)); }
    // what passes in an update, as it was wrong before, may be of any shape
    const isSound = () => schema.length === 0 && rules.length === 0 && (!old || judge(manifest.object, kind, kinds).schema.length === 0);
    if (isAsked(group, name) && isSound()) {
      const { errors, warnings } = askWebhook(object, group, manifests.namespaceOf(manifest));
      for (const error of errors) { findings.push(complaint('IST0106', Severity.ERROR, manifest, error)); }
      for (const warning of warnings) { findings.push(complaint('IST0133', Severity.WARNING, manifest, warning)); }
    }
    admitted.push(manifest.with(withoutWrongTypes(object, schema)));
  }
  return { findings, admitted };
}

function finding(code: string, manifest: Manifest, error: FieldError, message: string, hint: string): Finding {
  return {
    code,
    name: NAMES[code],
    severity: code === 'K8S0003' ? Severity.WARNING : Severity.ERROR,
    message,
    hint,
    manifest,
    path: error.path ?? (error.field === '<nil>' ? '' : error.field),
    steps: error.steps,
  };
}

function complaint(code: string, severity: Severity, manifest: Manifest, { message, hint, steps }: Complaint): Finding {
  return { code, name: NAMES[code], severity, message, hint, manifest, path: pathOf(steps), steps };
}

function noSuchKind(manifest: Manifest, kinds: Kinds): Finding {
  const { apiVersion, kind, group } = manifest;
  const served = kinds.served(group, kind);
  return {
    code: 'K8S0001',
    name: NAMES.K8S0001,
    severity: Severity.ERROR,
    message: `no matches for kind "${kind}" in version "${apiVersion}"`,
    hint: served.length > 0 ? `give apiVersion ${served.join(' or ')}` : `${group} has no such kind; correct apiVersion or kind`,
    manifest,
    path: served.length > 0 ? 'apiVersion' : 'kind',
    steps: [served.length > 0 ? 'apiVersion' : 'kind'],
  };
}
