/**
 * Renews imports/ from its pinned sources: `npx projen import`.
 *
 * imports/schemas/*.json  normalized schemas: served versions, scope, structure and CEL rules, without prose
 * imports/*.ts            the L1 that `cdk8s import` makes of one version of each kind
 * imports/istio-values.ts the public structs of Sail's `values`
 * imports/cel-rules.ts    the CEL rules of the schemas, compiled
 * imports/mesh-config.ts  types of the fields of Istio's MeshConfig
 *
 * Istio, Gateway API and Kubernetes come from the Go modules of go.mod beside this file. Sail has no Go module and ASM
 * publishes no CRD: `sail.json` was made once from the operator's CRDs, `asm.json` is made from `asm.crd.yaml`,
 * written after ASM's Go types.
 */
import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { TypeGenerator } from 'json2jsii';
import * as YAML from 'yaml';
import { compileRules, rulesOf } from './cel';
import { meshConfigTypes } from './mesh-config';

const HERE = __dirname;
const IMPORTS = path.join(HERE, '..', '..', 'imports');
const SCHEMAS = path.join(IMPORTS, 'schemas');

type Json = any;

/** One kind of one API group, as kept in imports/schemas. */
interface Kind {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: string;
  /** Version that `schema` describes. */
  readonly version: string;
  /** All versions that the API server serves. */
  readonly served: string[];
  readonly schema: Json;
  /** Schemas of served versions that differ from `schema`. */
  readonly versions?: Json;
}

function moduleDir(module: string): string {
  let out: string;
  try {
    out = execFileSync('go', ['mod', 'download', '-json', module], { cwd: HERE, encoding: 'utf8' });
  } catch (e) {
    throw new Error(`cannot download the Go module ${module}: is Go 1.26 or newer on the PATH? (${(e as Error).message.split('\n')[0]})`);
  }
  return JSON.parse(out).Dir;
}

function readCrds(file: string): Json[] {
  return YAML.parseAllDocuments(fs.readFileSync(file, 'utf8'), { merge: true })
    .map(d => d.toJSON())
    .filter(d => d?.kind === 'CustomResourceDefinition');
}

function readCrdFolder(dir: string): Json[] {
  return fs.readdirSync(dir).sort().flatMap(f => readCrds(path.join(dir, f)));
}

/** The version to target: v1 where it is served, else the one that is stored. */
function targetVersion(crd: Json): Json {
  const served = crd.spec.versions.filter((v: Json) => v.served);
  return served.find((v: Json) => v.name === 'v1') ?? served.find((v: Json) => v.storage) ?? served[0];
}

/** Drops descriptions and examples; a property that happens to be named `description` stays. */
function withoutProse(schema: Json): Json {
  if (Array.isArray(schema)) { return schema.map(withoutProse); }
  if (schema === null || typeof schema !== 'object') { return schema; }
  const out: Json = {};
  for (const [key, value] of Object.entries<Json>(schema)) {
    if ((key === 'description' && typeof value === 'string') || key === 'example') { continue; }
    out[key] = key === 'properties' || key === 'definitions'
      ? Object.fromEntries(Object.entries<Json>(value).map(([name, property]) => [name, withoutProse(property)]))
      : key === 'default' || key === 'enum' ? value : withoutProse(value);
  }
  return out;
}

function normalize(crds: Json[]): Kind[] {
  return crds.map(crd => {
    const served = crd.spec.versions.filter((v: Json) => v.served);
    const schema = withoutProse(targetVersion(crd).schema.openAPIV3Schema);
    const others = served.map((v: Json) => [v.name, withoutProse(v.schema.openAPIV3Schema)])
      .filter(([, other]: [string, Json]) => JSON.stringify(other) !== JSON.stringify(schema));
    return {
      group: crd.spec.group,
      kind: crd.spec.names.kind,
      plural: crd.spec.names.plural,
      scope: crd.spec.scope,
      version: targetVersion(crd).name,
      served: served.map((v: Json) => v.name),
      schema,
      ...(others.length > 0 ? { versions: Object.fromEntries(others) } : {}),
    };
  }).sort((a, b) => `${a.group}/${a.kind}`.localeCompare(`${b.group}/${b.kind}`));
}

