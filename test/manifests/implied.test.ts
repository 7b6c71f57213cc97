import { implied, Manifests } from '../../src/manifests';

const OF_CLUSTERS = ['Service default/kubernetes', 'Service kube-system/kube-dns', 'Service istio-system/istiod'];
const allNames = (yaml: string) => implied(Manifests.fromYaml(yaml)).map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`);
const names = (yaml: string) => allNames(yaml).filter(name => !OF_CLUSTERS.includes(name));
const OWN_GATEWAY = ['Pod istio-system/istio-ingressgateway', 'Service istio-system/istio-ingressgateway'];

test('an installation of Istio that the manifests do not hold has an ingress gateway', () => {
  expect(names('')).toEqual(OWN_GATEWAY);
  expect(names('{ apiVersion: v1, kind: Service, metadata: { name: istio-ingressgateway, namespace: istio-system } }')).toEqual(OWN_GATEWAY.slice(0, 1));
  expect(names('{ apiVersion: apps/v1, kind: Deployment, metadata: { name: istiod }, spec: { template: { metadata: { labels: { app: istiod } } } } }')).toEqual([]);
});

test('that gateway has the labels and ports that Istio installs it with, and those that istioctl takes for granted', () => {
  const [pod, service] = implied(Manifests.fromYaml('')).filter(({ name }) => name === 'istio-ingressgateway');
  expect(pod.labels).toEqual({ app: 'istio-ingressgateway', istio: 'ingressgateway' });
  expect(service.object.spec.selector).toEqual(pod.labels);
  expect(service.object.spec.ports.map((p: { port: number; targetPort: number }) => [p.port, p.targetPort]))
    .toEqual([[15021, 15021], [80, 8080], [443, 8443], [31400, 31400], [15443, 15443]]);
});

test('every cluster has the Services of Kubernetes and of istiod, unless the manifests hold their own', () => {
  expect(allNames('').filter(name => OF_CLUSTERS.includes(name))).toEqual(OF_CLUSTERS);
  expect(allNames('{ apiVersion: v1, kind: Service, metadata: { name: istiod, namespace: istio-system } }')).not.toContain(OF_CLUSTERS[2]);
});

test('ASM makes a Deployment and a Service of an IstioGateway', () => {
  // GIVEN
  const gateway = `
