import { Place, says, stepsTo } from './place';
import { isZero } from '../../core/amounts';
import { Finding, Json, Manifest, record } from '../../manifests';
import { warning } from '../code';

const REPLICA_BOUNDS_WITHOUT_AUTOSCALING = warning('ASM0101', 'ReplicaBoundsWithoutAutoscaling');
const CPU_TARGET_WITHOUT_BOUNDS = warning('ASM0102', 'CpuTargetWithoutBounds');
const HOST_NETWORK_DNS = warning('ASM0103', 'HostNetworkDns');
const HOST_NETWORK_SURGE = warning('ASM0104', 'HostNetworkSurge');
const HOST_NETWORK_REPLICAS = warning('ASM0105', 'HostNetworkReplicas');
const KERNEL_PARAMETER_GONE = warning('ASM0107', 'KernelParameterGone');

const GONE: readonly { readonly parameter: string; readonly why: string }[] = [
  { parameter: 'net.ipv4.tcp_tw_recycle', why: 'Linux 4.12 took it away' },
  { parameter: 'net.ipv4.tcp_tw_timeout', why: 'only some distributions of Linux ever had it' },
];

/** What is legal in the settings of a gateway's pods, but hardly meant. */
export function * podFindings(gateway: Manifest, places: readonly Place[]): Generator<Finding> {
  for (const place of places) {
    const { steps, own, all } = place;
    const bounds = all.minReplicas !== undefined || all.maxReplicas !== undefined;
    if (bounds && !all.autoscaleEnabled && says(place, 'minReplicas', 'maxReplicas', 'autoscaleEnabled')) {
      yield REPLICA_BOUNDS_WITHOUT_AUTOSCALING.at(gateway, stepsTo(place, all.minReplicas === undefined ? 'maxReplicas' : 'minReplicas'),
        'minReplicas and maxReplicas do nothing without autoscaling', 'set autoscaleEnabled, or replicaCount instead');
    }
    if (record(all.cpu).targetAverageUtilization !== undefined && !bounds && says(place, 'cpu')) {
      yield CPU_TARGET_WITHOUT_BOUNDS.at(gateway, [...steps, 'cpu', 'targetAverageUtilization'],
        'cpu.targetAverageUtilization has no bounds to scale between', 'set minReplicas and maxReplicas');
    }
    if (all.hostNetwork) { yield * hostNetworkFindings(gateway, place); }
    for (const { parameter, why } of GONE) {
      if (record(record(own.kernel).parameters)[parameter] === undefined) { continue; }
      yield KERNEL_PARAMETER_GONE.at(gateway, [...steps, 'kernel', 'parameters', parameter],
        `kernel.parameters sets ${parameter}, and ${why}`, 'drop it unless your nodes have it');
    }
  }
}

function * hostNetworkFindings(gateway: Manifest, place: Place): Generator<Finding> {
  const { all } = place;
  if (all.dnsPolicy !== 'ClusterFirstWithHostNet' && says(place, 'hostNetwork', 'dnsPolicy')) {
    yield HOST_NETWORK_DNS.at(gateway, stepsTo(place, all.dnsPolicy === undefined ? 'hostNetwork' : 'dnsPolicy'),
      'hostNetwork makes the pods use the DNS of their node, which knows no Services', 'set dnsPolicy to ClusterFirstWithHostNet');
  }
  if (all.rollingMaxSurge !== undefined && !isZero(all.rollingMaxSurge) && says(place, 'hostNetwork', 'rollingMaxSurge')) {
    yield HOST_NETWORK_SURGE.at(gateway, stepsTo(place, 'rollingMaxSurge'),
      `rollingMaxSurge is ${all.rollingMaxSurge}: with hostNetwork a new pod cannot start on a node whose ports an old one holds`,
      'set it to "0" and rollingMaxUnavailable above');
  }
  const replicas = Math.max(all.replicaCount ?? 1, ...(all.autoscaleEnabled ? [all.minReplicas ?? 1, all.maxReplicas ?? 1] : []));
  if (replicas > 1 && !apart(all.affinity) && says(place, 'hostNetwork', 'replicaCount', 'autoscaleEnabled', 'minReplicas', 'maxReplicas', 'affinity')) {
    const field = ['replicaCount', 'maxReplicas', 'minReplicas', 'autoscaleEnabled', 'affinity', 'hostNetwork'].find(f => says(place, f))!;
    yield HOST_NETWORK_REPLICAS.at(gateway, [...place.steps, field], `hostNetwork lets one pod a node take its ports, and ${replicas} replicas may meet on one`,
      'keep them apart with affinity.podAntiAffinity by kubernetes.io/hostname');
  }
}

/** Whether the scheduler must keep pods on different nodes. */
function apart(affinity: Json): boolean {
  const terms = record(record(affinity).podAntiAffinity).requiredDuringSchedulingIgnoredDuringExecution;
  return Array.isArray(terms) && terms.some(term => record(term).topologyKey === 'kubernetes.io/hostname');
}
