import { ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { IstioGatewayBasicConfiguration } from './basic-configuration';
import { checkValues } from './checks';
import { checkCombinations, checkNetworkLoadBalancer, placesOf } from './combinations';
import { checkGatewayDrain, checkLoadBalancerDrain, IstioGatewayDrain } from './drain';
import { renderConfiguration, renderOverrides } from './render';
import { warnAbout } from './warnings';
import { checkMember } from '../core/checks';
import { invalid } from '../core/errors';
import { ImportedResource, refersTo, Resource } from '../core/resource';
import { IService } from '../core/service';
import { IGatewayWorkload } from '../core/workload';

const NAMESPACE = 'istio-system';
const MANAGED_BY_ASM = 'asm.alibabacloud.com/managed-by-asm';
const REPLICAS_MANAGED_BY_ASM = 'asm.alibabacloud.com/replicas-managed-by-asm';

/** Which way the traffic of an ASM gateway goes. */
export enum IstioGatewayType {
  /** Into the mesh. */
  INGRESS = 'ingress',
  /** Out of the mesh. */
  EGRESS = 'egress',
  /** Between the networks of the mesh. */
  CROSS_NETWORK = 'cross-network',
}

/** An ASM gateway, with the names of what its controller makes in the namespace istio-system of each cluster. */
export interface IIstioGateway extends IGatewayWorkload {
  /** Name of the Service: `istio-` and the gateway's name. */
  readonly gatewayServiceName: string;

  /** Name of the Deployment: `istio-` and the gateway's name. */
  readonly deploymentName: string;

  /** Name of the ServiceAccount: `istio-` and the gateway's name. */
  readonly serviceAccountName: string;

  /** Labels of the pods: those that were given, `app: istio-<name>` and `istio: <name>`. */
  readonly podLabels: { [label: string]: string };
}

/** What every ASM gateway takes, wherever its pods run. */
export interface IstioGatewayCommonProps extends IstioGatewayBasicConfiguration {
  /**
   * Name, labels and annotations. The namespace is istio-system: a gateway does not start in another one.
   * An annotation that a property sets too wins over the property.
   *
   * @default - a name made of the construct's path
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Which way the traffic goes.
   *
   * @default - ASM's: ingress
   */
  readonly gatewayType?: IstioGatewayType;

  /**
   * Whether ASM keeps the number of pods; `false` leaves it to a HorizontalPodAutoscaler of yours for the Deployment
   * (`deploymentName`). ASM 1.19 and later.
   *
   * @default - ASM's: true
   */
  readonly replicasManagedByAsm?: boolean;

  /**
   * How long connections may go on after a pod was told to end.
   *
   * @default - ASM's
   */
  readonly drain?: IstioGatewayDrain;
}

/** What an ASM gateway in the user's clusters is made of. */
export interface IstioGatewayProps extends IstioGatewayCommonProps {
  /**
   * Ids of the clusters that the gateway runs in.
   *
   * @default - none yet
   */
  readonly clusterIds?: string[];

  /**
   * What is different in a cluster, by the cluster's id. The clusters are among `clusterIds`.
   *
   * @default - all clusters are alike
   */
  readonly overrides?: { [clusterId: string]: IstioGatewayBasicConfiguration };
}

/** What a Serverless ASM gateway is made of. */
export interface ServerlessIstioGatewayProps extends IstioGatewayCommonProps {}

/** What is known of an ASM gateway that exists already. */
export interface IstioGatewayReferenceOptions {
  /**
   * Ports of its Service.
   *
   * @default - not known, so that no port is checked
   */
  readonly ports?: kplus.k8s.ServicePort[];

  /**
   * Labels that its pods were given.
   *
   * @default - none
   */
  readonly podLabels?: { [label: string]: string };
}

/**
 * A gateway of Alibaba Cloud Service Mesh (ASM). It is applied to ASM's own API server; its controller then makes Service,
 * Deployment and ServiceAccount `istio-<name>` in each cluster.
 *
 * @see https://www.alibabacloud.com/help/en/asm/sidecar/crd-fields-for-an-asm-gateway
 * @example
 * const ingress = new IstioGateway(chart, 'ingress', {
 *   clusterIds: ['c-1', 'c-2'],
 *   ports: [{ name: 'http2', port: 80, targetPort: kplus.k8s.IntOrString.fromNumber(80) }],
 *   overrides: { 'c-2': { replicaCount: 2 } },
 * });
 * new Gateway(chart, 'gateway', { workload: ingress, servers: [Server.http({ hosts: ['*.example.com'] })] });
 */
export class IstioGateway extends Resource implements IIstioGateway {
  /** An ASM gateway that exists already, in the namespace istio-system. */
  public static fromIstioGatewayName(scope: Construct, id: string, name: string, options: IstioGatewayReferenceOptions = {}): IIstioGateway {
    return new ImportedIstioGateway(scope, id, name, options);
  }

  /**
   * A gateway whose pods ASM runs itself, outside the user's clusters. ASM 1.18.0.147 and later.
   *
   * @throws as the constructor does
   */
  public static serverless(scope: Construct, id: string, props: ServerlessIstioGatewayProps = {}): IstioGateway {
    const annotations = { ...props.metadata?.annotations, [MANAGED_BY_ASM]: 'true' };
    return new IstioGateway(scope, id, { ...props, metadata: { ...props.metadata, annotations } });
  }

  public readonly podLabels: { [label: string]: string };
  public readonly service?: IService;

  /**
   * @throws if the namespace is not istio-system, a value is malformed or out of its range, ports share a name or number,
   *   fields cannot work together, or a cluster has an override and is not among `clusterIds`
   */
  constructor(scope: Construct, id: string, props: IstioGatewayProps = {}) {
    const given = props.metadata?.annotations ?? {};
    const annotations = {
      ...(props.replicasManagedByAsm !== undefined && { [REPLICAS_MANAGED_BY_ASM]: String(props.replicasManagedByAsm) }),
      ...props.drain?._annotations,
      ...given,
    };
    super(scope, id, {
      apiVersion: 'istio.alibabacloud.com/v1beta1',
      kind: 'IstioGateway',
      metadata: { ...props.metadata, namespace: NAMESPACE, annotations: Object.keys(annotations).length > 0 ? annotations : undefined },
      fields: {
        spec: () => ({
          gatewayType: props.gatewayType,
          clusterIds: props.clusterIds,
          ...renderConfiguration(basic),
          overrides: renderOverrides(overrides),
        }),
      },
    });
    this.checkPlacement(props);
    checkMember(this, 'gatewayType', props.gatewayType, Object.values(IstioGatewayType));

    const basic = this.settle('', props, props.drain?._serviceAnnotations);
    const overrides = Object.fromEntries(Object.entries(props.overrides ?? {}).map(([cluster, config]) =>
      [cluster, this.settle(`overrides.${cluster}.`, config)]));
    const behindLoadBalancer = (props.serviceType ?? kplus.ServiceType.LOAD_BALANCER) === kplus.ServiceType.LOAD_BALANCER;
    checkGatewayDrain(this, annotations, given, behindLoadBalancer);

    const [everywhere, ...clusters] = placesOf(basic, overrides);
    const standsAlone = !props.clusterIds?.length || props.clusterIds.some(cluster => !(cluster in overrides));
    [everywhere, ...clusters].forEach(place => checkCombinations(this, place));
    (standsAlone ? [everywhere, ...clusters] : clusters).forEach(place => checkNetworkLoadBalancer(this, place));
    [everywhere, ...clusters].forEach(place => warnAbout(this, place));

    const sameEverywhere = Object.values(overrides).every(config => !config.ports && !config.meshExpansionPorts);
    this.podLabels = podLabelsOf(this.name, props.podLabels);
    this.service = new GatewayService(this, sameEverywhere ? portsOf(props) : undefined, this);
  }

  public get gatewaySelector(): { [label: string]: string } {
    return selectorOf(this.name);
  }

  public get gatewayServiceName(): string {
    return madeName(this.name);
  }

  public get deploymentName(): string {
    return madeName(this.name);
  }

  public get serviceAccountName(): string {
    return madeName(this.name);
  }

  /** Where the gateway is, and where its pods run. */
  private checkPlacement({ metadata, clusterIds, overrides = {} }: IstioGatewayProps) {
    if (metadata?.namespace !== undefined && metadata.namespace !== NAMESPACE) {
      throw invalid(this, 'metadata.namespace', {
        given: metadata.namespace,
        allowed: `${NAMESPACE}, as a gateway does not start in another namespace`,
        todo: 'leave it out',
      });
    }
    if (metadata?.annotations?.[MANAGED_BY_ASM] === 'true' && clusterIds !== undefined && clusterIds.length > 0) {
      throw invalid(this, 'clusterIds', {
        given: clusterIds,
        allowed: 'none, as ASM runs the pods of a Serverless gateway itself',
        todo: `leave them out, or drop the annotation ${MANAGED_BY_ASM}`,
      });
    }
    for (const cluster of Object.keys(overrides)) {
      if (clusterIds?.includes(cluster)) { continue; }
      throw invalid(this, `overrides.${cluster}`, {
        given: cluster,
        allowed: clusterIds && clusterIds.length > 0 ? `clusters of the gateway: ${clusterIds.join(', ')}` : 'none, as clusterIds names no cluster',
        todo: 'add the cluster to clusterIds, or drop the override',
      });
    }
  }

  /** Checks the values of one configuration, and turns its load balancer into Service annotations and class. */
  private settle(path: string, config: IstioGatewayBasicConfiguration, drain: { [annotation: string]: string } = {}): IstioGatewayBasicConfiguration {
    checkValues(this, path, config);
    const { loadBalancerClass, annotations } = config.loadBalancer?._render(this, `${path}loadBalancer`) ?? { annotations: {} };
    if (loadBalancerClass !== undefined && config.loadBalancerClass !== undefined && config.loadBalancerClass !== loadBalancerClass) {
      throw invalid(this, `${path}loadBalancerClass`, {
        given: config.loadBalancerClass,
        allowed: `${loadBalancerClass}, as loadBalancer is a Network Load Balancer`,
        todo: 'leave it out, or drop loadBalancer',
      });
    }
    const given = config.serviceAnnotations ?? {};
    const serviceAnnotations = { ...annotations, ...drain, ...given };
    checkLoadBalancerDrain(this, serviceAnnotations, given, path);
    config.secretVolumes?.forEach(({ secret }) => refersTo(this, { name: secret.name, construct: secret }));
    config.configVolumes?.forEach(({ configMap }) => refersTo(this, { name: configMap.name, construct: configMap }));
    return {
      ...config,
      loadBalancer: undefined,
      loadBalancerClass: loadBalancerClass ?? config.loadBalancerClass,
      serviceAnnotations: Object.keys(serviceAnnotations).length > 0 ? serviceAnnotations : undefined,
    };
  }
}

class ImportedIstioGateway extends ImportedResource implements IIstioGateway {
  public readonly podLabels: { [label: string]: string };
  public readonly gatewaySelector: { [label: string]: string };
  public readonly service: IService;
  public readonly gatewayServiceName: string;
  public readonly deploymentName: string;
  public readonly serviceAccountName: string;

  constructor(scope: Construct, id: string, name: string, options: IstioGatewayReferenceOptions) {
    super(scope, id, name, { namespace: NAMESPACE });
    this.podLabels = podLabelsOf(name, options.podLabels);
    this.gatewaySelector = selectorOf(name);
    this.service = new GatewayService(this, options.ports && portsOf(options));
    this.gatewayServiceName = this.deploymentName = this.serviceAccountName = madeName(name);
  }
}

/** The Service that the controller makes. */
class GatewayService implements IService {
  public readonly namespace = NAMESPACE;

  constructor(
    private readonly gateway: IIstioGateway,
    public readonly ports?: kplus.k8s.ServicePort[],
    public readonly construct?: IConstruct,
  ) {}

  public get name(): string {
    return this.gateway.gatewayServiceName;
  }

  public get serviceName(): string {
    return this.name;
  }

  public get podLabels(): { [label: string]: string } {
    return this.gateway.podLabels;
  }
}

function madeName(gateway: string): string {
  return `istio-${gateway}`;
}

function selectorOf(gateway: string): { [label: string]: string } {
  return { istio: gateway };
}

function podLabelsOf(gateway: string, given: { [label: string]: string } = {}): { [label: string]: string } {
  return { ...given, app: madeName(gateway), ...selectorOf(gateway) };
}

/** The ports of the Service as Kubernetes takes them: a target port of 0 is the port itself. */
function portsOf({ ports, meshExpansionPorts = [] }: IstioGatewayBasicConfiguration): kplus.k8s.ServicePort[] | undefined {
  return ports && [...ports, ...meshExpansionPorts].map(port =>
    port.targetPort?.value === 0 ? { ...port, targetPort: kplus.k8s.IntOrString.fromNumber(port.port) } : port);
}
