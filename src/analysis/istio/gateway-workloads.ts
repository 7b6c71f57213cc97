import { error, warning } from '../code';
import { orElsewhere } from '../elsewhere';
import { list, once, specOf } from '../fields';
import { podsOfGateway, podsText, selectorOf, selectorSteps, selectorText, servicesOf } from './gateway-pods';
import { Finding, isTakenForGranted, Manifest, nearest, Pods } from '../../manifests';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const NOT_FOUND = error('IST0101', 'ReferencedResourceNotFound');
const PORT_NOT_ON_SERVICE = warning('IST0162', 'GatewayPortNotDefinedOnService');

/** Gateways that no pod is a proxy for, and ports that no Service of their pods has. */
export const gatewayWorkloadRules: Rule = function * (mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const known = new Map<string, Ports | undefined>();
  for (const gateway of manifests.ofKind('networking.istio.io', 'Gateway')) {
    const selector = selectorOf(mesh, gateway);
    if (!selector) { continue; }
    const pods = podsOfGateway(mesh, selector);
    const text = selectorText(selector);
    if (pods.length === 0) {
      yield NOT_FOUND.at(gateway, selectorSteps(selector), `${text ? `no pod has the labels ${text}` : 'there are no pods'}, so no proxy listens for this Gateway`, hintFor(mesh, gateway, selector));
      continue;
    }
    if (!known.has(text)) { known.set(text, portsOf(mesh, pods)); }
    const ports = known.get(text);
    if (!ports) { continue; }
    const told = new Set<number>();
    for (const { port } of list(specOf(gateway).servers)) {
      const number = port?.number ?? 0;
      if (!port || ports.numbers.has(number) || told.has(number)) { continue; }
      told.add(number);
      const [message, hint] = withoutPort(number, ports, podsText(selector));
      yield PORT_NOT_ON_SERVICE.at(gateway, selectorSteps(selector), message, hint);
    }
  }
};

/** Ports, and ports of the pods, that Services of the pods have. */
interface Ports {
  readonly numbers: ReadonlySet<number>;
  /** Whether all that has them is taken for granted. */
  readonly granted: boolean;
}

function withoutPort(port: number, { numbers, granted }: Ports, pods: string): [message: string, hint: string] {
  const known = [...numbers].sort((a, b) => a - b).slice(0, 10).join(', ');
  if (granted) {
    return [`it listens on port ${port}, which no Service of its pods (${pods}) is known to have: the manifests hold none, and the one that Istio installs by default has other ports`,
      `listen on one of those (${known}), or, if the Service of your gateway has port ${port}, check the manifests of that gateway, its workload and Service, along with these`];
  }
  return [`it listens on port ${port}, which no Service of its pods (${pods}) has, so requests cannot come to it through a Service`,
    known ? `give the Service port ${port}, or listen on one that it has: ${known}` : `add a Service with port ${port} that selects the pods`];
}

/** Nothing if it is not known. */
function portsOf(mesh: Mesh, pods: readonly Pods[]): Ports | undefined {
  const numbers = new Set<number>();
  let granted = true;
  for (const of of pods) {
    const services = [...servicesOf(mesh, of)];
    if (services.length === 0 && mesh.manifests.isContext(of.workload)) { return undefined; }
    for (const service of services) {
      granted &&= isTakenForGranted(service);
      const { ports } = specOf(service);
      if (ports === undefined && mesh.manifests.isContext(service)) { return undefined; }
      for (const { port, targetPort, protocol } of list(ports)) {
        if ((protocol ?? 'TCP') !== 'TCP') { continue; }
        numbers.add(port);
        if (Number(targetPort) > 0) { numbers.add(Number(targetPort)); }
      }
    }
  }
  return { numbers, granted: granted && numbers.size > 0 };
}

/** Values that pods have, by the keys of their labels. */
const labelValues = once(({ manifests }) => {
  const values = new Map<string, Set<string>>();
  for (const { labels } of manifests.pods) {
    for (const key in labels) {
      const others = values.get(key);
      if (others) { others.add(labels[key]); } else { values.set(key, new Set([labels[key]])); }
    }
  }
  return values;
});

/** More values than this are not compared with one that is wrong. */
const MOST_COMPARED = 100;

function hintFor(mesh: Mesh, gateway: Manifest, selector: { readonly [key: string]: string }): string {
  for (const [key, value] of Object.entries(selector)) {
    const values = labelValues(mesh).get(key);
    const meant = !values || values.has(value) || values.size > MOST_COMPARED ? undefined : nearest(value, values);
    // a gateway for what leaves the mesh is not to be mistaken for one that all may reach
    if (meant && meant.includes('egress') === value.includes('egress')) { return `write ${key}: ${meant}, which pods have`; }
  }
  return orElsewhere('correct the selector, or add the workload of the gateway', 'workload of a gateway', NOT_FOUND, mesh.manifests, gateway);
}
