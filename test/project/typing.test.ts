import * as path from 'path';
import * as ts from 'typescript';

const ROOT = path.join(__dirname, '..', '..');

const PRELUDE = `
import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  BackendRef, Destination, DestinationRule, Gateway, GatewayApiGateway, GatewayClass, GatewayWorkload, HttpRoute, IstioGateway, Server, ServerTls, Service, VirtualService,
} from '../../src';
declare const chart: Chart;
const service = Service.fromServiceName(chart, 'service', 'tomcat');
const workload = GatewayWorkload.defaultIngressGateway(chart, 'ingress');
const gateway = new Gateway(chart, 'gateway', { workload });
const rule = new DestinationRule(chart, 'rule', { service });
const v1 = rule.addSubset('v1');
`;

/** What does not compile, and the line that makes it right. */
const CASES: { name: string; wrong: string; right: string }[] = [
  {
    name: 'a gateway is not its name',
    wrong: 'new VirtualService(chart, "route", { hosts: ["a.example.com"], gateways: ["gateway"] });',
    right: 'new VirtualService(chart, "route", { hosts: ["a.example.com"], gateways: [gateway] });',
  },
  {
    name: 'a Service is no gateway',
    wrong: 'new VirtualService(chart, "route", { hosts: ["a.example.com"], gateways: [service] });',
    right: 'new VirtualService(chart, "route", { hosts: ["a.example.com"], gateways: [gateway] });',
  },
  {
    name: 'a Gateway of Gateway API is no Gateway of Istio',
    wrong: 'new VirtualService(chart, "route", { gateways: [GatewayApiGateway.fromGatewayName(chart, "g", "g")] });',
    right: 'new HttpRoute(chart, "route", { parentRefs: [GatewayApiGateway.fromGatewayName(chart, "g", "g")] });',
  },
  {
    name: 'a gateway is no Service',
    wrong: 'Destination.service(gateway);',
    right: 'Destination.service(service);',
  },
  {
    name: 'an IstioGateway is no Service, its Service is',
    wrong: 'Destination.service(new IstioGateway(chart, "asm"));',
    right: 'Destination.service(new IstioGateway(chart, "asm").service!);',
  },
  {
    name: 'a delegate is a VirtualService',
    wrong: 'new VirtualService(chart, "route", { httpRoutes: [{ delegate: rule }] });',
    right: 'new VirtualService(chart, "route", { httpRoutes: [{ delegate: new VirtualService(chart, "delegate") }] });',
  },
  {
    name: 'a route of Gateway API goes to a backend, not to a name',
    wrong: 'new HttpRoute(chart, "route").addRule({ backendRefs: ["tomcat"] });',
    right: 'new HttpRoute(chart, "route").addRule({ backendRefs: [BackendRef.service(service)] });',
  },
  {
    name: 'a class is a GatewayClass, not its name',
    wrong: 'new GatewayApiGateway(chart, "gateway", { gatewayClass: service });',
    right: 'new GatewayApiGateway(chart, "gateway", { gatewayClass: GatewayClass.istio(chart, "istio") });',
  },
  {
    name: 'a subset is not its name',
    wrong: 'new VirtualService(chart, "route", { hosts: ["a.example.com"] }).addHttpRoute({ split: ["v1"] });',
    right: 'new VirtualService(chart, "route", { hosts: ["a.example.com"] }).addHttpRoute({ split: [v1.weight(100)] });',
  },
  {
    name: 'a DestinationRule is about a Service, not about a host',
    wrong: 'new DestinationRule(chart, "other", { service: "tomcat" });',
    right: 'new DestinationRule(chart, "other", { service });',
  },
  {
    name: 'a Gateway configures a workload, not a Service',
    wrong: 'new Gateway(chart, "other", { workload: service });',
    right: 'new Gateway(chart, "other", { workload });',
  },
  {
    name: 'HTTPS says what is done with TLS',
    wrong: 'Server.https({ hosts: ["a.example.com"] });',
    right: 'Server.https({ hosts: ["a.example.com"], tls: ServerTls.passthrough() });',
  },
  {
    name: 'a certificate is a Secret, not its name',
    wrong: 'import { ServerCertificate } from "../../src"; ServerCertificate.fromSecret("tls");',
    right: 'import { ServerCertificate } from "../../src"; ServerCertificate.fromSecret(kplus.Secret.fromSecretName(chart, "s", "tls"));',
  },
];

const file = (i: number, kind: string) => path.join(__dirname, `case-${i}-${kind}.ts`);
let errors: Map<string, string[]>;

beforeAll(() => {
  const sources = new Map(CASES.flatMap((c, i) => [[file(i, 'wrong'), PRELUDE + c.wrong], [file(i, 'right'), PRELUDE + c.right]] as [string, string][]));
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(path.join(ROOT, 'test', 'tsconfig.json'), f => ts.sys.readFile(f)).config, ts.sys, path.join(ROOT, 'test'));
  const host = ts.createCompilerHost({ ...options, noUnusedLocals: false });
  const original = { fileExists: host.fileExists, readFile: host.readFile };
  host.fileExists = name => sources.has(name) || original.fileExists.call(host, name);
  host.readFile = name => sources.get(name) ?? original.readFile.call(host, name);
  const program = ts.createProgram([...sources.keys()], { ...options, noUnusedLocals: false }, host);
  errors = new Map([...sources.keys()].map(name => [name, program.getSemanticDiagnostics(program.getSourceFile(name)).map(d => ts.flattenDiagnosticMessageText(d.messageText, '\n'))]));
}, 120_000);

test.each(CASES.map((c, i) => [c.name, i] as const))('%s', (_, i) => {
  expect(errors.get(file(i, 'right'))).toEqual([]);
  expect(errors.get(file(i, 'wrong'))).toHaveLength(1);
});
