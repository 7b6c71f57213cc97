import { checkEnvironment } from './environment';
import { Field } from './field';
import { checkRelativePath } from './paths';
import { PROTOCOLS } from './ports';
import { checkResources } from './resources';
import { checkContainerSecurity } from './security';
import { Volumes } from './volumes';
import { dnsLabel, portName } from '../forms';

type Json = any;

/** What containers of a pod share. */
export interface Surroundings {
  readonly volumes: Volumes;
  readonly claims: readonly string[];
  readonly restartPolicy: string;
  /** False where the pod has users of its own. */
  readonly hostUsers: boolean;
  readonly gracePeriod: number;
  /** False for a template, in which no container requests what it is limited to unless it says so. */
  readonly isPod: boolean;
}

/** What is asked of every container, whatever its part in the pod. */
export function checkContainer(container: Field, { volumes, claims, restartPolicy, hostUsers, isPod }: Surroundings): void {
  container.get('name').mustHaveForm(dnsLabel);
  if (!container.object.image) { container.get('image').required(); }
  if (!container.value) { return; }
  container.find('terminationMessagePolicy')?.isOneOf(['File', 'FallbackToLogsOnError']);
  checkPorts(container);
  checkEnvironment(container);
  if (container.value.volumeMounts) { checkMounts(container, volumes); }
  if (container.value.volumeDevices) { checkDevices(container, volumes); }
  container.find('imagePullPolicy')?.isOneOf(['Always', 'IfNotPresent', 'Never']);
  const resources = container.find('resources');
  if (resources) {
    const { limits, requests } = resources.value;
    checkResources(isPod && limits ? resources.holding({ ...resources.value, requests: { ...limits, ...requests } }) : resources, claims);
  }
  if (container.value.resizePolicy) { checkResizePolicy(container, restartPolicy); }
  const context = container.find('securityContext');
  if (context) { checkContainerSecurity(context, hostUsers); }
}

function checkPorts(container: Field): void {
  const names = new Set<string>();
  for (const port of container.items('ports')) {
    const name = port.get('name');
    if (name.value) {
      const before = name.complaints;
      name.hasForm(portName);
      if (name.complaints === before && names.has(name.value)) { name.duplicate(); }
      names.add(name.value);
    }
    const number = port.get('containerPort');
    if (!number.value) { number.required(); } else { number.inRange(1, 65535); }
    if (port.object.hostPort) { port.get('hostPort').inRange(1, 65535); }
    port.find('protocol')?.isOneOf(PROTOCOLS);
  }
}

function checkMounts(container: Field, volumes: Volumes): void {
  const devices: Json[] = container.object.volumeDevices ?? [];
  const paths = new Set<string>();
  for (const mount of container.items('volumeMounts')) {
    const name = mount.get('name');
    const path = mount.get('mountPath');
    if (!name.value) { name.required(); }
    if (!volumes.has(name.or(''))) { name.holding(name.or('')).notFound(); }
    if (!path.value) { path.required(); }
    if (paths.has(path.or(''))) { path.invalid('must be unique', path.or('')); }
    paths.add(path.or(''));
    if (devices.some(device => device?.name === name.value)) { name.invalid('must not already exist in volumeDevices'); }
    if (devices.some(device => device?.devicePath === path.value)) { path.invalid('must not already exist as a path in volumeDevices'); }
    checkMountOptions(mount, container);
  }
}

function checkMountOptions(mount: Field, container: Field): void {
  const { subPath, subPathExpr, mountPropagation, readOnly } = mount.object;
  const list = mount.unplaced;
  if (subPath) { checkRelativePath(list.get('subPath')); }
  if (subPathExpr) {
    if (subPath) { mount.get('subPathExpr').invalid('subPathExpr and subPath are mutually exclusive'); }
    checkRelativePath(list.get('subPathExpr'));
  }
  const propagation = list.get('mountPropagation');
  propagation.mayBe(['Bidirectional', 'HostToContainer', 'None']);
  if (mountPropagation === 'Bidirectional' && !container.object.securityContext?.privileged) {
    propagation.forbidden('Bidirectional mount propagation is available only to privileged containers');
  }
  const recursive = list.get('recursiveReadOnly');
  recursive.mayBe(['Disabled', 'Enabled', 'IfPossible']);
  if (recursive.value === 'Enabled' || recursive.value === 'IfPossible') {
    if (!readOnly) { recursive.forbidden('may only be specified when readOnly is true'); }
    if (mountPropagation !== undefined && mountPropagation !== 'None') { recursive.forbidden('may only be specified when mountPropagation is None or not specified'); }
  }
}

