import { Complaint } from './complaints';
import { BOOLEANS } from './go';
import { quoted } from '../field-error';

type Json = any;

const DRY_RUN = 'istio.io/dry-run';
const REJECTED = 'internal.istio.io/webhook-always-reject';
const INTERNAL = ['internal.istio.io/parent-namespace', 'internal.istio.io/parents'];

/** What the webhook says of annotations, upon which it says nothing else. */
export function badAnnotation({ kind, metadata, spec }: Json, name: string, namespace: string): Complaint | undefined {
  const annotations = metadata?.annotations;
  if (!annotations) { return undefined; }
  const at = (annotation: string, message: string, hint: string) => ({ message, hint, steps: ['metadata', 'annotations', annotation] });
  if (Object.hasOwn(annotations, DRY_RUN)) {
    const value = annotations[DRY_RUN];
    if (kind !== 'AuthorizationPolicy') {
      return at(DRY_RUN, `${namespace}/${name} has unsupported annotation ${DRY_RUN}, please remove the annotation`, 'drop it: only an AuthorizationPolicy can be tried without effect');
    }
    const action = spec?.action ?? 'ALLOW';
    if (action !== 'ALLOW' && action !== 'DENY') {
      return at(DRY_RUN, `the annotation ${DRY_RUN} currently only supports action ALLOW/DENY, found action ${action} in ${namespace}/${name}`, 'drop it, or give action ALLOW or DENY');
    }
    if (!BOOLEANS.has(value)) {
      return at(DRY_RUN, `${namespace}/${name} has annotation ${DRY_RUN} with invalid value (${value}): strconv.ParseBool: parsing ${quoted(value)}: invalid syntax`, 'give "true" or "false"');
    }
  }
  if (Object.hasOwn(annotations, REJECTED)) { return at(REJECTED, `${quoted(REJECTED)} annotation found, rejecting`, 'drop it'); }
  const internal = INTERNAL.find(annotation => Object.hasOwn(annotations, annotation));
  return internal === undefined ? undefined : at(internal, `${quoted(internal)} annotation found, this may not be set by users`, 'drop it');
}
