import { App, Chart } from 'cdk8s';
import {
  AllowedRoutes, BackendRef, Cluster, GatewayAddress, GatewayApiGateway, GatewayApiVersion, GatewayClass, HttpPathMatch, HttpRoute,
  HttpRouteFilter, HttpRouteProps, Listener, Service,
} from 'cdk8s-istio';

const app = new App();

// The class that Istio makes when it starts, as `kubectl get gatewayclass istio -o yaml` shows it.
new GatewayClass(new Chart(app, 'gatewayclass-observed'), 'istio', {
  metadata: { name: 'istio' },
  controllerName: 'istio.io/gateway-controller',
  description: 'The default Istio GatewayClass',
});

// A Gateway in a namespace of its own, which lets in the routes of all namespaces.
const ingress = new Chart(app, 'gateway', { namespace: 'istio-ingress' });
const gateway = new GatewayApiGateway(ingress, 'gateway', {
  metadata: { name: 'gateway' },
  gatewayClass: GatewayClass.istio(ingress, 'istio'),
  listeners: [
    Listener.http({ name: 'default', hostname: '*.example.com', allowedRoutes: AllowedRoutes.allNamespaces() }),
  ],
});

// The application's team sends /get to httpbin.
const team = new Chart(app, 'httproute', { namespace: 'default' });
const httpbin = Service.fromServiceName(team, 'service', 'httpbin');
const route: HttpRouteProps = {
  metadata: { name: 'httpbin' },
  parentRefs: [gateway],
  hostnames: ['httpbin.example.com'],
};

new HttpRoute(team, 'httpbin', route).addRule({
  matches: [{ path: HttpPathMatch.prefix('/get') }],
  backendRefs: [BackendRef.service(httpbin, { port: 8000 })],
});

// Later it adds /headers, and a header to every request. Applied in place of the first version, never beside it.
const second = new Cluster('second version', new Chart(app, 'httproute-with-headers', { namespace: 'default' }));
new HttpRoute(second.chart, 'httpbin', route).addRule({
  matches: [{ path: HttpPathMatch.prefix('/get') }, { path: HttpPathMatch.prefix('/headers') }],
  filters: [HttpRouteFilter.requestHeaderModifier({ add: { 'my-added-header': 'added-value' } })],
  backendRefs: [BackendRef.service(httpbin, { port: 8000 })],
});

// Two more ways to reach a Gateway, shown in part: without class and listeners. By an IP address that its Service asks for ...
const byAddress = new Cluster('gateway by address', new Chart(app, 'gateway-address-ip'));
new GatewayApiGateway(byAddress.chart, 'gateway', {
  metadata: { name: 'gateway' },
  partial: true,
  addresses: [GatewayAddress.ip('192.0.2.0')],
});

// ... and by a Service whose pods run a gateway already, so that Istio deploys none.
const byHand = new Cluster('gateway deployed by hand', new Chart(app, 'gateway-manual-deployment'));
const service = Service.fromServiceName(byHand.chart, 'ingress', 'ingress', { namespace: 'istio-gateways' });
new GatewayApiGateway(byHand.chart, 'gateway', {
  metadata: { name: 'gateway' },
  apiVersion: GatewayApiVersion.V1BETA1,
  partial: true,
  addresses: [GatewayAddress.service(service)],
});

app.synth();
