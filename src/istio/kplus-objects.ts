/**
 * Secrets and ConfigMaps of cdk8s-plus, as objects of Istio name them.
 */
import { ApiObjectMetadataDefinition } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { checkObject } from '../core/checks';
import { refersTo } from '../core/resource';

/** A Secret or ConfigMap that is named, and so is applied first. */
export function checkNamed<T extends kplus.ISecret | kplus.IConfigMap>(scope: IConstruct, field: string, object: T, kind: 'Secret' | 'ConfigMap'): T {
  checkObject(scope, field, object, 'resourceType', `a ${kind} of cdk8s-plus, e.g. of ${kind}.from${kind}Name()`);
  refersTo(scope, { name: object.name, construct: object });
  return object;
}

/** The metadata of an object that this app makes. */
export function madeHere(object: kplus.ISecret | kplus.IConfigMap): ApiObjectMetadataDefinition | undefined {
  return (object as Partial<kplus.Secret>).metadata;
}
