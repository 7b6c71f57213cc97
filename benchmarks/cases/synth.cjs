// Prints the milliseconds from an empty app to YAML on disk: `synth.cjs ours|bare OBJECTS CHARTS`.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { ApiObject, App, Chart } = require('cdk8s');
const { DestinationRule, Gateway, GatewayWorkload, Server, Service, StringMatch, VirtualService } = require('../..');

const [variant, objects, charts] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-bench-'));

/** Every VirtualService refers to a gateway and two subsets, as ours do by object and the bare ones by name. */
function ours(chart, count) {
  const workload = GatewayWorkload.defaultIngressGateway(chart, 'ingress');
  const gateway = new Gateway(chart, 'gateway', { workload, metadata: { name: `gateway-${chart.node.id}` }, servers: [Server.http({ hosts: [`*.${chart.node.id}.example.com`] })] });
  const service = Service.fromServiceName(chart, 'service', 'tomcat', { ports: [{ port: 8080 }] });
  const rule = new DestinationRule(chart, 'rule', { service, metadata: { name: `tomcat-${chart.node.id}` } });
  const split = [rule.addSubset('v1').weight(90), rule.addSubset('v2').weight(10)];
  for (let i = 0; i < count; i++) {
    const route = new VirtualService(chart, `route-${i}`, { metadata: { name: `route-${chart.node.id}-${i}` }, hosts: [`h${i}.${chart.node.id}.example.com`], gateways: [gateway] });
    route.addHttpRoute({ name: 'api', match: [{ uri: StringMatch.prefix('/api') }], split });
  }
}

function bare(chart, count) {
  const object = (id, kind, name, spec) => new ApiObject(chart, id, { apiVersion: 'networking.istio.io/v1', kind, metadata: { name }, spec });
  object('gateway', 'Gateway', `gateway-${chart.node.id}`, {
    selector: { istio: 'ingressgateway' }, servers: [{ hosts: [`*.${chart.node.id}.example.com`], port: { number: 80, name: 'http', protocol: 'HTTP' } }],
  });
  object('rule', 'DestinationRule', `tomcat-${chart.node.id}`, {
    host: 'tomcat', subsets: [{ name: 'v1', labels: { version: 'v1' } }, { name: 'v2', labels: { version: 'v2' } }],
  });
  for (let i = 0; i < count; i++) {
    object(`route-${i}`, 'VirtualService', `route-${chart.node.id}-${i}`, {
      hosts: [`h${i}.${chart.node.id}.example.com`],
      gateways: [`gateway-${chart.node.id}`],
      http: [{
        name: 'api',
        match: [{ uri: { prefix: '/api' } }],
        route: [{ destination: { host: 'tomcat', subset: 'v1' }, weight: 90 }, { destination: { host: 'tomcat', subset: 'v2' }, weight: 10 }],
      }],
    });
  }
}

const start = process.hrtime.bigint();
const app = new App({ outdir });
for (let i = 0; i < charts; i++) {
  // two of the objects of every chart are the gateway and the rule
  (variant === 'ours' ? ours : bare)(new Chart(app, `chart-${i}`), objects / charts - 2);
}
app.synth();
console.log(Number(process.hrtime.bigint() - start) / 1e6);
if (process.env.KEEP) { fs.renameSync(outdir, process.env.KEEP); } else { fs.rmSync(outdir, { recursive: true }); }
