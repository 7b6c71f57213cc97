import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Analysis, FailOn, Gateway, Server, Severity } from '../../src';
import * as analyzer from '../../src/analysis/analyze';

const [WRONG, UNKNOWN, UNUSED] = ['K8S0001', 'K8S0003', 'CDI0001'];

/** An object of ours with an error and a warning. */
function wrong(chart: Chart, id: string): Gateway {
  const gateway = new Gateway(chart, id, { metadata: { name: id }, servers: [Server.http({ hosts: [`${id}.example.com`] })] });
  gateway.addJsonPatch(JsonPatch.replace('/spec/selector', 'x'), JsonPatch.add('/spec/nope', 1));
  return gateway;
}
const codes = (analysis: Analysis) => analysis.findings().map(({ code, resourceName }) => `${resourceName} ${code}`).sort();

let printed: string[];
beforeEach(() => {
  printed = [];
  jest.spyOn(process.stderr, 'write').mockImplementation(text => printed.push(String(text)) > 0);
});
afterEach(() => jest.restoreAllMocks());

describe('findings', () => {
  test('are those of the construct and all below it, each with all that is known', () => {
    // GIVEN
    const app = Testing.app();
    const [a, ab] = ['a', 'ab'].map(id => new Chart(app, id, { namespace: 'ns' }));
    wrong(a, 'one');
    wrong(ab, 'two');
    // THEN
    expect(codes(Analysis.of(app))).toEqual([`one ${WRONG}`, `one ${UNKNOWN}`, `two ${WRONG}`, `two ${UNKNOWN}`]);
    expect(codes(Analysis.of(a))).toEqual([`one ${WRONG}`, `one ${UNKNOWN}`]);
    expect(Analysis.of(a).findings().find(({ code }) => code === WRONG)).toEqual({
      code: WRONG,
      name: 'InvalidBySchema',
      severity: Severity.ERROR,
      message: expect.stringContaining('spec.selector: Invalid value'),
      hint: expect.stringContaining('give a value'),
      resourceApiVersion: 'networking.istio.io/v1',
      resourceKind: 'Gateway',
      resourceName: 'one',
      resourceNamespace: 'ns',
      path: 'spec.selector',
      constructPath: 'a/one',
      source: expect.stringMatching(/^test\/check\/analysis\.test\.ts:\d+:\d+$/),
      reason: undefined,
    });
    expect(printed).toEqual([]);
  });

  test('include what a construct lacks, and go when it is mended', () => {
    const chart = Testing.chart();
    const gateway = new Gateway(chart, 'gateway', { metadata: { name: 'gateway' } });
    expect(codes(Analysis.of(chart))).toEqual(['gateway CDI0002']);
    gateway.addHttpServer({ hosts: ['*'] });
    expect(codes(Analysis.of(chart))).toEqual([]);
  });
});

