import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Analysis } from '../../src';
import '../../src/jest';

const ROUTE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: bad
  namespace: shop
spec:
  hostnames: [a_b]
`;
const UNKNOWN_FIELD = ROUTE.replace('a_b', 'a.b').replace('spec:', 'spec:\n  rule: []');
const UNUSED = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations: { galley.istio.io/analyze-suppress: K8S0003 }\n';

const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
new ApiObject(chart, 'route', { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'bad' }, spec: { hostnames: ['a_b'] } });
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
  ['a construct', chart.node.findChild('route'), good.node.findChild('config')],
  ['manifests', Testing.synth(chart), Testing.synth(good)],
  ['YAML', ROUTE, ''],
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
  for (const resource of ['bad', 'shop/bad', 'HTTPRoute bad', 'HTTPRoute shop/bad']) { expect(chart).toHaveFinding('K8S0001', { resource }); }
  expect(chart).not.toHaveFinding('K8S0001', { resource: 'other' });
  expect(chart).toHaveFinding('K8S0001', { resource: 'HTTPRoute bad', path: 'spec.hostnames[0]' });
  expect(chart).not.toHaveFinding('K8S0001', { path: 'spec.hostnames' });
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
    new ApiObject(ignoring, id, { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: id }, spec: { hostnames: ['a_b'] } });
  }
  // WHEN
  Analysis.of(ignoring.node.findChild('one')).ignore({ code: 'K8S0001', reason: 'a test' });
  // THEN
  expect(ignoring.node.findChild('one')).toHaveNoFindings();
  expect(ignoring).toHaveFinding('K8S0001', { resource: 'HTTPRoute two' });
  expect(ignoring).not.toHaveFinding('K8S0001', { resource: 'HTTPRoute one' });
});

describe('a failing test shows', () => {
  test('the findings that there are', () => {
    expect(messageOf(() => expect(chart).toHaveNoFindings())).toMatch(
      /^expected no findings, but there are 1:\n\nerror K8S0001 InvalidBySchema: HTTPRoute shop\/bad, spec.hostnames\[0\]\n {2}.*\n {2}to do: .*\n {2}made .*\[chart\/route\]$/);
    expect(messageOf(() => expect(ROUTE).toHaveFinding('IST0101', { resource: 'Service a', path: 'spec' }))).toMatch(
      /^expected a finding IST0101 of Service a at spec, but there are only:\n\nerror K8S0001 /);
    expect(messageOf(() => expect(ROUTE).not.toHaveFinding('K8S0001'))).toMatch(/^expected no finding K8S0001, but there is:\n\nerror K8S0001 /);
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
