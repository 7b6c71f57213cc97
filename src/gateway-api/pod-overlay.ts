import * as kplus from 'cdk8s-plus-28';

/**
 * What is laid over the pods that Istio makes: the fields of a PodSpec, none of which must be given. Lists of named things
 * (containers, volumes) are merged by name, other lists replaced.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec
 */
export interface PodSpecOverlay {
  /**
   * Seconds after which the pod is stopped.
   *
   * @default - Istio's
   */
  readonly activeDeadlineSeconds?: number;

  /**
   * Which nodes and neighbours the pods prefer, need or avoid.
   *
   * @default - Istio's
   */
  readonly affinity?: kplus.k8s.Affinity;

  /**
   * Whether the service account's token is mounted.
   *
   * @default - Istio's
   */
  readonly automountServiceAccountToken?: boolean;

  /**
   * Containers, merged by name: the proxy is `istio-proxy`.
   *
   * @default - Istio's
   */
  readonly containers?: kplus.k8s.Container[];

  /**
   * Settings of DNS, beside those of `dnsPolicy`.
   *
   * @default - Istio's
   */
  readonly dnsConfig?: kplus.k8s.PodDnsConfig;

  /**
   * Where names are looked up.
   *
   * @default - Istio's
   */
  readonly dnsPolicy?: kplus.DnsPolicy;

  /**
   * Whether Services are put into environment variables.
   *
   * @default - Istio's
   */
  readonly enableServiceLinks?: boolean;

  /**
   * Containers for debugging, merged by name.
   *
   * @default - Istio's
   */
  readonly ephemeralContainers?: kplus.k8s.EphemeralContainer[];

  /**
   * Lines of `/etc/hosts`, merged by IP address.
   *
   * @default - Istio's
   */
  readonly hostAliases?: kplus.k8s.HostAlias[];

  /**
   * Whether the pods use the node's IPC namespace.
   *
   * @default - Istio's
   */
  readonly hostIpc?: boolean;

  /**
   * Whether the pods use the node's network.
   *
   * @default - Istio's
   */
  readonly hostNetwork?: boolean;

  /**
   * Whether the pods use the node's process namespace.
   *
   * @default - Istio's
   */
  readonly hostPid?: boolean;

  /**
   * Whether the pods use the node's user namespace.
   *
   * @default - Istio's
   */
  readonly hostUsers?: boolean;

  /**
   * Host name of the pod.
   *
   * @default - Istio's
   */
  readonly hostname?: string;

  /**
   * Secrets to pull images with, merged by name.
   *
   * @default - Istio's
   */
  readonly imagePullSecrets?: kplus.k8s.LocalObjectReference[];

  /**
   * Containers that run before the others, merged by name.
   *
   * @default - Istio's
   */
  readonly initContainers?: kplus.k8s.Container[];

  /**
   * The node that the pods run on.
   *
   * @default - Istio's
   */
  readonly nodeName?: string;

  /**
   * Labels of the nodes that the pods run on.
   *
   * @default - Istio's
   */
  readonly nodeSelector?: { [label: string]: string };

  /**
   * Operating system of the containers.
   *
   * @default - Istio's
   */
  readonly os?: kplus.k8s.PodOs;

  /**
   * Resources that running a pod takes, beside its containers.
   *
   * @default - Istio's
   */
  readonly overhead?: { [resource: string]: kplus.k8s.Quantity };

  /**
   * Whether pods of lower priority make room: PreemptLowerPriority or Never.
   *
   * @default - Istio's
   */
  readonly preemptionPolicy?: string;

  /**
   * Priority of the pods.
   *
   * @default - Istio's
   */
  readonly priority?: number;

  /**
   * Name of the PriorityClass of the pods.
   *
   * @default - Istio's
   */
  readonly priorityClassName?: string;

  /**
   * Conditions for readiness, beside those of the containers.
   *
   * @default - Istio's
   */
  readonly readinessGates?: kplus.k8s.PodReadinessGate[];

  /**
   * Claims to resources, merged by name.
   *
   * @default - Istio's
   */
  readonly resourceClaims?: kplus.k8s.PodResourceClaim[];

  /**
   * When containers are restarted; Always in a Deployment.
   *
   * @default - Istio's
   */
  readonly restartPolicy?: kplus.RestartPolicy;

  /**
   * Name of the RuntimeClass that runs the pods.
   *
   * @default - Istio's
   */
  readonly runtimeClassName?: string;

  /**
   * Name of the scheduler.
   *
   * @default - Istio's
   */
  readonly schedulerName?: string;

  /**
   * What must be done before the pods are scheduled, merged by name.
   *
   * @default - Istio's
   */
  readonly schedulingGates?: kplus.k8s.PodSchedulingGate[];

  /**
   * Security settings of the pods. An empty list of sysctls is kept, and replaces that of Istio.
   *
   * @default - Istio's
   */
  readonly securityContext?: kplus.k8s.PodSecurityContext;

  /**
   * Old name of `serviceAccountName`.
   *
   * @default - Istio's
   */
  readonly serviceAccount?: string;

  /**
   * Name of the ServiceAccount of the pods.
   *
   * @default - Istio's
   */
  readonly serviceAccountName?: string;

  /**
   * Whether the pod's host name is its full name.
   *
   * @default - Istio's
   */
  readonly setHostnameAsFqdn?: boolean;

  /**
   * Whether the containers of a pod see each other's processes.
   *
   * @default - Istio's
   */
  readonly shareProcessNamespace?: boolean;

  /**
   * Subdomain of the host name.
   *
   * @default - Istio's
   */
  readonly subdomain?: string;

  /**
   * Seconds that containers get to stop.
   *
   * @default - Istio's
   */
  readonly terminationGracePeriodSeconds?: number;

  /**
   * Taints of nodes that the pods bear. The list is replaced.
   *
   * @default - Istio's
   */
  readonly tolerations?: kplus.k8s.Toleration[];

  /**
   * How the pods are spread over nodes and zones, merged by topology key.
   *
   * @default - Istio's
   */
  readonly topologySpreadConstraints?: kplus.k8s.TopologySpreadConstraint[];

  /**
   * Volumes, merged by name.
   *
   * @default - Istio's
   */
  readonly volumes?: kplus.k8s.Volume[];
}
