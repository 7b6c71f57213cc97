import * as fs from 'fs';
import * as path from 'path';
import { App, Chart } from 'cdk8s';
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
