/** What is said to exist elsewhere is never missing, whoever says it and in whatever namespace. */
import { Chart, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  Analysis, BackendRef, ClientTls, Cluster, Destination, DestinationRule, Gateway, GatewayApiGateway, GatewayClass, GatewayWorkload, HttpbinApp,
  HttpRoute, IDestinationRule, IngressGatewayDeployment, IstioGateway, Listener, ListenerTls, ObjectReference, Server, ServerCaCertificates,
  ServerCertificate, ServerTls, Service, StringMatch, Subset, VirtualService,
} from '../../src';

const hosts = ['a.example.com'];
const ports = [{ port: 80, name: 'http' }];
const httpRoutes = [{ directResponse: { status: 404 } }];
const https = (secret: kplus.ISecret) => Server.https({ hosts, tls: ServerTls.simple({ certificate: ServerCertificate.fromSecret(secret) }) });

const CASES: { readonly [what: string]: (chart: Chart) => void } = {
  'a workload by its labels, with a Service that is not known, and a Secret': chart => {
    const workload = GatewayWorkload.fromLabels(chart, 'workload', 'edge', { edge: 'yes' }, { namespace: 'edge' });
    new Gateway(chart, 'gateway', { workload, servers: [Server.http({ hosts }), https(kplus.Secret.fromSecretName(chart, 'secret', 'certificate'))] });
  },
  'a workload by its labels, and its Service': chart => {
    const service = Service.fromServiceName(chart, 'service', 'edge', { namespace: 'edge', ports });
    new Gateway(chart, 'gateway', { workload: GatewayWorkload.fromLabels(chart, 'workload', 'edge', { edge: 'yes' }, { namespace: 'edge', service }), servers: [Server.http({ hosts })] });
  },
  'subsets of a rule for a Service': chart => {
    const rule = DestinationRule.fromDestinationRuleName(chart, 'rule', 'rule', { service: Service.fromServiceName(chart, 'service', 'api', { namespace: 'apis', ports }) });
    new VirtualService(chart, 'route', { hosts, httpRoutes: [{ split: [rule.subset('v1').weight(50), rule.subset('v2').weight(50)] }] });
  },
  'a subset of a rule for hosts': chart => {
    const rule = DestinationRule.fromDestinationRuleName(chart, 'rule', 'rule', { host: '*.example.com' });
    new VirtualService(chart, 'route', { hosts, httpRoutes: [{ split: [Destination.host('b.example.com', { subset: rule.subset('v1') })] }] });
  },
  'a rule of one\'s own for a Service': chart => {
    const rule = new DestinationRule(chart, 'rule', { service: Service.fromServiceName(chart, 'service', 'api') });
    new VirtualService(chart, 'route', { services: [rule.service!], httpRoutes: [{ split: [rule.addSubset('v1').destination()] }] });
  },
  'a rule of one\'s own for a host': chart => {
    new DestinationRule(chart, 'rule', { host: 'b.example.com', trafficPolicy: { tls: ClientTls.simple({ caCertificates: ServerCaCertificates.fromFile('/ca.pem') }) } });
  },
  'hosts': chart => {
    const split = ['api', 'api.apis.svc.cluster.local', '*.example.com', 'b.c'].map(host => Destination.host(host).weight(25));
    new VirtualService(chart, 'route', { hosts, httpRoutes: [{ split }] });
  },
  'a Gateway and a delegate': chart => {
    const delegate = VirtualService.fromVirtualServiceName(chart, 'delegate', 'delegate', { namespace: 'other' });
    const gateways = [Gateway.fromGatewayName(chart, 'gateway', 'gateway', { namespace: 'edge' })];
    new VirtualService(chart, 'route', { hosts, gateways, httpRoutes: [{ match: [{ uri: StringMatch.prefix('/a') }], delegate }] });
  },
  'a gateway of ASM': chart => {
    const gateway = new Gateway(chart, 'gateway', { workload: IstioGateway.fromIstioGatewayName(chart, 'ingress', 'ingress'), servers: [Server.http({ hosts })] });
    new VirtualService(chart, 'route', { hosts, gateways: [gateway], httpRoutes });
  },
  'a listener and a backend': chart => {
    const gateway = GatewayApiGateway.fromGatewayName(chart, 'gateway', 'gateway', { namespace: 'edge' });
    new HttpRoute(chart, 'route', { parentRefs: [gateway.listener('web')], hostnames: hosts })
      .addRule({ backendRefs: [BackendRef.service(Service.fromServiceName(chart, 'service', 'api', { namespace: chart.namespace && 'apis' }), { port: 80 })] });
  },
  'a class and a Secret of Gateway API': chart => {
    const certificate = ObjectReference.fromSecret(kplus.Secret.fromSecretName(chart, 'secret', 'certificate'));
    new GatewayApiGateway(chart, 'gateway', {
      gatewayClass: GatewayClass.fromGatewayClassName(chart, 'class', 'other'),
      listeners: [Listener.http(), Listener.https({ tls: ListenerTls.terminate({ certificateRefs: [certificate] }) })],
    });
  },
  'what classes of the user\'s own stand for': chart => {
    const service = { name: 'api', serviceName: 'api', namespace: 'apis' };
    const rule: IDestinationRule = { name: 'rule', namespace: 'apis', service, subset: name => new Subset(rule, name) };
    new Gateway(chart, 'own', { workload: { name: 'edge', namespace: 'edge', gatewaySelector: { edge: 'yes' } }, servers: [Server.http({ hosts })] });
    new VirtualService(chart, 'route', {
      hosts,
      gateways: [{ name: 'gateway', gatewayName: 'gateway', namespace: 'edge' }],
      httpRoutes: [{ split: [rule.subset('v1').weight(50), Destination.service(service, { port: 8080 }).weight(50)] }],
    });
  },
  'what another app makes, or says to exist': chart => {
    const other = new Chart(Testing.app(), 'other', { namespace: 'other' });
    const workload = new IngressGatewayDeployment(other, 'ingress', { namespace: 'edge' });
    const httpbin = new HttpbinApp(other, 'httpbin');
    const pods = new kplus.Deployment(other, 'api', { containers: [{ image: 'api', portNumber: 8080 }] });
    const api = Service.fromKplus(pods.exposeViaService({ ports: [{ port: 80, targetPort: 8080, name: 'http' }] }));
    const imported = Service.fromServiceName(other, 'imported', 'imported', { namespace: 'apis' });
    const gateway = new Gateway(other, 'gateway', { workload, servers: [Server.http({ hosts })] });
    new Gateway(chart, 'own', { workload, servers: [https(kplus.Secret.fromSecretName(other, 'secret', 'certificate'))] });
    const subset = (id: string, service: typeof api) => new DestinationRule(chart, id, { service }).addSubset('v1');
    const split = [
      subset('httpbin', httpbin).weight(25), subset('api', api).weight(25), Destination.service(imported).weight(25),
      new DestinationRule(other, 'rule', { service: httpbin }).addSubset('v1').weight(25),
    ];
    new VirtualService(chart, 'route', { hosts, gateways: [gateway], httpRoutes: [{ split }] });
  },
};

