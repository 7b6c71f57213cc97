import { ApiObjectMetadata, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { futureConstruct } from './checks';
import { IGatewayClass } from './gateway-class';
import { IObjectReference } from './object-reference';
import { PodSpecOverlay } from './pod-overlay';
import { checkList, checkMember, checkObject } from '../core/checks';
import { checkKinds, checkStruct } from '../core/kinds';
import { refersTo, Resource } from '../core/resource';

const POD_LISTS = [
  'containers', 'ephemeralContainers', 'hostAliases', 'imagePullSecrets', 'initContainers', 'readinessGates', 'resourceClaims', 'schedulingGates',
  'tolerations', 'topologySpreadConstraints', 'volumes',
] as const;

/** What is laid over the pod template of a Deployment. */
export interface PodTemplateOverlay {
  /**
   * Labels and annotations of the pods.
   *
   * @default - Istio's
   */
  readonly metadata?: kplus.k8s.ObjectMeta;

  /**
   * The pods.
   *
   * @default - Istio's
   */
  readonly spec?: PodSpecOverlay;
}

/** What is laid over the specification of a Deployment. */
export interface DeploymentSpecOverlay {
  /**
   * Seconds that a new pod must be ready to count as available.
   *
   * @default - Istio's
   */
  readonly minReadySeconds?: number;

  /**
   * Whether changes are held back.
   *
   * @default - Istio's
   */
  readonly paused?: boolean;

  /**
   * Seconds after which a change that gets nowhere counts as failed.
   *
   * @default - Istio's
   */
  readonly progressDeadlineSeconds?: number;

  /**
   * Number of pods. Leave it out where a HorizontalPodAutoscaler decides.
   *
   * @default - Istio's: 1
   */
  readonly replicas?: number;

  /**
   * Number of old ReplicaSets that are kept.
   *
   * @default - Istio's
   */
  readonly revisionHistoryLimit?: number;

  /**
   * Labels of the pods that belong to the Deployment. It cannot be changed later.
   *
   * @default - Istio's
   */
  readonly selector?: kplus.k8s.LabelSelector;

  /**
   * How pods are replaced.
   *
   * @default - Istio's
   */
  readonly strategy?: kplus.k8s.DeploymentStrategy;

  /**
   * The pods.
   *
   * @default - Istio's
   */
  readonly template?: PodTemplateOverlay;
}

/** What is laid over a Deployment. */
export interface DeploymentOverlay {
  /**
   * Labels and annotations of the Deployment.
   *
   * @default - Istio's
   */
  readonly metadata?: kplus.k8s.ObjectMeta;

  /**
   * The specification of the Deployment.
   *
   * @default - Istio's
   */
  readonly spec?: DeploymentSpecOverlay;
}

/** What is laid over the specification of a HorizontalPodAutoscaler. */
export interface HorizontalPodAutoscalerSpecOverlay {
  /**
   * How fast the number of pods changes.
   *
   * @default - the cluster's
   */
  readonly behavior?: kplus.k8s.HorizontalPodAutoscalerBehaviorV2;

  /**
   * Largest number of pods.
   *
   * @default - Istio's: 1
   */
  readonly maxReplicas?: number;

  /**
   * What the number of pods depends on.
   *
   * @default - the cluster's: CPU 80 %
   */
  readonly metrics?: kplus.k8s.MetricSpecV2[];

  /**
   * Smallest number of pods.
   *
   * @default - the cluster's: 1
   */
  readonly minReplicas?: number;

  /**
   * What is scaled.
   *
   * @default - the Deployment that Istio makes
   */
  readonly scaleTargetRef?: kplus.k8s.CrossVersionObjectReferenceV2;
}

/** What is laid over a HorizontalPodAutoscaler. */
export interface HorizontalPodAutoscalerOverlay {
  /**
   * Labels and annotations of the HorizontalPodAutoscaler.
   *
   * @default - Istio's
   */
  readonly metadata?: kplus.k8s.ObjectMeta;

  /**
   * The specification of the HorizontalPodAutoscaler.
   *
   * @default - Istio's
   */
  readonly spec?: HorizontalPodAutoscalerSpecOverlay;
}

/** What the parameters of a Gateway are made of. Each overlay is merged into what Istio makes (strategic merge patch). */
export interface GatewayParametersProps {
  /**
   * Name, namespace, labels and annotations. The namespace must be the Gateway's.
   *
   * @default - a name made of the construct's path, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * What is laid over the Deployment.
   *
   * @default - nothing
   */
  readonly deployment?: DeploymentOverlay;

  /**
   * What is laid over the Service.
   *
   * @default - nothing
   */
  readonly service?: kplus.k8s.KubeServiceProps;

  /**
   * What is laid over the ServiceAccount.
   *
   * @default - nothing
   */
  readonly serviceAccount?: kplus.k8s.KubeServiceAccountProps;

  /**
   * The HorizontalPodAutoscaler.
   *
   * @default - Istio makes none
   */
  readonly horizontalPodAutoscaler?: HorizontalPodAutoscalerOverlay;

  /**
   * The PodDisruptionBudget.
   *
   * @default - Istio makes none
   */
  readonly podDisruptionBudget?: kplus.k8s.KubePodDisruptionBudgetProps;

  /**
   * The class whose Gateways all take these parameters; the ConfigMap must then be in Istio's root namespace
   * (`istio-system`), and no Gateway needs to name it.
   *
   * @default - the Gateways that name it in `infrastructure.parametersRef`
   */
  readonly defaultsForClass?: IGatewayClass;
}

/** What gateways on an old kernel do. */
export interface OldKernelGatewayOptions {
  /**
   * Name, namespace, labels and annotations. The namespace must be the Gateway's.
   *
   * @default - a name made of the construct's path, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Whether the gateway listens on ports below 1024, for which `istio-proxy` gets the capability NET_BIND_SERVICE.
   *
   * @default false
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
 * Parameters of a Gateway that Istio deploys: the ConfigMap that `infrastructure.parametersRef` names, with what is laid
 * over Deployment, Service, ServiceAccount, HorizontalPodAutoscaler and PodDisruptionBudget.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment
 * @example
 * const parametersRef = new GatewayParameters(chart, 'parameters', {
 *   horizontalPodAutoscaler: { spec: { minReplicas: 2, maxReplicas: 5 } },
 * });
 * new GatewayApiGateway(chart, 'gateway', { gatewayClass, listeners: [Listener.http()], infrastructure: { parametersRef } });
 */
export class GatewayParameters extends Resource implements IObjectReference {
  /**
   * Parameters for nodes whose kernel is older than 4.11 (CentOS 7): it lacks `net.ipv4.ip_unprivileged_port_start`, so
   * that the gateway's pods do not start unless they give the sysctl up. `Kernel.before411` does the same for pods of
   * IngressGatewayDeployment.
   */
  public static forOldKernel(scope: Construct, id: string, options: OldKernelGatewayOptions = {}): GatewayParameters {
    const { metadata, lowPorts, runAsRoot } = checkKinds(futureConstruct(scope, id), '', options, { metadata: 'metadata', lowPorts: 'truth', runAsRoot: 'truth' });
    const securityContext = {
      ...(lowPorts ? { capabilities: { add: ['NET_BIND_SERVICE'] } } : {}),
      ...(runAsRoot ? { runAsUser: 0, runAsGroup: 1337, runAsNonRoot: false } : {}),
    };
    const containers = lowPorts || runAsRoot ? [{ name: 'istio-proxy', securityContext }] : undefined;
    return new GatewayParameters(scope, id, {
      metadata,
      deployment: { spec: { template: { spec: { securityContext: { sysctls: [] }, containers } } } },
    });
  }

  /** API group of the ConfigMap: the core group. */
  public readonly group = '';

  /** Kind of the object. */
  public readonly kind = 'ConfigMap';

  /**
   * @throws if an overlay is none
   */
  constructor(scope: Construct, id: string, props: GatewayParametersProps = {}) {
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: withClass(checkStruct(futureConstruct(scope, id), 'props', props)),
      fields: { data: () => data },
    });
    const { defaultsForClass } = checkKinds(this, '', props, {
      metadata: 'metadata',
      deployment: 'struct',
      service: 'struct',
      serviceAccount: 'struct',
      horizontalPodAutoscaler: 'struct',
      podDisruptionBudget: 'struct',
      defaultsForClass: 'elsewhere',
    });
    if (defaultsForClass !== undefined) {
      refersTo(this, checkObject(this, 'defaultsForClass', defaultsForClass, 'gatewayClassName', 'a class, e.g. GatewayClass.istio(chart, "istio")'));
    }
    const data = renderData(this, props);
  }
}

