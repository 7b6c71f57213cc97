import { cronComplaint } from './cron';
import { same, withDefaults } from './defaults';
import { Field, Struct } from './field';
import { checkSelector, isSoundSelector, selects, shownSelector } from './labels';
import { checkDomainPath } from './paths';
import { checkPodTemplate } from './pod-spec';
import { dnsLabel, qualifiedName } from '../forms';

type Json = any;

const UID = 'batch.kubernetes.io/controller-uid';
const NAME = 'batch.kubernetes.io/job-name';

export function checkJob(job: Field): void {
  const spec = job.get('spec');
  const name: string = job.object.metadata?.name ?? '';
  checkJobSpec(spec);
  checkJobSelector(spec, name);
  const { completionMode, completions } = spec.object;
  const last = `${name}-${completions - 1}`;
  if (completionMode === 'Indexed' && completions > 0 && dnsLabel(last).length > 0) {
    job.get('metadata').get('name').invalid(`will not able to create pod with invalid DNS label: ${last}`, name);
  }
}

/** A job's selector is made for it, unless it asks for its own. */
function checkJobSelector(spec: Field, name: string): void {
  const selector = spec.get('selector');
  const labels = spec.get('template').get('metadata').get('labels');
  checkSelector(selector);
  if (spec.object.manualSelector) {
    if (!selector.given) { selector.required(); }
    if (isSoundSelector(selector.value) && !selects(selector.value, labels.value)) { labels.invalid('`selector` does not match template `labels`'); }
    return;
  }
  for (const [key, value] of [['controller-uid', undefined], ['job-name', name], [UID, undefined], [NAME, name]] as const) {
    const given = labels.object[key];
    if (given === undefined || given === value || (value === '' && given)) { continue; }
    labels.key(key).invalid(`must be '${value ?? 'the uid that the job is given'}'`, labels.value);
  }
  if (!selector.given || !isSoundSelector(selector.value)) { return; }
  const made = { 'controller-uid': '', [UID]: '', 'job-name': name, [NAME]: name };
  if (!selects(selector.value, made)) {
    selector.invalid('`selector` not auto-generated', shownSelector(selector.value));
    if (!selects(selector.value, { ...made, ...labels.value })) { labels.invalid('`selector` does not match template `labels`'); }
  }
}

const COUNTS = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished', 'backoffLimitPerIndex', 'maxFailedIndexes'];
const MANY = 100_000;
const FEWER = 10_000;

function checkJobSpec(spec: Field): void {
  const { completionMode: mode, backoffLimitPerIndex, maxFailedIndexes, podFailurePolicy, successPolicy, podReplacementPolicy } = spec.object;
  for (const count of COUNTS) { spec.get(count).notNegative(); }
  if (maxFailedIndexes !== undefined && backoffLimitPerIndex === undefined) { spec.get('backoffLimitPerIndex').required('when maxFailedIndexes is specified'); }
  checkManagedBy(spec.get('managedBy'));
  spec.find('completionMode')?.mayBe(['NonIndexed', 'Indexed']);
  if (mode === 'Indexed') { checkIndexed(spec); }
  if (mode === undefined || mode === 'NonIndexed') {
    for (const name of ['backoffLimitPerIndex', 'maxFailedIndexes']) {
      if (spec.object[name] !== undefined) { spec.get(name).invalid('requires indexed completion mode'); }
    }
  }
  if (podFailurePolicy) { checkFailurePolicy(spec); }
  if (successPolicy) { checkSuccessPolicy(spec); }
  if (podReplacementPolicy !== undefined) { spec.find('podReplacementPolicy')?.mayBe(podFailurePolicy ? ['Failed'] : ['Failed', 'TerminatingOrFailed']); }
  checkPodTemplate(spec.get('template'));
  const restart = spec.get('template').get('spec').get('restartPolicy');
  switch (restart.or<string>('Always')) {
    case 'Always': return restart.required('valid values: "OnFailure", "Never"');
    case 'Never': return;
    case 'OnFailure':
      if (podFailurePolicy) { restart.invalid('only "Never" is supported when podFailurePolicy is specified'); }
      return;
    default: restart.unsupported(['OnFailure', 'Never']);
  }
}

function checkManagedBy(by: Field): void {
  if (!by.given) { return; }
  checkDomainPath(by);
  if (by.value.length > 63) { by.tooLong(63); }
}

function checkIndexed(spec: Field): void {
  const { completions, backoffLimitPerIndex } = spec.value;
  const parallelism = spec.get('parallelism');
  const failed = spec.get('maxFailedIndexes');
  if (completions === undefined && spec.object.parallelism !== undefined) { spec.get('completions').required('when completion mode is Indexed'); }
  if (parallelism.value > MANY) { parallelism.invalid(`must be less than or equal to ${MANY} when completion mode is Indexed`); }
  if (failed.value > (completions ?? (spec.object.parallelism === undefined ? 1 : Infinity))) { failed.invalid('must be less than or equal to completions'); }
  if (failed.value > MANY) { failed.invalid(`must be less than or equal to ${MANY}`); }
  if (completions > MANY && backoffLimitPerIndex !== undefined) {
    const detail = `must be less than or equal to ${FEWER} when completions are above ${MANY} and used with backoff limit per index`;
    if (!failed.given) { failed.required(`must be specified when completions is above ${MANY}`); }
    if (parallelism.value > FEWER) { parallelism.invalid(detail); }
    if (failed.value > FEWER) { failed.invalid(detail); }
  }
}

