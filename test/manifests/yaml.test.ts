import * as fc from 'fast-check';
import { InputError, Manifests } from '../../src/manifests';

const read = (text: string) => Manifests.fromYaml(text).all.map(manifest => manifest.object);
const head = 'apiVersion: v1\nkind: ConfigMap\n';

describe('what cannot be read is an error in one line', () => {
  const aliases = (levels: number) => Array.from({ length: levels }, (_, i) => `l${i}: &l${i} [${Array(10).fill(i === 0 ? 'x' : `*l${i - 1}`).join(', ')}]`).join('\n');

  test.each([
    ['a key twice', `${head}data: 1\ndata: 2`, 'input:4: key "data" is there twice, first at input:3'],
    ['a key twice in a later document', `${head}---\n${head}a: {b: 1, b: 2}`, 'input:6: key "b" is there twice, first at input:6'],
    ['a key twice, once in quotes and a line further up in another object', `${head}a: {b: 1}\nc:\n- b: &x [1, {b: 1}]\n  d: *x\n  "b": 2`, 'input:7: key "b" is there twice, first at input:5'],
    ['a number twice, in two ways', `${head}1: 1\n0x1: 1`, 'input:4: not valid YAML: duplicated mapping key'],
    ['an alias bomb', `${head}${aliases(9)}`, 'input:1: aliases make it too large to be read'],
    ['an alias of itself', `${head}a: &a { b: *a }`, 'input:1: aliases make it too large to be read'],
    ['an alias of itself in a long text', `${head}a: &a { b: *a }\nc: ${'x'.repeat(100_000)}`, 'input:1: aliases make it too large to be read'],
    ['deep nesting', `${head}a: ${'['.repeat(100_000)}`, 'input:3: not valid YAML: nesting exceeded maxDepth (100)'],
    ['a list as key', `${head}? [a, b]\n: c`, 'input:1: not valid YAML: a key must be a string'],
    ['null as key', `${head}null: c`, 'input:3: not valid YAML: a key must be a string'],
    ['NaN', `${head}a: .nan`, 'input:3: not valid YAML: a number must be finite'],
    ['infinity in a list', `${head}a: [-.inf]`, 'input:3: not valid YAML: a number must be finite'],
    ['a tag that would run code', `${head}a: !!js/function "function () {}"`, 'input:3: not valid YAML: unknown scalar tag !<tag:yaml.org,2002:js/function>'],
    ['a text without end', `${head}a: "`, 'input:3: not valid YAML: unexpected end of the stream within a double quoted scalar'],
    ['a wildcard without quotes', `${head}a: [*.example.com]`, 'input:3: not valid YAML: unidentified alias ".example.com"; put a text that begins with * in quotes'],
    ['a wildcard alone without quotes', `${head}a:\n- *`, 'input:4: not valid YAML: name of an alias node must contain at least one character; put a text that begins with * in quotes'],
    ['a wildcard for a namespace without quotes', `${head}a:\n- */*`, 'input:4: not valid YAML: unidentified alias "/*"; put a text that begins with * in quotes'],
    ['an alias of nothing', `${head}a: *b`, 'input:3: not valid YAML: unidentified alias "b"'],
    ['@ at the start', `${head}a: @b`, 'input:3: not valid YAML: bad indentation of a mapping entry; put a text that begins with @ in quotes'],
    ['a backtick at the start', `${head}a: [\`b\`]`, 'input:3: not valid YAML: missed comma between flow collection entries; put a text that begins with ` in quotes'],
    ['% at the start', `${head}a: %b`, 'input:3: not valid YAML: bad indentation of a mapping entry; put a text that begins with % in quotes'],
    ['a colon and a blank within a text', `${head}a: b: c`, 'input:3: not valid YAML: bad indentation of a mapping entry; put a text with ": " in it in quotes'],
    ['a colon and a blank within a text in a list', `${head}a: [b: c: d]`, 'input:3: not valid YAML: missed comma between flow collection entries; put a text with ": " in it in quotes'],
    ['a key after quotes', `${head}a: "b": c`, 'input:3: not valid YAML: bad indentation of a mapping entry'],
    ['a template', `${head}a: {{ .Values.a }}`, 'input:1: not valid YAML: a key must be a string; render templates first, e.g. with helm template'],
    ['a scalar', 'nothing', 'input:1: not an object of Kubernetes'],
    ['a list', '- a', 'input:1: not an object of Kubernetes'],
    ['no kind', '# a comment\napiVersion: v1', 'input:2: not an object of Kubernetes: it has no kind'],
    ['a number for a kind', 'apiVersion: v1\nkind: 1', 'input:2: not an object of Kubernetes: kind is 1, and must be a text such as Deployment'],
    ['a list for an apiVersion, in a list', 'apiVersion: v1\nkind: List\nitems:\n- kind: A\n  apiVersion: [v1]', 'input:5: not an object of Kubernetes: apiVersion is ["v1"], and must be a text such as apps/v1'],
    ['a list whose items are none', 'apiVersion: v1\nkind: List\nitems: a', 'input:3: items of a list must be a list'],
    ['a list of no objects', `${head}---\napiVersion: v1\nkind: List\nitems:\n- ${head.replace('\n', '\n  ')}- a`, 'input:9: not an object of Kubernetes'],
  ])('%s', (_, text, message) => {
    expect(() => read(text)).toThrow(new InputError(message));
  });

  test('whatever the text is, it is read or refused in one line', () => {
    const lines = fc.array(fc.constantFrom('a: b', 'a:', '  - x', '- ', '"', "'", '{', '}', '[', ']', ': ', '? ', '|', '>', '&a', '*a', '---', '...', '%YAML 1.2', '!!int', '\t', '#', '\u0000', 'é', '<<: *a'));
    fc.assert(fc.property(fc.oneof(lines.map(l => l.join('\n')), lines.map(l => l.join(' ')), fc.string({ unit: 'binary' })), text => {
      try {
        read(head + text);
      } catch (e) {
        expect(e).toBeInstanceOf(InputError);
        expect((e as Error).message).not.toContain('\n');
      }
    }), { numRuns: 2000 });
  });
});

