import { IGateway } from './gateway';
import { checkList, checkObject } from '../core/checks';
import { Consumer, otherNamespaceOf } from '../core/destination';
import { unlessEmpty } from '../core/empty';
import { invalid } from '../core/errors';
import { refersTo } from '../core/resource';

/** What Istio calls all sidecars, where a VirtualService lists gateways. */
const MESH = 'mesh';

/**
 * The names by which a VirtualService lists its gateways: `name` in its own namespace, `namespace/name` elsewhere, and
 * `mesh` behind them.
 *
 * @returns nothing if there are none
 */
export function renderGateways(consumer: Consumer, field: string, gateways: IGateway[] = [], mesh = false): string[] | undefined {
  const names = checkList(consumer, field, gateways).map((gateway, i) => gatewayName(consumer, `${field}[${i}]`, gateway));
  if (mesh) { names.push(MESH); }
  return unlessEmpty(names);
}

function gatewayName(consumer: Consumer, field: string, gateway: IGateway): string {
  checkObject(consumer, field, gateway, 'gatewayName', 'a Gateway of Istio, e.g. of Gateway.fromGatewayName()');
  if (gateway.name.includes('.')) {
    throw invalid(consumer, field, {
      given: gateway.name,
      allowed: 'a Gateway whose name has no dot, as Istio takes what follows the dot for a namespace',
      todo: 'rename the Gateway',
    });
  }
  refersTo(consumer, gateway);
  const namespace = otherNamespaceOf(consumer, field, 'Gateway', gateway);
  if (namespace !== undefined) { return `${namespace}/${gateway.name}`; }
  if (gateway.name === MESH) {
    throw invalid(consumer, field, { given: gateway.name, allowed: 'another name, as "mesh" stands for all sidecars', todo: 'rename the Gateway' });
  }
  return gateway.name;
}
