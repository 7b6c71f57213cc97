import * as fs from 'fs';
import * as path from 'path';
import * as fc from 'fast-check';
import { documentOf } from './documents';
import { spoiledDocumentOf } from './spoil';
import { FieldError } from '../../src/validation/field-error';
import { listErrors } from '../../src/validation/list-rules';
import { Pruner } from '../../src/validation/prune';
import { RawSchema, Schema } from '../../src/validation/schema';
import { isSound } from '../../src/validation/sound';
import { StructuralCheck } from '../../src/validation/structural';

const RUNS = 150;
const build = (raw: RawSchema): Schema => new Schema(raw, build);

/** What the long ways say: what is dropped, and what is wrong; and what they make of the value. */
function judged(value: any, schema: Schema) {
  const said: FieldError[] = [];
  const dropped: string[] = [];
  const pruned = new Pruner(steps => { dropped.push(steps.join('.')); }).prune(value, schema);
  said.push(...StructuralCheck.errors(pruned, schema), ...listErrors(pruned, schema));
  return { dropped, said: said.map(({ message }) => message), pruned };
}

const KINDS = ['VirtualService', 'DestinationRule', 'ServiceEntry', 'Gateway', 'HTTPRoute', 'BackendTLSPolicy'];
const crds: any[] = ['istio', 'gateway-api-experimental']
  .flatMap(file => JSON.parse(fs.readFileSync(path.join(__dirname, `../../imports/schemas/${file}.json`), 'utf8')))
  .filter(({ kind }) => KINDS.includes(kind));

test('whatever is sound is taken as it is by the ways that find words', () => {
  let [sound, other] = [0, 0];
  for (const { schema: { properties: { spec } } } of crds) {
    const schema = build(spec);
    for (const document of fc.sample(fc.oneof(documentOf(spec), spoiledDocumentOf(spec, 0.01)), { numRuns: RUNS, seed: 5 })) {
      if (!isSound(document, schema)) {
        other++;
        continue;
      }
      sound++;
      const { dropped, said, pruned } = judged(document, schema);
      expect({ document, dropped, said, same: pruned === document }).toEqual({ document, dropped: [], said: [], same: true });
    }
  }
  expect(Math.min(sound, other)).toBeGreaterThan(RUNS / 4);
});

const SCHEMA = build({
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', maxLength: 5 },
    port: { 'x-kubernetes-int-or-string': true },
    number: { type: 'integer', minimum: 1 },
    any: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    few: { type: 'array', maxItems: 1, items: { type: 'string' } },
    keyed: { 'type': 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['key'], 'items': { type: 'object', properties: { key: { type: 'string' } } } },
    filled: { type: 'object', properties: { mode: { type: 'string', default: 'a' } } },
    one: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } }, oneOf: [{ required: ['a'] }, { required: ['b'] }] },
  },
});

test.each<[object, boolean]>([
  [{ name: 'a' }, true],
  [{}, false],
  [{ name: 'abcdef' }, false],
  [{ name: 1 }, false],
  [{ name: null }, false],
  [{ name: 'a', other: 1 }, false],
  [{ name: 'a', port: 80 }, true],
  [{ name: 'a', port: 'http' }, true],
  [{ name: 'a', port: 1.5 }, false],
  [{ name: 'a', port: true }, false],
  [{ name: 'a', number: 0 }, false],
  [{ name: 'a', number: 1 }, true],
  [{ name: 'a', any: { b: null } }, true],
  [{ name: 'a', labels: { b: 'c' } }, true],
  [{ name: 'a', labels: { b: 1 } }, false],
  [{ name: 'a', labels: [] }, false],
  [{ name: 'a', few: ['b'] }, true],
  [{ name: 'a', few: ['b', 'c'] }, false],
  [{ name: 'a', few: {} }, false],
  [{ name: 'a', keyed: [{ key: 'b' }, { key: 'c' }] }, true],
  [{ name: 'a', keyed: [{ key: 'b' }, { key: 'b' }] }, false],
  [{ name: 'a', filled: { mode: 'b' } }, true],
  [{ name: 'a', filled: {} }, false],
  [{ name: 'a', one: { a: 'b' } }, true],
  [{ name: 'a', one: { a: 'b', b: 'c' } }, false],
])('%j is sound: %s', (value, expected) => {
  expect(isSound(value, SCHEMA)).toBe(expected);
});
