import * as fc from 'fast-check';
import { describeWithIstio } from './istio-oracle';
import { wrongType } from '../../src/analysis/mesh-config-types';
import { PLACES } from '../analysis/mesh-configs';

const RUNS = Number(process.env.RUNS ?? 5000);
const VALUES = [
  null, true, false, 0, 1, -1, 1.5, -0.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 32 - 1, 1e300, '', ' ', ' 1', '1 ', '01', '+1', '1.0', '1e2', '.5', '5.', 'NaN', 'Infinity', '-Infinity', 'Inf', '1e400',
  'true', 'yes', '10', '10s', '1m30s', '-1s', '+1s', '0', '-0', '+0', '1d', 's', '1.s', '.5s', '.s', '1.5.5s', '10 s', '1h1', 'ALLOW_ANY', 'NONE', 'a', [], [null], ['a'], [1], [{}], {}, { a: 1 }, { a: null }, { a: 'a' },
];

describeWithIstio('the types of a MeshConfig', oracle => {
  test('Istio reads and refuses the same', () => {
    // GIVEN
    const value = fc.oneof(fc.constantFrom<unknown>(...VALUES), fc.jsonValue());
    const values = fc.sample(fc.tuple(fc.constantFrom(...PLACES), value), RUNS).map(([place, put]) => place.put(put));
    const configs = [...PLACES.flatMap(({ put, fits, misfits }) => [...fits, ...misfits].map(put)), ...values];

    // WHEN
    const answers = oracle.meshConfigs(configs.map(config => JSON.stringify(config)));

    // THEN
    const differences = configs.map((config, i) => ({ config: JSON.stringify(config), ours: wrongType(config), theirs: answers[i].error }))
      .filter(({ ours, theirs }) => (ours === undefined) !== (theirs === undefined));
    expect(differences.slice(0, 20)).toEqual([]);
    expect(answers.filter(({ error }) => error === undefined).length).toBeGreaterThan(1000);
  }, 600_000);
});
