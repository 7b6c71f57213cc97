import { found } from '../support';

const GATEWAY = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'web', namespace: 'default' },
  spec: { gatewayClassName: 'istio', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
};
const policy = (apiVersion: string, kind: string, spec: object, namespace = 'default') => ({ apiVersion, kind, metadata: { name: 'p', namespace }, spec });
const BY_LABEL = { selector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'web' } } };
const codes = (one: object) => found([GATEWAY, one]).filter(f => f.startsWith('IST0166'));

test.each([
  ['security.istio.io/v1', 'AuthorizationPolicy', {}], ['security.istio.io/v1', 'RequestAuthentication', {}],
  ['telemetry.istio.io/v1', 'Telemetry', {}], ['extensions.istio.io/v1alpha1', 'WasmPlugin', { url: 'oci://x' }],
])('%s %s selects no pods of Gateway API', (apiVersion, kind, spec) => {
  expect(codes(policy(apiVersion, kind, { ...spec, ...BY_LABEL }))).toEqual([`IST0166 ${kind} p spec.selector`]);
  expect(codes(policy(apiVersion, kind, { ...spec, selector: {} }))).toHaveLength(1);
  expect(codes(policy(apiVersion, kind, { ...spec, ...BY_LABEL }, 'b'))).toEqual([]);
  expect(codes(policy(apiVersion, kind, { ...spec, targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' }] }))).toEqual([]);
});
