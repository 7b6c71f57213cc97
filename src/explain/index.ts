import { ASM_EXPLANATIONS } from './codes/asm';
import { CONSTRUCT_EXPLANATIONS } from './codes/constructs';
import { GATEWAY_API_EXPLANATIONS } from './codes/gateway-api';
import { ISTIO_CONTROL_PLANE_EXPLANATIONS } from './codes/istio-control-plane';
import { ISTIO_DESTINATION_RULE_EXPLANATIONS } from './codes/istio-destination-rules';
import { ISTIO_ENVOY_FILTER_EXPLANATIONS } from './codes/istio-envoy-filters';
import { ISTIO_GATEWAY_EXPLANATIONS } from './codes/istio-gateway';
import { ISTIO_NAMESPACE_EXPLANATIONS } from './codes/istio-namespaces';
import { ISTIO_POLICY_EXPLANATIONS } from './codes/istio-policies';
import { ISTIO_ROUTING_EXPLANATIONS } from './codes/istio-routing';
import { ISTIO_SERVICE_ENTRY_EXPLANATIONS } from './codes/istio-service-entries';
import { ISTIO_WEBHOOK_EXPLANATIONS } from './codes/istio-webhook';
import { ISTIO_WORKLOAD_EXPLANATIONS } from './codes/istio-workloads';
import { KUBERNETES_EXPLANATIONS } from './codes/kubernetes';
import { SUPPRESSION_EXPLANATIONS } from './codes/suppression';
import { TRAP_POLICY_EXPLANATIONS } from './codes/trap-policies';
import { TRAP_ROUTE_EXPLANATIONS } from './codes/trap-routes';
import { TRAP_WORKLOAD_EXPLANATIONS } from './codes/trap-workloads';
import { TRAP_EXPLANATIONS } from './codes/traps';
import { Explanation } from './explanation';
import { knownCodes } from '../check';
import { Severity } from '../manifests';

export * from './explanation';
export * from './texts';

const EXPLANATIONS: readonly Explanation[] = [
  ...ASM_EXPLANATIONS,
  ...CONSTRUCT_EXPLANATIONS,
  ...GATEWAY_API_EXPLANATIONS,
  ...ISTIO_CONTROL_PLANE_EXPLANATIONS,
  ...ISTIO_DESTINATION_RULE_EXPLANATIONS,
  ...ISTIO_ENVOY_FILTER_EXPLANATIONS,
  ...ISTIO_GATEWAY_EXPLANATIONS,
  ...ISTIO_NAMESPACE_EXPLANATIONS,
  ...ISTIO_POLICY_EXPLANATIONS,
  ...ISTIO_ROUTING_EXPLANATIONS,
  ...ISTIO_SERVICE_ENTRY_EXPLANATIONS,
  ...ISTIO_WEBHOOK_EXPLANATIONS,
  ...ISTIO_WORKLOAD_EXPLANATIONS,
  ...KUBERNETES_EXPLANATIONS,
  ...SUPPRESSION_EXPLANATIONS,
  ...TRAP_EXPLANATIONS,
  ...TRAP_POLICY_EXPLANATIONS,
  ...TRAP_ROUTE_EXPLANATIONS,
  ...TRAP_WORKLOAD_EXPLANATIONS,
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
