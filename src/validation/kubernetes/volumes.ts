import { checkFieldRef, checkResourceFieldRef, OF_FILES } from './downward';
import { Field } from './field';
import { checkAnnotations, checkLabels } from './labels';
import { checkFileMode, checkNoBacksteps, checkRelativePath, checkVolumePath } from './paths';
import { quantityOf } from './quantity';
import { checkVolumeClaim } from './volume-claims';
import { dnsLabel, dnsSubdomain } from '../forms';

type Json = any;
type Check = (source: Field) => void;

/** A source of which nothing is asked but that some fields are given. */
function needs(...names: string[]): Check {
  return source => names.forEach(name => {
    const field = source.get(name);
    if (!field.value?.length) { field.required(); }
  });
}

function and(...checks: Check[]): Check {
  return source => checks.forEach(check => check(source));
}

const hasPartition: Check = source => {
  const partition = source.get('partition');
  if (partition.value < 0 || partition.value > 255) { partition.invalid('must be between 1 and 255, inclusive'); }
};

function checkKeys(source: Field): void {
  for (const item of source.items('items')) {
    needs('key', 'path')(item);
    checkVolumePath(item.get('path'));
    checkFileMode(item.get('mode'));
  }
}

function ofKeys(name: string): Check {
  return source => {
    needs(name)(source);
    checkFileMode(source.get('defaultMode'));
    checkKeys(source);
  };
}

function checkDownwardFile(file: Field): void {
  needs('path')(file);
  checkVolumePath(file.get('path'));
  const ref = file.get('fieldRef');
  const resourceRef = file.get('resourceFieldRef');
  if (ref.given) {
    checkFieldRef(ref, OF_FILES);
    if (resourceRef.given) { file.invalid('fieldRef and resourceFieldRef can not be specified simultaneously', 'resource'); }
  } else if (resourceRef.given) {
    checkResourceFieldRef(resourceRef, true);
  } else {
    file.required('one of fieldRef and resourceFieldRef is required');
  }
  checkFileMode(file.get('mode'));
}

const downwardFiles = (source: Field): Field[] => source.get('items', '').elements().map(file => file.unplaced);

/** The sources of a volume, in the order of the API server, which takes the first one for the right one. */
const SOURCES: readonly (readonly [name: string, check: Check, said?: string, saidWithin?: string])[] = [
  ['emptyDir', source => {
    const limit = source.get('sizeLimit');
    if (quantityOf(limit)?.sign === -1) { limit.forbidden('SizeLimit field must be a valid resource quantity'); }
  }],
  ['hostPath', source => {
    const path = source.get('path');
    if (!path.value) { return path.required(); }
    checkNoBacksteps(path);
    source.find('type')?.mayBe(['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket']);
  }],
  ['gitRepo', and(needs('repository'), source => checkRelativePath(source.get('directory')))],
  ['gcePersistentDisk', and(needs('pdName'), hasPartition), undefined, '.persistentDisk'],
  ['awsElasticBlockStore', and(needs('volumeID'), hasPartition)],
  ['secret', ofKeys('secretName')],
  ['nfs', source => {
    needs('server', 'path')(source);
    const path = source.get('path');
    if (!path.or('').startsWith('/')) { path.invalid('must be an absolute path', path.or('')); }
  }],
  ['iscsi', needs('targetPortal', 'iqn')],
  ['glusterfs', needs('endpoints', 'path')],
  ['flocker', source => {
    if (!source.object.datasetName && !source.object.datasetUUID) { source.required('one of datasetName and datasetUUID is required'); }
  }],
  ['persistentVolumeClaim', needs('claimName')],
  ['rbd', needs('monitors', 'image')],
  ['cinder', needs('volumeID')],
  ['cephfs', needs('monitors'), '.cephFS'],
  ['quobyte', needs('volume')],
  ['downwardAPI', source => {
    checkFileMode(source.get('defaultMode'));
    downwardFiles(source).forEach(checkDownwardFile);
  }, '.downwarAPI'],
  ['fc', () => {}],
  ['flexVolume', needs('driver')],
  ['configMap', ofKeys('name')],
  ['azureFile', needs('secretName', 'shareName')],
  ['vsphereVolume', needs('volumePath')],
  ['photonPersistentDisk', needs('pdID')],
  ['portworxVolume', needs('volumeID')],
  ['azureDisk', needs('diskName', 'diskURI')],
  ['storageos', needs('volumeName')],
  ['projected', checkProjected],
  ['scaleIO', needs('gateway', 'system', 'volumeName')],
  ['csi', source => {
    const driver = source.get('driver');
    if (!driver.value) { driver.required(); }
    if (driver.or('').length > 63) { driver.tooLong(63); }
    if (driver.value) { dnsSubdomain(driver.value.toLowerCase()).forEach(complaint => driver.invalid(complaint)); }
    if (source.get('nodePublishSecretRef').given) { source.get('nodePublishSecretRef', source.object.nodePublishSecretRef.name ? '' : undefined).get('name').mustHaveForm(dnsSubdomain); }
  }],
  ['ephemeral', source => {
    const template = source.get('volumeClaimTemplate');
    if (!template.given) { return template.required(); }
    const metadata = template.get('metadata');
    checkAnnotations(metadata.get('annotations'));
    checkLabels(metadata.get('labels'));
    for (const name in metadata.value) {
      if (name !== 'labels' && name !== 'annotations' && metadata.value[name] !== '' && metadata.value[name] !== 0) { metadata.get(name).forbidden('cannot be set'); }
    }
    checkVolumeClaim(template.get('spec'));
  }],
  ['image', source => source.find('pullPolicy')?.isOneOf(['Always', 'IfNotPresent', 'Never'])],
];
const SOURCE_NAMES = new Set(SOURCES.map(([name]) => name));

