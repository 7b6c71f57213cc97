import { checkAddress } from './addresses';
import { checkContainer, checkHostPorts, checkRestartPolicy, Surroundings } from './container';
import { Field } from './field';
import { checkAnnotations, checkLabels } from './labels';
import { checkPodResources } from './pod-resources';
import { checkLifecycle, checkProbes, hasLifecycle } from './probes';
import { checkResources } from './resources';
import { checkAffinity, checkTolerations, checkTopologySpread } from './scheduling';
import { checkPodSecurity } from './security';
import { checkVolumes } from './volumes';
import { dnsLabel, dnsSubdomain, Form, qualifiedName, underscoreSubdomain } from '../forms';

type Json = any;

/** The template of a pod, which is a pod without a name. */
export function checkPodTemplate(template: Field): void {
  const metadata = template.get('metadata', '');
  checkLabels(metadata.get('labels'));
  checkAnnotations(metadata.get('annotations'));
  checkPodSpec(template.get('spec'));
  if (template.object.spec?.ephemeralContainers?.length) { template.get('spec').get('ephemeralContainers').forbidden('ephemeral containers not allowed in pod template'); }
}

const FORMS: readonly (readonly [string, Form])[] = [
  ['serviceAccountName', dnsSubdomain], ['nodeName', dnsSubdomain], ['hostname', dnsLabel], ['subdomain', dnsLabel],
  ['priorityClassName', dnsSubdomain], ['runtimeClassName', dnsSubdomain],
];

/** The spec of a pod, or with no name of one that of a template. */
export function checkPodSpec(spec: Field, pod?: string): void {
  // what the field of an account was called before still counts
  if (spec.object.serviceAccount && !spec.object.serviceAccountName) {
    spec = spec.holding({ ...spec.value, serviceAccountName: spec.object.serviceAccount });
  }
  const value = spec.object;
  const hostUsers = value.hostUsers !== false;
  const gracePeriod: number = value.terminationGracePeriodSeconds ?? 30;
  const isPod = pod !== undefined;
  const volumes = checkVolumes(spec.get('volumes'), pod);
  const claims = checkResourceClaims(spec);
  const surroundings: Surroundings = { volumes, claims, restartPolicy: value.restartPolicy || 'Always', hostUsers, gracePeriod, isPod };
  checkContainers(spec, surroundings);
  if (value.resources) { checkPodResources(spec, claims, isPod); }
  checkHostNetwork(spec);
  spec.find('restartPolicy')?.isOneOf(['Always', 'OnFailure', 'Never']);
  spec.find('dnsPolicy')?.isOneOf(['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']);
  checkLabels(spec.get('nodeSelector'));
  checkPodSecurity(spec);
  checkAffinity(spec.find('affinity'));
  checkDns(spec);
  for (const gate of spec.items('readinessGates')) { gate.get('conditionType').hasForm(qualifiedName); }
  checkSchedulingGates(spec.items('schedulingGates'));
  checkTopologySpread(spec.items('topologySpreadConstraints'));
  if (!hostUsers) { checkOwnUsers(spec); }
  checkHostnameOverride(spec);
  for (const [name, form] of FORMS) {
    if (value[name]) { spec.get(name).hasForm(form); }
  }
  if (value.runtimeClassName === '') { spec.get('runtimeClassName').hasForm(dnsSubdomain); }
  spec.find('activeDeadlineSeconds')?.inRange(1, 2 ** 31 - 1);
  checkTolerations(spec.items('tolerations'));
  for (const alias of spec.items('hostAliases')) {
    checkAddress(alias.get('ip'));
    alias.items('hostnames').forEach(host => host.hasForm(dnsSubdomain));
  }
  spec.find('preemptionPolicy')?.mayBe(['PreemptLowerPriority', 'Never']);
  if (value.overhead) { checkResources(spec.get('overhead').holding({ limits: value.overhead }), []); }
  if (value.os) { checkSystem(spec); }
  checkFileKeyRefs(spec);
}

const CONTAINERS = ['initContainers', 'containers', 'ephemeralContainers'];

const allContainers = (spec: Field): Field[] => CONTAINERS.flatMap(name => spec.items(name));

