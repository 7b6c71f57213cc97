import { serverCertificateRules, subsetPodRules } from './destination-rule';
import { subsetRules } from './destination-subsets';
import { destinationRules } from './destinations';
import { duplicateCertificateRules } from './gateway-certificates';
import { gatewayConflictRules } from './gateway-conflicts';
import { credentialRules } from './gateway-credentials';
import { gatewayReferenceRules } from './gateway-references';
import { gatewayWorkloadRules } from './gateway-workloads';
import { ingressSubsetRules } from './ingress-subsets';
import { jwtClaimRules } from './jwt-claims';
import { meshHostRules } from './mesh-hosts';
import { policySelectorRules } from './policy-selector';
import { Rule } from './rule';
import { unreachableRules } from './unreachable-rules';

/** Istio's rules of how VirtualServices, DestinationRules and Gateways go together. */
export const ISTIO_ROUTING_RULES: readonly Rule[] = [
  gatewayWorkloadRules, credentialRules, gatewayConflictRules, duplicateCertificateRules,
  gatewayReferenceRules, destinationRules, subsetRules, meshHostRules, unreachableRules, ingressSubsetRules, jwtClaimRules,
  subsetPodRules, serverCertificateRules, policySelectorRules,
];