/** The sound ones of a pod's volumes, by name. */
export type Volumes = ReadonlyMap<string, Json>;

/** Says what is wrong with the volumes of a pod. */
export function checkVolumes(volumes: Field, podName: string | undefined): Volumes {
  const sound = new Map<string, Json>();
  const claims = new Set<string>();
  const elements = volumes.elements();
  if (podName) { elements.filter(({ value }) => value?.ephemeral).forEach(({ value }) => claims.add(`${podName}-${value.name ?? ''}`)); }
  for (const volume of elements) {
    const before = volume.complaints;
    const name = volume.get('name');
    checkSource(volume, podName);
    name.mustHaveForm(dnsLabel);
    if (sound.has(name.value)) { name.duplicate(); }
    if (volume.complaints === before) { sound.set(name.value, volume.value); }
    const claim = volume.get('persistentVolumeClaim').get('claimName');
    if (claims.has(claim.value)) { claim.invalid('must not reference a PVC that gets created for an ephemeral volume'); }
  }
  return sound;
}

function checkSource(volume: Field, podName: string | undefined): void {
  const given = Object.keys(volume.object);
  if (given.length <= 2) {
    const only = given.find(name => SOURCE_NAMES.has(name));
    if (!only) { return; }
  }
  let first = true;
  for (const [name, check, said, saidWithin] of SOURCES) {
    if (!volume.value[name]) { continue; }
    if (first) {
      check(volume.get(name, saidWithin));
      if (name === 'ephemeral' && podName && volume.object.name) {
        const claim = `${podName}-${volume.object.name}`;
        dnsSubdomain(claim).forEach(complaint => volume.get('name').invalid(`PVC name "${claim}": ${complaint}`));
      }
    } else {
      volume.get(name, said).forbidden('may not specify more than 1 volume type');
    }
    first = false;
  }
}

/** Others are behind feature gates, and the API server drops them. */
const PROJECTIONS = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken'];

function checkProjected(projected: Field): void {
  checkFileMode(projected.get('defaultMode'));
  const paths = new Set<string>();
  const takes = (path: string | undefined, said: string | undefined = path) => {
    if (path === undefined || path === '') { return; }
    if (paths.has(path)) { projected.invalid('conflicting duplicate paths', said ?? ''); }
    paths.add(path);
  };
  for (const source of projected.items('sources')) {
    for (const name of ['secret', 'configMap']) {
      const keys = source.get(name);
      if (!keys.given) { continue; }
      needs('name')(keys);
      checkKeys(keys);
      (keys.object.items ?? []).forEach((item: Json) => takes(item?.path, keys.object.name));
    }
    for (const file of downwardFiles(source.get('downwardAPI'))) {
      checkDownwardFile(file);
      takes(file.object.path);
    }
    const token = source.get('serviceAccountToken');
    if (token.given) {
      const seconds = token.get('expirationSeconds');
      if (seconds.value < 600) { seconds.invalid('may not specify a duration less than 10 minutes'); }
      if (seconds.value > 2 ** 32) { seconds.invalid('may not specify a duration larger than 2^32 seconds'); }
      const path = projected.holding({ ...projected.value, path: token.object.path }).get('path');
      if (!path.value) { path.required(); }
      checkVolumePath(path);
    }
    if (PROJECTIONS.filter(name => source.object[name]).length > 1) { source.forbidden('may not specify more than 1 volume type per source'); }
  }
}
