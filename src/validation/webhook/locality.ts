import { Complaints } from './complaints';

type Json = any;

const TOPOLOGY = new Set(['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone']);

/** How traffic is spread over localities. The webhook stops at the first of the gravest mistakes. */
export function locality(settings: Json, said: Complaints, ejects: boolean): void {
  const { distribute = [], failover = [], failoverPriority = [] } = settings;
  if (distribute.length > 0 && failover.length > 0) {
    said.error("can not simultaneously specify 'distribute' and 'failover'", 'drop one of the two', 'failover');
    return;
  }
  const topology = failover.length === 0 ? -1 : failoverPriority.findIndex((label: string) => TOPOLOGY.has(label));
  if (topology >= 0) {
    said.error(
      `can not simultaneously set 'failover' and topology label '${failoverPriority[topology]}' in 'failover_priority'`,
      'drop the label, or failover', 'failoverPriority', topology,
    );
    return;
  }
  for (let i = 0; i < distribute.length; i++) {
    const { to = {} } = distribute[i];
    for (const name in to) {
      if (to[name] >= 1 && to[name] <= 100) { continue; }
      said.error('locality weight must be in range [1, 100]', 'give 1 to 100', 'distribute', i, 'to', name);
      return;
    }
    const total = Object.values<number>(to).reduce((sum, weight) => sum + weight, 0);
    if (total !== 100) {
      said.error(`total locality weight ${total} != 100`, 'let the weights add up to 100', 'distribute', i, 'to');
      return;
    }
    const wrong = badLocalities(Object.keys(to));
    if (wrong) { said.error(wrong.message, LOCALITY, 'distribute', i, 'to', Object.keys(to)[wrong.index]); }
  }
  const wrong = badLocalities(distribute.map(({ from = '' }: Json) => from));
  if (wrong) { said.error(wrong.message, LOCALITY, 'distribute', wrong.index, 'from'); }
  regions(settings, said, ejects, LOCALITY_WORDS);
}

/** The same where Envoy knows of regions and zones itself. */
export function zoneAware(settings: Json, said: Complaints, ejects: boolean): void {
  const { failoverPriority = [] } = settings;
  failoverPriority.forEach((label: string, i: number) => {
    if (!TOPOLOGY.has(label)) { return; }
    said.error(
      `'failover_priority' for zone aware lb must not use topology label '${label}'; region- and zone-level routing are handled automatically`,
      'drop the label', 'failoverPriority', i,
    );
  });
  regions(settings, said, ejects, ZONE_AWARE_WORDS);
}

interface Words {
  readonly settings: string;
  readonly regionOnly: string;
}

const LOCALITY_WORDS: Words = { settings: 'locality lb failover', regionOnly: 'locality lb failover only specify region' };
const ZONE_AWARE_WORDS: Words = {
  settings: 'zone aware lb failover',
  regionOnly: 'zone aware lb failover only specifies region; zone and subzone failover are handled automatically',
};

/** Regions that take over for others. */
function regions({ failover = [], failoverPriority = [] }: Json, said: Complaints, ejects: boolean, words: Words): void {
  if ((failover.length > 0 || failoverPriority.length > 0) && !ejects) {
    said.warning('outlier detection policy must be provided for failover', 'add outlierDetection: without it no host is taken for failed');
  }
  failover.forEach(({ from = '', to = '' }: Json, i: number) => {
    if (from === to) { said.error(`${words.settings} settings must specify different regions`, 'name two regions', 'failover', i); }
    if (from.includes('/') || to.includes('/')) { said.error(words.regionOnly, 'give the name of a region alone', 'failover', i); }
    if (from.includes('*') || to.includes('*')) { said.error(`${words.settings} region should not contain '*' wildcard`, 'name the region', 'failover', i); }
  });
}

const LOCALITY = 'give region/zone/subzone, with a `*` at the end only, and none that another one covers';

/** The first of localities that is wrong or overlaps with one before it. */
function badLocalities(localities: readonly string[]): { readonly index: number; readonly message: string } | undefined {
  const seen: string[][] = [];
  for (let index = 0; index < localities.length; index++) {
    const text = localities[index];
    const fail = (message: string) => ({ index, message: `locality ${text} ${message}` });
    const star = text.indexOf('*');
    if (star >= 0 && star < text.length - 1) { return fail("wildcard '*' number can not exceed 1 and must be in the end"); }
    // a wildcard of all regions is known by its name only
    if (seen.some(([region]) => region === '*')) { return fail('overlap with previous specified ones'); }
    const parts = splitLocality(text);
    if (parts.includes('')) { return fail('must not contain empty region/zone/subzone info'); }
    if (seen.some(other => covers(other, parts))) { return fail('overlap with previous specified ones'); }
    seen.push(parts);
  }
  return undefined;
}

function splitLocality(text: string): string[] {
  const [region, zone, ...rest] = text.split('/');
  return [region, ...zone === undefined ? [] : [zone], ...rest.length === 0 ? [] : [rest.join('/')]];
}

/** Whether one locality is, or has within it, another, or the other way round; a part that is not given is all of them. */
function covers(seen: readonly string[], parts: readonly string[]): boolean {
  for (let i = 0; i < parts.length; i++) {
    if (seen.length === i || seen[i] === '*') { return true; }
    if (seen[i] !== parts[i]) { return false; }
  }
  return true;
}
