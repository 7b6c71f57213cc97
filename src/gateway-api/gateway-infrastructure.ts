import { checkCount, checkQualifiedName, checkText } from './checks';
import { checkObject, IObjectReference } from './object-reference';
import { Referrer } from './referrer';
import { GatewaySpecInfrastructure } from '../../imports/gateway.networking.k8s.io';
import { invalid } from '../core/errors';

const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

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

/** The L1 form of what a controller puts on the objects that it makes for a Gateway. */
export function renderInfrastructure(referrer: Referrer, field: string, infrastructure: GatewayInfrastructure): GatewaySpecInfrastructure {
  const { labels, annotations, parametersRef } = infrastructure;
  if (labels) {
    checkCount(referrer, `${field}.labels`, Object.keys(labels).length, 8, 'drop some');
    for (const [key, value] of Object.entries(labels)) {
      checkQualifiedName(referrer, `${field}.labels`, key);
      checkText(referrer, `${field}.labels["${key}"]`, value, LABEL_VALUE, 63, 'letters, digits, "-", "_" and ".", a letter or digit at both ends');
    }
  }
  if (annotations) {
    checkCount(referrer, `${field}.annotations`, Object.keys(annotations).length, 16, 'drop some');
    for (const [key, value] of Object.entries(annotations)) {
      checkQualifiedName(referrer, `${field}.annotations`, key);
      if (value.length > 4096) {
        throw invalid(referrer, `${field}.annotations["${key}"]`, { given: value, allowed: 'at most 4096 characters', todo: 'shorten it' });
      }
    }
  }
  return { labels, annotations, parametersRef: parametersRef && localRef(referrer, `${field}.parametersRef`, parametersRef) };
}

function localRef(referrer: Referrer, field: string, object: IObjectReference) {
  checkObject(referrer, field, object);
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
