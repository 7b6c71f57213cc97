import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { checkEnvName } from './env';
import { Kernel } from './kernel';
import { checkDnsLabel, checkInteger, checkObject, checkUnique } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';
import { checkLabelValue } from '../core/labels';
import { checkResources } from '../core/resources';

/** What the pods of a gateway are made of. */
export interface IngressGatewayPodOptions {
  /**
   * Revision of the control plane that injects the proxy.
   *
   * @default - that of the default control plane
   */
  readonly revision?: string;

  /**
   * Kernel of the nodes. On one older than 4.11 the pods have no sysctl; the injection template must be that of an old
   * kernel too, see `GatewayInjectionTemplate`.
   *
   * @default Kernel.from411()
   */
  readonly kernel?: Kernel;

  /**
   * Annotations of the pods, besides those that choose the template and tell Prometheus where the metrics are. They win over
   * both.
   *
   * @default - none
   */
  readonly podAnnotations?: { [annotation: string]: string };

  /**
   * Security settings of the pods, in place of the default ones.
   *
   * @default - what the kernel needs to listen below 1024: the sysctl `net.ipv4.ip_unprivileged_port_start` 0, or none before 4.11
   */
  readonly securityContext?: kplus.k8s.PodSecurityContext;

  /**
   * Security settings of `istio-proxy`, in place of the default ones. On a kernel older than 4.11 they have what that needs:
   * the capability NET_BIND_SERVICE for ports below 1024, and root where it is to run as root.
   *
   * @default - no capability, no escalation of privileges, a read-only root file system, a user other than root
   */
  readonly containerSecurityContext?: kplus.k8s.SecurityContext;

  /**
   * CPU and memory of `istio-proxy`.
   *
   * @default - requests 100m and 128Mi, limits 2000m and 1024Mi
   */
  readonly resources?: kplus.k8s.ResourceRequirements;

  /**
   * Environment variables of `istio-proxy`.
   *
   * @default - none
   */
  readonly env?: { [name: string]: string };

  /**
   * Environment variables of `istio-proxy` that come from elsewhere: a Secret, a ConfigMap, a field of the pod.
   *
   * @default - none
   */
  readonly envVarFrom?: kplus.k8s.EnvVar[];

  /**
   * How Kubernetes asks `istio-proxy` whether it is ready.
   *
   * @default - that of the injection template
   */
  readonly readinessProbe?: kplus.k8s.Probe;

  /**
   * What `istio-proxy` does after its start and before its end.
   *
   * @default - nothing
   */
  readonly lifecycle?: kplus.k8s.Lifecycle;

  /**
   * Network that the gateway leads other networks into. It is then a network gateway, with ports of its own.
   *
   * @default - it is none
   */
  readonly networkGateway?: string;

  /**
   * When the image of the proxy is pulled.
   *
   * @default - that of the injection template
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;

  /**
   * Secrets for the registry of images.
   *
   * @default - none
   */
  readonly imagePullSecrets?: kplus.ISecret[];

  /**
   * Labels of the nodes that pods may run on.
   *
   * @default - all nodes
   */
  readonly nodeSelector?: { [label: string]: string };

  /**
   * Nodes and pods that the pods are to be near to, or far from.
   *
   * @default - none
   */
  readonly affinity?: kplus.k8s.Affinity;

  /**
   * Taints of nodes that the pods put up with.
   *
   * @default - none
   */
  readonly tolerations?: kplus.k8s.Toleration[];

  /**
   * How the pods are spread over nodes and zones.
   *
   * @default - as the cluster does
   */
  readonly topologySpreadConstraints?: kplus.k8s.TopologySpreadConstraint[];

  /**
   * Where the pods look up names.
   *
   * @default - kplus.DnsPolicy.CLUSTER_FIRST
   */
  readonly dnsPolicy?: kplus.DnsPolicy;

