import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Analysis, Cluster, Gateway, Server } from '../../src';
import * as order from '../../src/core/order';

const servers = () => [Server.http({ hosts: ['*'] })];

function app(): App {
  return new App({ outdir: fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-test-')) });
}

describe('two objects of one kind, namespace and name', () => {
  test('are an error that names both constructs', () => {
    // GIVEN
    const chart = Testing.chart();
    new Gateway(chart, 'one', { metadata: { name: 'front' }, servers: servers() });
    new Gateway(chart, 'two', { metadata: { name: 'front' }, servers: servers() });
    // THEN
    expect(() => Testing.synth(chart)).toThrow('given Gateway front twice, by [test/one] and by [test/two], allowed once on an API server; rename one or drop it');
  });

  test('count bare objects of the app as well', () => {
    const chart = Testing.chart();
    new Gateway(chart, 'one', { metadata: { name: 'front' }, servers: servers() });
    new ApiObject(chart, 'two', { apiVersion: 'networking.istio.io/v1beta1', kind: 'Gateway', metadata: { name: 'front' } });
    expect(() => Testing.synth(chart)).toThrow('by [test/one] and by [test/two]');
  });

  test('in two charts too, as both go to one API server', () => {
    const both = app();
    ['a', 'b'].forEach(id => new Gateway(new Chart(both, id), 'gateway', { metadata: { name: 'front' }, servers: servers() }));
    expect(() => both.synth()).toThrow('say with new Cluster(name, chart) that their charts go to different API servers');
  });

  test('are fine on different API servers', () => {
    const both = app();
    for (const id of ['a', 'b']) {
      const chart = new Chart(both, id);
      new Cluster(id, chart);
      new Gateway(chart, 'gateway', { metadata: { name: 'front' }, servers: servers() });
    }
    both.synth();
    expect(fs.readdirSync(both.outdir).sort()).toEqual(['a.k8s.yaml', 'b.k8s.yaml']);
  });

  test('are two if the namespace, the kind or the group differs', () => {
    const chart = Testing.chart();
    new Gateway(chart, 'one', { metadata: { name: 'front' }, servers: servers() });
    new Gateway(chart, 'two', { metadata: { name: 'front', namespace: 'other' }, servers: servers() });
    new ApiObject(chart, 'three', { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'front' } });
    Analysis.of(chart).disable('only names matter');
    new ApiObject(chart, 'four', { apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name: 'front' } });
    expect(Testing.synth(chart)).toHaveLength(4);
  });

  test('are seen again after they are mended, and after a new one comes', () => {
    // GIVEN an app that synthesizes well
    const mended = app();
    const chart = new Chart(mended, 'chart');
    new Gateway(chart, 'one', { metadata: { name: 'front' }, servers: servers() });
    mended.synth();
    // WHEN
    new Gateway(chart, 'two', { metadata: { name: 'front' }, servers: servers() });
    // THEN
    expect(() => mended.synth()).toThrow('twice');
    expect(() => mended.synthYaml()).toThrow('twice');
    chart.node.tryRemoveChild('two');
    mended.synth();
  });
});

describe('what is checked when the app is synthesized', () => {
  test('is named with the construct', () => {
    const chart = Testing.chart();
    new Gateway(chart, 'gateway');
    expect(() => Testing.synth(chart)).toThrow('[test/gateway] servers: given none');
  });

  test('is left alone once it is removed', () => {
    const chart = Testing.chart();
    new Gateway(chart, 'gateway');
    chart.node.tryRemoveChild('gateway');
    expect(Testing.synth(chart)).toEqual([]);
  });
});

test('what looks at the whole app runs once a synth, not once a chart', () => {
  const walk = jest.spyOn(order, 'orderReferences');
  const many = app();
  for (let i = 0; i < 20; i++) { new Gateway(new Chart(many, `chart-${i}`), 'gateway', { servers: [Server.http({ hosts: [`${i}.example.com`] })] }); }
  many.synth();
  expect(walk).toHaveBeenCalledTimes(1);
  walk.mockRestore();
});

test('what is added while an app is validated is rendered, and the tree is looked at afresh by the next synth', () => {
  // GIVEN an app that grows when it is validated
  const growing = app();
  const chart = new Chart(growing, 'chart');
  new Gateway(new Chart(growing, 'other'), 'gateway', { servers: servers() });
  chart.node.addValidation({
    validate: () => {
      if (!chart.node.tryFindChild('late')) { new Gateway(chart, 'late', { metadata: { name: 'late' }, servers: servers() }); }
      return [];
    },
  });
  // WHEN
  growing.synth();
  // THEN
  expect(fs.readFileSync(path.join(growing.outdir, 'chart.k8s.yaml'), 'utf8')).toContain('name: late');
  expect(growing.node.findAll().map(c => c.node.path)).toContain('chart/late');
  new Gateway(chart, 'third', { metadata: { name: 'late' }, servers: servers() });
  expect(() => growing.synth()).toThrow('twice');
});
