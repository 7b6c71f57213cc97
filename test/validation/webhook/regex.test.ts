import { GivenRoute, saidOfRoute } from './support';

describe('a regular expression', () => {
  test.each<[string, ...GivenRoute]>([
    ['is in the syntax of RE2', { match: [{ uri: { regex: '(?i)^/a/.*$' } }] }],
    ['may name two groups alike', { match: [{ uri: { regex: '(?P<a>x)(?P<a>y)' } }] }],
  ])('%s', (_, ...given) => {
    expect(saidOfRoute(...given)).toEqual([]);
  });

  test.each<[string, string[], ...GivenRoute]>([
    ['does not look ahead', [
      'IST0106 spec.http[0].match[0].uri.regex: "uri": error parsing regexp: invalid or unsupported Perl syntax: `(?=`; Istio uses RE2 style regex-based match (https://github.com/google/re2/wiki/Syntax)',
    ], { match: [{ uri: { regex: '(?=a)' } }] }],
    ['does not end in a backslash', [
      'IST0106 spec.http[0].match[0].uri.regex: "uri": error parsing regexp: trailing backslash at end of expression: ``; Istio uses RE2 style regex-based match (https://github.com/google/re2/wiki/Syntax)',
    ], { match: [{ uri: { regex: 'a\\' } }] }],
    ['is not long', [
      'IST0106 spec.http[0].match[0].uri.regex: "uri": regex is too large, max length allowed is 1024',
    ], { match: [{ uri: { regex: 'a'.repeat(1025) } }] }],
    ['is not long in bytes', [
      'IST0106 spec.http[0].match[0].uri.regex: "uri": regex is too large, max length allowed is 1024',
    ], { match: [{ uri: { regex: 'é'.repeat(513) } }] }],
    ['is looked at to the end though', [
      'IST0106 spec.http[0].match[0].uri.regex: "uri": error parsing regexp: missing closing ): `(?P<a>x)(?P<a>y`; Istio uses RE2 style regex-based match (https://github.com/google/re2/wiki/Syntax)',
    ], { match: [{ uri: { regex: '(?P<a>x)(?P<a>y' } }] }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOfRoute(...given)).toEqual(wanted);
  });
});
