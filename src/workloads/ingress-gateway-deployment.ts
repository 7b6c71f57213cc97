import { ApiObject, ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { addRole, addServiceAccount, IngressGatewayRbac, IngressGatewayServiceAccount } from './ingress-gateway-access';
import { checkPod, IngressGatewayPodOptions, podLabels, podTemplate } from './ingress-gateway-pod';
import { autoscalerSpec, checkAutoscaling, disruptionBudgetSpec, IngressGatewayAutoscaling, IngressGatewayPodDisruptionBudget, Replicas } from './ingress-gateway-scaling';
import { checkService, defaultPorts, GatewayService, IngressGatewayServiceOptions, IngressGatewayServiceType, serviceSpec, targetOf } from './ingress-gateway-service';
import { isLowPort } from './kernel';
import { MetadataOf, Part } from './part';
import { checkDnsLabel, checkIdentity, checkInteger } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';
import { refersTo } from '../core/resource';
import { IService } from '../core/service';
import { IGatewayWorkload } from '../core/workload';

/** What runs the pods of a gateway. */
export enum IngressGatewayKind {
  /** As many pods as needed. */
  DEPLOYMENT = 'Deployment',
  /** One pod a node. */
  DAEMON_SET = 'DaemonSet',
}

/** What a gateway is made of. */
export interface IngressGatewayDeploymentProps extends IngressGatewayPodOptions {
  /**
   * Name of the gateway and of all its objects. Pods are labelled `app: <name>` and `istio: <name without "istio-">`.
   *
   * @default - a name made of the construct's path
   */
  readonly name?: string;

  /**
   * Namespace of the gateway: one apart from the control plane's, of Pod Security `baseline` (`restricted` does not take the
   * sysctl).
   *
   * @default - the namespace of the chart
   */
  readonly namespace?: string;

  /**
   * What runs the pods.
   *
   * @default IngressGatewayKind.DEPLOYMENT
   */
  readonly kind?: IngressGatewayKind;

  /**
   * How many pods there are. Not with a DaemonSet, nor together with autoscaling. 0 or more.
   *
   * @default - as autoscaling says, and 1 without it
   */
  readonly replicaCount?: number;

  /**
   * How many pods there are by their load.
   *
   * @default - 1 to 5 at 80 % CPU, unless `replicaCount` is given or the kind is DaemonSet
   */
  readonly autoscaling?: IngressGatewayAutoscaling;

  /**
   * How many pods stay while nodes are drained.
   *
   * @default - 1 if there are always two or more, else none
   */
  readonly podDisruptionBudget?: IngressGatewayPodDisruptionBudget;

  /**
   * The Service in front of the pods.
   *
   * @default - of type LoadBalancer, with the ports 15021, 80 and 443
   */
  readonly service?: IngressGatewayServiceOptions;

  /**
   * The ServiceAccount that the pods run as.
   *
   * @default - one of the gateway's name is made
   */
  readonly serviceAccount?: IngressGatewayServiceAccount;

  /**
   * The role by which the gateway reads the Secrets of its namespace, where the certificates are.
   *
   * @default - one of the ServiceAccount's name is made
   */
  readonly rbac?: IngressGatewayRbac;

  /**
   * Whether a NetworkPolicy is made that lets in the ports of Service, health check and metrics only.
   *
   * @default false
   */
  readonly networkPolicy?: boolean;

  /**
   * How pods of a Deployment are replaced.
   *
   * @default - that of Kubernetes
   */
  readonly strategy?: kplus.k8s.DeploymentStrategy;

  /**
   * How pods of a DaemonSet are replaced.
   *
   * @default - that of Kubernetes
   */
  readonly updateStrategy?: kplus.k8s.DaemonSetUpdateStrategy;

  /**
   * Seconds that a pod must have been ready to count as available. 0 or more.
   *
   * @default 0
   */
  readonly minReadySeconds?: number;

  /**
   * Labels of all objects and of the pods; `app` and `istio` take the place of those that select the pods.
   *
   * @default - `istio.io/dataplane-mode: none`, which keeps the gateway out of the ambient mesh
   */
  readonly labels?: { [label: string]: string };

  /**
   * Annotations of all objects.
   *
   * @default - none
   */
  readonly annotations?: { [annotation: string]: string };
}

type OwnProps = Omit<IngressGatewayDeploymentProps, keyof IngressGatewayPodOptions>;
const KINDS: Kinds<OwnProps> = {
  name: 'text',
  namespace: 'text',
  kind: Object.values(IngressGatewayKind),
  replicaCount: 'elsewhere',
  autoscaling: 'struct',
  podDisruptionBudget: 'struct',
  service: 'struct',
  serviceAccount: 'struct',
  rbac: 'struct',
  networkPolicy: 'truth',
  strategy: 'struct',
  updateStrategy: 'struct',
  minReadySeconds: 'elsewhere',
  labels: 'labels',
  annotations: 'map',
};

/**
 * A gateway by injection: pods whose proxy Istio's injector completes, with their Service, ServiceAccount, Role, RoleBinding,
 * HorizontalPodAutoscaler and PodDisruptionBudget. All that Istio's Helm chart `gateway` lets a user set, in its words.
 *
 * Each object is a property of this construct, to be patched: `apiObject` is the Deployment or DaemonSet, and the Service is
 * `ApiObject.of(ingress.node.findChild('Service'))`.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/gateway/
 * @example
 * const ingress = new IngressGatewayDeployment(chart, 'ingress', { namespace: 'istio-ingress', autoscaling: { min: 2, max: 5 } });
 * const gateway = new Gateway(chart, 'gateway', { workload: ingress });
 */
export class IngressGatewayDeployment extends Construct implements IGatewayWorkload {
  /** The Deployment or DaemonSet. */
  public readonly apiObject: ApiObject;

  /**
   * The Service in front of the pods.
   *
   * @default - there is none
   */
  public readonly service?: IService;

  /**
   * The ServiceAccount that the pods run as.
   *
   * @default - none is made
   */
  public readonly serviceAccount?: ApiObject;

  /**
   * The Role that reads Secrets.
   *
   * @default - none is made
   */
  public readonly role?: ApiObject;

  /**
   * What gives the role to the ServiceAccount.
   *
   * @default - none is made
   */
  public readonly roleBinding?: ApiObject;

  /**
   * What adds and removes pods.
   *
   * @default - none is made
   */
  public readonly horizontalPodAutoscaler?: ApiObject;

  /**
   * What keeps pods while nodes are drained.
   *
   * @default - none is made
   */
  public readonly podDisruptionBudget?: ApiObject;

  /**
   * What lets in the ports of Service, health check and metrics only.
   *
   * @default - none is made
   */
  public readonly networkPolicy?: ApiObject;

  /** Labels that select the pods. */
  public readonly gatewaySelector: { [label: string]: string };

  /** Name of the ServiceAccount that the pods run as. */
  public readonly serviceAccountName: string;

  private readonly labels: { [label: string]: string };

  /**
   * @throws if a setting is impossible, or contradicts another one
   */
  constructor(scope: Construct, id: string, private readonly props: IngressGatewayDeploymentProps = {}) {
    super(scope, id);
    checkKinds<OwnProps>(this, '', props, KINDS);
    checkIdentity(this, '', undefined, props.namespace);
    const name = props.name === undefined ? this.generatedName() : checkDnsLabel(this, 'name', props.name);
    const serviceOptions = props.service ?? {};
    checkPod(this, props);
    const { ports = defaultPorts(Boolean(props.networkGateway)) } = serviceOptions;
    checkService(this, serviceOptions, ports);
    this.checkKind();
    const replicas = this.replicas();
    const lowPorts = this.lowPorts(ports);
    const budget = disruptionBudgetSpec(this, props.podDisruptionBudget ?? {}, replicas);

    this.gatewaySelector = { app: props.labels?.app ?? name, istio: props.labels?.istio ?? name.replace(/^istio-/, '') };
    this.labels = { 'istio.io/dataplane-mode': 'none', ...this.gatewaySelector, ...props.labels };
    const labelsOfPods = podLabels(props, this.labels);
    const selector = { matchLabels: this.gatewaySelector };

    const metadataOf: MetadataOf = (...args) => this.metadata(...args);
    const account = addServiceAccount(this, props.serviceAccount ?? {}, name, metadataOf);
    this.serviceAccount = account.made;
    this.serviceAccountName = account.name;
    const rbac = checkKinds(this, 'rbac', props.rbac ?? {}, { enabled: 'truth', roleName: 'text' });
    if (rbac.enabled ?? true) {
      const { role, roleBinding } = addRole(this, rbac, this.serviceAccountName, metadataOf);
      this.role = role;
      this.roleBinding = roleBinding;
    }
    if (serviceOptions.type !== IngressGatewayServiceType.NONE) {
      this.service = this.addService(name, serviceOptions, ports, labelsOfPods);
    }
    if (props.networkPolicy) { this.networkPolicy = this.addNetworkPolicy(name, ports); }

    const template = podTemplate(props, labelsOfPods, this.serviceAccountName, lowPorts);
    const { minReadySeconds, strategy, updateStrategy, replicaCount, kind = IngressGatewayKind.DEPLOYMENT } = props;
    this.apiObject = this.add('Resource', 'apps/v1', kind, name, kind === IngressGatewayKind.DAEMON_SET
      ? kplus.k8s.toJson_DaemonSetSpec({ selector, template, minReadySeconds, updateStrategy })
      : kplus.k8s.toJson_DeploymentSpec({ selector, template, minReadySeconds, strategy, replicas: replicaCount }));

    if (this.autoscaled && replicas) {
      this.horizontalPodAutoscaler = this.add('HorizontalPodAutoscaler', 'autoscaling/v2', 'HorizontalPodAutoscaler', name,
        kplus.k8s.toJson_HorizontalPodAutoscalerSpecV2(autoscalerSpec(name, props.autoscaling ?? {}, replicas)));
    }
    if (budget) {
      this.podDisruptionBudget = this.add('PodDisruptionBudget', 'policy/v1', 'PodDisruptionBudget', name,
        kplus.k8s.toJson_PodDisruptionBudgetSpec({ ...budget, selector }));
    }
    for (const secret of props.imagePullSecrets ?? []) { refersTo(this, { name: secret.name, construct: secret }); }
  }

  /** Name of the gateway and of all its objects. */
  public get name(): string {
    return this.apiObject.name;
  }

  /** Namespace of the gateway. */
  public get namespace(): string | undefined {
    return this.apiObject.metadata.namespace;
  }

  /** This construct. */
  public get construct(): IConstruct | undefined {
    return this;
  }

  /** The name that the chart would give to the Deployment, which is made last. */
  private generatedName(): string {
    const { name } = new ApiObject(this, 'Resource', { apiVersion: 'apps/v1', kind: IngressGatewayKind.DEPLOYMENT });
    this.node.tryRemoveChild('Resource');
    return name;
  }

  private get autoscaled(): boolean {
    const { kind, autoscaling, replicaCount } = this.props;
    return kind !== IngressGatewayKind.DAEMON_SET && (autoscaling ? autoscaling.enabled ?? true : replicaCount === undefined);
  }

  /** What goes with one of the two kinds only. */
  private checkKind() {
    const { kind, autoscaling, replicaCount, strategy, updateStrategy, minReadySeconds } = this.props;
    if (minReadySeconds !== undefined) { checkInteger(this, 'minReadySeconds', minReadySeconds, 0, 2 ** 31 - 1); }
    const daemonSet = kind === IngressGatewayKind.DAEMON_SET;
    const refuse = (field: string, given: unknown, allowed: string, todo: string) => {
      if (given !== undefined) { throw invalid(this, field, { given, allowed, todo }); }
    };
    if (daemonSet) {
      refuse('replicaCount', replicaCount, 'none, as a DaemonSet has one pod a node', 'drop it, or make the kind a Deployment');
      refuse('autoscaling', autoscaling?.enabled === false ? undefined : autoscaling, 'none, as a DaemonSet has one pod a node', 'drop it, or make the kind a Deployment');
      refuse('strategy', strategy, 'updateStrategy, as the kind is DaemonSet', 'give updateStrategy');
    } else {
      refuse('updateStrategy', updateStrategy, 'strategy, as the kind is Deployment', 'give strategy');
    }
    if (replicaCount !== undefined) { checkInteger(this, 'replicaCount', replicaCount, 0, 2 ** 31 - 1); }
    if (this.autoscaled) {
      refuse('replicaCount', replicaCount, 'replicaCount or autoscaling', 'give autoscaling.min and autoscaling.max, or turn autoscaling off');
    }
  }

  private replicas(): Replicas | undefined {
    const { kind, autoscaling, replicaCount } = this.props;
    if (kind === IngressGatewayKind.DAEMON_SET) { return undefined; }
    return this.autoscaled ? checkAutoscaling(this, autoscaling ?? {}) : { min: replicaCount ?? 1, max: replicaCount ?? 1 };
  }

  /** Whether the pods listen below 1024, by their Service, and may. */
  private lowPorts(ports: kplus.k8s.ServicePort[]): boolean {
    const { kernel, service, containerSecurityContext } = this.props;
    const low = ports.map(targetOf).findIndex(({ value }) => typeof value === 'number' && isLowPort(value));
    if (low >= 0 && kernel?._lowPorts === false && service?.type !== IngressGatewayServiceType.NONE) {
      throw invalid(this, `service.ports[${low}].targetPort`, {
        given: targetOf(ports[low]).value,
        allowed: '1024 or above, as the kernel is older than 4.11 and lowPorts is false',
        todo: 'let the port go to a higher one, e.g. 8080, or leave lowPorts out',
      });
    }
    if (containerSecurityContext) {
      kernel?._checkContainerSecurityContext(this, 'containerSecurityContext', containerSecurityContext, low >= 0);
    }
    return low >= 0;
  }

  private addService(
    name: string, options: IngressGatewayServiceOptions, ports: kplus.k8s.ServicePort[], labelsOfPods: { [label: string]: string },
  ): IService {
    const { networkGateway } = this.props;
    const labels: { [label: string]: string } = networkGateway ? { 'topology.istio.io/network': networkGateway } : {};
    const spec = kplus.k8s.toJson_ServiceSpec(serviceSpec(options, ports, this.gatewaySelector));
    return new GatewayService(this, 'Service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: this.metadata(name, { labels, annotations: options.annotations }),
      fields: { spec: () => spec },
    }, ports.map(port => ({ ...port })), labelsOfPods);
  }

  /** Lets in what comes to the ports of the Service, the health check and the metrics, and lets everything out. */
  private addNetworkPolicy(name: string, ports: kplus.k8s.ServicePort[]): Part {
    const open = ports.map(port => ({ port: targetOf(port), protocol: port.protocol ?? 'TCP' }));
    for (const port of [15020, 15021, 15090]) {
      if (!open.some(other => other.port.value === port)) { open.push({ port: kplus.k8s.IntOrString.fromNumber(port), protocol: 'TCP' }); }
    }
    const { revision } = this.props;
    return this.add('NetworkPolicy', 'networking.k8s.io/v1', 'NetworkPolicy', revision ? `${name}-${revision}` : name, kplus.k8s.toJson_NetworkPolicySpec({
      podSelector: { matchLabels: this.gatewaySelector },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ ports: open }],
      egress: [{}],
    }));
  }

  private metadata(name: string, own: ApiObjectMetadata = {}): ApiObjectMetadata {
    const { namespace, annotations } = this.props;
    return { name, namespace, labels: { ...this.labels, ...own.labels }, annotations: { ...annotations, ...own.annotations } };
  }

  private add(id: string, apiVersion: string, kind: string, name: string, spec: unknown): Part {
    return new Part(this, id, { apiVersion, kind, metadata: this.metadata(name), fields: { spec: () => spec } });
  }
}
