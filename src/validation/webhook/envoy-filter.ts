import { quoted } from '../field-error';
import { Complaints } from './complaints';
import { longerThan } from './go';
import { workloadSelector } from './selectors';
import { badRegex } from '../../manifests';

type Json = any;

/**
 * An EnvoyFilter, but for what is within the values of patches: the webhook knows every message of Envoy. Of those values
 * only types that Envoy has dropped are told, and filters without configuration.
 */
export function envoyFilter(spec: Json, said: Complaints): void {
  said.warning(
    'EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
    "see whether Istio's own kinds can do it, such as Telemetry or WasmPlugin",
  );
  said.in(spec, 'workloadSelector', workloadSelector, 'Envoy filter');
  if (said.errors.length > 0) {
    said.warnings.length = 0;
    return;
  }
  said.each(spec, 'configPatches', configPatch);
}

const MOST_VERSION = 1024;

/** The webhook stops at the first thing that is wrong with a patch. */
function configPatch(it: Json, said: Complaints): void {
  const { applyTo = 'INVALID', match, patch } = it;
  if (match?.context === 'WAYPOINT') { return; }
  if (applyTo === 'INVALID') { return said.error('Envoy filter: missing applyTo', 'say what is patched', 'applyTo'); }
  if (patch === undefined) { return said.error('Envoy filter: missing patch', 'give an operation and a value', 'patch'); }
  const { operation = 'INVALID', value } = patch;
  if (operation === 'INVALID') { return said.error('Envoy filter: missing patch operation', 'say what is done with the value', 'patch', 'operation'); }
  if (operation !== 'REMOVE' && value === undefined) {
    return said.error('Envoy filter: missing patch value for non-remove operation', 'give a value', 'patch', 'value');
  }
  const version = match?.proxy?.proxyVersion ?? '';
  if (longerThan(version, MOST_VERSION)) {
    said.warning(`Envoy filter: proxyVersion match exceeds ${MOST_VERSION} characters and will be ignored`, 'shorten it', 'match', 'proxy', 'proxyVersion');
  } else if (version !== '') {
    const wrong = badRegex(version);
    if (wrong !== undefined) {
      return said.error(`Envoy filter: invalid regex for proxy version, [${wrong}]`, 'write it in the syntax of RE2', 'match', 'proxy', 'proxyVersion');
    }
  }
  const before = said.errors.length;
  said.in(it, 'match', objectMatch, applyTo);
  // matches of routes and clusters do not stop it
  if (said.errors.length > before && CLASSES[applyTo] === 'listener') { return; }
  if (value !== undefined) { said.in(it, 'patch', filter, applyTo); }
}

const CLASSES: { [applyTo: string]: 'listener' | 'routeConfiguration' | 'cluster' } = {
  LISTENER: 'listener',
  FILTER_CHAIN: 'listener',
  NETWORK_FILTER: 'listener',
  HTTP_FILTER: 'listener',
  ROUTE_CONFIGURATION: 'routeConfiguration',
  VIRTUAL_HOST: 'routeConfiguration',
  HTTP_ROUTE: 'routeConfiguration',
  CLUSTER: 'cluster',
};
const OTHER_MATCH = {
  listener: 'applyTo for listener class objects cannot have non listener match',
  routeConfiguration: 'applyTo for http route class objects cannot have non route configuration match',
  cluster: 'applyTo for cluster class objects cannot have non cluster match',
};

function objectMatch(match: Json, said: Complaints, applyTo: string): void {
  const wanted = CLASSES[applyTo];
  const given = ['listener', 'routeConfiguration', 'cluster', 'waypoint'].find(field => match[field] !== undefined);
  if (wanted === undefined || given === undefined) { return; }
  if (given !== wanted) {
    said.error(`Envoy filter: ${OTHER_MATCH[wanted]}`, `match by ${wanted}, or leave it out`, given);
  } else if (match.listener?.filterChain?.filter !== undefined) {
    said.in(match, 'listener', (listener, inListener) => inListener.in(listener, 'filterChain',
      (chain, inChain) => inChain.in(chain, 'filter', filterMatch, applyTo)));
  }
}

const HTTP_MANAGER = 'envoy.filters.network.http_connection_manager';

