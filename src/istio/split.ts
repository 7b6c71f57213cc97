import { Destination } from './destination';
import { renderHeaders } from './header-checks';
import { VirtualServiceSpecHttpRoute, VirtualServiceSpecHttpRouteDestination, VirtualServiceSpecTcpRoute } from '../../imports/networking.istio.io';
import { checkList, checkObject } from '../core/checks';
import { Consumer } from '../core/destination';
import { invalid } from '../core/errors';

const MAX_WEIGHT = 2147483647;
/** Envoy counts the weights of a route in 32 bits without a sign. */
const MAX_TOTAL = 4294967295;

/** The destinations of an HTTP route. */
export function renderHttpSplit(consumer: Consumer, field: string, split: Destination[]): VirtualServiceSpecHttpRoute[] {
  checkWeights(consumer, field, split);
  return split.map((to, i) => {
    const at = `${field}[${i}]`;
    return { destination: to._render(consumer, `${at}.destination`), weight: to._weight, headers: renderHeaders(consumer, `${at}.headers`, to._headers) };
  });
}

/** The destinations of a route of TCP or TLS. */
export function renderSplit(consumer: Consumer, field: string, split: Destination[]): VirtualServiceSpecTcpRoute[] {
  checkWeights(consumer, field, split);
  return split.map((to, i) => {
    checkNoHeaders(consumer, `${field}[${i}].headers`, to);
    return { destination: to._render(consumer, `${field}[${i}].destination`), weight: to._weight };
  });
}

/** A destination that gets all it is told to get. */
export function renderWhole(consumer: Consumer, field: string, to: Destination): VirtualServiceSpecHttpRouteDestination {
  checkIsDestination(consumer, field, to);
  if (to._weight !== undefined) {
    throw invalid(consumer, `${field}.weight`, { given: to._weight, allowed: 'none here', todo: 'leave the weight out; a percentage says how much is mirrored' });
  }
  checkNoHeaders(consumer, `${field}.headers`, to);
  return to._render(consumer, field);
}

function checkNoHeaders(consumer: Consumer, field: string, to: Destination) {
  if (to._headers) {
    throw invalid(consumer, field, { given: to._headers, allowed: 'none here', todo: 'change headers in a destination of an HTTP route only' });
  }
}

function checkIsDestination(consumer: Consumer, field: string, to: Destination) {
  checkObject(consumer, field, to, '_weight', 'a destination, e.g. of Destination.service()');
}

function checkWeights(consumer: Consumer, field: string, split: Destination[]) {
  checkList(consumer, field, split).forEach((to, i) => checkIsDestination(consumer, `${field}[${i}]`, to));
  if (split.length === 0) {
    throw invalid(consumer, field, { given: [], allowed: 'one destination or more', todo: 'say where the route goes' });
  }
  let total = 0;
  split.forEach((to, i) => {
    const weight = to._weight;
    if (weight === undefined ? split.length > 1 : !(Number.isInteger(weight) && weight >= 0 && weight <= MAX_WEIGHT)) {
      throw invalid(consumer, `${field}[${i}].weight`, {
        given: weight,
        allowed: `a whole number from 0 to ${MAX_WEIGHT}`,
        todo: weight === undefined ? 'give each of several destinations a weight, as Istio takes a missing one for 0' : 'give a number in that range',
      });
    }
    total += weight ?? 1;
  });
  if (total === 0 || total > MAX_TOTAL) {
    throw invalid(consumer, `${field}`, {
      given: `weights that add to ${total}`,
      allowed: `a sum from 1 to ${MAX_TOTAL}`,
      todo: total === 0 ? 'give one destination a weight above 0' : 'give smaller weights of the same proportion',
    });
  }
}
