import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { IstioGatewayBasicConfiguration } from './basic-configuration';
import { isZero, Place } from './combinations';
import { KernelParameters } from './kernel';
import { AlibabaAnnotationPrefix } from './load-balancer';
import { warn } from '../core/warnings';

/** The warnings about an IstioGateway, one a rule. A code keeps its meaning for good. */
export enum AsmWarning {
  /** Bounds of the replicas, and nothing that scales them. */
  REPLICA_BOUNDS_WITHOUT_AUTOSCALING = 'ASM0101',
  /** A CPU target, and no bounds to scale between. */
  CPU_TARGET_WITHOUT_BOUNDS = 'ASM0102',
  /** The node's network, and the node's DNS. */
  HOST_NETWORK_DNS = 'ASM0103',
  /** The node's network, and new pods started before the old ones have left its ports. */
  HOST_NETWORK_SURGE = 'ASM0104',
  /** The node's network, and several pods that may be put on one node. */
  HOST_NETWORK_REPLICAS = 'ASM0105',
  /** A target port of 0. */
  TARGET_PORT_ZERO = 'ASM0106',
  /** A kernel parameter that Linux has no longer, or never had. */
  KERNEL_PARAMETER_GONE = 'ASM0107',
  /** One setting of the load balancer by its old and by its new name. */
  BOTH_ANNOTATION_PREFIXES = 'ASM0108',
}

const GONE: { parameter: keyof KernelParameters; name: string; why: string }[] = [
  { parameter: 'netIpv4TcpTwRecycle', name: 'net.ipv4.tcp_tw_recycle', why: 'Linux 4.12 took it away' },
  { parameter: 'netIpv4TcpTwTimeout', name: 'net.ipv4.tcp_tw_timeout', why: 'only some distributions of Linux ever had it' },
];

/** Warns of what is legal in one place of a gateway's configuration, but hardly meant. */
export function warnAbout(scope: IConstruct, place: Place): void {
  const { path, own, all } = place;
  // what the gateway's own configuration says is not said again for every override
  const says = (...fields: (keyof IstioGatewayBasicConfiguration)[]) => fields.some(field => own[field] !== undefined);
  const bounds = all.minReplicas !== undefined || all.maxReplicas !== undefined;

  if (bounds && !all.autoscaleEnabled && says('minReplicas', 'maxReplicas', 'autoscaleEnabled')) {
    warn(scope, AsmWarning.REPLICA_BOUNDS_WITHOUT_AUTOSCALING,
      `${path}minReplicas and maxReplicas do nothing without autoscaling; set autoscaleEnabled, or replicaCount instead`);
  }
  if (all.cpu?.targetAverageUtilization !== undefined && !bounds && says('cpu')) {
    warn(scope, AsmWarning.CPU_TARGET_WITHOUT_BOUNDS,
      `${path}cpu.targetAverageUtilization has no bounds to scale between; set minReplicas and maxReplicas`);
  }
  if (all.hostNetwork) { warnAboutHostNetwork(scope, place, says); }
  for (const field of ['ports', 'meshExpansionPorts'] as const) {
    own[field]?.forEach((port, i) => {
      if (port.targetPort?.value !== 0) { return; }
      warn(scope, AsmWarning.TARGET_PORT_ZERO, `${path}${field}[${i}].targetPort is 0, which Kubernetes takes as ${port.port}, the port itself; name the port of the pods`);
    });
  }
  for (const { parameter, name, why } of GONE) {
    if (own.kernel?.parameters?.[parameter] === undefined) { continue; }
    warn(scope, AsmWarning.KERNEL_PARAMETER_GONE, `${path}kernel.parameters.${parameter} sets ${name}, and ${why}; drop it unless your nodes have it`);
  }
  for (const name of twiceSet(place)) {
    warn(scope, AsmWarning.BOTH_ANNOTATION_PREFIXES,
      `${path}serviceAnnotations sets ${name} with the prefix alicloud- and with alibaba-cloud-, which wins; drop the one with alicloud-`);
  }
}

function warnAboutHostNetwork(
  scope: IConstruct, { path, all }: Place, says: (...fields: (keyof IstioGatewayBasicConfiguration)[]) => boolean,
) {
  if (all.dnsPolicy !== kplus.DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET && says('hostNetwork', 'dnsPolicy')) {
    warn(scope, AsmWarning.HOST_NETWORK_DNS,
      `${path}hostNetwork makes the pods use the DNS of their node, which knows no Services; set dnsPolicy to ClusterFirstWithHostNet`);
  }
  if (all.rollingMaxSurge !== undefined && !isZero(all.rollingMaxSurge) && says('hostNetwork', 'rollingMaxSurge')) {
    warn(scope, AsmWarning.HOST_NETWORK_SURGE,
      `${path}rollingMaxSurge is ${all.rollingMaxSurge}: with hostNetwork a new pod cannot start on a node whose ports an old one holds; set it to "0" and rollingMaxUnavailable above`);
  }
  const replicas = Math.max(all.replicaCount ?? 1, ...(all.autoscaleEnabled ? [all.minReplicas ?? 1, all.maxReplicas ?? 1] : []));
  if (replicas > 1 && !apart(all.affinity) && says('hostNetwork', 'replicaCount', 'autoscaleEnabled', 'minReplicas', 'maxReplicas', 'affinity')) {
    warn(scope, AsmWarning.HOST_NETWORK_REPLICAS,
      `${path}hostNetwork lets one pod a node take its ports, and ${replicas} replicas may meet on one; keep them apart with affinity.podAntiAffinity by kubernetes.io/hostname`);
  }
}

/** Whether the scheduler must keep pods on different nodes. */
function apart(affinity: kplus.k8s.Affinity | undefined): boolean {
  const terms = affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return terms.some(term => term.topologyKey === 'kubernetes.io/hostname');
}

/** Settings of the load balancer that stand under both prefixes, one of them at least in this place. */
function twiceSet({ own, all }: Place): string[] {
  const { ALICLOUD, ALIBABA_CLOUD } = AlibabaAnnotationPrefix;
  const here = own.serviceAnnotations ?? {};
  const annotations = all.serviceAnnotations ?? {};
  return Object.keys(annotations)
    .filter(name => name.startsWith(ALICLOUD))
    .map(name => name.slice(ALICLOUD.length))
    .filter(name => ALIBABA_CLOUD + name in annotations && (ALICLOUD + name in here || ALIBABA_CLOUD + name in here));
}
