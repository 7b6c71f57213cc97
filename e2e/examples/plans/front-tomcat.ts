import { gatewayFixture } from '../../fixtures/gateway';
import { nginxForwards } from '../../nginx/forwards';
import { Plan } from '../plan';

/** The addresses in the users' nginx configurations. */
const NODES = ['10.1.1.120', '10.1.1.100', '10.1.1.130'];
const GATEWAY_CLUSTER_IP = '192.168.231.83';

export const frontTomcat: Plan = {
  nodeAddresses: NODES,
  fixtures: () => [{
    manifests: gatewayFixture({
      name: 'istio-ingressgateway',
      namespace: 'istio-system',
      labels: { app: 'istio-ingressgateway', istio: 'ingressgateway' },
      ports: [{ name: 'http2', port: 80, targetPort: 8080, nodePort: 32000 }],
      service: { type: 'LoadBalancer', clusterIP: GATEWAY_CLUSTER_IP },
    }),
  }],
  checks: [
    { name: 'nginx outside, node port, gateway, Pod', run: stage => nginxForwards(stage, 'nginx-outside-the-cluster.conf', 'tomcat.istio.com') },
    { name: 'nginx inside, cluster IP, gateway, Pod', run: stage => nginxForwards(stage, 'nginx-inside-the-cluster.conf', 'tomcat.istio.com') },
  ],
};
