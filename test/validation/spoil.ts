import * as fc from 'fast-check';
import { documentOf } from './documents';

/** Documents of a schema in which some values are replaced by others, of any type. */
export function spoiledDocumentOf(schema: any, share = 0.05): fc.Arbitrary<any> {
  return fc.tuple(documentOf(schema), fc.infiniteStream(fc.integer({ min: 0, max: 999_999 })), fc.infiniteStream(anything))
    .map(([document, dice, values]) => {
      const spoil = (value: any): any => {
        if (dice.next().value! < share * 1_000_000) { return values.next().value; }
        if (Array.isArray(value)) { return value.map(spoil); }
        return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, spoil(v)])) : value;
      };
      return spoil(document);
    });
}

const anything = fc.oneof(
  fc.constantFrom<any>(null, 0, 1, -1, 1.5, 70_000, true, 'x', '*', [], {}, [null], { a: 1 }),
  fc.jsonValue({ maxDepth: 2 }),
);
