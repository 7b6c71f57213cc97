import * as fc from 'fast-check';
import { HostMap } from '../../../src/analysis/istio/hosts';

const host = fc.tuple(fc.constantFrom('', '*.', '*'), fc.array(fc.constantFrom('a', 'b', 'ab'), { minLength: 1, maxLength: 3 })).map(([wild, parts]) => wild + parts.join('.'));

/** As Istio compares two hosts. */
function overlap(one: string, other: string): boolean {
  const wild = [one, other].map(h => h.startsWith('*'));
  const tails = [one, other].map(h => h.replace('*', ''));
  if (wild[0] && wild[1]) { return tails[0].endsWith(tails[1]) || tails[1].endsWith(tails[0]); }
  return wild[0] ? other.endsWith(tails[0]) : wild[1] ? one.endsWith(tails[1]) : one === other;
}

const mapOf = (hosts: readonly string[]) => {
  const map = new HostMap<string>();
  for (const h of hosts) { map.ensure(h, () => h); }
  return map;
};

test('a host that has requests in common is found, and only such', () => {
  fc.assert(fc.property(fc.array(fc.oneof(host, fc.constant('*')), { maxLength: 6 }), fc.oneof(host, fc.constant('*')), (hosts, wanted) => {
    const found = mapOf(hosts).overlapping(wanted);
    expect(found !== undefined).toBe(hosts.some(h => overlap(h, wanted)));
    expect(found === undefined || hosts.includes(found) && overlap(found, wanted)).toBe(true);
  }), { numRuns: 2000 });
});

test('wildcards that take all of a host are found', () => {
  fc.assert(fc.property(fc.uniqueArray(host, { maxLength: 6 }), host, (hosts, wanted) => {
    const wider = hosts.filter(h => h.startsWith('*') && wanted.replace('*', '').endsWith(h.slice(1)));
    expect([...mapOf(hosts).wider(wanted)].sort()).toEqual(wider.sort());
  }), { numRuns: 2000 });
});
