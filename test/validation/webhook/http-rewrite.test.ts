import { GivenRoute, saidOfRoute } from './support';

describe('rewrites and redirects', () => {
  test.each<[string, ...GivenRoute]>([
    ['change the path', { rewrite: { uri: '/' } }],
    ['send to the last port, with the last code', { route: [], redirect: { port: 65535, redirectCode: 399 } }],
    ['send to a port', { route: [], redirect: { port: 8080 } }],
  ])('%s', (_, ...given) => {
    expect(saidOfRoute(...given)).toEqual([]);
  });

  test.each<[string, string[], ...GivenRoute]>([
    ['change something', [
      'IST0106 spec.http[0].rewrite: rewrite must specify at least one of URI, UriRegexRewrite, or authority. Only one of URI or UriRegexRewrite may be specified',
    ], { rewrite: {} }],
    ['change the path by one rule', [
      'IST0106 spec.http[0].rewrite.uriRegexRewrite: rewrite may only contain one of URI or UriRegexRewrite',
    ], { rewrite: { uri: '/', uriRegexRewrite: { match: 'a', rewrite: 'b' } } }],
    ['change it by a whole rule', [
      'IST0106 spec.http[0].rewrite.uriRegexRewrite: UriRegexRewrite has errors\nUriRegexRewrite requires both Rewrite and Match fields to be specified',
    ], { rewrite: { uriRegexRewrite: { match: 'a' } } }],
    ['change it by a regular expression', [
      'IST0106 spec.http[0].rewrite.uriRegexRewrite.match: UriRegexRewrite has errors\n"HTTPRewrite.UriRegexRewrite.Match": error parsing regexp: missing closing ): `(`; Istio uses RE2 style regex-based match (https://github.com/google/re2/wiki/Syntax)',
    ], { rewrite: { uriRegexRewrite: { match: '(', rewrite: 'b' } } }],
    ['send somewhere', [
      'IST0106 spec.http[0].redirect: redirect must specify URI, authority, scheme, or port',
    ], { route: [], redirect: {} }],
    ['send to one path', [
      'IST0106 spec.http[0].redirect.prefixRewrite: redirect may only specify one of uri or prefix_rewrite',
    ], { route: [], redirect: { uri: '/', prefixRewrite: '/' } }],
    ['change a prefix that is known', [
      'IST0106 spec.http[0].redirect.prefixRewrite: redirect prefix_rewrite requires all URI matches to use prefix match type',
    ], { route: [], match: [{ uri: { prefix: '/a' } }, { uri: { exact: '/b' } }], redirect: { prefixRewrite: '/' } }],
    ['send with a code that does', [
      'IST0106 spec.http[0].redirect.redirectCode: 200 is not a valid redirect code, must be 3xx',
    ], { route: [], redirect: { uri: '/', redirectCode: 200 } }],
    ['send to HTTP', [
      'IST0106 spec.http[0].redirect.scheme: invalid redirect scheme, must be "http" or "https"',
    ], { route: [], redirect: { scheme: 'ftp' } }],
    ['send to a port that is one', [
      'IST0106 spec.http[0].redirect.port: port number 70000 must be in the range 1..65535',
    ], { route: [], redirect: { port: 70000 } }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOfRoute(...given)).toEqual(wanted);
  });
});
