import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Analysis } from '../../src';
import '../../src/jest';

const SPEC = { from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'infra' }], to: [{ group: '', kind: 'a_b' }] };
const GRANT = `apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata:
  name: bad
  namespace: shop
spec: ${JSON.stringify(SPEC)}
`;
const UNKNOWN_FIELD = GRANT.replace('a_b', 'Service').replace('spec: {', 'spec: { form: [],');
const UNUSED = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations: { galley.istio.io/analyze-suppress: K8S0003 }\n';

const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
new ApiObject(chart, 'grant', { apiVersion: 'gateway.networking.k8s.io/v1beta1', kind: 'ReferenceGrant', metadata: { name: 'bad' }, spec: SPEC });
const good = new Chart(new App(), 'good');
new ApiObject(good, 'config', { apiVersion: 'v1', kind: 'ConfigMap' });

const messageOf = (assertion: () => void): string => {
  try {
    assertion();
  } catch (e) {
    return (e as Error).message;
  }
  throw new Error('it did not fail');
};

describe.each([
  ['an App', chart.node.root, good.node.root],
  ['a Chart', chart, good],
  ['a construct', chart.node.findChild('grant'), good.node.findChild('config')],
  ['manifests', Testing.synth(chart), Testing.synth(good)],
  ['YAML', GRANT, ''],
])('%s', (_, wrong, right) => {
  test('has findings or not', () => {
    expect(right).toHaveNoFindings();
    expect(wrong).not.toHaveNoFindings();
    expect(wrong).toHaveFinding('K8S0001');
    expect(wrong).not.toHaveFinding('K8S0002');
    expect(right).not.toHaveFinding('K8S0001');
  });
});

test('a finding is asked for by resource and field', () => {
  for (const resource of ['bad', 'shop/bad', 'ReferenceGrant bad', 'ReferenceGrant shop/bad']) { expect(chart).toHaveFinding('K8S0001', { resource }); }
  expect(chart).not.toHaveFinding('K8S0001', { resource: 'other' });
  expect(chart).toHaveFinding('K8S0001', { resource: 'ReferenceGrant bad', path: 'spec.to[0].kind' });
  expect(chart).not.toHaveFinding('K8S0001', { path: 'spec.to' });
});

test('a code that is none is found nowhere, which is told', () => {
  expect(() => expect(chart).not.toHaveFinding('K8S001')).toThrow('there is no code K8S001; near it is K8S0001, InvalidBySchema');
});

test('warnings count, infos do not', () => {
  expect(UNKNOWN_FIELD).not.toHaveNoFindings();
  expect(UNUSED).toHaveFinding('CDI0001');
  expect(UNUSED).toHaveNoFindings();
});

test('of a construct is found what its synth would find: what is ignored is not', () => {
  // GIVEN
  const ignoring = new Chart(new App(), 'ignoring');
  for (const id of ['one', 'two']) {
    new ApiObject(ignoring, id, { apiVersion: 'gateway.networking.k8s.io/v1beta1', kind: 'ReferenceGrant', metadata: { name: id }, spec: SPEC });
  }
  // WHEN
  Analysis.of(ignoring.node.findChild('one')).ignore({ code: 'K8S0001', reason: 'a test' });
  // THEN
  expect(ignoring.node.findChild('one')).toHaveNoFindings();
  expect(ignoring).toHaveFinding('K8S0001', { resource: 'ReferenceGrant two' });
  expect(ignoring).not.toHaveFinding('K8S0001', { resource: 'ReferenceGrant one' });
});

describe('a failing test shows', () => {
  test('the findings that there are', () => {
    expect(messageOf(() => expect(chart).toHaveNoFindings())).toMatch(
      /^expected no findings, but there are 1:\n\nerror K8S0001 InvalidBySchema: ReferenceGrant shop\/bad, spec.to\[0\].kind\n {2}.*\n {2}to do: .*\n {2}made .*\[chart\/grant\]$/);
    expect(messageOf(() => expect(GRANT).toHaveFinding('IST0101', { resource: 'Service a', path: 'spec' }))).toMatch(
      /^expected a finding IST0101 of Service a at spec, but there are only:\n\nerror K8S0001 /);
    expect(messageOf(() => expect(GRANT).not.toHaveFinding('K8S0001'))).toMatch(/^expected no finding K8S0001, but there is:\n\nerror K8S0001 /);
  });

  test('that there are none', () => {
    expect(messageOf(() => expect('').not.toHaveNoFindings())).toBe('expected findings, but there are no errors and no warnings');
    expect(messageOf(() => expect('').toHaveFinding('K8S0001'))).toBe('expected a finding K8S0001, but there are none');
  });

  test('that it was given something else', () => {
    expect(messageOf(() => (expect(5) as jest.Matchers<void>).toHaveNoFindings())).toBe('expect was given neither a construct, nor a list of manifests as Testing.synth returns it, nor a text of YAML');
    expect(messageOf(() => expect('a').toHaveNoFindings())).toBe('input:1: not an object of Kubernetes');
  });
});
