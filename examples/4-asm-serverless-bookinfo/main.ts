import { App, Chart } from 'cdk8s';
import { DnsPolicy, k8s, ServiceType } from 'cdk8s-plus-28';
import {
  BookinfoApp, BookinfoVersion, Cluster, Destination, DestinationRule, Gateway, IstioApiVersion, IstioGateway, IstioGatewayExternalTrafficPolicy,
  IstioGatewayType, StringMatch, VirtualService,
} from 'cdk8s-istio';

const app = new App();
const apiVersion = IstioApiVersion.V1ALPHA3;

// Three API servers, and a file for each: the mesh's own, and those of its two clusters.
const asm = new Cluster('asm', new Chart(app, 'asm'));
const m1c1 = new Cluster('m1c1', new Chart(app, 'bookinfo-m1c1'));
const m1c2 = new Cluster('m1c2', new Chart(app, 'bookinfo-m1c2'));

// Bookinfo runs in m1c2, but for version 3 of reviews. That one's Services go to m1c1 with it, as names are looked up there.
const bookinfo = new BookinfoApp(m1c2.chart, 'bookinfo', {
  registry: 'registry-cn-hangzhou.ack.aliyuncs.com/ack-demo',
  tag: '1.19.1',
  scratchVolumes: false,
  scrapeMetrics: false,
  placements: [{ version: BookinfoVersion.REVIEWS_V3, cluster: m1c1 }],
});

// The gateway's pods run in neither cluster: ASM runs them itself.
const ingress = IstioGateway.serverless(asm.chart, 'ingress', {
  metadata: { name: 'ingressgateway' },
  gatewayType: IstioGatewayType.INGRESS,
  serviceType: ServiceType.LOAD_BALANCER,
  externalTrafficPolicy: IstioGatewayExternalTrafficPolicy.LOCAL,
  ports: [
    { name: 'http', port: 80, protocol: 'TCP', targetPort: k8s.IntOrString.fromNumber(80) },
    { name: 'https', port: 443, protocol: 'TCP', targetPort: k8s.IntOrString.fromNumber(443) },
  ],
  replicaCount: 1,
  resources: {
    requests: { cpu: k8s.Quantity.fromString('200m'), memory: k8s.Quantity.fromString('256Mi') },
    limits: { cpu: k8s.Quantity.fromString('2'), memory: k8s.Quantity.fromString('2G') },
  },
  rollingMaxSurge: '100%',
  rollingMaxUnavailable: '25%',
  runAsRoot: true,
  hostNetwork: false,
  dnsPolicy: DnsPolicy.CLUSTER_FIRST,
});

// First step: the page and what a browser needs with it are reached from outside, under any host.
const gateway = new Gateway(asm.chart, 'gateway', { apiVersion, metadata: { name: 'bookinfo-gateway' }, workload: ingress });
gateway.addHttpServer({ hosts: ['*'] });
const outside = new VirtualService(asm.chart, 'bookinfo', { apiVersion, metadata: { name: 'bookinfo' }, hosts: ['*'], gateways: [gateway] });
outside.addHttpRoute({
  match: [
    { uri: StringMatch.exact('/productpage') },
    { uri: StringMatch.prefix('/static') },
    { uri: StringMatch.exact('/login') },
    { uri: StringMatch.exact('/logout') },
    { uri: StringMatch.prefix('/api/v1/products') },
  ],
  split: [Destination.service(bookinfo.productpage, { port: 9080 })],
});

// Second step, in a file of its own, as it comes later: everybody sees version 3 of reviews.
const reviewsV3 = new Chart(app, 'asm-reviews-v3');
asm.add(reviewsV3);
const versions = new DestinationRule(reviewsV3, 'versions', { apiVersion, metadata: { name: 'reviews' }, service: bookinfo.reviews });
versions.addSubset('v1');
versions.addSubset('v2');
const v3 = versions.addSubset('v3');
const inside = new VirtualService(reviewsV3, 'reviews', { apiVersion, metadata: { name: 'reviews' }, services: [bookinfo.reviews] });
inside.addHttpRoute({ split: [v3.destination()] });

app.synth();
