import { Json } from '../../manifests';

/** What a protocol is routed by, as Istio sorts them. */
export type Family = 'http' | 'tls' | 'tcp';

const PROTOCOLS: { readonly [family in Family]: readonly string[] } = {
  http: ['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-WEB'],
  tls: ['HTTPS', 'TLS'],
  tcp: ['TCP', 'MONGO', 'REDIS', 'MYSQL'],
};

const FAMILIES = new Map((Object.keys(PROTOCOLS) as Family[]).flatMap(family => PROTOCOLS[family].map(protocol => [protocol, family] as const)));

/** Of a protocol that Istio knows, in any case. */
export const familyOf = (protocol: unknown): Family | undefined => FAMILIES.get(String(protocol).toUpperCase());

/** Ports of SMTP, DNS, MySQL and MongoDB, which Istio takes for TCP where nothing else is said. */
const NEVER_SNIFFED = new Set([25, 53, 3306, 27017]);

const APP_PROTOCOLS = new Map<unknown, Family>([['kubernetes.io/h2c', 'http'], ['kubernetes.io/ws', 'http'], ['kubernetes.io/wss', 'tls']]);

/** Of a port of a Service, by appProtocol, else by its name; nothing where proxies look into the connections. */
export function familyOfServicePort({ name = '', port, appProtocol }: Json): Family | undefined {
  const said = String(appProtocol ?? name).split('-', 1)[0];
  return APP_PROTOCOLS.get(appProtocol) ?? familyOf(said) ?? (NEVER_SNIFFED.has(port) ? 'tcp' : undefined);
}