describe.each([undefined, 'default', 'shop'])('in namespace %s', namespace => {
  test.each(Object.keys(CASES))('%s', what => {
    const chart = new Chart(Testing.app(), 'chart', { namespace });
    CASES[what](chart);
    expect(Analysis.of(chart).findings()).toEqual([]);
    expect(Testing.synth(chart).length).toBeGreaterThan(0);
  });
});

test('what a chart of one cluster says to exist is there for the routes of another', () => {
  // GIVEN
  const app = Testing.app();
  const [one, two] = ['one', 'two'].map(id => new Cluster(id, new Chart(app, id, { namespace: 'shop' })).chart);
  const gateways = [Gateway.fromGatewayName(one, 'gateway', 'gateway', { namespace: 'edge' })];
  const rule = DestinationRule.fromDestinationRuleName(one, 'rule', 'rule', { service: Service.fromServiceName(one, 'service', 'api', { ports }) });
  // WHEN
  new VirtualService(two, 'route', { hosts, gateways, httpRoutes: [{ split: [rule.subset('v1').destination()] }] });
  // THEN
  expect(Analysis.of(app).findings()).toEqual([]);
});

test('what another app lacks is missing', () => {
  // GIVEN a route to a Gateway of another app
  const chart = Testing.chart();
  const gateway = new GatewayApiGateway(new Chart(Testing.app(), 'other'), 'gateway', {
    metadata: { namespace: 'default' },
    gatewayClass: GatewayClass.istio(chart, 'istio'),
    listeners: [Listener.http({ name: 'web' })],
  });
  const route = new HttpRoute(new Chart(chart, 'near', { namespace: 'default' }), 'route', { parentRefs: [gateway.listener('web')], hostnames: hosts });
  route.addRule({ backendRefs: [BackendRef.service(Service.fromServiceName(chart, 'service', 'api', { namespace: 'default' }), { port: 80 })] });
  // WHEN its listener is misspelt
  route.addJsonPatch(JsonPatch.replace('/spec/parentRefs/0/sectionName', 'wbe'));
  // THEN
  expect(Analysis.of(chart).findings().map(({ code }) => code)).toEqual(['GWA0102']);
});
