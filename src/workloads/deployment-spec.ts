import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { IConstruct } from 'constructs';
import { checkEnvName } from './env';
import { TerminationMessagePolicy, VersionOptions } from './version-options';
import { checkDnsLabel, checkInteger, checkObject, checkPort, checkText } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';
import { checkResources } from '../core/resources';

const MAX_INT32 = 2 ** 31 - 1;

type Labels = { [label: string]: string };

const KINDS: Kinds<VersionOptions> = {
  image: 'text',
  containerName: 'text',
  args: 'texts',
  command: 'texts',
  env: 'structs',
  envFrom: 'structs',
  imagePullPolicy: Object.values(kplus.ImagePullPolicy),
  lifecycle: 'struct',
  livenessProbe: 'struct',
  ports: 'structs',
  readinessProbe: 'struct',
  resizePolicy: 'structs',
  resources: 'struct',
  securityContext: 'struct',
  startupProbe: 'struct',
  stdin: 'truth',
  stdinOnce: 'truth',
  terminationMessagePath: 'text',
  terminationMessagePolicy: Object.values(TerminationMessagePolicy),
  tty: 'truth',
  volumeDevices: 'structs',
  volumeMounts: 'structs',
  workingDir: 'text',
  podLabels: 'labels',
  podAnnotations: 'map',
  affinity: 'struct',
  automountServiceAccountToken: 'truth',
  dnsConfig: 'struct',
  dnsPolicy: Object.values(kplus.DnsPolicy),
  enableServiceLinks: 'truth',
  hostAliases: 'structs',
  hostNetwork: 'truth',
  imagePullSecrets: 'allNamed',
  initContainers: 'structs',
  nodeSelector: 'labels',
  podSecurityContext: 'struct',
  priorityClassName: 'text',
  runtimeClassName: 'text',
  schedulerName: 'text',
  serviceAccount: 'named',
  sidecars: 'structs',
  terminationGracePeriod: 'duration',
  tolerations: 'structs',
  topologySpreadConstraints: 'structs',
  volumes: 'structs',
  cluster: 'elsewhere',
  metadata: 'metadata',
  replicas: 'elsewhere',
  minReady: 'duration',
  paused: 'truth',
  progressDeadline: 'duration',
  revisionHistoryLimit: 'elsewhere',
  strategy: 'struct',
};

/** Checks what the API server would refuse in a Deployment made of these options. @internal */
export function checkDeployment(scope: IConstruct, field: string, options: VersionOptions, selector: Labels): void {
  checkKinds<VersionOptions>(scope, field, options, KINDS);
  if (options.cluster !== undefined) { checkObject(scope, `${field}.cluster`, options.cluster, 'chart', 'a Cluster'); }
  checkText(scope, `${field}.image`, options.image);
  options.env?.forEach(({ name }, i) => checkEnvName(scope, `${field}.env[${i}].name`, name));
  checkResources(scope, `${field}.resources`, options.resources);
  if (options.image === '' || /\s/.test(options.image)) {
    throw invalid(scope, `${field}.image`, { given: options.image, allowed: 'the name of an image, without spaces', todo: 'write it like "tomcat:9.0-jdk11"' });
  }
  checkDnsLabel(scope, `${field}.containerName`, options.containerName ?? selector.app);
  if (options.replicas !== undefined) { checkInteger(scope, `${field}.replicas`, options.replicas, 0, MAX_INT32); }
  if (options.revisionHistoryLimit !== undefined) { checkInteger(scope, `${field}.revisionHistoryLimit`, options.revisionHistoryLimit, 0, MAX_INT32); }
  options.ports?.forEach((port, i) => {
    checkPort(scope, `${field}.ports[${i}].containerPort`, port.containerPort);
    if (port.hostPort !== undefined) { checkPort(scope, `${field}.ports[${i}].hostPort`, port.hostPort); }
  });
  const minReady = seconds(scope, `${field}.minReady`, options.minReady) ?? 0;
  const deadline = seconds(scope, `${field}.progressDeadline`, options.progressDeadline) ?? 600;
  if (minReady >= deadline) {
    throw invalid(scope, `${field}.progressDeadline`, {
      given: `${deadline}s`,
      allowed: `more than minReady, which is ${minReady}s`,
      todo: 'give a longer deadline',
    });
  }
  seconds(scope, `${field}.terminationGracePeriod`, options.terminationGracePeriod);
}

/** The Deployment of one version. @internal */
export function deploymentSpec(options: VersionOptions, selector: Labels, podLabels: Labels, serviceAccountName?: string): kplus.k8s.DeploymentSpec {
  return {
    minReadySeconds: options.minReady?.toSeconds(),
    paused: options.paused,
    progressDeadlineSeconds: options.progressDeadline?.toSeconds(),
    replicas: options.replicas,
    revisionHistoryLimit: options.revisionHistoryLimit,
    selector: { matchLabels: selector },
    strategy: options.strategy,
    template: {
      metadata: { labels: podLabels, annotations: options.podAnnotations },
      spec: podSpec(options, options.containerName ?? selector.app, serviceAccountName),
    },
  };
}

function podSpec(options: VersionOptions, containerName: string, serviceAccountName?: string): kplus.k8s.PodSpec {
  return {
    affinity: options.affinity,
    automountServiceAccountToken: options.automountServiceAccountToken,
    containers: [container(options, containerName), ...(options.sidecars ?? [])],
    dnsConfig: options.dnsConfig,
    dnsPolicy: options.dnsPolicy,
    enableServiceLinks: options.enableServiceLinks,
    hostAliases: options.hostAliases,
    hostNetwork: options.hostNetwork,
    imagePullSecrets: options.imagePullSecrets?.map(secret => ({ name: secret.name })),
    initContainers: options.initContainers,
    nodeSelector: options.nodeSelector,
    priorityClassName: options.priorityClassName,
    runtimeClassName: options.runtimeClassName,
    schedulerName: options.schedulerName,
    securityContext: options.podSecurityContext,
    serviceAccountName,
    terminationGracePeriodSeconds: options.terminationGracePeriod?.toSeconds(),
    tolerations: options.tolerations,
    topologySpreadConstraints: options.topologySpreadConstraints,
    volumes: options.volumes,
  };
}

function container(options: VersionOptions, name: string): kplus.k8s.Container {
  return {
    name,
    args: options.args,
    command: options.command,
    env: options.env,
    envFrom: options.envFrom,
    image: options.image,
    imagePullPolicy: options.imagePullPolicy,
    lifecycle: options.lifecycle,
    livenessProbe: options.livenessProbe,
    ports: options.ports,
    readinessProbe: options.readinessProbe,
    resizePolicy: options.resizePolicy,
    resources: options.resources,
    securityContext: options.securityContext,
    startupProbe: options.startupProbe,
    stdin: options.stdin,
    stdinOnce: options.stdinOnce,
    terminationMessagePath: options.terminationMessagePath,
    terminationMessagePolicy: options.terminationMessagePolicy,
    tty: options.tty,
    volumeDevices: options.volumeDevices,
    volumeMounts: options.volumeMounts,
    workingDir: options.workingDir,
  };
}

function seconds(scope: IConstruct, field: string, duration?: Duration): number | undefined {
  const given = duration?.toSeconds({ integral: false });
  return given === undefined ? undefined : checkInteger(scope, `${field} (seconds)`, given, 0, MAX_INT32);
}
