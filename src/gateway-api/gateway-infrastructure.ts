import { checkCount, checkQualifiedName } from './checks';
import { checkReference, IObjectReference } from './object-reference';
import { Referrer } from './referrer';
import { GatewaySpecInfrastructure } from '../../imports/gateway.networking.k8s.io';
import { checkMap, checkText } from '../core/checks';
import { invalid } from '../core/errors';
import { checkStruct } from '../core/kinds';
import { checkLabels } from '../core/labels';

/**
 * What the controller puts on the objects that it makes for a Gateway.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#resource-attachment-and-scaling
 */
export interface GatewayInfrastructure {
  /**
   * Labels of the objects. At most 8.
   *
   * @default - Istio copies the Gateway's own labels
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the objects. At most 16.
   *
   * @default - Istio copies the Gateway's own annotations
   */
  readonly annotations?: { [key: string]: string };

  /**
   * An object with parameters for this Gateway, in the Gateway's own namespace. Istio takes a ConfigMap, which
   * GatewayParameters makes.
   *
   * @default - none
   */
  readonly parametersRef?: IObjectReference;
}

/** The L1 form of what a controller puts on the objects that it makes for a Gateway; nothing if it says nothing. */
export function renderInfrastructure(
  referrer: Referrer, field: string, infrastructure: GatewayInfrastructure,
): GatewaySpecInfrastructure | undefined {
  const { labels, annotations, parametersRef } = checkStruct(referrer, field, infrastructure);
  if (labels !== undefined) {
    const keys = Object.keys(checkLabels(referrer, `${field}.labels`, labels));
    checkCount(referrer, `${field}.labels`, keys.length, 8, 'drop some');
    keys.forEach(key => checkQualifiedName(referrer, `${field}.labels`, key));
  }
  if (annotations !== undefined) {
    checkCount(referrer, `${field}.annotations`, Object.keys(checkMap(referrer, `${field}.annotations`, annotations)).length, 16, 'drop some');
    for (const [key, value] of Object.entries(annotations)) {
      checkQualifiedName(referrer, `${field}.annotations`, key);
      if (checkText(referrer, `${field}.annotations["${key}"]`, value).length > 4096) {
        throw invalid(referrer, `${field}.annotations["${key}"]`, { given: value, allowed: 'at most 4096 characters', todo: 'shorten it' });
      }
    }
  }
  if (labels === undefined && annotations === undefined && parametersRef === undefined) { return undefined; }
  return { labels, annotations, parametersRef: parametersRef === undefined ? undefined : localRef(referrer, `${field}.parametersRef`, parametersRef) };
}

function localRef(referrer: Referrer, field: string, object: IObjectReference) {
  checkReference(referrer, field, object);
  if (object.namespace !== undefined && object.namespace !== referrer.namespace) {
    throw invalid(referrer, field, {
      given: `${object.kind} ${object.namespace}/${object.name}`,
      allowed: `one in the Gateway's own namespace, ${referrer.namespace ? `"${referrer.namespace}"` : 'of which none is given'}`,
      todo: 'put both in one namespace',
    });
  }
  referrer._uses(field, object);
  return { group: object.group, kind: object.kind, name: object.name };
}
