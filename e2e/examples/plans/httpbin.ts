import { gatewayFixture } from '../../fixtures/gateway';
import { Plan } from '../plan';

export const httpbin: Plan = {
  fragments: { files: /^gateway-(address-ip|manual-deployment)\.k8s\.yaml$/, refusedFor: ['spec.gatewayClassName: Required', 'spec.listeners: Required'] },
  fixtures: () => [{
    manifests: [
      ...gatewayFixture({
        name: 'ingress',
        namespace: 'istio-gateways',
        labels: { app: 'ingress' },
        ports: [{ name: 'http', port: 80 }],
      }),
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'httpbin' }, spec: { selector: { app: 'httpbin' }, ports: [{ name: 'http', port: 8000, targetPort: 8080 }] } },
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'httpbin' },
        spec: {
          selector: { matchLabels: { app: 'httpbin' } },
          template: { metadata: { labels: { app: 'httpbin' } }, spec: { containers: [{ name: 'httpbin', image: 'mccutchen/go-httpbin' }] } },
        },
      },
    ],
  }],
};
