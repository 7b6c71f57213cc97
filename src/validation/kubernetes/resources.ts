import { Field } from './field';
import { NO_QUANTITY, Quantity, quantityOf } from './quantity';
import { dnsLabel, qualifiedName } from '../forms';

const HUGE_PAGES = 'hugepages-';
const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];
const COUNTED = [
  'pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps', 'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers',
];
const STANDARD = new Set([
  ...COMPUTE, ...['requests', 'limits'].flatMap(prefix => COMPUTE.map(name => `${prefix}.${name}`)), ...COUNTED, 'storage', 'requests.storage',
]);

const isHugePages = (name: string) => name.startsWith(HUGE_PAGES);
const isNative = (name: string) => !name.includes('/') || name.includes('kubernetes.io/');
const isExtended = (name: string) => !isNative(name) && !name.startsWith('requests.') && qualifiedName(`requests.${name}`).length === 0;
const mayOvercommit = (name: string) => isNative(name) && !isHugePages(name);
const isStandard = (name: string) => STANDARD.has(name) || isHugePages(name) || name.startsWith(`requests.${HUGE_PAGES}`);

type NameCheck = (at: Field, name: string) => void;

/** Says what is wrong with the name of a resource; whether all is well. */
function checkResourceName(at: Field, name: string): boolean {
  const before = at.complaints;
  at.hasForm(qualifiedName, name);
  if (at.complaints === before && !name.includes('/') && !isStandard(name)) { at.invalid('must be a standard resource type or fully qualified', name); }
  return at.complaints === before;
}

export const checkContainerResourceName: NameCheck = (at, name) => {
  checkResourceName(at, name);
  if (!name.includes('/')) {
    if (!COMPUTE.includes(name) && !isHugePages(name)) { at.invalid('must be a standard resource for containers', name); }
  } else if (name.split('/').length > 1 && !isNative(name) && !isExtended(name)) {
    at.invalid("doesn't follow extended resource name standard", name);
  }
};

const checkPodResourceName: NameCheck = (at, name) => {
  if (checkResourceName(at, name) && name !== 'cpu' && name !== 'memory' && !isHugePages(name)) { at.unsupported(['cpu', 'hugepages-', 'memory'], name); }
};

export function checkAmount(at: Field, name: string, amount: Quantity): void {
  if (amount.sign < 0) { at.invalid('must be greater than or equal to 0', `${amount}`); }
  if ((COUNTED.includes(name) || isExtended(name)) && !amount.isInteger) { at.invalid('must be an integer', `${amount}`); }
}

function checkHugePages(at: Field, name: string, amount: Quantity): void {
  const size = Quantity.parse(name.slice(HUGE_PAGES.length));
  if (!size || size.sign <= 0 || !size.isInteger || !amount.isMultipleOf(size)) { at.invalid(`${amount} is not positive integer multiple of ${name}`, `${amount}`); }
}

/** What a container, or with `forPod` a pod, requests and is limited to. */
export function checkResources(resources: Field, claims: readonly string[], forPod = false): void {
  const checkName = forPod ? checkPodResourceName : checkContainerResourceName;
  const limits = resources.get('limits');
  const requests = resources.get('requests');
  const names: string[] = [];
  const limitOf = new Map<string, Quantity>();
  for (const [list, isLimit] of [[limits, true], [requests, false]] as const) {
    for (const name in list.value) {
      const at = list.key(name);
      checkName(at, name);
      const amount = (at.given ? quantityOf(at) : NO_QUANTITY)?.inThousandths;
      if (!amount) { continue; }
      names.push(name);
      checkAmount(at, name, amount);
      if (isLimit) {
        limitOf.set(name, amount);
      } else {
        const limit = limitOf.get(name);
        if (limit && !mayOvercommit(name) && amount.compare(limit) !== 0) {
          requests.invalid(`must be equal to ${name} limit of ${limit}`, `${amount}`);
        } else if (limit && amount.compare(limit) > 0) {
          requests.invalid(`must be less than or equal to ${name} limit of ${limit}`, `${amount}`);
        } else if (!limit && !mayOvercommit(name)) {
          limits.required('Limit must be set for non overcommitable resources');
        }
      }
      if (isHugePages(name)) { checkHugePages(at, name, amount); }
    }
  }
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory')) { resources.forbidden('HugePages require cpu or memory'); }
  checkClaims(resources, claims);
}

function checkClaims(resources: Field, claims: readonly string[]): void {
  const used = new Set<string>();
  for (const claim of resources.items('claims')) {
    const { name, request } = claim.object;
    if (!name) {
      claim.required();
      continue;
    }
    claim.find('request')?.mayHaveForm(dnsLabel);
    const key = request ? `${name}/${request}` : name;
    if (used.has(name)) {
      claim.duplicate(name);
    } else if (used.has(key) || (!request && [...used].some(k => k.startsWith(`${name}/`)))) {
      claim.duplicate(key);
    }
    used.add(key);
    if (!claims.includes(name)) {
      claim.holding(name).notFound(`must be one of the names in pod.spec.resourceClaims${claims.length === 0 ? ' which is empty' : `: ${[...claims].sort().join(', ')}`}`);
    }
  }
}
