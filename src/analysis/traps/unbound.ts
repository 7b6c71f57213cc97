import { ISTIO } from './routing';
import { Finding } from '../../manifests';
import { warning } from '../code';
import { list, specOf } from '../fields';
import { GATEWAY_API } from '../gateway-api/kinds';
import { gatewayNamed, MESH } from '../istio/gateway-references';
import { Mesh } from '../mesh';

const GATEWAY_TAKES_ROUTES_ONLY = warning('CDI0213', 'GatewayTakesRoutesOnly');

/** VirtualServices that name a Gateway of Gateway API. Istio's own analysis takes that for bound, but Istio binds none to it. */
export function * unbound(mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  if (manifests.ofKind(GATEWAY_API, 'Gateway').length === 0) { return; }
  for (const virtualService of manifests.ofKind(ISTIO, 'VirtualService')) {
    const namespace = manifests.namespaceOf(virtualService);
    for (const [i, reference] of list(specOf(virtualService).gateways).entries()) {
      if (reference === MESH || gatewayNamed(mesh, reference, namespace) || !gatewayNamed(mesh, reference, namespace, GATEWAY_API)) { continue; }
      yield GATEWAY_TAKES_ROUTES_ONLY.at(virtualService, ['spec', 'gateways', i],
        `Gateway ${reference} is one of Gateway API, which takes HTTPRoutes and their like and no VirtualService, so requests that come to it do not go by these rules`,
        `write the rules as an HTTPRoute with the Gateway as its parent, or name a Gateway of ${ISTIO}`);
    }
  }
}
