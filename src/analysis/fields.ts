import { Json, Manifest, record } from '../manifests';
import { Mesh } from './mesh';

/** The fields of a manifest's spec; none if it has no spec. */
export const specOf = (manifest: Manifest): { readonly [field: string]: Json } => record(manifest.object.spec);

/** The items of a list that may be missing. */
export const list = (value: Json): readonly Json[] => Array.isArray(value) ? value : [];

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

/** Names in a sentence: a few of them, and how many more there are. */
export function some(names: readonly string[], most = 5): string {
  return names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}
