import * as fs from 'fs';
import * as path from 'path';
import * as fc from 'fast-check';
import { withSpoiledValues } from './spoil-values';
import { check } from '../../src/check';
import { allExplained } from '../../src/explain';
import { InputError, Manifests, findingToJson } from '../../src/manifests';
import { DOCUMENTS } from '../validation/kubernetes/documents';
import { spoiledDocumentOf } from '../validation/spoil';

/** `MUTATIONS=100000 npx jest bad-input` looks longer. */
const MUTATIONS = Number(process.env.MUTATIONS ?? 1000);
const ROOT = path.join(__dirname, '..', '..');
const MOST_TIME = 2000;

/**
 * Everything is checked, if asked for as an update of itself. It ends in findings with path and reason, or in one line that
 * says why the text cannot be read.
 *
 * @returns how many findings; nothing for what cannot be read
 */
function judge(text: string, isUpdate = false): number | undefined {
  const start = Date.now();
  let found: number | undefined;
  try {
    const manifests = Manifests.fromYaml(text);
    const { findings } = check(manifests, isUpdate ? { old: manifests } : {});
    for (const { code, message, hint, path: field, line, resource } of findings.map(findingToJson)) {
      if (!code || !message || !hint || typeof field !== 'string' || typeof line !== 'number' || !resource) {
        throw new Error(`${code} says ${JSON.stringify({ message, hint, field, line, resource })}`);
      }
      // what is not there is not named so, save by schemas that allow the word
      if (/undefined|\[object |NaN/.test(message + hint) && !/undefined|object|NaN/.test(text) && !code.startsWith('K8S')) { throw new Error(`${code} says ${message}; ${hint}`); }
    }
    found = findings.length;
  } catch (e) {
    if (!(e instanceof InputError)) { throw e; }
    if (!/^input(:\d+)?: [^\n]+$/.test(e.message)) { throw new Error(`said in more than one line: ${e.message}`); }
  }
  if (Date.now() - start > MOST_TIME) { throw new Error(`took ${Date.now() - start} ms`); }
  return found;
}

const files = fs.readdirSync(path.join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter(file => /dist\/.*\.k8s\.yaml$/.test(file) && !file.includes('node_modules'))
  .map(file => fs.readFileSync(path.join(ROOT, 'examples', file), 'utf8'));
const documents = files.flatMap(text => text.split(/^---\n/m)).filter(text => text.length < 5000);

const TOKENS = [
  ': ', '- ', '\n', '  ', '{', '}', '[', ']', "'", '"', '&a ', '*a', '!!str ', '!x ', '? ', '|', '>', '~', '.nan', '1e400', '\t', '#', '---\n', '...\n', '%', '\u0000', '\ufeff', '\r', 'é', '\ud800', '<<: *a\n',
  'constructor: 1\n', '__proto__: { a: 1 }\n', 'yes: no\n', '80: 1\n', 'toString: {}\n', 'hasOwnProperty: []\n',
];
const VALUES = [
  'null', '1', '-1', '1.5', 'true', 'yes', '[]', '{}', '"x"', '"*"', '9999999999', '1e30', '[null]', '{ a: 1 }', '"constructor"', '__proto__', `"${'x'.repeat(300)}"`, '"0s"', '"\\u0001"', '2020-01-01',
  '""', '"."', '"/"', '"./*"', '"a/b/c"', '"*.*"', '".svc.cluster.local"', '"(a+)+$"', '"(?i)["', '"[a-z"', `"${'a.'.repeat(200)}"`, '"1.2.3.4/33"', '[[]]', '[{}]', '{ "": "" }', '0', '65536', '"\\ud800"', '"{{ x }}"',
];

type Mutation = (text: string) => string;
/** Evenly, as fc.double is not: half of its values are next to 0. */
const share = fc.integer({ min: 0, max: 999_999 }).map(n => n / 1_000_000);
const somewhere = (change: (text: string, at: number) => string): fc.Arbitrary<Mutation> =>
  share.map(at => text => change(text, Math.floor(at * text.length)));
const someLines = (change: (lines: string[], at: number, other: number) => void): fc.Arbitrary<Mutation> =>
  fc.tuple(share, share).map(([one, other]) => text => {
    const lines = text.split('\n');
    change(lines, Math.floor(one * lines.length), Math.floor(other * lines.length));
    return lines.join('\n');
  });

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.constantFrom(...TOKENS).chain(token => somewhere((text, at) => text.slice(0, at) + token + text.slice(at))),
  { weight: 20, arbitrary: fc.constantFrom(...VALUES).chain(value => someLines((lines, at) => { lines[at] = lines[at].replace(/^(\s*(?:- )?[\w./-]+:\s+).*$/, (_, key) => key + value); })) },
  { weight: 2, arbitrary: fc.constantFrom(...VALUES).chain(value => someLines((lines, at) => { lines[at] = lines[at].replace(/^(\s*(?:- )?[\w./-]+:)$/, (_, key) => `${key} ${value}`); })) },
  somewhere((text, at) => text.slice(0, at) + text.slice(at + 3)),
  somewhere((text, at) => text.slice(0, at + 1)),
  { weight: 3, arbitrary: someLines((lines, at) => { lines.splice(at, 1); }) },
  someLines((lines, at) => { lines.splice(at, 0, lines[at]); }),
  someLines((lines, at, other) => { [lines[at], lines[other]] = [lines[other], lines[at]]; }),
);

const mutations = (most: number) => fc.array(mutation, { minLength: 1, maxLength: most });

/** Says for the smallest input that fails what it is, and where it fails. */
const assertAll = (texts: fc.Arbitrary<string>, least: number, judgement: (text: string) => number | undefined = judge) => {
  let read = 0;
  let found = 0;
  fc.assert(fc.property(texts, text => {
    const findings = judgement(text);
    if (findings !== undefined) { read++; }
    if (findings) { found++; }
  }), { numRuns: MUTATIONS });
  // enough are read, and wrong
  expect(Math.min(read, found)).toBeGreaterThanOrEqual(MUTATIONS * least);
};

const LIMIT = 60_000 + MUTATIONS * 25;

test('spoiled text of the examples', () => {
  assertAll(fc.tuple(fc.constantFrom(...documents), mutations(4)).map(([text, changes]) => changes.reduce((t, change) => change(t), text)), 0.1);
}, LIMIT);

test('spoiled text of several manifests that refer to each other', () => {
  const texts = files.filter(text => text.length < 20_000);
  assertAll(fc.tuple(fc.constantFrom(...texts), mutations(3)).map(([text, changes]) => changes.reduce((t, change) => change(t), text)), 0.1);
}, LIMIT);

test('generated documents of every kind, with values of any type', () => {
  const schemas = ['istio', 'gateway-api-experimental', 'asm', 'sail'].flatMap(name =>
    JSON.parse(fs.readFileSync(path.join(ROOT, 'imports', 'schemas', `${name}.json`), 'utf8')) as { group: string; kind: string; served: string[]; schema: any }[]);
  const one = fc.constantFrom(...schemas).chain(({ group, kind, served, schema }) =>
    fc.tuple(spoiledDocumentOf(schema, 0.03), fc.constantFrom('a', 'b'), fc.constantFrom(undefined, 'x')).map(([document, name, namespace]) => ({
      ...(document !== null && typeof document === 'object' && !Array.isArray(document) ? document : {}), apiVersion: `${group}/${served[0]}`, kind, metadata: { name, namespace },
    })));
  assertAll(fc.array(one, { minLength: 1, maxLength: 4 }).map(items => JSON.stringify({ apiVersion: 'v1', kind: 'List', items })), 0.5);
}, LIMIT);

test('values and keys that hardly ever stand there, in the examples of every code and in every kind of Kubernetes', () => {
  const wrong = allExplained().filter(({ language }) => language !== 'ts').map(explanation => Manifests.fromYaml(explanation.wrong).all.map(({ object }) => object));
  const seeds = [...wrong, ...DOCUMENTS.map(document => [document])];
  const texts = withSpoiledValues(fc.constantFrom(...seeds)).map(items => JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  assertAll(texts, 0.4, text => judge(text, text.length % 2 === 0));
}, LIMIT);

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
const route = (match: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: a }
spec:
  hosts: [a.example.com]
  http:
    - match: [{ uri: { regex: ${JSON.stringify(match)} } }]
      route: [{ destination: { host: a.example.com } }]
`;
const delegate = (name: string, to: string, hosts = '') => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name} }
spec: { ${hosts}http: [{ delegate: { name: ${to} } }] }
`;

test.each<[string, string, 'read' | 'refused']>([
  ['an alias bomb', `${head}${Array.from({ length: 12 }, (_, i) => `l${i}: &l${i} [${Array(10).fill(i === 0 ? 'x' : `*l${i - 1}`).join(', ')}]`).join('\n')}`, 'refused'],
  ['an alias of itself', `${head}a: &a { b: *a }`, 'refused'],
  ['deep nesting', `${head}a: ${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'refused'],
  ['deep nesting in lines', `${head}${Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')}`, 'refused'],
  ['lists in lists, 10,000 deep', `${'{"apiVersion":"v1","kind":"List","items":['.repeat(10_000)}${']}'.repeat(10_000)}`, 'refused'],
  ['a list of 100,000 nothings', `{"apiVersion":"v1","kind":"List","items":[${Array(100_000).fill('{}').join()}]}`, 'refused'],
  ['a key twice', `${head}data: { a: b, a: c }`, 'refused'],
  ['a key that is no scalar', `${head}? { a: b }\n: c`, 'refused'],
  ['NaN', `${head}data: { a: .nan }`, 'refused'],
  ['a number beyond numbers', `${head}data: { a: 1e999 }`, 'refused'],
  ['binary', `\u0000\u0001\u0002${head}`, 'refused'],
  ['text cut off', `${head}data: { a: "b`, 'refused'],
  ['tabs for indentation', `${head}data:\n\ta: b`, 'refused'],
  ['a byte order mark', `\ufeff${head}`, 'read'],
  ['lines of Windows', head.replaceAll('\n', '\r\n'), 'read'],
  ['truth values of YAML 1.1', `${head}data: { yes: no, off: y }`, 'read'],
  ['keys that are numbers', `${head}data: { 80: 0777, 1.5: 1_000 }`, 'read'],
  ['a huge text', `${head}data: { a: "${'x'.repeat(20_000_000)}" }`, 'read'],
  ['a huge name', `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${'a.'.repeat(500_000)}a }`, 'read'],
  ['100,000 labels', `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n${Array.from({ length: 100_000 }, (_, i) => `    l${i}: v`).join('\n')}`, 'read'],
  ['a catastrophic expression', route('(a+)+$(a|a)*(.*.*)*b'), 'read'],
  ['an expression that RE2 does not have', route('(?=a)\\1'), 'read'],
  ['a huge expression', route('(a{1000}){1000}'), 'read'],
  ['a million groups', route('('.repeat(100_000)), 'read'],
  ['delegates in a circle', delegate('a', 'b', 'hosts: [a.b], ') + delegate('b', 'c') + delegate('c', 'b'), 'read'],
  ['a delegate of itself', delegate('a', 'a', 'hosts: [a.b], '), 'read'],
  ['metadata of the wrong types', 'apiVersion: v1\nkind: Service\nmetadata: { name: [a], namespace: 1, labels: [x], annotations: { a: { b: c } } }', 'read'],
  ['no metadata', 'apiVersion: v1\nkind: Service\nmetadata:\nspec:', 'read'],
  ['names of JavaScript', 'apiVersion: constructor\nkind: __proto__\nmetadata: { name: toString, namespace: __proto__, labels: { constructor: x } }', 'read'],
])('%s', (_, text, outcome) => {
  expect(judge(text) === undefined ? 'refused' : 'read').toBe(outcome);
});

test('10,000 objects that all refer to one another are judged in linear time', () => {
  // GIVEN routes of one host, with one gateway and one service
  const one = (i: number) => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: v${i}, namespace: a }
spec:
  hosts: ["*.example.com", h${i}.example.com]
  gateways: [g]
  http:
  - match: [{ uri: { prefix: /p${i} } }]
    route: [{ destination: { host: s, subset: x } }]
`;
  const time = (count: number) => {
    const text = Array.from({ length: count }, (_, i) => one(i)).join('');
    const start = process.hrtime.bigint();
    check(Manifests.fromYaml(text));
    return Number(process.hrtime.bigint() - start) / 1e6;
  };
  time(1000);
  // THEN ten times as many take about ten times as long
  expect(time(10_000)).toBeLessThan(40 * time(1000) + 500);
}, 120_000);
