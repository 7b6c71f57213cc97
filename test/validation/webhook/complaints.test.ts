import { Complaints } from '../../../src/validation/webhook/complaints';

describe('complaints', () => {
  test('know the place', () => {
    // GIVEN
    const said = new Complaints();
    const object = { list: [{ a: 1 }, { map: { x: 2 } }], none: null };

    // WHEN
    said.each(object, 'list', (item, inItem) => {
      inItem.in(item, 'a', (value, inA) => inA.error(`a is ${value}`, 'drop it'));
      inItem.each(item, 'map', (value, inX) => inX.warning(`${value}`, 'drop it', 'deep'));
      inItem.keys(item, 'map', (key, inKey) => inKey.error(key, 'drop it'));
    });
    said.in(object, 'none', (_, inNone) => inNone.error('never', ''));
    said.in(object, 'missing', (_, inMissing) => inMissing.error('never', ''));

    // THEN
    expect(said.errors).toEqual([
      { message: 'a is 1', hint: 'drop it', steps: ['spec', 'list', 0, 'a'] },
      { message: 'x', hint: 'drop it', steps: ['spec', 'list', 1, 'map', 'x'] },
    ]);
    expect(said.warnings).toEqual([{ message: '2', hint: 'drop it', steps: ['spec', 'list', 1, 'map', 'x', 'deep'] }]);
  });

  test('may be without warnings', () => {
    const said = new Complaints();
    said.withoutWarnings(() => said.withoutWarnings(() => said.warning('a', '')));
    said.withoutWarnings(() => said.error('b', ''));
    said.warning('c', '');
    expect([...said.errors, ...said.warnings].map(c => c.message)).toEqual(['b', 'c']);
  });

  test('are not without end', () => {
    const said = new Complaints();
    for (let i = 0; i < 5000; i++) {
      said.error('a', '');
      said.warning('a', '');
    }
    expect([said.errors.length, said.warnings.length]).toEqual([1000, 1000]);
  });
});
