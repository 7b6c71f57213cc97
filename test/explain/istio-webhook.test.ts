import { check } from '../../src/check';
import { ISTIO_WEBHOOK_EXPLANATIONS } from '../../src/explain/istio-webhook';
import { Manifests } from '../../src/manifests';

const codes = (yaml: string) => check(Manifests.fromYaml(yaml)).findings.map(f => f.code);

test.each(ISTIO_WEBHOOK_EXPLANATIONS.map(e => [e.code, e] as const))('%s is in its example, and not in the mended one', (code, { wrong, mended }) => {
  expect(codes(wrong)).toEqual([code]);
  expect(codes(mended)).toEqual([]);
});
