import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, Chart, Include } from 'cdk8s';
import { InputError, Manifests } from '../../src/manifests';

let temp: string;
beforeAll(() => { temp = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-manifests-')); });
afterAll(() => fs.rmSync(temp, { recursive: true, force: true }));

const SERVICE = `
apiVersion: v1
kind: Service
metadata:
  name: tomcat
  namespace: front
  labels: { app: tomcat }
spec:
  ports:
    - port: 8080
`;

describe('where manifests come from', () => {
  test('an app, with what is included in it', () => {
    // GIVEN
    const file = path.join(temp, 'included.yaml');
    fs.writeFileSync(file, SERVICE);
    const app = new App();
    const chart = new Chart(app, 'chart', { namespace: 'shop' });
    new ApiObject(chart, 'one', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one' }, data: { a: undefined, b: 'c' } });
    new Include(new Chart(app, 'other'), 'include', { url: file });
    // WHEN
    const manifests = Manifests.fromConstruct(app);
    // THEN
    expect(manifests.all.map(m => [m.origin.construct, m.apiVersion, m.kind, m.group, m.namespace, m.name, m.labels])).toEqual([
      ['chart/one', 'v1', 'ConfigMap', '', 'shop', 'one', {}],
      ['other/include/tomcat-service-front', 'v1', 'Service', '', 'front', 'tomcat', { app: 'tomcat' }],
    ]);
    expect(manifests.all[0].object.data).toEqual({ b: 'c' });
    expect(manifests.all[0].line()).toBeUndefined();
    expect(Manifests.fromConstruct(chart).all).toHaveLength(1);
  });

  test('files and folders, with the lines of fields', () => {
    // GIVEN
    fs.mkdirSync(path.join(temp, 'folder', 'below'), { recursive: true });
    fs.mkdirSync(path.join(temp, 'folder', '.hidden'));
    fs.writeFileSync(path.join(temp, 'folder', 'b.yaml'), `# Source: chart/templates/b.yaml${SERVICE}---\n${SERVICE}`);
    fs.writeFileSync(path.join(temp, 'folder', 'below', 'a.json'), JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { generateName: 'x-' } }));
    fs.writeFileSync(path.join(temp, 'folder', 'readme.md'), 'no manifest');
    fs.writeFileSync(path.join(temp, 'folder', '.hidden', 'c.yaml'), 'no: manifest');
    // WHEN
    const { all } = Manifests.fromFiles([path.join(temp, 'folder')]);
    // THEN
    expect(all.map(m => [path.basename(m.origin.file!), m.group, m.kind, m.name])).toEqual([
      ['b.yaml', '', 'Service', 'tomcat'], ['b.yaml', '', 'Service', 'tomcat'], ['a.json', 'apps', 'Deployment', 'x-'],
    ]);
    expect(all.slice(0, 2).map(m => [m.line(), m.line(['metadata', 'labels', 'app']), m.line(['spec', 'ports', 0, 'port']), m.line(['spec', 'ports', 0, 'name'])])).toEqual([
      [2, 7, 10, 10], [13, 18, 21, 21],
    ]);
  });

  test('a file that is not there, and one that cannot be read', () => {
    expect(() => Manifests.fromFiles(['no/such.yaml'])).toThrow(new InputError('no/such.yaml: no such file or directory'));
    const file = path.join(temp, 'bad.yaml');
    fs.writeFileSync(file, `${SERVICE}---\na: [`);
    expect(() => Manifests.fromFiles([file])).toThrow(new InputError(`${file}:12: not valid YAML: unexpected end of the stream within a flow collection`));
    fs.writeFileSync(file, Buffer.concat([Buffer.from(`${SERVICE}# `), Buffer.from([0xff, 0xfe])]));
    expect(() => Manifests.fromFiles([file])).toThrow(new InputError(`${file}: not UTF-8`));
  });

  test('lists, of one kind and of several, one in another', () => {
    const list = `
apiVersion: v1
kind: List
items:
- apiVersion: networking.istio.io/v1
  kind: VirtualServiceList
  items:
  - apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: { name: a, managedFields: [] }
    status: {}
- { apiVersion: v1, kind: Namespace, metadata: { name: b } }
---
apiVersion: v1
kind: PodList
items: null
`;
    const { all } = Manifests.fromYaml(list);
    expect(all.map(m => [m.kind, m.name, m.line(), m.line(['metadata', 'name'])])).toEqual([['VirtualService', 'a', 8, 10], ['Namespace', 'b', 12, 12]]);
  });

  test('metadata of any form', () => {
    const forms = ['metadata: 1', 'metadata: []', 'metadata: { name: 5, labels: x, namespace: "" }', ''];
    for (const metadata of forms) {
      const [manifest] = Manifests.fromYaml(`apiVersion: v1\nkind: Pod\n${metadata}`);
      expect([manifest.name, manifest.namespace, manifest.labels, manifest.annotations]).toEqual(['', undefined, {}, {}]);
    }
  });
});

describe('how they are found', () => {
  const object = (apiVersion: string, kind: string, name: string, namespace?: string, rest: object = {}) =>
    JSON.stringify({ apiVersion, kind, metadata: { name, namespace }, ...rest });
  const manifests = Manifests.fromYaml([
    object('v1', 'Service', 'reviews'),
    object('v1', 'Service', 'reviews', 'test'),
    object('v1', 'Namespace', 'test'),
    object('networking.istio.io/v1beta1', 'VirtualService', 'route', undefined, { spec: { hosts: ['reviews', '*.shop.com', 'reviews.test.svc.cluster.local'] } }),
    object('networking.istio.io/v1', 'VirtualService', 'route', 'test', { spec: { hosts: ['reviews'] } }),
    object('networking.istio.io/v1', 'DestinationRule', 'rule', 'test', { spec: { host: 'reviews.default.svc.cluster.local' } }),
    object('networking.istio.io/v1', 'Gateway', 'gateway', undefined, { spec: { servers: [{ hosts: ['test/*.shop.com', 'shop.com'] }, { hosts: ['shop.com'] }] } }),
    object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'http', undefined, { spec: { hostnames: ['shop.com'] } }),
    object('networking.istio.io/v1', 'VirtualService', 'odd', undefined, { spec: { hosts: 5 } }),
    object('networking.istio.io/v1', 'VirtualService', 'none', undefined, { spec: null }),
    object('networking.istio.io/v1', 'constructor', 'odd', undefined, { spec: {} }),
  ].join('\n---\n'));
  const names = (found: Iterable<{ kind: string; name: string; namespace?: string }>) => [...found].map(m => `${m.kind} ${m.namespace ?? '-'}/${m.name}`);

  test('by group and kind, in any version', () => {
    expect(names(manifests.ofKind('networking.istio.io', 'VirtualService'))).toEqual(['VirtualService -/route', 'VirtualService test/route', 'VirtualService -/odd', 'VirtualService -/none']);
    expect(names(manifests.ofKind('', 'VirtualService'))).toEqual([]);
  });

  test('by name and namespace, which is the default one where none is given', () => {
    expect(manifests.find('', 'Service', 'reviews')).toBe(manifests.all[0]);
    expect(manifests.find('', 'Service', 'reviews', 'default')).toBe(manifests.all[0]);
    expect(manifests.find('', 'Service', 'reviews', 'test')).toBe(manifests.all[1]);
    expect(manifests.find('', 'Service', 'reviews', 'other')).toBeUndefined();
    expect(manifests.find('', 'Namespace', 'test', 'other')).toBe(manifests.all[2]);
    expect(manifests.find('', 'Namespace', 'toString')).toBeUndefined();
    expect(new Manifests(manifests.all, { namespace: 'other' }).find('', 'Service', 'reviews', 'other')).toBe(manifests.all[0]);
  });

  test('by host, in full or as it is in its namespace', () => {
    expect(names(manifests.ofHost('reviews'))).toEqual(['Service -/reviews', 'VirtualService -/route', 'DestinationRule test/rule']);
    expect(names(manifests.ofHost('reviews', 'test'))).toEqual(['Service test/reviews', 'VirtualService -/route', 'VirtualService test/route']);
    expect(names(manifests.ofHost('reviews.test.svc.cluster.local'))).toEqual(names(manifests.ofHost('reviews', 'test')));
    expect(names(manifests.ofHost('shop.com'))).toEqual(['Gateway -/gateway', 'HTTPRoute -/http']);
    expect(names(manifests.ofHost('*.shop.com'))).toEqual(['VirtualService -/route', 'Gateway -/gateway']);
    expect(names(new Manifests(manifests.all, { domain: 'example.org' }).ofHost('reviews.default.svc.example.org'))).toEqual(['Service -/reviews', 'VirtualService -/route']);
  });

  test('in what is there beside them, which is not judged itself', () => {
    // GIVEN
    const beside = Manifests.fromYaml([
      object('v1', 'Service', 'details', 'prod'),
      '{ apiVersion: v1, kind: Pod, metadata: { name: p, namespace: prod, labels: { app: details } } }',
    ].join('\n---\n')).all;
    const all = new Manifests(manifests.all, { context: beside });
    // THEN
    expect(all.find('', 'Service', 'details', 'prod')).toBe(beside[0]);
    expect(all.podsWith({ app: 'details' }, 'prod').map(pods => pods.workload)).toEqual([beside[1]]);
    expect(all.ofKind('', 'Service')).toContain(beside[0]);
    expect([all.isContext(beside[0]), all.isContext(all.all[0]), [...all].includes(beside[0])]).toEqual([true, false, false]);
  });
});
