import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { gatewayInjectionTemplateText } from './gateway-injection-template-text';
import { Kernel } from './kernel';
import { checkObject, checkText } from '../core/checks';
import { checkKinds } from '../core/kinds';

/** What an injection template can be told. */
export interface GatewayInjectionTemplateOptions {
  /**
   * The kernel of the nodes that gateways run on.
   *
   * @default Kernel.from411()
   */
  readonly kernel?: Kernel;

  /**
   * Sysctls of the gateways' pods.
   *
   * @default - what the kernel needs: `net.ipv4.ip_unprivileged_port_start` 0, or none before 4.11
   */
  readonly sysctls?: kplus.k8s.Sysctl[];
}

/**
 * The template by which Istio's injector completes the pods of gateways, to replace the one that comes with Istio.
 *
 * On kernels older than 4.11 that is the only way to gateways by injection: the stock template gives every pod a sysctl that
 * does not exist there, and a pod cannot take it out.
 *
 * A template that has been replaced is frozen: it stays as it is when Istio is updated, while Istio's own changes from version
 * to version (that of 1.31 has a `divisor: "1"` at each resource field, for one). Compare it with Istio's at every update,
 * and drop it with the last old kernel.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#customizing-injection
 * @example
 * const template = new GatewayInjectionTemplate({ kernel: Kernel.before411() });
 * new IstioControlPlane(chart, 'istio', { version: 'v1.26.8', gatewayInjectionTemplate: template });
 */
export class GatewayInjectionTemplate {
  /**
   * The oldest minor version of Istio that has all that the text uses (ClusterTrustBundle is the newest of it), and the
   * version that Alauda Service Mesh 2 began with.
   */
  public static readonly ISTIO_VERSION = '1.26';

  /** The template: a Go template that makes YAML; ends with a newline, as a file does. */
  public readonly text: string;

  /**
   * @throws if the kernel is none, or a sysctl has no name or value
   */
  constructor(options: GatewayInjectionTemplateOptions = {}) {
    const path = new Construct(undefined as unknown as Construct, 'GatewayInjectionTemplate'); // no scope: a root of its own, for the errors
    checkKinds(path, 'options', options, { kernel: 'elsewhere', sysctls: 'structs' });
    if (options.kernel !== undefined) { checkObject(path, 'kernel', options.kernel, '_check', 'a Kernel')._check(path, 'kernel'); }
    options.sysctls?.forEach(({ name, value }, i) => {
      checkText(path, `sysctls[${i}].name`, name);
      checkText(path, `sysctls[${i}].value`, value);
    });
    const kernel = options.kernel ?? Kernel.from411();
    this.text = gatewayInjectionTemplateText({
      podSecurityContext: indent(4, sysctlLines(options.sysctls ?? kernel._sysctls)),
      containerSecurityContext: indent(6, securityLines(kernel._containerSecurityContext(false))),
    });
  }

  /** The template as a value of the `Istio` resource. @internal */
  public get _value(): string {
    return this.text.trimEnd();
  }

  /**
   * A merge patch that puts the template into an `Istio` resource that exists already:
   * `kubectl patch istio default --type=merge --patch-file istio-template-patch.json`.
   *
   * @returns text of a JSON file
   */
  public mergePatch(): string {
    const values = { sidecarInjectorWebhook: { templates: { gateway: this._value } } };
    return `${JSON.stringify({ spec: { values } }, undefined, 2)}\n`;
  }
}

function sysctlLines(sysctls: kplus.k8s.Sysctl[]): string[] {
  if (sysctls.length === 0) { return ['sysctls: []']; }
  return ['sysctls:', ...sysctls.flatMap(({ name, value }) => [`- name: ${name}`, `  value: ${JSON.stringify(value)}`])];
}

function securityLines({ capabilities, runAsUser, runAsGroup, runAsNonRoot }: kplus.k8s.SecurityContext): string[] {
  return [
    `runAsUser: ${runAsUser ?? '{{ .ProxyUID | default "1337" }}'}`,
    `runAsGroup: ${runAsGroup ?? '{{ .ProxyGID | default "1337" }}'}`,
    ...(runAsNonRoot === undefined ? [] : [`runAsNonRoot: ${runAsNonRoot}`]),
    ...(capabilities?.add ? ['capabilities:', '  add:', ...capabilities.add.map(capability => `  - ${capability}`)] : []),
  ];
}

function indent(columns: number, lines: string[]): string {
  return lines.map(line => ' '.repeat(columns) + line).join('\n');
}
