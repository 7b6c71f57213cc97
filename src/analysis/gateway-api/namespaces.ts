import { isSelected, Json, Manifests, record } from '../../manifests';
import { records } from '../fields';

const NAME = 'kubernetes.io/metadata.name';

/**
 * Whether objects of a namespace may attach.
 *
 * @param allowed `from` and `selector`
 * @param own the namespace of what is attached to
 * @returns nothing where that depends on labels of a Namespace that are not known
 */
export function admits(manifests: Manifests, allowed: Json, own: string, namespace: string): boolean | undefined {
  const { from, selector } = record(allowed);
  if (from !== 'Selector') { return from === 'All' || (from !== 'None' && own === namespace); }
  const manifest = manifests.find('', 'Namespace', namespace, namespace);
  const known = manifest !== undefined && (!manifests.isContext(manifest) || Object.keys(manifest.labels).length > 0);
  const labels = { ...manifest?.labels, [NAME]: namespace };
  const requirements = [
    ...Object.entries(record(record(selector).matchLabels)).map(([key, value]) => ({ key, selector: { matchLabels: { [key]: value } } })),
    ...records(record(selector).matchExpressions).map((expression: Json) => ({ key: expression.key, selector: { matchExpressions: [expression] } })),
  ];
  const verdicts = requirements.map(r => known || r.key === NAME ? isSelected(labels, r.selector) : undefined);
  return verdicts.includes(false) ? false : verdicts.includes(undefined) ? undefined : true;
}
