import { error, warning } from '../code';
import { list, once, specOf } from '../fields';
import { podsOfGateway, podsText, selectorOf, selectorSteps, selectorText, servicesOf } from './gateway-pods';
import { Finding, nearest, Pods } from '../../manifests';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const NOT_FOUND = error('IST0101', 'ReferencedResourceNotFound');
const PORT_NOT_ON_SERVICE = warning('IST0162', 'GatewayPortNotDefinedOnService');

/** Gateways that no pod is a proxy for, and ports that no Service of their pods has. */
export const gatewayWorkloadRules: Rule = function * (mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const known = new Map<string, ReadonlySet<number> | undefined>();
  for (const gateway of manifests.ofKind('networking.istio.io', 'Gateway')) {
    const selector = selectorOf(mesh, gateway);
    if (!selector) { continue; }
    const pods = podsOfGateway(mesh, selector);
    const text = selectorText(selector);
    if (pods.length === 0) {
      yield NOT_FOUND.at(gateway, selectorSteps(selector), `${text ? `no pod has the labels ${text}` : 'there are no pods'}, so no proxy listens for this Gateway`, hintFor(mesh, selector));
      continue;
    }
    if (!known.has(text)) { known.set(text, portsOf(mesh, pods)); }
    const ports = known.get(text);
    if (!ports) { continue; }
    const told = new Set<number>();
    for (const { port } of list(specOf(gateway).servers)) {
      const number = port?.number ?? 0;
      if (!port || ports.has(number) || told.has(number)) { continue; }
      told.add(number);
      yield PORT_NOT_ON_SERVICE.at(gateway, selectorSteps(selector),
        `it listens on port ${number}, which no Service of its pods (${podsText(selector)}) has, so requests cannot come to it through a Service`,
        ports.size > 0 ? `give the Service port ${number}, or listen on one that it has: ${[...ports].sort((a, b) => a - b).slice(0, 10).join(', ')}`
          : `add a Service with port ${number} that selects the pods`);
    }
  }
};

/** Ports, and ports of the pods, that Services of the pods have; nothing if that is not known. */
function portsOf(mesh: Mesh, pods: readonly Pods[]): Set<number> | undefined {
  const numbers = new Set<number>();
  for (const of of pods) {
    const services = [...servicesOf(mesh, of)];
    if (services.length === 0 && mesh.manifests.isContext(of.workload)) { return undefined; }
    for (const service of services) {
      const { ports } = specOf(service);
      if (ports === undefined && mesh.manifests.isContext(service)) { return undefined; }
      for (const { port, targetPort, protocol } of list(ports)) {
        if ((protocol ?? 'TCP') !== 'TCP') { continue; }
        numbers.add(port);
        if (Number(targetPort) > 0) { numbers.add(Number(targetPort)); }
      }
    }
  }
  return numbers;
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

function hintFor(mesh: Mesh, selector: { readonly [key: string]: string }): string {
  for (const [key, value] of Object.entries(selector)) {
    const values = labelValues(mesh).get(key);
    const meant = !values || values.has(value) || values.size > MOST_COMPARED ? undefined : nearest(value, values);
    // a gateway for what leaves the mesh is not to be mistaken for one that all may reach
    if (meant && meant.includes('egress') === value.includes('egress')) { return `write ${key}: ${meant}, which pods have`; }
  }
  return 'correct the selector, add the workload of the gateway, or declare the one that exists elsewhere (GatewayWorkload.fromLabels)';
}
