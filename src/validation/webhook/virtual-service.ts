import { quoted } from '../field-error';
import { isAddress, subnet } from './addresses';
import { Complaints } from './complaints';
import { weighted } from './destinations';
import { exportTo } from './export-to';
import { gatewayNames } from './gateway-names';
import { listed } from './go';
import { isClaim } from './headers';
import { badGatewayHost, badHost, isWithin } from './hosts';
import { trafficMatch } from './http-match';
import { httpRoute } from './http-route';
import { overlaps } from './overlaps';

type Json = any;

const MESH = 'mesh';

/** A VirtualService. That rules hide each other is not told here. */
export function virtualService(spec: Json, said: Complaints, { namespace }: { readonly namespace: string }): void {
  const { hosts = [], gateways = [] } = spec;
  const isDelegate = hosts.length === 0;
  const onGateways = gateways.length > 0 && !gateways.includes(MESH);
  if (isDelegate) { delegate(spec, said); }
  said.in(spec, 'gateways', gatewayNames);
  if (!onGateways) { claims(spec, said); }
  hostNames(spec, said, onGateways);
  if (!spec.http?.length && !spec.tcp?.length && !spec.tls?.length) {
    said.error('http, tcp or tls must be provided in virtual service', 'give rules under http, tls or tcp');
  }
  said.each(spec, 'http', httpRoute, isDelegate);
  said.each(spec, 'tls', tlsRoute, { hosts, beyondMesh: !gateways.includes(MESH) });
  said.each(spec, 'tcp', tcpRoute);
  said.in(spec, 'exportTo', exportTo, { namespace });
}

/** A VirtualService without hosts holds rules of another one. */
function delegate(spec: Json, said: Complaints): void {
  const hint = 'add hosts, or drop it: a VirtualService without hosts is part of another one, which says that';
  if (spec.gateways?.length > 0) { said.error('delegate virtual service must have no gateways specified', hint, 'gateways'); }
  if (spec.tls?.length > 0) { said.error('delegate virtual service must have no tls route specified', hint, 'tls'); }
  if (spec.tcp?.length > 0) { said.error('delegate virtual service must have no tcp route specified', hint, 'tcp'); }
}

/** JWTs are looked at on gateways only. */
function claims({ http = [], gateways }: Json, said: Complaints): void {
  for (let i = 0; i < http.length; i++) {
    const { match = [] } = http[i];
    for (let j = 0; j < match.length; j++) {
      for (const field of ['headers', 'withoutHeaders']) {
        for (const name in match[j][field]) {
          if (!isClaim(name)) { continue; }
          said.error(
            `JWT claim based routing (key: ${name}) is only supported for gateway, found no gateways: ${listed(gateways)}`,
            'bind the VirtualService to gateways, without mesh', 'http', i, 'match', j, field, name,
          );
        }
      }
    }
  }
}

function hostNames({ hosts = [], tls = [] }: Json, said: Complaints, onGateways: boolean): void {
  const sni = onGateways && tls.some((route: Json) => route.match?.some((match: Json) => match.sniHosts?.length > 0));
  let sound = true;
  for (let i = 0; i < hosts.length; i++) {
    const wrong = onGateways ? badGatewayHost(hosts[i], sni) : badHost(hosts[i]);
    if (wrong !== undefined) {
      if (isAddress(hosts[i])) { continue; }
      said.error(wrong, 'give a DNS name, with a wildcard in the first label only, or an IP address', 'hosts', i);
      sound = false;
    } else if (!onGateways && hosts[i] === '*') {
      said.error('wildcard host * is not allowed for virtual services bound to the mesh gateway', 'name the hosts, or bind it to gateways without mesh', 'hosts', i);
      sound = false;
    }
  }
  if (!sound || hosts.length < 2) { return; }
  for (const [i, j] of overlaps(hosts)) {
    said.error(`duplicate hosts in virtual service: ${hosts[i]} & ${hosts[j]}`, 'drop one of the two: one covers what the other stands for', 'hosts', j);
  }
}

interface Owner {
  readonly hosts: readonly string[];
  /** The webhook takes a VirtualService that names no gateways for one on gateways here, though it is not. */
  readonly beyondMesh: boolean;
}

function tlsRoute(route: Json, said: Complaints, owner: Owner): void {
  if (!route.match?.length) { said.error('TLS route must have at least one match condition', 'give a match with sniHosts', 'match'); }
  said.each(route, 'match', tlsMatch, owner);
  if (!route.route?.length) { said.error('TLS route is required', 'give route with a destination', 'route'); }
  weighted(route, said);
}

function tlsMatch(match: Json, said: Complaints, owner: Owner): void {
  if (!match.sniHosts?.length) { said.error('TLS match must have at least one SNI host', 'give the host names that clients ask for', 'sniHosts'); }
  said.each(match, 'sniHosts', sniHost, owner);
  said.each(match, 'destinationSubnets', subnet);
  trafficMatch(match, said, true);
}

function sniHost(name: string, said: Complaints, { hosts, beyondMesh }: Owner): void {
  const wrong = beyondMesh ? badGatewayHost(name, true) : badHost(name);
  if (wrong !== undefined && isAddress(name)) {
    said.warning(`using an IP address (${quoted(name)}) goes against SNI spec and most clients do not support this`, 'give a host name');
  } else if (wrong !== undefined) {
    said.error(wrong, 'give a DNS name, with a wildcard in the first label only');
  } else if (!hosts.some(host => isWithin(name, host))) {
    said.error(
      `SNI host ${quoted(name)} is not a compatible subset of any of the virtual service hosts: [${hosts.join(', ')}]`,
      'add it to hosts, or match a host of theirs',
    );
  }
}

/** What the webhook warns of in a route of TCP gets lost. */
function tcpRoute(route: Json, said: Complaints): void {
  said.each(route, 'match', tcpMatch);
  if (!route.route?.length) { said.error('TCP route is required', 'give route with a destination', 'route'); }
  weighted(route, said);
}

function tcpMatch(match: Json, said: Complaints): void {
  said.each(match, 'destinationSubnets', subnet);
  trafficMatch(match, said);
}
