import { ANNOTATION_RULES } from './annotation';
import { CONDITION_RULES } from './condition';
import { CONTROL_PLANE_RULES } from './control-plane';
import { DEPRECATED_RULES } from './deprecated';
import { ENVOY_FILTER_RULES } from './envoy-filter';
import { NEVER_IN_MESH } from './injection';
import { INJECTION_WEBHOOK_RULES } from './injection-webhook';
import { Mesh } from './mesh';
import { NAMESPACE_RULES } from './namespace';
import { POLICY_RULES } from './policy';
import { PROXY_IMAGE_RULES } from './proxy-image';
import { Rule } from './rule';
import { SERVICE_RULES } from './service';
import { SERVICE_ENTRY_RULES } from './service-entry';
import { SERVICE_PORT_RULES } from './service-ports';
import { SIDECAR_RULES } from './sidecar';
import { TELEMETRY_RULES } from './telemetry';
import { WORKLOAD_RULES } from './workload';
import { Finding } from '../manifests';

/** Istio has nothing to say of the namespaces of Kubernetes itself, nor of what is in them. */
const elsewhere = (rule: Rule): Rule => function* (mesh: Mesh): Generator<Finding> {
  for (const finding of rule(mesh)) {
    const { kind, name, namespace } = finding.manifest;
    if (!NEVER_IN_MESH.has(kind === 'Namespace' ? name : namespace ?? mesh.manifests.namespace)) { yield finding; }
  }
};

/** Rules of workloads, Services and namespaces, and of the kinds of Istio that select or describe them. */
export const ISTIO_WORKLOAD_RULES: readonly Rule[] = [
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
].map(elsewhere);