/** A CRD again, for `cdk8s import`, which makes the first version it meets the bare class name. */
function toCrd(kind: Kind): Json {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${kind.plural}.${kind.group}` },
    spec: {
      group: kind.group,
      names: { kind: kind.kind, plural: kind.plural },
      scope: kind.scope,
      versions: [{ name: kind.version, served: true, storage: true, schema: { openAPIV3Schema: kind.schema } }],
    },
  };
}

function save(name: string, content: Json) {
  fs.mkdirSync(SCHEMAS, { recursive: true });
  fs.writeFileSync(path.join(SCHEMAS, name), `${JSON.stringify(content, undefined, 1)}\n`);
}

/** Without `a_b` where there is `aB` too: the L1 knows one name for both, and would write the old one. */
function withoutSnakeTwins(schema: Json): Json {
  if (Array.isArray(schema)) { return schema.map(withoutSnakeTwins); }
  if (schema === null || typeof schema !== 'object') { return schema; }
  const camel = (key: string) => key.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(schema)
    .filter(([key]) => camel(key) === key || !(camel(key) in schema))
    .map(([key, value]) => [key, withoutSnakeTwins(value)]));
}

function importL1(crds: Json[]) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-istio-import-'));
  try {
    const file = path.join(dir, 'crds.yaml');
    fs.writeFileSync(file, crds.map(crd => YAML.stringify(
      { ...crd, spec: { ...crd.spec, versions: [targetVersion(crd)] } }, { aliasDuplicateObjects: false },
    )).join('---\n'));
    execFileSync(path.join(HERE, '../../node_modules/.bin/cdk8s'), [
      'import', file, '--language', 'typescript', '--output', IMPORTS, '--save=false', '--check-upgrade=false',
    ], { stdio: ['ignore', 'ignore', 'inherit'], cwd: dir });
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

/** Gives a type to what the schema leaves open: any keys where it keeps unknown ones, no keys where it has no properties. */
function closed(schema: Json): Json {
  if (Array.isArray(schema)) { return schema.map(closed); }
  if (schema === null || typeof schema !== 'object') { return schema; }
  if (schema['x-kubernetes-preserve-unknown-fields']) { return { type: 'object', additionalProperties: {} }; }
  if (schema.type === 'object' && !schema.properties && !schema.additionalProperties) { return { type: 'object', properties: {} }; }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
}

/**
 * The values of Istio's charts as structs that users see. Without `toJson`: the L1 of Sail has that, and is loaded only
 * where such a resource is rendered.
 */
function importIstioValues(sail: Kind[]) {
  const istio = sail.find(k => k.kind === 'Istio')!;
  const types = new TypeGenerator({ toJson: false });
  types.emitType('IstioValues', described(closed(istio.schema.properties.spec.properties.values), 'values'));
  const code = types.render().replace(/^( +\* )(@schema .*\n)( +\*\/\n +readonly \w+\?:)/gm, '$1@default - as the profile says\n$1$2$3');
  fs.writeFileSync(path.join(IMPORTS, 'istio-values.ts'), `// generated by json2jsii\n${code}`);
}

/** Says of every value where it stands; the CRD that it comes from has no words. */
function described(schema: Json, where: string): Json {
  const properties = schema.properties && Object.fromEntries(Object.entries<Json>(schema.properties)
    .map(([name, property]) => [name, described(property, `${where}.${name}`)]));
  return {
    ...schema,
    description: `\`${where}\``,
    ...(properties ? { properties } : {}),
    ...(schema.items ? { items: described(schema.items, `${where}[]`) } : {}),
  };
}

const DEFINED = `
function defined(result: Record<string, any>): Record<string, any> {
  const r: Record<string, any> = {};
  for (const key in result) { if (result[key] !== undefined) { r[key] = result[key]; } }
  return r;
}
`;

/**
 * The generated code copies an object once for each of its keys; this makes it one copy, as objects with many keys and
 * apps with many objects would feel it.
 */
function makeLinear(file: string) {
  const code = fs.readFileSync(file, 'utf8');
  const linear = code.replace(
    /Object\.entries\(([\w.()]+)\)\.reduce\(\(r, i\) => \(i\[1\] === undefined\) \? r : \(\{ \.\.\.r, \[i\[0\]\]: (.*?) \}\), \{\}\)/g,
    (_, object, value) => object === 'result'
      ? 'defined(result)'
      : `Object.fromEntries(Object.entries(${object}).filter(i => i[1] !== undefined)${value === 'i[1]' ? '' : `.map(i => [i[0], ${value}])`})`,
  ) + DEFINED;
  if (linear.includes('...r,')) { throw new Error(`${file}: cdk8s import writes other code than it did; look at makeLinear`); }
  fs.writeFileSync(file, linear);
}

