import * as kplus from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { checkIp, checkMember, checkPort, checkSubnet, checkUnique } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';
import { Resource, ResourceOptions } from '../core/resource';
import { IService } from '../core/service';
import { checkServicePorts } from '../core/service-ports';

/** How the Service in front of a gateway is reached. */
export enum IngressGatewayServiceType {
  /** From outside, through a load balancer. */
  LOAD_BALANCER = 'LoadBalancer',
  /** From outside, through a port of every node. */
  NODE_PORT = 'NodePort',
  /** From inside the cluster. */
  CLUSTER_IP = 'ClusterIP',
  /** There is no Service. */
  NONE = 'None',
}

/** Which pods of a Service get the traffic that reaches a node. */
export enum ServiceTrafficPolicy {
  /** All pods. */
  CLUSTER = 'Cluster',
  /** The pods of that node, and the client's address is kept. */
  LOCAL = 'Local',
}

/** A family of IP addresses. */
export enum IpFamily {
  /** IPv4 */
  IPV4 = 'IPv4',
  /** IPv6 */
  IPV6 = 'IPv6',
}

/** How many families of IP addresses a Service has. */
export enum IpFamilyPolicy {
  /** One. */
  SINGLE_STACK = 'SingleStack',
  /** Two where the cluster has two. */
  PREFER_DUAL_STACK = 'PreferDualStack',
  /** Two. */
  REQUIRE_DUAL_STACK = 'RequireDualStack',
}

/** The Service in front of a gateway. */
export interface IngressGatewayServiceOptions {
  /**
   * How the Service is reached, or that there is none.
   *
   * @default IngressGatewayServiceType.LOAD_BALANCER
   */
  readonly type?: IngressGatewayServiceType;

  /**
   * Ports of the Service; those of an Istio `Gateway` are these.
   *
   * @default - 15021 `status-port`, 80 `http2` and 443 `https`; for a network gateway 15021 `status-port`, 15443 `tls`, 15012 `tls-istiod` and 15017 `tls-webhook`
   */
  readonly ports?: kplus.k8s.ServicePort[];

  /**
   * Labels that pods must have besides those that select all pods of the gateway.
   *
   * @default - none
   */
  readonly selectorLabels?: { [label: string]: string };

  /**
   * Annotations of the Service, besides those of all objects.
   *
   * @default - none
   */
  readonly annotations?: { [annotation: string]: string };

  /**
   * Address of the Service in the cluster; `None`: the Service has none.
   *
   * @default - Kubernetes chooses one
   */
  readonly clusterIp?: string;

  /**
   * Addresses outside the cluster by which the Service is reached as well.
   *
   * @default - none
   */
  readonly externalIps?: string[];

  /**
   * Address that the load balancer is to have. Type LoadBalancer only.
   *
   * @default - the cloud chooses one
   */
  readonly loadBalancerIp?: string;

  /**
   * Addresses that the load balancer takes clients from, as CIDRs. Type LoadBalancer only.
   *
   * @default - all
   */
  readonly loadBalancerSourceRanges?: string[];

  /**
   * Whether the load balancer gets a port of every node. Type LoadBalancer only.
   *
   * @default true
   */
  readonly allocateLoadBalancerNodePorts?: boolean;

  /**
   * Which implementation of load balancers is responsible. Type LoadBalancer only.
   *
   * @default - the cloud's
   */
  readonly loadBalancerClass?: string;

  /**
   * Which pods get traffic from outside.
   *
   * @default - ServiceTrafficPolicy.CLUSTER
   */
  readonly externalTrafficPolicy?: ServiceTrafficPolicy;

  /**
   * Which pods get traffic from inside the cluster.
   *
   * @default - ServiceTrafficPolicy.CLUSTER
   */
  readonly internalTrafficPolicy?: ServiceTrafficPolicy;

  /**
   * Port of every node on which the load balancer asks whether it has pods. Type LoadBalancer and external traffic policy
   * LOCAL only. 1 to 65535.
   *
   * @default - Kubernetes chooses one
   */
  readonly healthCheckNodePort?: number;

  /**
   * How many families of addresses the Service has.
   *
   * @default - IpFamilyPolicy.SINGLE_STACK
   */
  readonly ipFamilyPolicy?: IpFamilyPolicy;

  /**
   * The families, the first one first.
   *
   * @default - the cluster's
   */
  readonly ipFamilies?: IpFamily[];
}

const KINDS: Kinds<IngressGatewayServiceOptions> = {
  type: Object.values(IngressGatewayServiceType),
  ports: 'elsewhere',
  selectorLabels: 'labels',
  annotations: 'map',
  clusterIp: 'text',
  externalIps: 'texts',
  loadBalancerIp: 'text',
  loadBalancerSourceRanges: 'texts',
  allocateLoadBalancerNodePorts: 'truth',
  loadBalancerClass: 'text',
  externalTrafficPolicy: Object.values(ServiceTrafficPolicy),
  internalTrafficPolicy: Object.values(ServiceTrafficPolicy),
  healthCheckNodePort: 'elsewhere',
  ipFamilyPolicy: Object.values(IpFamilyPolicy),
  ipFamilies: 'texts',
};

const PORTS = { 'status-port': 15021, 'http2': 80, 'https': 443 };
const NETWORK_GATEWAY_PORTS = { 'status-port': 15021, 'tls': 15443, 'tls-istiod': 15012, 'tls-webhook': 15017 };

