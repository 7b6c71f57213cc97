import { checkCountOrPercent, countOrPercent } from './amounts';
import { same, withDefaults } from './defaults';
import { Field, Struct } from './field';
import { checkSelector, isEmptySelector, isSoundSelector, selects, shownSelector } from './labels';
import { checkPodTemplate } from './pod-spec';
import { checkVolumeClaim } from './volume-claims';
import { dnsLabel } from '../forms';

type Json = any;

/** What the controllers of pods have in common: a selector that takes the pods of the template. */
function checkPods(spec: Field, kind: string, said: string): void {
  const selector = spec.get('selector');
  const template = spec.get('template');
  const sound = isSoundSelector(selector.value);
  if (!selector.given) {
    if (kind !== 'DaemonSet') { selector.required(); }
  } else {
    checkSelector(selector);
    if (isEmptySelector(selector.value)) { selector.invalid(`empty selector is invalid for ${said}`, shownSelector(selector.value)); }
  }
  const labels = template.get('metadata').get('labels');
  if (sound && !selects(selector.value, labels.value)) { labels.invalid('`selector` does not match template `labels`'); }
  if (!sound && kind !== 'DaemonSet') { selector.invalid(kind === 'StatefulSet' ? '' : 'invalid label selector', shownSelector(selector.value)); }
  if (sound || kind === 'DaemonSet') { checkPodTemplate(template); }
  const pods = template.get('spec');
  const policy = pods.get('restartPolicy');
  if (policy.value && policy.value !== 'Always' && (sound || kind === 'StatefulSet' || kind === 'DaemonSet')) { policy.unsupported(['Always']); }
  const deadline = pods.find('activeDeadlineSeconds');
  if (deadline && (sound || kind !== 'ReplicaSet')) { deadline.forbidden(`activeDeadlineSeconds in ${kind} is not Supported`); }
}

function checkCounts(spec: Field, ...names: string[]): void {
  for (const name of names) { spec.find(name)?.notNegative(); }
}

export function checkDeployment(deployment: Field): void {
  const spec = deployment.get('spec');
  checkCounts(spec, 'replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds');
  checkPods(spec, 'ReplicaSet', 'deployment');
  checkDeploymentStrategy(spec.get('strategy'));
  const deadline = spec.get('progressDeadlineSeconds');
  const seconds = deadline.value ?? 600;
  if (seconds <= (spec.object.minReadySeconds ?? 0)) { deadline.invalid('must be greater than minReadySeconds', seconds); }
}

function checkDeploymentStrategy(strategy: Field): void {
  if (!strategy.given) { return; }
  const { type, rollingUpdate } = strategy.object;
  const rolling = strategy.get('rollingUpdate');
  if (type && type !== 'Recreate' && type !== 'RollingUpdate') {
    const shown = rollingUpdate ? { MaxUnavailable: rollingUpdate.maxUnavailable ?? 0, MaxSurge: rollingUpdate.maxSurge ?? 0 } : null;
    return strategy.unsupported(['Recreate', 'RollingUpdate'], new Struct({ Type: type, RollingUpdate: shown }));
  }
  if (type === 'Recreate') {
    if (rolling.given) { rolling.forbidden("may not be specified when strategy `type` is 'Recreate'"); }
    return;
  }
  const unavailable = rolling.get('maxUnavailable');
  const surge = rolling.get('maxSurge');
  checkCountOrPercent(unavailable);
  checkCountOrPercent(surge, false);
  if (countOrPercent(unavailable.value, 25) === 0 && countOrPercent(surge.value, 25) === 0) { unavailable.invalid('may not be 0 when `maxSurge` is 0'); }
}

export function checkReplicaSet(set: Field): void {
  const spec = set.get('spec');
  checkCounts(spec, 'replicas', 'minReadySeconds');
  checkPods(spec, 'ReplicaSet', 'deployment');
}

