import { beside, foundOf, istio, namespace, workload } from '../support';

const SELECTORS: [string, string, string, string, (labels: object) => object][] = [
  ['Sidecar', 'IST0110', 'IST0111', 'spec.workloadSelector.labels.app', labels => ({ workloadSelector: { labels } })],
  ['Telemetry', 'IST0159', 'IST0160', 'spec.selector.matchLabels.app', labels => ({ selector: { matchLabels: labels } })],
];

describe.each(SELECTORS)('%s', (kind, samePods, sameNamespace, path, selecting) => {
  const select = (name: string, labels: object, metadata?: object) => istio(kind, name, selecting(labels), metadata);
  const told = (...objects: object[]) => foundOf(`IST0101 ${samePods} ${sameNamespace}`, objects);
  const w = workload('w', { labels: { app: 'a', version: 'v1' } });

  test('must select pods', () => {
    expect(told(w, select('s', { app: 'b', version: 'v1' }))).toEqual([`IST0101 ${kind} s ${path}`]);
    expect(told(w, select('s', { app: 'a' }, { namespace: 'other' }))).toEqual([`IST0101 ${kind} s ${path}`]);
    expect(told(w, select('s', { app: 'a' }))).toEqual([]);
  });

  test('may select those that are not in the manifests, if no pods are', () => {
    expect(told(select('s', { app: 'b' }))).toEqual([]);
    expect(foundOf('IST0101', [select('s', { app: 'b' })], beside(w))).toEqual([]);
    expect(foundOf('IST0101', [select('s', { app: 'b' }), workload('x')], beside(workload('w', { labels: { app: 'b' } })))).toEqual([]);
  });

  test('may select pods that a controller of others makes', () => {
    const knative = (of: string) => ({ apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'b', namespace: of }, spec: {} });
    expect(told(w, knative('default'), select('s', { app: 'b' }))).toEqual([]);
    expect(told(w, knative('default'), select('s', { 'serving.knative.dev/service': 'b' }))).toEqual([]);
    expect(told(w, knative('default'), select('s', { app: 'c' }))).toEqual([`IST0101 ${kind} s ${path}`]);
    expect(told(w, knative('other'), select('s', { app: 'b' }))).toEqual([`IST0101 ${kind} s ${path}`]);
  });

  test('must not share pods with another', () => {
    expect(told(w, select('s', { app: 'a' }), select('t', { version: 'v1' }), select('u', { app: 'a' }, { namespace: 'other' })))
      .toEqual([`${samePods} ${kind} s metadata.name`, `${samePods} ${kind} t metadata.name`, `IST0101 ${kind} u ${path}`]);
    const v2 = workload('x', { labels: { app: 'a', version: 'v2' } });
    expect(told(w, v2, select('s', { version: 'v1' }), select('t', { version: 'v2' }))).toEqual([]);
  });

  test('is told of some of the pods that it shares, not of all', () => {
    const workloads = Array.from({ length: 12 }, (_, i) => workload(`w${i}`));
    expect(told(...workloads, select('s', { app: 'a' }), select('t', { app: 'a' }))).toHaveLength(20);
  });

  test('must not share a namespace with another, if neither selects', () => {
    expect(told(istio(kind, 's', {}), istio(kind, 't', {}), istio(kind, 'u', {}, { namespace: 'other' }))).toEqual([`${sameNamespace} ${kind} s`, `${sameNamespace} ${kind} t`]);
    expect(told(w, istio(kind, 's', {}), select('t', { app: 'a' }))).toEqual([]);
  });
});

test('Telemetry of gateways is in nobody\'s way', () => {
  const targets = { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'g' }] };
  expect(foundOf('IST0160', [istio('Telemetry', 's', targets), istio('Telemetry', 't', {})])).toEqual([]);
});

test('a Sidecar does nothing in ambient mode', () => {
  const ambient = namespace('default', { 'istio.io/dataplane-mode': 'ambient' });
  const selecting = istio('Sidecar', 's', { workloadSelector: { labels: { app: 'a' } } });
  const codes = 'IST0110 IST0111 IST0167';
  expect(foundOf(codes, [ambient, workload('w'), selecting, { ...selecting, metadata: { name: 't' } }])).toEqual(['IST0167 Sidecar s', 'IST0167 Sidecar t']);
  expect(foundOf(codes, [ambient, istio('Sidecar', 's', {}), istio('Sidecar', 't', {})])).toEqual(['IST0167 Sidecar s', 'IST0167 Sidecar t']);
  expect(foundOf(codes, [workload('w', { annotations: { 'ambient.istio.io/redirection': 'enabled' } }), selecting])).toEqual(['IST0167 Sidecar s']);
  expect(foundOf(codes, [ambient, workload('w', { labels: { 'app': 'a', 'sidecar.istio.io/inject': 'true' } }), selecting])).toEqual([]);
  expect(foundOf(codes, [namespace('default', { 'istio-injection': 'enabled', 'istio.io/dataplane-mode': 'ambient' }), istio('Sidecar', 's', {})])).toEqual([]);
});
