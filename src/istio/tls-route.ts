import { ConnectionMatch, renderConnectionMatch } from './connection-match';
import { Destination } from './destination';
import { checkVirtualHost, isWithin } from './hosts';
import { renderSplit } from './split';
import { VirtualServiceSpecTls, VirtualServiceSpecTlsMatch } from '../../imports/networking.istio.io';
import { checkList, isIp } from '../core/checks';
import { Consumer } from '../core/destination';
import { invalid } from '../core/errors';
import { checkStruct } from '../core/kinds';

/**
 * What a TLS connection must be like to take a TLS route. All that is said must hold.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSMatchAttributes
 */
export interface TlsMatchAttributes extends ConnectionMatch {
  /** Server names (SNI) that the client asks for, one at least; `*.example.com` is one. Each lies within a host of the VirtualService. */
  readonly sniHosts: string[];
}

/**
 * A route of TLS that is forwarded as it comes. Routes are tried in order, and the first that matches is taken.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute
 */
export interface VirtualServiceTlsRoute {
  /** What connections take the route: those that are like one of these; one at least. */
  readonly match: TlsMatchAttributes[];

  /** Where connections go; several destinations share them by weight. (Upstream calls this `route`.) */
  readonly split: Destination[];
}

/** Checks a route and renders it. @internal */
export function renderTlsRoute(
  consumer: Consumer, field: string, route: VirtualServiceTlsRoute, hosts: string[], mesh: boolean,
): VirtualServiceSpecTls {
  const { match: matches } = checkStruct(consumer, field, route);
  if (checkList(consumer, `${field}.match`, matches).length === 0) {
    throw invalid(consumer, `${field}.match`, { given: [], allowed: 'one match or more', todo: 'name the server names (SNI) that take the route' });
  }
  return {
    match: matches.map((match, i) => renderTlsMatch(consumer, `${field}.match[${i}]`, match, hosts, mesh)),
    route: renderSplit(consumer, `${field}.route`, route.split),
  };
}

function renderTlsMatch(consumer: Consumer, field: string, match: TlsMatchAttributes, hosts: string[], mesh: boolean): VirtualServiceSpecTlsMatch {
  const { sniHosts } = checkStruct(consumer, field, match);
  if (checkList(consumer, `${field}.sniHosts`, sniHosts).length === 0) {
    throw invalid(consumer, `${field}.sniHosts`, { given: [], allowed: 'one server name or more', todo: 'name the server names (SNI) that take the route' });
  }
  sniHosts.forEach((sni, i) => {
    checkVirtualHost(consumer, `${field}.sniHosts[${i}]`, sni, { sni: !mesh });
    if (!isIp(sni) && !hosts.some(host => isWithin(sni, host))) {
      throw invalid(consumer, `${field}.sniHosts[${i}]`, {
        given: sni,
        allowed: `a name within the hosts of the VirtualService: ${hosts.join(', ')}`,
        todo: 'add the host to the VirtualService, or narrow the server name',
      });
    }
  });
  return { sniHosts: [...sniHosts], ...renderConnectionMatch(consumer, field, match) };
}
