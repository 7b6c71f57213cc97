import * as fc from 'fast-check';
import { check } from '../../src/check';
import { ASM_EXPLANATIONS } from '../../src/explain/codes/asm';
import { GATEWAY_API_EXPLANATIONS } from '../../src/explain/codes/gateway-api';
import { TRAP_POLICY_EXPLANATIONS } from '../../src/explain/codes/trap-policies';
import { TRAP_WORKLOAD_EXPLANATIONS } from '../../src/explain/codes/trap-workloads';
import { TRAP_EXPLANATIONS } from '../../src/explain/codes/traps';
import { Manifests } from '../../src/manifests';

const SETS = [...ASM_EXPLANATIONS, ...GATEWAY_API_EXPLANATIONS, ...TRAP_EXPLANATIONS, ...TRAP_POLICY_EXPLANATIONS, ...TRAP_WORKLOAD_EXPLANATIONS]
  .map(({ wrong }) => [...Manifests.fromYaml(wrong)].map(manifest => manifest.object));
const RUNS = Number(process.env.RUNS ?? 1000);

/** Takes away or replaces what stands at some place of a document, below its kind. */
function spoil(object: any, choices: readonly number[], value: unknown): void {
  let [holder, key]: [any, string] = [object, 'spec'];
  for (const choice of choices) {
    const keys = holder[key] !== null && typeof holder[key] === 'object' ? Object.keys(holder[key]) : [];
    if (keys.length === 0) { break; }
    [holder, key] = [holder[key], keys[choice % keys.length]];
  }
  if (value === undefined) { delete holder[key]; } else { holder[key] = structuredClone(value); }
}

test('whatever is missing or of another type, every rule comes to its end', () => {
  const value = fc.constantFrom<unknown>(undefined, undefined, null, 0, -1, '', 'x', 'a/b/c', true, [], {}, [null], ['x'], [{}], { x: 'y' });
  const change = fc.record({ document: fc.nat(20), choices: fc.array(fc.nat(20), { maxLength: 8 }), value });
  fc.assert(fc.property(fc.constantFrom(...SETS), fc.array(change, { minLength: 1, maxLength: 3 }), (set, changes) => {
    const documents = JSON.parse(JSON.stringify(set));
    for (const { document, choices, value: given } of changes) { spoil(documents[document % documents.length], choices, given); }
    const findings = check(Manifests.fromYaml(documents.map((d: any) => JSON.stringify(d)).join('\n---\n'))).findings;
    const ours = findings.filter(({ code }) => /^(GWA|ASM|CDI)/.test(code)).map(({ code, message, hint }) => `${code} ${message}; ${hint}`);
    expect(ours.filter(text => /undefined|\[object|NaN/.test(text))).toEqual([]);
  }), { numRuns: RUNS });
});