export function checkDaemonSet(set: Field): void {
  const spec = set.get('spec');
  checkPods(spec, 'DaemonSet', 'daemonset');
  checkCounts(spec, 'minReadySeconds', 'revisionHistoryLimit');
  const strategy = spec.get('updateStrategy');
  const { type, rollingUpdate } = strategy.object;
  if (type === 'OnDelete') { return; }
  if (type && type !== 'RollingUpdate') {
    const shown = rollingUpdate ? { MaxUnavailable: rollingUpdate.maxUnavailable ?? 0, MaxSurge: rollingUpdate.maxSurge ?? 0 } : null;
    return strategy.unsupported(['RollingUpdate', 'OnDelete'], new Struct({ Type: type, RollingUpdate: shown }));
  }
  const rolling = strategy.get('rollingUpdate');
  const unavailable = rolling.get('maxUnavailable');
  const surge = rolling.get('maxSurge');
  checkCountOrPercent(unavailable);
  checkCountOrPercent(surge);
  const hasUnavailable = countOrPercent(unavailable.value, 1) !== 0;
  const hasSurge = countOrPercent(surge.value) !== 0;
  if (hasUnavailable && hasSurge) { surge.invalid('may not be set when maxUnavailable is non-zero'); }
  if (!hasUnavailable && !hasSurge) { unavailable.required('cannot be 0 when maxSurge is 0'); }
}

export function checkStatefulSet(set: Field, old?: Json): void {
  const spec = set.get('spec');
  const management = spec.get('podManagementPolicy');
  if (management.value && !['OrderedReady', 'Parallel'].includes(management.value)) { management.invalid("must be 'OrderedReady' or 'Parallel'"); }
  const strategy = spec.get('updateStrategy');
  const { type, rollingUpdate } = strategy.object;
  const shown = rollingUpdate ? { Partition: rollingUpdate.partition ?? 0, MaxUnavailable: null } : null;
  if (type === 'OnDelete') {
    if (rollingUpdate) { strategy.get('rollingUpdate').invalid("only allowed for updateStrategy 'RollingUpdate'", new Struct(shown!)); }
  } else if (!type || type === 'RollingUpdate') {
    strategy.get('rollingUpdate').find('partition')?.notNegative();
  } else {
    strategy.invalid("must be 'RollingUpdate' or 'OnDelete'", new Struct({ Type: type, RollingUpdate: shown }));
  }
  const retention = spec.get('persistentVolumeClaimRetentionPolicy');
  for (const name of ['whenDeleted', 'whenScaled']) { retention.get(name).isOneOf(['Retain', 'Delete']); }
  const claims = spec.items('volumeClaimTemplates');
  if (!old) {
    claims.forEach(claim => checkVolumeClaim(claim.get('spec')));
    spec.find('serviceName')?.mayHaveForm(dnsLabel);
  }
  checkCounts(spec, 'replicas', 'minReadySeconds');
  spec.get('ordinals').find('start')?.notNegative();
  // the controller gives every pod a name and a domain of its own, and volumes of its claims
  const { hostname: _, subdomain: __, ...podSpec } = spec.object.template?.spec ?? {};
  const names = new Set<string>(claims.map(claim => claim.object.metadata?.name ?? ''));
  const volumes = (podSpec.volumes ?? []).filter((volume: Json) => !names.has(volume?.name ?? ''))
    .concat([...names].map(name => ({ name, persistentVolumeClaim: { claimName: name } })));
  const own = spec.holding({ ...spec.value, template: { ...spec.object.template, spec: { ...podSpec, volumes } } });
  checkPods(own, 'StatefulSet', 'statefulset');
}

export function updateSelector(workload: Field, old: Json): void {
  const selector = workload.get('spec').get('selector');
  if (!same(selector.value, old.spec?.selector)) { selector.invalid('field is immutable', shownSelector(selector.value)); }
}

const MAY_CHANGE = ['replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy', 'minReadySeconds'];

export function updateStatefulSet(set: Field, old: Json): void {
  const rest = ({ spec }: Json) => withDefaults({
    volumeClaimTemplates: spec?.volumeClaimTemplates?.map(({ metadata, spec: claim }: Json) => ({ metadata, spec: { volumeMode: 'Filesystem', ...claim } })),
    ...Object.fromEntries(Object.entries(spec ?? {}).filter(([name]) => name !== 'volumeClaimTemplates' && !MAY_CHANGE.includes(name))),
    podManagementPolicy: spec?.podManagementPolicy || 'OrderedReady',
  });
  if (same(rest(set.value), rest(old))) { return; }
  set.get('spec').forbidden("updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', "
    + "'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
}
