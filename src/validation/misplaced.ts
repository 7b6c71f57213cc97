import { Schema } from './schema';
import { schemaAt, Steps, valueAt } from './steps';
import { nearest, pathOf } from '../manifests';

type Json = any;

/** A place below an object where a field may stand. */
interface Place {
  /** Fields that lead there. */
  readonly fields: readonly string[];
  /** Whether it is the items of a list that have the field. */
  readonly inList: boolean;
  /** What describes the field. */
  readonly schema: Schema;
}

/** What to do about a field that the schema does not know. */
export function unknownHint(document: Json, root: Schema, steps: Steps): string {
  const parent = schemaAt(root, steps.slice(0, -1));
  const name = String(steps[steps.length - 1]);
  if (parent?.type && parent.type !== 'object') { return `mend ${pathOf(steps.slice(0, -1))} first: it takes no fields`; }
  const meant = nearest(name, parent?.properties.keys() ?? []);
  if (meant && nearest(name, [meant], 1)) { return siblingHint(meant, parent!.properties.get(meant)!, valueAt(document, steps)); }
  return placeHint(document, root, steps) ?? (meant ? `write ${meant}`
    : 'correct its name, or drop it: kubectl refuses the object, and for other clients the API server drops the field');
}

/** What has one value where a list is wanted is not mended by its name alone. */
function siblingHint(name: string, { type, items }: Schema, value: Json): string {
  const isShort = (typeof value === 'string' && value.length <= 40) || typeof value === 'number';
  if (type !== 'array' || !items || !isShort) { return `write ${name}`; }
  const [only, ...others] = items.required;
  if (items.type === 'object' && only !== undefined && others.length === 0 && fits(value, items.properties.get(only)!)) { return `write ${name}: [{${only}: ${value}}]`; }
  return fits(value, items) ? `write ${name}: [${JSON.stringify(value)}]` : `write ${name}`;
}

/** Says where a field belongs that stands too deep, too high or beside the right place; nothing if no place is likely. */
export function placeHint(document: Json, root: Schema, steps: Steps): string | undefined {
  const name = String(steps[steps.length - 1]);
  const value = valueAt(document, steps);
  const parentSteps = steps.slice(0, -1);
  const parent = schemaAt(root, parentSteps);
  const isThere = (at: Steps) => ({ fields }: Place) => valueAt(document, [...at, fields[0]]) !== undefined;
  const down = parent ? placesBelow(parent, name).filter(({ schema }) => fits(value, schema)) : [];
  const within = down.filter(({ fields }) => fields.length === 1);
  const child = within.find(isThere(parentSteps));
  if (child) { return below(child); }
  for (let depth = steps.length - 2; depth >= 0; depth--) {
    const schema = schemaAt(root, steps.slice(0, depth))?.properties.get(name);
    if (schema && fits(value, schema)) { return depth === 0 ? 'it belongs at the top, beside spec' : `it belongs in ${pathOf(steps.slice(0, depth))}`; }
  }
  const descendant = within[0] ?? down.find(isThere(parentSteps)) ?? down[0];
  if (descendant) { return below(descendant); }
  for (let depth = steps.length - 2; depth >= 0; depth--) {
    const at = steps.slice(0, depth);
    const schema = schemaAt(root, at);
    const places = schema ? placesBelow(schema, name) : [];
    const beside = places.find(place => place.fields.length === 1 && fits(value, place.schema) && isThere(at)(place));
    if (beside) { return `it belongs in ${beside.inList ? 'an item of ' : ''}${pathOf([...at, ...beside.fields])}`; }
  }
  return undefined;
}

const below = ({ fields, inList }: Place) => `it belongs in ${inList ? 'an item of ' : ''}${pathOf(fields)}, ${fields.length === 1 ? 'one level' : 'two levels'} down`;

const known = new WeakMap<Schema, Map<string, Place[]>>();

/** Where, one or two levels below an object, there is a field of a name. */
function placesBelow(parent: Schema, name: string): readonly Place[] {
  let places = known.get(parent);
  if (!places) {
    known.set(parent, places = new Map());
    for (const [field, child] of parent.properties) {
      collect(child, [field], places);
      for (const [inner, grandchild] of objectOf(child).properties) { collect(grandchild, [field, inner], places); }
    }
  }
  return places.get(name) ?? [];
}

/** What a field holds, or the items of the list that it holds. */
const objectOf = (schema: Schema): Schema => schema.items ?? schema;

function collect(holder: Schema, fields: readonly string[], places: Map<string, Place[]>): void {
  for (const [name, schema] of objectOf(holder).properties) {
    const place = { fields, inList: holder.items !== undefined, schema };
    const others = places.get(name);
    if (others) { others.push(place); } else { places.set(name, [place]); }
  }
}

function fits(value: Json, { type, intOrString }: Schema): boolean {
  if (value === null || value === undefined || (type === undefined && !intOrString)) { return true; }
  if (intOrString) { return typeof value !== 'object'; }
  if (type === 'array') { return Array.isArray(value); }
  if (type === 'object') { return typeof value === 'object' && !Array.isArray(value); }
  return type === 'integer' || type === 'number' ? typeof value === 'number' : typeof value === type;
}
