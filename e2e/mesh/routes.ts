/** The routes that an Envoy has for a host, one line each, for messages. */

const LONGEST = 400;

export function routesFor(configs: any[], host: string): string[] {
  const bare = host.toLowerCase().replace(/:\d+$/, '');
  const dynamic = configs.filter(config => config['@type'].endsWith('RoutesConfigDump')).flatMap(config => config.dynamic_route_configs ?? []);
  const found = dynamic.flatMap(({ route_config: table }) => (table.virtual_hosts ?? [])
    .filter((virtualHost: any) => virtualHost.domains.some((domain: string) => covers(domain.replace(/:\d+$/, ''), bare)))
    .flatMap((virtualHost: any) => (virtualHost.routes ?? []).map((route: any) => line(table.name, virtualHost, route))));
  return found.length > 0 ? found : [`none of ${dynamic.length} tables has a route for ${bare}: ${dynamic.map(({ route_config: table }) => table.name).join(', ')}`];
}

function covers(domain: string, host: string): boolean {
  return domain === '*' || domain === host || domain.startsWith('*.') && host.endsWith(domain.slice(1));
}

function line(table: string, virtualHost: any, entry: any): string {
  const { name, match, route, redirect, direct_response: direct, request_headers_to_add: added } = entry;
  const target = route ? { cluster: route.cluster, weighted: route.weighted_clusters?.clusters.map((one: any) => `${one.weight} ${one.name}`) } : redirect ?? direct;
  const headers = added?.map((one: any) => `${one.header.key}: ${one.header.value}`);
  return `${table} ${virtualHost.name} ${name ?? ''} ${JSON.stringify(match)} -> ${JSON.stringify(target)}${headers ? ` adding ${headers}` : ''}`.slice(0, LONGEST);
}