function checkDevices(container: Field, volumes: Volumes): void {
  const mounts: Json[] = container.object.volumeMounts ?? [];
  const names = new Set<string>();
  const paths = new Set<string>();
  for (const device of container.items('volumeDevices')) {
    const name = device.get('name');
    const path = device.get('devicePath');
    const volume = volumes.get(name.or(''));
    if (!name.value) { name.required(); }
    if (names.has(name.value)) { name.invalid('must be unique'); }
    if (!volume) { name.holding(name.or('')).notFound(); }
    if (volume && !volume.persistentVolumeClaim && !volume.ephemeral) {
      name.invalid('can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode');
    }
    if (!path.value) { path.required(); }
    if (paths.has(path.value)) { path.invalid('must be unique'); }
    if (path.or('').split('/').includes('..')) { path.invalid("can not contain backsteps ('..')"); } else { paths.add(path.value); }
    if (mounts.some(mount => mount?.name === name.value)) { name.invalid('must not already exist in volumeMounts'); }
    if (mounts.some(mount => mount?.mountPath === path.value)) { path.invalid('must not already exist as a path in volumeMounts'); }
    if (name.value) { names.add(name.value); }
  }
}

function checkResizePolicy(container: Field, podRestartPolicy: string): void {
  const seen = new Set<string>();
  for (const policy of container.items('resizePolicy')) {
    const resource = policy.object.resourceName ?? '';
    const restart = policy.object.restartPolicy ?? '';
    if (seen.has(resource)) { policy.duplicate(resource); }
    seen.add(resource);
    const { list } = policy;
    if (resource === '') { list.required(); } else if (!['cpu', 'memory'].includes(resource)) { list.unsupported(['cpu', 'memory'], resource); }
    if (restart === '') { list.required(); } else if (!['NotRequired', 'RestartContainer'].includes(restart)) { list.unsupported(['NotRequired', 'RestartContainer'], restart); }
    if (podRestartPolicy === 'Never' && restart !== 'NotRequired') { list.invalid("must be 'NotRequired' when pod `restartPolicy` is 'Never'", restart); }
  }
}

export function checkRestartPolicy(container: Field): void {
  const policy = container.get('restartPolicy');
  const rules = container.items('restartPolicyRules');
  policy.mayBe(['Always', 'Never', 'OnFailure']);
  if (!policy.given && rules.length > 0) { policy.required('must specify restartPolicy when restart rules are used'); }
  if (rules.length > 20) { container.get('restartPolicyRules').tooMany(rules.length, 20); }
  for (const rule of rules) {
    const action = rule.get('action');
    if (!['Restart', 'RestartAllContainers'].includes(action.value)) { action.unsupported(['Restart', 'RestartAllContainers']); }
    const codes = rule.get('exitCodes');
    if (!codes.given) {
      codes.required('must be specified');
      continue;
    }
    const operator = codes.get('operator');
    if (!['In', 'NotIn'].includes(operator.value)) { operator.unsupported(['In', 'NotIn']); }
    const count = codes.object.values?.length ?? 0;
    if (count > 255) { codes.get('values').tooMany(count, 255); }
  }
}

/** Two containers cannot have one port of the host; on its network a pod's ports are the host's. */
export function checkHostPorts(containers: readonly Field[], onHostNetwork: boolean): void {
  const taken = new Set<string>();
  for (const container of containers) {
    for (const port of container.items('ports')) {
      const { hostPort: given, containerPort, hostIP = '', protocol } = port.object;
      const hostPort = given || (onHostNetwork && containerPort);
      if (!hostPort) { continue; }
      const key = `${protocol || 'TCP'}/${hostIP}/${hostPort}`;
      if (taken.has(key)) { port.get('hostPort').duplicate(key); }
      taken.add(key);
    }
  }
}
