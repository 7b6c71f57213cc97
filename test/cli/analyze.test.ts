import * as path from 'path';
import { BAD, cli, directoryWith, GOOD, json } from './support';

const directory = directoryWith({
  'good.yaml': GOOD,
  'bad.yaml': `${GOOD}---\n${BAD}`,
  'warning.yaml': BAD.replace('a_b', 'Service'),
  'none.yaml': '# nothing\n---\n',
  'list.yaml': `apiVersion: v1\nkind: List\nitems:\n- ${BAD.replaceAll('\n', '\n  ')}`,
  'broken/good.yaml': GOOD,
  'broken/text.yaml': `${GOOD}data:\n  a: "`,
  'twice.yaml': `${GOOD}kind: Secret\n`,
  'bomb.yaml': `${GOOD}data:\n${Array.from({ length: 9 }, (_, i) => `  l${i}: &l${i} [${Array(10).fill(i === 0 ? 'x' : `*l${i - 1}`).join(', ')}]`).join('\n')}\n`,
  'template.yaml': 'a: {{ .Values.a }}\n',
  'latin.yaml': Buffer.from([0x61, 0x3a, 0x20, 0x00, 0xff]),
  'crlf.yaml': `\ufeff${GOOD.replaceAll('\n', '\r\n')}`,
  'project/good.yaml': GOOD,
  'project/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [good.yaml]\n',
  'project/values.yaml': 'image:\n  tag: latest\n',
  'project/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
  'project/.github/workflows/ci.yaml': 'on: push\n',
  'project/ci/workflow.yml': 'on: push\njobs: {}\n',
  'project/package.json': '{ "name": "project" }',
  'project/kindless.yaml': 'apiVersion: v1\nkind: ""\nmetadata: { name: a }\n',
  'mesh.yaml': 'accessLogFile: /dev/stdout\n',
  'no-mesh.yaml': '- a\n',
  'misspelt-mesh.yaml': 'acessLogFile: /dev/stdout\n',
  'wrong-mesh.yaml': 'outboundTrafficPolicy: ALLOW_ANY\n',
  'old.yaml': BAD,
  'nameless.yaml': BAD.replace('  namespace: shop\n', ''),
});
const file = (name: string) => path.join(directory, name);

describe('json', () => {
  test('has what scripts rely on', () => {
    // WHEN
    const { findings, summary } = json(file('bad.yaml'));
    // THEN
    expect(summary).toEqual({ resources: 2, errors: 1, warnings: 1, infos: 0 });
    const resource = { apiVersion: 'gateway.networking.k8s.io/v1beta1', kind: 'ReferenceGrant', namespace: 'shop', name: 'bad' };
    expect(findings.map(({ message, hint, ...finding }: any) => {
      expect([typeof message, typeof hint]).toEqual(['string', 'string']);
      return finding;
    })).toEqual([
      { code: 'K8S0003', name: 'UnknownField', severity: 'warning', resource, path: 'spec.form', file: file('bad.yaml'), line: 16, construct: null },
      { code: 'K8S0001', name: 'InvalidBySchema', severity: 'error', resource, path: 'spec.to[0].kind', file: file('bad.yaml'), line: 15, construct: null },
    ]);
  });

  test('is whole without findings and without resources', () => {
    expect(json(file('good.yaml'))).toEqual({ findings: [], summary: { resources: 1, errors: 0, warnings: 0, infos: 0 } });
    expect(json(file('none.yaml'))).toEqual({ findings: [], summary: { resources: 0, errors: 0, warnings: 0, infos: 0 } });
  });

  test('names the line in a list', () => {
    expect(json(file('list.yaml')).findings.map((f: any) => [f.path, f.line])).toEqual([['spec.form', 13], ['spec.to[0].kind', 12]]);
  });
});

describe('the exit code', () => {
  test.each([
    [['bad.yaml'], 1],
    [['warning.yaml'], 0],
    [['warning.yaml', '--fail-on', 'warning'], 1],
    [['warning.yaml', '--fail-on=info'], 1],
    [['bad.yaml', '--fail-on', 'never'], 0],
    [['good.yaml', '--fail-on', 'info'], 0],
    [['none.yaml'], 0],
    [['crlf.yaml'], 0],
    [['bad.yaml', '--only', 'cel,analysis'], 0],
    [['bad.yaml', '--only', 'schema'], 1],
  ])('of %j is %i', ([name, ...options], code) => {
    expect(cli('analyze', file(name), ...options)).toMatchObject({ code, err: [] });
  });
});

