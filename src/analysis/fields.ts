import { Json, Manifest, record } from '../manifests';
import { Mesh } from './mesh';

/** The fields of a manifest's spec; none if it has no spec. */
export const specOf = (manifest: Manifest): { readonly [field: string]: Json } => record(manifest.object.spec);

/** The items of a list that may be missing. */
export const list = (value: Json): readonly Json[] => Array.isArray(value) ? value : [];

/** The objects in a list that may be missing, with an empty one where something else stands, so that places in the list stay as they are. */
export function records(value: Json): readonly { readonly [field: string]: Json }[] {
  const items = list(value);
  return items.every(isObject) ? items : items.map(record);
}

/** The value if it is a text. */
export const text = (value: Json): string | undefined => typeof value === 'string' ? value : undefined;

/** The strings in a list that may be missing. */
export const strings = (value: Json): string[] => list(value).filter(item => typeof item === 'string');

const isObject = (value: Json) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** `namespace/name` of a manifest, with the namespace that it goes to. */
export const fullName = ({ manifests }: Mesh, manifest: Manifest): string => `${manifests.namespaceOf(manifest)}/${manifest.name}`;

/** Something that is made of a mesh when it is first asked for, and once. */
export function once<T>(make: (mesh: Mesh) => T): (mesh: Mesh) => T {
  const made = new WeakMap<Mesh, T>();
  return mesh => {
    let value = made.get(mesh);
    if (value === undefined) { made.set(mesh, value = make(mesh)); }
    return value;
  };
}

/** How many others a field or an object is said to be at odds with: of thousands, nobody reads more. */
export const MOST_OTHERS = 10;

/** Names in a sentence: each once, a few of them, and how many more there are. */
export function some(names: Iterable<string>, most = 5): string {
  const all = [...new Set(names)];
  return all.length <= most ? all.join(', ') : `${all.slice(0, most).join(', ')} and ${all.length - most} more`;
}