function withClass({ metadata, defaultsForClass }: GatewayParametersProps): ApiObjectMetadata | undefined {
  return defaultsForClass
    ? { ...metadata, labels: { ...metadata?.labels, 'gateway.istio.io/defaults-for-class': defaultsForClass.name } }
    : metadata;
}

function renderData(scope: IConstruct, props: GatewayParametersProps): { [key: string]: string } | undefined {
  const { k8s } = kplus;
  checkDeployment(scope, props.deployment);
  checkOverlay(scope, 'service', props.service);
  checkOverlay(scope, 'serviceAccount', props.serviceAccount);
  checkOverlay(scope, 'horizontalPodAutoscaler', props.horizontalPodAutoscaler);
  checkOverlay(scope, 'podDisruptionBudget', props.podDisruptionBudget);
  const overlays = {
    // the L1 structs want what a whole object needs, but render what there is
    deployment: k8s.toJson_KubeDeploymentProps(props.deployment as kplus.k8s.KubeDeploymentProps),
    service: k8s.toJson_KubeServiceProps(props.service),
    serviceAccount: k8s.toJson_KubeServiceAccountProps(props.serviceAccount),
    horizontalPodAutoscaler: k8s.toJson_KubeHorizontalPodAutoscalerV2Props(
      props.horizontalPodAutoscaler as kplus.k8s.KubeHorizontalPodAutoscalerV2Props,
    ),
    podDisruptionBudget: k8s.toJson_KubePodDisruptionBudgetProps(props.podDisruptionBudget),
  };
  const entries = Object.entries(overlays).filter(([, overlay]) => overlay).map(([key, overlay]) => [key, Yaml.stringify(overlay)]);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** The overlay of a Deployment down to its containers; the structs of Kubernetes below are its own affair. */
function checkDeployment(scope: IConstruct, deployment: DeploymentOverlay = {}) {
  const { spec = {} } = checkKinds(scope, 'deployment', deployment, { metadata: 'metadata', spec: 'struct' });
  const { strategy = {}, selector = {}, template = {} } = spec;
  checkStruct(scope, 'deployment.spec.strategy', strategy);
  checkStruct(scope, 'deployment.spec.selector', selector);
  const field = 'deployment.spec.template';
  const { spec: pod = {} } = checkKinds(scope, field, template, { metadata: 'metadata', spec: 'struct' });
  for (const name of POD_LISTS) {
    checkList<object>(scope, `${field}.spec.${name}`, pod[name] ?? []).forEach((item, i) => checkStruct(scope, `${field}.spec.${name}[${i}]`, item));
  }
  checkMember(scope, `${field}.spec.dnsPolicy`, pod.dnsPolicy, Object.values(kplus.DnsPolicy));
  checkMember(scope, `${field}.spec.preemptionPolicy`, pod.preemptionPolicy, ['PreemptLowerPriority', 'Never']);
  checkMember(scope, `${field}.spec.restartPolicy`, pod.restartPolicy, Object.values(kplus.RestartPolicy));
}

/** The overlay of another object: its metadata and what is specified. */
function checkOverlay(scope: IConstruct, field: string, overlay: { readonly metadata?: kplus.k8s.ObjectMeta; readonly spec?: object } = {}) {
  checkKinds(scope, field, { metadata: overlay.metadata, spec: overlay.spec }, { metadata: 'metadata', spec: 'struct' });
}
