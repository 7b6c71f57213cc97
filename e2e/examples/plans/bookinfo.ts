import { gatewayFixture } from '../../fixtures/gateway';
import { Plan } from '../plan';

/**
 * As ASM does it: one istiod reads its configuration from an API server of its own, and Services and Pods from the two
 * clusters of the data plane. The gateway is what ASM makes of the IstioGateway: being serverless, in neither of the two.
 */
export const bookinfo: Plan = {
  clusters: [{ name: 'asm' }, { name: 'm1c1', files: /m1c1/ }, { name: 'm1c2', files: /m1c2/ }],
  clients: 'm1c2',
  fixtures: files => files.filter(({ kind }) => kind === 'IstioGateway').map(({ metadata, spec }) => ({
    manifests: gatewayFixture({
      name: `istio-${metadata.name}`,
      namespace: metadata.namespace!,
      labels: { app: `istio-${metadata.name}`, istio: metadata.name },
      ports: spec.ports,
      service: { type: spec.serviceType, externalTrafficPolicy: spec.externalTrafficPolicy },
    }),
  })),
};