const ACTIONS = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
const OPERATORS = ['In', 'NotIn'];
const STATUSES = ['False', 'True', 'Unknown'];
const listed = (values: readonly string[]) => `valid values: [${values.map(v => `"${v}"`).join(' ')}]`;

function checkFailurePolicy(spec: Field): void {
  const policy = spec.get('podFailurePolicy');
  const rules = policy.items('rules');
  if (rules.length > 20) { policy.get('rules').tooMany(rules.length, 20); }
  const podSpec = spec.object.template?.spec ?? {};
  const containers = [...podSpec.containers ?? [], ...podSpec.initContainers ?? []].map((c: Json) => c?.name);
  for (const rule of rules) {
    const action = rule.get('action');
    if (!action.value) { action.required(listed(ACTIONS)); }
    action.isOneOf(ACTIONS);
    if (action.value === 'FailIndex' && spec.object.backoffLimitPerIndex === undefined) { action.invalid('requires the backoffLimitPerIndex to be set'); }
    const codes = rule.get('onExitCodes');
    const conditions = rule.items('onPodConditions');
    if (codes.given) { checkExitCodes(codes, containers); }
    if (conditions.length > 20) { rule.get('onPodConditions').tooMany(conditions.length, 20); }
    for (const condition of conditions) {
      condition.get('type').hasForm(qualifiedName);
      condition.find('status')?.isOneOf(STATUSES);
    }
    if (codes.given === conditions.length > 0) {
      rule.wrong(codes.given ? 'specifying both OnExitCodes and OnPodConditions is not supported' : 'specifying one of OnExitCodes and OnPodConditions is required');
    }
  }
}

function checkExitCodes(codes: Field, containers: readonly string[]): void {
  const operator = codes.get('operator');
  if (!operator.value) { operator.required(listed(OPERATORS)); }
  operator.isOneOf(OPERATORS);
  const container = codes.get('containerName');
  if (container.given && !containers.includes(container.value)) { container.invalid('must be one of the container or initContainer names in the pod template'); }
  const values = codes.get('values');
  const given: number[] = values.or([]);
  if (given.length === 0) { values.invalid('at least one value is required'); }
  if (given.length > 255) { values.tooMany(given.length, 255); }
  values.elements().forEach((value, i) => {
    if (operator.value === 'In' && value.value === 0) { value.invalid('must not be 0 for the In operator'); }
    if (given.indexOf(value.value) < i) { value.duplicate(); }
  });
  if (given.some((value, i) => i > 0 && given[i - 1] > value)) { values.invalid('must be ordered'); }
}

function checkSuccessPolicy(spec: Field): void {
  const policy = spec.get('successPolicy');
  if (spec.object.completionMode !== 'Indexed') {
    const shown = (rule: Json) => ({ SucceededIndexes: rule?.succeededIndexes ?? null, SucceededCount: rule?.succeededCount ?? null });
    return policy.invalid('requires indexed completion mode', new Struct({ Rules: policy.object.rules?.map(shown) ?? null }));
  }
  const rules = policy.items('rules');
  if (rules.length === 0) { policy.get('rules').required('at least one rules must be specified when the successPolicy is specified'); }
  if (rules.length > 20) { policy.get('rules').tooMany(rules.length, 20); }
  const completions = spec.object.completions ?? 1;
  for (const rule of rules) {
    const { succeededCount, succeededIndexes } = rule.object;
    if (succeededCount === undefined && succeededIndexes === undefined) { rule.required('at least one of succeededCount or succeededIndexes must be specified'); }
    const count = rule.get('succeededCount');
    count.notNegative();
    if (succeededCount > completions) { count.invalid(`must be less than or equal to ${completions} (the number of specified completions)`); }
    if (succeededIndexes === undefined) { continue; }
    const indexes = countIndexes(succeededIndexes, completions);
    if (typeof indexes === 'string') { rule.get('succeededIndexes').invalid(`error parsing succeededIndexes: ${indexes}`); }
    const total = typeof indexes === 'string' ? 0 : indexes;
    if (succeededCount > total) { count.invalid(`must be less than or equal to ${total} (the number of indexes in the specified succeededIndexes field)`); }
  }
}

