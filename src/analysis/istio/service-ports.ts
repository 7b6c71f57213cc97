import { Code, warning } from '../code';
import { hasSidecar } from './injection';
import { records, some } from '../fields';
import { selectionKey } from './selection';
import { Finding, Json, Manifest, Pods, record } from '../../manifests';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const PROTOCOLS = warning('IST0116', 'DeploymentAssociatedToMultipleServices');
const TARGETS = warning('IST0137', 'DeploymentConflictingPorts');

interface Conflict {
  readonly code: Code;
  readonly message: string;
  readonly hint: string;
}

/** Services of one namespace that select the same pods. */
interface Group {
  readonly services: Manifest[];
  readonly number: number;
}

/** Services that select the pods of a Deployment must agree on what its ports are. */
function* servicesOfDeployments(mesh: Mesh): Generator<Finding> {
  if (mesh.manifests.ofKind('apps', 'Deployment').length === 0) { return; }
  const selecting = new Map<Pods, Group[]>();
  for (const { pods, group } of selections(mesh)) {
    const groups = selecting.get(pods);
    if (groups) { groups.push(group); } else { selecting.set(pods, [group]); }
  }
  // Deployments that the same Services select have the same conflicts
  const known = new Map<string, Conflict[]>();
  for (const [pods, groups] of selecting) {
    const { workload } = pods;
    if (workload.kind !== 'Deployment' || workload.labels['gateway.istio.io/managed'] === 'istio.io-mesh-controller') { continue; }
    const key = groups.map(group => group.number).join();
    let conflicts = known.get(key);
    if (!conflicts) { known.set(key, conflicts = conflictsOf(groups.flatMap(group => group.services))); }
    if (conflicts.length === 0 || hasSidecar(mesh, pods) === false) { continue; }
    for (const { code, message, hint } of conflicts) { yield code.at(workload, ['metadata', 'name'], message, hint); }
  }
}

function* selections({ manifests }: Mesh): Generator<{ readonly pods: Pods; readonly group: Group }> {
  const groups = new Map<string, Group & { readonly namespace: string; readonly selector: { [key: string]: string } }>();
  for (const service of manifests.ofKind('', 'Service')) {
    const selector = record(record(service.object.spec).selector);
    if (Object.keys(selector).length === 0) { continue; }
    const namespace = manifests.namespaceOf(service);
    const key = selectionKey(namespace, selector);
    const group = groups.get(key);
    if (group) { group.services.push(service); } else { groups.set(key, { services: [service], number: groups.size, namespace, selector }); }
  }
  for (const group of groups.values()) {
    for (const pods of manifests.podsWith(group.selector, group.namespace)) { yield { pods, group }; }
  }
}

/** Ports of which each pair is looked at first, as most Services have few and no conflict. */
const FEW = 8;

function mayConflict(services: readonly Manifest[]): boolean {
  const ports = services.flatMap(({ object }) => records(record(object.spec).ports));
  if (ports.length > FEW) { return true; }
  const target = ({ port, targetPort }: Json) => String(targetPort || port);
  return ports.some((one, i) => ports.some((other, j) => j < i && (one.port === other.port || target(one) === target(other))));
}

function conflictsOf(services: readonly Manifest[]): Conflict[] {
  if (!mayConflict(services)) { return []; }
  const protocols = new Map<number, Map<string, string[]>>();
  const targets = new Map<string, Map<number, string>>();
  for (const { name, object } of services) {
    for (const { port, protocol = 'TCP', targetPort } of records(record(object.spec).ports)) {
      if (typeof port !== 'number') { continue; }
      const names = at(at(protocols, port, () => new Map<string, string[]>()), protocol, () => [] as string[]);
      names.push(name);
      at(targets, String(targetPort || port), () => new Map<number, string>()).set(port, name);
    }
  }
  const conflicts: Conflict[] = [];
  for (const [port, byProtocol] of protocols) {
    if (byProtocol.size < 2) { continue; }
    conflicts.push({ code: PROTOCOLS, ...severalProtocols(port, byProtocol) });
  }
  for (const [target, byPort] of targets) {
    if (byPort.size < 2) { continue; }
    conflicts.push({
      code: TARGETS,
      message: `Services that select these pods lead to targetPort ${target} from different ports, ${some([...byPort].map(([port, name]) => `${port} (${name})`))}, `
        + 'but the proxy beside the pods knows one Service port for each of theirs',
      hint: 'use the same port for the targetPort in all of the Services',
    });
  }
  return conflicts;
}

function severalProtocols(port: number, byProtocol: ReadonlyMap<string, readonly string[]>): Omit<Conflict, 'code'> {
  const [first, ...others] = new Set([...byProtocol.values()].flat());
  if (others.length === 0) {
    return {
      message: `Service ${first}, which selects these pods, has port ${port} for ${some(byProtocol.keys())}, of which a proxy takes TCP only: routes, policies and mTLS do not hold for the rest`,
      hint: 'leave it where both are meant, as for DNS or HTTP/3, and suppress this with the annotation galley.istio.io/analyze-suppress: IST0116; otherwise drop one of the ports',
    };
  }
  return {
    message: `Services that select these pods say port ${port} is ${[...byProtocol].map(([protocol, names]) => `${protocol} (${some(names)})`).join(' and ')}, `
      + 'but a proxy treats one port in one way',
    hint: 'give the port the same protocol in all of the Services, or another number in one of them',
  };
}

function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) { map.set(key, value = make()); }
  return value;
}

export const SERVICE_PORT_RULES: readonly Rule[] = [servicesOfDeployments];