function checkContainers(spec: Field, surroundings: Surroundings): void {
  const { gracePeriod, isPod } = surroundings;
  const containers = spec.items('containers');
  const onHostNetwork = isPod && spec.object.hostNetwork === true;
  if (containers.length === 0) { spec.get('containers').required(); }
  const names = new Set<string>();
  for (const container of containers) {
    checkContainer(container, surroundings);
    const name = container.object.name ?? '';
    if (names.has(name)) { container.get('name').duplicate(name); }
    names.add(name);
    checkLifecycle(container, gracePeriod);
    checkProbes(container, gracePeriod);
    checkRestartPolicy(container);
  }
  checkHostPorts(containers, onHostNetwork);
  for (const container of spec.items('initContainers')) {
    checkContainer(container, surroundings);
    const { name = '', restartPolicy, resizePolicy } = container.object;
    checkRestartPolicy(container);
    if (names.has(name)) { container.get('name').duplicate(); } else if (name !== '') { names.add(name); }
    checkHostPorts([container], onHostNetwork);
    if (restartPolicy === 'Always') {
      checkLifecycle(container, gracePeriod);
      checkProbes(container, gracePeriod);
    } else {
      for (const field of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']) {
        const given = field === 'lifecycle' ? hasLifecycle(container.object) : container.object[field];
        if (given) { container.get(field).forbidden('may not be set for init containers without restartPolicy=Always'); }
      }
      (resizePolicy ?? []).forEach((policy: Json, i: number) => {
        if (policy?.restartPolicy !== 'RestartContainer') { return; }
        container.items('resizePolicy')[i].get('restartPolicy').invalid("must not be set to 'RestartContainer' for non-sidecar initContainers");
      });
    }
  }
}

function checkResourceClaims(spec: Field): string[] {
  const names: string[] = [];
  for (const claim of spec.items('resourceClaims')) {
    const name = claim.get('name');
    if (!name.value) {
      name.required();
    } else if (names.includes(name.value)) {
      name.duplicate();
    } else {
      name.hasForm(dnsLabel);
      names.push(name.value);
    }
    const { resourceClaimName: own, resourceClaimTemplateName: template } = claim.object;
    const shown = { Name: name.or(''), ResourceClaimName: own ?? null, ResourceClaimTemplateName: template ?? null };
    if (own !== undefined && template !== undefined) { claim.invalid('at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified', shown); }
    if (own === undefined && template === undefined) { claim.invalid('must specify one of: `resourceClaimName`, `resourceClaimTemplateName`', shown); }
    if (own !== undefined) { claim.get('resourceClaimName').hasForm(dnsSubdomain); }
    if (template !== undefined) { claim.get('resourceClaimTemplateName').hasForm(dnsSubdomain); }
  }
  return names;
}

function checkHostNetwork(spec: Field): void {
  if (!spec.object.hostNetwork) { return; }
  for (const container of spec.items('containers')) {
    for (const port of container.items('ports')) {
      const { hostPort = 0, containerPort = 0 } = port.object;
      if (hostPort !== 0 && hostPort !== containerPort) { port.get('hostPort').invalid('must match `containerPort` when `hostNetwork` is true'); }
    }
  }
}

function checkDns(spec: Field): void {
  if (spec.object.dnsPolicy !== 'None' && !spec.object.dnsConfig) { return; }
  const config = spec.get('dnsConfig');
  const servers = config.get('nameservers');
  const searches = config.get('searches');
  if (spec.object.dnsPolicy === 'None') {
    if (!config.given) { return config.required('must provide `dnsConfig` when `dnsPolicy` is None'); }
    if (!servers.value?.length) { return servers.required('must provide at least one DNS nameserver when `dnsPolicy` is None'); }
  }
  if (!config.given) { return; }
  if (servers.or([]).length > 3) { servers.invalid('must not have more than 3 nameservers'); }
  servers.elements().forEach(checkAddress);
  if (searches.or([]).length > 32) { searches.invalid('must not have more than 32 search paths'); }
  if (searches.or<string[]>([]).join(' ').length > 2048) { searches.invalid('must not have more than 2048 characters (including spaces) in the search list'); }
  for (const search of searches.elements()) {
    if (search.value !== '.') { search.hasForm(underscoreSubdomain, search.or('').replace(/\.$/, '')); }
  }
  for (const option of config.items('options')) {
    if (!option.object.name) { option.required('must not be empty'); }
  }
}

