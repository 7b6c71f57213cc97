import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { checkCountOrPercentage, checkInteger, checkObject } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds } from '../core/kinds';

/** How many pods a gateway's Deployment has, by their load. */
export interface IngressGatewayAutoscaling {
  /**
   * Whether a HorizontalPodAutoscaler is made.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Fewest pods. 1 or more.
   *
   * @default 1
   */
  readonly min?: number;

  /**
   * Most pods, at least `min`.
   *
   * @default 5
   */
  readonly max?: number;

  /**
   * CPU in use, in percent of what the pods request. 0: CPU is no measure.
   *
   * @default 80
   */
  readonly targetCpuUtilizationPercentage?: number;

  /**
   * Memory in use, in percent of what the pods request.
   *
   * @default - memory is no measure
   */
  readonly targetMemoryUtilizationPercentage?: number;

  /**
   * How fast pods are added and removed.
   *
   * @default - that of Kubernetes
   */
  readonly autoscaleBehavior?: kplus.k8s.HorizontalPodAutoscalerBehaviorV2;
}

/** Which unhealthy pods may be evicted. */
export enum UnhealthyPodEvictionPolicy {
  /** Only where enough others are healthy. */
  IF_HEALTHY_BUDGET = 'IfHealthyBudget',
  /** All. */
  ALWAYS_ALLOW = 'AlwaysAllow',
}

/** How many pods of a gateway stay while nodes are drained. */
export interface IngressGatewayPodDisruptionBudget {
  /**
   * Whether a PodDisruptionBudget is made.
   *
   * @default - true if `minAvailable` or `maxUnavailable` is given, or if there are always two pods
   */
  readonly enabled?: boolean;

  /**
   * Pods that stay, a number or a percentage. Not together with `maxUnavailable`.
   *
   * @default 1
   */
  readonly minAvailable?: kplus.k8s.IntOrString;

  /**
   * Pods that may be missing, a number or a percentage. Not together with `minAvailable`.
   *
   * @default - not limited but by `minAvailable`
   */
  readonly maxUnavailable?: kplus.k8s.IntOrString;

  /**
   * Which unhealthy pods may be evicted.
   *
   * @default - UnhealthyPodEvictionPolicy.IF_HEALTHY_BUDGET
   */
  readonly unhealthyPodEvictionPolicy?: UnhealthyPodEvictionPolicy;
}

/** Fewest and most pods of a gateway. */
export interface Replicas {
  readonly min: number;
  readonly max: number;
}

/** Checks the settings of a HorizontalPodAutoscaler. */
export function checkAutoscaling(scope: IConstruct, autoscaling: IngressGatewayAutoscaling): Replicas {
  checkKinds(scope, 'autoscaling', autoscaling, {
    enabled: 'truth',
    min: 'elsewhere',
    max: 'elsewhere',
    targetCpuUtilizationPercentage: 'elsewhere',
    targetMemoryUtilizationPercentage: 'elsewhere',
    autoscaleBehavior: 'struct',
  });
  const min = checkInteger(scope, 'autoscaling.min', autoscaling.min ?? 1, 1, 2 ** 31 - 1);
  const max = checkInteger(scope, 'autoscaling.max', autoscaling.max ?? 5, 1, 2 ** 31 - 1);
  if (min > max) {
    throw invalid(scope, 'autoscaling.min', { given: min, allowed: `at most autoscaling.max, which is ${max}`, todo: 'lower min or raise max' });
  }
  const { targetCpuUtilizationPercentage: cpu, targetMemoryUtilizationPercentage: memory } = autoscaling;
  if (cpu !== undefined) { checkInteger(scope, 'autoscaling.targetCpuUtilizationPercentage', cpu, 0, 2 ** 31 - 1); }
  if (memory !== undefined) { checkInteger(scope, 'autoscaling.targetMemoryUtilizationPercentage', memory, 1, 2 ** 31 - 1); }
  if (cpu === 0 && memory === undefined) {
    throw invalid(scope, 'autoscaling.targetCpuUtilizationPercentage', {
      given: 0,
      allowed: 'a percentage, as there is no other measure',
      todo: 'give targetMemoryUtilizationPercentage too, or turn autoscaling off',
    });
  }
  return { min, max };
}

/** The spec of a HorizontalPodAutoscaler. */
export function autoscalerSpec(name: string, autoscaling: IngressGatewayAutoscaling, replicas: Replicas): kplus.k8s.HorizontalPodAutoscalerSpecV2 {
  const utilization = (resource: string, percentage: number | undefined): kplus.k8s.MetricSpecV2[] => percentage ? [{
    type: 'Resource',
    resource: { name: resource, target: { type: 'Utilization', averageUtilization: percentage } },
  }] : [];
  return {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    minReplicas: replicas.min,
    maxReplicas: replicas.max,
    metrics: [
      ...utilization('cpu', autoscaling.targetCpuUtilizationPercentage ?? 80),
      ...utilization('memory', autoscaling.targetMemoryUtilizationPercentage),
    ],
    behavior: autoscaling.autoscaleBehavior,
  };
}

/**
 * The spec of a PodDisruptionBudget, without its selector.
 *
 * @param replicas fewest and most pods, where they are known
 * @returns nothing if there is to be none
 */
export function disruptionBudgetSpec(
  scope: IConstruct, budget: IngressGatewayPodDisruptionBudget, replicas?: Replicas,
): kplus.k8s.PodDisruptionBudgetSpec | undefined {
  const { minAvailable, maxUnavailable, unhealthyPodEvictionPolicy } = checkKinds(scope, 'podDisruptionBudget', budget, {
    enabled: 'truth', minAvailable: 'elsewhere', maxUnavailable: 'elsewhere', unhealthyPodEvictionPolicy: Object.values(UnhealthyPodEvictionPolicy),
  });
  if (minAvailable && maxUnavailable) {
    throw invalid(scope, 'podDisruptionBudget.maxUnavailable', { given: maxUnavailable.value, allowed: 'minAvailable or maxUnavailable', todo: 'drop one of the two' });
  }
  checkShare(scope, 'podDisruptionBudget.minAvailable', minAvailable);
  checkShare(scope, 'podDisruptionBudget.maxUnavailable', maxUnavailable);
  if (replicas && minAvailable && Number(minAvailable.value) > replicas.max) {
    throw invalid(scope, 'podDisruptionBudget.minAvailable', {
      given: minAvailable.value,
      allowed: `at most ${replicas.max}, as there are never more pods`,
      todo: 'lower minAvailable or allow more pods',
    });
  }
  const guaranteed = replicas !== undefined && replicas.min >= 2;
  if (!(budget.enabled ?? (minAvailable !== undefined || maxUnavailable !== undefined || guaranteed))) { return undefined; }
  return {
    minAvailable: minAvailable ?? (maxUnavailable ? undefined : kplus.k8s.IntOrString.fromNumber(1)),
    maxUnavailable,
    unhealthyPodEvictionPolicy,
  };
}

function checkShare(scope: IConstruct, field: string, share?: kplus.k8s.IntOrString) {
  if (share === undefined) { return; }
  const text = checkCountOrPercentage(scope, field, String(checkObject(scope, field, share, 'value', 'a k8s.IntOrString').value));
  if (text.endsWith('%') && parseInt(text, 10) > 100) {
    throw invalid(scope, field, { given: text, allowed: 'at most 100%', todo: 'lower it' });
  }
}