describe('what cannot be used is said in one line', () => {
  test.each([
    [['no/such.yaml'], 'no/such.yaml: no such file or directory'],
    [[file('broken')], `${file('broken/text.yaml')}:7: not valid YAML: unexpected end of the stream within a double quoted scalar`],
    [[file('good.yaml'), file('twice.yaml')], `${file('twice.yaml')}:6: key "kind" is there twice, first at ${file('twice.yaml')}:2`],
    [[file('bomb.yaml')], `${file('bomb.yaml')}:1: aliases make it too large to be read`],
    [[file('latin.yaml')], `${file('latin.yaml')}: not UTF-8`],
    [[file('template.yaml')], `${file('template.yaml')}:1: not valid YAML: a key must be a string; render templates first, e.g. with helm template`],
    [[file('project')], `${file('project/kindless.yaml')}:1: not an object of Kubernetes: it has no kind`],
    [[file('project/values.yaml')], `${file('project/values.yaml')}:1: not an object of Kubernetes: it has no apiVersion`],
    [[file('good.yaml'), '--mesh-config', 'no.yaml'], 'no.yaml: no such file or directory'],
    [[file('good.yaml'), '--mesh-config', file('no-mesh.yaml')], `${file('no-mesh.yaml')}: not a MeshConfig`],
    [[file('good.yaml'), '--mesh-config', file('misspelt-mesh.yaml')], `${file('misspelt-mesh.yaml')}: a MeshConfig has no field acessLogFile; write accessLogFile`],
    [[file('good.yaml'), '--mesh-config', file('wrong-mesh.yaml')], `${file('wrong-mesh.yaml')}: outboundTrafficPolicy: given "ALLOW_ANY", allowed fields such as mode, tls`],
    [[file('good.yaml'), '--old', 'no.yaml'], 'no.yaml: no such file or directory'],
    [[file('good.yaml/x')], `${file('good.yaml/x')}: cannot be read (ENOTDIR)`],
  ])('%j', (args, message) => {
    expect(cli('analyze', ...args)).toEqual({ code: 2, out: '', err: [`cdk8s-istio: ${message}`] });
  });

  test.each([
    [[], 'no input: name files or directories, or - for standard input'],
    [['a', '--colour'], 'there is no option --colour'],
    [['a', '-x'], 'there is no option -x'],
    [['a', '-o', 'xml'], '-o: given xml, allowed text, json, sarif'],
    [['a', '--fail-on', 'fatal'], '--fail-on: given fatal, allowed error, warning, info, never'],
    [['a', '--fail-on'], '--fail-on needs a value'],
    [['a', '--ignore', '--only', 'cel'], '--ignore needs a value'],
    [['a', '--namespace='], '--namespace needs a value'],
    [['a', '--namespace', 'b', '--namespace', 'c'], '--namespace is given twice'],
    [['a', '--only', 'schema,cell'], '--only: given cell, allowed schema, cel, analysis'],
    [['a', '--only', 'schema,'], '--only: given nothing, allowed schema, cel, analysis'],
    [['a', '--ignore', 'IST0101=Service'], '--ignore: given IST0101=Service, allowed CODE or CODE=KIND/NAMESPACE/NAME'],
    [['a', '--ignore', 'IST9999'], '--ignore: there is no code IST9999; cdk8s-istio explain lists all codes'],
    [['a', '--ignore', 'its0101=Service/a/b'], '--ignore: there is no code its0101; near it is IST0101, ReferencedResourceNotFound'],
    [['a', '--namespace', 'Bad_NS'], '--namespace: given Bad_NS, allowed lower case letters, digits and "-", at most 63, a letter or digit at both ends'],
    [['a', '--namespace', 'a'.repeat(64)], `--namespace: given ${'a'.repeat(64)}, allowed lower case letters, digits and "-", at most 63, a letter or digit at both ends`],
    [['a', '--ignore', 'K8S001'], '--ignore: there is no code K8S001; near it is K8S0001, InvalidBySchema'],
    [['a', '--ignore', 'ReferencedResourceNotFound'], '--ignore: there is no code ReferencedResourceNotFound; write IST0101'],
  ])('%j', (args, message) => {
    expect(cli('analyze', ...args)).toEqual({ code: 2, out: '', err: [`cdk8s-istio: ${message}; see cdk8s-istio analyze --help`] });
  });
});

test('what is in a directory and no manifest is passed over and named', () => {
  const { code, out } = cli('analyze', file('project/good.yaml'), file('project/ci'), file('project/ci'));
  expect([code, out]).toEqual([0, `passed over what is no manifest in ${file('project/ci/workflow.yml')}\n1 resource checked: no findings\n`]);
});

test('a file is read once, however often it is named', () => {
  expect(json(file('bad.yaml'), directory + '/./bad.yaml', file('bad.yaml')).summary.resources).toBe(2);
});

