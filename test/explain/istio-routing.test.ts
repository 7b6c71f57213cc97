import { check } from '../../src/check';
import { ISTIO_GATEWAY_EXPLANATIONS } from '../../src/explain/istio-gateway';
import { ISTIO_ROUTING_EXPLANATIONS } from '../../src/explain/istio-routing';
import { Manifests } from '../../src/manifests';

const all = [...ISTIO_ROUTING_EXPLANATIONS, ...ISTIO_GATEWAY_EXPLANATIONS];
const found = (text: string) => check(Manifests.fromYaml(text)).findings.map(f => `${f.code} ${f.manifest.kind} ${f.manifest.name} ${f.path}: ${f.message}`);

test.each(all.map(e => [e.code, e] as const))('%s comes of what is wrong, and not of what is mended', (code, { wrong, mended }) => {
  expect(found(wrong).filter(f => f.startsWith(code))).not.toEqual([]);
  expect(found(wrong).filter(f => !f.startsWith(code) && code !== 'IST0165' && !(code === 'IST0130' && f.startsWith('IST0131')))).toEqual([]);
  expect(found(mended)).toEqual([]);
});
