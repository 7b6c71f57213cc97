import { Field, Struct } from './field';
import { checkRelativePath } from './paths';
import { dnsSubdomain } from '../forms';

type Json = any;

const MOST_ID = 2 ** 31 - 1;

function checkIds(context: Field, ...names: string[]): void {
  for (const name of names) {
    context.find(name)?.inRange(0, MOST_ID);
  }
}

function checkSeccomp(profile: Field | undefined): void {
  if (!profile) { return; }
  const type = profile.get('type');
  const path = profile.get('localhostProfile');
  if (!type.value) { type.required('type is required when seccompProfile is set'); }
  type.isOneOf(['Localhost', 'RuntimeDefault', 'Unconfined']);
  if (type.value === 'Localhost') {
    if (!path.given) { path.required('must be set when seccomp type is Localhost'); }
    checkRelativePath(path);
  } else if (path.given) {
    path.invalid('can only be set when seccomp type is Localhost', new Struct({ Type: type.or(''), LocalhostProfile: path.value }));
  }
}

function checkAppArmor(profile: Field | undefined): void {
  if (!profile) { return; }
  const type = profile.get('type');
  const name = profile.get('localhostProfile');
  switch (type.or<string>('')) {
    case 'Localhost':
      if (!name.given || name.value === '') {
        name.required('must be set when AppArmor type is Localhost');
      } else if (name.value.trim() !== name.value) {
        name.invalid('must not be padded with whitespace');
      }
      if (Buffer.byteLength(name.or('')) > 4095) { name.tooLong(4095); }
      break;
    case 'RuntimeDefault':
    case 'Unconfined':
      if (name.given) { name.invalid('can only be set when AppArmor type is Localhost'); }
      break;
    case '':
      type.required('type is required when appArmorProfile is set');
      break;
    default:
      type.unsupported(['Localhost', 'RuntimeDefault', 'Unconfined']);
  }
}

/** What both pods and containers may ask for. */
function checkContext(context: Field): void {
  checkIds(context, 'runAsUser', 'runAsGroup');
  checkSeccomp(context.find('seccompProfile'));
  checkAppArmor(context.find('appArmorProfile'));
  context.find('windowsOptions')?.find('gmsaCredentialSpecName')?.mayHaveForm(dnsSubdomain);
}

export function checkContainerSecurity(context: Field, hostUsers: boolean): void {
  const { allowPrivilegeEscalation, privileged, capabilities } = context.value;
  checkContext(context);
  const mount = context.find('procMount');
  mount?.mayBe(['Default', 'Unmasked']);
  if (hostUsers && mount?.value === 'Unmasked') { mount.invalid('`hostUsers` must be false to use `Unmasked`'); }
  if (allowPrivilegeEscalation === false) {
    if (privileged) { context.invalid('cannot set `allowPrivilegeEscalation` to false and `privileged` to true', internal(context.value)); }
    for (const capability of capabilities?.add ?? []) {
      if (capability === 'CAP_SYS_ADMIN') { context.invalid('cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN', internal(context.value)); }
    }
  }
}

/** The security context as the API server prints it: as it holds it. */
function internal(context: Json): Struct {
  const fields = [
    'Capabilities', 'Privileged', 'SELinuxOptions', 'WindowsOptions', 'RunAsUser', 'RunAsGroup', 'RunAsNonRoot', 'ReadOnlyRootFilesystem',
    'AllowPrivilegeEscalation', 'ProcMount', 'SeccompProfile', 'AppArmorProfile',
  ];
  const capitalized = (value: Json): Json => value === null || typeof value !== 'object' || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).map(([key, v]) => [key[0].toUpperCase() + key.slice(1), capitalized(v)]));
  const given = capitalized({ ...context, sELinuxOptions: context.seLinuxOptions });
  if (given.Capabilities) { given.Capabilities = { Add: null, Drop: null, ...given.Capabilities }; }
  return new Struct(Object.fromEntries(fields.map(name => [name, given[name] ?? null])));
}

const SYSCTL = '([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const SYSCTL_MATCHER = new RegExp(`^${SYSCTL}$`);

function checkSysctls(context: Field, { hostNetwork, hostIPC }: Json): void {
  const names = new Set<string>();
  for (const sysctl of context.items('sysctls')) {
    const name = sysctl.get('name');
    const value: string = name.or('');
    if (value === '') {
      name.required();
    } else if (Buffer.byteLength(value) > 253 || !SYSCTL_MATCHER.test(value)) {
      name.invalid(`must have at most 253 characters and match regex ^${SYSCTL}$`);
    } else if (names.has(value)) {
      name.duplicate();
    }
    names.add(value);
    // either of `.` and `/` may part the name; the first one tells which
    const normal = /[./]/.exec(value)?.[0] === '/' ? value.replace(/[./]/g, c => c === '/' ? '.' : '/') : value;
    if (hostNetwork && normal.startsWith('net.')) { name.invalid("may not be specified when 'hostNetwork' is true"); }
    if (hostIPC && /^(kernel\.(sem|shm(all|max|mni|_rmid_forced)?|msg(max|mnb|mni)?)$|fs\.mqueue\.)/.test(normal)) {
      name.invalid("may not be specified when 'hostIPC' is true");
    }
  }
}

export function checkPodSecurity(spec: Field): void {
  const context = spec.find('securityContext');
  const share = spec.find('shareProcessNamespace', '.securityContext.shareProcessNamespace');
  if (share?.value && spec.object.hostPID) { share.invalid('ShareProcessNamespace and HostPID cannot both be enabled'); }
  if (!context) { return; }
  checkIds(context, 'fsGroup');
  checkContext(context);
  for (const group of context.items('supplementalGroups')) { group.inRange(0, MOST_ID); }
  checkSysctls(context, spec.value);
  context.find('fsGroupChangePolicy')?.mayBe(['Always', 'OnRootMismatch']);
  context.find('supplementalGroupsPolicy')?.mayBe(['Merge', 'Strict']);
  context.find('seLinuxChangePolicy')?.mayBe(['Recursive']);
}
