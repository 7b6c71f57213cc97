import { isDeepStrictEqual } from 'util';
import { warning } from '../analysis';
import { Finding, Manifest, Manifests } from '../manifests';

const DUPLICATE = warning('CDI0301', 'DuplicateManifest');

/** Documents that are different and describe one object: what is applied last is what there is. */
export function * duplicates(manifests: Manifests): Generator<Finding> {
  const first = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const key = identity(manifests, manifest);
    if (key === undefined) { continue; }
    const other = first.get(key);
    if (!other) {
      first.set(key, manifest);
    } else if (!isDeepStrictEqual({ ...other.object, apiVersion: '' }, { ...manifest.object, apiVersion: '' })) {
      const { file, construct } = other.origin;
      const where = file === undefined ? construct : `${file}:${other.line()}`;
      yield DUPLICATE.at(manifest, ['metadata', 'name'],
        `${manifest.kind} ${manifests.namespaceOf(manifest)}/${manifest.name} is described twice, and differently${where ? ` (first in ${where})` : ''}, so what is applied last replaces the other`,
        'keep one, or give one of them another name or namespace');
    }
  }
}

/** Of manifests that describe one object the last, as it is there once all are applied. */
export function lastOfEach(manifests: Manifests, all: readonly Manifest[]): readonly Manifest[] {
  const last = new Map<string | Manifest, Manifest>();
  for (const manifest of all) { last.set(identity(manifests, manifest) ?? manifest, manifest); }
  return last.size === all.length ? all : [...last.values()];
}

/** What tells an object from others; nothing if the API server is to find a name for it. */
function identity(manifests: Manifests, manifest: Manifest): string | undefined {
  if (typeof manifest.object.metadata?.name !== 'string') { return undefined; }
  return `${manifest.group} ${manifest.kind} ${manifests.namespaceOf(manifest)} ${manifest.name}`;
}
