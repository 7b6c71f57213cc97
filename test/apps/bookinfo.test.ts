import * as path from 'path';
import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { documents, sampleTest } from './samples';
import { BookinfoApp, BookinfoAppProps, BookinfoVersion, Cluster, Destination } from '../../src';
import { schemaErrors } from '../schema';

const FIXTURES = path.join(__dirname, '..', 'scenarios', 'fixtures', '4-asm-serverless-bookinfo');

const names = (chart: Chart) => Testing.synth(chart).map(d => `${d.kind}/${d.metadata.name}`);

function twoClusters(): [Cluster, Cluster] {
  const app = new App();
  return [new Cluster('one', new Chart(app, 'one')), new Cluster('two', new Chart(app, 'two'))];
}

test('scenario 4: reviews-v3 in a cluster of its own', () => {
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

  // THEN
  expect(() => app.synthYaml()).not.toThrow();
  expect(Testing.synth(m1c2.chart)).toEqual(documents(path.join(FIXTURES, 'bookinfo-m1c2.yaml')));
  expect(Testing.synth(m1c1.chart)).toEqual(documents(path.join(FIXTURES, 'bookinfo-m1c1.yaml')));
});

sampleTest('upstream\'s manifests for Pod Security Admission', 'bookinfo/platform/kube/bookinfo-psa.yaml', sample => {
  const chart = Testing.chart();
  new BookinfoApp(chart, 'bookinfo', { restrictedSecurity: true });
  expect(Testing.synth(chart)).toEqual(sample);
});

sampleTest('upstream\'s manifests, but for the rights given up', 'bookinfo/platform/kube/bookinfo-psa.yaml', sample => {
  const chart = Testing.chart();
  new BookinfoApp(chart, 'bookinfo');
  sample.filter(d => d.kind === 'Deployment').forEach(d => { delete d.spec.template.spec.containers[0].securityContext; });
  expect(Testing.synth(chart)).toEqual(sample);
});

test('by default everything in one chart', () => {
  const chart = Testing.chart();
  new BookinfoApp(chart, 'bookinfo');
  const all = Testing.synth(chart);
  expect(all.flatMap(schemaErrors)).toEqual([]);
  expect(all).toMatchSnapshot();
});

test('every property', () => {
  const chart = Testing.chart();
  new BookinfoApp(chart, 'bookinfo', {
    namespace: 'books',
    registry: 'localhost:5000/istio',
    tag: 'latest',
    versions: [BookinfoVersion.PRODUCTPAGE_V1, BookinfoVersion.REVIEWS_V1],
    placements: [],
    replicas: 2,
    scratchVolumes: false,
    scrapeMetrics: false,
    restrictedSecurity: true,
  });
  const all = Testing.synth(chart);
  expect(all.flatMap(schemaErrors)).toEqual([]);
  expect(all).toMatchSnapshot();
});

test('the services are there to route to, version by version', () => {
  const bookinfo = new BookinfoApp(Testing.chart(), 'bookinfo', { namespace: 'books' });
  expect([bookinfo.productpage, bookinfo.details, bookinfo.ratings, bookinfo.reviews].map(s => [s.name, s.namespace, s.ports, s.podLabels]))
    .toEqual(['productpage', 'details', 'ratings', 'reviews'].map(name => [name, 'books', [{ port: 9080, name: 'http' }], { app: name }]));
  expect(bookinfo.reviews.versions.map(v => v.podLabels)).toEqual(['v1', 'v2', 'v3'].map(version => ({ app: 'reviews', version })));
  expect(bookinfo.reviews.version('v3').deployment.name).toBe('reviews-v3');
  expect(Destination.service(bookinfo.productpage)).toBeInstanceOf(Destination);
});

describe('what a placed version needs goes with it', () => {
  test.each<[BookinfoVersion, string[]]>([
    [BookinfoVersion.DETAILS_V1, ['Service/details', 'ServiceAccount/bookinfo-details', 'Deployment/details-v1']],
    [BookinfoVersion.RATINGS_V1, ['Service/ratings', 'ServiceAccount/bookinfo-ratings', 'Deployment/ratings-v1']],
    [BookinfoVersion.REVIEWS_V1, ['Service/reviews', 'ServiceAccount/bookinfo-reviews', 'Deployment/reviews-v1']],
    [BookinfoVersion.REVIEWS_V2, ['Service/reviews', 'ServiceAccount/bookinfo-reviews', 'Deployment/reviews-v2', 'Service/ratings']],
    [BookinfoVersion.REVIEWS_V3, ['Service/reviews', 'ServiceAccount/bookinfo-reviews', 'Deployment/reviews-v3', 'Service/ratings']],
    [BookinfoVersion.PRODUCTPAGE_V1, ['Service/productpage', 'ServiceAccount/bookinfo-productpage', 'Deployment/productpage-v1', 'Service/details', 'Service/reviews']],
  ])('%s', (version, expected) => {
    const [one, two] = twoClusters();
    new BookinfoApp(one.chart, 'bookinfo', { placements: [{ version, cluster: two }] });
    expect(names(two.chart)).toEqual(expected);
    expect(names(one.chart)).not.toContain(`Deployment/${version}`);
    expect(names(one.chart).filter(name => name.startsWith('Service/'))).toHaveLength(4);
  });

  test('each object once in a cluster, however many versions are placed there', () => {
    const [one, two] = twoClusters();
    new BookinfoApp(one.chart, 'bookinfo', { placements: Object.values(BookinfoVersion).map(version => ({ version, cluster: two })) });
    expect(names(two.chart)).toHaveLength(4 + 4 + 6);
    expect(names(one.chart)).toEqual(['Service/details', 'Service/ratings', 'Service/reviews', 'Service/productpage']);
    expect(() => (one.chart.node.root as App).synthYaml()).not.toThrow();
  });
});

