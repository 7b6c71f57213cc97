import * as fs from 'fs';
import * as path from 'path';
import * as fc from 'fast-check';
import { dump } from 'js-yaml';
import { parseYaml } from '../../src/manifests/yaml';

const EXAMPLES = path.join(__dirname, '..', '..', 'examples');

const read = (text: string) => parseYaml({ text, offset: 0 }, offset => `${offset}`);
/** An anchor leaves the document to js-yaml. */
const readByLibrary = (text: string) => read(`--- &all\n${text}`);

const dists = fs.readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.k8s.yaml'));

test.each(dists)('%s is what js-yaml makes of it', file => {
  for (const text of fs.readFileSync(path.join(EXAMPLES, file), 'utf8').split(/^---\n/m)) {
    expect(read(text)).toEqual(readByLibrary(text));
  }
});

test('whatever is written in YAML is what js-yaml makes of it', () => {
  const words = fc.constantFrom('', '~', 'null', 'yes', 'No', 'on', '0777', '0x1F', '1_000', '.5', '1e3', '-', '12:30', '2020-01-01',
    '<<', 'a: b', '# x', ' x ', 'a\nb\n', 'é', "it's", '"');
  const value = fc.letrec(tie => ({
    any: fc.oneof({ maxDepth: 4 }, words, fc.string(), fc.boolean(),
      fc.constant(null), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), tie('list'), tie('map')),
    list: fc.array(tie('any'), { maxLength: 3 }),
    map: fc.dictionary(fc.oneof(words, fc.string()).filter(key => !['<<', '__proto__'].includes(key)), tie('any'), { maxKeys: 3 }),
  })).map;
  const style = fc.record({ flowLevel: fc.constantFrom(-1, 0, 1, 2), indent: fc.constantFrom(1, 2, 4), lineWidth: fc.constantFrom(-1, 20) });
  fc.assert(fc.property(value, style, (object, options) => {
    const text = dump(object, options);
    expect(read(text)).toEqual(readByLibrary(text));
    expect(read(text)).toEqual([object]);
  }), { numRuns: 1000 });
});

test('keys that are prototypes elsewhere are keys', () => {
  const [document] = read('constructor: 1\n__proto__: { polluted: true }\ntoString: 2');
  expect(Object.keys(document)).toEqual(['constructor', '__proto__', 'toString']);
  expect((document as any).polluted).toBeUndefined();
});
