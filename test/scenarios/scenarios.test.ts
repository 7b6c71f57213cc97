import * as fs from 'fs';
import * as path from 'path';
import * as YAML from 'yaml';
import { EXAMPLES, filesOf, synthesize } from './synthesize';
import { schemaErrors } from '../schema';

const FIXTURES = path.join(__dirname, 'fixtures');

/** Documents of the users that are fragments: the API server would ask for a class and listeners. */
const FRAGMENTS = new Set(['gateway-address-ip.yaml', 'gateway-manual-deployment.yaml', 'gateway.yaml of 3-gateway-injection']);

/** Files of a scenario that are no output: the Go types that the constructs were written after. */
const NO_OUTPUT = new Set(['istiogateway_types.go.txt']);

const read = (...parts: string[]) => fs.readFileSync(path.join(...parts), 'utf8');
const documents = (text: string): any[] => YAML.parseAllDocuments(text).map(d => d.toJSON()).filter(d => d);

describe.each(fs.readdirSync(FIXTURES))('%s', name => {
  const dist = path.join(EXAMPLES, name, 'dist');
  const fixtures = fs.readdirSync(path.join(FIXTURES, name)).filter(file => !NO_OUTPUT.has(file));
  const outputs = fs.existsSync(dist) ? fs.readdirSync(dist).sort() : [];
  const manifests = outputs.filter(file => file.endsWith('.k8s.yaml'));

  test('the example makes what is committed in dist', () => {
    expect(synthesize(name).files).toEqual(filesOf(dist));
  });

  test('its documents are as they were when somebody last read them', () => {
    const made = Object.fromEntries(manifests.map(file => [file, documents(read(dist, file))]));
    expect(made).toMatchSnapshot();
  });

  test.each(fixtures.filter(file => file.endsWith('.yaml')))('every document of the users\' %s is among them', file => {
    const made = manifests.flatMap(output => documents(read(dist, output)));
    const wanted = documents(read(FIXTURES, name, file));
    expect(wanted.length).toBeGreaterThan(0);
    for (const document of wanted) { expect(made).toContainEqual(document); }
  });

  const others = fixtures.filter(file => !file.endsWith('.yaml'));
  if (others.length > 0) {
    test.each(others)('%s is the users\' file', file => {
      const [made, wanted] = [read(dist, file), read(FIXTURES, name, file)];
      if (file.endsWith('.json')) { expect(JSON.parse(made)).toEqual(JSON.parse(wanted)); } else { expect(made).toBe(wanted); }
    });
  }

  test('the schemas take every document but the users\' fragments', () => {
    const fragments = fixtures.filter(file => FRAGMENTS.has(file) || FRAGMENTS.has(`${file} of ${name}`))
      .flatMap(file => documents(read(FIXTURES, name, file)).map(document => JSON.stringify(sorted(document))));
    const all = manifests.flatMap(output => documents(read(dist, output)));
    expect(all.length).toBeGreaterThan(0);
    for (const document of all) {
      if (!fragments.includes(JSON.stringify(sorted(document)))) { expect([document, schemaErrors(document)]).toEqual([document, []]); }
    }
  });

  test('no two documents of one file are the same object', () => {
    for (const file of manifests) {
      const ids = documents(read(dist, file)).map(d => `${d.apiVersion.split('/')[0]} ${d.kind} ${d.metadata.namespace} ${d.metadata.name}`);
      expect(ids).toEqual([...new Set(ids)]);
    }
  });
});

function sorted(value: any): any {
  if (Array.isArray(value)) { return value.map(sorted); }
  if (value === null || typeof value !== 'object') { return value; }
  return Object.fromEntries(Object.keys(value).sort().map(key => [key, sorted(value[key])]));
}
