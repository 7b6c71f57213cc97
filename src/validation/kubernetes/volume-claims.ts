import { same } from './defaults';
import { Field } from './field';
import { checkSelector } from './labels';
import { Quantity, quantityOf } from './quantity';
import { dnsSubdomain } from '../forms';

type Json = any;

const MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

/** A PersistentVolumeClaim: a source that it cannot have the API server drops. */
export function checkPersistentVolumeClaim(claim: Field): void {
  const spec = claim.get('spec');
  checkVolumeClaim(spec.holding({ ...spec.value, dataSource: undefined, dataSourceRef: undefined }));
}

/** Once it is made, a claim can ask for more, or for less where it has not been given it yet, and nothing else. */
export function updatePersistentVolumeClaim(claim: Field, old: Json): void {
  const fixed = ({ spec }: Json) => ({
    ...spec, volumeMode: spec?.volumeMode ?? 'Filesystem', volumeName: undefined, volumeAttributesClassName: undefined, resources: { ...spec?.resources, requests: undefined },
  });
  // what names no class is given the default one
  const before = fixed(old);
  const now = { ...fixed(claim.object), ...old.spec?.storageClassName === undefined ? { storageClassName: undefined } : {} };
  if (!same(now, before)) { claim.get('spec').forbidden('spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims'); }
  const storage = claim.get('spec').get('resources').get('requests').get('storage');
  const sizes = [storage.value, old.spec?.resources?.requests?.storage, old.status?.capacity?.storage];
  const [asked, askedBefore, given] = sizes.map(size => Quantity.parse(size ?? 0));
  if (!asked || !askedBefore || !given) { return; }
  if (asked.compare(askedBefore) < 0 && asked.compare(given) <= 0) { storage.forbidden('field can not be less than status.capacity'); }
}

/** The spec of a claim that another object makes. */
export function checkVolumeClaim(spec: Field): void {
  const modes = spec.get('accessModes');
  const given: string[] = modes.or([]);
  if (given.length === 0) { modes.required('at least 1 access mode is required'); }
  checkSelector(spec.get('selector'));
  for (const mode of given) {
    if (!MODES.includes(mode)) { modes.unsupported(MODES, mode); }
  }
  if (given.includes('ReadWriteOncePod') && given.some(mode => MODES.includes(mode) && mode !== 'ReadWriteOncePod')) {
    modes.forbidden('may not use ReadWriteOncePod with other access modes');
  }
  for (const list of ['limits', 'requests']) { spec.get('resources').get(list).keys().forEach(quantityOf); }
  const storage = spec.get('resources').get('requests', '').key('storage');
  if (!storage.given) {
    storage.required();
  } else {
    const amount = Quantity.parse(storage.value);
    if (amount && amount.sign <= 0) { storage.invalid('must be greater than zero', `${amount}`); }
  }
  spec.find('storageClassName')?.mayHaveForm(dnsSubdomain);
  spec.find('volumeMode')?.mayBe(['Block', 'Filesystem']);
  for (const name of ['dataSource', 'dataSourceRef']) {
    const source = spec.get(name);
    if (!source.given) { continue; }
    for (const part of ['name', 'kind']) {
      if (!source.value[part]) { source.get(part).required(); }
    }
    if (!source.object.apiGroup && source.object.kind !== 'PersistentVolumeClaim') {
      source.invalid("must be 'PersistentVolumeClaim' when referencing the default apiGroup", source.object.kind ?? '');
    }
  }
  spec.find('volumeAttributesClassName')?.mayHaveForm(dnsSubdomain);
}
