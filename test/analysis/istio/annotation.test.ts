import { VALUE_CHECKS } from '../../../src/analysis/istio/annotation-values';
import { ANNOTATIONS, REPLACEMENTS } from '../../../src/analysis/istio/istio-annotations';
import { analyze, foundOf, namespace, service, workload } from '../support';

const CODES = 'IST0107 IST0108 IST0125 IST0135';
const annotations = (name: string, value = 'x') => ({ [name]: value });

test('an annotation of pods does nothing on a Deployment, and is told where to go', () => {
  const [finding] = analyze([workload('a', {}, { annotations: annotations('sidecar.istio.io/proxyCPU', '100m') })]);
  expect([finding.code, finding.steps, finding.hint]).toEqual(['IST0107', ['metadata', 'annotations', 'sidecar.istio.io/proxyCPU'], 'move it to spec.template.metadata.annotations']);
  expect(foundOf(CODES, [service('a', {}, { annotations: annotations('sidecar.istio.io/proxyCPU') })])).toHaveLength(1);
  expect(foundOf(CODES, [namespace('a'), service('a', {}, { annotations: annotations('networking.istio.io/exportTo', '.') })])).toEqual([]);
});

test.each(['Deployment', 'StatefulSet', 'DaemonSet'])('the pods of a %s are judged at it', kind => {
  expect(foundOf(CODES, [workload('a', { annotations: annotations('status.sidecar.istio.io/port') }, {}, kind)]))
    .toEqual([`IST0125 ${kind} a spec.template.metadata.annotations.status.sidecar.istio.io/port`]);
});

test('an unknown annotation is told what was meant', () => {
  const hint = (name: string) => analyze([service('a', {}, { annotations: annotations(name) })]).map(f => [f.code, f.hint]);
  expect(hint('networking.istio.io/exportto')).toEqual([['IST0108', 'write networking.istio.io/exportTo']]);
  expect(hint('sidecar.istio.io/exportTo')).toEqual([['IST0108', 'write networking.istio.io/exportTo']]);
  expect(hint('istio.io/nonsense')).toEqual([['IST0108', 'correct its name, or drop it']]);
  expect(hint('example.com/x')).toEqual([]);
  expect(hint('istio.io/rev')).toEqual([]);
});

test('a deprecated annotation is, unless its label is there, too', () => {
  const pod = { annotations: annotations('sidecar.istio.io/inject', 'true') };
  expect(foundOf(CODES, [workload('a', pod)])).toEqual(['IST0135 Deployment a spec.template.metadata.annotations.sidecar.istio.io/inject']);
  expect(foundOf(CODES, [workload('a', { ...pod, labels: { 'sidecar.istio.io/inject': 'true' } })])).toEqual([]);
});

test('values', () => {
  const problem = (name: string, value: string) => VALUE_CHECKS.get(name)!(value);
  expect(problem('traffic.sidecar.istio.io/excludeOutboundPorts', '80,x')).toBe('holds "x", which is not a whole number from 0 to 65535');
  expect(problem('traffic.sidecar.istio.io/excludeOutboundPorts', '80,')).toBe('has nothing between two commas');
  expect(problem('traffic.sidecar.istio.io/excludeOutboundPorts', '')).toBeUndefined();
  expect(problem('traffic.sidecar.istio.io/includeOutboundIPRanges', '10.0.0.0')).toBe('is not a range of addresses like 10.0.0.0/8');
  expect(problem('traffic.sidecar.istio.io/includeOutboundIPRanges', '*')).toBeUndefined();
  expect(problem('traffic.sidecar.istio.io/excludeOutboundIPRanges', '*')).toBeDefined();
  expect(problem('proxy.istio.io/config', '{')).toMatch('is not YAML: ');
  expect(problem('proxy.istio.io/config', '- a')).toBe('is not a ProxyConfig: it has no fields');
  for (const sound of ['', 'null', '{}', 'concurrency: 2']) { expect(problem('proxy.istio.io/config', sound)).toBeUndefined(); }
  expect(problem('sidecar.istio.io/proxyCPU', `${'1'.repeat(100_000)}x`)).toBe('is not a quantity like 100m or 128Mi');
});

test('a long value is not told in full, nor on several lines', () => {
  const [{ message }] = analyze([workload('a', { annotations: annotations('status.sidecar.istio.io/port', 'x\n'.repeat(1000)) })]);
  expect(message).not.toContain('\n');
  expect(message.length).toBeLessThan(250);
});

test('the tables of annotations agree', () => {
  expect(ANNOTATIONS.size).toBe(68);
  for (const name of [...REPLACEMENTS.keys(), ...VALUE_CHECKS.keys()]) { expect(ANNOTATIONS.has(name)).toBe(true); }
});
