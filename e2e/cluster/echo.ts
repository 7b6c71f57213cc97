/**
 * What stands for every container that is neither istiod nor Envoy: an HTTP server at the Pod's address that answers with
 * who it is and what it was asked.
 */
import * as http from 'http';
import { Manifest, owns } from './manifest';
import { Running, Runtime } from './node';
import { Network } from '../system/network';

/** Body of an echo server's answer. */
export interface Echo {
  readonly pod: string;
  /** `Deployment/default/front-tomcat-v1`; the Pod itself where nothing owns it. */
  readonly workload: string;
  readonly namespace: string;
  readonly cluster: string;
  readonly labels: Record<string, string>;
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: Record<string, string>;
}

export const echoRuntime = (network: Network): Runtime => ({
  takes: () => true,
  start: async (pod, address, cluster) => {
    network.add(address);
    const answer = (request: http.IncomingMessage, response: http.ServerResponse) => {
      const echo: Echo = {
        pod: pod.metadata.name,
        workload: workloadOf(pod),
        namespace: pod.metadata.namespace!,
        cluster: cluster.name,
        labels: pod.metadata.labels ?? {},
        method: request.method!,
        path: request.url!,
        host: request.headers.host ?? '',
        headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      };
      request.resume();
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(echo));
    };
    const servers = new Map<number, http.Server>();
    const running: Running = {
      ready: () => servers.size > 0,
      // a container may listen on ports that its Pod does not declare, so Services tell too
      refresh: async () => {
        const services = await cluster.api.list(`/api/v1/namespaces/${pod.metadata.namespace}/services`);
        const selecting = services.filter(service => owns(pod.metadata.labels, service.spec.selector));
        for (const port of new Set([...declaredPorts(pod), ...selecting.flatMap(service => targetPorts(service, pod))])) {
          if (!servers.has(port)) { servers.set(port, await listen(http.createServer(answer), port, address)); }
        }
      },
      stop: () => {
        servers.forEach(server => { server.close(); server.closeAllConnections(); });
        network.remove(address);
      },
    };
    return running;
  },
});

/** The controller's name for a Pod of a Deployment is the Deployment's and a hash. */
export function workloadOf(pod: Manifest): string {
  const owner = pod.metadata.ownerReferences?.[0];
  const hash = pod.metadata.labels?.['pod-template-hash'];
  if (!owner) { return `Pod/${pod.metadata.namespace}/${pod.metadata.name}`; }
  return owner.kind === 'ReplicaSet' && hash
    ? `Deployment/${pod.metadata.namespace}/${owner.name.slice(0, -hash.length - 1)}`
    : `${owner.kind}/${pod.metadata.namespace}/${owner.name}`;
}

/** Ports of the Pod behind the ports of a Service. */
export function targetPorts(service: Manifest, pod: Manifest): number[] {
  return (service.spec.ports ?? []).flatMap((port: any) => targetPort(port, pod) ?? []);
}

/** Port of the Pod behind one port of a Service. */
export function targetPort(port: any, pod: Manifest): number | undefined {
  const target = port.targetPort ?? port.port;
  return typeof target === 'number' ? target : containerPorts(pod).find(one => one.name === target)?.containerPort;
}

interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol?: string;
}

const containerPorts = (pod: Manifest): ContainerPort[] => pod.spec.containers.flatMap((container: any) => container.ports ?? []);
const declaredPorts = (pod: Manifest) => containerPorts(pod).filter(port => (port.protocol ?? 'TCP') === 'TCP').map(port => port.containerPort);

function listen(server: http.Server, port: number, address: string): Promise<http.Server> {
  // Envoy keeps connections: closing one while it sends the next request on it would be an error that no user has
  server.keepAliveTimeout = 0;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => resolve(server));
  });
}
