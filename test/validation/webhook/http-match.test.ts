import { GivenRoute, saidOfRoute } from './support';

describe('matches of HTTP', () => {
  test.each<[string, ...GivenRoute]>([
    ['are sound', { match: [{ uri: { prefix: '' }, withoutHeaders: { a: { regex: '*' } } }] }],
  ])('%s', (_, ...given) => {
    expect(saidOfRoute(...given)).toEqual([]);
  });

  test.each<[string, string[], ...GivenRoute]>([
    ['are of claims with a name', [
      'IST0106 spec.http[0].match[0].headers.@request.auth.claims[]: header name @request.auth.claims[] is not a valid header name',
    ], { match: [{ headers: { '@request.auth.claims[]': {} } }] }],
    ['have prefixes', [
      'IST0106 spec.http[0].match[0].headers.a.prefix: "headers": prefix string match should not be empty',
      'IST0106 spec.http[0].match[0].scheme.prefix: "scheme": prefix string match should not be empty',
      'IST0106 spec.http[0].match[0].method.prefix: "method": prefix string match should not be empty',
      'IST0106 spec.http[0].match[0].authority.prefix: "authority": prefix string match should not be empty',
      'IST0106 spec.http[0].match[0].queryParams.a.prefix: "queryParams": prefix string match should not be empty',
    ], { match: [{ scheme: { prefix: '' }, method: { prefix: '' }, authority: { prefix: '' }, headers: { a: { prefix: '' } }, queryParams: { a: { prefix: '' } } }] }],
    ['have regular expressions', [
      'IST0106 spec.http[0].match[0].headers.a.regex: "headers": error parsing regexp: missing closing ): `(`; Istio uses RE2 style regex-based match (https://github.com/google/re2/wiki/Syntax)',
      'IST0106 spec.http[0].match[0].withoutHeaders.a.regex: "withoutHeaders": error parsing regexp: missing argument to repetition operator: `*`; Istio uses RE2 style regex-based match (https://github.com/google/re2/wiki/Syntax)',
      'IST0106 spec.http[0].match[0].uri.regex: "uri": regex string match should not be empty',
    ], { match: [{ uri: { regex: '' }, headers: { a: { regex: '(' } }, withoutHeaders: { a: { regex: '**' } } }] }],
    ['have names of headers', [
      'IST0106 spec.http[0].match[0].headers.a b: header name a b is not a valid header name',
      'IST0106 spec.http[0].match[0].headers.: header name cannot be empty',
      'IST0106 spec.http[0].match[0].withoutHeaders.:x: header name :x is not a valid header name',
    ], { match: [{ headers: { 'a b': {}, '': {}, ':authority': {} }, withoutHeaders: { ':x': {} } }] }],
    ['have ports, labels and namespaces', [
      'IST0106 spec.http[0].match[0].port: port number 70000 must be in the range 1..65535',
      'IST0106 spec.http[0].match[0].sourceLabels.a: invalid tag value: "-"',
      'IST0106 spec.http[0].match[0].sourceNamespace: sourceNamespace match a.b is invalid',
    ], { match: [{ port: 70000, sourceLabels: { a: '-' }, sourceNamespace: 'a.b' }] }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOfRoute(...given)).toEqual(wanted);
  });
});
