import { ConnectionMatch, renderConnectionMatch } from './connection-match';
import { Destination } from './destination';
import { optionalList } from './optional';
import { renderSplit } from './split';
import { VirtualServiceSpecTcp, VirtualServiceSpecTcpMatch } from '../../imports/networking.istio.io';
import { checkSubnet } from '../core/checks';
import { Consumer } from '../core/destination';
import { checkStruct } from '../core/kinds';

/**
 * What a connection must be like to take a TCP route. All that is said must hold.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#L4MatchAttributes
 */
export interface L4MatchAttributes extends ConnectionMatch {
  /**
   * Addresses that the connection comes from: an IP address or a block such as `10.1.0.0/16`.
   *
   * @default - any
   */
  readonly sourceSubnet?: string;
}

/**
 * A route of TCP. Routes are tried in order, and the first that matches is taken.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute
 */
export interface VirtualServiceTcpRoute {
  /**
   * What connections take the route: those that are like one of these.
   *
   * @default - all
   */
  readonly match?: L4MatchAttributes[];

  /** Where connections go; several destinations share them by weight. (Upstream calls this `route`.) */
  readonly split: Destination[];
}

/** Checks a route and renders it. @internal */
export function renderTcpRoute(consumer: Consumer, field: string, route: VirtualServiceTcpRoute): VirtualServiceSpecTcp {
  checkStruct(consumer, field, route);
  return {
    match: optionalList(consumer, `${field}.match`, route.match)?.map((match, i) => renderL4Match(consumer, `${field}.match[${i}]`, match)),
    route: renderSplit(consumer, `${field}.route`, route.split),
  };
}

function renderL4Match(consumer: Consumer, field: string, match: L4MatchAttributes): VirtualServiceSpecTcpMatch {
  const rendered = renderConnectionMatch(consumer, field, match);
  const { sourceSubnet } = match;
  return { ...rendered, sourceSubnet: sourceSubnet === undefined ? undefined : checkSubnet(consumer, `${field}.sourceSubnet`, sourceSubnet) };
}
