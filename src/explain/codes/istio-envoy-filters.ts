import { example } from '../example';
import { Explanation } from '../explanation';

const envoyFilter = (patch: string) => `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: cart
spec:
  configPatches:
${patch}`;

const filter = (operation: string, match = '') => envoyFilter(`  - applyTo: HTTP_FILTER
    match:
      context: SIDECAR_INBOUND${match}
    patch:
      operation: ${operation}
      value:
        name: envoy.filters.http.lua
`);

const route = (operation: string, applyTo: string) => envoyFilter(`  - applyTo: ${applyTo}
    match:
      context: SIDECAR_OUTBOUND
    patch:
      operation: ${operation}
      value:
        name: cart
`);

export const ISTIO_ENVOY_FILTER_EXPLANATIONS: readonly Explanation[] = [
  example('IST0151',
    'The patch needs a filter that is there already, perhaps by another EnvoyFilter. Without a priority their order is that of their creation, which is another one in every cluster.',
    filter('INSERT_BEFORE'), ['spec:', 'spec:\n  priority: 10']),
  example('IST0152',
    'REPLACE is for filters and virtual hosts. On anything else istiod does nothing, and the configuration stays as it was.',
    route('REPLACE', 'CLUSTER'), ['REPLACE', 'MERGE']),
  example('IST0153',
    'Routes and route configurations can be changed but not added one by one: istiod passes the patch over.',
    route('ADD', 'ROUTE_CONFIGURATION'), ['ROUTE_CONFIGURATION', 'VIRTUAL_HOST']),
  example('IST0154',
    'Routes and route configurations can be changed but not removed: istiod passes the patch over.',
    route('REMOVE', 'HTTP_ROUTE'), ['REMOVE', 'MERGE']),
  example('IST0155',
    'The patch needs what another one makes that holds for some versions of the proxy only. While proxies are upgraded, both kinds are there, and the patch is lost on some.',
    `${filter('INSERT_FIRST', '\n      proxy:\n        proxyVersion: ^1\\.31.*')}  - applyTo: HTTP_FILTER
    match:
      context: SIDECAR_INBOUND
    patch:
      operation: INSERT_AFTER
      value:
        name: envoy.filters.http.lua
`, ['spec:', 'spec:\n  priority: 10']),
];