/** The ports that a gateway's Service has where it is not told others. */
export function defaultPorts(networkGateway: boolean): kplus.k8s.ServicePort[] {
  return Object.entries(networkGateway ? NETWORK_GATEWAY_PORTS : PORTS)
    .map(([name, port]) => ({ name, port, protocol: 'TCP', targetPort: kplus.k8s.IntOrString.fromNumber(port) }));
}

/** The port of the pods that a port of the Service goes to: a number, or the name of a container's port. */
export function targetOf(port: kplus.k8s.ServicePort): kplus.k8s.IntOrString {
  return port.targetPort ?? kplus.k8s.IntOrString.fromNumber(port.port);
}

/** The Service, as what routes to it needs to know it. */
export class GatewayService extends Resource implements IService {
  constructor(
    scope: Construct, id: string, options: ResourceOptions,
    public readonly ports: kplus.k8s.ServicePort[],
    public readonly podLabels: { [label: string]: string },
  ) {
    super(scope, id, { ...options, madeByOthers: true });
  }

  public get serviceName(): string {
    return this.name;
  }
}

/** The spec of the Service, of whatever type but none. */
export function serviceSpec(
  options: IngressGatewayServiceOptions, ports: kplus.k8s.ServicePort[], selector: { [label: string]: string },
): kplus.k8s.ServiceSpec {
  const { annotations, selectorLabels, externalIps, type, ...rest } = options;
  return {
    ...rest,
    type: type ?? IngressGatewayServiceType.LOAD_BALANCER,
    externalIPs: externalIps,
    ports,
    selector: { ...selector, ...selectorLabels },
  };
}

/** Checks the settings of the Service. */
export function checkService(scope: IConstruct, options: IngressGatewayServiceOptions, ports: kplus.k8s.ServicePort[]): void {
  checkKinds(scope, 'service', options, KINDS);
  const type = options.type ?? IngressGatewayServiceType.LOAD_BALANCER;
  checkPorts(scope, type, ports);
  checkType(scope, type, options);
  checkAddresses(scope, options);
}

function checkPorts(scope: IConstruct, type: IngressGatewayServiceType, ports: kplus.k8s.ServicePort[]) {
  checkServicePorts(scope, 'service.ports', ports);
  if (ports.length === 0) {
    throw invalid(scope, 'service.ports', { given: [], allowed: 'one port or more', todo: 'leave ports out, or set the type to NONE' });
  }
  if (type !== IngressGatewayServiceType.CLUSTER_IP) { return; }
  ports.forEach(({ nodePort }, i) => {
    if (nodePort === undefined) { return; }
    throw invalid(scope, `service.ports[${i}].nodePort`, { given: nodePort, allowed: 'none, as the type is ClusterIP', todo: 'drop it, or change the type' });
  });
}

function checkType(scope: IConstruct, type: IngressGatewayServiceType, options: IngressGatewayServiceOptions) {
  const refuse = (field: keyof IngressGatewayServiceOptions, condition: string) => {
    if (options[field] === undefined) { return; }
    throw invalid(scope, `service.${field}`, { given: options[field], allowed: condition, todo: `leave ${field} out, or change the Service` });
  };
  if (type !== IngressGatewayServiceType.LOAD_BALANCER) {
    const condition = `it for type LoadBalancer only, and the type is ${type}`;
    refuse('loadBalancerIp', condition);
    refuse('loadBalancerSourceRanges', condition);
    refuse('allocateLoadBalancerNodePorts', condition);
    refuse('loadBalancerClass', condition);
  }
  if (type !== IngressGatewayServiceType.LOAD_BALANCER || options.externalTrafficPolicy !== ServiceTrafficPolicy.LOCAL) {
    refuse('healthCheckNodePort', 'it for type LoadBalancer with externalTrafficPolicy LOCAL only');
  }
  if (type === IngressGatewayServiceType.CLUSTER_IP && !options.externalIps?.length) {
    refuse('externalTrafficPolicy', 'it where the Service is reached from outside, and the type is ClusterIP');
  }
  if (type !== IngressGatewayServiceType.CLUSTER_IP && options.clusterIp === 'None') {
    refuse('clusterIp', `an address, as the type is ${type}`);
  }
}

function checkAddresses(scope: IConstruct, options: IngressGatewayServiceOptions) {
  const { clusterIp, externalIps, loadBalancerIp, loadBalancerSourceRanges, healthCheckNodePort, ipFamilies } = options;
  if (clusterIp !== undefined && clusterIp !== 'None') { checkIp(scope, 'service.clusterIp', clusterIp); }
  if (loadBalancerIp !== undefined) { checkIp(scope, 'service.loadBalancerIp', loadBalancerIp); }
  externalIps?.forEach((ip, i) => checkIp(scope, `service.externalIps[${i}]`, ip));
  loadBalancerSourceRanges?.forEach((range, i) => checkSubnet(scope, `service.loadBalancerSourceRanges[${i}]`, range, true));
  if (healthCheckNodePort !== undefined) { checkPort(scope, 'service.healthCheckNodePort', healthCheckNodePort); }
  ipFamilies?.forEach((family, i) => checkMember(scope, `service.ipFamilies[${i}]`, family, Object.values(IpFamily)));
  if (ipFamilies) { checkUnique(scope, 'service.ipFamilies', ipFamilies, 'drop one'); }
}
