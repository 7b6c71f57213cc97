import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { Gateway, GatewayWorkload, Server } from '../../src';

/** What an app writes: with a construct of ours in it, which shortens the synth, and as cdk8s does it alone. */
function written(build: (app: App) => void, yamlOutputType?: YamlOutputType): [string[], string[]] {
  const files = (withOurs: boolean) => {
    const app = new App({ outdir: fs.mkdtempSync(path.join(os.tmpdir(), 'keep-order-')), yamlOutputType });
    build(app);
    const chart = new Chart(app, 'last');
    const gateway = withOurs
      ? new Gateway(chart, 'gateway', { metadata: { name: 'gateway' }, workload: GatewayWorkload.defaultIngressGateway(chart, 'ingress'), servers: [Server.http({ hosts: ['*'] })] })
      : new ApiObject(chart, 'gateway', {
        apiVersion: 'networking.istio.io/v1',
        kind: 'Gateway',
        metadata: { name: 'gateway' },
        spec: { selector: { istio: 'ingressgateway' }, servers: [{ hosts: ['*'], port: { number: 80, name: 'http', protocol: 'HTTP' } }] },
      });
    expect(gateway.name).toBe('gateway');
    app.synth();
    return fs.readdirSync(app.outdir).sort().map(file => `${file}\n${fs.readFileSync(path.join(app.outdir, file), 'utf8')}`);
  };
  return [files(true), files(false)];
}

const configMap = (chart: Chart, id: string) => new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${chart.node.id}-${id}`.toLowerCase() } });

test.each<[string, (app: App) => void]>([
  ['nothing depends on anything', app => {
    for (const id of ['b', 'a']) {
      const chart = new Chart(app, id);
      for (const name of ['z', '10', '9', 'y']) { configMap(chart, name); }
    }
  }],
  ['ids are numbers', app => ['b', '10', '9', 'a'].forEach(id => configMap(new Chart(app, id), 'one'))],
  ['an object depends on a later one', app => {
    const chart = new Chart(app, 'a');
    configMap(chart, 'first').addDependency(configMap(chart, 'second'));
  }],
  ['a chart depends on a later one', app => {
    const [first, second] = ['a', 'b'].map(id => new Chart(app, id));
    [first, second].forEach(chart => configMap(chart, 'one'));
    first.addDependency(second);
  }],
  ['a chart is in a chart', app => {
    const outer = new Chart(app, 'outer');
    configMap(outer, 'before');
    configMap(new Chart(outer, 'inner'), 'one');
    configMap(outer, 'after');
  }],
  ['a chart renders itself', app => {
    class Doubling extends Chart {
      public toJson() { return super.toJson().map((o: object) => ({ ...o, data: { a: 'b' } })); }
    }
    configMap(new Doubling(app, 'a'), 'one');
  }],
  ['an app sorts its charts itself', app => {
    ['a', 'b'].forEach(id => configMap(new Chart(app, id), 'one'));
    const [a, b] = app.charts;
    Object.defineProperty(app, 'charts', { get: () => [b, a, ...app.node.findAll().filter(Chart.isChart).slice(2)] });
  }],
])('writes what cdk8s writes where %s', (_, build) => {
  for (const type of [YamlOutputType.FILE_PER_CHART, YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_RESOURCE]) {
    const [ours, own] = written(build, type);
    expect(ours).toEqual(own);
  }
});

test('validations run for each chart as cdk8s runs them', () => {
  const runs = { ours: 0, own: 0 };
  written(app => {
    const which = runs.ours === 0 ? 'ours' : 'own';
    const chart = new Chart(app, 'a');
    chart.node.addValidation({ validate: () => { runs[which]++; return []; } });
  });
  expect(runs.ours).toBe(runs.own);
});

test('nothing of it is left after the synth', () => {
  const app = new App({ outdir: fs.mkdtempSync(path.join(os.tmpdir(), 'keep-order-')) });
  const chart = new Chart(app, 'a');
  new Gateway(chart, 'one', { metadata: { name: 'one' }, workload: GatewayWorkload.defaultIngressGateway(chart, 'ingress'), servers: [Server.http({ hosts: ['*'] })] });
  app.synth();
  configMap(chart, 'two');
  new Chart(app, 'b');
  expect(chart.toJson()).toHaveLength(2);
  expect(app.charts.map(c => c.node.id)).toEqual(['a', 'b']);
});