apiVersion: istio.alibabacloud.com/v1beta1
kind: IstioGateway
metadata: { name: ingress, namespace: istio-system }
spec: { podLabels: { tier: edge }, ports: [{ name: http, port: 80, targetPort: 8080 }] }`;
  // WHEN
  const [deployment, service] = implied(Manifests.fromYaml(gateway));
  // THEN
  expect([deployment.kind, deployment.name, deployment.object.spec.template.metadata.labels]).toEqual(['Deployment', 'istio-ingress', { app: 'istio-ingress', istio: 'ingress', tier: 'edge' }]);
  expect([service.kind, service.name, service.object.spec]).toEqual(['Service', 'istio-ingress', { selector: { app: 'istio-ingress' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] }]);
});

test('istiod deploys a Gateway of its own classes, unless it names an address', () => {
  const gateway = (spec: string) => `{ apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: web, namespace: shop }, spec: ${spec} }`;
  const made = (spec: string) => names(gateway(spec)).filter(name => !OWN_GATEWAY.includes(name));
  expect(made('{ gatewayClassName: istio, listeners: [{ name: a, port: 80 }, { name: b, port: 80 }, { name: c, port: 443 }] }')).toEqual(['Deployment shop/web-istio', 'Service shop/web-istio']);
  expect(made('{ gatewayClassName: istio, addresses: [{ type: Hostname, value: ingress.istio-gateways.svc.cluster.local }] }')).toEqual([]);
  expect(made('{ gatewayClassName: nginx }')).toEqual([]);
  const service = implied(Manifests.fromYaml(gateway('{ gatewayClassName: istio, listeners: [{ name: a, port: 80 }, { name: b, port: 80 }, { name: c, port: 443 }] }')))[1];
  expect(service.object.spec.ports).toEqual([{ name: 'port-80', port: 80 }, { name: 'port-443', port: 443 }]);
});

test.each([
  ['{ apiVersion: serving.knative.dev/v1, kind: Service, metadata: { name: hello, namespace: shop } }', ['hello']],
  ['{ apiVersion: serving.knative.dev/v1, kind: Route, metadata: { name: hello, namespace: shop } }', ['hello']],
  ['{ apiVersion: flagger.app/v1beta1, kind: Canary, metadata: { name: c, namespace: shop }, spec: { targetRef: { name: cart } } }', ['cart', 'cart-primary', 'cart-canary']],
  ['{ apiVersion: flagger.app/v1beta1, kind: Canary, metadata: { name: c, namespace: shop }, spec: { targetRef: { name: cart }, service: { name: carts } } }', ['carts', 'carts-primary', 'carts-canary']],
  ['{ apiVersion: flagger.app/v1beta1, kind: Canary, metadata: { name: c, namespace: shop }, spec: { targetRef: 1 } }', []],
])('others make Services: %s', (yaml, services) => {
  const made = implied(Manifests.fromYaml(yaml)).filter(({ namespace, kind }) => namespace === 'shop' && kind === 'Service');
  expect(made.map(({ kind, name, object }) => [kind, name, object.spec.ports])).toEqual(services.map(name => ['Service', name, undefined]));
});

describe('Secrets', () => {
  const secrets = (...objects: object[]) => implied(Manifests.fromObjects(objects)).filter(({ kind }) => kind === 'Secret').map(({ namespace, name }) => `${namespace}/${name}`);
  const maker = (apiVersion: string, kind: string, spec: object, metadata: object = { name: 'maker', namespace: 'shop' }) => ({ apiVersion, kind, metadata, spec });
  const pod = (namespace: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace, labels: { app: 'p' } }, spec: { containers: [{ name: 'a', image: 'a' }] } });
  const labelled = (name: string, labels: object) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });

  test.each(['VaultPKISecret', 'VaultStaticSecret', 'VaultDynamicSecret'])('are made by a %s that is to create them', kind => {
    const of = (destination: unknown) => secrets(maker('secrets.hashicorp.com/v1beta1', kind, { destination }));
    expect(of({ name: 'cert', create: true })).toEqual(['shop/cert']);
    expect(of({ name: 'cert' })).toEqual([]);
    expect(of({ name: 1, create: true })).toEqual([]);
    expect(of('cert')).toEqual([]);
  });

  test('are made by a ClusterExternalSecret in many namespaces', () => {
    const of = (spec: object, ...objects: object[]) => secrets(maker('external-secrets.io/v1', 'ClusterExternalSecret', spec, { name: 'cluster' }), ...objects);
    expect(of({ namespaces: ['shop', 'edge', 1] })).toEqual(['shop/cluster', 'edge/cluster']);
    expect(of({ externalSecretName: 'external', namespaces: ['shop'] })).toEqual(['shop/external']);
    expect(of({ externalSecretName: 'external', externalSecretSpec: { target: { name: 'cert' } }, namespaces: ['shop'] })).toEqual(['shop/cert']);
    const edge = [pod('edge'), pod('web'), labelled('edge', { tier: 'edge' }), labelled('web', { tier: 'web' }), labelled('istio-system', {})];
    expect(of({ namespaceSelector: { matchLabels: { tier: 'edge' } } }, ...edge)).toEqual(['edge/cluster']);
    expect(of({ namespaceSelectors: [{ matchExpressions: [{ key: 'tier', operator: 'In', values: ['edge', 'web'] }] }] }, ...edge)).toEqual(['edge/cluster', 'web/cluster']);
    expect(of({ namespaceSelector: { matchLabels: 1, matchExpressions: [1] } }, ...edge)).toEqual([]);
    // labels of a namespace that is not given are not known
    expect(of({ namespaceSelector: { matchLabels: { tier: 'edge' } } })).toEqual(['istio-system/cluster']);
  });

  test('are copied by reflector', () => {
    const annotations = (more: object) => Object.fromEntries(Object.entries({ 'reflection-allowed': 'true', 'reflection-auto-enabled': 'true', ...more })
      .map(([name, value]) => [`reflector.v1.k8s.emberstack.com/${name}`, value]));
    const certificate = (more: object) => secrets(maker('cert-manager.io/v1', 'Certificate', { secretName: 'cert', secretTemplate: { annotations: annotations(more) } }), pod('web-1'));
    expect(certificate({ 'reflection-auto-namespaces': 'istio-system' })).toEqual(['shop/cert', 'istio-system/cert']);
    expect(certificate({ 'reflection-auto-namespaces': 'other, web-[0-9]' })).toEqual(['shop/cert', 'web-1/cert']);
    expect(certificate({ 'reflection-auto-namespaces': '(' })).toEqual(['shop/cert', 'istio-system/cert', 'web-1/cert']);
    expect(certificate({})).toEqual(['shop/cert', 'istio-system/cert', 'web-1/cert']);
    expect(certificate({ 'reflection-allowed-namespaces': 'web' })).toEqual(['shop/cert']);
    expect(certificate({ 'reflection-auto-enabled': 'false' })).toEqual(['shop/cert']);
    const given = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'own', namespace: 'shop', annotations: annotations({}) } };
    expect(secrets(given)).toEqual(['istio-system/own']);
  });
});

test('Flagger makes a VirtualService and the primary of a workload', () => {
  // GIVEN a Deployment with a Canary
  const labels = { 'app': 'cart', 'app.kubernetes.io/name': 'cart' };
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cart', namespace: 'shop' }, spec: { selector: { matchLabels: { app: 'cart' } }, template: { metadata: { labels }, spec: {} } } };
  const canary = { apiVersion: 'flagger.app/v1beta1', kind: 'Canary', metadata: { name: 'c', namespace: 'shop' }, spec: { targetRef: { kind: 'Deployment', name: 'cart' }, service: { name: 'carts' } } };
  // WHEN
  const made = implied(Manifests.fromObjects([deployment, canary])).filter(({ namespace, kind }) => namespace === 'shop' && kind !== 'Service');
  // THEN
  expect(made.map(({ kind, name }) => [kind, name])).toEqual([['VirtualService', 'carts'], ['Deployment', 'cart-primary']]);
  expect(made[1].object.spec.selector.matchLabels).toEqual({ app: 'cart-primary' });
  expect(made[1].object.spec.template.metadata.labels).toEqual({ 'app': 'cart-primary', 'app.kubernetes.io/name': 'cart' });
});