describe('ignore', () => {
  test('keeps findings from failing the synth, and gives them with their reason', () => {
    const chart = Testing.chart();
    const gateway = wrong(chart, 'one');
    Analysis.of(gateway).ignore({ code: WRONG, reason: 'a newer CRD' });
    Testing.synth(chart);
    expect(codes(Analysis.of(chart))).toEqual([`one ${UNKNOWN}`]);
    expect(Analysis.of(chart).ignored().map(({ code, reason }) => [code, reason])).toEqual([[WRONG, 'a newer CRD']]);
  });

  test('holds for the construct that it is said of, and can be narrowed down', () => {
    const app = Testing.app();
    const [a, b] = ['a', 'b'].map(id => new Chart(app, id));
    wrong(a, 'one');
    wrong(b, 'two');
    Analysis.of(a).ignore({ severity: Severity.WARNING, reason: 'r' });
    Analysis.of(app).ignore({ kind: 'Gateway', name: 'two', reason: 'r' });
    expect(codes(Analysis.of(app))).toEqual([`one ${WRONG}`]);
  });

  test('in vain is an info at the construct', () => {
    const chart = Testing.chart();
    wrong(chart, 'one');
    Analysis.of(chart).ignore({ code: 'IST0101', reason: 'r' });
    const [unused] = Analysis.of(chart).findings().filter(({ code }) => code === UNUSED);
    expect(unused).toMatchObject({ severity: Severity.INFO, message: 'there are no IST0101 in test to suppress', constructPath: 'test', resourceKind: '' });
    expect(printed).toEqual([]);
  });

  test.each<[string, any, string]>([
    ['no reason', { code: WRONG }, '[test] ignore.reason: given nothing, allowed a text'],
    ['an empty reason', { reason: ' ' }, '[test] ignore.reason: given " ", allowed a reason'],
    ['a code that is none', { code: 'IST9999', reason: 'r' }, '[test] ignore.code: given "IST9999", allowed a code; cdk8s-istio explain lists all codes'],
    ['a code that is misspelt', { code: 'ITS0101', reason: 'r' }, 'allowed a code; near it is IST0101, ReferencedResourceNotFound'],
    ['the name of a code', { code: 'ReferencedResourceNotFound', reason: 'r' }, 'allowed a code; write IST0101'],
    ['a severity that is none', { severity: 'bad', reason: 'r' }, '[test] ignore.severity: given "bad"'],
  ])('with %s is refused', (_, options, message) => {
    expect(() => Analysis.of(Testing.chart()).ignore(options)).toThrow(message);
  });

  test.each(['*', 'CDI0001', 'CDI0002', 'IST0001', 'IST0104'])('takes the code %s, too', code => {
    expect(() => Analysis.of(Testing.chart()).ignore({ code, reason: 'r' })).not.toThrow();
  });
});

describe('disable', () => {
  test('leaves objects to be referred to, but not judged', () => {
    // GIVEN
    const analyze = jest.spyOn(analyzer, 'analyze');
    const app = Testing.app();
    const [a, b] = ['a', 'b'].map(id => new Chart(app, id));
    wrong(a, 'one');
    wrong(b, 'two');
    // WHEN
    Analysis.of(a).disable('made elsewhere');
    // THEN
    expect(codes(Analysis.of(app))).toEqual([`two ${WRONG}`, `two ${UNKNOWN}`]);
    const [manifests] = analyze.mock.calls[0];
    expect(manifests.ofKind('networking.istio.io', 'Gateway').map(m => [m.name, manifests.isContext(m)])).toEqual([['two', false], ['one', true]]);
  });

  test('needs a reason', () => {
    expect(() => Analysis.of(Testing.chart()).disable('')).toThrow('[test] disable: given "", allowed a reason');
  });
});

describe('failOn', () => {
  test.each<[FailOn, number, number]>([[FailOn.NEVER, 0, 2], [FailOn.ERROR, 1, 1], [FailOn.WARNING, 2, 0], [FailOn.INFO, 3, 0]])('%s', (failOn, failing, remarks) => {
    // GIVEN an error, a warning and an info
    const chart = Testing.chart();
    wrong(chart, 'one');
    Analysis.of(chart).ignore({ code: 'IST0101', reason: 'r' });
    // WHEN
    Analysis.of(chart).failOn(failOn);
    // THEN
    let text = '';
    try {
      Testing.synth(chart);
    } catch (e) {
      text = (e as Error).message;
    }
    expect(text.match(/^ {2}(error|warning|info) /gm) ?? []).toHaveLength(failing);
    expect(printed).toHaveLength(remarks);
  });
});

test('the file of a mesh\'s configuration is what rules see', () => {
  // GIVEN
  const analyze = jest.spyOn(analyzer, 'analyze');
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-mesh-')), 'mesh.yaml');
  fs.writeFileSync(file, 'rootNamespace: root\n');
  const app = new App();
  new ApiObject(new Chart(app, 'chart'), 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } });
  // WHEN
  Analysis.of(app).meshConfigFile(file);
  Analysis.of(app).findings();
  // THEN
  expect(analyze.mock.calls[0][1]).toEqual({ rootNamespace: 'root' });
});
