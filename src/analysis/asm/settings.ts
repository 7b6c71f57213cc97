import { Place, says, stepsTo } from './place';
import { MANAGED_BY_ASM } from '../../core/alibaba';
import { isAmount, isZero } from '../../core/amounts';
import { exceeds } from '../../core/checks';
import { Finding, Json, Manifest, record } from '../../manifests';
import { error, warning } from '../code';

const TARGET_PORT_ZERO = warning('ASM0106', 'TargetPortZero');
const OVERRIDE_OF_UNKNOWN_CLUSTER = warning('ASM0109', 'OverrideOfUnknownCluster');
const SERVERLESS_WITH_CLUSTERS = warning('ASM0110', 'ServerlessWithClusters');
const REQUEST_ABOVE_LIMIT = warning('ASM0112', 'RequestAboveLimit');
const NO_SERVICE_NAME = warning('ASM0113', 'NoNameForService');
const WRONG_NAMESPACE = error('ASM0201', 'WrongNamespace');
const MALFORMED_AMOUNT = error('ASM0202', 'MalformedAmount');
const NO_POD_REPLACED = error('ASM0203', 'NoPodReplaced');
const BOUNDS_REVERSED = error('ASM0204', 'ReplicaBoundsReversed');
const PORT_TWICE = error('ASM0207', 'PortTwice');

const NAMESPACE = 'istio-system';

/** Where a gateway is, and where its pods run. */
export function * placementFindings(gateway: Manifest, namespace: string): Generator<Finding> {
  const { clusterIds, overrides } = record(gateway.object.spec);
  const clusters: readonly string[] = Array.isArray(clusterIds) ? clusterIds : [];
  if (namespace !== NAMESPACE) {
    yield WRONG_NAMESPACE.at(gateway, gateway.namespace === undefined ? ['metadata'] : ['metadata', 'namespace'],
      `the namespace is ${namespace}, and a gateway starts in ${NAMESPACE} only`, `set metadata.namespace to ${NAMESPACE}`);
  }
  if (gateway.name.includes('.') || `istio-${gateway.name}`.length > 63) {
    yield NO_SERVICE_NAME.at(gateway, ['metadata', 'name'], `no Service can be named istio-${gateway.name}, as ASM names the gateway's`,
      'give a name of at most 57 characters without dots');
  }
  if (gateway.annotations[MANAGED_BY_ASM] === 'true' && clusters.length > 0) {
    yield SERVERLESS_WITH_CLUSTERS.at(gateway, ['spec', 'clusterIds'], 'clusterIds names clusters, and ASM runs the pods of a Serverless gateway itself',
      `leave clusterIds out, or drop the annotation ${MANAGED_BY_ASM}`);
  }
  const known = new Set(clusters);
  for (const cluster of Object.keys(record(overrides))) {
    if (known.has(cluster)) { continue; }
    yield OVERRIDE_OF_UNKNOWN_CLUSTER.at(gateway, ['spec', 'overrides', cluster], `the override is for ${cluster}, and clusterIds does not name that cluster`,
      'add the cluster to clusterIds, or drop the override');
  }
}

/** Settings of a gateway that cannot be, alone or together. */
export function * settingFindings(gateway: Manifest, places: readonly Place[]): Generator<Finding> {
  for (const place of places) {
    const { steps, own, all } = place;
    for (const field of ['rollingMaxSurge', 'rollingMaxUnavailable']) {
      if (own[field] === undefined || isAmount(own[field])) { continue; }
      yield MALFORMED_AMOUNT.at(gateway, [...steps, field], `${field} is ${JSON.stringify(own[field])}, and takes a whole number or a percentage`, 'write it like "1" or "25%"');
    }
    if (isZero(all.rollingMaxSurge) && isZero(all.rollingMaxUnavailable) && says(place, 'rollingMaxSurge', 'rollingMaxUnavailable')) {
      yield NO_POD_REPLACED.at(gateway, stepsTo(place, 'rollingMaxUnavailable'), 'rollingMaxSurge and rollingMaxUnavailable are both 0, so no pod could be replaced', 'raise one of the two');
    }
    if (all.minReplicas > all.maxReplicas && says(place, 'minReplicas', 'maxReplicas')) {
      yield BOUNDS_REVERSED.at(gateway, stepsTo(place, 'minReplicas'), `minReplicas is ${all.minReplicas}, and maxReplicas ${all.maxReplicas}`, 'lower minReplicas or raise maxReplicas');
    }
    yield * resourceFindings(gateway, place);
    for (const field of ['ports', 'meshExpansionPorts']) { yield * portFindings(gateway, [...steps, field], own[field]); }
  }
}

function * resourceFindings(gateway: Manifest, { steps, own }: Place): Generator<Finding> {
  const limits = record(record(own.resources).limits);
  for (const [name, request] of Object.entries(record(record(own.resources).requests))) {
    if (!Object.hasOwn(limits, name) || !exceeds(String(request), String(limits[name]))) { continue; }
    yield REQUEST_ABOVE_LIMIT.at(gateway, [...steps, 'resources', 'requests', name], `${request} of ${name} is requested, and the limit is ${limits[name]}`,
      'lower the request or raise the limit');
  }
}

function * portFindings(gateway: Manifest, steps: readonly (string | number)[], ports: Json): Generator<Finding> {
  const seen = new Map<string, number>();
  for (const [i, port] of (Array.isArray(ports) ? ports : []).entries()) {
    if (port.targetPort === 0 && port.port !== undefined) {
      yield TARGET_PORT_ZERO.at(gateway, [...steps, i, 'targetPort'], `targetPort is 0, which Kubernetes takes as ${port.port}, the port itself`, 'name the port of the pods');
    }
    for (const [member, key] of [['port', `${port.protocol ?? 'TCP'} ${port.port}`], ['name', port.name]]) {
      if (port[member] === undefined) { continue; }
      const first = seen.get(`${member} ${key}`);
      if (first === undefined) {
        seen.set(`${member} ${key}`, i);
      } else {
        yield PORT_TWICE.at(gateway, [...steps, i, member], `the ${member} ${port[member]} is that of entry ${first} of the list as well`, 'change one of the two');
      }
    }
  }
}
