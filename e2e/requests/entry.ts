/** Where a request enters: the address to dial, how to dial it, and the proxy whose log tells the rest. */
import { portOf, Request } from './format';
import { Hit, send, Shot } from './send';
import { Cluster } from '../cluster/cluster';
import { targetPort } from '../cluster/echo';
import { Manifest, owns } from '../cluster/manifest';
import { Stage } from '../examples/stage';
import { Envoy } from '../mesh/envoy';

export interface Entry {
  readonly address: string;
  readonly port: number;
  readonly send: (shot: Shot) => Promise<Hit>;
  readonly envoy?: Envoy;
}

/** An address that nobody has: for hosts that the cluster does not know, where the sidecar decides. */
const NOWHERE = '198.51.100.1';

export async function entryOf(stage: Stage, request: Request): Promise<Entry> {
  const { gateway, mesh, service, ingress } = request.through;
  if (gateway) { return throughGateway(stage, gateway, portOf(request)); }
  if (mesh) {
    const cluster = stage.plan.clients ? stage.cluster(stage.plan.clients) : stage.main;
    const client = await stage.clients.get(cluster, mesh.namespace, mesh.labels ?? {});
    return { address: await clusterIp(cluster, request.host, mesh.namespace), port: portOf(request), send: client.send, envoy: client.envoy };
  }
  if (service) {
    const [namespace, name] = service.split('/');
    const found = await stage.main.api.tryGet(`/api/v1/namespaces/${namespace}/services/${name}`);
    if (!found) { throw new Error(`there is no Service ${service}`); }
    return { address: found.spec.clusterIP, port: portOf(request), send };
  }
  if (ingress) { return { address: (await stage.ingress()).address, port: portOf(request), send }; }
  throw new Error('through names nothing');
}

async function throughGateway(stage: Stage, gateway: string, port: number): Promise<Entry> {
  const [namespace, name] = gateway.split('/');
  const kinds = ['networking.istio.io/v1', 'gateway.networking.k8s.io/v1'];
  const found = (await Promise.all(kinds.map(kind => stage.main.api.tryGet(`/apis/${kind}/namespaces/${namespace}/gateways/${name}`)))).filter(one => one !== undefined);
  if (found.length !== 1) { throw new Error(`there ${found.length === 0 ? 'is no' : 'are two'} Gateway ${gateway}`); }
  for (const cluster of stage.clusters) {
    const services = await cluster.api.list('/api/v1/services');
    const pods = await podsOf(cluster, found[0], services);
    const pod = pods.find(one => one.status?.conditions?.some((condition: any) => condition.type === 'Ready' && condition.status === 'True'));
    if (!pod) { continue; }
    const near = services.filter(service => service.metadata.namespace === pod.metadata.namespace);
    const ports = near.filter(service => owns(pod.metadata.labels, service.spec.selector)).flatMap(service => service.spec.ports);
    const servicePort = ports.find(one => one.port === port);
    const envoy = stage.envoys.of(pod);
    return { address: envoy.address, port: (servicePort && targetPort(servicePort, pod)) ?? port, send, envoy };
  }
  throw new Error(`no ready Pod stands for Gateway ${gateway}`);
}

/** The Pods that a Gateway of either API configures. */
async function podsOf(cluster: Cluster, gateway: Manifest, services: Manifest[]): Promise<Manifest[]> {
  const { name, namespace } = gateway.metadata;
  if (gateway.apiVersion.startsWith('networking.istio.io/')) {
    const pods = await cluster.api.list('/api/v1/pods');
    return pods.filter(pod => owns(pod.metadata.labels, gateway.spec.selector));
  }
  const byHand = gateway.spec.addresses?.find((address: any) => address.type === 'Hostname')?.value;
  const service = services.find(({ metadata }) => byHand
    ? byHand === `${metadata.name}.${metadata.namespace}.svc.cluster.local`
    : metadata.namespace === namespace && metadata.labels?.['gateway.networking.k8s.io/gateway-name'] === name);
  if (!service) { return []; }
  const pods = await cluster.api.list(`/api/v1/namespaces/${service.metadata.namespace}/pods`);
  return pods.filter(pod => owns(pod.metadata.labels, service.spec.selector));
}

/** What the cluster's DNS would say of a host. */
async function clusterIp(cluster: Cluster, host: string, namespace: string): Promise<string> {
  const [name, other = namespace, ...rest] = host.replace(/:\d+$/, '').replace(/\.$/, '').split('.');
  if (!['', 'svc', 'svc.cluster.local'].includes(rest.join('.'))) { return NOWHERE; }
  const ip = (await cluster.api.tryGet(`/api/v1/namespaces/${other}/services/${name}`))?.spec.clusterIP;
  return ip && ip !== 'None' ? ip : NOWHERE;
}