/** How many indexes a text as `1,3-5` names, or what is wrong with it. */
function countIndexes(text: string, completions: number): number | string {
  if (text === '') { return 0; }
  let total = 0;
  let last = -1;
  for (const part of text.split(',')) {
    const bounds = part.split('-');
    if (bounds.length > 2) { return `invalid format, too many separators: ${JSON.stringify(part)}`; }
    for (const bound of bounds) {
      if (!/^[+-]?\d+$/.test(bound)) { return `cannot convert string to integer for index: ${JSON.stringify(bound)}`; }
      if (Number(bound) >= completions) { return `too large index: ${JSON.stringify(bound)}`; }
    }
    const [from, to = from] = bounds.map(Number);
    if (bounds.length === 2 ? from > to : false) { return `non-increasing order, previous: ${from}, current: ${to}`; }
    if (last >= from) { return `non-increasing order, previous: ${last}, current: ${from}`; }
    total += to - from + 1;
    last = to;
  }
  return total;
}

export function checkCronJob(job: Field, old?: Json): void {
  const name = job.get('metadata').get('name');
  if (!old && Buffer.byteLength(name.or('')) > 52) { name.invalid('must be no more than 52 characters'); }
  const spec = job.get('spec');
  checkSchedule(spec);
  spec.find('startingDeadlineSeconds')?.notNegative();
  checkTimeZone(spec.get('timeZone'));
  spec.find('concurrencyPolicy')?.isOneOf(['Allow', 'Forbid', 'Replace']);
  const template = spec.get('jobTemplate').get('spec');
  checkJobSpec(template);
  if (template.get('selector').given) { template.get('selector').invalid('`selector` will be auto-generated', shownSelector(template.object.selector)); }
  if (template.object.manualSelector) { template.get('manualSelector').unsupported(['nil', 'false']); }
  spec.find('successfulJobsHistoryLimit')?.notNegative();
  spec.find('failedJobsHistoryLimit')?.notNegative();
}

function checkSchedule(spec: Field): void {
  const schedule = spec.get('schedule');
  if (!schedule.value) { return schedule.required(); }
  const complaint = cronComplaint(schedule.value);
  if (complaint) { schedule.invalid(complaint); }
  if (schedule.value.includes('TZ')) { schedule.invalid('cannot use TZ or CRON_TZ in schedule, use timeZone field instead'); }
}

function checkTimeZone(zone: Field): void {
  if (!zone.given) { return; }
  const name: string = zone.value;
  if (name === '') { return zone.invalid('timeZone must be nil or non-empty string'); }
  const isName = name.split('/').every(part => part !== '.' && part !== '..' && !part.startsWith('-') && /^[A-Za-z.\-_0-9+]{1,14}$/.test(part));
  if (!isName) { return zone.invalid(`unknown time zone ${name}`); }
  if (name.toLowerCase() === 'local') { zone.invalid('timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones'); }
  if (name !== 'Local' && !isTimeZone(name)) { zone.invalid(`unknown time zone ${name}`); }
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

const NEVER_CHANGES = ['completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'];

export function updateJob(job: Field, old: Json): void {
  const spec = job.get('spec');
  const before = old.spec ?? {};
  const completions = ({ completions: given, parallelism }: Json) => given ?? (parallelism === undefined ? 1 : undefined);
  const now = spec.object;
  if (completions(now) !== completions(before)) {
    if (now.completionMode !== 'Indexed') {
      spec.get('completions').invalid('field is immutable');
    } else if (now.completions !== undefined && now.completions !== (now.parallelism ?? 1)) {
      spec.get('completions').invalid('can only be modified in tandem with spec.parallelism');
    }
  }
  // what the API server makes is not in manifests
  if (now.selector !== undefined && before.selector !== undefined && !same(now.selector, before.selector)) {
    spec.get('selector').invalid('field is immutable', shownSelector(now.selector));
  }
  updateTemplate(spec.get('template'), before);
  const value = (of: Json, name: string) => of[name] ?? (name === 'completionMode' ? 'NonIndexed' : undefined);
  for (const name of NEVER_CHANGES) {
    if (!same(withDefaults(value(now, name)), withDefaults(value(before, name)))) { spec.get(name).invalid('field is immutable', value(now, name)); }
  }
}

/** The pods of a job are what they are, but where they run and what they take while it is suspended. */
function updateTemplate(template: Field, { template: old, suspend }: Json): void {
  if (!suspend) {
    if (!same(withDefaults(template.value), withDefaults(old))) { template.invalid('field is immutable'); }
    return;
  }
  const fixed = ({ spec = {} }: Json) => {
    const { nodeSelector: _, tolerations: __, schedulingGates: ___, affinity, containers, initContainers, ...rest } = spec;
    const withoutResources = (list?: Json[]) => list?.map(container => ({ ...container, resources: undefined }));
    return withDefaults({ ...rest, affinity: { ...affinity, nodeAffinity: undefined }, containers: withoutResources(containers), initContainers: withoutResources(initContainers) }, 'spec');
  };
  if (!same(fixed(template.object), fixed(old ?? {}))) { template.get('spec').invalid('field is immutable'); }
}
