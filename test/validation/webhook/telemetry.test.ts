import { Given, saidOf } from './support';

describe('a Telemetry', () => {
  test.each<[string, ...Given]>([
    ['is sound', 'Telemetry', { metrics: [{ overrides: [{ tagOverrides: { a: { value: 'b' }, c: { operation: 'REMOVE' } } }] }], tracing: [{ customTags: { a: { literal: { value: 'b' } } } }], accessLogging: [{ filter: { expression: 'response.code >= 400' } }] }],
  ])('%s', (_, ...given) => {
    expect(saidOf(...given)).toEqual([]);
  });

  test.each<[string, string[], ...Given]>([
    ['gives tags a value', [
      'IST0106 spec.metrics[0].overrides[0].tagOverrides.a: tagOverrides.value must be set when operation is UPSERT',
    ], 'Telemetry', { metrics: [{ overrides: [{ tagOverrides: { a: {} } }] }] }],
    ['names tags', [
      'IST0106 spec.tracing[0].customTags.: tag name may not be empty',
      'IST0133 spec.metrics[0].overrides[0].tagOverrides.: tagOverrides.name may not be empty',
    ], 'Telemetry', { metrics: [{ overrides: [{ tagOverrides: { '': { value: 'a' } } }] }], tracing: [{ customTags: { '': { literal: { value: 'b' } } } }] }],
    ['traces once', [
      'IST0133 spec.tracing[1]: multiple tracing is not currently supported',
      'IST0133 spec.tracing[0].providers[1]: multiple providers is not currently supported',
    ], 'Telemetry', { tracing: [{ providers: [{ name: 'a' }, { name: 'b' }] }, {}] }],
    ['filters by an expression', [
      "IST0106 spec.accessLogging[0].filter.expression: must be a valid CEL expression, ERROR: <input>:1:17: Syntax error: unexpected '<EOF>'",
      "IST0106 spec.accessLogging[1].filter.expression: must be a valid CEL expression, ERROR: <input>:1:1: Syntax error: unexpected '<EOF>'",
    ], 'Telemetry', { accessLogging: [{ filter: { expression: 'response.code >=' } }, { filter: {} }] }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOf(...given)).toEqual(wanted);
  });
});
