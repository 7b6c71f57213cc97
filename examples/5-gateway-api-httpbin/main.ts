import { App, Chart } from 'cdk8s';
import {
  AllowedRoutes, BackendRef, GatewayAddress, GatewayApiGateway, GatewayApiVersion, GatewayClass, HttpbinApp, HttpPathMatch, HttpRoute,
  HttpRouteFilter, HttpRouteProps, Listener, Service,
} from 'cdk8s-istio';

const app = new App();

// The platform's team runs a Gateway in a namespace of its own, and lets in the routes of all namespaces.
const platform = new Chart(app, 'gateway', { namespace: 'istio-ingress' });
const gateway = new GatewayApiGateway(platform, 'gateway', {
  metadata: { name: 'gateway' },
  gatewayClass: GatewayClass.istio(platform, 'istio'),
  listeners: [
    Listener.http({ name: 'default', hostname: '*.example.com', allowedRoutes: AllowedRoutes.allNamespaces() }),
  ],
});

// The application's team runs httpbin,
const httpbin = new HttpbinApp(new Chart(app, 'httpbin', { namespace: 'default' }), 'httpbin');

// and lets /get reach it from outside.
const route: HttpRouteProps = {
  metadata: { name: 'httpbin', namespace: 'default' },
  parentRefs: [gateway],
  hostnames: ['httpbin.example.com'],
};
new HttpRoute(new Chart(app, 'httproute'), 'httpbin', route).addRule({
  matches: [{ path: HttpPathMatch.prefix('/get') }],
  backendRefs: [BackendRef.service(httpbin, { port: 8000 })],
});

app.synth();

// Later the team adds /headers, and a header to every request. This version takes the place of the first one, under the same
// name; what is never applied together lives in an app of its own.
const later = new App();
new HttpRoute(new Chart(later, 'httproute-with-headers'), 'httpbin', route).addRule({
  matches: [{ path: HttpPathMatch.prefix('/get') }, { path: HttpPathMatch.prefix('/headers') }],
  filters: [HttpRouteFilter.requestHeaderModifier({ add: { 'my-added-header': 'added-value' } })],
  backendRefs: [BackendRef.service(httpbin, { port: 8000 })],
});
later.synth();

// Two more ways to reach a Gateway, shown in part, without class and listeners: by an IP address that its Service asks for,
const byAddress = new App();
new GatewayApiGateway(new Chart(byAddress, 'gateway-address-ip'), 'gateway', {
  metadata: { name: 'gateway' },
  partial: true,
  addresses: [GatewayAddress.ip('192.0.2.0')],
});
byAddress.synth();

// and by a Service whose pods were deployed by hand, so that Istio deploys none.
const byHand = new App();
const manual = new Chart(byHand, 'gateway-manual-deployment');
new GatewayApiGateway(manual, 'gateway', {
  metadata: { name: 'gateway' },
  apiVersion: GatewayApiVersion.V1BETA1,
  partial: true,
  addresses: [GatewayAddress.service(Service.fromServiceName(manual, 'ingress', 'ingress', { namespace: 'istio-gateways' }))],
});
byHand.synth();

// The class that Istio makes when it starts, as the cluster shows it. Nobody needs to apply it.
const observed = new App();
new GatewayClass(new Chart(observed, 'gatewayclass-observed'), 'istio', {
  metadata: { name: 'istio' },
  controllerName: 'istio.io/gateway-controller',
  description: 'The default Istio GatewayClass',
});
observed.synth();
