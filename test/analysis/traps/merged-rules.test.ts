import { hint, messages } from './support';
import { beside, istio } from '../support';

type Json = any;

const rule = (name: string, spec: Json, namespace = 'shop') => istio('DestinationRule', name, { host: 'cart', ...spec }, { namespace });
const policy = (simple: string) => ({ trafficPolicy: { loadBalancer: { simple } } });
const subset = (name: string, version = name) => ({ subsets: [{ name, labels: { version } }] });
const found = (...rules: Json[]) => messages('CDI0214', rules).map(text => text.split(':')[0]);
const FIRST = rule('a', { ...policy('RANDOM'), ...subset('v1') });

test.each<[string, Json, string[]]>([
  ['another policy', rule('b', policy('ROUND_ROBIN')), ['b spec.trafficPolicy']],
  ['the same policy', rule('b', policy('RANDOM')), []],
  ['another subset of the same name', rule('b', subset('v1', 'v1.1')), ['b spec.subsets[0].name']],
  ['the same subset', rule('b', subset('v1')), []],
  ['more subsets, which Istio adds', rule('b', subset('v2')), []],
  ['another policy, for the full name of the host', rule('b', { host: 'cart.shop.svc.cluster.local', ...policy('ROUND_ROBIN') }), ['b spec.trafficPolicy']],
  ['another policy for another host', rule('b', { host: 'checkout', ...policy('ROUND_ROBIN') }), []],
  ['another policy for a wildcard', rule('b', { host: '*.shop.svc.cluster.local', ...policy('ROUND_ROBIN') }), []],
  ['another policy in another namespace', rule('b', { host: 'cart.shop.svc.cluster.local', ...policy('ROUND_ROBIN') }, 'other'), []],
  ['another policy for other namespaces', rule('b', { exportTo: ['.'], ...policy('ROUND_ROBIN') }), []],
  ['another policy for the clients with some labels', rule('b', { workloadSelector: { matchLabels: { app: 'web' } }, ...policy('ROUND_ROBIN') }), []],
  ['the same object in another environment', rule('a', policy('ROUND_ROBIN')), []],
  ['no host', istio('DestinationRule', 'b', policy('ROUND_ROBIN'), { namespace: 'shop' }), []],
])('beside a policy and a subset: %s', (_, second, wanted) => {
  expect(found(FIRST, second)).toEqual(wanted);
});

test('rules for the same clients, said in other words', () => {
  // GIVEN
  const exported = (name: string, exportTo: string[], simple: string) => rule(name, { exportTo, ...policy(simple) });
  const selecting = (name: string, matchLabels: Json, simple: string, more: Json = {}) =>
    rule(name, { workloadSelector: { matchLabels }, ...policy(simple), ...more });
  // THEN
  expect(found(exported('a', ['x', 'y'], 'RANDOM'), exported('b', ['y', 'x'], 'ROUND_ROBIN'))).toHaveLength(1);
  expect(found(exported('a', ['x', 'y'], 'RANDOM'), exported('b', ['y'], 'ROUND_ROBIN'))).toEqual([]);
  expect(found(selecting('a', { k: '1', l: '2' }, 'RANDOM', { exportTo: ['*'] }), selecting('b', { l: '2', k: '1' }, 'ROUND_ROBIN'))).toHaveLength(1);
  expect(found(selecting('a', { k: '1' }, 'RANDOM'), selecting('b', { k: '2' }, 'ROUND_ROBIN'))).toEqual([]);
});

test('a policy is taken over by a rule that has none', () => {
  expect(found(rule('a', subset('v1')), rule('b', policy('RANDOM')))).toEqual([]);
  expect(found(rule('a', subset('v1')), rule('b', policy('RANDOM')), rule('c', policy('ROUND_ROBIN')))).toEqual(['c spec.trafficPolicy']);
});

test('the other rule is named, also where it is there beside what is judged', () => {
  const second = rule('b', { ...policy('ROUND_ROBIN'), ...subset('v1', 'x') });
  expect(messages('CDI0214', [FIRST, second])).toEqual([
    'b spec.trafficPolicy: another trafficPolicy is in DestinationRule shop/a for the same host: Istio merges the two and keeps that of the one that was created first',
    'b spec.subsets[0].name: another subset v1 is in DestinationRule shop/a for the same host: Istio merges the two and keeps that of the one that was created first',
  ]);
  expect(hint('CDI0214', [FIRST, second])).toBe('say it in one DestinationRule for the host; others may add subsets');
  expect(messages('CDI0214', [second], beside(FIRST))).toHaveLength(2);
  // the same object as it is now
  expect(messages('CDI0214', [rule('a', policy('ROUND_ROBIN'))], beside(FIRST))).toEqual([]);
});
