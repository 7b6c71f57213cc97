import { analyze, foundOf, istio } from '../support';

const patch = (operation: string, applyTo = 'HTTP_FILTER', match?: object) => ({ applyTo, match, patch: { operation, value: { name: 'x' } } });
const filter = (name: string, ...configPatches: object[]) => istio('EnvoyFilter', name, { configPatches });
const CODES = 'IST0151 IST0152 IST0153 IST0154 IST0155';

test.each(['INSERT_BEFORE', 'INSERT_AFTER', 'REMOVE', 'REPLACE'])('%s needs a priority', operation => {
  expect(foundOf(CODES, [filter('a', patch(operation))])).toEqual(['IST0151 EnvoyFilter a spec.configPatches[0].patch.value']);
  expect(foundOf(CODES, [istio('EnvoyFilter', 'a', { priority: -1, configPatches: [patch(operation)] })])).toEqual([]);
});

test('what depends on nothing needs none', () => {
  expect(foundOf(CODES, [filter('a', patch('INSERT_FIRST'), patch('MERGE'), patch('ADD'))])).toEqual([]);
});

test('after a patch for some versions of the proxy, of the same', () => {
  const versioned = patch('ADD', 'HTTP_FILTER', { proxy: { proxyVersion: '^1.*' } });
  expect(foundOf(CODES, [filter('a', versioned), filter('b', patch('INSERT_AFTER'))])).toEqual(['IST0155 EnvoyFilter b spec.configPatches[0].patch.value']);
  expect(foundOf(CODES, [filter('b', patch('INSERT_AFTER')), filter('a', versioned)])).toEqual(['IST0151 EnvoyFilter b spec.configPatches[0].patch.value']);
});

test('operations that do nothing', () => {
  const told = (operation: string, applyTo: string) => foundOf('IST0152 IST0153 IST0154', [filter('a', patch(operation, applyTo))]).map(f => f.split(' ')[0]);
  expect(told('REPLACE', 'CLUSTER')).toEqual(['IST0152']);
  expect(told('ADD', 'ROUTE_CONFIGURATION')).toEqual(['IST0153']);
  expect(told('REMOVE', 'HTTP_ROUTE')).toEqual(['IST0154']);
  expect(told('REPLACE', 'VIRTUAL_HOST')).toEqual([]);
  expect(told('MERGE', 'HTTP_ROUTE')).toEqual([]);
});

test('several patches with one mistake are told once', () => {
  const told = analyze([filter('a', patch('REMOVE'), patch('MERGE'), patch('REMOVE'), patch('INSERT_AFTER'))]).filter(f => f.code === 'IST0151');
  expect(told.map(f => f.path)).toEqual(['spec.configPatches[0].patch.value']);
  expect(told[0].message).toMatch(/ \(so do configPatches\[2\], configPatches\[3\]\)$/);
});
