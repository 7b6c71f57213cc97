import * as fs from 'fs';
import * as path from 'path';
import { App, Chart, Duration } from 'cdk8s';
import { k8s, ServiceType } from 'cdk8s-plus-28';
import { DestinationRule, Gateway, GatewayWorkload, IstioApiVersion, NginxProxy, NginxUpstream, Service, VersionedService, VirtualService } from 'cdk8s-istio';

const app = new App();
const chart = new Chart(app, 'front-tomcat');
const apiVersion = IstioApiVersion.V1ALPHA3;
const host = 'tomcat.istio.com';

// The front end: one Service, and two versions of its pods, which tell themselves apart on their start page.
const tomcat = new VersionedService(chart, 'tomcat', {
  metadata: { name: 'front-tomcat' },
  type: ServiceType.CLUSTER_IP,
  ports: [{ name: 'http', port: 8080, protocol: 'TCP', targetPort: k8s.IntOrString.fromNumber(8080) }],
});
for (const version of ['v1', 'v2']) {
  tomcat.addVersion(version, { image: 'tomcat:9.0-jdk11', replicas: 1, command: ['/bin/sh', '-c', serving(version)] });
}

// Nine requests of ten go to v1. This is said once, so that mesh and gateway cannot drift apart.
const versions = new DestinationRule(chart, 'versions', { apiVersion, metadata: { name: 'front-tomcat' }, service: tomcat });
const v1 = versions.addSubset('v1');
const v2 = versions.addSubset('v2');
const canary = { name: 'front-tomcat-route', split: [v1.weight(90), v2.weight(10)] };

// Inside the mesh, the sidecar of the client splits what goes to the Service.
new VirtualService(chart, 'mesh', {
  apiVersion,
  metadata: { name: 'front-tomcat' },
  services: [tomcat],
  httpRoutes: [canary],
});

// From outside, Istio's gateway splits what comes in for the host. The gateway itself was installed with Istio.
const ingress = Service.fromServiceName(chart, 'istio-ingressgateway', 'istio-ingressgateway', {
  namespace: 'istio-system',
  ports: [{ name: 'http2', port: 80, nodePort: 32000 }],
});
const gateway = new Gateway(chart, 'gateway', {
  apiVersion,
  metadata: { name: 'front-tomcat-gateway' },
  workload: GatewayWorkload.defaultIngressGateway(chart, 'ingress', { service: ingress }),
});
gateway.addHttpServer({ hosts: [host] });
new VirtualService(chart, 'outside', {
  apiVersion,
  metadata: { name: 'gateway-front-tomcat' },
  hosts: [host],
  gateways: [gateway],
  httpRoutes: [canary],
});

// A plain Ingress goes past Istio: it knows the Service alone, so that each version gets half of its requests.
new k8s.KubeIngress(chart, 'plain', {
  metadata: { name: 'front-tomcat' },
  spec: { rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend: tomcat.ingressBackend() }] } }] },
});

// nginx in front of the gateway: on a machine outside the cluster it needs the nodes, in a container inside the ClusterIP.
const nginxOutside = new NginxProxy(chart, 'nginx-outside', {
  upstream: NginxUpstream.fromNodePort(ingress, {
    nodes: ['10.1.1.120', '10.1.1.100', '10.1.1.130'],
    port: 80,
    maxFails: 3,
    failTimeout: Duration.seconds(10),
  }),
  upstreamName: 'default_backend_istio',
  serverNames: ['*.istio.com'],
});
const nginxInside = new NginxProxy(chart, 'nginx-inside', {
  upstream: NginxUpstream.fromService(ingress, { port: 80, clusterIp: '192.168.231.83' }),
  upstreamName: 'front-tomcat',
  serverNames: [host],
});

app.synth();
fs.writeFileSync(path.join(app.outdir, 'nginx-outside-the-cluster.conf'), nginxOutside.configuration);
fs.writeFileSync(path.join(app.outdir, 'nginx-inside-the-cluster.conf'), nginxInside.configuration);

/** What a pod runs: it writes a start page that names its version, and starts Tomcat. */
function serving(version: string) {
  const bill = '<iframe name="footer" marginwidth=0 marginheight=0 width=100% height=50 src="http://bill.istio.com/" frameborder=0></iframe>';
  return [
    'mkdir /usr/local/tomcat/webapps/ROOT',
    `echo '这是tomcat-${version}版本:${bill}'>/usr/local/tomcat/webapps/ROOT/index.html`,
    '/usr/local/tomcat/bin/catalina.sh run;',
  ].join(';');
}
