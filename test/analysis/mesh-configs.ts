import * as meshConfig from '../../imports/mesh-config';

type Json = any;

const TYPES: Json = meshConfig.TYPES;

/** A place in a MeshConfig, with what fits there and what does not. */
export interface Place {
  readonly path: string;
  /** A MeshConfig with a value at the place, and nothing else but what leads there. */
  readonly put: (value: Json) => Json;
  readonly fits: readonly Json[];
  readonly misfits: readonly Json[];
}

const SCALARS: { readonly [type: string]: Pick<Place, 'fits' | 'misfits'> } = {
  'bool': { fits: [true, false, null], misfits: ['true', 1, [], {}] },
  'string': { fits: ['', 'a', null], misfits: [1, true, ['a'], {}] },
  'int32': { fits: [0, -1, '8', ' 8', 2 ** 31 - 1, null], misfits: [1.5, 2 ** 31, '', '08', '1e2', 'a', true, [], {}] },
  'uint32': { fits: [0, '8', 2 ** 32 - 1, null], misfits: [-1, 2 ** 32, '-1', '-0', 'a', false, [], {}] },
  'int64': { fits: [-1, '9223372036854775807', null], misfits: [0.5, 1e19, '+1', true, [], {}] },
  'double': { fits: [1.5, '1.5', '1e2', 'NaN', '-Infinity', null], misfits: ['10%', '.5', '1e400', 'Inf', true, [], {}] },
  'google.protobuf.Duration': { fits: ['10s', '-1.5h', '.5m2us', '0', '1m3µs', null], misfits: [10, '10', '10 s', '1d', '', 's', '.s', true, [], {}] },
  'google.protobuf.Struct': { fits: [{}, { a: [1, null, { b: true }] }, null], misfits: ['a', 1, true, []] },
};

/** Every place of a MeshConfig. */
export const PLACES: readonly Place[] = placesIn('mesh.v1alpha1.MeshConfig', '', value => value);

function placesIn(type: Json, at: string, put: (value: Json) => Json): Place[] {
  const here = at === '' ? [] : [{ path: at, put, ...fitting(type) }];
  if (Array.isArray(type)) { return [...here, ...placesIn(type[0], `${at}[1]`, value => put([null, value]))]; }
  if (typeof type !== 'string') { return [...here, ...placesIn(type.values, `${at}.a`, value => put({ b: null, a: value }))]; }
  if (TYPES[type] === undefined || Array.isArray(TYPES[type])) { return here; }
  return [...here, ...Object.entries(TYPES[type]).flatMap(([field, of]) => placesIn(of, at === '' ? field : `${at}.${field}`, value => put({ [field]: value })))];
}

function fitting(type: Json): Pick<Place, 'fits' | 'misfits'> {
  if (Array.isArray(type)) { return { fits: [[], [null], null], misfits: [{}, 'a', 1, true] }; }
  if (typeof type !== 'string') { return { fits: [{}, { a: null }, null], misfits: [[], 'a', 1, true] }; }
  if (SCALARS[type]) { return SCALARS[type]; }
  const names = TYPES[type];
  if (Array.isArray(names)) { return { fits: [...names, 0, 77, null], misfits: ['', 'NO_SUCH', '0', 1.5, true, [], {}] }; }
  return { fits: [{}, { fieldOfALaterIstio: 1 }, null], misfits: [[], 'a', 1, true] };
}
