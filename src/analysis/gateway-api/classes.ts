import { GATEWAY_API } from './kinds';
import { Manifest, Manifests, NearestName, record } from '../../manifests';

/** The classes that Istio makes itself, and who looks after their Gateways. */
const BUILT_IN = new Map([
  ['istio', 'istio.io/gateway-controller'],
  ['istio-remote', 'istio.io/unmanaged-gateway'],
  ['istio-waypoint', 'istio.io/mesh-controller'],
  ['istio-east-west', 'istio.io/eastwest-controller'],
]);

/** Whether there is a class of a name. */
export function isClass(manifests: Manifests, name: string): boolean {
  return BUILT_IN.has(name) || manifests.find(GATEWAY_API, 'GatewayClass', name) !== undefined;
}

/** The names of all classes. */
export function classNames(manifests: Manifests): NearestName {
  return new NearestName([...BUILT_IN.keys(), ...manifests.ofKind(GATEWAY_API, 'GatewayClass').map(({ name }) => name)]);
}

/** Who looks after the Gateways of a class, if that is known. */
function controllerOf(manifests: Manifests, gatewayClassName: unknown): string | undefined {
  if (typeof gatewayClassName !== 'string') { return undefined; }
  const made = manifests.find(GATEWAY_API, 'GatewayClass', gatewayClassName);
  return made ? record(made.object.spec).controllerName : BUILT_IN.get(gatewayClassName);
}

/** Whether Istio configures proxies for a Gateway by its listeners and routes. */
export function isIstioGateway(manifests: Manifests, gateway: Manifest): boolean {
  return controllerOf(manifests, record(gateway.object.spec).gatewayClassName) === BUILT_IN.get('istio');
}
