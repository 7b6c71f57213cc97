import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, Chart, Include, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  BackendRef, Cluster, Destination, DestinationRule, Gateway, GatewayApiGateway, GatewayClass, GatewayParameters, GatewayWorkload, HttpRoute,
  IstioGateway, Listener, ListenerTls, ObjectReference, Server, ServerCertificate, ServerTls, Service, VirtualService,
} from '../../src';
import * as analyzer from '../../src/analysis/analyze';
import * as atSynth from '../../src/check/at-synth';
import { Finding, isTakenForGranted, Manifests, Severity } from '../../src/manifests';

const HERE = path.relative(process.cwd(), __filename);

function newApp(): App {
  return new App({ outdir: fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-check-')) });
}

/** A sound object of ours, which turns the check on. */
const sound = (chart: Chart, id = 'sound') => new Gateway(chart, id, { metadata: { name: id }, servers: [Server.http({ hosts: [`${id}.example.com`] })] });
/** A bare object with an error. */
const wrong = (chart: Chart, id = 'wrong') =>
  new ApiObject(chart, id, { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: id }, spec: { hosts: 'a.b' } });
const unknown = (chart: Chart, id = 'unknown') => {
  const gateway = sound(chart, id);
  gateway.addJsonPatch(JsonPatch.add('/spec/nope', 1));
  return gateway;
};
/** What a synth complains of. */
function complaint(synth: () => unknown): string {
  try {
    synth();
  } catch (e) {
    return (e as Error).message;
  }
  return '';
}

let printed: string[];
beforeEach(() => {
  printed = [];
  jest.spyOn(process.stderr, 'write').mockImplementation(text => printed.push(String(text)) > 0);
});
afterEach(() => jest.restoreAllMocks());

describe('errors', () => {
  test('are one list, with what is wrong, where it was made and what to do', () => {
    // GIVEN an object of ours that is wrong by a patch, one that is incomplete and a bare one
    const app = newApp();
    const chart = new Chart(app, 'chart', { namespace: 'ns' });
    const gateway = sound(chart, 'front');
    gateway.addJsonPatch(JsonPatch.replace('/spec/servers/0/port/number', 'x'));
    new Gateway(chart, 'empty', { metadata: { name: 'empty' } });
    wrong(new Chart(app, 'other'));
    // WHEN
    const [, ...lines] = complaint(() => app.synth()).split('\n');
    // THEN
    expect(lines[0]).toBe('  [] 3 errors in 3 objects');
    const text = lines.join('\n').replaceAll(/:\d+:\d+ /g, ':LINE ');
    expect(text).toContain([
      '  error CDI0002 IncompleteConstruct: Gateway ns/empty',
      '    [chart/empty] servers: given none, allowed one or more; add one, e.g. with addHttpServer',
      `    made at ${HERE}:LINE [chart/empty]`,
      '',
      '  error K8S0001 InvalidBySchema: Gateway ns/front, spec.servers[0].port.number',
      '    spec.servers[0].port.number: Invalid value: "string": spec.servers[0].port.number in body must be of type integer: "string"',
    ].join('\n'));
    expect(text).toContain(`    made at ${HERE}:LINE [chart/front]\n`);
    expect(text).toContain('  error K8S0001 InvalidBySchema: ServiceEntry wrong, spec.hosts\n');
    expect(text).toContain('    made by [other/wrong]\n');
    expect(text).toMatch(/to let one pass: Analysis\.of\(construct\)\.ignore\(\{ code: 'CDI0002', reason: '\.\.\.' \}\)$/i);
  });

  test('name the line of the new that made the object', () => {
    const chart = Testing.chart();
    const line = Number(/:(\d+):\d+\)?$/m.exec(new Error().stack!.split('\n')[1])![1]) + 1;
    const gateway = new Gateway(chart, 'front', { servers: [Server.http({ hosts: ['*'] })] });
    gateway.addJsonPatch(JsonPatch.remove('/spec/servers/0/port'));
    expect(complaint(() => Testing.synth(chart))).toContain(`made at ${HERE}:${line}:21 [test/front]`);
  });

  test('are found in what is included and made with cdk8s-plus', () => {
    // GIVEN
    const chart = Testing.chart();
    sound(chart);
    const file = path.join(newApp().outdir, 'included.yaml');
    fs.writeFileSync(file, '{ apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: { name: included }, spec: { http: 1 } }\n');
    new Include(chart, 'include', { url: file });
    new kplus.ConfigMap(chart, 'map', { metadata: { name: 'not_a_name' } });
    // THEN
    const text = complaint(() => Testing.synth(chart));
    expect(text).toContain('VirtualService included, spec.http');
    expect(text).toContain('[test/map/Resource]');
  });

  test('of one kind that are many are listed in part', () => {
    const chart = Testing.chart();
    sound(chart);
    for (let i = 0; i < 60; i++) { wrong(chart, `wrong-${i}`); }
    const text = complaint(() => Testing.synth(chart));
    expect(text).toContain('60 errors in 61 objects');
    expect(text).toContain('and 10 more');
    expect(text.match(/error K8S0001/g)).toHaveLength(50);
  });

  test('are none about what the reader of the document fills in, and about a Gateway that is shown in part', () => {
    const chart = new Chart(newApp(), 'chart', { namespace: '<your-namespace>' });
    new GatewayApiGateway(chart, 'gateway', { metadata: { name: '<your-gateway>' }, partial: true });
    GatewayParameters.forOldKernel(chart, 'parameters', { metadata: { name: '<name>' } });
    expect(complaint(() => Testing.synth(chart))).toBe('');
  });

  test('are none if an app has no construct of the library', () => {
    const chart = Testing.chart();
    wrong(chart);
    expect(Testing.synth(chart)).toHaveLength(1);
  });
});