/** Kinds of Kubernetes itself, with the definitions that they share. */
function kubernetes(dir: string) {
  const documents = ['api__v1', 'apis__apps__v1', 'apis__batch__v1', 'apis__autoscaling__v2', 'apis__policy__v1', 'apis__networking.k8s.io__v1', 'apis__rbac.authorization.k8s.io__v1'];
  const definitions: Json = {};
  const kinds: Json[] = [];
  for (const document of documents) {
    const openapi = JSON.parse(fs.readFileSync(path.join(dir, `${document}_openapi.json`), 'utf8'));
    for (const [name, schema] of Object.entries<Json>(openapi.components.schemas)) {
      definitions[name] = withoutProse(schema);
    }
    for (const [url, operations] of Object.entries<Json>(openapi.paths)) {
      const gvk = operations.post?.['x-kubernetes-group-version-kind'];
      const plural = url.split('/').pop()!;
      const body = Object.values<Json>(operations.post?.requestBody?.content ?? {})[0]?.schema.$ref;
      if (!gvk || !body || url.includes('{name}')) { continue; }
      kinds.push({
        group: gvk.group,
        version: gvk.version,
        kind: gvk.kind,
        plural,
        scope: url.includes('{namespace}') ? 'Namespaced' : 'Cluster',
        definition: body.split('/').pop(),
      });
    }
  }
  const reached = new Set<string>();
  const reach = (schema: Json) => JSON.stringify(schema, (key, value) => {
    if (key === '$ref') {
      const name = value.split('/').pop();
      if (!reached.has(name)) { reached.add(name); reach(definitions[name]); }
    }
    return value;
  });
  kinds.forEach(k => reach({ $ref: `#/definitions/${k.definition}` }));
  const text = JSON.stringify(Object.fromEntries([...reached].sort().map(name => [name, definitions[name]])));
  return {
    kinds: kinds.sort((a, b) => `${a.group}/${a.kind}`.localeCompare(`${b.group}/${b.kind}`)),
    definitions: JSON.parse(text.replaceAll('#/components/schemas/', '#/definitions/')),
  };
}

/** Replaces `x-core: Name` by the definition of core/v1 of that name, as a CRD must spell it out. */
function inlineCore(schema: Json, definitions: Json): Json {
  if (Array.isArray(schema)) { return schema.map(s => inlineCore(s, definitions)); }
  if (schema === null || typeof schema !== 'object') { return schema; }
  const name = schema['x-core'] ? `io.k8s.api.core.v1.${schema['x-core']}` : schema.$ref?.split('/').pop();
  if (name) {
    if (!definitions[name]) { throw new Error(`no definition of ${name}`); }
    return inlineCore(definitions[name], definitions);
  }
  if (schema.allOf?.length === 1 && schema.allOf[0].$ref) {
    const { allOf, default: _, ...rest } = schema;
    return { ...inlineCore(allOf[0], definitions), ...rest };
  }
  if (schema.oneOf && schema.format === 'int-or-string') { return { 'x-kubernetes-int-or-string': true }; }
  if (schema.oneOf && schema.oneOf.some((o: Json) => o.type === 'number')) { return { 'x-kubernetes-int-or-string': true }; }
  return Object.fromEntries(Object.entries(schema)
    .filter(([key]) => key !== 'x-kubernetes-unions')
    .map(([key, value]) => [key, inlineCore(value, definitions)]));
}

function main() {
  fs.readdirSync(IMPORTS).filter(f => f.endsWith('.ts')).forEach(f => fs.rmSync(path.join(IMPORTS, f)));

  const istioApi = moduleDir('istio.io/api');
  const istio = readCrds(path.join(istioApi, 'kubernetes/customresourcedefinitions.gen.yaml'));
  const gatewayApi = path.join(moduleDir('sigs.k8s.io/gateway-api'), 'config/crd');
  const core = kubernetes(path.join(moduleDir('k8s.io/kubernetes'), 'api/openapi-spec/v3'));
  const experimental = readCrdFolder(path.join(gatewayApi, 'experimental'));
  const asm = inlineCore(readCrds(path.join(HERE, 'asm.crd.yaml')), core.definitions);
  const sail = JSON.parse(fs.readFileSync(path.join(SCHEMAS, 'sail.json'), 'utf8')) as Kind[];

  const files: { [name: string]: Kind[] } = {
    'istio': normalize(istio),
    'gateway-api-standard': normalize(readCrdFolder(path.join(gatewayApi, 'standard'))),
    'gateway-api-experimental': normalize(experimental),
    'asm': normalize(asm),
  };
  for (const name in files) { save(`${name}.json`, files[name]); }
  save('kubernetes.json', core);

  importL1(withoutSnakeTwins(istio));
  importL1(experimental); // holds every kind and field of the standard channel
  importL1(asm);
  importL1(sail.map(toCrd));
  fs.readdirSync(IMPORTS).filter(f => f.endsWith('.ts')).forEach(f => makeLinear(path.join(IMPORTS, f)));
  importIstioValues(sail);
  fs.writeFileSync(path.join(IMPORTS, 'cel-rules.ts'), compileRules(rulesOf([...Object.values(files), sail])));
  fs.writeFileSync(path.join(IMPORTS, 'mesh-config.ts'), meshConfigTypes(istioApi));
}

main();
