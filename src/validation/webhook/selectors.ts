import { quoted } from '../field-error';
import { Complaints } from './complaints';

type Json = any;

const WITHOUT_LABELS = 'workload selector specified without labels';
const SELECT = 'give labels, or drop the selector';

/** The selector of a policy. What is wrong with its labels the schema says. */
export function policySelector({ matchLabels = {} }: Json, said: Complaints): void {
  if (Object.keys(matchLabels).length === 0) { said.warning(WITHOUT_LABELS, SELECT); }
}

/** The selector of kinds of networking. Where it is wrong, the webhook says nothing else of the document. */
export function workloadSelector({ labels = {} }: Json, said: Complaints, owner: string): void {
  for (const key in labels) {
    const label = quoted(`${key}=${labels[key]}`);
    if (key === '') { said.error(`empty key is not supported in selector: ${label}`, 'name the label', 'labels', key); }
    if (key.includes('*')) { said.error(`wildcard is not supported in selector: ${label}`, 'name the label in full', 'labels', key); }
  }
  if (Object.keys(labels).length === 0) { said.warning(`${owner}: ${WITHOUT_LABELS}, will be applied to all services in namespace`, SELECT); }
}

const TARGETS = ['core/v1/Service', 'networking.istio.io/v1/ServiceEntry', 'gateway.networking.k8s.io/v1/Gateway', 'gateway.networking.k8s.io/v1/GatewayClass'];
const TARGET_KINDS = new Set(['/Service', 'core/Service', 'networking.istio.io/ServiceEntry', 'gateway.networking.k8s.io/Gateway', 'gateway.networking.k8s.io/GatewayClass']);

function targetRef({ group = '', kind }: Json, said: Complaints): void {
  if (TARGET_KINDS.has(`${group}/${kind}`)) { return; }
  said.error(
    `targetRef must be to one of [${TARGETS.join(' ')}] but was ${group}/${kind}`,
    'refer to a Gateway or GatewayClass of gateway.networking.k8s.io, a Service (group "") or a ServiceEntry of networking.istio.io',
  );
}

/** What a policy is attached to. That it is one thing only the schema says. */
export function attachment(spec: Json, said: Complaints): void {
  said.in(spec, 'selector', policySelector);
  said.in(spec, 'targetRef', targetRef);
  said.each(spec, 'targetRefs', targetRef);
}
