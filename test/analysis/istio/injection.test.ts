import { beside, foundOf, istio, namespace, workload } from '../support';

/** Whether a policy for the pods finds them in the mesh. */
const inMesh = (pod: object, ...others: object[]) =>
  foundOf('IST0127', [workload('w', pod, { namespace: 'n' }), istio('AuthorizationPolicy', 'p', { selector: { matchLabels: { app: 'a' } } }, { namespace: 'n' }), ...others]).length === 0;

const labelled = (labels: object) => ({ labels: { app: 'a', ...labels } });
const proxy = (image?: string) => ({ containers: [{ name: 'istio-proxy', image }] });

test('pods are in the mesh by their namespace', () => {
  expect(inMesh({}, namespace('n', { 'istio-injection': 'enabled' }))).toBe(true);
  expect(inMesh({}, namespace('n', { 'istio-injection': 'disabled' }))).toBe(false);
  expect(inMesh({}, namespace('n'))).toBe(false);
  // Istio's own analysis counts neither, though it injects
  expect(inMesh({}, namespace('n', { 'istio.io/rev': 'canary' }))).toBe(true);
  expect(inMesh({}, namespace('n', { 'istio-injection': 'disabled', 'istio.io/rev': 'canary' }))).toBe(false);
  expect(inMesh({}, namespace('n', { 'istio.io/dataplane-mode': 'ambient' }))).toBe(true);
});

test('what pods say of themselves goes before their namespace', () => {
  const enabled = namespace('n', { 'istio-injection': 'enabled' });
  expect(inMesh(labelled({ 'sidecar.istio.io/inject': 'true' }), namespace('n'))).toBe(true);
  expect(inMesh(labelled({ 'sidecar.istio.io/inject': 'false' }), enabled)).toBe(false);
  expect(inMesh({ annotations: { 'sidecar.istio.io/inject': 'false' } }, enabled)).toBe(false);
  expect(inMesh({ ...labelled({ 'sidecar.istio.io/inject': 'true' }), annotations: { 'sidecar.istio.io/inject': 'false' } }, namespace('n'))).toBe(true);
  expect(inMesh(labelled({ 'istio.io/dataplane-mode': 'none' }), namespace('n', { 'istio.io/dataplane-mode': 'ambient' }))).toBe(false);
  expect(inMesh(labelled({ 'istio.io/dataplane-mode': 'ambient' }), namespace('n'))).toBe(true);
  expect(inMesh({ annotations: { 'ambient.istio.io/redirection': 'enabled' } }, namespace('n'))).toBe(true);
});

test('pods with a proxy of their own are in the mesh', () => {
  expect(inMesh(proxy('proxyv2'), namespace('n'))).toBe(true);
  expect(inMesh(proxy(), namespace('n'))).toBe(false);
  expect(inMesh({ initContainers: proxy('proxyv2').containers }, namespace('n'))).toBe(true);
});

test('where the namespace is not known, nobody says that they are not', () => {
  expect(inMesh({})).toBe(true);
  // manifests that make namespaces make all that matter, but for the one that is always there
  expect(inMesh({}, namespace('other'))).toBe(false);
  const objects = [workload('w'), istio('AuthorizationPolicy', 'p', { selector: { matchLabels: { app: 'a' } } }), namespace('other')];
  expect(foundOf('IST0127', objects)).toEqual([]);
  expect(foundOf('IST0127', [...objects, namespace('default')])).toHaveLength(1);
  expect(foundOf('IST0127', objects, beside({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } }))).toEqual([]);
});

test('an installation may inject where nobody refuses', () => {
  const injector = (values: unknown) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio-sidecar-injector', namespace: 'istio-system' }, data: { values } });
  expect(inMesh({}, namespace('n'), injector('{"sidecarInjectorWebhook":{"enableNamespacesByDefault":true}}'))).toBe(true);
  for (const values of ['{"sidecarInjectorWebhook":{"enableNamespacesByDefault":false}}', '{}', '{', '[]', 'null', undefined, 5]) {
    expect(inMesh({}, namespace('n'), injector(values))).toBe(false);
  }
});