describe('warnings', () => {
  test('are printed once a synth, not once a chart, and not again by the next', () => {
    // GIVEN
    const app = newApp();
    for (const id of ['a', 'b', 'c']) { unknown(new Chart(app, id), `unknown-${id}`); }
    // WHEN
    app.synth();
    app.synthYaml();
    // THEN
    expect(printed).toHaveLength(3);
    expect(printed[0]).toContain('warning K8S0003 UnknownField: Gateway unknown-a, spec.nope\n  unknown field "spec.nope"\n  to do: ');
  });
});

describe('a synth', () => {
  test.each<[string, (app: App) => unknown]>([['synth', app => app.synth()], ['synthYaml', app => app.synthYaml()]])('by %s checks once and renders once', (_, synth) => {
    // GIVEN an app with many charts, and ours and bare objects
    const app = newApp();
    const toJson = jest.spyOn(ApiObject.prototype, 'toJson');
    for (let i = 0; i < 10; i++) {
      const chart = new Chart(app, `chart-${i}`);
      sound(chart, `sound-${i}`);
      new ApiObject(chart, 'bare', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `bare-${i}` }, data: { a: 'b' } });
    }
    const check = jest.spyOn(atSynth, 'checkApp');
    // WHEN
    synth(app);
    // THEN
    expect(check).toHaveBeenCalledTimes(1);
    expect(toJson).toHaveBeenCalledTimes(20);
    // and the next one renders afresh
    synth(app);
    expect(check).toHaveBeenCalledTimes(2);
    expect(toJson).toHaveBeenCalledTimes(40);
  });

  test('that fails leaves nothing behind', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');
    sound(chart);
    wrong(chart);
    expect(complaint(() => app.synth())).toContain('1 error');
    ApiObject.of(chart.node.findChild('wrong')).addJsonPatch(JsonPatch.replace('/spec/hosts', ['a.b']));
    app.synth();
    expect(fs.readFileSync(path.join(app.outdir, 'chart.k8s.yaml'), 'utf8')).toContain('- a.b');
  });

  test('writes what a validation changes', () => {
    // GIVEN an object that changes when the app is validated, as no validation should do
    const app = newApp();
    const chart = new Chart(app, 'chart');
    const gateway = sound(chart);
    chart.node.addValidation({ validate: () => { gateway.metadata.addLabel('late', 'yes'); return []; } });
    // WHEN
    app.synth();
    // THEN
    expect(fs.readFileSync(path.join(app.outdir, 'chart.k8s.yaml'), 'utf8')).toContain('late: "yes"');
  });
});

