import * as kplus from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { Declared, ImportedResource, IResource, ReferenceOptions } from './resource';
import { IService } from './service';

/** The pods of a gateway: what an Istio `Gateway` configures. */
export interface IGatewayWorkload extends IResource {
  /** Labels that select the gateway's pods, in all namespaces. */
  readonly gatewaySelector: { [label: string]: string };

  /**
   * The Service in front of the gateway's pods.
   *
   * @default - not known, or the gateway has none
   */
  readonly service?: IService;
}

/** What is known of a gateway that exists already. */
export interface GatewayWorkloadReferenceOptions extends ReferenceOptions {
  /**
   * The Service in front of the gateway's pods.
   *
   * @default - not known
   */
  readonly service?: IService;
}

/** Gateways that this library does not make itself. */
export abstract class GatewayWorkload {
  /**
   * A gateway that exists already, by the labels of its pods.
   *
   * @param name name of its Deployment or DaemonSet
   * @param selector labels of its pods, e.g. `{ istio: 'ingressgateway' }`
   */
  public static fromLabels(
    scope: Construct, id: string, name: string, selector: { [label: string]: string }, options: GatewayWorkloadReferenceOptions = {},
  ): IGatewayWorkload {
    return new ImportedGatewayWorkload(scope, id, name, selector, options);
  }

  /**
   * The gateway that Istio's default profile installs: pods labelled `istio: ingressgateway`.
   *
   * Its namespace is `istio-system` unless another is given.
   *
   * @see https://istio.io/latest/docs/setup/additional-setup/config-profiles/
   */
  public static defaultIngressGateway(scope: Construct, id: string, options: GatewayWorkloadReferenceOptions = {}): IGatewayWorkload {
    const selector = { istio: 'ingressgateway' };
    return new ImportedGatewayWorkload(scope, id, 'istio-ingressgateway', selector, { namespace: 'istio-system', ...options });
  }

  /** A Deployment, DaemonSet or StatefulSet made with cdk8s-plus whose pods run a gateway. */
  public static fromKplus(workload: kplus.Workload, options: GatewayWorkloadReferenceOptions = {}): IGatewayWorkload {
    return new KplusGatewayWorkload(workload, options.service);
  }
}

class ImportedGatewayWorkload extends ImportedResource implements IGatewayWorkload {
  public readonly service?: IService;

  constructor(
    scope: Construct, id: string, name: string,
    public readonly gatewaySelector: { [label: string]: string },
    options: GatewayWorkloadReferenceOptions,
  ) {
    super(scope, id, name, options);
    this.service = options.service;
  }

  protected declared(): Declared {
    return { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { metadata: { labels: this.gatewaySelector } } } };
  }
}

class KplusGatewayWorkload implements IGatewayWorkload {
  public readonly construct: IConstruct;

  constructor(private readonly workload: kplus.Workload, public readonly service?: IService) {
    this.construct = workload;
  }

  public get name(): string {
    return this.workload.name;
  }

  public get namespace(): string | undefined {
    return this.workload.metadata.namespace;
  }

  public get gatewaySelector(): { [label: string]: string } {
    return { ...this.workload.matchLabels };
  }
}
