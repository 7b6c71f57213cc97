import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { checkGroup, checkKind } from './checks';
import { checkIdentity, checkName, checkObject } from '../core/checks';
import { Consumer, otherNamespaceOf } from '../core/destination';
import { show } from '../core/errors';
import { IResource, ReferenceOptions } from '../core/resource';

/** An object of any kind, as a field of Gateway API refers to it. */
export interface IObjectReference extends IResource {
  /** API group of the object, e.g. `networking.istio.io`; empty for the core group. */
  readonly group: string;

  /** Kind of the object, e.g. `ConfigMap`. */
  readonly kind: string;
}

/** An object by its group, kind and name. */
export interface ObjectReferenceOptions {
  /**
   * API group of the object.
   *
   * @default - the core group, of Services, Secrets and ConfigMaps
   */
  readonly group?: string;

  /** Kind of the object. */
  readonly kind: string;

  /** Name of the object. */
  readonly name: string;

  /**
   * Namespace of the object.
   *
   * @default - the namespace of what refers to it; none for kinds that are not namespaced
   */
  readonly namespace?: string;
}

/**
 * A reference to an object that is not one of this library's constructs.
 *
 * @example
 * const certificate = ObjectReference.fromSecret(secret);
 * const listener = Listener.https({ tls: ListenerTls.terminate({ certificateRefs: [certificate] }) });
 */
export class ObjectReference implements IObjectReference {
  /**
   * A Secret.
   *
   * @param options where a Secret is that this app does not make
   */
  public static fromSecret(secret: kplus.ISecret, options: ReferenceOptions = {}): ObjectReference {
    return ObjectReference.fromKplus(secret, 'Secret', options);
  }

  /**
   * A ConfigMap.
   *
   * @param options where a ConfigMap is that this app does not make
   */
  public static fromConfigMap(configMap: kplus.IConfigMap, options: ReferenceOptions = {}): ObjectReference {
    return ObjectReference.fromKplus(configMap, 'ConfigMap', options);
  }

  /** An object that this app makes. */
  public static fromApiObject(object: ApiObject): ObjectReference {
    if (!(object instanceof ApiObject)) { throw notOf('fromApiObject', object, 'an ApiObject'); }
    return new ObjectReference(object.apiGroup === 'core' ? '' : object.apiGroup, object.kind, object.name, object.metadata.namespace, object);
  }

  /** An object of any kind, by group, kind and name. */
  public static of(options: ObjectReferenceOptions): ObjectReference {
    const { group = '', kind, name, namespace } = options ?? {};
    return new ObjectReference(group, kind, name, namespace);
  }

  private static fromKplus(resource: kplus.IResource, kind: string, options: ReferenceOptions): ObjectReference {
    const resourceType = `${kind.toLowerCase()}s`;
    if (resource?.resourceType !== resourceType) { throw notOf(`from${kind}`, resource?.node?.path ?? resource, `a ${kind} of cdk8s-plus`); }
    const made = resource.node.defaultChild;
    return made instanceof ApiObject
      ? new ObjectReference('', kind, resource.name, made.metadata.namespace, resource)
      : new ObjectReference('', kind, resource.name, options?.namespace ?? Chart.of(resource).namespace);
  }

  private constructor(
    public readonly group: string,
    public readonly kind: string,
    public readonly name: string,
    /**
     * Namespace of the object.
     *
     * @default - that of what refers to it; none for kinds that are not namespaced
     */
    public readonly namespace?: string,
    /**
     * The construct that makes the object.
     *
     * @default - this app does not make it
     */
    public readonly construct?: IConstruct,
  ) {}
}

/** There is no construct yet that the error could be about. */
function notOf(factory: string, given: unknown, allowed: string): Error {
  return new Error(`[ObjectReference] ${factory}: given ${show(given)}, allowed ${allowed}; give ${allowed}, or use ObjectReference.of`);
}

/** That group, kind, name and namespace of a reference are well formed, as far as they are written: one's own namespace is not. */
export function checkReference(scope: Consumer, field: string, reference: IObjectReference | null): IObjectReference {
  const object = checkObject(scope, field, reference!, 'group', 'a reference to an object (ObjectReference.fromSecret, ObjectReference.of and others)');
  checkGroup(scope, `${field}.group`, object.group);
  checkKind(scope, `${field}.kind`, object.kind);
  checkName(scope, `${field}.name`, object.name);
  if (object.namespace !== undefined && object.namespace !== scope.namespace) { checkIdentity(scope, `${field}.`, undefined, object.namespace); }
  return object;
}

/**
 * The namespace to write in a reference.
 *
 * @param kind kind of what is referred to, for the error message
 * @returns nothing if it is the namespace of what refers to it, or the kind may have none
 */
export function foreignNamespace(source: Consumer, field: string, kind: string, target: IResource): string | undefined {
  const byNameAlone = target instanceof ObjectReference && !target.construct && target.namespace === undefined;
  return byNameAlone ? undefined : otherNamespaceOf(source, `${field}.namespace`, kind, target);
}
