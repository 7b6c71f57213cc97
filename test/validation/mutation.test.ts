import * as fs from 'fs';
import * as path from 'path';
import * as fc from 'fast-check';
import { findingToJson, InputError, Manifests } from '../../src/manifests';
import { validate } from '../../src/validation';

const EXAMPLES = path.join(__dirname, '..', '..', 'examples');
/** `MUTATIONS=100000 npx jest test/validation/mutation` looks longer. */
const MUTATIONS = Number(process.env.MUTATIONS ?? 5000);

const documents = fs.readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .filter(file => /dist\/.*\.k8s\.yaml$/.test(file) && !file.includes('node_modules'))
  .flatMap(file => fs.readFileSync(path.join(EXAMPLES, file), 'utf8').split(/^---\n/m))
  .filter(text => text.length < 5000);

const TOKENS = [
  ': ', '- ', '\n', '  ', '{', '}', '[', ']', "'", '"', '&a ', '*a', '!!str ', '!x ', '? ', '|', '>', '~', '.nan', '1e400', '\t', '#', '---\n', '...\n', '%', '\u0000', '\ufeff', 'é', '<<: *a\n',
  'constructor: 1\n', '__proto__: { a: 1 }\n', 'yes: no\n', '80: 1\n',
];
const VALUES = ['null', '1', '-1', '1.5', 'true', 'yes', '[]', '{}', '"x"', '"*"', '9999999999', '1e30', '[null]', '{ a: 1 }', '"constructor"', '__proto__', `"${'x'.repeat(300)}"`, '"0s"', '"\\u0001"', '2020-01-01'];

type Mutation = (text: string) => string;
/** Evenly, as fc.double is not: half of its values are next to 0. */
const share = fc.integer({ min: 0, max: 999_999 }).map(n => n / 1_000_000);
const somewhere = (change: (text: string, at: number) => string): fc.Arbitrary<Mutation> =>
  share.map(at => text => change(text, Math.floor(at * text.length)));
const someLine = (change: (lines: string[], at: number) => void): fc.Arbitrary<Mutation> =>
  share.map(at => text => {
    const lines = text.split('\n');
    change(lines, Math.floor(at * lines.length));
    return lines.join('\n');
  });

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.constantFrom(...TOKENS).chain(token => somewhere((text, at) => text.slice(0, at) + token + text.slice(at))),
  fc.constantFrom(...VALUES).chain(value => someLine((lines, at) => { lines[at] = lines[at].replace(/^(\s*(?:- )?[\w./-]+:\s+).*$/, (_, key) => key + value); })),
  somewhere((text, at) => text.slice(0, at) + text.slice(at + 3)),
  somewhere((text, at) => text.slice(0, at + 1)),
  someLine((lines, at) => { lines.splice(at, 1); }),
  someLine((lines, at) => { lines.splice(at, 0, lines[at]); }),
);

test('a spoiled document gives findings with path and reason, or one line that says why it cannot be read', () => {
  const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });
  const spoiled = fc.tuple(fc.constantFrom(...documents), mutations).map(([text, changes]) => changes.reduce((t, change) => change(t), text));
  fc.assert(fc.property(spoiled, text => {
    const start = Date.now();
    try {
      const manifests = Manifests.fromYaml(text);
      for (const { message, hint, path: field, line } of validate(manifests).findings.map(findingToJson)) {
        expect([typeof message, typeof hint, typeof field, typeof line]).toEqual(['string', 'string', 'string', 'number']);
      }
      expect(manifests.pods.length + manifests.ofHost('a').length).toBeGreaterThanOrEqual(0);
    } catch (e) {
      if (!(e instanceof InputError)) { throw e; }
      expect(e.message).toMatch(/^input:\d+: .+$/);
    }
    expect(Date.now() - start).toBeLessThan(1000);
  }), { numRuns: MUTATIONS, seed: 5 });
}, 30_000 + MUTATIONS * 5);