describe('--ignore', () => {
  test.each([
    [['K8S0001'], 1],
    [['k8s0001', 'K8S0003'], 0],
    [['*'], 0],
    [['K8S0001=ReferenceGrant/shop/bad'], 1],
    [['K8S0001=referencegrant/shop/bad'], 1],
    [['K8S0001=ReferenceGrant/*/b*'], 1],
    [['K8S0001=ReferenceGrant/bad'], 1],
  ])('%j leaves %i', (ignored, left) => {
    const { findings } = json(file('bad.yaml'), ...ignored.flatMap(text => ['--ignore', text]));
    expect(findings).toHaveLength(left);
  });

  test('of another object is in vain, which is told', () => {
    const { findings, summary } = json(file('bad.yaml'), '--ignore', 'K8S0001=ReferenceGrant/other/bad');
    expect(findings.map((f: any) => f.code)).toEqual(['K8S0003', 'K8S0001', 'CDI0001']);
    expect(findings[2]).toMatchObject({ severity: 'info', path: '', file: null, line: null, construct: null });
    expect(summary.infos).toBe(1);
  });
});

describe('--old', () => {
  const codes = (...args: string[]) => json(...args).findings.map((f: any) => f.code);

  test('lets pass what is wrong already', () => {
    expect(codes(file('bad.yaml'), '--old', file('old.yaml'))).toEqual(['K8S0003']);
    expect(codes('--old', file('old.yaml'), file('bad.yaml'))).toEqual(['K8S0003']);
    expect(codes('--old', file('good.yaml'), '--old', file('old.yaml'), file('bad.yaml'))).toEqual(['K8S0003']);
  });

  test('takes all files behind it where there is input before it', () => {
    expect(json(file('bad.yaml'), '--old', file('good.yaml'), file('old.yaml')).summary).toMatchObject({ resources: 2, errors: 0 });
  });
});

describe('--existing', () => {
  const ROUTE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [infra/edge]
  http: [{ route: [{ destination: { host: shop } }] }]
`;
  const SERVICE = (port: string) => `apiVersion: v1
kind: Service
metadata: { name: shop, namespace: shop }
spec: { selector: { app: shop }, ports: [{ port: ${port} }] }
`;
  const GATEWAY = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge, namespace: infra }
spec:
  selector: { istio: edge }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ['*.example.com'] }]
`;
  const folder = directoryWith({ 'route.yaml': ROUTE, 'both.yaml': `${ROUTE}---\n${SERVICE('80, name: http')}`, 'service.yaml': SERVICE('"http"'), 'gateway.yaml': GATEWAY, 'two.yaml': SERVICE('80, name: http-a }, { port: 81, name: http-b') });
  const at = (name: string) => path.join(folder, name);
  const codes = (...args: string[]) => json(...args).findings.map((f: any) => `${f.code} ${f.resource.kind}`);

  test('is there for others, and not judged', () => {
    expect(codes(at('route.yaml'))).toEqual(['IST0101 VirtualService', 'IST0132 VirtualService', 'IST0101 VirtualService']);
    expect(codes(at('route.yaml'), '--existing', at('gateway.yaml'), at('service.yaml'))).toEqual([]);
    expect(codes('--existing', at('gateway.yaml'), at('both.yaml'))).toEqual([]);
  });

  test('is no more where the manifests hold the same object', () => {
    // GIVEN one that has two ports, of which a destination has to choose one
    expect(codes(at('both.yaml'), '--existing', at('gateway.yaml'), at('two.yaml'))).toEqual([]);
    expect(codes(at('route.yaml'), '--existing', at('gateway.yaml'), at('two.yaml'))).toEqual(['IST0112 VirtualService']);
    expect(codes(at('gateway.yaml'), '--existing', at('gateway.yaml'))).toEqual(codes(at('gateway.yaml')));
  });

  test('has to be readable', () => {
    expect(cli('analyze', at('route.yaml'), '--existing', at('no.yaml'))).toMatchObject({ code: 2, err: [expect.stringContaining('no.yaml: no such file')] });
  });
});

test('--namespace is where goes what names none', () => {
  expect(json(file('nameless.yaml'), '--namespace', 'shop', '--ignore', 'K8S0001=ReferenceGrant/shop/*').summary).toMatchObject({ errors: 0, infos: 0 });
});

describe('text', () => {
  test('lists findings, names a code to explain, and counts in the last line', () => {
    const { out } = cli('analyze', file('bad.yaml'), '--ignore', 'K8S0003');
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toBe('error K8S0001 InvalidBySchema: ReferenceGrant shop/bad, spec.to[0].kind');
    expect(out).toContain(`in ${file('bad.yaml')}:15\n`);
    expect(lines.slice(-2)).toEqual(['to know more: cdk8s-istio explain K8S0001', '2 resources checked: 1 error, 0 warnings, 0 infos; 1 suppressed']);
  });

  test('says how much was looked at where there is nothing', () => {
    expect(cli('analyze', file('good.yaml')).out).toBe('1 resource checked: no findings\n');
    expect(cli('analyze', file('none.yaml')).out).toBe('0 resources checked: no findings\n');
  });
});