function filterMatch(it: Json, said: Complaints, applyTo: string): void {
  const { name = '', subFilter } = it;
  if (applyTo === 'LISTENER' || applyTo === 'FILTER_CHAIN') {
    said.warning(`Envoy filter: filter match has no effect when used with ${applyTo}`, 'drop it');
  }
  if (name === '') {
    said.error('Envoy filter: filter match has no name to match on', 'name the filter', 'name');
  } else if (subFilter !== undefined && applyTo !== 'HTTP_FILTER') {
    said.error('Envoy filter: subfilter match can be used with applyTo HTTP_FILTER only', 'give applyTo: HTTP_FILTER, or drop subFilter', 'subFilter');
  } else if (subFilter !== undefined && name !== HTTP_MANAGER && name !== 'envoy.http_connection_manager') {
    said.error(`Envoy filter: subfilter match requires filter match with ${HTTP_MANAGER}`, `give name: ${HTTP_MANAGER}`, 'name');
  } else if (subFilter !== undefined && !subFilter.name) {
    said.error('Envoy filter: subfilter match has no name to match on', 'name the filter', 'subFilter', 'name');
  } else {
    said.in(it, 'name', oldName);
    said.in(subFilter, 'name', oldName);
  }
}

const RENAMED: { [old: string]: string } = {
  'envoy.cors': 'envoy.filters.http.cors',
  'envoy.csrf': 'envoy.filters.http.csrf',
  'envoy.http_dynamo_filter': 'envoy.filters.http.dynamo',
  'envoy.ext_authz': 'envoy.filters.http.ext_authz',
  'envoy.fault': 'envoy.filters.http.fault',
  'envoy.grpc_http1_bridge': 'envoy.filters.http.grpc_http1_bridge',
  'envoy.grpc_json_transcoder': 'envoy.filters.http.grpc_json_transcoder',
  'envoy.grpc_web': 'envoy.filters.http.grpc_web',
  'envoy.gzip': 'envoy.filters.http.gzip',
  'envoy.health_check': 'envoy.filters.http.health_check',
  'envoy.ip_tagging': 'envoy.filters.http.ip_tagging',
  'envoy.lua': 'envoy.filters.http.lua',
  'envoy.rate_limit': 'envoy.filters.http.ratelimit',
  'envoy.router': 'envoy.filters.http.router',
  'envoy.squash': 'envoy.filters.http.squash',
  'envoy.listener.http_inspector': 'envoy.filters.listener.http_inspector',
  'envoy.listener.original_dst': 'envoy.filters.listener.original_dst',
  'envoy.listener.original_src': 'envoy.filters.listener.original_src',
  'envoy.listener.proxy_protocol': 'envoy.filters.listener.proxy_protocol',
  'envoy.listener.tls_inspector': 'envoy.filters.listener.tls_inspector',
  'envoy.client_ssl_auth': 'envoy.filters.network.client_ssl_auth',
  'envoy.http_connection_manager': 'envoy.filters.network.http_connection_manager',
  'envoy.mongo_proxy': 'envoy.filters.network.mongo_proxy',
  'envoy.ratelimit': 'envoy.filters.network.ratelimit',
  'envoy.redis_proxy': 'envoy.filters.network.redis_proxy',
  'envoy.tcp_proxy': 'envoy.filters.network.tcp_proxy',
};

function oldName(name: string, said: Complaints): void {
  if (!Object.hasOwn(RENAMED, name)) { return; }
  said.warning(`using deprecated filter name ${quoted(name)}; use ${quoted(RENAMED[name])} instead`, `write ${RENAMED[name]}`);
}

/** Patches of which the value is a filter, or an extension, of which Envoy is told all in a typed configuration. */
const TYPED = new Set(['HTTP_FILTER', 'NETWORK_FILTER', 'LISTENER_FILTER', 'EXTENSION_CONFIG']);
const DROPPED_TYPE = /(?:^|\/)envoy\.(?:[a-z0-9_]+\.)*v2\.[A-Za-z0-9]+$/;

function filter({ value }: Json, said: Complaints, applyTo: string): void {
  if (!TYPED.has(applyTo)) { return; }
  const field = value.typedConfig === undefined ? 'typed_config' : 'typedConfig';
  const type = value[field]?.['@type'];
  if (typeof type === 'string' && DROPPED_TYPE.test(type)) {
    said.error(
      `referenced type unknown (hint: try using the v3 XDS API): Envoy filter: could not resolve Any message type: ${type}`,
      'use the type of the same name in the v3 API', 'value', field, '@type',
    );
  } else if (value[field] === undefined && value.config_discovery === undefined && value.configDiscovery === undefined) {
    said.warning(`using deprecated types by name without typed_config; ${typeof value.name === 'string' ? value.name : ''}`, 'give typed_config with @type', 'value');
  }
}
