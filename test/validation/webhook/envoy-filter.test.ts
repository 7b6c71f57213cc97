import { Given, saidOf } from './support';

describe('an EnvoyFilter', () => {
  test.each<[string, string[], ...Given]>([
    ['says what is patched', [
      'IST0106 spec.configPatches[0].applyTo: Envoy filter: missing applyTo',
      'IST0133 spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
    ], 'EnvoyFilter', { configPatches: [{ patch: { operation: 'REMOVE' } }] }],
    ['has a patch', [
      'IST0106 spec.configPatches[0].patch: Envoy filter: missing patch',
      'IST0133 spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
    ], 'EnvoyFilter', { configPatches: [{ applyTo: 'CLUSTER' }] }],
    ['has a patch that does something', [
      'IST0106 spec.configPatches[0].patch.operation: Envoy filter: missing patch operation',
      'IST0133 spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
    ], 'EnvoyFilter', { configPatches: [{ applyTo: 'HTTP_FILTER', patch: {} }] }],
    ['has a value', [
      'IST0106 spec.configPatches[0].patch.value: Envoy filter: missing patch value for non-remove operation',
      'IST0133 spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
    ], 'EnvoyFilter', { configPatches: [{ applyTo: 'HTTP_FILTER', patch: { operation: 'ADD' } }] }],
    ['is for versions', [
      'IST0106 spec.configPatches[0].match.proxy.proxyVersion: Envoy filter: invalid regex for proxy version, [error parsing regexp: missing closing ): `(`]',
      'IST0133 spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
    ], 'EnvoyFilter', { configPatches: [{ applyTo: 'HTTP_FILTER', patch: { operation: 'REMOVE' }, match: { proxy: { proxyVersion: '(' } } }] }],
    ['matches what it patches', [
      'IST0106 spec.configPatches[0].match.cluster: Envoy filter: applyTo for listener class objects cannot have non listener match',
      'IST0133 spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
    ], 'EnvoyFilter', { configPatches: [{ applyTo: 'HTTP_FILTER', patch: { operation: 'REMOVE' }, match: { cluster: {} } }] }],
    ['matches what it patches, routes and clusters, too', [
      'IST0106 spec.configPatches[0].match.listener: Envoy filter: applyTo for cluster class objects cannot have non cluster match',
      'IST0106 spec.configPatches[1].match.cluster: Envoy filter: applyTo for http route class objects cannot have non route configuration match',
      'IST0133 spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
    ], 'EnvoyFilter', { configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'REMOVE' }, match: { listener: {} } }, { applyTo: 'VIRTUAL_HOST', patch: { operation: 'REMOVE' }, match: { cluster: {} } }] }],
    ['names filters', [
      'IST0106 spec.configPatches[0].match.listener.filterChain.filter.name: Envoy filter: filter match has no name to match on',
      'IST0133 spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
    ], 'EnvoyFilter', { configPatches: [{ applyTo: 'HTTP_FILTER', patch: { operation: 'REMOVE' }, match: { listener: { filterChain: { filter: {} } } } }] }],
    ['names filters within filters', [
      'IST0106 spec.configPatches[0].match.listener.filterChain.filter.subFilter.name: Envoy filter: subfilter match has no name to match on',
      'IST0133 spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
    ], 'EnvoyFilter', { configPatches: [{ applyTo: 'HTTP_FILTER', patch: { operation: 'REMOVE' }, match: { listener: { filterChain: { filter: { name: 'envoy.filters.network.http_connection_manager', subFilter: {} } } } } }] }],
    ['finds filters within that of HTTP', [
      'IST0106 spec.configPatches[0].match.listener.filterChain.filter.name: Envoy filter: subfilter match requires filter match with envoy.filters.network.http_connection_manager',
      'IST0133 spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
    ], 'EnvoyFilter', { configPatches: [{ applyTo: 'HTTP_FILTER', patch: { operation: 'REMOVE' }, match: { listener: { filterChain: { filter: { name: 'x', subFilter: { name: 'y' } } } } } }] }],
    ['finds filters within filters for filters of HTTP', [
      'IST0106 spec.configPatches[0].match.listener.filterChain.filter.subFilter: Envoy filter: subfilter match can be used with applyTo HTTP_FILTER only',
      'IST0133 spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
    ], 'EnvoyFilter', { configPatches: [{ applyTo: 'NETWORK_FILTER', patch: { operation: 'REMOVE' }, match: { listener: { filterChain: { filter: { name: 'x', subFilter: { name: 'y' } } } } } }] }],
    ['has new names', [
      'IST0133 spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
      'IST0133 spec.configPatches[0].match.listener.filterChain.filter.name: using deprecated filter name "envoy.http_connection_manager"; use "envoy.filters.network.http_connection_manager" instead',
      'IST0133 spec.configPatches[0].match.listener.filterChain.filter.name: using deprecated filter name "envoy.router"; use "envoy.filters.http.router" instead',
    ], 'EnvoyFilter', { configPatches: [{ applyTo: 'HTTP_FILTER', patch: { operation: 'REMOVE' }, match: { listener: { filterChain: { filter: { name: 'envoy.http_connection_manager', subFilter: { name: 'envoy.router' } } } } } }] }],
    ['finds no filters for listeners', [
      'IST0133 spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
      'IST0133 spec.configPatches[0].match.listener.filterChain.filter: Envoy filter: filter match has no effect when used with LISTENER',
    ], 'EnvoyFilter', { configPatches: [{ applyTo: 'LISTENER', patch: { operation: 'REMOVE' }, match: { listener: { filterChain: { filter: { name: 'x' } } } } }] }],
    ['has types that Envoy has', [
      'IST0106 spec.configPatches[0].patch.value.typed_config.@type: referenced type unknown (hint: try using the v3 XDS API): Envoy filter: could not resolve Any message type: type.googleapis.com/envoy.config.filter.http.lua.v2.Lua',
      'IST0133 spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
    ], 'EnvoyFilter', { configPatches: [{ applyTo: 'HTTP_FILTER', patch: { operation: 'ADD', value: { name: 'x', typed_config: { '@type': 'type.googleapis.com/envoy.config.filter.http.lua.v2.Lua' } } } }] }],
    ['has types', [
      'IST0133 spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
      'IST0133 spec.configPatches[0].patch.value: using deprecated types by name without typed_config; x',
    ], 'EnvoyFilter', { configPatches: [{ applyTo: 'HTTP_FILTER', patch: { operation: 'ADD', value: { name: 'x' } } }] }],
    ['is not looked at for waypoints', [
      'IST0133 spec: EnvoyFilter exposes internal implementation details that may change at any time. Prefer other APIs if possible, and exercise extreme caution, especially around upgrades.',
    ], 'EnvoyFilter', { configPatches: [{ match: { context: 'WAYPOINT', waypoint: {} } }] }],
    ['has a sound selector, and nothing else is said then', [
      'IST0106 spec.workloadSelector.labels.*: wildcard is not supported in selector: "*=a"',
    ], 'EnvoyFilter', { workloadSelector: { labels: { '*': 'a' } } }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