describe('what rules see', () => {
  const seen: Manifests[] = [];
  const findings: Finding[] = [];
  beforeEach(() => {
    seen.length = findings.length = 0;
    jest.spyOn(analyzer, 'analyze').mockImplementation(manifests => {
      seen.push(manifests);
      return findings;
    });
  });
  const id = ({ kind, namespace, name }: { kind: string; namespace?: string; name: string }) => `${kind} ${namespace ?? '-'}/${name}`;
  const known = (manifests: Manifests, ...kinds: [string, string][]) => kinds.flatMap(([group, kind]) => manifests.ofKind(group, kind))
    .filter(m => !isTakenForGranted(m)).map(m => `${manifests.isContext(m) ? 'context' : 'judged'} ${id(m)}`);

  test('of an app with two clusters: each by itself, with what a mesh shares beside it', () => {
    // GIVEN two API servers that have a Service of the same name, and one of their own each
    const app = newApp();
    const object = (chart: Chart, kind: string, name: string, fields: object = {}) => new ApiObject(chart, `${kind}-${name}`, { apiVersion: 'v1', kind, metadata: { name }, ...fields });
    const ports = { spec: { ports: [{ port: 80 }] } };
    for (const name of ['a', 'b']) {
      const chart = new Chart(app, name);
      new Cluster(name, chart);
      sound(chart);
      object(chart, 'Service', 'both', ports);
      object(chart, 'Service', `of-${name}`, ports);
      object(chart, 'Secret', `of-${name}`);
    }
    // WHEN
    app.synth();
    // THEN
    const kinds: [string, string][] = [['', 'Service'], ['', 'Secret'], ['networking.istio.io', 'Gateway']];
    expect(seen.map(m => known(m, ...kinds))).toEqual(['a', 'b'].map(own => [
      'judged Service -/both', `judged Service -/of-${own}`, `context Service -/of-${own === 'a' ? 'b' : 'a'}`,
      `judged Secret -/of-${own}`, 'judged Gateway -/sound',
    ]));
  });

  test('of what is said to exist elsewhere: that it is there', () => {
    // GIVEN everything that constructs can refer to without making it
    const chart = new Chart(newApp(), 'chart', { namespace: 'ns' });
    const secret = kplus.Secret.fromSecretName(chart, 'secret', 'certificate');
    const service = Service.fromServiceName(chart, 'service', 'reviews', { namespace: 'far', ports: [{ port: 80, targetPort: kplus.k8s.IntOrString.fromNumber(8080) }] });
    const gateway = Gateway.fromGatewayName(chart, 'gateway', 'front');
    const workload = GatewayWorkload.fromLabels(chart, 'workload', 'ingress', { app: 'ingress' }, { namespace: 'ingress' });
    IstioGateway.fromIstioGatewayName(chart, 'asm', 'asm', { ports: [{ port: 80 }] });
    const rule = DestinationRule.fromDestinationRuleName(chart, 'rule', 'reviews', { service, namespace: 'far' });
    const delegate = VirtualService.fromVirtualServiceName(chart, 'delegate', 'delegate');
    const apiGateway = GatewayApiGateway.fromGatewayName(chart, 'api-gateway', 'api-gateway');
    new Gateway(chart, 'own', { workload, servers: [Server.https({ hosts: ['*'], tls: ServerTls.simple({ certificate: ServerCertificate.fromSecret(secret) }) })] });
    const route = new VirtualService(chart, 'route', { hosts: ['a.b'], gateways: [gateway] });
    route.addHttpRoute({ match: [], split: [rule.subset('v1').weight(1), Destination.host('api.example.com').weight(1), Destination.host('ratings').weight(1)] });
    route.addHttpRoute({ delegate });
    new GatewayApiGateway(chart, 'own-api', {
      gatewayClass: GatewayClass.fromGatewayClassName(chart, 'class', 'class', { controllerName: 'example.com/c' }),
      referenceGrants: false,
      listeners: [Listener.https({ tls: ListenerTls.terminate({ certificateRefs: [ObjectReference.of({ kind: 'Secret', name: 'tls', namespace: 'certificates' })] }) })],
    });
    new HttpRoute(chart, 'http-route', {
      parentRefs: [apiGateway], referenceGrants: false, rules: [{ backendRefs: [BackendRef.service(service, { port: 80 })] }],
    });
    HttpRoute.fromHttpRouteName(chart, 'imported-route', 'elsewhere');
    // WHEN
    Testing.synth(chart);
    // THEN
    const [manifests] = seen;
    const context = (group: string, kind: string) => known(manifests, [group, kind]).filter(text => text.startsWith('context ')).map(text => text.slice(8));
    expect(context('', 'Service')).toEqual(['Service far/reviews', 'Service ns/ratings', 'Service istio-system/istio-asm']);
    expect(manifests.find('', 'Service', 'reviews', 'far')!.object.spec).toEqual({ ports: [{ port: 80, targetPort: 8080 }] });
    expect(context('networking.istio.io', 'ServiceEntry')).toEqual(['ServiceEntry ns/api.example.com']);
    expect(manifests.ofHost('api.example.com', 'ns')).toHaveLength(1);
    expect(context('networking.istio.io', 'Gateway')).toEqual(['Gateway ns/front']);
    expect(context('networking.istio.io', 'VirtualService')).toEqual(['VirtualService ns/delegate']);
    expect(context('networking.istio.io', 'DestinationRule')).toEqual(['DestinationRule far/reviews']);
    expect(manifests.find('networking.istio.io', 'DestinationRule', 'reviews', 'far')!.object.spec).toEqual({ host: 'reviews', subsets: [{ name: 'v1' }] });
    expect(context('istio.alibabacloud.com', 'IstioGateway')).toEqual(['IstioGateway istio-system/asm']);
    expect(manifests.podsWith({ app: 'ingress' }, 'ingress')).toHaveLength(1);
    expect(context('gateway.networking.k8s.io', 'Gateway')).toEqual(['Gateway ns/api-gateway']);
    expect(context('gateway.networking.k8s.io', 'GatewayClass')).toEqual(['GatewayClass -/class']);
    expect(context('gateway.networking.k8s.io', 'HTTPRoute')).toEqual(['HTTPRoute ns/elsewhere']);
    expect(manifests.ofKind('gateway.networking.k8s.io', 'ReferenceGrant').map(({ namespace, object: { spec } }) => [namespace, spec])).toEqual([
      ['certificates', { from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'ns' }], to: [{ group: '', kind: 'Secret', name: 'tls' }] }],
      ['far', { from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'ns' }], to: [{ group: '', kind: 'Service', name: 'reviews' }] }],
    ]);
    expect(context('', 'Secret')).toEqual(['Secret certificates/tls', 'Secret ns/certificate', 'Secret istio-system/certificate', 'Secret ingress/certificate']);
  });

  test('what the app makes itself is not said to be elsewhere', () => {
    const chart = new Chart(newApp(), 'chart', { namespace: 'ns' });
    new ApiObject(chart, 'made', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'reviews' }, spec: { ports: [{ port: 80 }] } });
    new ApiObject(chart, 'entry', { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: 'api' }, spec: { hosts: ['api.example.com'] } });
    Service.fromServiceName(chart, 'imported', 'reviews');
    const route = new VirtualService(chart, 'route', { hosts: ['a.b'], mesh: true });
    route.addHttpRoute({ split: [Destination.host('api.example.com')] });
    Testing.synth(chart);
    expect(known(seen[0], ['', 'Service'], ['networking.istio.io', 'ServiceEntry'])).toEqual(['judged Service ns/reviews', 'judged ServiceEntry ns/api']);
  });

  test('what they find is at the construct', () => {
    const chart = Testing.chart();
    sound(chart);
    jest.spyOn(analyzer, 'analyze').mockImplementation(manifests => [
      { code: 'IST0999', name: 'Fake', severity: Severity.ERROR, message: 'm', hint: 'h', manifest: manifests.all[0], path: 'spec', steps: ['spec'] },
    ]);
    expect(complaint(() => Testing.synth(chart))).toMatch(/error IST0999 Fake: Gateway sound, spec\n {4}m\n {4}to do: h\n {4}made at .*at-synth.test.ts:\d+:\d+ \[test\/sound\]/);
  });
});
