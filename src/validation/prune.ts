import { MapKey, Step } from './field-error';
import { Schema } from './schema';

/** Describes what stands in a list where there should be none. */
const NOTHING: Schema = new Schema({}, (): Schema => NOTHING);

/**
 * A document as the API server goes on with it: without fields that the schema does not know and without nulls where it
 * has none, and with its defaults. The document given is not changed; where there is nothing to do, it is what comes back.
 */
export class Pruner {
  private readonly path: Step[] = [];

  /** `unknown` is told the path of every field that is dropped. */
  constructor(private readonly unknown: (path: readonly Step[]) => void) {}

  public prune(value: unknown, schema: Schema): unknown {
    if (Array.isArray(value)) { return schema.items || !schema.keepsUnknown ? this.list(value, schema.items ?? NOTHING) : value; }
    if (value === null || typeof value !== 'object') { return value; }
    return this.object(value as { [key: string]: unknown }, schema);
  }

  private list(list: unknown[], items: Schema): unknown[] {
    let copy: unknown[] | undefined;
    for (let i = 0; i < list.length; i++) {
      this.path.push(i);
      const value = list[i] === null && !items.nullable && items.default !== undefined ? items.default : list[i];
      const pruned = this.prune(value, items);
      this.path.pop();
      if (pruned !== list[i]) { (copy ??= [...list])[i] = pruned; }
    }
    return copy ?? list;
  }

  private object(object: { [key: string]: unknown }, schema: Schema): unknown {
    let copy: { [key: string]: unknown } | undefined;
    for (const key in object) {
      if (!Object.hasOwn(object, key)) { continue; }
      const named = schema.properties.get(key);
      const property = named ?? schema.values;
      if (!property) {
        if (schema.takesAny) { continue; }
        this.path.push(key);
        this.unknown(this.path);
        this.path.pop();
        delete (copy ??= { ...object })[key];
        continue;
      }
      const value = object[key];
      if (value === null && !property.nullable) {
        delete (copy ??= { ...object })[key];
        continue;
      }
      if (value === null || typeof value !== 'object') { continue; }
      this.path.push(named ? key : new MapKey(key));
      const pruned = this.prune(value, property);
      this.path.pop();
      if (pruned !== value) { (copy ??= { ...object })[key] = pruned; }
    }
    for (const [name, property] of schema.defaulted) {
      if (!Object.hasOwn(copy ?? object, name)) { (copy ??= { ...object })[name] = this.prune(property.default, property); }
    }
    return copy ?? object;
  }
}
