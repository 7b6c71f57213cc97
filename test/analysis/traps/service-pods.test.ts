import { hint, messages } from './support';
import { beside, istio, route, service, virtualService, workload } from '../support';

const cart = (labels: object = { app: 'cart' }, ports?: object[], kind?: string) =>
  workload('cart', { labels, ...ports && { containers: [{ name: 'a', image: 'a', ports }] } }, {}, kind);
const toCart = virtualService('web', { http: [route('cart')] });
const gatewayApi = (kind: string, backend: object) => ({
  apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata: { name: 'route' }, spec: { parentRefs: [{ kind: 'Service', group: '', name: 'cart' }], rules: [{ backendRefs: [{ name: 'cart', port: 80, ...backend }] }] },
});
const ingress = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'in' }, spec: { defaultBackend: { service: { name: 'cart', port: { number: 80 } } } } };

describe('a Service without pods', () => {
  const without = (...documents: object[]) => messages('CDI0232', [service('cart'), cart({ app: 'carts' }), ...documents]);

  test('is told of where somebody sends requests to it', () => {
    expect(without(toCart)).toEqual(['cart spec.selector: no pods in namespace default have the labels app=cart, so what VirtualService default/web sends here fails: requests get 503']);
    expect(without(toCart, gatewayApi('HTTPRoute', {}), ingress)[0]).toContain('so what VirtualService default/web, HTTPRoute default/route, Ingress default/in send here fails');
    expect(without()).toEqual([]);
  });

  test.each<[string, object, number]>([
    ['an HTTPRoute', gatewayApi('HTTPRoute', {}), 1],
    ['a GRPCRoute', gatewayApi('GRPCRoute', {}), 1],
    ['a TCPRoute', { ...gatewayApi('TCPRoute', {}), apiVersion: 'gateway.networking.k8s.io/v1alpha2' }, 1],
    ['a HTTPRoute with weight 0', gatewayApi('HTTPRoute', { weight: 0 }), 0],
    ['a HTTPRoute to another kind', gatewayApi('HTTPRoute', { group: 'networking.istio.io', kind: 'Hostname' }), 0],
    ['an Ingress', ingress, 1],
    ['a path of an Ingress', { ...ingress, spec: { rules: [{ http: { paths: [{ backend: ingress.spec.defaultBackend }] } }] } }, 1],
    ['a tcp route', virtualService('web', { tcp: [route('cart')] }), 1],
    ['a full name', virtualService('web', { http: [route('cart.default.svc.cluster.local')] }), 1],
    ['a mirror', virtualService('web', { http: [{ ...route('other'), mirror: { host: 'cart' } }] }), 0],
    ['a share', virtualService('web', { http: [{ route: [{ destination: { host: 'cart' }, weight: 1 }, { destination: { host: 'other' }, weight: 99 }] }] }), 1],
    ['a share of weight 0', virtualService('web', { http: [{ route: [{ destination: { host: 'cart' }, weight: 0 }, { destination: { host: 'other' }, weight: 100 }] }] }), 0],
    ['another Service', virtualService('web', { http: [route('other')] }), 0],
  ])('by %s', (_, sender, findings) => {
    expect(without(sender)).toHaveLength(findings);
  });

  test.each<[string, object[], number]>([
    ['its pods are there', [cart()], 0],
    ['its pods are in another namespace', [workload('cart', { labels: { app: 'cart' } }, { namespace: 'other' }), cart({ app: 'x' })], 1],
    ['no workloads of the namespace are there', [workload('cart', { labels: { app: 'x' } }, { namespace: 'other' })], 0],
    ['a Job is all there is', [{ ...cart({ app: 'x' }, undefined, 'Job'), apiVersion: 'batch/v1' }], 0],
    ['a gateway is all there is', [workload('edge', { labels: { istio: 'edge' }, containers: [{ name: 'istio-proxy', image: 'auto' }] })], 0],
    ['an object of its name has a controller that may make pods', [cart({ app: 'x' }), { apiVersion: 'db.example.com/v1', kind: 'Database', metadata: { name: 'cart' } }], 0],
    ['an object of its name is for the workload', [cart({ app: 'x' }), { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name: 'cart' } }], 1],
    ['an object of its name makes other pods', [cart({ app: 'x' }), { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'cart' }, spec: { template: { metadata: { labels: { app: 'y' } }, spec: { containers: [{ name: 'a' }] } } } }], 1],
    ['an object of its name has none', [cart({ app: 'x' }), istio('Sidecar', 'cart', { egress: [{ hosts: ['*/*'] }] })], 1],
    ['a WorkloadEntry has its labels', [cart({ app: 'x' }), istio('WorkloadEntry', 'vm', { address: '10.0.0.1', labels: { app: 'cart' } })], 0],
    ['a WorkloadGroup has its labels', [cart({ app: 'x' }), istio('WorkloadGroup', 'vms', { metadata: { labels: { app: 'cart' } }, template: {} })], 0],
    ['a WorkloadEntry has its labels in another namespace', [cart({ app: 'x' }), istio('WorkloadEntry', 'vm', { address: '10.0.0.1', labels: { app: 'cart' } }, { namespace: 'other' })], 1],
    ['a ServiceEntry declares the host, too', [cart({ app: 'x' }), istio('ServiceEntry', 'se', { hosts: ['cart.default.svc.cluster.local'], ports: [{ number: 80, name: 'http' }], resolution: 'DNS' })], 0],
    ['a WorkloadEntry has others', [cart({ app: 'x' }), istio('WorkloadEntry', 'vm', { address: '10.0.0.1', labels: { app: 'x' } })], 1],
  ])('where %s', (_, documents, findings) => {
    expect(messages('CDI0232', [service('cart'), toCart, ...documents])).toHaveLength(findings);
  });

  test.each<[string, object, number]>([
    ['that selects one pod of a StatefulSet', { selector: { 'app': 'carts', 'statefulset.kubernetes.io/pod-name': 'carts-0' } }, 0],
    ['without a selector', { selector: undefined }, 0],
    ['with an empty selector', { selector: {} }, 0],
    ['for a name elsewhere', { type: 'ExternalName', externalName: 'a.example.com' }, 0],
  ])('%s', (_, spec, findings) => {
    expect(messages('CDI0232', [service('cart', { ports: [{ name: 'http', port: 80 }], ...spec }), cart({ app: 'carts' }, undefined, 'StatefulSet'), toCart])).toHaveLength(findings);
  });

  test.each<[string, object, number]>([
    ['a WorkloadEntry with one of two labels', istio('WorkloadEntry', 'vm', { address: '10.0.0.1', labels: { app: 'cart' } }), 1],
    ['an object of the name in one of two labels', { apiVersion: 'db.example.com/v1', kind: 'Database', metadata: { name: 'v1' } }, 0],
  ])('that selects by two labels, beside %s', (_, document, findings) => {
    expect(messages('CDI0232', [service('cart', { selector: { app: 'cart', version: 'v1' }, ports: [{ name: 'http', port: 80 }] }), cart({ app: 'x' }), toCart, document])).toHaveLength(findings);
  });

  test('may be selected by labels that are not known', () => {
    const declared = (...all: object[]) => beside(...all.map((labels, i) =>
      ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: `declared-${i}`, namespace: 'default' }, spec: { template: { metadata: { labels } } } })));
    const documents = [service('cart'), cart({ app: 'carts' }), toCart];
    expect(messages('CDI0232', documents, declared({ istio: 'edge' }))).toEqual([]);
    expect(messages('CDI0232', documents, declared({ app: 'edge' }))).toHaveLength(1);
    expect(messages('CDI0232', documents, declared({ istio: 'edge' }, { app: 'edge' }))).toEqual([]);
    const byTwo = service('cart', { selector: { app: 'cart', version: 'v1' }, ports: [{ name: 'http', port: 80 }] });
    expect(messages('CDI0232', [byTwo, ...documents.slice(1)], declared({ version: 'v2' }))).toHaveLength(1);
    expect(messages('CDI0232', documents, beside(workload('whole', { labels: { istio: 'edge' } }, { namespace: 'default' })))).toHaveLength(1);
  });

  test('is told what it may be meant to select', () => {
    expect(hint('CDI0232', [service('cart'), cart({ app: 'carts' }), toCart])).toBe('write app: carts, which pods have');
    expect(hint('CDI0232', [service('cart'), cart({ app: 'something' }), toCart])).toBe('correct the selector or the labels of the pods, or add the workload');
  });
});

