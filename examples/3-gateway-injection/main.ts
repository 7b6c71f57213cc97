import * as fs from 'fs';
import * as path from 'path';
import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { GatewayInjectionTemplate, IngressGatewayDeployment, IstioControlPlane, Kernel } from 'cdk8s-istio';

const app = new App();

// The nodes run CentOS 7, whose kernel knows no net.ipv4.ip_unprivileged_port_start: pods that set it do not start.
const kernel = Kernel.before411();

// Istio's injector sets it in every gateway, so it gets another template ...
const template = new GatewayInjectionTemplate({ kernel });

// ... either with the control plane,
const controlPlane = new Chart(app, 'istio');
new IstioControlPlane(controlPlane, 'istio', { version: 'v1.26.8', gatewayInjectionTemplate: template });

// or into one that runs already: kubectl patch istio default --type=merge --patch-file dist/istio-template-patch.json
const files = {
  'gateway-injection-template.txt': template.text,
  'istio-template-patch.json': template.mergePatch(),
};

// The gateway then listens on ports of 1024 and above, behind a Service on 80 and 443.
const edge = new Chart(app, 'gateway', { namespace: 'istio-ingress' });
new IngressGatewayDeployment(edge, 'ingress', {
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

app.synth();
for (const [name, text] of Object.entries(files)) {
  fs.writeFileSync(path.join(app.outdir, name), text);
}
