import { ApiObjectMetadata, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Cluster } from '../core/cluster';

/** Where the text that is shown when a container ends comes from. */
export enum TerminationMessagePolicy {
  /** The file at `terminationMessagePath`. */
  FILE = 'File',
  /** That file, or the end of the log if the file is empty and the container failed. */
  FALLBACK_TO_LOGS_ON_ERROR = 'FallbackToLogsOnError',
}

/** The container that serves, in the words of Kubernetes. */
export interface ServingContainer {
  /** Image of the container, e.g. `tomcat:9.0-jdk11`. */
  readonly image: string;

  /**
   * Name of the container.
   *
   * @default - the label `app` of the pods
   */
  readonly containerName?: string;

  /**
   * Arguments of the command.
   *
   * @default - the image's
   */
  readonly args?: string[];

  /**
   * Command that the container runs, not in a shell.
   *
   * @default - the image's
   */
  readonly command?: string[];

  /**
   * Variables of the environment.
   *
   * @default - none
   */
  readonly env?: kplus.k8s.EnvVar[];

  /**
   * Secrets and ConfigMaps whose keys are variables of the environment.
   *
   * @default - none
   */
  readonly envFrom?: kplus.k8s.EnvFromSource[];

  /**
   * When the image is pulled.
   *
   * @default - always for the tag `latest` or no tag, otherwise where the node has it not
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;

  /**
   * What is done after the container starts and before it stops.
   *
   * @default - nothing
   */
  readonly lifecycle?: kplus.k8s.Lifecycle;

  /**
   * Whether the container is alive; where not, it is started again.
   *
   * @default - not asked
   */
  readonly livenessProbe?: kplus.k8s.Probe;

  /**
   * Ports that the container listens on. They are told to the reader and to named target ports: others are open too.
   *
   * @default - none told
   */
  readonly ports?: kplus.k8s.ContainerPort[];

  /**
   * Whether the container takes requests; where not, the Service sends it none.
   *
   * @default - not asked
   */
  readonly readinessProbe?: kplus.k8s.Probe;

  /**
   * What happens when the container's resources are changed.
   *
   * @default - the container goes on
   */
  readonly resizePolicy?: kplus.k8s.ContainerResizePolicy[];

  /**
   * Processor and memory that the container asks for and may use.
   *
   * @default - asks for none, may use all
   */
  readonly resources?: kplus.k8s.ResourceRequirements;

  /**
   * Rights of the container's processes.
   *
   * @default - those of the pod and the image
   */
  readonly securityContext?: kplus.k8s.SecurityContext;

  /**
   * Whether the container has started; until then the other probes wait.
   *
   * @default - not asked
   */
  readonly startupProbe?: kplus.k8s.Probe;

  /**
   * Whether the container has an open standard input.
   *
   * @default false
   */
  readonly stdin?: boolean;

  /**
   * Whether standard input is closed after the first client.
   *
   * @default false
   */
  readonly stdinOnce?: boolean;

  /**
   * File whose text is shown when the container ends.
   *
   * @default '/dev/termination-log'
   */
  readonly terminationMessagePath?: string;

  /**
   * Where the text that is shown at the end comes from.
   *
   * @default TerminationMessagePolicy.FILE
   */
  readonly terminationMessagePolicy?: TerminationMessagePolicy;

  /**
   * Whether the container has a terminal.
   *
   * @default false
   */
  readonly tty?: boolean;

  /**
   * Block devices in the container.
   *
   * @default - none
   */
  readonly volumeDevices?: kplus.k8s.VolumeDevice[];

  /**
   * Where the container sees the pod's volumes.
   *
   * @default - nowhere
   */
  readonly volumeMounts?: kplus.k8s.VolumeMount[];

  /**
   * Folder that the command runs in.
   *
   * @default - the image's
   */
  readonly workingDir?: string;
}

/** The pods that serve, in the words of Kubernetes. */
export interface ServingPod extends ServingContainer {
  /**
   * Labels of the pods beside `app` and `version`.
   *
   * @default - none
   */
  readonly podLabels?: { [label: string]: string };

  /**
   * Annotations of the pods.
   *
   * @default - none
   */
  readonly podAnnotations?: { [annotation: string]: string };

