import * as fs from 'fs';
import * as path from 'path';
import * as fc from 'fast-check';
import { parsePlainYaml } from '../../src/manifests/plain-yaml';
import { chunks, parseAnyYaml, parseYaml } from '../../src/manifests/yaml';

/** `DOCUMENTS=1000000 npx jest plain-yaml` looks longer. */
const DOCUMENTS = Number(process.env.DOCUMENTS ?? 5_000);
const ROOT = path.join(__dirname, '..', '..');

const place = (offset: number) => `at ${offset}`;
const plain = (text: string) => parsePlainYaml(text, () => undefined);

/** Values or the error, in a form that tells order of keys, kinds of numbers and nothing apart. */
const outcome = (read: typeof parseYaml, text: string): string => {
  try {
    return JSON.stringify(read({ text, offset: 0 }, place), (_, value) => value === undefined ? 'undefined' : Object.is(value, -0) ? '-0' : value);
  } catch (e) {
    return (e as Error).message;
  }
};

test('reads what programs write, and what people mostly do', () => {
  expect(plain(`--- # the first
apiVersion: v1 # a comment

data:
- name: "a: b"
  empty: {}
  list:
    -   - 1
        - "\\"x\\""
    -
      deep: 'it''s'
  none:
text: |
  one

    two # text
  # three

# another
url: http://a.b:80/c#d
ratio: -.5
on-call: no`)).toEqual({
    'apiVersion': 'v1',
    'data': [{ name: 'a: b', empty: {}, list: [[1, '"x"'], { deep: 'it\'s' }], none: null }],
    'text': 'one\n\n  two # text\n# three\n',
    'url': 'http://a.b:80/c#d',
    'ratio': -0.5,
    'on-call': false,
  });
});

test('every manifest of the examples is plain', () => {
  const files = fs.readdirSync(path.join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.k8s.yaml'));
  const texts = files.flatMap(file => chunks(fs.readFileSync(path.join(ROOT, 'examples', file), 'utf8')));
  expect(texts.length).toBeGreaterThan(20);
  expect(texts.filter(({ text }) => plain(text) === undefined)).toEqual([]);
});

/** Lines that mean one thing or another, by where they stand and how deep. */
const CONTENTS = [
  'a: b', 'a:', 'a: 1', 'b: "x"', "c: 'y''z'", '- x', '-', '- a: 1', '- - 1', 'd: |', 'd: |-', 'd: |+', 'd: >', 'e: [1, 2]', 'e: {a: 1}', 'e: {}', 'e: []', 'e: [', 'f: &x 1', 'f: *x', '<<: *x',
  'g: yes', 'no: 1', '80: 1', '"80": 1', 'h: .nan', 'h: 1e400', 'h: 0777', 'h: -0', 'h: 1_0', 'h: 0x1F', 'h: +.5', 'i: ~', 'i: null', 'j: a: b', 'j: a #b', 'j: a#b', 'j:b', 'k: a:', '# c', '', '  ', 'plain', 'l: "a\\"b\\n"',
  'l: "a', "l: 'a", 'm: !!str 1', 'm: - a', 'm: -a', 'm: ? a', '? a', ': b', 'n: %a', 'n: @a', 'n: `a', '---', '--- # x', '...', '--- a', 'o: ---', '"p" : 1', 'p : 1', "'q': 1", '__proto__: 1', '"__proto__": 1', 'constructor: 1',
  'r: |\n    x\n\n    y', 'r: |-\n   x\n     y\n', 's: é', 's: \u4e2d\u6587', '\ts: 1', 's: a\tb', 's: "a" b', 's: "a"#b', 's: {} x', 's: []]', 't: 2020-01-01', 't: 12:30', 't: a,b', 't: ]', 'u: \u0085', 'v: a\r', 'a: {b: &c 1}', 'a: "\\x41"', 'w: y',
];

test('gives what js-yaml gives, or leaves it to it', () => {
  // GIVEN lines at random depth
  const line = fc.tuple(fc.constantFrom(0, 0, 0, 1, 2, 2, 2, 4, 4, 6), fc.constantFrom(...CONTENTS)).map(([depth, content]) => ' '.repeat(depth) + content);
  const document = fc.tuple(fc.array(line, { minLength: 1, maxLength: 8 }), fc.constantFrom('\n', '\n', '')).map(([lines, end]) => lines.join('\n') + end);
  let read = 0;
  fc.assert(fc.property(document, text => {
    if (plain(text) !== undefined) { read++; }
    expect(outcome(parseYaml, text)).toBe(outcome(parseAnyYaml, text));
  }), { numRuns: DOCUMENTS });
  // THEN it was not all left to it
  expect(read).toBeGreaterThan(DOCUMENTS / 100);
}, 60_000 + DOCUMENTS);

test('gives what js-yaml gives for brackets', () => {
  const token = fc.constantFrom('[', ']', '{', '}', ',', ' ', 'a', 'b: ', 'c:', '"d"', "'e'", '"f": ', 'yes', 'no: ', '1', '-1', '.nan', '1e400', '0777', '-', '--x', '~', 'null', "''", '""', '#', ' # x', 'a b', 'x/y', 'é', '__proto__: ', '? ', '!!str ', '<<: ');
  const wellFormed = fc.letrec<{ value: string }>(tie => ({
    value: fc.oneof({ maxDepth: 4 },
      fc.constantFrom('a', '1', '"x"', "'y'", 'yes', '~', '', '-', 'a b', '"a": 1', '.5', '-x', '2.0.0'),
      fc.tuple(fc.array(tie('value'), { maxLength: 3 }), fc.constantFrom(', ', ',', ' , ')).map(([items, comma]) => `[${items.join(comma)}]`),
      fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c-d/e', '"f"', "'g'", 'no', '1', ''), fc.constantFrom(': ', ':', ' : '), tie('value')), { maxLength: 3 }).map(pairs => `{ ${pairs.map(pair => pair.join('')).join(', ')} }`)),
  })).value;
  const anything = fc.array(token, { maxLength: 8 }).map(tokens => tokens.join(''));
  let read = 0;
  fc.assert(fc.property(fc.oneof(wellFormed, anything), fc.constantFrom('a: ', '- ', 'a:\n  - '), (flow, before) => {
    if (plain(before + flow) !== undefined) { read++; }
    expect(outcome(parseYaml, before + flow)).toBe(outcome(parseAnyYaml, before + flow));
  }), { numRuns: DOCUMENTS });
  expect(read).toBeGreaterThan(DOCUMENTS / 100);
}, 60_000 + DOCUMENTS);

test.each([
  ['deep nesting', Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ['depth within the limit', Array.from({ length: 98 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ['lists in one line', `a:\n  ${'- '.repeat(120)}x`],
  ['brackets below depth', `${Array.from({ length: 60 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')} ${'['.repeat(50)}${']'.repeat(50)}`],
  ['an alias bomb in brackets', 'a: [&a [x,x,x,x,x,x,x,x,x], &b [*a,*a,*a,*a,*a,*a,*a,*a,*a], &c [*b,*b,*b,*b,*b,*b,*b,*b], [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]]'],
  ['a key too long', `${'k'.repeat(2000)}: 1`],
  ['a long text', `a: "${'x'.repeat(1_000_000)}"`],
])('%s', (_, text) => {
  expect(outcome(parseYaml, text)).toBe(outcome(parseAnyYaml, text));
});
