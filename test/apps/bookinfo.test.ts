import * as fs from 'fs';
import * as path from 'path';
import { App, Chart, Testing } from 'cdk8s';
import * as yaml from 'yaml';
import { BookinfoApp, BookinfoVersion, Cluster } from '../../src';
import { schemaErrors } from '../schema';

const FIXTURES = path.join(__dirname, '..', 'scenarios', 'fixtures', '4-asm-serverless-bookinfo');
const UPSTREAM = '/work/shared/corpora/istio/samples/bookinfo/platform/kube/bookinfo-psa.yaml';

function documents(file: string): any[] {
  return yaml.parseAllDocuments(fs.readFileSync(file, 'utf8')).map(d => d.toJS()).filter(d => d);
}

const names = (chart: Chart) => Testing.synth(chart).map(d => `${d.kind}/${d.metadata.name}`);

test('scenario 4: two clusters', () => {
  // GIVEN
  const app = new App();
  const m1c2 = new Cluster('m1c2', new Chart(app, 'bookinfo-m1c2'));
  const m1c1 = new Cluster('m1c1', new Chart(app, 'bookinfo-m1c1'));

  // WHEN
  new BookinfoApp(m1c2.chart, 'bookinfo', {
    registry: 'registry-cn-hangzhou.ack.aliyuncs.com/ack-demo',
    tag: '1.19.1',
    scratchVolumes: false,
    scrapeMetrics: false,
    placements: [{ version: BookinfoVersion.REVIEWS_V3, cluster: m1c1 }],
  });
  app.synthYaml();

  // THEN
  expect(Testing.synth(m1c2.chart)).toEqual(documents(path.join(FIXTURES, 'bookinfo-m1c2.yaml')));
  expect(Testing.synth(m1c1.chart)).toEqual(documents(path.join(FIXTURES, 'bookinfo-m1c1.yaml')));
});
