import * as kplus from 'cdk8s-plus-28';
import { CompressorConfiguration } from './compression';
import { KernelConfiguration } from './kernel';
import type { AlibabaLoadBalancer } from './load-balancer';
import {
  IstioGatewayConfigVolume, IstioGatewayHpaTarget, IstioGatewayReadinessProbe, IstioGatewaySds, IstioGatewaySecretVolume,
} from './pod-settings';

/** Whether a Service's traffic from outside may go on to another node. */
export enum IstioGatewayExternalTrafficPolicy {
  /** It may, and the client's address is lost. */
  CLUSTER = 'Cluster',
  /** It stays on the node that it came to, and keeps the client's address. */
  LOCAL = 'Local',
}

/**
 * The Service and the pods of an ASM gateway: what holds in all its clusters, or in one of them.
 *
 * @see https://www.alibabacloud.com/help/en/asm/sidecar/crd-fields-for-an-asm-gateway
 */
export interface IstioGatewayBasicConfiguration {
  /**
   * Number of pods, where they are not scaled automatically.
   *
   * @default 1
   */
  readonly replicaCount?: number;

  /**
   * Whether a HorizontalPodAutoscaler sets the number of pods.
   *
   * @default false
   */
  readonly autoscaleEnabled?: boolean;

  /**
   * Least number of pods that the autoscaler keeps.
   *
   * @default - ASM's
   */
  readonly minReplicas?: number;

  /**
   * Greatest number of pods that the autoscaler makes.
   *
   * @default - ASM's
   */
  readonly maxReplicas?: number;

  /**
   * CPU use that the autoscaler aims at.
   *
   * @default - CPU does not count
   */
  readonly cpu?: IstioGatewayHpaTarget;

  /**
   * Memory use that the autoscaler aims at.
   *
   * @default - memory does not count
   */
  readonly memory?: IstioGatewayHpaTarget;

  /**
   * Type of the gateway's Service: `CLUSTER_IP`, `NODE_PORT` or `LOAD_BALANCER`.
   *
   * @default kplus.ServiceType.LOAD_BALANCER
   */
  readonly serviceType?: kplus.ServiceType;

  /**
   * Address that the load balancer is asked to have (`loadBalancerIP`).
   *
   * @default - Alibaba Cloud gives one
   */
  readonly loadBalancerIp?: string;

  /**
   * Class of the Service, which cannot change later. An NLB given as `loadBalancer` sets it.
   *
   * @default - none, which makes a Classic Load Balancer
   */
  readonly loadBalancerClass?: string;

  /**
   * The load balancer in front of the Service, as Service annotations and class.
   * A setting of the same name in `serviceAnnotations` wins.
   *
   * @default - what `serviceAnnotations` say
   */
  readonly loadBalancer?: AlibabaLoadBalancer;

  /**
   * Whether traffic from outside may go on to another node. Not with a Service of type ClusterIP.
   *
   * @default - ASM's: Cluster
   */
  readonly externalTrafficPolicy?: IstioGatewayExternalTrafficPolicy;

  /**
   * Annotations of the Service. They add to those of `loadBalancer` and `drain`; where a name is the same, these win.
   *
   * @default - none
   */
  readonly serviceAnnotations?: { [annotation: string]: string };

  /**
   * Annotations of the pods.
   *
   * @default - none
   */
  readonly podAnnotations?: { [annotation: string]: string };

  /**
   * Labels of the Service.
   *
   * @default - none
   */
  readonly serviceLabels?: { [label: string]: string };

  /**
   * Labels of the pods, beside `app: istio-<name>` and `istio: <name>`.
   *
   * @default - none
   */
  readonly podLabels?: { [label: string]: string };

  /**
   * What each pod requests, and its limits.
   *
   * @default - limits of 2 CPU and 2G, requests of 200m and 256Mi
   */
  readonly resources?: kplus.k8s.ResourceRequirements;