function checkSchedulingGates(gates: readonly Field[]): void {
  const seen = new Set<string>();
  for (const gate of gates) {
    const name = gate.object.name ?? '';
    gate.hasForm(qualifiedName, name);
    if (seen.has(name)) { gate.duplicate(name); }
    seen.add(name);
  }
}

function checkOwnUsers(spec: Field): void {
  const said = 'when `hostUsers` is false';
  if (spec.object.hostNetwork) { spec.get('hostNetwork').forbidden(said); }
  if (spec.object.hostPID) { spec.get('hostPID', '.HostPID').forbidden(said); }
  if (spec.object.hostIPC) { spec.get('hostIPC', '.HostIPC').forbidden(said); }
  for (const container of allContainers(spec)) {
    if (container.object.volumeDevices?.length) { container.get('volumeDevices').forbidden(said); }
  }
}

function checkHostnameOverride(spec: Field): void {
  const override = spec.find('hostnameOverride');
  if (!override) { return; }
  if (spec.object.setHostnameAsFQDN) { override.forbidden('may not be specified when setHostnameAsFQDN is true'); }
  if (spec.object.hostNetwork) { override.forbidden('may not be specified when hostNetwork is true'); }
  if (override.value.length > 64) { override.tooLong(64); }
  override.hasForm(dnsSubdomain);
}

const NOT_ON_WINDOWS = ['appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'runAsUser', 'runAsGroup'];
const NOT_OF_PODS_ON_WINDOWS = ['fsGroup', 'fsGroupChangePolicy', 'sysctls', 'supplementalGroups', 'supplementalGroupsPolicy', 'seLinuxChangePolicy'];
const NOT_OF_CONTAINERS_ON_WINDOWS = ['capabilities', 'readOnlyRootFilesystem', 'privileged', 'allowPrivilegeEscalation', 'procMount'];

/** What a pod says that its operating system does not have. */
function checkSystem(spec: Field): void {
  const os = spec.get('os');
  const { name } = os.value;
  if (!name) { return os.get('name').required(); }
  if (name !== 'linux' && name !== 'windows') { return os.unsupported(['linux', 'windows'], name); }
  const forbid = (holder: Field, names: readonly string[], detail: string) => {
    for (const field of names) {
      const value = holder.object[field];
      if (value && !(Array.isArray(value) && value.length === 0) || value === false || value === 0) { holder.get(field).forbidden(detail); }
    }
  };
  const contexts = allContainers(spec).map(container => container.get('securityContext'));
  if (name === 'linux') {
    for (const context of [spec.get('securityContext'), ...contexts]) { forbid(context, ['windowsOptions'], 'windows options cannot be set for a linux pod'); }
    return;
  }
  const detail = 'cannot be set for a windows pod';
  forbid(spec.get('securityContext'), [...NOT_ON_WINDOWS, ...NOT_OF_PODS_ON_WINDOWS], detail);
  forbid(spec, ['hostUsers', 'shareProcessNamespace'], detail);
  for (const field of ['hostPID', 'hostIPC']) {
    if (spec.value[field]) { spec.get(field).forbidden(detail); }
  }
  for (const context of contexts) { forbid(context, [...NOT_ON_WINDOWS, ...NOT_OF_CONTAINERS_ON_WINDOWS], detail); }
}

const hasFileKeyRef = (container: Json) => container?.env?.some((variable: Json) => variable?.valueFrom?.fileKeyRef) === true;

function checkFileKeyRefs(spec: Field): void {
  if (!CONTAINERS.some(name => spec.object[name]?.some(hasFileKeyRef))) { return; }
  for (const container of allContainers(spec)) {
    for (const variable of container.items('env')) {
      const volume = variable.get('valueFrom').get('fileKeyRef').get('volumeName');
      if (!variable.object.valueFrom?.fileKeyRef) { continue; }
      const source = (spec.object.volumes ?? []).find((v: Json) => v?.name === volume.or(''));
      const isEmptyDir = source && (source.emptyDir || Object.keys(source).length === 1);
      if (!source) { volume.holding(volume.or('')).notFound(); } else if (!isEmptyDir) { volume.invalid('referenced volume must be of type emptyDir'); }
    }
  }
}
