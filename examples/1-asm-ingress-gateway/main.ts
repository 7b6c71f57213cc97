import { App, Chart } from 'cdk8s';
import { DnsPolicy, k8s, ServiceType } from 'cdk8s-plus-28';
import { AlibabaAddressType, AlibabaAnnotationPrefix, AlibabaLoadBalancer, IstioGateway, IstioGatewayExternalTrafficPolicy } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'istiogateway');

const internet = AlibabaLoadBalancer.clb({ addressType: AlibabaAddressType.INTERNET, prefix: AlibabaAnnotationPrefix.ALICLOUD });

new IstioGateway(chart, 'ingress', {
  metadata: { name: 'myexample-customingressgateway' },
  clusterIds: ['cluster1Id', 'cluster2Id'],

  // the Service that clients reach
  serviceType: ServiceType.LOAD_BALANCER,
  loadBalancer: internet,
  externalTrafficPolicy: IstioGatewayExternalTrafficPolicy.LOCAL,
  serviceLabels: { serviceLabelKey1: 'serviceLabelValue1' },
  ports: [
    { name: 'status-port', port: 15020, targetPort: pods(15020) },
    { name: 'http2', port: 80, targetPort: pods(80) },
    { name: 'https', port: 443, targetPort: pods(0) },
    { name: 'tls', port: 15443, targetPort: pods(15443) },
  ],

  // the pods behind it
  replicaCount: 1,
  resources: sized({ cpu: '200m', memory: '256Mi' }, { cpu: '2', memory: '2G' }),
  cpu: { targetAverageUtilization: 80 },
  rollingMaxSurge: '100%',
  rollingMaxUnavailable: '25%',
  hostNetwork: true,
  dnsPolicy: DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET,
  env: [{ name: 'envname1', value: 'envvalue1' }],
  podLabels: { key1: 'value1' },
  podAnnotations: { podAnnotationsKey1: 'podAnnotationsValue1' },

  // what is different in each cluster
  overrides: {
    cluster1Id: {
      replicaCount: 1,
      resources: sized({ cpu: '200m', memory: '256Mi' }, { cpu: '2', memory: '2G' }),
      loadBalancer: internet.withSpec('slb.s1.small'),
    },
    cluster2Id: {
      replicaCount: 2,
      resources: sized({ cpu: '400m', memory: '512Mi' }, { cpu: '4', memory: '4G' }),
      loadBalancer: internet.withSpec('slb.s2.small'),
    },
  },
});

app.synth();

interface Size {
  readonly cpu: string;
  readonly memory: string;
}

/** What a pod requests, and its limits. */
function sized(requests: Size, limits: Size): k8s.ResourceRequirements {
  const quantities = ({ cpu, memory }: Size) => ({ cpu: k8s.Quantity.fromString(cpu), memory: k8s.Quantity.fromString(memory) });
  return { requests: quantities(requests), limits: quantities(limits) };
}

/** A port of the pods. */
function pods(port: number): k8s.IntOrString {
  return k8s.IntOrString.fromNumber(port);
}
