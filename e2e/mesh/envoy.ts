/** A real Envoy with istiod's configuration, as what stands for the container `istio-proxy` of a gateway. */
import * as fs from 'fs';
import * as path from 'path';
import { ISTIOD_ADDRESS } from './istiod';
import { ControlPlane } from '../cluster/api-server';
import { workloadOf } from '../cluster/echo';
import { Manifest } from '../cluster/manifest';
import { Runtime } from '../cluster/node';
import { Toolbox } from '../setup/build';
import { Network } from '../system/network';
import { Processes, Program } from '../system/processes';

/** Envoy's own connections carry this mark, so that they are not redirected to it again. */
export const ENVOY_MARK = 1337;

const ADMIN_PORT = 15000;

/** Every Envoy that runs, by its Pod's `namespace/name`. */
export class Envoys {
  private readonly running = new Map<string, Envoy>();

  constructor(private readonly tools: Toolbox, private readonly processes: Processes, private readonly network: Network) {}

  public of(pod: Manifest): Envoy {
    const envoy = this.running.get(pod.metadata.uid);
    if (!envoy) { throw new Error(`Pod ${pod.metadata.namespace}/${pod.metadata.name} has no Envoy`); }
    return envoy;
  }

  public all(): Envoy[] {
    return [...this.running.values()];
  }

  /** Runs gateways: Pods with a container `istio-proxy`. */
  public runtime(): Runtime {
    return {
      takes: pod => pod.spec.containers.some((container: any) => container.name === 'istio-proxy'),
      start: async (pod, address, cluster) => {
        const envoy = await this.start('router', pod, address, cluster);
        return { ready: () => envoy.isLive(), stop: () => envoy.stop() };
      },
    };
  }

  public async start(type: 'router' | 'sidecar', pod: Manifest, address: string, cluster: ControlPlane): Promise<Envoy> {
    const { name, namespace, uid } = pod.metadata;
    const account = pod.spec.serviceAccountName ?? 'default';
    const token = await cluster.api.call('POST', `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { audiences: ['istio-ca'], expirationSeconds: 3600, boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name, uid } },
    });
    const networkNamespace = this.network.namespace(address);
    const program = `${cluster.name}.envoy.${namespace}.${name}`;
    const bootstrap = path.join(cluster.folder, `${program}.json`);
    fs.writeFileSync(bootstrap, JSON.stringify(bootstrapOf(type, pod, address, cluster, token.status.token), undefined, 2));
    const process = this.processes.start(program, this.tools.envoy, ['-c', bootstrap, '--disable-hot-restart', '--concurrency', '1', '--log-level', 'warning',
      '--file-flush-interval-msec', '50'], { namespace: networkNamespace });
    const envoy = new Envoy(pod, address, networkNamespace, process, async () => {
      this.running.delete(uid);
      await process.stop();
      this.network.removeNamespace(networkNamespace);
    });
    this.running.set(uid, envoy);
    return envoy;
  }
}

export class Envoy {
  constructor(
    readonly pod: Manifest,
    readonly address: string,
    readonly networkNamespace: string,
    readonly program: Program,
    readonly stop: () => Promise<void>,
  ) {}

  public async isLive(): Promise<boolean> {
    this.program.check();
    return (await fetch(this.url('/ready')).catch(() => undefined))?.ok ?? false;
  }

  public async configDump(): Promise<any[]> {
    return (await (await fetch(this.url('/config_dump'))).json() as any).configs;
  }

  /** Counters that move with every configuration that arrives. */
  public async updates(): Promise<string> {
    return (await fetch(this.url('/stats?filter=update_(success|rejected)&usedonly'))).text();
  }

  /** What istiod sent and Envoy refused; such a listener or route takes its whole port along. */
  public async refused(): Promise<string[]> {
    const stats = await (await fetch(this.url('/stats?filter=update_rejected&usedonly'))).text();
    const counts = stats.split('\n').filter(line => /: [1-9]/.test(line));
    if (counts.length === 0) { return []; }
    return [...counts, ...fs.readFileSync(this.program.log, 'utf8').split('\n').filter(line => /rejected/.test(line)).slice(-3)];
  }

  private url(request: string): string {
    return `http://${this.address}:${ADMIN_PORT}${request}`;
  }
}

function bootstrapOf(type: string, pod: Manifest, address: string, cluster: ControlPlane, token: string): object {
  const { name, namespace, labels = {} } = pod.metadata;
  const ads = { ads: {}, resource_api_version: 'V3' };
  return {
    node: {
      id: `${type}~${address}~${name}.${namespace}~${namespace}.svc.cluster.local`,
      cluster: `${labels.app ?? name}.${namespace}`,
      metadata: {
        NAME: name,
        NAMESPACE: namespace,
        LABELS: labels,
        CLUSTER_ID: cluster.name,
        INSTANCE_IPS: address,
        SERVICE_ACCOUNT: pod.spec.serviceAccountName ?? 'default',
        WORKLOAD_NAME: workloadOf(pod).split('/').pop(),
        ISTIO_VERSION: '1.31.0',
      },
    },
    admin: { address: socket('0.0.0.0', ADMIN_PORT) },
    dynamic_resources: {
      lds_config: ads,
      cds_config: ads,
      ads_config: {
        api_type: 'GRPC',
        transport_api_version: 'V3',
        grpc_services: [{
          envoy_grpc: { cluster_name: 'xds-grpc' },
          initial_metadata: [{ key: 'authorization', value: `Bearer ${token}` }, { key: 'clusterid', value: cluster.name }],
        }],
      },
    },
    static_resources: {
      clusters: [{
        name: 'xds-grpc',
        type: 'STATIC',
        connect_timeout: '1s',
        typed_extension_protocol_options: {
          'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
            '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
            'explicit_http_config': { http2_protocol_options: {} },
          },
        },
        load_assignment: { cluster_name: 'xds-grpc', endpoints: [{ lb_endpoints: [{ endpoint: { address: socket(ISTIOD_ADDRESS, 15010) } }] }] },
      }],
    },
    cluster_manager: {
      // SOL_SOCKET, SO_MARK
      upstream_bind_config: { socket_options: [{ level: 1, name: 36, int_value: ENVOY_MARK, state: 'STATE_PREBIND' }] },
    },
  };
}

const socket = (address: string, port: number) => ({ socket_address: { address, port_value: port } });
