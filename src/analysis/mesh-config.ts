import { InputError, Json, Manifests, readFile, record, yaml } from '../manifests';

/** Istio's MeshConfig, as far as rules ask for it. Any field may be missing. */
export type MeshConfig = Json;

/** The configuration of the mesh that the manifests hold: the ConfigMap that istiod reads, or what an installation makes it of. */
export function meshConfigOf(manifests: Manifests): MeshConfig {
  for (const map of manifests.ofKind('', 'ConfigMap')) {
    if (map.name !== 'istio') { continue; }
    const text = record(map.object.data).mesh;
    if (typeof text !== 'string') { continue; }
    try {
      return record(yaml().load(text));
    } catch {
      // it is not for the analysis to judge
    }
  }
  for (const istio of manifests.ofKind('sailoperator.io', 'Istio')) {
    const { meshConfig } = record(record(istio.object.spec).values);
    if (meshConfig) { return record(meshConfig); }
  }
  for (const operator of manifests.ofKind('install.istio.io', 'IstioOperator')) {
    const { meshConfig } = record(operator.object.spec);
    if (meshConfig) { return record(meshConfig); }
  }
  return {};
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
 * A MeshConfig from a text: of itself, or of the ConfigMap that holds it.
 *
 * @throws InputError if it cannot be read
 */
export function parseMeshConfig(text: string, file: string): MeshConfig {
  const config = load(text, file);
  return config.kind === 'ConfigMap' ? load(String(record(config.data).mesh ?? ''), file) : config;
}

function load(text: string, file: string): MeshConfig {
  let read: Json;
  try {
    read = yaml().load(text) ?? {};
  } catch (e) {
    throw new InputError(`${file}: not valid YAML: ${(e as Error).message.split('\n')[0]}`);
  }
  if (typeof read !== 'object' || Array.isArray(read)) { throw new InputError(`${file}: not a MeshConfig`); }
  return read;
}
