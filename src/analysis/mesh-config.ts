import { some } from './fields';
import { jsonName, meshConfigFields, wrongType } from './mesh-config-types';
import { InputError, isManifest, Json, Manifest, Manifests, manifestsIn, nearest, readFile, record, yaml, YamlSource } from '../manifests';

/** Istio's MeshConfig, as far as rules ask for it. Any field may be missing. */
export type MeshConfig = Json;

/**
 * The configuration of the mesh that the manifests hold: the ConfigMap that istiod reads, or what an installation makes it of.
 * One that Istio cannot read is none: it is not for the analysis to judge.
 */
export function meshConfigOf(manifests: Manifests): MeshConfig {
  for (const map of manifests.ofKind('', 'ConfigMap')) {
    const text = map.name === 'istio' ? meshTextIn(map) : undefined;
    if (text === undefined) { continue; }
    try {
      const config = record(yaml().load(text));
      if (!wrongType(config)) { return config; }
    } catch {
      // it is no YAML
    }
  }
  for (const installation of [...manifests.ofKind('sailoperator.io', 'Istio'), ...manifests.ofKind('install.istio.io', 'IstioOperator')]) {
    const meshConfig = installedWith(installation);
    if (meshConfig && !wrongType(meshConfig)) { return meshConfig; }
  }
  return {};
}

/** The text of a MeshConfig in a ConfigMap; nothing if it is another one, or no ConfigMap. */
function meshTextIn({ group, kind, object }: Manifest): string | undefined {
  const text = group === '' && kind === 'ConfigMap' ? record(object.data).mesh : undefined;
  return typeof text === 'string' ? text : undefined;
}

function installedWith({ kind, object }: Manifest): Json {
  const spec = record(object.spec);
  const values = record(spec.values).meshConfig;
  // an IstioOperator's own field goes before that of its Helm values
  return kind === 'Istio' || spec.meshConfig === undefined ? values : spec.meshConfig;
}

/**
 * A MeshConfig from a file, as `parseMeshConfig` takes it.
 *
 * @throws InputError if it cannot be read
 */
export function readMeshConfig(file: string): MeshConfig {
  return parseMeshConfig(readFile(file), file);
}

/**
 * A MeshConfig from a text: of itself, or of the ConfigMap or the installation that holds it, which may stand among other objects.
 *
 * @throws InputError if it cannot be read, has a field that no MeshConfig has, or a value that its field does not take
 */
export function parseMeshConfig(text: string, file: string): MeshConfig {
  const documents = [...new YamlSource(text, file).documents()];
  if (documents.some(({ document }) => isManifest(document))) {
    return heldBy(documents.flatMap(({ document, origin }) => manifestsIn(document, origin)), file);
  }
  if (documents.length > 1) { throw new InputError(`${file}: given ${documents.length} documents, allowed one MeshConfig`); }
  const config = checked(documents[0]?.document ?? {}, file);
  const fields = Object.keys(config);
  if (fields.length > 0 && !fields.some(field => meshConfigFields().includes(field))) {
    throw new InputError(`${file}: a MeshConfig has no field ${some(fields)}; ${'meshConfig' in config ? 'give what stands below meshConfig' : 'give the file that Istio reads'}`);
  }
  return config;
}

function heldBy(manifests: readonly Manifest[], file: string): MeshConfig {
  for (const manifest of manifests) {
    const text = meshTextIn(manifest);
    if (text !== undefined) { return parseMeshConfig(text, `${file}: data.mesh of ConfigMap ${manifest.name}`); }
    if (['sailoperator.io Istio', 'install.istio.io IstioOperator'].includes(`${manifest.group} ${manifest.kind}`)) {
      return checked(installedWith(manifest) ?? {}, `${file}: meshConfig of ${manifest.kind} ${manifest.name}`);
    }
  }
  throw new InputError(`${file}: not a MeshConfig: given ${some(manifests.map(({ kind, name }) => `${kind} ${name}`))}, `
    + 'allowed a MeshConfig, or the ConfigMap (data.mesh), Istio or IstioOperator that holds it');
}

/** With fields as JSON names them. What is like no field of Istio 1.31 may be one of a later Istio, or of a provider's. */
function checked(config: Json, place: string): MeshConfig {
  if (config === null || typeof config !== 'object' || Array.isArray(config)) { throw new InputError(`${place}: not a MeshConfig`); }
  const known = meshConfigFields();
  const fields = Object.entries(config).map(([field, value]): [string, Json] => [jsonName(field), value]);
  for (const [field] of fields) {
    const meant = known.includes(field) ? undefined : nearest(field, known);
    if (meant) { throw new InputError(`${place}: a MeshConfig has no field ${field}; write ${meant}`); }
  }
  const complaint = wrongType(config);
  if (complaint) { throw new InputError(`${place}: ${complaint}`); }
  return Object.fromEntries(fields);
}
