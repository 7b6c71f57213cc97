import { ASM_RULES, ofIstioGateways } from './asm';
import { Code } from './code';
import { GATEWAY_API_RULES } from './gateway-api';
import { ISTIO_RULES } from './istio';
import { Mesh } from './mesh';
import { MeshConfig } from './mesh-config';
import { Rule } from './rule';
import { TRAP_RULES } from './traps';
import { Finding, Manifests } from '../manifests';

/** All rules, in the order in which their findings are reported of one manifest. */
const RULES: readonly Rule[] = [
  ...ISTIO_RULES,
  ...ASM_RULES,
  ...GATEWAY_API_RULES,
  ...TRAP_RULES,
];

/**
 * What rules across resources find. The manifests are as the API server keeps them: without unknown fields, with defaults,
 * and without values of the wrong type.
 */
export function analyze(manifests: Manifests, config?: MeshConfig): Finding[] {
  const mesh = new Mesh(manifests, config);
  const findings: Finding[] = [];
  for (const rule of RULES) {
    for (const finding of rule(mesh)) {
      if (!manifests.isContext(finding.manifest)) { findings.push(finding); }
    }
  }
  return findings;
}

/** All codes that rules give. */
export function analysisCodes(): Iterable<Code> {
  ofIstioGateways();
  return Code.known.values();
}
