import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkHost, checkInteger, checkList, checkObject, checkPort, checkText, isIp } from '../core/checks';
import { portOf } from '../core/destination';
import { invalid } from '../core/errors';
import { checkStruct } from '../core/kinds';
import { IService } from '../core/service';

const MAX_SECONDS = 2 ** 31 - 1;

/** What nginx needs to know of the servers it passes requests to. */
export interface NginxUpstreamOptions {
  /**
   * Port of the Service.
   *
   * @default - the Service's only port
   */
  readonly port?: number;

  /**
   * How many failures within `failTimeout` take a server out for as long. A whole number; 0 for never.
   *
   * @default - not said, for which nginx takes 1
   */
  readonly maxFails?: number;

  /**
   * How long failures count, and how long a server is out after them. Whole seconds.
   *
   * @default - not said, for which nginx takes 10 seconds
   */
  readonly failTimeout?: Duration;
}

/** What nginx outside the cluster needs to know of the nodes. */
export interface NginxNodePortOptions extends NginxUpstreamOptions {
  /** Addresses or names of nodes, at least one. */
  readonly nodes: string[];
}

/** What nginx inside the cluster needs to know of a Service. */
export interface NginxServiceOptions extends NginxUpstreamOptions {
  /**
   * Address that the cluster gave the Service.
   *
   * @default - nginx asks for the Service by name, once, when it starts
   */
  readonly clusterIp?: string;
}

/** Where nginx passes requests to: a Service, mostly that of a gateway, seen from outside or from inside its cluster. */
export class NginxUpstream {
  /** From outside the cluster: the Service's port on the nodes. The Service must say its `nodePort`. */
  public static fromNodePort(service: IService, options: NginxNodePortOptions): NginxUpstream {
    return new NginxUpstream(service, options, true);
  }

  /** From inside the cluster: the Service's own address or name. */
  public static fromService(service: IService, options: NginxServiceOptions = {}): NginxUpstream {
    return new NginxUpstream(service, options, false);
  }

  /** The Service that gets the requests. */
  public readonly service: IService;

  private constructor(
    service: IService, private readonly options: NginxUpstreamOptions & Partial<NginxNodePortOptions> & NginxServiceOptions,
    /** Whether nginx runs outside the cluster. @internal */
    readonly _outside: boolean,
  ) {
    this.service = service;
  }

  /** That the Service is one, and the options are some. @internal */
  public _check(scope: IConstruct, field: string): void {
    checkObject(scope, `${field}.service`, this.service, 'serviceName', 'a Service');
    checkStruct(scope, `${field}.options`, this.options);
  }

  /** The servers, as nginx writes them. @internal */
  public _render(scope: IConstruct, field: string): string[] {
    const { maxFails, failTimeout } = this.options;
    if (failTimeout !== undefined) { checkObject(scope, `${field}.failTimeout`, failTimeout, 'toSeconds', 'a Duration'); }
    const port = portOf(scope, `${field}.port`, this.service, this.options.port);
    if (port === undefined) {
      throw invalid(scope, `${field}.port`, { given: undefined, allowed: 'a port, as those of the Service are not known', todo: 'say which port' });
    }
    checkPort(scope, `${field}.port`, port);
    const parameters = [
      ...maxFails === undefined ? [] : [` max_fails=${checkInteger(scope, `${field}.maxFails`, maxFails, 0, MAX_SECONDS)}`],
      ...failTimeout === undefined ? [] : [` fail_timeout=${checkInteger(scope, `${field}.failTimeout (seconds)`, failTimeout.toSeconds({ integral: false }), 0, MAX_SECONDS)}s`],
    ].join('');
    return this.addresses(scope, field, port).map(server => `${server}${parameters}`);
  }

  private addresses(scope: IConstruct, field: string, port: number): string[] {
    const { nodes, clusterIp } = this.options;
    if (!this._outside) {
      if (clusterIp !== undefined && !isIp(checkText(scope, `${field}.clusterIp`, clusterIp))) {
        throw invalid(scope, `${field}.clusterIp`, { given: clusterIp, allowed: 'an IP address', todo: 'write it like "192.168.231.83", or leave it out' });
      }
      const { name, namespace } = this.service;
      return [address(clusterIp ?? (namespace === undefined ? name : `${name}.${namespace}.svc.cluster.local`), port)];
    }
    const nodePort = this.service.ports?.find(p => p.port === port)?.nodePort;
    if (nodePort === undefined) {
      throw invalid(scope, `${field}.port`, {
        given: `port ${port} of Service ${this.service.name}`,
        allowed: 'a port whose nodePort is known',
        todo: 'set nodePort on the port of the Service, or on the ports of Service.fromServiceName',
      });
    }
    const checked = checkList(scope, `${field}.nodes`, nodes as string[]);
    if (checked.length === 0) {
      throw invalid(scope, `${field}.nodes`, { given: [], allowed: 'at least one node', todo: 'name the nodes by address' });
    }
    return checked.map((node, i) => address(checkHost(scope, `${field}.nodes[${i}]`, node, { ip: true }), nodePort));
  }
}

function address(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
