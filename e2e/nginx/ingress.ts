/** An ingress controller as ingress-nginx is one: nginx with the Ingresses' hosts and paths, straight to the endpoints. */
import { Cluster } from '../cluster/cluster';
import { Manifest } from '../cluster/manifest';

/** nginx configuration for all Ingresses of the cluster that name no class. */
export async function ingressConfiguration(cluster: Cluster): Promise<string> {
  const ingresses = (await cluster.api.list('/apis/networking.k8s.io/v1/ingresses')).filter(ingress => !ingress.spec.ingressClassName);
  const slices = await cluster.api.list('/apis/discovery.k8s.io/v1/endpointslices');
  const upstreams = new Map<string, string>();
  const servers: string[] = ['server { listen 80 default_server; return 404; }'];
  for (const ingress of ingresses) {
    for (const rule of ingress.spec.rules ?? []) {
      const locations: string[] = [];
      for (const path of rule.http?.paths ?? []) {
        const { name, port } = path.backend.service;
        const addresses = await endpoints(cluster, slices, ingress.metadata.namespace!, name, port);
        const upstream = `${ingress.metadata.namespace}-${name}-${port.name ?? port.number}`;
        if (addresses.length > 0) { upstreams.set(upstream, addresses.map(address => `server ${address};`).join(' ')); }
        const modifier = path.pathType === 'Exact' ? '= ' : '';
        const proxied = `proxy_set_header Host $http_host; proxy_http_version 1.1; proxy_pass http://${upstream};`;
        locations.push(`location ${modifier}${path.path} { ${addresses.length > 0 ? proxied : 'return 503;'} }`);
      }
      servers.push(`server { listen 80; server_name ${rule.host ?? '_'}; ${locations.join(' ')} }`);
    }
  }
  return [...[...upstreams].map(([name, lines]) => `upstream ${name} { ${lines} }`), ...servers].join('\n');
}

interface BackendPort {
  readonly name?: string;
  readonly number?: number;
}

async function endpoints(cluster: Cluster, slices: Manifest[], namespace: string, name: string, port: BackendPort): Promise<string[]> {
  const service = await cluster.api.tryGet(`/api/v1/namespaces/${namespace}/services/${name}`);
  const servicePort = service?.spec.ports.find((one: any) => port.name ? one.name === port.name : one.port === port.number);
  if (!servicePort) { return []; }
  return slices
    .filter(slice => slice.metadata.namespace === namespace && slice.metadata.labels?.['kubernetes.io/service-name'] === name)
    .flatMap(slice => {
      const target = slice.ports.find((one: any) => (one.name ?? '') === (servicePort.name ?? ''))?.port;
      return (slice.endpoints ?? []).filter((one: any) => one.conditions?.ready !== false).flatMap((one: any) => one.addresses.map((address: string) => `${address}:${target}`));
    });
}
