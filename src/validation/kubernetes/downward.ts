import { Field } from './field';
import { Quantity, quantityOf } from './quantity';
import { qualifiedName } from '../forms';

/** Fields of the pod that environment variables may hold, and those that files may. */
export const OF_ENVIRONMENT = [
  'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs',
];
export const OF_FILES = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid'];

const KNOWN = new Set([...OF_ENVIRONMENT, ...OF_FILES, 'spec.restartPolicy', 'spec.schedulerName', 'status.phase', 'spec.host']);
const RESOURCES = ['limits.cpu', 'limits.ephemeral-storage', 'limits.memory', 'requests.cpu', 'requests.ephemeral-storage', 'requests.memory'];

export function checkFieldRef(ref: Field, supported: readonly string[]): void {
  const path = ref.get('fieldPath');
  if (!path.value) { return path.required(); }
  const version = ref.get('apiVersion').or('v1');
  const problem = (detail: string) => path.invalid(`error converting fieldPath: ${detail}`);
  if (version !== 'v1') { return problem(`unsupported pod version: ${version}`); }
  const subscript = /^(.+?)\['(.*)'\]$/s.exec(path.value);
  if (subscript) {
    const [, map, key] = subscript;
    if (map !== 'metadata.annotations' && map !== 'metadata.labels') { return problem(`field label does not support subscript: ${path.value}`); }
    return ref.hasForm(qualifiedName, map === 'metadata.annotations' ? key.toLowerCase() : key);
  }
  if (!KNOWN.has(path.value)) { return problem(`field label not supported: ${path.value}`); }
  const name = path.value === 'spec.host' ? 'spec.nodeName' : path.value;
  if (!supported.includes(name)) { path.unsupported(supported, name); }
}

export function checkResourceFieldRef(ref: Field, ofFile: boolean): void {
  const resource = ref.get('resource');
  const name = resource.or('');
  if (ofFile && !ref.object.containerName) {
    ref.get('containerName').required();
  } else if (name === '') {
    resource.required();
  } else if (!RESOURCES.includes(name) && !isOfHugePages(name)) {
    resource.unsupported(RESOURCES);
  }
  checkDivisor(ref.get('divisor'), name);
}

const isOfHugePages = (name: string) => /^(requests|limits)\.hugepages-/.test(name);
const SIZES = '1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei';

function checkDivisor(divisor: Field, resource: string): void {
  const amount: Quantity | undefined = quantityOf(divisor);
  if (!amount || amount.sign === 0) { return; }
  const written = `${amount}`;
  const say = (name: string) => divisor.invalid(`only divisor's values ${name === 'cpu' ? '1m and 1' : SIZES} are supported with the ${name} resource`, resource);
  const kind = resource.replace(/^(requests|limits)\./, '');
  if (kind === resource) { return; }
  if (kind === 'cpu' && written !== '1m' && written !== '1') { say('cpu'); }
  if (SIZES.split(', ').includes(written)) { return; }
  if (kind === 'memory') { say('memory'); }
  if (kind === 'ephemeral-storage') { say('local ephemeral storage'); }
  if (isOfHugePages(resource)) { say('hugepages'); }
}
