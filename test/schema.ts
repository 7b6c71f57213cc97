/**
 * What the API server's structural check says of a document, by the schemas in imports/: wrong types, missing and unknown
 * fields, enums and bounds. CEL rules are not run.
 */
import * as fs from 'fs';
import * as path from 'path';
import Ajv, { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

const SCHEMAS = path.join(__dirname, '..', 'imports', 'schemas');
const CRD_FILES = ['istio.json', 'gateway-api-experimental.json', 'sail.json', 'asm.json'];

const ajv = addFormats(new Ajv({ strict: false, allErrors: true, validateFormats: true }));
// formats of Kubernetes that say how a number is kept, not what it looks like
['int32', 'int64', 'uint32', 'double', 'float', 'int-or-string', 'byte'].forEach(f => ajv.addFormat(f, true));

const kinds = new Map<string, () => ValidateFunction>();

function memo(make: () => ValidateFunction): () => ValidateFunction {
  let made: ValidateFunction | undefined;
  return () => made ?? (made = make());
}

/** Refuses unknown fields, takes integers and strings where both are meant, and null where it is. */
function strict(schema: any): any {
  if (Array.isArray(schema)) { return schema.map(strict); }
  if (schema === null || typeof schema !== 'object') { return schema; }
  const out: any = {};
  for (const [key, value] of Object.entries<any>(schema)) {
    if (key.startsWith('x-kubernetes-')) { continue; }
    out[key] = key === 'properties' || key === 'definitions'
      ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, strict(v)]))
      : key === 'default' || key === 'enum' ? value : strict(value);
  }
  if (schema['x-kubernetes-int-or-string']) { delete out.type; out.oneOf = [{ type: 'integer' }, { type: 'string' }]; }
  if (out.nullable) { out.type = [out.type, 'null']; delete out.nullable; }
  if (out.properties && out.additionalProperties === undefined && !schema['x-kubernetes-preserve-unknown-fields'] && out.type === 'object') {
    out.additionalProperties = false;
  }
  return out;
}

for (const file of CRD_FILES) {
  for (const kind of JSON.parse(fs.readFileSync(path.join(SCHEMAS, file), 'utf8'))) {
    for (const version of kind.served) {
      kinds.set(`${kind.group}/${version}/${kind.kind}`, memo(() => {
        const schema = strict(kind.schema);
        Object.assign(schema.properties, { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } });
        return ajv.compile(schema);
      }));
    }
  }
}
const core = JSON.parse(fs.readFileSync(path.join(SCHEMAS, 'kubernetes.json'), 'utf8'));
ajv.addSchema(strict({ $id: 'kubernetes', definitions: core.definitions }));
for (const kind of core.kinds) {
  kinds.set(`${kind.group ? `${kind.group}/` : ''}${kind.version}/${kind.kind}`, memo(() => ajv.compile({ $ref: `kubernetes#/definitions/${kind.definition}` })));
}

/** What is wrong with a document; nothing if its schema takes it. */
export function schemaErrors(document: any): string[] {
  const validate = kinds.get(`${document.apiVersion}/${document.kind}`);
  if (!validate) { return [`no schema for ${document.apiVersion} ${document.kind}`]; }
  const check = validate();
  return check(document) ? [] : (check.errors ?? []).map(e => `${e.instancePath || '/'} ${e.message} ${JSON.stringify(e.params)}`);
}
