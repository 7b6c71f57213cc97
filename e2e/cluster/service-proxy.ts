/**
 * kube-proxy and the cloud's load balancer in one: each Service's cluster IP, node port and load balancer address takes
 * connections and hands each to a ready endpoint drawn by lot.
 */
import * as net from 'net';
import { ControlPlane } from './api-server';
import { Manifest } from './manifest';
import { Network } from '../system/network';
import { sleep } from '../system/wait';

interface Target {
  readonly address: string;
  readonly port: number;
}

interface Front {
  readonly server: net.Server;
  readonly sockets: Set<net.Socket>;
  targets: Target[];
}

export class ServiceProxy {
  public readonly complaints: string[] = [];
  private readonly fronts = new Map<string, Front>();
  private stopped = false;
  private loop?: Promise<void>;

  /** @param nodeAddresses where node ports listen */
  constructor(private readonly cluster: ControlPlane, private readonly network: Network, private readonly nodeAddresses: string[]) {}

  public start(): void {
    this.nodeAddresses.forEach(address => this.network.add(address));
    this.loop = this.run();
  }

  public async stop(): Promise<void> {
    this.stopped = true;
    await this.loop;
    for (const front of this.fronts.values()) {
      front.server.close();
      front.sockets.forEach(socket => socket.destroy());
    }
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.look();
      } catch (error) {
        if (!this.stopped) { this.complaints.push(`Services of ${this.cluster.name}: ${(error as Error).message}`); }
      }
      await sleep(200);
    }
  }

  private async look(): Promise<void> {
    const services = await this.cluster.api.list('/api/v1/services');
    const slices = await this.cluster.api.list('/apis/discovery.k8s.io/v1/endpointslices');
    for (const service of services) {
      const { name, namespace } = service.metadata;
      if (namespace === 'default' && name === 'kubernetes' || service.spec.clusterIP === 'None') { continue; }
      const own = slices.filter(slice => slice.metadata.namespace === namespace && slice.metadata.labels?.['kubernetes.io/service-name'] === name);
      const addresses = [service.spec.clusterIP, ...service.spec.externalIPs ?? [], ...await this.loadBalancer(service)].filter(address => address);
      for (const port of service.spec.ports ?? []) {
        if ((port.protocol ?? 'TCP') !== 'TCP') { continue; }
        const targets = own.flatMap(slice => endpoints(slice, port.name));
        for (const address of addresses) { await this.front(address, port.port, targets); }
        if (port.nodePort) {
          for (const address of this.nodeAddresses) { await this.front(address, port.nodePort, targets); }
        }
      }
    }
  }

  private async loadBalancer(service: Manifest): Promise<string[]> {
    if (service.spec.type !== 'LoadBalancer') { return []; }
    const given = (service.status?.loadBalancer?.ingress ?? []).map((one: any) => one.ip);
    if (given.length > 0) { return given; }
    const ip = service.spec.loadBalancerIP ?? this.network.loadBalancerAddress();
    await this.cluster.api.call('PATCH', `/api/v1/namespaces/${service.metadata.namespace}/services/${service.metadata.name}/status`,
      { status: { loadBalancer: { ingress: [{ ip }] } } }, 'application/strategic-merge-patch+json');
    return [ip];
  }

  private async front(address: string, port: number, targets: Target[]): Promise<void> {
    const key = `${address}:${port}`;
    const known = this.fronts.get(key);
    if (known) {
      known.targets = targets;
      return;
    }
    this.network.add(address);
    const sockets = new Set<net.Socket>();
    const server = net.createServer({ allowHalfOpen: true }, client => {
      const all = this.fronts.get(key)!.targets;
      const target = all[Math.floor(Math.random() * all.length)];
      if (!target) {
        client.destroy();
        return;
      }
      const backend = net.connect({ host: target.address, port: target.port, allowHalfOpen: true });
      for (const [from, to] of [[client, backend], [backend, client]]) {
        sockets.add(from);
        from.on('error', () => to.destroy());
        from.on('close', () => sockets.delete(from));
        from.pipe(to);
      }
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, address, resolve);
    });
    this.fronts.set(key, { server, sockets, targets });
  }
}

function endpoints(slice: Manifest, portName: string | undefined): Target[] {
  const port = (slice.ports ?? []).find((one: any) => (one.name ?? '') === (portName ?? ''))?.port;
  if (!port) { return []; }
  const ready = (slice.endpoints ?? []).filter((one: any) => one.conditions?.ready !== false);
  return ready.flatMap((one: any) => one.addresses.map((address: string) => ({ address, port })));
}
