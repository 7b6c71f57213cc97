import { Duration, Testing } from 'cdk8s';
import { checkKinds, Kinds } from '../../src/core/kinds';

const chart = Testing.chart();
const KINDS: Kinds<{ [field: string]: unknown }> = {
  text: 'text',
  texts: 'texts',
  truth: 'truth',
  struct: 'struct',
  structs: 'structs',
  map: 'map',
  labels: 'labels',
  metadata: 'metadata',
  duration: 'duration',
  named: 'named',
  allNamed: 'allNamed',
  member: ['A', 'B'],
  other: 'elsewhere',
};
const STRUCT = 'allowed a struct; write it like { field: value }';

test('values of the right kinds', () => {
  const given = {
    text: '',
    texts: [],
    truth: false,
    struct: {},
    structs: [{}],
    map: { '': '' },
    labels: { a: 'b' },
    metadata: { name: 'x', labels: {}, annotations: {} },
    duration: Duration.seconds(1),
    named: { name: 'x' },
    allNamed: [{ name: 'x' }],
    member: 'B',
    other: null,
    more: 1,
  };
  expect(checkKinds(chart, 'f', given, KINDS)).toBe(given);
  expect(checkKinds(chart, '', { text: undefined }, KINDS)).toEqual({});
});

test.each<[string, unknown, string]>([
  ['text', 1, 'f.text: given 1, allowed a text; give a string'],
  ['text', null, 'f.text: given null, allowed a text; give a string'],
  ['texts', 'a', 'f.texts: given "a", allowed a list; put it in brackets'],
  ['texts', ['a', 1], 'f.texts[1]: given 1, allowed a text; give a string'],
  ['texts', [null], 'f.texts[0]: given nothing, allowed a value; drop it from the list, or say what it is'],
  ['truth', 'true', 'f.truth: given "true", allowed true or false; give one of the two'],
  ['struct', 'a', `f.struct: given "a", ${STRUCT}`],
  ['struct', [], `f.struct: given [], ${STRUCT}`],
  ['struct', null, `f.struct: given null, ${STRUCT}`],
  ['structs', [{}, 'a'], `f.structs[1]: given "a", ${STRUCT}`],
  ['map', 'a', 'f.map: given "a", allowed a map from names to values; write it like { name: value }'],
  ['map', { a: 1 }, 'f.map["a"]: given 1, allowed a text; give a string'],
  ['map', JSON.parse('{"__proto__":"a"}'), 'f.map: given "__proto__", allowed any other key; rename it'],
  ['labels', { a: 'ü' }, 'f.labels["a"]: given "ü", allowed the value of a label (letters, digits, "-", "_" and ".", at most 63 characters, a letter or digit at both ends); give a value that a label can have'],
  ['metadata', 'a', `f.metadata: given "a", ${STRUCT}`],
  ['metadata', { labels: 'a' }, 'f.metadata.labels: given "a", allowed a map from names to values; write it like { name: value }'],
  ['metadata', { annotations: { a: 1 } }, 'f.metadata.annotations["a"]: given 1, allowed a text; give a string'],
  ['duration', 30, 'f.duration: given 30, allowed a Duration; give a Duration'],
  ['named', 'a', 'f.named: given "a", allowed a construct, or what fromXxxName makes; give a construct, or what fromXxxName makes'],
  ['allNamed', ['a'], 'f.allNamed[0]: given "a", allowed a construct, or what fromXxxName makes; give a construct, or what fromXxxName makes'],
  ['member', 'C', 'f.member: given "C", allowed A, B; give one of these'],
])('%s %j is refused', (field, value, message) => {
  expect(() => checkKinds(chart, 'f', { [field]: value }, KINDS)).toThrow(new Error(`[test] ${message}`));
});

test.each([[undefined, 'nothing'], [null, 'null'], ['a', '"a"']])('%j is no struct', (given: any, text) => {
  expect(() => checkKinds(chart, '', given, KINDS)).toThrow(new Error(`[test] props: given ${text}, ${STRUCT}`));
});
