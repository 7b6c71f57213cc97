import { CONSTRUCT_EXPLANATIONS } from './constructs';
import { Explanation } from './explanation';
import { KUBERNETES_EXPLANATIONS } from './kubernetes';
import { SUPPRESSION_EXPLANATIONS } from './suppression';
import { knownCodes } from '../check';
import { Severity } from '../manifests';

export * from './explanation';
export * from './texts';

const EXPLANATIONS: readonly Explanation[] = [
  ...KUBERNETES_EXPLANATIONS,
  ...SUPPRESSION_EXPLANATIONS,
  ...CONSTRUCT_EXPLANATIONS,
];

/** A code, and what there is to say of it. */
export interface Explained extends Explanation {
  readonly name: string;
  readonly severity: Severity;
}

/** Codes that belong together, by how they start. */
export const FAMILIES: readonly { readonly prefix: string; readonly title: string }[] = [
  { prefix: 'K8S', title: 'What the API server refuses or drops' },
  { prefix: 'IST', title: 'Istio: the codes of istioctl analyze' },
  { prefix: 'GWA', title: 'Gateway API' },
  { prefix: 'ASM', title: 'Alibaba Cloud Service Mesh' },
  { prefix: 'CDI', title: 'cdk8s-istio itself' },
];

/** All codes that are explained, in the order of their families. */
export function allExplained(): readonly Explained[] {
  const family = (code: string) => FAMILIES.findIndex(({ prefix }) => code.startsWith(prefix));
  return EXPLANATIONS.map(withName).sort((a, b) => family(a.code) - family(b.code) || (a.code < b.code ? -1 : 1));
}

export function explained(code: string): Explained | undefined {
  const explanation = EXPLANATIONS.find(e => e.code === code);
  return explanation && withName(explanation);
}

function withName(explanation: Explanation): Explained {
  const { name, severity } = knownCodes().get(explanation.code)!;
  return { ...explanation, wrong: explanation.wrong.trim(), mended: explanation.mended.trim(), name, severity };
}