  /**
   * Environment variables of the gateway's container.
   *
   * @default - none
   */
  readonly env?: kplus.k8s.EnvVar[];

  /**
   * Ports of the Service. A `targetPort` of 0 stands for the port itself.
   *
   * @default - ASM's
   */
  readonly ports?: kplus.k8s.ServicePort[];

  /**
   * Ports of the Service for workloads of the mesh outside the cluster.
   *
   * @default - none
   */
  readonly meshExpansionPorts?: kplus.k8s.ServicePort[];

  /**
   * Labels of the nodes that the pods may run on.
   *
   * @default - any node
   */
  readonly nodeSelector?: { [label: string]: string };

  /**
   * Ports of the application, as Istio's gateway chart has them, e.g. `80,443`.
   *
   * @default - none
   */
  readonly applicationPorts?: string;

  /**
   * Network whose endpoints the gateway asks for, as `ISTIO_META_REQUESTED_NETWORK_VIEW` has it.
   *
   * @default - all networks
   */
  readonly requestedNetworkView?: string;

  /**
   * Which nodes, and which other pods' nodes, the pods prefer, need or avoid.
   *
   * @default - none
   */
  readonly affinity?: kplus.k8s.Affinity;

  /**
   * Taints of nodes that the pods put up with.
   *
   * @default - none
   */
  readonly tolerations?: kplus.k8s.Toleration[];

  /**
   * Secrets in the gateway's container, e.g. certificates.
   *
   * @default - none
   */
  readonly secretVolumes?: IstioGatewaySecretVolume[];

  /**
   * ConfigMaps in the gateway's container.
   *
   * @default - none
   */
  readonly configVolumes?: IstioGatewayConfigVolume[];

  /**
   * Pods above the number wanted while new ones replace old ones: a whole number or a percentage, e.g. `1` or `100%`.
   * Not 0 where `rollingMaxUnavailable` is 0.
   *
   * @default - ASM's
   */
  readonly rollingMaxSurge?: string;

  /**
   * Pods below the number wanted while new ones replace old ones: a whole number or a percentage, e.g. `1` or `25%`.
   * Not 0 where `rollingMaxSurge` is 0.
   *
   * @default - ASM's
   */
  readonly rollingMaxUnavailable?: string;

  /**
   * Kernel parameters of the pods.
   *
   * @default - the node's
   */
  readonly kernel?: KernelConfiguration;

  /**
   * Compression of answers.
   *
   * @default - none
   */
  readonly compression?: CompressorConfiguration;

  /**
   * Whether the gateway runs as root, which ports below 1024 may need.
   *
   * @default - ASM's
   */
  readonly runAsRoot?: boolean;

  /**
   * What the gateway's container does after its start and before its end.
   *
   * @default - ASM's
   */
  readonly lifecycle?: kplus.k8s.Lifecycle;

  /**
   * How Kubernetes asks the pods whether they are ready.
   *
   * @default - ASM's
   */
  readonly readinessProbe?: IstioGatewayReadinessProbe;

  /**
   * Whether the pods use the network of their node, so that one pod a node has the ports.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;

  /**
   * How the pods resolve names. With `hostNetwork`, `CLUSTER_FIRST_WITH_HOST_NET` is needed to find Services.
   *
   * @default kplus.DnsPolicy.CLUSTER_FIRST
   */
  readonly dnsPolicy?: kplus.DnsPolicy;

  /**
   * Whether ASM makes an Istio `Gateway` for the ports as well.
   *
   * @default - ASM's
   */
  readonly autoCreateGatewayYaml?: boolean;

  /**
   * The secret discovery service beside the gateway, of old versions of ASM.
   *
   * @default - ASM's
   */
  readonly sds?: IstioGatewaySds;

  /**
   * Whether the container's ports are left out of the pods' specification.
   *
   * @default - ASM's
   */
  readonly disableContainerPortExposed?: boolean;
}
