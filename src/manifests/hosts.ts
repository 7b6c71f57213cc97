import { Manifest } from './manifest';
import { Json } from './yaml';

const strings = (value: Json): string[] => (Array.isArray(value) ? value : [value]).filter(v => typeof v === 'string');
const objects = (value: Json): Json[] => (Array.isArray(value) ? value : []).filter(v => v !== null && typeof v === 'object');

/** Names of hosts in the fields of each kind that gives or takes traffic of a host, as they stand there. */
const HOSTS = new Map<string, (spec: Json) => string[]>([
  ['networking.istio.io/VirtualService', spec => strings(spec.hosts)],
  ['networking.istio.io/DestinationRule', spec => strings(spec.host)],
  ['networking.istio.io/ServiceEntry', spec => strings(spec.hosts)],
  // `namespace/host` says whose VirtualServices may take the host
  ['networking.istio.io/Gateway', spec => objects(spec.servers).flatMap(server => strings(server.hosts)).map(host => host.slice(host.indexOf('/') + 1))],
  ['gateway.networking.k8s.io/Gateway', spec => objects(spec.listeners).flatMap(listener => strings(listener.hostname))],
  ['gateway.networking.k8s.io/ListenerSet', spec => objects(spec.listeners).flatMap(listener => strings(listener.hostname))],
  ['gateway.networking.k8s.io/HTTPRoute', spec => strings(spec.hostnames)],
  ['gateway.networking.k8s.io/GRPCRoute', spec => strings(spec.hostnames)],
  ['gateway.networking.k8s.io/TLSRoute', spec => strings(spec.hostnames)],
  ['networking.k8s.io/Ingress', spec => objects(spec.rules).flatMap(rule => strings(rule.host))],
]);

/** Kinds whose hosts are names in the registry of the mesh, where a name without a dot means a Service beside it. */
const SHORT_NAMES = new Set(['networking.istio.io/VirtualService', 'networking.istio.io/DestinationRule']);

/** The hosts that a manifest is about: full names, wildcards as they are. */
export function hostsOf(manifest: Manifest, namespace: string, domain: string): string[] {
  const { group, kind, name, object } = manifest;
  if (group === '' && kind === 'Service') { return [`${name}.${namespace}.svc.${domain}`]; }
  const spec = object.spec;
  if (spec === null || typeof spec !== 'object') { return []; }
  const hosts = HOSTS.get(`${group}/${kind}`)?.(spec) ?? [];
  return SHORT_NAMES.has(`${group}/${kind}`) ? hosts.map(host => fullHost(host, namespace, domain)) : hosts;
}

/** A host as the mesh takes it: a name without a dot is a Service of the namespace. */
export function fullHost(host: string, namespace: string, domain: string): string {
  return host.includes('.') || host.includes('*') ? host : `${host}.${namespace}.svc.${domain}`;
}
