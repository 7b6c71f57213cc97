import { ConnectionMatch, renderConnectionMatch } from './connection-match';
import { Destination } from './destination';
import { renderSplit } from './split';
import { VirtualServiceSpecTcp } from '../../imports/networking.istio.io';
import { checkSubnet } from '../core/checks';
import { Consumer } from '../core/destination';

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
  return {
    match: route.match?.map((match, i) => {
      if (match.sourceSubnet !== undefined) { checkSubnet(consumer, `${field}.match[${i}].sourceSubnet`, match.sourceSubnet); }
      return { ...renderConnectionMatch(consumer, `${field}.match[${i}]`, match), sourceSubnet: match.sourceSubnet };
    }),
    route: renderSplit(consumer, `${field}.route`, route.split),
  };
}
