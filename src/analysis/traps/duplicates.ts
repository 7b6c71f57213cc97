import { isDeepStrictEqual } from 'util';
import { Finding, Manifest } from '../../manifests';
import { warning } from '../code';
import { Mesh } from '../mesh';

const DUPLICATE = warning('CDI0301', 'DuplicateManifest');

/** Documents that are different and describe one object: what is applied last is what there is. */
export function * duplicates({ manifests }: Mesh): Generator<Finding> {
  const first = new Map<string, Manifest>();
  for (const manifest of manifests) {
    if (typeof manifest.object.metadata?.name !== 'string') { continue; }
    const namespace = manifests.namespaceOf(manifest);
    const key = `${manifest.group} ${manifest.kind} ${namespace} ${manifest.name}`;
    const other = first.get(key);
    if (!other) {
      first.set(key, manifest);
    } else if (!isDeepStrictEqual({ ...other.object, apiVersion: '' }, { ...manifest.object, apiVersion: '' })) {
      const { file, construct } = other.origin;
      yield DUPLICATE.at(manifest, ['metadata', 'name'],
        `${manifest.kind} ${namespace}/${manifest.name} is described twice, and differently${file ?? construct ? ` (first in ${file ?? construct}${file === undefined ? '' : `:${other.line()}`})` : ''}, so what is applied last replaces the other`,
        'keep one, or give one of them another name or namespace');
    }
  }
}
