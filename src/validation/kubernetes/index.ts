import { checkHorizontalPodAutoscaler, checkPodDisruptionBudget } from './autoscaling';
import { checkConfigMap, checkSecret, updateConfigMap, updateSecret } from './data';
import { Field } from './field';
import { checkIngress, checkIngressClass, updateIngressClass } from './ingress';
import { checkCronJob, checkJob, updateJob } from './jobs';
import { checkNetworkPolicy } from './network-policy';
import { checkPod, updatePod } from './pod';
import { checkClusterRole, checkClusterRoleBinding, checkRole, checkRoleBinding, updateBinding } from './rbac';
import { checkService, updateService } from './service';
import { checkPersistentVolumeClaim, updatePersistentVolumeClaim } from './volume-claims';
import { checkDaemonSet, checkDeployment, checkReplicaSet, checkStatefulSet, updateSelector, updateStatefulSet } from './workloads';
import { FieldError } from '../field-error';

type Json = any;

/** What the API server asks of one of its kinds by code; with an `old` object it is updated. */
interface Rules {
  readonly check: (object: Field, old?: Json) => void;
  readonly update?: (object: Field, old: Json) => void;
}

const nothing: Rules = { check: () => {} };

const KINDS = new Map<string, Rules>(Object.entries({
  'v1 ConfigMap': { check: checkConfigMap, update: updateConfigMap },
  'v1 Namespace': nothing,
  'v1 PersistentVolumeClaim': { check: checkPersistentVolumeClaim, update: updatePersistentVolumeClaim },
  'v1 Pod': { check: checkPod, update: updatePod },
  'v1 Secret': { check: checkSecret, update: updateSecret },
  'v1 Service': { check: checkService, update: updateService },
  'v1 ServiceAccount': nothing,
  'apps/v1 DaemonSet': { check: checkDaemonSet, update: updateSelector },
  'apps/v1 Deployment': { check: checkDeployment, update: updateSelector },
  'apps/v1 ReplicaSet': { check: checkReplicaSet, update: updateSelector },
  'apps/v1 StatefulSet': { check: checkStatefulSet, update: updateStatefulSet },
  'autoscaling/v2 HorizontalPodAutoscaler': { check: checkHorizontalPodAutoscaler },
  'batch/v1 CronJob': { check: checkCronJob },
  'batch/v1 Job': { check: checkJob, update: updateJob },
  'networking.k8s.io/v1 Ingress': { check: checkIngress },
  'networking.k8s.io/v1 IngressClass': { check: checkIngressClass, update: updateIngressClass },
  'networking.k8s.io/v1 NetworkPolicy': { check: checkNetworkPolicy },
  'policy/v1 PodDisruptionBudget': { check: checkPodDisruptionBudget },
  'rbac.authorization.k8s.io/v1 ClusterRole': { check: checkClusterRole },
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': { check: checkClusterRoleBinding, update: updateBinding },
  'rbac.authorization.k8s.io/v1 Role': { check: checkRole },
  'rbac.authorization.k8s.io/v1 RoleBinding': { check: checkRoleBinding, update: updateBinding },
} satisfies { [kind: string]: Rules }));

/** Whether more is known of a kind than its types. */
export function hasCode({ apiVersion, kind }: Json): boolean {
  return KINDS.has(`${apiVersion} ${kind}`);
}

/** What the API server refuses of a document of one of its kinds by code, beyond types, which the document has right. */
export function codeErrors(object: Json, old?: Json): FieldError[] {
  const rules = KINDS.get(`${object.apiVersion} ${object.kind}`)!;
  const errors: FieldError[] = [];
  const document = Field.document(object, errors);
  rules.check(document, old);
  if (old) { rules.update?.(document, old); }
  return errors;
}