test('a JSON patch lands, keys unknown to the schema included', () => {
  const chart = Testing.chart();
  const bookinfo = new BookinfoApp(chart, 'bookinfo', { versions: [BookinfoVersion.DETAILS_V1] });
  bookinfo.details.version('v1').deployment.addJsonPatch(JsonPatch.add('/spec/unknownField', 1));
  ApiObject.of(bookinfo.details).addJsonPatch(JsonPatch.add('/spec/unknownField', 2));
  const [service, , deployment] = Testing.synth(chart);
  expect([service.spec.unknownField, deployment.spec.unknownField]).toEqual([2, 1]);
});

describe('impossible props are refused', () => {
  const two = new Cluster('two', Testing.chart());
  const { DETAILS_V1, REVIEWS_V3 } = BookinfoVersion;
  test.each<[string, BookinfoAppProps, string]>([
    ['a registry with a scheme', { registry: 'https://registry.example.com' }, '[test/bookinfo] registry: given "https://registry.example.com", allowed a registry and folder, without scheme and without a slash at the end; write it like "registry.example.com/istio"'],
    ['a registry with a slash at the end', { registry: 'registry.example.com/' }, 'registry: given "registry.example.com/"'],
    ['a tag with a colon', { tag: ':1' }, '[test/bookinfo] tag: given ":1", allowed the tag of an image; write it like "1.20.3"'],
    ['a version twice', { versions: [DETAILS_V1, DETAILS_V1] }, '[test/bookinfo] versions: given "details-v1 twice"'],
    ['a version in two clusters', { placements: [{ version: DETAILS_V1, cluster: two }, { version: DETAILS_V1, cluster: two }] }, '[test/bookinfo] placements: given "details-v1 twice", allowed each once; place each version in one cluster'],
    ['a version placed and not deployed', { versions: [DETAILS_V1], placements: [{ version: REVIEWS_V3, cluster: two }] }, '[test/bookinfo] placements[0].version: given "reviews-v3", allowed one of versions: details-v1; deploy the version, or drop the placement'],
    ['half a pod', { replicas: 0.5 }, '[test/bookinfo/details] versions[0].replicas: given 0.5'],
  ])('%s', (_, props, message) => {
    expect(() => new BookinfoApp(Testing.chart(), 'bookinfo', props)).toThrow(message);
  });
});

test('any versions, anywhere, make documents that the schema takes and no object twice', () => {
  const choice = fc.record({
    versions: fc.subarray(Object.values(BookinfoVersion)),
    placed: fc.subarray(Object.values(BookinfoVersion)),
    replicas: fc.option(fc.nat(), { nil: undefined }),
    scratchVolumes: fc.boolean(),
    scrapeMetrics: fc.boolean(),
    restrictedSecurity: fc.boolean(),
  });
  fc.assert(fc.property(choice, ({ placed, ...props }) => {
    const [one, two] = twoClusters();
    const placements = placed.filter(v => props.versions.includes(v)).map(version => ({ version, cluster: two }));
    new BookinfoApp(one.chart, 'bookinfo', { ...props, placements });
    expect(() => (one.chart.node.root as App).synthYaml()).not.toThrow();
    const all = [one, two].map(c => Testing.synth(c.chart));
    expect(all.flat().flatMap(schemaErrors)).toEqual([]);
    expect(all.flat().filter(d => d.kind === 'Deployment').map(d => d.metadata.name).sort()).toEqual([...props.versions].sort());
  }), { numRuns: 40 });
});

describe('values of the wrong kind, as plain JavaScript can give them', () => {
  const STRUCT = 'allowed a struct; write it like { field: value }';
  test.each<[string, any, string]>([
    ['no props', null, `props: given null, ${STRUCT}`],
    ['a namespace', { namespace: 'A B' }, 'namespace: given "A B", allowed a DNS label (lower case letters, digits and "-", at most 63 characters, a letter or digit at both ends); rename it'],
    ['an unknown version', { versions: ['reviews-v4'] },
      'versions[0]: given "reviews-v4", allowed details-v1, ratings-v1, reviews-v1, reviews-v2, reviews-v3, productpage-v1; give one of these'],
    ['no placement', { placements: [null] }, 'placements[0]: given nothing, allowed a value; drop it from the list, or say what it is'],
    ['a cluster by its name', { placements: [{ version: 'reviews-v3', cluster: 'm1' }] }, 'placements[0].cluster: given "m1", allowed a Cluster; give a Cluster'],
    ['a number as tag', { tag: 1 }, 'tag: given 1, allowed a text; give a string'],
    ['a text as switch', { scratchVolumes: 'no' }, 'scratchVolumes: given "no", allowed true or false; give one of the two'],
  ])('%s', (_, props, message) => {
    expect(() => new BookinfoApp(Testing.chart(), 'bookinfo', props)).toThrow(new Error(`[test/bookinfo] ${message}`));
  });
});
