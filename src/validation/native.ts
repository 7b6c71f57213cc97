import { RawSchema, Schema } from './schema';

/**
 * The schemas of Kubernetes' own kinds, by the name of their definition. Their defaults are set by code, and not all stand
 * there; what lists hold but once is the matter of code, too.
 */
export function nativeSchemas(definitions: { readonly [name: string]: RawSchema }): (name: string) => Schema {
  const made = new Map<string, Schema>();
  const definition = (name: string): Schema => {
    let schema = made.get(name);
    if (!schema) {
      schema = build(definitions[name]);
      made.set(name, schema);
    }
    return schema;
  };
  const build = (raw: RawSchema): Schema => {
    const reference: string | undefined = raw.$ref ?? (raw.allOf?.length === 1 ? raw.allOf[0].$ref : undefined);
    if (reference) { return definition(reference.slice(reference.lastIndexOf('/') + 1)); }
    if (raw.oneOf) { return new Schema(numberOrString(raw), build); }
    const { default: _, 'x-kubernetes-list-type': __, ...rest } = raw;
    // an object of which nothing is said holds anything, such as who manages which field
    return new Schema(isFree(raw) ? { ...rest, 'x-kubernetes-preserve-unknown-fields': true } : rest, build);
  };
  return definition;
}

const isFree = ({ type, properties, additionalProperties }: RawSchema) => type === 'object' && !properties && !additionalProperties;

/** IntOrString and Quantity, the two types that are one of two. */
function numberOrString(raw: RawSchema): RawSchema {
  return raw.oneOf.some((s: RawSchema) => s.type === 'integer') ? { 'x-kubernetes-int-or-string': true } : { anyOf: raw.oneOf };
}
