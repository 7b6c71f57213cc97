import * as fc from 'fast-check';
import { overlaps } from '../../../src/validation/webhook/overlaps';

const covers = (wildcard: string, host: string) => wildcard.startsWith('*') && host.replace(/^\*/, '').endsWith(wildcard.slice(1));

describe('overlaps of hosts', () => {
  test('are as if each were compared with each', () => {
    const host = fc.tuple(fc.constantFrom('', '*', '*.'), fc.constantFrom('a', 'a.b', 'b', 'ab', 'c.a.b')).map(parts => parts.join(''));
    fc.assert(fc.property(fc.array(host, { maxLength: 8 }), hosts => {
      const meet = (one: string, other: string) => one === other || covers(one, other) || covers(other, one);
      const pairs = hosts.flatMap((one, i) => hosts.flatMap((other, j) => i < j && meet(one, other) ? [[i, j]] : []));
      expect(overlaps(hosts)).toEqual(pairs);
    }));
  });

  test('are found among very many', () => {
    const hosts = Array.from({ length: 50_000 }, (_, i) => `${i % 2 ? '*.' : ''}${i}.example.com`);
    expect(overlaps([...hosts, 'x.1.example.com'])).toEqual([[1, 50_000]]);
    expect(overlaps(hosts.map(() => '*.a')).length).toBe(100);
  });
});
