import { impliedByFlagger } from './implied-flagger';
import { impliedSecrets } from './implied-secrets';
import { Manifest, record } from './manifest';
import { Manifests } from './manifests';
import { Json } from './yaml';

const SERVERLESS = 'asm.alibabacloud.com/managed-by-asm';
/** Classes of Gateways for which istiod makes pods. */
const DEPLOYED_CLASSES = new Set(['istio', 'istio-remote']);

/**
 * What controllers make of the manifests, and what an installation of Istio brings: the pods and Services of ASM's
 * IstioGateways, those that istiod deploys for Gateway API's Gateways, Services of Knative, what Flagger makes, Secrets, the Services of
 * Kubernetes and of istiod, and, unless the manifests hold the installation, Istio's own ingress gateway.
 */
export function implied(manifests: Manifests): Manifest[] {
  const made: Manifest[] = [];
  for (const gateway of manifests.ofKind('istio.alibabacloud.com', 'IstioGateway')) { made.push(...ofIstioGateway(gateway, manifests.namespaceOf(gateway))); }
  for (const gateway of manifests.ofKind('gateway.networking.k8s.io', 'Gateway')) { made.push(...ofGateway(gateway, manifests.namespaceOf(gateway))); }
  for (const kind of ['Service', 'Route']) {
    for (const source of manifests.ofKind('serving.knative.dev', kind)) {
      made.push(service(source, source.name, manifests.namespaceOf(source), undefined, undefined));
    }
  }
  made.push(...impliedByFlagger(manifests), ...impliedSecrets(manifests), ...SERVICES_OF_CLUSTERS.map(object => new Manifest(object, NOWHERE)));
  if (manifests.podsWith({ app: 'istiod' }).length === 0) { made.push(...DEFAULT_INGRESS_GATEWAY.map(object => new Manifest(object, NOWHERE))); }
  return made.filter(m => !manifests.find(m.group, m.kind, m.name, m.namespace));
}

/** Whether nothing in the manifests speaks of it: what an installation of Istio and every cluster is taken to have. */
export function isTakenForGranted({ object }: Manifest): boolean {
  return DEFAULT_INGRESS_GATEWAY.includes(object) || SERVICES_OF_CLUSTERS.includes(object);
}

const NOWHERE = { line: () => undefined };

/** ASM names both `istio-NAME` and labels the pods with that name and the gateway's own. */
function ofIstioGateway(gateway: Manifest, namespace: string): Manifest[] {
  const spec = record(gateway.object.spec);
  const name = `istio-${gateway.name}`;
  const labels = { app: name, istio: gateway.name, ...record(spec.podLabels) };
  return [
    deployment(gateway, name, namespace, labels, gateway.annotations[SERVERLESS] === 'true' ? {} : { hostNetwork: spec.hostNetwork === true }),
    service(gateway, name, namespace, { app: name }, Array.isArray(spec.ports) ? spec.ports : undefined),
  ];
}

/** Nothing is made for a Gateway that names an address, which stands for a gateway that is there. */
function ofGateway(gateway: Manifest, namespace: string): Manifest[] {
  const spec = record(gateway.object.spec);
  const { gatewayClassName } = spec;
  if (!DEPLOYED_CLASSES.has(gatewayClassName)) { return []; }
  if (Array.isArray(spec.addresses) && spec.addresses.some((a: Json) => (a?.type ?? 'IPAddress') === 'Hostname')) { return []; }
  const name = gateway.annotations['gateway.istio.io/name-override'] ?? `${gateway.name}-${gatewayClassName}`;
  const labels = { ...record(record(spec.infrastructure).labels), 'gateway.networking.k8s.io/gateway-name': gateway.name };
  const numbers = new Set<number>((Array.isArray(spec.listeners) ? spec.listeners : []).map((l: Json) => l?.port).filter((p: unknown) => typeof p === 'number'));
  return [
    deployment(gateway, name, namespace, labels, {}),
    service(gateway, name, namespace, { 'gateway.networking.k8s.io/gateway-name': gateway.name }, [...numbers].map(port => ({ name: `port-${port}`, port }))),
  ];
}

function deployment(source: Manifest, name: string, namespace: string, labels: Json, spec: Json): Manifest {
  return new Manifest({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { template: { metadata: { labels }, spec: { containers: [{ name: 'istio-proxy', image: 'auto' }], ...spec } } },
  }, source.origin);
}

function service(source: Manifest, name: string, namespace: string, selector: Json, ports: Json): Manifest {
  return new Manifest(serviceOf(namespace, name, selector, ports), source.origin);
}

/** As Istio installs it, with the ports that Istio's own analysis takes for granted beside; they are of the demo profile. */
const DEFAULT_INGRESS_GATEWAY: readonly Json[] = [
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'istio-ingressgateway', namespace: 'istio-system', labels: { app: 'istio-ingressgateway', istio: 'ingressgateway' } },
    spec: { containers: [{ name: 'istio-proxy', image: 'auto' }] },
  },
  serviceOf('istio-system', 'istio-ingressgateway', { app: 'istio-ingressgateway', istio: 'ingressgateway' }, [
    { name: 'status-port', port: 15021, targetPort: 15021 },
    { name: 'http2', port: 80, targetPort: 8080 },
    { name: 'https', port: 443, targetPort: 8443 },
    { name: 'tcp', port: 31400, targetPort: 31400 },
    { name: 'tls', port: 15443, targetPort: 15443 },
  ]),
];

/** What every cluster with Istio has. */
const SERVICES_OF_CLUSTERS: readonly Json[] = [
  serviceOf('default', 'kubernetes', undefined, [{ name: 'https', port: 443, targetPort: 6443 }]),
  serviceOf('kube-system', 'kube-dns', { 'k8s-app': 'kube-dns' }, [
    { name: 'dns', port: 53, targetPort: 53, protocol: 'UDP' },
    { name: 'dns-tcp', port: 53, targetPort: 53 },
    { name: 'metrics', port: 9153, targetPort: 9153 },
  ]),
  serviceOf('istio-system', 'istiod', { app: 'istiod', istio: 'pilot' }, [
    { name: 'grpc-xds', port: 15010 },
    { name: 'https-dns', port: 15012 },
    { name: 'https-webhook', port: 443, targetPort: 15017 },
    { name: 'http-monitoring', port: 15014 },
  ]),
];

function serviceOf(namespace: string, name: string, selector: Json, ports: Json): Json {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { selector, ports } };
}
