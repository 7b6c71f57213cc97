import { ANNOTATION_RULES } from './annotation';
import { CONDITION_RULES } from './condition';
import { CONTROL_PLANE_RULES } from './control-plane';
import { DEPRECATED_RULES } from './deprecated';
import { serverCertificateRules, subsetPodRules } from './destination-rule';
import { subsetRules } from './destination-subsets';
import { destinationRules } from './destinations';
import { ENVOY_FILTER_RULES } from './envoy-filter';
import { duplicateCertificateRules } from './gateway-certificates';
import { gatewayConflictRules } from './gateway-conflicts';
import { credentialRules } from './gateway-credentials';
import { gatewayReferenceRules } from './gateway-references';
import { gatewayWorkloadRules } from './gateway-workloads';
import { ingressSubsetRules } from './ingress-subsets';
import { NEVER_IN_MESH } from './injection';
import { INJECTION_WEBHOOK_RULES } from './injection-webhook';
import { jwtClaimRules } from './jwt-claims';
import { meshHostRules } from './mesh-hosts';
import { NAMESPACE_RULES } from './namespace';
import { POLICY_RULES } from './policy';
import { policySelectorRules } from './policy-selector';
import { PROXY_IMAGE_RULES } from './proxy-image';
import { SERVICE_RULES } from './service';
import { SERVICE_ENTRY_RULES } from './service-entry';
import { SERVICE_PORT_RULES } from './service-ports';
import { SIDECAR_RULES } from './sidecar';
import { TELEMETRY_RULES } from './telemetry';
import { unreachableRules } from './unreachable-rules';
import { WORKLOAD_RULES } from './workload';
import { Finding } from '../../manifests';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

/** Of how VirtualServices, DestinationRules and Gateways go together. */
const ROUTING: readonly Rule[] = [
  gatewayWorkloadRules, credentialRules, gatewayConflictRules, duplicateCertificateRules,
  gatewayReferenceRules, destinationRules, subsetRules, meshHostRules, unreachableRules, ingressSubsetRules, jwtClaimRules,
  subsetPodRules, serverCertificateRules, policySelectorRules,
];

/** Of workloads, Services and namespaces, and of the kinds of Istio that select or describe them. */
const WORKLOADS_AND_POLICIES: readonly Rule[] = [
  ...ANNOTATION_RULES,
  ...CONDITION_RULES,
  ...CONTROL_PLANE_RULES,
  ...DEPRECATED_RULES,
  ...ENVOY_FILTER_RULES,
  ...INJECTION_WEBHOOK_RULES,
  ...NAMESPACE_RULES,
  ...POLICY_RULES,
  ...PROXY_IMAGE_RULES,
  ...SERVICE_RULES,
  ...SERVICE_ENTRY_RULES,
  ...SERVICE_PORT_RULES,
  ...SIDECAR_RULES,
  ...TELEMETRY_RULES,
  ...WORKLOAD_RULES,
];

/** Istio has nothing to say of the namespaces of Kubernetes itself, nor of what is in them. */
const elsewhere = (rule: Rule): Rule => function* (mesh: Mesh): Generator<Finding> {
  for (const finding of rule(mesh)) {
    const { kind, name, namespace } = finding.manifest;
    if (!NEVER_IN_MESH.has(kind === 'Namespace' ? name : namespace ?? mesh.manifests.namespace)) { yield finding; }
  }
};

/** What `istioctl analyze` says of a cluster with the manifests: codes that begin with IST. */
export const ISTIO_RULES: readonly Rule[] = [...ROUTING, ...WORKLOADS_AND_POLICIES].map(elsewhere);