  /**
   * Which nodes the pods prefer or need, and beside which pods.
   *
   * @default - any
   */
  readonly affinity?: kplus.k8s.Affinity;

  /**
   * Whether the ServiceAccount's token is mounted in the pods.
   *
   * @default - as the ServiceAccount says
   */
  readonly automountServiceAccountToken?: boolean;

  /**
   * Name servers of the pods beside those of `dnsPolicy`.
   *
   * @default - none
   */
  readonly dnsConfig?: kplus.k8s.PodDnsConfig;

  /**
   * Where the pods resolve names.
   *
   * @default kplus.DnsPolicy.CLUSTER_FIRST
   */
  readonly dnsPolicy?: kplus.DnsPolicy;

  /**
   * Whether the namespace's Services are variables of the environment.
   *
   * @default true
   */
  readonly enableServiceLinks?: boolean;

  /**
   * Lines in the pods' hosts file.
   *
   * @default - none
   */
  readonly hostAliases?: kplus.k8s.HostAlias[];

  /**
   * Whether the pods use the node's network.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;

  /**
   * Secrets with which images are pulled.
   *
   * @default - those of the ServiceAccount
   */
  readonly imagePullSecrets?: kplus.ISecret[];

  /**
   * Containers that run before the others.
   *
   * @default - none
   */
  readonly initContainers?: kplus.k8s.Container[];

  /**
   * Labels of the nodes that the pods may run on.
   *
   * @default - any node
   */
  readonly nodeSelector?: { [label: string]: string };

  /**
   * Rights of the processes of all containers.
   *
   * @default - those of the images
   */
  readonly podSecurityContext?: kplus.k8s.PodSecurityContext;

  /**
   * Name of the PriorityClass of the pods.
   *
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;

  /**
   * Name of the RuntimeClass of the pods.
   *
   * @default - the cluster's default
   */
  readonly runtimeClassName?: string;

  /**
   * Scheduler of the pods.
   *
   * @default - the cluster's default
   */
  readonly schedulerName?: string;

  /**
   * A ServiceAccount that exists already, for the pods of this version alone.
   *
   * @default - the one that all versions share
   */
  readonly serviceAccount?: kplus.IServiceAccount;

  /**
   * Containers beside the one that serves.
   *
   * @default - none
   */
  readonly sidecars?: kplus.k8s.Container[];

  /**
   * How long the pods may take to stop. Whole seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly terminationGracePeriod?: Duration;

  /**
   * Taints of nodes that the pods bear.
   *
   * @default - none
   */
  readonly tolerations?: kplus.k8s.Toleration[];

  /**
   * How the pods spread over nodes and zones.
   *
   * @default - as the scheduler sees fit
   */
  readonly topologySpreadConstraints?: kplus.k8s.TopologySpreadConstraint[];

  /**
   * Volumes of the pods.
   *
   * @default - none
   */
  readonly volumes?: kplus.k8s.Volume[];
}

/** What one version of a service is made of. */
export interface VersionOptions extends ServingPod {
  /**
   * The cluster that the version runs in. The Service and the ServiceAccount are rendered there too.
   *
   * @default - the one that the service's own chart goes to
   */
  readonly cluster?: Cluster;

  /**
   * Name, labels and annotations of the Deployment; its namespace is the Service's.
   *
   * @default - the Service's name, `-` and the version; labels `app` and `version`
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * How many pods. A whole number, 0 or more.
   *
   * @default - not said: Kubernetes makes one, and leaves an autoscaler's number alone
   */
  readonly replicas?: number;

  /**
   * How long a new pod must be ready before it counts. Whole seconds.
   *
   * @default Duration.seconds(0)
   */
  readonly minReady?: Duration;

  /**
   * Whether changes wait.
   *
   * @default false
   */
  readonly paused?: boolean;

  /**
   * After how long without progress a change has failed. Whole seconds.
   *
   * @default Duration.seconds(600)
   */
  readonly progressDeadline?: Duration;

  /**
   * How many old ReplicaSets are kept to go back to. A whole number, 0 or more.
   *
   * @default 10
   */
  readonly revisionHistoryLimit?: number;

  /**
   * How new pods take the place of old ones.
   *
   * @default - rolling, a quarter at a time
   */
  readonly strategy?: kplus.k8s.DeploymentStrategy;
}