describe('a targetPort', () => {
  const named = (targetPort: unknown, ports: object[] | undefined, more: object = {}) =>
    [service('cart', { ports: [{ name: 'http', port: 80, targetPort, ...more }] }), cart(undefined, ports)];
  const http = [{ name: 'http', containerPort: 8080 }];

  test.each<[string, object[], number]>([
    ['that a container has', named('http', http), 0],
    ['that no container has', named('web', http), 1],
    ['where containers say nothing of ports', named('web', undefined), 1],
    ['of another protocol', named('http', http, { protocol: 'UDP' }), 1],
    ['that is a number', named(80, http), 0],
    ['that is a number in quotes', named('80', http), 0],
    ['that is not said', named(undefined, http), 0],
    ['that a WorkloadEntry may have', [...named('web', http), istio('WorkloadEntry', 'vm', { address: '10.0.0.1', labels: { app: 'cart' } })], 0],
    ['beside an object of the name of its pods', [...named('web', http), { apiVersion: 'db.example.com/v1', kind: 'Database', metadata: { name: 'cart' } }], 1],
    ['of every proxy', named('http-envoy-prom', http), 0],
    ['that a container has that starts first', [named('web', http)[0], workload('cart', { labels: { app: 'cart' }, initContainers: [{ name: 'b', ports: [{ name: 'web', containerPort: 1 }] }] })], 0],
    ['that some of the pods have', [...named('web', http), workload('cart-2', { labels: { app: 'cart' }, containers: [{ name: 'a', ports: [{ name: 'web', containerPort: 1 }] }] })], 0],
    ['of pods that are injected', [named('web', http)[0], workload('cart', { labels: { app: 'cart' }, containers: [{ name: 'istio-proxy', image: 'auto' }] })], 0],
    ['of pods that are not known', [named('web', http)[0]], 0],
    ['of a headless Service', [service('cart', { clusterIP: 'None', ports: [{ name: 'http', port: 80, targetPort: 'web' }] }), cart(undefined, http)], 0],
  ])('%s', (_, documents, findings) => {
    expect(messages('CDI0233', documents)).toHaveLength(findings);
  });

  test('is looked for in pods that a Service selects', () => {
    expect(messages('CDI0233', [...named('web', http), workload('other', { labels: { app: 'x' }, containers: [{ name: 'a', ports: [{ name: 'web', containerPort: 1 }] }] })]))
      .toEqual(['cart spec.ports[0].targetPort: no container of the pods has a TCP port named web, so port 80 of the Service has no endpoints']);
    expect(hint('CDI0233', named('web', http))).toBe('name one of their ports (http), or write the number');
    expect(hint('CDI0233', named('web', [{ containerPort: 8080 }]))).toBe('write the number, or give a port of a container that name');
  });

  const injected = (marks: object, ofNamespace: object = {}) => [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default', ...ofNamespace } },
    named('dapr-http', http)[0], workload('cart', { labels: { app: 'cart' }, annotations: marks, containers: [{ name: 'a', image: 'a', ports: http }] }),
  ];

  test.each<[string, object, number]>([
    ['dapr.io/enabled', { 'dapr.io/enabled': 'true' }, 0],
    ['dapr.io/enabled: false', { 'dapr.io/enabled': 'false' }, 1],
    ['dapr.io/app-id', { 'dapr.io/app-id': 'cart' }, 1],
    ['linkerd.io/inject', { 'linkerd.io/inject': 'enabled' }, 0],
    ['linkerd.io/inject: ingress', { 'linkerd.io/inject': 'ingress' }, 0],
    ['linkerd.io/inject: disabled', { 'linkerd.io/inject': 'disabled' }, 1],
    ['vault.hashicorp.com/agent-inject', { 'vault.hashicorp.com/agent-inject': 'true' }, 0],
    ['consul.hashicorp.com/connect-inject', { 'consul.hashicorp.com/connect-inject': 'true' }, 0],
    ['sidecar.opentelemetry.io/inject', { 'sidecar.opentelemetry.io/inject': 'collector' }, 0],
    ['a template of one\'s own', { 'inject.istio.io/templates': 'sidecar,monitoring' }, 0],
    ['the template of sidecars', { 'inject.istio.io/templates': 'sidecar' }, 1],
    ['the injection of Istio', { 'sidecar.istio.io/inject': 'true' }, 1],
  ])('of pods with %s', (_, marks, findings) => {
    expect(messages('CDI0233', injected(marks))).toHaveLength(findings);
  });

  test.each<[string, object, number]>([
    ['linkerd.io/inject', { annotations: { 'linkerd.io/inject': 'enabled' } }, 0],
    ['kuma.io/sidecar-injection', { labels: { 'kuma.io/sidecar-injection': 'enabled' } }, 0],
    ['istio-injection', { labels: { 'istio-injection': 'enabled' } }, 1],
  ])('of pods of a namespace with %s', (_, marks, findings) => {
    expect(messages('CDI0233', injected({}, marks))).toHaveLength(findings);
  });

  test('of pods with a label for another injector', () => {
    expect(messages('CDI0233', [named('kuma', http)[0], cart({ 'app': 'cart', 'kuma.io/sidecar-injection': 'enabled' }, http)])).toEqual([]);
  });

  test('is not looked for in pods of which little is known', () => {
    const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'x' }, spec: { template: { metadata: { labels: { app: 'cart' } }, spec: { containers: [{ name: 'a' }] } } } };
    expect(messages('CDI0233', [...named('web', http), rollout])).toEqual([]);
    expect(messages('CDI0233', named('web', http).slice(0, 1), beside(cart(undefined, http)))).toEqual([]);
  });
});
