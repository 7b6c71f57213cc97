import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { MetadataOf, Part } from './part';
import { checkName } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds } from '../core/kinds';
import { refersTo } from '../core/resource';

/** The role by which a gateway reads certificates. */
export interface IngressGatewayRbac {
  /**
   * Whether the role is made.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Name of Role and RoleBinding, e.g. `secret-reader`.
   *
   * @default - that of the ServiceAccount
   */
  readonly roleName?: string;
}

/** The ServiceAccount that a gateway's pods run as. */
export interface IngressGatewayServiceAccount {
  /**
   * Whether a ServiceAccount is made. If not, and without `existing`, it is the namespace's `default`.
   *
   * @default - true, unless `existing` is given
   */
  readonly create?: boolean;

  /**
   * Name of the ServiceAccount that is made.
   *
   * @default - that of the gateway
   */
  readonly name?: string;

  /**
   * Annotations of the ServiceAccount that is made, besides those of all objects.
   *
   * @default - none
   */
  readonly annotations?: { [annotation: string]: string };

  /**
   * A ServiceAccount of the gateway's namespace that is made elsewhere.
   *
   * @default - none
   */
  readonly existing?: kplus.IServiceAccount;
}

/** The ServiceAccount that the pods run as, and the object that was made for it. */
export interface ServiceAccountOfPods {
  readonly name: string;
  readonly made?: Part;
}

/**
 * Makes the ServiceAccount, where there is one to make.
 *
 * @param gateway name of the gateway
 */
export function addServiceAccount(
  scope: Construct, options: IngressGatewayServiceAccount, gateway: string, metadata: MetadataOf,
): ServiceAccountOfPods {
  const { create, name, annotations, existing } = checkKinds(scope, 'serviceAccount', options, {
    create: 'truth', name: 'text', annotations: 'map', existing: 'named',
  });
  if (create && existing) {
    throw invalid(scope, 'serviceAccount.existing', { given: existing.name, allowed: 'none, as create is true', todo: 'drop one of the two' });
  }
  if (create ?? !existing) {
    const own = name === undefined ? gateway : checkName(scope, 'serviceAccount.name', name);
    const made = new Part(scope, 'ServiceAccount', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata(own, { annotations }), fields: {} });
    return { name: own, made };
  }
  if (name !== undefined || annotations !== undefined) {
    throw invalid(scope, `serviceAccount.${name === undefined ? 'annotations' : 'name'}`, {
      given: name ?? annotations,
      allowed: 'it for a ServiceAccount that is made here only',
      todo: 'give the one that is made elsewhere as existing, e.g. kplus.ServiceAccount.fromServiceAccountName(...)',
    });
  }
  if (existing) { refersTo(scope, { name: existing.name, construct: existing }); }
  return { name: existing?.name ?? 'default' };
}

/** Makes the role that reads Secrets, and gives it to the ServiceAccount. */
export function addRole(
  scope: Construct, options: IngressGatewayRbac, serviceAccount: string, metadataOf: MetadataOf,
): { role: Part; roleBinding: Part } {
  const name = options.roleName === undefined ? serviceAccount : checkName(scope, 'rbac.roleName', options.roleName);
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const metadata = metadataOf(name);
  const role = new Part(scope, 'Role', {
    apiVersion,
    kind: 'Role',
    metadata,
    fields: { rules: () => [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'watch', 'list'] }] },
  });
  const roleBinding = new Part(scope, 'RoleBinding', {
    apiVersion,
    kind: 'RoleBinding',
    metadata,
    fields: {
      roleRef: () => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name }),
      subjects: () => [{ kind: 'ServiceAccount', name: serviceAccount }],
    },
  });
  return { role, roleBinding };
}
