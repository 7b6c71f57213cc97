import { Finding } from '../../manifests';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

/** What Alibaba Cloud Service Mesh (ASM) refuses in its gateways, or takes and hardly anybody means. */
export const ASM_RULES: readonly Rule[] = [gateways];

function * gateways({ manifests }: Mesh): Generator<Finding> {
  for (const gateway of manifests.ofKind('istio.alibabacloud.com', 'IstioGateway')) {
    if (!manifests.isContext(gateway)) { yield * ofIstioGateways().istioGatewayFindings(gateway, manifests.namespaceOf(gateway)); }
  }
}

/** Loaded when there is a gateway of ASM: hardly any set of manifests holds one. */
export function ofIstioGateways(): typeof import('./istio-gateway') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./istio-gateway');
}
