import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { parse } from 'yaml';
import * as library from '../../src';
import { IstioValidation } from '../../src/cdk8s-cli/istio-validation';
import { run } from '../../src/cli/main';
import { matchers } from '../../src/jest/matchers';

const README = fs.readFileSync(path.join(__dirname, '..', '..', 'README.md'), 'utf8');

test('the error that it shows is the one that comes', () => {
  const { DestinationRule, Service, VirtualService } = library;
  const chart = new Chart(new App(), 'tomcat');
  const versions = new DestinationRule(chart, 'versions', { service: Service.fromServiceName(chart, 'service', 'tomcat') });
  const route = new VirtualService(chart, 'route', { hosts: ['tomcat.istio.com'] });
  const shown = /```text\n(.*)\n```/.exec(README)![1];
  expect(() => route.addHttpRoute({ split: [versions.addSubset('v1').weight(90), versions.addSubset('v2').weight(-10)] })).toThrow(new Error(shown));
});

test('the error at synth that it shows is the one that comes', () => {
  const { Destination, VirtualService } = library;
  const chart = new Chart(new App(), 'chart');
  const shop = new VirtualService(chart, 'shop', { metadata: { name: 'shop' }, hosts: ['a.b'], httpRoutes: [{ split: [Destination.host('c.d').weight(1)] }] });
  shop.addJsonPatch(JsonPatch.replace('/spec/http/0/route/0/weight', '1'));
  const shown = /```text\n(error (?:.*\n)*?)```/.exec(README)![1].replace('main.ts:12:1', '').replaceAll(/^/gm, '  ').trim();
  let message = '';
  try {
    Testing.synth(chart);
  } catch (e) {
    message = (e as Error).message.replace(/(?<=made at )\S+/, '');
  }
  expect(message).toContain(shown);
});

test('every construct of its table is there', () => {
  const named = [...README.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(name => !(name in library))).toEqual([]);
});

test('its links lead somewhere', () => {
  const links = [...README.matchAll(/\]\((?!http)([^)#]+)/g)].map(([, target]) => target);
  expect(links.length).toBeGreaterThan(3);
  expect(links.filter(target => !fs.existsSync(path.join(__dirname, '..', '..', target)))).toEqual([]);
});

describe('the check of YAML', () => {
  const section = README.slice(README.indexOf('## Check any YAML'), README.indexOf('## Examples'));
  const block = (language: string) => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(section)![1];

  test('its commands can be run', () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-readme-'));
    const files: { readonly [arg: string]: string } = { 'dist/': path.join(directory, 'dist'), 'shared/': path.join(directory, 'shared'), 'live.yaml': path.join(directory, 'live.yaml') };
    fs.mkdirSync(files['dist/']);
    fs.mkdirSync(files['shared/']);
    for (const file of [path.join(files['dist/'], 'a.yaml'), path.join(files['shared/'], 'a.yaml'), files['live.yaml']]) { fs.writeFileSync(file, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n'); }
    const commands = [...block('sh').matchAll(/npx cdk8s-istio ([^#>\n]*)/g)].map(([, command]) => command.trim().split(/ +/)).filter(args => !args.includes('-'));
    const complaints: string[] = [];
    const codes = commands.map(args =>
      run(args.map(arg => files[arg] ?? arg), { colours: false, write: () => undefined }, line => complaints.push(line)));
    fs.rmSync(directory, { recursive: true });
    expect(complaints).toEqual([]);
    expect(codes).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('its matchers are there, where it imports them from', () => {
    const { exports } = JSON.parse(fs.readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8'));
    expect([...block('js').matchAll(/'cdk8s-istio\/(.*?)'/g)].map(([, name]) => `./${name}` in exports)).toEqual([true, true]);
    expect([...block('js').matchAll(/\)\.(to\w+)/g)].map(([, name]) => name in matchers)).toEqual([true, true]);
  });

  test('its plugin takes the properties that it shows, and the others that it names', () => {
    const [{ class: name, properties }] = parse(block('yaml')).validations;
    expect(name).toBe(IstioValidation.name);
    expect(() => new IstioValidation(properties)).not.toThrow();
    const named = /# all optional: (.*)/.exec(block('yaml'))![1].split(', ');
    expect(() => new IstioValidation({ other: 1 } as object)).toThrow(`allowed are ${named.join(', ')}`);
  });
});

describe('what is not known at synth', () => {
  const codesOf = (chart: Chart) => library.Analysis.of(chart).findings().map(({ code }) => code);

  test('is there if it is said to be, and missing if only a patch names it', () => {
    const { Destination, VirtualService } = library;
    const chart = Testing.chart();
    const route = new VirtualService(chart, 'route', { hosts: ['a.b'], httpRoutes: [{ split: [Destination.host('c.d')] }] });
    expect(codesOf(chart)).toEqual([]);
    route.addJsonPatch(JsonPatch.replace('/spec/http/0/route/0/destination/host', 'e.f'));
    expect(codesOf(chart)).toEqual(['IST0101']);
  });

  test('is the namespace default, where none is named', () => {
    const { Destination, VirtualService } = library;
    const chart = Testing.chart();
    const route = new VirtualService(chart, 'route', { hosts: ['a.b'], httpRoutes: [{ split: [Destination.host('c')] }] });
    route.addJsonPatch(JsonPatch.replace('/spec/http/0/route/0/destination/host', 'c.default.svc.cluster.local'));
    expect(codesOf(chart)).toEqual([]);
  });
});