  /**
   * Name servers, domains and options for looking up names.
   *
   * @default - those of the policy
   */
  readonly dnsConfig?: kplus.k8s.PodDnsConfig;

  /**
   * Seconds that a pod has to end. 0 or more.
   *
   * @default 30
   */
  readonly terminationGracePeriodSeconds?: number;

  /**
   * Priority of the pods where there is not room for all.
   *
   * @default - the cluster's
   */
  readonly priorityClassName?: string;

  /**
   * Volumes of the pods, besides those of the injection template.
   *
   * @default - none
   */
  readonly volumes?: kplus.k8s.Volume[];

  /**
   * Where `istio-proxy` finds volumes, besides those of the injection template.
   *
   * @default - none
   */
  readonly volumeMounts?: kplus.k8s.VolumeMount[];

  /**
   * Containers that run before `istio-proxy`.
   *
   * @default - none
   */
  readonly initContainers?: kplus.k8s.Container[];

  /**
   * Containers that run beside `istio-proxy`.
   *
   * @default - none
   */
  readonly additionalContainers?: kplus.k8s.Container[];
}

const ANNOTATIONS = {
  'inject.istio.io/templates': 'gateway',
  'prometheus.io/port': '15020',
  'prometheus.io/scrape': 'true',
  'prometheus.io/path': '/stats/prometheus',
};

const { fromString } = kplus.k8s.Quantity;
const RESOURCES: kplus.k8s.ResourceRequirements = {
  requests: { cpu: fromString('100m'), memory: fromString('128Mi') },
  limits: { cpu: fromString('2000m'), memory: fromString('1024Mi') },
};

/** Labels that pods have besides those of all objects of the gateway. */
export function podLabels(options: IngressGatewayPodOptions, labels: { [label: string]: string }): { [label: string]: string } {
  return {
    'sidecar.istio.io/inject': 'true',
    ...(options.revision ? { 'istio.io/rev': options.revision } : {}),
    ...labels,
    ...(options.networkGateway ? { 'topology.istio.io/network': options.networkGateway } : {}),
  };
}

/** Pods that the injector completes: it puts the proxy's image, arguments and volumes into the container `istio-proxy`. */
export function podTemplate(
  options: IngressGatewayPodOptions, labels: { [label: string]: string }, serviceAccountName: string, lowPorts: boolean,
): kplus.k8s.PodTemplateSpec {
  const kernel = options.kernel ?? Kernel.from411();
  return {
    metadata: { labels, annotations: { ...ANNOTATIONS, ...options.podAnnotations } },
    spec: {
      serviceAccountName,
      securityContext: options.securityContext ?? { sysctls: kernel._sysctls },
      imagePullSecrets: options.imagePullSecrets?.map(({ name }) => ({ name })),
      volumes: options.volumes,
      initContainers: options.initContainers,
      containers: [proxy(options, kernel, lowPorts), ...options.additionalContainers ?? []],
      nodeSelector: options.nodeSelector,
      affinity: options.affinity,
      tolerations: options.tolerations,
      topologySpreadConstraints: options.topologySpreadConstraints,
      dnsPolicy: options.dnsPolicy,
      dnsConfig: options.dnsConfig,
      terminationGracePeriodSeconds: options.terminationGracePeriodSeconds ?? 30,
      priorityClassName: options.priorityClassName,
    },
  };
}

