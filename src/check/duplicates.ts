import { isDeepStrictEqual } from 'util';
import { warning } from '../analysis';
import { Finding, Manifest, Manifests } from '../manifests';

const DUPLICATE = warning('CDI0301', 'DuplicateManifest');

/** Documents that are different and describe one object: what is applied last is what there is. */
export function * duplicates(manifests: Manifests): Generator<Finding> {
  const first = new Map<string, Manifest>();
  for (const manifest of manifests) {
    if (manifest.name === '') { continue; }
    const key = identity(manifests, manifest);
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
  const last = new Map<string, Manifest>();
  for (const manifest of all) { last.set(manifest.name === '' ? `${last.size}` : identity(manifests, manifest), manifest); }
  return last.size === all.length ? all : [...last.values()];
}

const identity = (manifests: Manifests, manifest: Manifest) => `${manifest.group} ${manifest.kind} ${manifests.namespaceOf(manifest)} ${manifest.name}`;
