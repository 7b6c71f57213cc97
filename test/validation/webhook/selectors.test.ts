import { Given, saidOf } from './support';

describe('selectors', () => {
  test.each<[string, ...Given]>([
    ['select by labels', 'Sidecar', { egress: [{ hosts: ['./*'] }], workloadSelector: { labels: { a: 'b' } } }],
    ['are gateways and services, too', 'Telemetry', { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'a' }, { group: '', kind: 'Service', name: 'a' }] }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['without labels select all', [
      'IST0133 spec.workloadSelector: sidecar: workload selector specified without labels, will be applied to all services in namespace',
    ], 'Sidecar', { egress: [{ hosts: ['./*'] }], workloadSelector: {} }],
    ['name labels in full, and nothing else is said then', [
      'IST0106 spec.workloadSelector.labels.: empty key is not supported in selector: "=a"',
      'IST0106 spec.workloadSelector.labels.b*: wildcard is not supported in selector: "b*=c"',
    ], 'Sidecar', { workloadSelector: { labels: { '': 'a', 'b*': 'c' } } }],
    ['of policies without labels select all', [
      'IST0133 spec.selector: workload selector specified without labels',
    ], 'ProxyConfig', { selector: { matchLabels: {} } }],
    ['of PeerAuthentications without labels select all', [
      'IST0133 spec.selector: workload selector specified without labels',
    ], 'PeerAuthentication', { selector: {} }],
    ['are nothing else', [
      'IST0106 spec.targetRefs[0]: targetRef must be to one of [core/v1/Service networking.istio.io/v1/ServiceEntry gateway.networking.k8s.io/v1/Gateway gateway.networking.k8s.io/v1/GatewayClass] but was apps/Deployment',
    ], 'Telemetry', { targetRefs: [{ group: 'apps', kind: 'Deployment', name: 'a' }] }],
    ['are nothing else in the singular', [
      'IST0106 spec.targetRef: targetRef must be to one of [core/v1/Service networking.istio.io/v1/ServiceEntry gateway.networking.k8s.io/v1/Gateway gateway.networking.k8s.io/v1/GatewayClass] but was /Gateway',
    ], 'WasmPlugin', { url: 'oci://a/b', targetRef: { group: '', kind: 'Gateway', name: 'a' } }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
