import { ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { IstioGatewayBasicConfiguration } from './basic-configuration';
import { checkValues } from './checks';
import { checkCombinations, checkNetworkLoadBalancer, placesOf } from './combinations';
import { checkGatewayDrain, checkLoadBalancerDrain, IstioGatewayDrain } from './drain';
import { NLB_CLASS } from './load-balancer';
import { renderConfiguration, renderOverrides } from './render';
import { warnAbout } from './warnings';
import { checkMap, checkObject, checkUnique } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, checkStruct, Kinds } from '../core/kinds';
import { Declared, ImportedResource, refersTo, Resource } from '../core/resource';
import { IService } from '../core/service';
import { checkServicePorts } from '../core/service-ports';
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
   * Name, labels and annotations. The namespace is istio-system: a gateway does not start in another one. The name has at
   * most 57 characters and no dots, as that of the Service begins with `istio-`.
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
   * Ids of the clusters that the gateway runs in, each once.
   *
   * @default - none yet
   */
  readonly clusterIds?: string[];

  /**
   * What is different in a cluster, by the cluster's id. The clusters are among `clusterIds`. A load balancer is of the kind
   * that the gateway itself has.
   *
   * @default - all clusters are alike
   */
  readonly overrides?: { [clusterId: string]: IstioGatewayBasicConfiguration };
}

type OwnProps = Omit<IstioGatewayProps, keyof IstioGatewayBasicConfiguration>;
const KINDS: Kinds<OwnProps> = {
  metadata: 'metadata',
  gatewayType: Object.values(IstioGatewayType),
  replicasManagedByAsm: 'truth',
  drain: 'elsewhere',
  clusterIds: 'texts',
  overrides: 'elsewhere',
};

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
    const metadata = checkStruct(scope, `${id}.metadata`, checkStruct(scope, id, props).metadata ?? {});
    return new IstioGateway(scope, id, { ...props, metadata: { ...metadata, annotations: { ...metadata.annotations, [MANAGED_BY_ASM]: 'true' } } });
  }

  public readonly podLabels: { [label: string]: string };
  public readonly service?: IService;

  /**
   * @throws if the namespace is not istio-system, the name is too long for that of a Service, a value is malformed or out of
   *   its range, ports share a name or number, fields cannot work together, or a cluster has an override and is not among
   *   `clusterIds`
   */
  constructor(scope: Construct, id: string, props: IstioGatewayProps = {}) {
    super(scope, id, {
      apiVersion: 'istio.alibabacloud.com/v1beta1',
      kind: 'IstioGateway',
      metadata: { ...checkStruct(scope, id, props).metadata, namespace: NAMESPACE },
      fields: { spec: () => spec },
    });
    checkKinds<OwnProps>(this, '', props, KINDS);
    checkGatewayName(this, 'metadata.name', this.name);
    this.checkPlacement(props);

    const given = props.metadata?.annotations ?? {};
    if (props.drain !== undefined) { checkObject(this, 'drain', props.drain, '_check', 'an IstioGatewayDrain')._check(this, 'drain'); }
    const annotations = {
      ...(props.replicasManagedByAsm !== undefined && { [REPLICAS_MANAGED_BY_ASM]: String(props.replicasManagedByAsm) }),
      ...props.drain?._annotations,
      ...given,
    };
    for (const [annotation, value] of Object.entries(annotations)) { this.metadata.addAnnotation(annotation, value); }

    const basic = this.settle('', props, props.drain?._serviceAnnotations);
    const overrides = Object.fromEntries(Object.entries(props.overrides ?? {}).map(([cluster, config]) => {
      const settled = this.settle(`overrides.${cluster}.`, config);
      checkSameKind(this, `overrides.${cluster}.loadBalancer`, props, config);
      return [cluster, settled];
    }));
    const spec = {
      gatewayType: props.gatewayType,
      clusterIds: props.clusterIds && [...props.clusterIds],
      ...renderConfiguration(basic),
      overrides: renderOverrides(overrides),
    };
    const behindLoadBalancer = (props.serviceType ?? kplus.ServiceType.LOAD_BALANCER) === kplus.ServiceType.LOAD_BALANCER;
    checkGatewayDrain(this, annotations, given, behindLoadBalancer);

    const [everywhere, ...clusters] = placesOf(basic, overrides);
    const standsAlone = !props.clusterIds?.length || props.clusterIds.some(cluster => !Object.hasOwn(overrides, cluster));
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
    const nameless = clusterIds?.indexOf('') ?? -1;
    if (nameless >= 0) {
      throw invalid(this, `clusterIds[${nameless}]`, { given: '', allowed: 'the id of a cluster', todo: 'give the id, or drop it from the list' });
    }
    checkUnique(this, 'clusterIds', clusterIds ?? [], 'drop one of the two');
    checkMap(this, 'overrides', overrides);
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
    if (config.loadBalancer !== undefined) { checkObject(this, `${path}loadBalancer`, config.loadBalancer, '_render', 'an AlibabaLoadBalancer'); }
    const { loadBalancerClass, annotations } = config.loadBalancer?._render(this, `${path}loadBalancer`) ?? { annotations: {} };
    if (config.loadBalancer?._network === false && config.loadBalancerClass === NLB_CLASS) {
      throw invalid(this, `${path}loadBalancerClass`, {
        given: NLB_CLASS,
        allowed: 'another class or none, as loadBalancer is a Classic Load Balancer',
        todo: 'drop one of the two',
      });
    }
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
    checkGatewayName(this, 'name', name);
    checkKinds(this, 'options', options, { ports: 'elsewhere', podLabels: 'labels' });
    checkServicePorts(this, 'options.ports', options.ports, { zeroTargetPort: true });
    this.podLabels = podLabelsOf(name, options.podLabels);
    this.gatewaySelector = selectorOf(name);
    this.service = new GatewayService(this, options.ports && portsOf(options));
    this.gatewayServiceName = this.deploymentName = this.serviceAccountName = madeName(name);
  }

  /** Its pods and its Service follow from it. */
  protected declared(): Declared {
    const ports = this.service.ports?.map(kplus.k8s.toJson_ServicePort);
    return { apiVersion: 'istio.alibabacloud.com/v1beta1', kind: 'IstioGateway', spec: { ports, podLabels: this.podLabels } };
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

/** That the objects which the controller makes can have their name, which for the Service is a DNS label. */
function checkGatewayName(scope: IConstruct, field: string, name: string) {
  if (name.includes('.') || madeName(name).length > 63) {
    throw invalid(scope, field, {
      given: name,
      allowed: 'at most 57 characters and no dots, as the Service is named istio-<name>',
      todo: 'give a shorter name without dots in metadata.name',
    });
  }
}

/** That a cluster has the kind of load balancer that the gateway has: settings of both would stand in one Service. */
function checkSameKind(scope: IConstruct, field: string, gateway: IstioGatewayBasicConfiguration, cluster: IstioGatewayBasicConfiguration) {
  const network = gateway.loadBalancer?._network ?? (gateway.loadBalancerClass === NLB_CLASS ? true : undefined);
  const given = cluster.loadBalancer?._network;
  if (network === undefined || given === undefined || given === network) { return; }
  const kind = (nlb: boolean) => nlb ? 'a Network Load Balancer' : 'a Classic Load Balancer';
  throw invalid(scope, field, {
    given: kind(given),
    allowed: `${kind(network)}, as the gateway's own is one and its class cannot be taken back`,
    todo: 'leave it out of the gateway, and say it in each override',
  });
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
