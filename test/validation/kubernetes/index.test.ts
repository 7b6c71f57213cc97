import { DOCUMENTS } from './documents';
import { Dice, mutated } from './mutate';
import { refused } from './support';
import { Manifests } from '../../../src/manifests';
import { validate } from '../../../src/validation';
import { Kind, Kinds } from '../../../src/validation/kinds';

test.each(DOCUMENTS.map(document => [document.kind, document.metadata.name, document]))('a sound %s, %s, and its update to itself', (_, __, document) => {
  expect(refused(document)).toEqual([]);
  expect(refused(document, document)).toEqual([]);
});

test.each(DOCUMENTS.map((document, i) => [document.kind, document.metadata.name, document, i]))('whatever a %s, %s, holds, it is judged and stays as it is', (_, __, document, i) => {
  const kinds = Kinds.of('experimental');
  const { schema } = kinds.find(document.apiVersion, document.kind) as Kind;
  const dice = new Dice(i);
  for (let run = 0; run < 100; run++) {
    const given = mutated(document, schema, dice);
    const before = JSON.stringify(given);
    const manifests = Manifests.fromYaml(before);
    for (const { message, hint, path } of validate(manifests, { old: run % 2 ? Manifests.fromYaml(JSON.stringify(document)) : undefined }).findings) {
      expect(`${message} ${hint} ${path}`).not.toMatch(/undefined|\[object|NaN/);
    }
    expect(JSON.stringify(manifests.all[0].object)).toBe(before);
  }
});

test('a document that cannot be read is refused for that alone', () => {
  expect(refused({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' }, spec: { ports: 'none' } }))
    .toEqual(['spec.ports: Invalid value: "string": spec.ports in body must be of type array: "string"']);
  expect(refused({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'x', labels: [] }, spec: {} }))
    .toEqual(['metadata.labels: Invalid value: "array": metadata.labels in body must be of type object: "array"']);
});

test('of other kinds, what the schema asks for', () => {
  expect(refused({ apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'x' }, spec: {} })).toEqual(['spec.limits: Required value']);
});

test.each([
  ['a change', { type: 'b' }, 'leave it as it was, or delete the object and create it anew'],
  ['keys', { data: { 'a b': 'AAEC' } }, 'change it as the message says'],
])('the hint for %s', (_, change, hint) => {
  const secret = (rest: object) => Manifests.fromYaml(JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, type: 'a', ...rest }));
  expect(validate(secret(change), { old: secret({}) }).findings.map(f => f.hint)).toEqual([hint]);
});
