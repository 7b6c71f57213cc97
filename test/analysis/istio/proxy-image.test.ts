import { foundOf, namespace } from '../support';

const injector = (name: string, global: unknown) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'istio-system' }, data: { values: JSON.stringify({ global }) } });
const current = injector('istio-sidecar-injector', { hub: 'h', tag: '2', proxy: { image: 'p' } });
const pod = (image: string, annotations: object = {}) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', annotations }, spec: { containers: [{ name: 'istio-proxy', image }] } });
const enabled = namespace('default', { 'istio-injection': 'enabled' });
const told = (...objects: object[]) => foundOf('IST0158', objects);

test('pods run the proxy that is injected now', () => {
  expect(told(enabled, current, pod('h/p:1'))).toEqual(['IST0158 Namespace default']);
  expect(told(enabled, current, pod('h/p:2'))).toEqual([]);
  expect(told(namespace('default'), current, pod('h/p:1'))).toEqual([]);
  expect(told(enabled, pod('h/p:1'))).toEqual([]);
  expect(told(enabled, current, pod('auto'))).toEqual([]);
  expect(told(enabled, current, pod('h/p:1', { 'sidecar.istio.io/proxyImage': 'x' }))).toEqual([]);
  expect(told(enabled, injector('istio-sidecar-injector', { proxy: { image: 'x/y' } }), pod('x/y'))).toEqual([]);
});

test('each revision injects its own', () => {
  const canary = injector('istio-sidecar-injector-canary', { hub: 'h', tag: '3', proxy: { image: 'p' } });
  expect(told(namespace('default', { 'istio.io/rev': 'canary' }), current, canary, pod('h/p:2'))).toHaveLength(1);
  expect(told(namespace('default', { 'istio.io/rev': 'canary' }), current, canary, pod('h/p:3'))).toEqual([]);
});

test('another build of it is asked for by a ProxyConfig, the mesh or the pod', () => {
  const config = (spec: object, at?: string) => ({ apiVersion: 'networking.istio.io/v1beta1', kind: 'ProxyConfig', metadata: { name: 'c', namespace: at }, spec });
  const image = { image: { imageType: 'distroless' } };
  const distroless = pod('h/p:2-distroless');
  expect(told(enabled, current, distroless)).toHaveLength(1);
  expect(told(enabled, current, distroless, config(image))).toEqual([]);
  expect(told(enabled, current, distroless, config(image, 'istio-system'))).toEqual([]);
  expect(told(enabled, current, distroless, config({ ...image, selector: { matchLabels: { app: 'b' } } }))).toHaveLength(1);
  expect(told(enabled, current, pod('h/p:2-distroless', { 'proxy.istio.io/config': 'image: { imageType: distroless }' }))).toEqual([]);
  expect(foundOf('IST0158', [enabled, current, distroless], { meshConfig: { defaultConfig: image } })).toEqual([]);
});