function proxy(options: IngressGatewayPodOptions, kernel: Kernel, lowPorts: boolean): kplus.k8s.Container {
  const forKernel = kernel._containerSecurityContext(lowPorts);
  const env = [
    ...(options.networkGateway ? [{ name: 'ISTIO_META_REQUESTED_NETWORK_VIEW', value: options.networkGateway }] : []),
    ...Object.entries(options.env ?? {}).map(([name, value]) => ({ name, value })),
    ...options.envVarFrom ?? [],
  ];
  return {
    name: 'istio-proxy',
    image: 'auto',
    imagePullPolicy: options.imagePullPolicy,
    securityContext: options.containerSecurityContext ?? {
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      ...forKernel,
      capabilities: { drop: ['ALL'], ...forKernel.capabilities },
    },
    env: env.length > 0 ? env : undefined,
    ports: [{ containerPort: 15090, protocol: 'TCP', name: 'http-envoy-prom' }],
    resources: options.resources ?? RESOURCES,
    volumeMounts: options.volumeMounts,
    readinessProbe: options.readinessProbe,
    lifecycle: options.lifecycle,
  };
}

const KINDS: Kinds<IngressGatewayPodOptions> = {
  revision: 'text',
  kernel: 'elsewhere',
  podAnnotations: 'map',
  securityContext: 'struct',
  containerSecurityContext: 'struct',
  resources: 'struct',
  env: 'map',
  envVarFrom: 'structs',
  readinessProbe: 'struct',
  lifecycle: 'struct',
  networkGateway: 'text',
  imagePullPolicy: Object.values(kplus.ImagePullPolicy),
  imagePullSecrets: 'allNamed',
  nodeSelector: 'labels',
  affinity: 'struct',
  tolerations: 'structs',
  topologySpreadConstraints: 'structs',
  dnsPolicy: Object.values(kplus.DnsPolicy),
  dnsConfig: 'struct',
  terminationGracePeriodSeconds: 'elsewhere',
  priorityClassName: 'text',
  volumes: 'structs',
  volumeMounts: 'structs',
  initContainers: 'structs',
  additionalContainers: 'structs',
};

/** Checks the settings of the pods. */
export function checkPod(scope: IConstruct, options: IngressGatewayPodOptions): void {
  checkKinds<IngressGatewayPodOptions>(scope, '', options, KINDS);
  if (options.kernel !== undefined) { checkObject(scope, 'kernel', options.kernel, '_check', 'a Kernel')._check(scope, 'kernel'); }
  if (options.revision) { checkLabelValue(scope, 'revision', options.revision); }
  if (options.networkGateway) { checkLabelValue(scope, 'networkGateway', options.networkGateway); }
  for (const name of Object.keys(options.env ?? {})) { checkEnvName(scope, 'env', name); }
  options.envVarFrom?.forEach(({ name }, i) => checkEnvName(scope, `envVarFrom[${i}].name`, name));
  checkResources(scope, 'resources', options.resources);
  for (const field of ['additionalContainers', 'initContainers', 'volumes'] as const) {
    options[field]?.forEach(({ name }, i) => checkDnsLabel(scope, `${field}[${i}].name`, name));
  }
  const containers = [{ name: 'istio-proxy' }, ...options.additionalContainers ?? [], ...options.initContainers ?? []];
  checkUnique(scope, 'additionalContainers and initContainers', containers.map(c => c.name), 'rename one');
  checkUnique(scope, 'volumes', (options.volumes ?? []).map(volume => volume.name), 'rename one');
  if (options.terminationGracePeriodSeconds !== undefined) {
    checkInteger(scope, 'terminationGracePeriodSeconds', options.terminationGracePeriodSeconds, 0, Number.MAX_SAFE_INTEGER);
  }
  if (options.dnsPolicy === kplus.DnsPolicy.NONE && !options.dnsConfig?.nameservers?.length) {
    throw invalid(scope, 'dnsConfig.nameservers', { given: undefined, allowed: 'one or more, as the DNS policy is None', todo: 'name the servers' });
  }
  const sysctl = Kernel.from411()._sysctls[0].name;
  if (options.kernel?._old && options.securityContext?.sysctls?.some(({ name }) => name === sysctl)) {
    throw invalid(scope, 'securityContext.sysctls', {
      given: sysctl,
      allowed: 'none of that name, as kernels before 4.11 do not have it',
      todo: 'leave it out, or give another kernel',
    });
  }
}
