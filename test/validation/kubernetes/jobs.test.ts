import { cronJob, job, podSpec, refused } from './support';

test.each<[object, string[]]>([
  [job({ template: { spec: podSpec() } }), [
    'spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
  ]],
  [job({ template: { spec: podSpec({ restartPolicy: 'Maybe' }) } }), [
    'spec.template.spec.restartPolicy: Unsupported value: "Maybe": supported values: "Always", "OnFailure", "Never"',
    'spec.template.spec.restartPolicy: Unsupported value: "Maybe": supported values: "OnFailure", "Never"',
  ]],
  [job({ parallelism: -1, backoffLimit: -1 }), [
    'spec.parallelism: Invalid value: -1: must be greater than or equal to 0',
    'spec.backoffLimit: Invalid value: -1: must be greater than or equal to 0',
  ]],
  [job({ completionMode: 'Index' }), [
    'spec.completionMode: Unsupported value: "Index": supported values: "NonIndexed", "Indexed"',
  ]],
  [job({ completionMode: 'Indexed', parallelism: 2 }), [
    'spec.completions: Required value: when completion mode is Indexed',
  ]],
  [job({ backoffLimitPerIndex: 1, maxFailedIndexes: 1 }), [
    'spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode',
    'spec.maxFailedIndexes: Invalid value: 1: requires indexed completion mode',
  ]],
  [job({ completionMode: 'Indexed', completions: 2, backoffLimitPerIndex: 1, maxFailedIndexes: 3 }), [
    'spec.maxFailedIndexes: Invalid value: 3: must be less than or equal to completions',
  ]],
  [job({ managedBy: 'a' }), [
    'spec.managedBy: Invalid value: "a": must be a domain-prefixed path (such as "acme.io/foo")',
  ]],
  [job({ podReplacementPolicy: 'Never' }), [
    'spec.podReplacementPolicy: Unsupported value: "Never": supported values: "Failed", "TerminatingOrFailed"',
  ]],
  [job({ manualSelector: true }), [
    'spec.selector: Required value',
    'spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`',
  ]],
  [job({ selector: { matchLabels: { a: 'b' } } }), [
    'spec.selector: Invalid value: {"matchLabels":{"a":"b"}}: `selector` not auto-generated',
    'spec.template.metadata.labels: Invalid value: null: `selector` does not match template `labels`',
  ]],
  [job({ template: { metadata: { labels: { 'job-name': 'other' } }, spec: podSpec({ restartPolicy: 'Never' }) } }), [
    'spec.template.metadata.labels[job-name]: Invalid value: {"job-name":"other"}: must be \'x\'',
  ]],
])('jobs: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [job({ podFailurePolicy: { rules: [{}, { action: 'Fail', onExitCodes: { containerName: 'z', operator: 'In', values: [2, 0, 2] } }, { action: 'FailIndex', onExitCodes: { operator: 'Is' }, onPodConditions: [{ type: 'A', status: 'Yes' }] }] } }), [
    'spec.podFailurePolicy.rules[0].action: Required value: valid values: ["Count" "FailIndex" "FailJob" "Ignore"]',
    'spec.podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required',
    'spec.podFailurePolicy.rules[1].action: Unsupported value: "Fail": supported values: "Count", "FailIndex", "FailJob", "Ignore"',
    'spec.podFailurePolicy.rules[1].onExitCodes.containerName: Invalid value: "z": must be one of the container or initContainer names in the pod template',
    'spec.podFailurePolicy.rules[1].onExitCodes.values[1]: Invalid value: 0: must not be 0 for the In operator',
    'spec.podFailurePolicy.rules[1].onExitCodes.values[2]: Duplicate value: 2',
    'spec.podFailurePolicy.rules[1].onExitCodes.values: Invalid value: [2,0,2]: must be ordered',
    'spec.podFailurePolicy.rules[2].action: Invalid value: "FailIndex": requires the backoffLimitPerIndex to be set',
    'spec.podFailurePolicy.rules[2].onExitCodes.operator: Unsupported value: "Is": supported values: "In", "NotIn"',
    'spec.podFailurePolicy.rules[2].onExitCodes.values: Invalid value: null: at least one value is required',
    'spec.podFailurePolicy.rules[2].onPodConditions[0].status: Unsupported value: "Yes": supported values: "False", "True", "Unknown"',
    'spec.podFailurePolicy.rules[2]: Invalid value: specifying both OnExitCodes and OnPodConditions is not supported',
  ]],
  [job({ template: { spec: podSpec({ restartPolicy: 'OnFailure' }) }, podFailurePolicy: { rules: [] }, podReplacementPolicy: 'TerminatingOrFailed' }), [
    'spec.podReplacementPolicy: Unsupported value: "TerminatingOrFailed": supported values: "Failed"',
    'spec.template.spec.restartPolicy: Invalid value: "OnFailure": only "Never" is supported when podFailurePolicy is specified',
  ]],
  [job({ successPolicy: { rules: [] } }), [
    'spec.successPolicy: Invalid value: {"Rules":[]}: requires indexed completion mode',
  ]],
  [job({ completionMode: 'Indexed', completions: 3, successPolicy: { rules: [{}, { succeededIndexes: '0-1,a', succeededCount: 5 }, { succeededIndexes: '2,1' }, { succeededIndexes: '0-5' }] } }), [
    'spec.successPolicy.rules[0]: Required value: at least one of succeededCount or succeededIndexes must be specified',
    'spec.successPolicy.rules[1].succeededCount: Invalid value: 5: must be less than or equal to 3 (the number of specified completions)',
    'spec.successPolicy.rules[1].succeededIndexes: Invalid value: "0-1,a": error parsing succeededIndexes: cannot convert string to integer for index: "a"',
    'spec.successPolicy.rules[1].succeededCount: Invalid value: 5: must be less than or equal to 0 (the number of indexes in the specified succeededIndexes field)',
    'spec.successPolicy.rules[2].succeededIndexes: Invalid value: "2,1": error parsing succeededIndexes: non-increasing order, previous: 2, current: 1',
    'spec.successPolicy.rules[3].succeededIndexes: Invalid value: "0-5": error parsing succeededIndexes: too large index: "5"',
  ]],
])('policies of jobs: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

test.each<[object, string[]]>([
  [cronJob({ schedule: '' }), [
    'spec.schedule: Required value',
  ]],
  [cronJob({ schedule: '61 * * * *', timeZone: 'Mars/Base' }), [
    'spec.schedule: Invalid value: "61 * * * *": end of range (61) above maximum (59): 61',
    'spec.timeZone: Invalid value: "Mars/Base": unknown time zone Mars/Base',
  ]],
  [cronJob({ schedule: 'TZ=UTC * * * * *', timeZone: 'Local' }), [
    'spec.schedule: Invalid value: "TZ=UTC * * * * *": cannot use TZ or CRON_TZ in schedule, use timeZone field instead',
    'spec.timeZone: Invalid value: "Local": timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones',
  ]],
  [cronJob({ concurrencyPolicy: 'allow', startingDeadlineSeconds: -1 }), [
    'spec.startingDeadlineSeconds: Invalid value: -1: must be greater than or equal to 0',
    'spec.concurrencyPolicy: Unsupported value: "allow": supported values: "Allow", "Forbid", "Replace"',
  ]],
  [cronJob({ jobTemplate: { spec: { template: { spec: podSpec() }, selector: {}, manualSelector: true } } }), [
    'spec.jobTemplate.spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
    'spec.jobTemplate.spec.selector: Invalid value: {}: `selector` will be auto-generated',
    'spec.jobTemplate.spec.manualSelector: Unsupported value: true: supported values: "nil", "false"',
  ]],
  [{ ...cronJob({}), metadata: { name: 'a'.repeat(53) } }, [
    'metadata.name: Invalid value: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": must be no more than 52 characters',
  ]],
])('cron jobs: %j', (document, messages) => {
  expect(refused(document)).toEqual(messages);
});

describe('updates', () => {
  const template = (image: string, pod: object = {}) => ({ template: { spec: podSpec({ restartPolicy: 'Never', ...pod }, { image }) } });

  test('pods of a job stay as they are', () => {
    expect(refused(job({ ...template('a'), parallelism: 5, completions: 1 }), job(template('a', { dnsPolicy: 'ClusterFirst' })))).toEqual([]);
    expect(refused(job(template('b')), job(template('a')))).toEqual([expect.stringMatching(/^spec\.template: Invalid value: .*: field is immutable$/)]);
  });

  test('while it is suspended, where they run may change', () => {
    expect(refused(job(template('a', { nodeSelector: { a: 'b' } })), job({ ...template('a'), suspend: true }))).toEqual([]);
    expect(refused(job(template('b')), job({ ...template('a'), suspend: true }))).toEqual([expect.stringMatching(/^spec\.template\.spec: .*: field is immutable$/)]);
  });

  test('how often it runs and how it ends stay', () => {
    expect(refused(job({ completions: 3 }), job({}))).toEqual(['spec.completions: Invalid value: 3: field is immutable']);
    expect(refused(job({ completionMode: 'NonIndexed' }), job({}))).toEqual([]);
    expect(refused(job({ managedBy: 'a.com/b' }), job({}))).toEqual(['spec.managedBy: Invalid value: "a.com/b": field is immutable']);
    const indexed = (completions: number, parallelism: number) => job({ completionMode: 'Indexed', completions, parallelism });
    expect(refused(indexed(4, 4), indexed(2, 2))).toEqual([]);
    expect(refused(indexed(4, 2), indexed(2, 2))).toEqual(['spec.completions: Invalid value: 4: can only be modified in tandem with spec.parallelism']);
  });
});

test('very many completions', () => {
  const many = { completionMode: 'Indexed', completions: 200_000, backoffLimitPerIndex: 1 };
  const together = 'must be less than or equal to 10000 when completions are above 100000 and used with backoff limit per index';
  expect(refused(job({ ...many, parallelism: 150_000, maxFailedIndexes: 150_000 }))).toEqual([
    'spec.parallelism: Invalid value: 150000: must be less than or equal to 100000 when completion mode is Indexed',
    'spec.maxFailedIndexes: Invalid value: 150000: must be less than or equal to 100000',
    `spec.parallelism: Invalid value: 150000: ${together}`,
    `spec.maxFailedIndexes: Invalid value: 150000: ${together}`,
  ]);
  expect(refused(job(many))).toEqual(['spec.maxFailedIndexes: Required value: must be specified when completions is above 100000']);
});
