import { portsOf, targetNumber } from './target-port';
import { Finding, Manifest, record } from '../../manifests';
import { warning } from '../code';
import { records, some, specOf, strings } from '../fields';
import { servicesOf } from '../istio/gateway-pods';
import { NamespacePods } from '../istio/namespace-pods';
import { selectionKey } from '../istio/selection';
import { Mesh } from '../mesh';

const SERVICE_PORT = warning('CDI0243', 'AuthorizationOfServicePort');

/** Gateways listen on the ports of a Service with this label as they are. */
const UNTRANSLATED = 'networking.istio.io/disableGatewayPortTranslation';

type Labels = { readonly [key: string]: string };
type Steps = readonly (string | number)[];

/** Ports in AuthorizationPolicies that are those of a Service, while its pods take connections on others. */
export function * authorizationPorts(mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const known = new Map<string, PodPorts | undefined>();
  for (const policy of manifests.ofKind('security.istio.io', 'AuthorizationPolicy')) {
    const { selector, targetRef, targetRefs } = specOf(policy);
    // waypoints, which are named by targetRefs, compare the ports of Services
    if (targetRef !== undefined || records(targetRefs).length > 0) { continue; }
    const labels: Labels = record(record(selector).matchLabels);
    const of = manifests.namespaceOf(policy);
    const namespace = of === mesh.rootNamespace ? undefined : of;
    const key = selectionKey(namespace ?? '', labels);
    for (const { value, beside, steps } of portsIn(policy)) {
      if (!known.has(key)) { known.set(key, mayHoldForOthers(mesh, labels, namespace) ? undefined : podPorts(mesh, labels, namespace)); }
      const ports = known.get(key);
      const meant = ports?.ofServices.get(Number(value));
      if (!ports || !meant || ports.ofPods.has(Number(value))) { continue; }
      // both are written by those who do not rely on either
      if (beside.some(other => meant.targets.has(Number(other)))) { continue; }
      yield SERVICE_PORT.at(policy, steps, `port ${value} is that of Service ${meant.service}, whose pods take connections on ${some([...meant.targets].map(String))}, `
        + `which is what policies compare, so nothing comes to port ${value}`, `write ${JSON.stringify(String([...meant.targets][0]))}, the targetPort`);
    }
  }
}

function * portsIn(policy: Manifest): Generator<{ readonly value: string; readonly beside: readonly string[]; readonly steps: Steps }> {
  for (const [i, { to, when }] of records(specOf(policy).rules).entries()) {
    for (const [j, { operation }] of records(to).entries()) {
      const ports = strings(record(operation).ports);
      for (const [k, value] of ports.entries()) { yield { value, beside: ports, steps: ['spec', 'rules', i, 'to', j, 'operation', 'ports', k] }; }
    }
    for (const [j, { key, values }] of records(when).entries()) {
      if (key !== 'destination.port') { continue; }
      const ports = strings(values);
      for (const [k, value] of ports.entries()) { yield { value, beside: ports, steps: ['spec', 'rules', i, 'when', j, 'values', k] }; }
    }
  }
}

/** Whether a policy may be for pods that the manifests do not hold. They never hold all of a mesh, but may hold all of a namespace. */
function mayHoldForOthers(mesh: Mesh, labels: Labels, namespace: string | undefined): boolean {
  const known = NamespacePods.of(mesh);
  if (Object.keys(labels).length === 0) { return namespace === undefined || !known.areAll(namespace); }
  return namespace !== undefined && known.mayHave(labels, namespace);
}

interface PodPorts {
  /** Ports on which pods take connections, as far as anybody says so. */
  readonly ofPods: ReadonlySet<number>;
  /** Ports of the Services of the pods, and what they lead to. */
  readonly ofServices: ReadonlyMap<number, { readonly service: string; readonly targets: Set<number> }>;
}

/** Nothing if the ports of the pods are not known. */
function podPorts(mesh: Mesh, labels: Labels, namespace: string | undefined): PodPorts | undefined {
  const ofPods = new Set<number>();
  const ofServices = new Map<number, { service: string; targets: Set<number> }>();
  for (const of of mesh.manifests.podsWith(labels, namespace)) {
    const services = [...servicesOf(mesh, of)].filter(service => Object.keys(record(specOf(service).selector)).length > 0);
    const own = portsOf(of);
    if (mesh.manifests.isContext(of.workload) || services.length + own.length === 0 || records(of.spec.containers).length === 0) { return undefined; }
    for (const { containerPort } of own) { ofPods.add(containerPort); }
    for (const service of services) {
      const { ports, clusterIP } = specOf(service);
      for (const { port, targetPort } of records(ports)) {
        const target = targetNumber(targetPort ?? port, of);
        if (target === undefined || typeof port !== 'number') { return undefined; }
        ofPods.add(target);
        // nobody translates the ports of these
        if (clusterIP === 'None' || service.labels[UNTRANSLATED] !== undefined) { ofPods.add(port); }
        const others = ofServices.get(port);
        if (others) { others.targets.add(target); } else { ofServices.set(port, { service: `${mesh.manifests.namespaceOf(service)}/${service.name}`, targets: new Set([target]) }); }
      }
    }
  }
  return { ofPods, ofServices };
}
