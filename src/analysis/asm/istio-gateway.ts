import { loadBalancerFindings } from './load-balancer';
import { placesOf } from './place';
import { podFindings } from './pods';
import { placementFindings, settingFindings } from './settings';
import { Finding, Manifest } from '../../manifests';

export function * istioGatewayFindings(gateway: Manifest, namespace: string): Generator<Finding> {
  yield * placementFindings(gateway, namespace);
  const places = placesOf(gateway);
  yield * settingFindings(gateway, places);
  yield * podFindings(gateway, places);
  yield * loadBalancerFindings(gateway, places);
}
