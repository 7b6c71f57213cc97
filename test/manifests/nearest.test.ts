import * as fc from 'fast-check';
import { nearest, NearestName } from '../../src/manifests';

test('the nearest name is the one with the fewest letters changed, if they are few', () => {
  const names = ['reviews', 'ratings', 'details'];
  expect(['review', 'Reviews', 'reviewss', 'raitings', 'productpage', 'r'].map(name => nearest(name, names)))
    .toEqual(['reviews', 'reviews', 'reviews', 'ratings', undefined, undefined]);
});

test('a name with one letter wrong is found among any number of names', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 6, maxLength: 8 });
  fc.assert(fc.property(fc.array(name, { minLength: 1, maxLength: 20 }), fc.nat(), fc.constantFrom('', 'x'), (names, at, letter) => {
    const wrong = names[0].slice(0, at % names[0].length) + letter + names[0].slice(at % names[0].length + 1);
    const found = new NearestName(names).to(wrong);
    expect(found).toBeDefined();
    expect(nearest(wrong, names)).toBeDefined();
    expect(names).toContain(found);
  }));
  expect(new NearestName(['productpage']).to('reviews')).toBeUndefined();
});
