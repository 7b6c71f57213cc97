import { analyze, found, gateway, workload } from '../support';

const conflicts = (...objects: object[]) => found(objects).filter(f => f.startsWith('IST0145')).map(f => f.replace('IST0145 Gateway ', ''));

test('Gateways of the same pods share no host of a port', () => {
  expect(conflicts(gateway('one', ['a.com', 'b.com']), gateway('two', ['b.com']))).toEqual(['one spec.servers[0].hosts[1]', 'two spec.servers[0].hosts[0]']);
  expect(conflicts(gateway('one', ['a.com']), gateway('two', ['b.com']))).toEqual([]);
  expect(conflicts(gateway('one', ['a.com']), gateway('two', ['a.com'], { server: { port: { number: 443 } } }))).toEqual([]);
  expect(conflicts(gateway('one', ['a.com']), gateway('two', ['a.com'], { server: { bind: '10.0.0.1' } }))).toEqual([]);
  expect(conflicts(gateway('one', ['a.com']), gateway('two', ['a.com'], { selector: { istio: 'other' } }))).toEqual([]);
});

test('pods may be the same by more labels', () => {
  const pods = workload('edge', { labels: { istio: 'edge', app: 'edge', tier: 'x' } });
  const one = gateway('one', ['a.com'], { selector: { istio: 'edge' } });
  expect(conflicts(pods, one, gateway('two', ['a.com'], { selector: { app: 'edge', istio: 'edge' } }))).toHaveLength(2);
  expect(conflicts(pods, one, gateway('two', ['a.com'], { selector: { app: 'x', istio: 'edge' } }))).toEqual([]);
});

test('what comes of it is said: with TLS one counts, without it the routes are mixed', () => {
  const outcome = (server: object) => analyze([gateway('one', ['a.com'], { server }), gateway('two', ['a.com'], { server })]).find(f => f.code === 'IST0145')!.message;
  expect(outcome({})).toMatch(/, and its requests get the routes of all of them, mixed$/);
  expect(outcome({ port: { number: 443, name: 'tls', protocol: 'TLS' }, tls: { mode: 'PASSTHROUGH' } })).toMatch(/, and proxies take the oldest only$/);
});

test('of three, those are told that have something in common', () => {
  const all = [gateway('one', ['a.com']), gateway('two', ['b.com']), gateway('three', ['a.com', 'c.com'])];
  expect(conflicts(...all)).toEqual(['one spec.servers[0].hosts[0]', 'three spec.servers[0].hosts[0]']);
  expect(analyze(all)[0].message).toContain('also that of Gateway default/three with the same pods (istio=ingressgateway)');
  const ofAll = ['one', 'two'].map(name => gateway(name, ['a.com'], { selector: {} }));
  expect(analyze(ofAll)[0].message).toContain('also that of Gateway default/two with the same pods (all, as it has no selector)');
});

test('of many, a few are named', () => {
  const all = Array.from({ length: 8 }, (_, i) => gateway(`g${i}`, ['a.com'], { selector: {} }));
  expect(analyze(all)[0].message)
    .toContain('also that of Gateway default/g1, default/g2, default/g3, default/g4, default/g5 and others with the same pods (all, as it has no selector)');
});
