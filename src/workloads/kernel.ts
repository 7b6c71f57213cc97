import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { invalid } from '../core/errors';
import { checkKinds } from '../core/kinds';

/** Lowest port that any process may listen on, where the pod does not say otherwise. */
const FIRST_UNPRIVILEGED_PORT = 1024;

/** The capability that listening below 1024 takes. */
const BIND = 'NET_BIND_SERVICE';

/** What a gateway needs on a kernel older than 4.11. */
export interface OldKernelOptions {
  /**
   * Whether the gateway listens on ports below 1024, for which `istio-proxy` gets the capability NET_BIND_SERVICE.
   *
   * @default - for a gateway, true if a port of its Service goes to a port below 1024; for a template, false
   */
  readonly lowPorts?: boolean;

  /**
   * Whether `istio-proxy` runs as root. Outside root the capability helps only an image whose program carries it too.
   *
   * @default false
   */
  readonly runAsRoot?: boolean;
}

/**
 * The Linux kernel of the nodes that a gateway runs on.
 *
 * From 4.11 on the pod itself can say that its ports below 1024 need no privilege. On an older one (CentOS 7) that setting
 * does not exist, and a pod that has it does not start. Give the same kernel to the gateway and to the injection template:
 * the template's settings are put into the pod, which cannot take them out.
 *
 * @see https://docs.alauda.io/servicemesh/2.1/gateways/gateway-installation/linux-kernel-compatibility-notice.html
 * @example
 * const kernel = Kernel.before411();
 * new IngressGatewayDeployment(chart, 'ingress', { kernel });
 */
export class Kernel {
  /** Linux 4.11 or later. */
  public static from411(): Kernel {
    return new Kernel(false);
  }

  /** Older than Linux 4.11. */
  public static before411(options: OldKernelOptions = {}): Kernel {
    return new Kernel(true, options);
  }

  private constructor(
    /** @internal */
    readonly _old: boolean,
    private readonly options: OldKernelOptions = {},
  ) {}

  /** @internal */
  public get _lowPorts(): boolean | undefined {
    return this.options.lowPorts;
  }

  /** The pod's sysctls that let it listen below 1024. @internal */
  public get _sysctls(): kplus.k8s.Sysctl[] {
    return this._old ? [] : [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }];
  }

  /** That the options are of the right kinds. @internal */
  public _check(scope: IConstruct, field: string): void {
    checkKinds(scope, field, this.options, { lowPorts: 'truth', runAsRoot: 'truth' });
  }

  /**
   * What `istio-proxy` needs on top of its security settings.
   *
   * @param lowPorts whether it listens below 1024, where the options do not say
   * @internal
   */
  public _containerSecurityContext(lowPorts: boolean): kplus.k8s.SecurityContext {
    if (!this._old) { return {}; }
    return {
      ...(this.options.lowPorts ?? lowPorts ? { capabilities: { add: [BIND] } } : {}),
      ...(this.options.runAsRoot ? { runAsUser: 0, runAsGroup: 1337, runAsNonRoot: false } : {}),
    };
  }

  /**
   * That security settings which take the place of the default ones have what `istio-proxy` needs.
   *
   * @param lowPorts whether it listens below 1024, where the options do not say
   * @internal
   */
  public _checkContainerSecurityContext(scope: IConstruct, field: string, context: kplus.k8s.SecurityContext, lowPorts: boolean): void {
    if (!this._old) { return; }
    const { capabilities: { add = [], drop = [] } = {}, privileged, runAsNonRoot, runAsUser } = context;
    if (this.options.runAsRoot && (runAsUser !== 0 || runAsNonRoot)) {
      throw invalid(scope, `${field}.runAsUser`, {
        given: runAsNonRoot ? `${runAsUser}, and runAsNonRoot` : runAsUser,
        allowed: '0 without runAsNonRoot, as the kernel says runAsRoot',
        todo: 'add runAsUser: 0 and runAsNonRoot: false, or leave runAsRoot out',
      });
    }
    const kept = runAsUser === 0 && !grants(drop);
    if ((this.options.lowPorts ?? lowPorts) && !grants(add) && !kept && !privileged) {
      throw invalid(scope, `${field}.capabilities.add`, {
        given: context.capabilities?.add,
        allowed: `${BIND} among them, as the gateway listens below 1024 on a kernel older than 4.11`,
        todo: `add capabilities: { add: ['${BIND}'] }, or listen on higher ports`,
      });
    }
  }
}

/** Whether the capability to listen below 1024 is among several. */
function grants(capabilities: readonly string[]): boolean {
  return capabilities.includes(BIND) || capabilities.includes('ALL');
}

/** Whether listening on a port takes a privilege. */
export function isLowPort(port: number): boolean {
  return port < FIRST_UNPRIVILEGED_PORT;
}
