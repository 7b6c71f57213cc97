import * as fs from 'fs';
import * as path from 'path';
import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { GatewayApiGateway, GatewayInjectionTemplate, GatewayParameters, IngressGatewayDeployment, IstioControlPlane, Kernel } from 'cdk8s-istio';

// The Gateway of the second way is yours: put its name and namespace here.
const GATEWAY_NAME = '<your-gateway-name>';
const GATEWAY_NAMESPACE = '<your-gateway-namespace>';

const app = new App();

// The nodes run CentOS 7, whose kernel knows no net.ipv4.ip_unprivileged_port_start: pods that set it do not start.
const kernel = Kernel.before411();

// First way, gateway injection: Istio's injector puts that setting into every gateway, so it gets another template ...
const template = new GatewayInjectionTemplate({ kernel });

// ... either together with a new control plane,
const controlPlane = new Chart(app, 'istio');
new IstioControlPlane(controlPlane, 'istio', { version: 'v1.26.8', gatewayInjectionTemplate: template });

// or as a patch of the one that runs.
const patches = {
  'gateway-injection-template.txt': template.text,
  'istio-template-patch.json': template.mergePatch(),
};

// The injected gateway then listens on ports of 1024 and above, behind a Service on 80 and 443.
const injection = new Chart(app, 'gateway-injection', { namespace: 'istio-ingress' });
new IngressGatewayDeployment(injection, 'ingress', {
  name: 'istio-ingress',
  kernel,
  autoscaling: { min: 2, max: 5 },
  service: {
    ports: [
      { name: 'status-port', port: 15021 },
      { name: 'http2', port: 80, targetPort: k8s.IntOrString.fromNumber(8080) },
      { name: 'https', port: 443, targetPort: k8s.IntOrString.fromNumber(8443) },
    ],
  },
});

// Second way, Gateway API: Istio deploys the gateway itself, and lays these parameters over what it makes. The Gateway is
// shown in part; give it your gatewayClass and listeners instead of `partial`.
const gatewayApi = new Chart(app, 'gateway-api', { namespace: GATEWAY_NAMESPACE });
const parameters = GatewayParameters.forOldKernel(gatewayApi, 'parameters', { metadata: { name: 'asm-kube-gateway-options' } });
new GatewayApiGateway(gatewayApi, 'gateway', {
  metadata: { name: GATEWAY_NAME },
  partial: true,
  infrastructure: { parametersRef: parameters },
});

app.synth();
for (const [file, text] of Object.entries(patches)) {
  fs.writeFileSync(path.join(app.outdir, file), text);
}
