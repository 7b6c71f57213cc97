import * as kplus from 'cdk8s-plus-28';

/** A Secret in the gateway's container. */
export interface IstioGatewaySecretVolume {
  /** Name of the volume. */
  readonly name: string;

  /** The Secret, in the namespace istio-system of the cluster that the gateway runs in. */
  readonly secret: kplus.ISecret;

  /** Path of its files in the container. */
  readonly mountPath: string;
}

/** A ConfigMap in the gateway's container. */
export interface IstioGatewayConfigVolume {
  /** Name of the volume. */
  readonly name: string;

  /** The ConfigMap, in the namespace istio-system of the cluster that the gateway runs in. */
  readonly configMap: kplus.IConfigMap;

  /** Path of its files in the container. */
  readonly mountPath: string;
}

/** What the HorizontalPodAutoscaler aims at for one resource. */
export interface IstioGatewayHpaTarget {
  /**
   * Mean use over all pods, as a percentage of what they request.
   *
   * @default - the resource does not count
   */
  readonly targetAverageUtilization?: number;
}

/** How Kubernetes asks the gateway's pods whether they are ready. */
export interface IstioGatewayReadinessProbe {
  /**
   * Failures in a row after which a pod is not ready.
   *
   * @default - ASM's
   */
  readonly failureThreshold?: number;

  /**
   * Seconds between two questions.
   *
   * @default - ASM's
   */
  readonly periodSeconds?: number;

  /**
   * Successes in a row after which a pod is ready.
   *
   * @default - ASM's
   */
  readonly successThreshold?: number;
}

/** The secret discovery service beside the gateway. */
export interface IstioGatewaySds {
  /**
   * Whether certificates come by the secret discovery service.
   *
   * @default - ASM's
   */
  readonly enabled?: boolean;

  /**
   * What its container requests, and its limits.
   *
   * @default - ASM's
   */
  readonly resources?: kplus.k8s.ResourceRequirements;
}