test('scalars are what kubectl takes them for', () => {
  expect(read(`${head}data:
  yes: on
  no: "on"
  80: 0777
  octal: 0o17
  hex: -0x1F
  many: 1_000
  half: .5
  whole: 50.0
  exponent: 1e3
  time: 12:30:45
  date: 2020-01-01
  version: 1.2.3
  nothing: ~
  bytes: !!binary aGVsbG8=
  text: !!str 5
  __proto__: mine
`)[0].data).toEqual(JSON.parse(`{
  "true": true, "false": "on", "80": 511, "octal": 15, "hex": -31, "many": 1000, "half": 0.5, "whole": 50, "exponent": 1000,
  "time": "12:30:45", "date": "2020-01-01", "version": "1.2.3", "nothing": null, "bytes": "hello", "text": "5", "__proto__": "mine"
}`));
});

test('aliases and merged keys are what they stand for', () => {
  expect(read(`${head}data:\n  a: &a { p: 1, q: 2 }\n  b: *a\n  c: { <<: *a, q: 3 }`)[0].data).toEqual({ a: { p: 1, q: 2 }, b: { p: 1, q: 2 }, c: { p: 1, q: 3 } });
});

test('documents end where a line says so, and not within a text', () => {
  const documents = read(`%YAML 1.1\n---\n${head}data: { a: 1 }\n...\n---\n---\n# only a comment\n--- # with a comment\n${head}data:\n  text: |\n    a\n    ---\n    b\n  dashes: x ---y\n---\r\n${head}`);
  expect(documents.map(d => d.data)).toEqual([{ a: 1 }, { text: 'a\n---\nb\n', dashes: 'x ---y' }, undefined]);
});
