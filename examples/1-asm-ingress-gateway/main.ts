import { App, Chart } from 'cdk8s';
import { DnsPolicy, k8s, ServiceType } from 'cdk8s-plus-28';
import { AlibabaAddressType, AlibabaAnnotationPrefix, AlibabaLoadBalancer, IstioGateway, IstioGatewayExternalTrafficPolicy } from 'cdk8s-istio';

// One document for ASM's own API server, from which ASM makes a gateway in each of two clusters.
const app = new App();
const asm = new Chart(app, 'istiogateway');

// Clients come from the internet. Each cluster says below how large its load balancer is.
const internet = AlibabaLoadBalancer.clb({ addressType: AlibabaAddressType.INTERNET, prefix: AlibabaAnnotationPrefix.ALICLOUD });

// Pods come in two sizes: the second cluster runs large ones.
const small = { requests: amounts('200m', '256Mi'), limits: amounts('2', '2G') };
const large = { requests: amounts('400m', '512Mi'), limits: amounts('4', '4G') };

new IstioGateway(asm, 'gateway', {
  metadata: { name: 'myexample-customingressgateway' },
  clusterIds: ['cluster1Id', 'cluster2Id'],

  // The Service that clients reach. With Local, the pods see the clients' own addresses.
  serviceType: ServiceType.LOAD_BALANCER,
  loadBalancer: internet,
  externalTrafficPolicy: IstioGatewayExternalTrafficPolicy.LOCAL,
  serviceLabels: { serviceLabelKey1: 'serviceLabelValue1' },
  ports: [
    { name: 'status-port', port: 15020, targetPort: podPort(15020) },
    { name: 'http2', port: 80, targetPort: podPort(80) },
    { name: 'https', port: 443, targetPort: podPort(0) },
    { name: 'tls', port: 15443, targetPort: podPort(15443) },
  ],

  // The pods behind it. They use the network of their nodes, but must still find Services by name: hence the DNS policy.
  hostNetwork: true,
  dnsPolicy: DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET,
  replicaCount: 1,
  resources: small,
  cpu: { targetAverageUtilization: 80 },
  rollingMaxSurge: '100%',
  rollingMaxUnavailable: '25%',
  env: [{ name: 'envname1', value: 'envvalue1' }],
  podLabels: { key1: 'value1' },
  podAnnotations: { podAnnotationsKey1: 'podAnnotationsValue1' },

  // What is different in a cluster. The rest is as above.
  overrides: {
    cluster1Id: { replicaCount: 1, resources: small, loadBalancer: internet.withSpec('slb.s1.small') },
    cluster2Id: { replicaCount: 2, resources: large, loadBalancer: internet.withSpec('slb.s2.small') },
  },
});

app.synth();

/** Processor and memory, in the words of Kubernetes. */
function amounts(cpu: string, memory: string) {
  return { cpu: k8s.Quantity.fromString(cpu), memory: k8s.Quantity.fromString(memory) };
}

/** A port that the pods listen on, by its number. */
function podPort(port: number) {
  return k8s.IntOrString.fromNumber(port);
}
