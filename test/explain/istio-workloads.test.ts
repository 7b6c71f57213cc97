import { check } from '../../src/check';
import { ISTIO_CONTROL_PLANE_EXPLANATIONS } from '../../src/explain/istio-control-plane';
import { ISTIO_ENVOY_FILTER_EXPLANATIONS } from '../../src/explain/istio-envoy-filters';
import { ISTIO_NAMESPACE_EXPLANATIONS } from '../../src/explain/istio-namespaces';
import { ISTIO_POLICY_EXPLANATIONS } from '../../src/explain/istio-policies';
import { ISTIO_SERVICE_ENTRY_EXPLANATIONS } from '../../src/explain/istio-service-entries';
import { ISTIO_WORKLOAD_EXPLANATIONS } from '../../src/explain/istio-workloads';
import { Manifests } from '../../src/manifests';

const codes = (yaml: string) => check(Manifests.fromYaml(yaml)).findings.map(finding => finding.code);

test.each([
  ...ISTIO_WORKLOAD_EXPLANATIONS, ...ISTIO_NAMESPACE_EXPLANATIONS, ...ISTIO_POLICY_EXPLANATIONS, ...ISTIO_SERVICE_ENTRY_EXPLANATIONS,
  ...ISTIO_ENVOY_FILTER_EXPLANATIONS, ...ISTIO_CONTROL_PLANE_EXPLANATIONS,
].map(explanation => [explanation.code, explanation] as const))('the example of %s has it, and mended has nothing', (code, { wrong, mended }) => {
  expect(codes(wrong)).toContain(code);
  // Istio's webhook warns of every EnvoyFilter
  expect(codes(mended).filter(c => c !== 'IST0133')).toEqual([]);
});
