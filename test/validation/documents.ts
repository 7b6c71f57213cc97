import * as fc from 'fast-check';

/** Texts that rules, formats and patterns tell apart. */
const TEXTS = [
  '', 'a', '*', 'A_b', 'foo.example.com', '*.foo.com', 'x.cluster.local', '1.2.3.4', '::1',
  '5s', '0s', '1h', '90m', '1d', '500us', '1.5h', 'http://a.b/c', 'oci://x', 'file:///x',
  '80', '70000', '/x', '/a//b', '/a/../b', '/%2f', 'a/b', 'a/b/c', 'unix:///x', 'unix://@x', 'Exact', 'PathPrefix', 'Hostname', 'URI', 'Service', 'HTTP', 'HTTPS', 'TLS',
  'x'.repeat(70), 'é', '\u{1F600}', '10%', '%zz', ':', 'WAYPOINT', 'default',
];

/** Documents that have the types of a schema, though what stands there may be wrong or missing. */
export function documentOf(schema: any, depth = 0): fc.Arbitrary<any> {
  if (schema.enum) { return fc.constantFrom(...schema.enum); }
  if (schema['x-kubernetes-int-or-string']) { return fc.constantFrom<any>(1, '10%'); }
  switch (schema.type) {
    case 'string': return fc.constantFrom(...TEXTS);
    case 'integer': return fc.constantFrom(0, 1, 80, -1, 200, 65535, 65536, 3_000_000_000);
    case 'number': return fc.constantFrom(0, 1.5, 100, -1);
    case 'boolean': return fc.boolean();
    case 'array': return fc.array(documentOf(schema.items ?? {}, depth + 1), { maxLength: 3 });
    case 'object': return object(schema, depth);
  }
  return fc.constantFrom<any>(1, 'a', {});
}

function object(schema: any, depth: number): fc.Arbitrary<any> {
  if (schema.additionalProperties && typeof schema.additionalProperties === 'object') {
    return fc.dictionary(fc.constantFrom(...TEXTS), documentOf(schema.additionalProperties, depth + 1), { maxKeys: 2 });
  }
  const required: string[] = schema.required ?? [];
  const fields: { [name: string]: fc.Arbitrary<any> } = {};
  for (const [name, property] of Object.entries<any>(schema.properties ?? {})) {
    const weight = required.includes(name) ? 200 : depth > 5 ? 1 : depth > 2 ? 5 : 10;
    fields[name] = fc.oneof({ weight: 10, arbitrary: fc.constant(undefined) }, { weight, arbitrary: documentOf(property, depth + 1) });
  }
  return fc.record(fields).map(record => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));
}
