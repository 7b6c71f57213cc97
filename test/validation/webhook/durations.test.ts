import { Complaints } from '../../../src/validation/webhook/complaints';
import { duration, durationOrNever } from '../../../src/validation/webhook/durations';

function saidBy(check: (text: string, said: Complaints) => void, text: string): string[] {
  const said = new Complaints();
  check(text, said);
  return said.errors.map(e => e.message);
}

describe('durations', () => {
  test.each([['1ms', []], ['1h', []], ['0s', ['duration must be greater than 1ms']], ['-1s', ['duration must be greater than 1ms']], ['1.5ms', ['only durations to ms precision are supported']]])('%s', (text, wanted) => {
    expect(saidBy(duration, text)).toEqual(wanted);
  });

  test('may mean never', () => {
    expect(saidBy(durationOrNever, '0s')).toEqual([]);
    expect(saidBy(durationOrNever, '500us')).toEqual([]);
    expect(saidBy(durationOrNever, '1.5ms')).toEqual(['only durations to ms precision are supported']);
  });
});
