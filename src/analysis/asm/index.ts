import { loadBalancerFindings } from './load-balancer';
import { placesOf } from './place';
import { podFindings } from './pods';
import { placementFindings, settingFindings } from './settings';
import { Finding } from '../../manifests';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

/** What Alibaba Cloud Service Mesh (ASM) refuses in its gateways, or takes and hardly anybody means. */
export const ASM_RULES: readonly Rule[] = [gateways];

function * gateways({ manifests }: Mesh): Generator<Finding> {
  for (const gateway of manifests.ofKind('istio.alibabacloud.com', 'IstioGateway')) {
    if (manifests.isContext(gateway)) { continue; }
    yield * placementFindings(gateway, manifests.namespaceOf(gateway));
    const places = placesOf(gateway);
    yield * settingFindings(gateway, places);
    yield * podFindings(gateway, places);
    yield * loadBalancerFindings(gateway, places);
  }
}
