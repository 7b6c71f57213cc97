import { ISTIO } from './routing';
import { Finding, Json, Manifest, Manifests, Pods, record, yaml } from '../../manifests';
import { warning } from '../code';
import { records, specOf } from '../fields';
import { isIstioGateway } from '../gateway-api/classes';
import { GATEWAY_API } from '../gateway-api/kinds';
import { podsOfGateway, selectorOf } from '../istio/gateway-pods';
import { Mesh } from '../mesh';

const INJECTED_AS_SIDECAR = warning('CDI0221', 'GatewayInjectedAsSidecar');
const LOW_PORT = warning('CDI0222', 'LowPortNotBindable');

const PROXY = 'istio-proxy';
const INJECT = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';
const TEMPLATES = 'inject.istio.io/templates';
const SYSCTL = 'net.ipv4.ip_unprivileged_port_start';
const FIRST_UNPRIVILEGED_PORT = 1024;

/** Whether the pods of gateways are gateways, and can listen on their ports. */
export function * gatewayPods(mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const reported = new Set<Manifest>();
  let services: ServicePorts | undefined;
  const oldKernel = manifests.ofKind('sailoperator.io', 'Istio').find(leavesOutSysctl);
  for (const gateway of manifests.ofKind(ISTIO, 'Gateway')) {
    const selector = selectorOf(mesh, gateway);
    if (!selector || Object.keys(selector).length === 0) { continue; }
    for (const pods of podsOfGateway(mesh, selector)) {
      if (manifests.isContext(pods.workload)) { continue; }
      const injected = containerOf(pods)?.image === 'auto' && isInjected(manifests, pods);
      if (injected && !isGatewayTemplate(pods.annotations[TEMPLATES]) && !reported.has(pods.workload)) {
        reported.add(pods.workload);
        yield INJECTED_AS_SIDECAR.at(pods.workload, [...pods.path, 'metadata'],
          `Gateway ${gateway.name} selects these pods, and without the annotation ${TEMPLATES}: gateway they become sidecars, which take no requests from outside`,
          `add the annotation ${TEMPLATES}: gateway to the pods`);
      }
      if (!injected || !oldKernel || canBind(pods)) { continue; }
      for (const [i, { port }] of records(specOf(gateway).servers).entries()) {
        const number = record(port).number;
        if (typeof number !== 'number') { continue; }
        const bound = (services ??= new ServicePorts(manifests)).boundPort(pods, number);
        if (bound === undefined || bound >= FIRST_UNPRIVILEGED_PORT) { continue; }
        yield LOW_PORT.at(gateway, ['spec', 'servers', i, 'port', 'number'],
          `${pods.workload.kind} ${pods.workload.name} listens on port ${bound} for it, which takes a privilege that the pods lack, as the injection template of Istio ${oldKernel.name} leaves out the sysctl ${SYSCTL}`,
          'let the Service go to a targetPort of 1024 or above, or add the capability NET_BIND_SERVICE to istio-proxy');
      }
    }
  }
  yield * deployedGateways(manifests);
}

/** Gateway API: the parameters of a Gateway may take the sysctl away, which the Deployment that Istio makes needs for low ports. */
function * deployedGateways(manifests: Manifests): Generator<Finding> {
  for (const gateway of manifests.ofKind(GATEWAY_API, 'Gateway')) {
    const { infrastructure, listeners } = record(gateway.object.spec);
    const { group = '', kind, name } = record(record(infrastructure).parametersRef);
    if (group !== '' || kind !== 'ConfigMap' || typeof name !== 'string' || !isIstioGateway(manifests, gateway)) { continue; }
    const text = record(manifests.find('', 'ConfigMap', name, manifests.namespaceOf(gateway))?.object.data).deployment;
    const pod = record(record(record(parsed(text).spec).template).spec);
    const { sysctls } = record(pod.securityContext);
    if (!Array.isArray(sysctls) || sysctls.length > 0 || canBindAs(pod, records(pod.containers).find(c => c.name === PROXY))) { continue; }
    for (const [i, { port }] of records(listeners).entries()) {
      if (typeof port !== 'number' || port >= FIRST_UNPRIVILEGED_PORT) { continue; }
      yield LOW_PORT.at(gateway, ['spec', 'listeners', i, 'port'],
        `the pods listen on port ${port}, which takes a privilege that they lack, as ConfigMap ${name} takes the sysctl ${SYSCTL} away`,
        'choose a port of 1024 or above, or add the capability NET_BIND_SERVICE to istio-proxy in the ConfigMap');
    }
  }
}

/** Whether the template for gateways was replaced by one without the sysctl, as it is for kernels older than 4.11. */
function leavesOutSysctl(istio: Manifest): boolean {
  const { templates } = record(record(record(record(istio.object.spec).values).sidecarInjectorWebhook));
  const { gateway } = record(templates);
  return typeof gateway === 'string' && !gateway.includes(SYSCTL);
}

/** Ports of Services in front of pods, and where they go to. */
class ServicePorts {
  private readonly targets = new Map<string, Json>();

  constructor(private readonly manifests: Manifests) {
    for (const service of manifests.ofKind('', 'Service')) {
      const { selector, ports } = record(service.object.spec);
      if (Object.keys(record(selector)).length === 0) { continue; }
      for (const pods of manifests.podsWith(record(selector), manifests.namespaceOf(service))) {
        for (const { port, targetPort } of records(ports)) { this.targets.set(this.key(pods, port), targetPort || port); }
      }
    }
  }

  /** Where pods listen for a Gateway's port, which is that of the Service if one has it: 80 to 8080 listens on 8080. */
  public boundPort(pods: Pods, port: number): number | undefined {
    const target = this.targets.get(this.key(pods, port)) ?? port;
    return typeof target === 'number' ? target : records(containerOf(pods)?.ports).find(p => p.name === target)?.containerPort;
  }

  private key({ workload }: Pods, port: number): string {
    return `${workload.kind} ${this.manifests.namespaceOf(workload)} ${workload.name} ${port}`;
  }
}

function containerOf(pods: Pods): Json | undefined {
  return records(pods.spec.containers).find(container => container.name === PROXY);
}

function canBind(pods: Pods): boolean {
  return pods.spec.hostNetwork === true || canBindAs(pods.spec, containerOf(pods));
}

function canBindAs(pod: Json, container: Json | undefined): boolean {
  const { capabilities, privileged, runAsUser = record(pod.securityContext).runAsUser } = record(record(container).securityContext);
  const { add } = record(capabilities);
  return privileged === true || runAsUser === 0 || (Array.isArray(add) && (add.includes('NET_BIND_SERVICE') || add.includes('ALL')));
}

/** Whether Istio puts anything into the pods. Where it does not, `image: auto` cannot work, and Istio says so itself. */
function isInjected(manifests: Manifests, { labels, workload }: Pods): boolean {
  if (labels[INJECT] !== undefined) { return labels[INJECT] === 'true'; }
  const namespace = manifests.find('', 'Namespace', manifests.namespaceOf(workload), manifests.namespaceOf(workload))?.labels ?? {};
  return labels[REVISION] !== undefined || namespace['istio-injection'] === 'enabled' || namespace[REVISION] !== undefined;
}

function isGatewayTemplate(templates: string | undefined): boolean {
  return templates !== undefined && templates.split(',').map(t => t.trim()).some(t => t !== '' && t !== 'sidecar');
}

function parsed(text: unknown): Json {
  try {
    return record(typeof text === 'string' ? yaml().load(text) : undefined);
  } catch {
    return {}; // it is not for this rule to judge
  }
}
