import * as fc from 'fast-check';

type Json = any;

/** Where a value stands: what holds it, and under which key. */
interface Place {
  readonly holder: Json;
  readonly key: string | number;
}

type Change = (objects: Json, places: readonly Place[], at: number, other: number) => void;

const KEYS = [
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', '', ' ', 'ключ', 'é', 'e\u0301', '\u{1F600}', '\u202e', '\u0000', '\ud800', 'a\nb', 'a.b', '0', '-1', 'x'.repeat(300),
];
const NUMBERS = [1e308, -1e308, 5e-324, -0, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 53 + 2, -(2 ** 63), 2 ** 64, 1e21, 0.1];
const OTHERS: readonly Json[] = [null, true, 0, '', 'a', [], {}, [null], [[]], [{}], [''], { '': null }];

/** Objects of Kubernetes in which values and keys were replaced by what hardly ever stands there; they go through JSON. */
export function withSpoiledValues(objects: fc.Arbitrary<readonly object[]>, most = 4): fc.Arbitrary<Json[]> {
  const share = fc.integer({ min: 0, max: 999_999 }).map(n => n / 1_000_000);
  return fc.tuple(objects, fc.array(fc.tuple(change, share, share), { minLength: 1, maxLength: most })).map(([given, changes]) => {
    const spoiled: Json = structuredClone(given);
    for (const [spoil, at, other] of changes) {
      const places = spoiled.flatMap((object: Json) => placesIn(object));
      if (places.length > 0) { spoil(spoiled, places, at, other); }
    }
    return spoiled;
  });
}

function placesIn(holder: Json, places: Place[] = []): Place[] {
  for (const key of Array.isArray(holder) ? holder.keys() : Object.keys(holder)) {
    places.push({ holder, key });
    const value = get({ holder, key });
    if (value !== null && typeof value === 'object') { placesIn(value, places); }
  }
  return places;
}

const get = ({ holder, key }: Place): Json => Object.getOwnPropertyDescriptor(holder, key)?.value;
/** Also under `__proto__`, as YAML and JSON do. */
const set = ({ holder, key }: Place, value: Json) => {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
};
const one = <T>(items: readonly T[], at: number): T => items[Math.floor(at * items.length)];

type Replace = (value: Json) => Json;

const item = (replace: Replace): Change => (_, places, at) => {
  const items = places.filter(({ holder }) => Array.isArray(holder));
  if (items.length > 0) { set(one(items, at), replace(get(one(items, at)))); }
};
const anywhere = (replace: Replace): Change => (_, places, at) => {
  const place = one(places, at);
  set(place, replace(get(place)));
};
const ofObject = (field: string, value: Json): Change => (objects, _, at) => {
  set({ holder: one<Json>(objects, at), key: field }, structuredClone(value));
};
const ofMetadata = (field: string, value: Json): Change => (_, places, at) => {
  const all = places.filter(({ key }) => key === 'metadata').map(get).filter(metadata => metadata !== null && typeof metadata === 'object');
  if (all.length > 0) { set({ holder: one(all, at), key: field }, structuredClone(value)); }
};

const renamed = (to: string): Change => (_, places, at) => {
  const { holder, key } = one(places, at);
  if (Array.isArray(holder)) { return; }
  const value = get({ holder, key });
  delete holder[key];
  set({ holder, key: to }, value);
};
const withKey = (key: string, value: Json): Change => anywhere(holder => {
  if (isMap(holder)) { set({ holder, key }, structuredClone(value)); }
  return holder;
});
const withItems = (value: Json): Change => anywhere(list => Array.isArray(list) ? [structuredClone(value), ...list, null] : list);
/** Two values change places, however deep they stand. */
const swapped: Change = (_, places, at, other) => {
  const [a, b] = [one(places, at), one(places, other)];
  const [ofA, ofB] = [structuredClone(get(a)), structuredClone(get(b))];
  set(a, ofB);
  set(b, ofA);
};

const isMap = (value: Json): boolean => value !== null && typeof value === 'object' && !Array.isArray(value);

const key = fc.constantFrom(...KEYS);
const number = fc.constantFrom(...NUMBERS);
const other = fc.constantFrom(...OTHERS);
const head = fc.tuple(fc.constantFrom('kind', 'apiVersion'), fc.constantFrom<Json>('', ' ', '/', 'v1', 'List', 1, null, []));
const part = fc.tuple(fc.constantFrom('metadata', 'spec', 'data', 'status'), other);
const ofItsMetadata = fc.tuple(
  fc.constantFrom('name', 'namespace', 'generateName', 'labels', 'annotations', 'ownerReferences', 'finalizers', 'uid', 'creationTimestamp'),
  fc.constantFrom<Json>(...OTHERS, { app: null }, { app: 1, version: ['v1'] }, { ['__proto__']: 'a' }, '\u202e', 'x'.repeat(300)),
);

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: other.map(value => item(() => structuredClone(value))) },
  { weight: 2, arbitrary: other.map(withItems) },
  // as lists and maps are mistaken for one another
  fc.constant(anywhere(value => [value])),
  fc.constant(anywhere(value => Array.isArray(value) ? { ...value } : isMap(value) ? Object.values(value) : String(value))),
  fc.constant(anywhere(value => Array.isArray(value) ? value[0] ?? null : { value })),
  fc.constant(swapped),
  { weight: 2, arbitrary: number.map(huge => anywhere(value => typeof value === 'number' ? huge : value)) },
  number.map(huge => anywhere(() => huge)),
  { weight: 2, arbitrary: key.map(renamed) },
  { weight: 2, arbitrary: fc.tuple(key, other).map(([name, value]) => withKey(name, value)) },
  head.map(([field, value]) => ofObject(field, value)),
  part.map(([field, value]) => ofObject(field, value)),
  { weight: 2, arbitrary: ofItsMetadata.map(([field, value]) => ofMetadata(field, value)) },
);
