import { Complaints } from './complaints';
import { duration } from './durations';
import { locality, zoneAware } from './locality';

type Json = any;

/** @param ejects whether hosts that fail are ejected, without which there is no failover */
export function loadBalancer(settings: Json, said: Complaints, ejects: boolean): void {
  said.in(settings, 'consistentHash', consistentHash);
  if (settings.localityLbSetting !== undefined && settings.zoneAwareLbSetting !== undefined) {
    said.error('only one of localityLbSetting and zoneAwareLbSetting can be set', 'drop one of the two', 'zoneAwareLbSetting');
  }
  said.in(settings, 'localityLbSetting', locality, ejects);
  said.in(settings, 'zoneAwareLbSetting', zoneAware, ejects);
  said.in(settings, 'warmup', warmup);
}

function consistentHash(hash: Json, said: Complaints): void {
  said.in(hash, 'httpCookie', cookie);
  if (hash.minimumRingSize > 0) {
    said.warning(
      "consistent hash MinimumRingSize is deprecated, use ConsistentHashLB's RingHash configuration instead",
      'write ringHash: { minimumRingSize: ... }', 'minimumRingSize',
    );
    if (hash.ringHash !== undefined || hash.maglev !== undefined) {
      said.error('only one of MinimumRingSize or Maglev/Ringhash can be specified', 'drop minimumRingSize', 'minimumRingSize');
    }
  }
  said.in(hash, 'maglev', maglev);
}

function cookie({ name = '', attributes = [] }: Json, said: Complaints): void {
  if (name === '') { said.error('name required for HttpCookie', 'name the cookie', 'name'); }
  const seen = new Set<string>();
  attributes.forEach((attribute: Json, i: number) => {
    if (!attribute.name) {
      said.error('cookie attribute name cannot be empty', 'name the attribute', 'attributes', i, 'name');
    } else if (seen.has(attribute.name)) {
      said.error(`duplicate cookie attribute name: ${attribute.name}`, 'drop one of the two', 'attributes', i, 'name');
    }
    seen.add(attribute.name);
  });
}

const LARGEST_TABLE = 5000011;

function maglev({ tableSize = 0 }: Json, said: Complaints): void {
  if (tableSize === 0) { said.error('tableSize must be set for maglev', 'give a prime number, such as 65537', 'tableSize'); }
  if (tableSize >= LARGEST_TABLE) { said.error(`tableSize must be less than ${LARGEST_TABLE} for maglev`, 'give a smaller prime number, such as 65537', 'tableSize'); }
  if (!isPrime(tableSize)) { said.error('tableSize must be a prime number for maglev', 'give a prime number, such as 65537', 'tableSize'); }
}

/** As Envoy has it: 1 is one, too. */
function isPrime(n: number): boolean {
  if (n > 0 && n < 4) { return true; }
  if (n % 2 === 0) { return false; }
  for (let factor = 3; factor * factor <= n; factor += 2) {
    if (n % factor === 0) { return false; }
  }
  return true;
}

function warmup(settings: Json, said: Complaints): void {
  const { duration: length, aggression } = settings;
  if (length === undefined) { said.error('duration is required', 'say how long it takes', 'duration'); }
  said.in(settings, 'duration', duration);
  if (aggression !== undefined && aggression !== null && aggression <= 0) { said.error('aggression should be greater than 0', 'give a number above 0; 1 is linear', 'aggression'); }
}
