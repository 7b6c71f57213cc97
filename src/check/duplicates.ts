import { isDeepStrictEqual } from 'util';
import { warning } from '../analysis';
import { Finding, Manifest, Manifests } from '../manifests';

const DUPLICATE = warning('CDI0301', 'DuplicateManifest');

/** Documents that are different and describe one object: what is applied last is what there is. */
export function * duplicates(manifests: Manifests): Generator<Finding> {
  for (const [first, ...others] of repeated(manifests)) {
    const other = manifests.all[first];
    for (const place of others) {
      const manifest = manifests.all[place];
      if (isDeepStrictEqual({ ...other.object, apiVersion: '' }, { ...manifest.object, apiVersion: '' })) { continue; }
      const { file, construct } = other.origin;
      const where = file === undefined ? construct : `${file}:${other.line()}`;
      yield DUPLICATE.at(manifest, ['metadata', 'name'],
        `${manifest.kind} ${manifests.namespaceOf(manifest)}/${manifest.name} is described twice, and differently${where ? ` (first in ${where})` : ''}, so what is applied last replaces the other`,
        'keep one, or give one of them another name or namespace');
    }
  }
}

/** Of manifests that describe one object the last, as it is there once all are applied: `admitted` are they as the API server goes on with them. */
export function lastOfEach(manifests: Manifests, admitted: readonly Manifest[]): readonly Manifest[] {
  const groups = repeated(manifests);
  if (groups.length === 0) { return admitted; }
  const last: (Manifest | undefined)[] = [...admitted];
  for (const [first, ...others] of groups) {
    last[first] = admitted[others[others.length - 1]];
    for (const other of others) { last[other] = undefined; }
  }
  return last.filter(manifest => manifest !== undefined);
}

const known = new WeakMap<Manifests, readonly (readonly number[])[]>();

/** Places of the manifests of each object that several describe. */
function repeated(manifests: Manifests): readonly (readonly number[])[] {
  let groups = known.get(manifests);
  if (!groups) { known.set(manifests, groups = groupsOf(manifests)); }
  return groups;
}

function groupsOf(manifests: Manifests): number[][] {
  const first = new Map<string, number>();
  const groups = new Map<number, number[]>();
  manifests.all.forEach((manifest, i) => {
    const key = identity(manifests, manifest);
    if (key === undefined) { return; }
    const other = first.get(key);
    const group = other === undefined ? undefined : groups.get(other);
    if (other === undefined) { first.set(key, i); } else if (group) { group.push(i); } else { groups.set(other, [other, i]); }
  });
  return [...groups.values()];
}

/** What tells an object from others; nothing if the API server is to find a name for it. */
function identity(manifests: Manifests, manifest: Manifest): string | undefined {
  if (typeof manifest.object.metadata?.name !== 'string') { return undefined; }
  return `${manifest.group} ${manifest.kind} ${manifests.namespaceOf(manifest)} ${manifest.name}`;
}
