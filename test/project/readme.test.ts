import * as fs from 'fs';
import * as path from 'path';
import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import * as library from '../../src';

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
