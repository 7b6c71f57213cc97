import { GivenRoute, saidOfRoute } from './support';

describe('changes of headers', () => {
  test.each<[string, ...GivenRoute]>([
    ['are sound', { headers: { request: { set: { 'Host': 'a', 'x-a': '%HOSTNAME% 100%%' }, remove: ['x-b'] } } }],
  ])('%s', (_, ...given) => {
    expect(saidOfRoute(...given)).toEqual([]);
  });

  test.each<[string, string[], ...GivenRoute]>([
    ['name headers', [
      'IST0106 spec.http[0].headers.request.add.: header name cannot be empty',
      'IST0106 spec.http[0].headers.request.remove[0]: invalid header "Host": cannot set Host header',
      'IST0106 spec.http[0].headers.request.remove[1]: invalid header ":path": header cannot have ":" prefix',
      'IST0106 spec.http[0].headers.request.remove[2]: header name cannot be empty',
      'IST0106 spec.http[0].headers.response.set.host: invalid header "host": cannot set Host header',
      'IST0106 spec.http[0].headers.response.set.:status: invalid header ":status": header cannot have ":" prefix',
    ], { headers: { request: { add: { '': 'a' }, remove: ['Host', ':path', ''] }, response: { set: { 'host': 'a', ':status': '200' } } } }],
    ['have values', [
      'IST0106 spec.http[0].headers.request.set.a: header value configuration a\nb is invalid',
      'IST0106 spec.http[0].route[0].headers.response.add.b: header value configuration: invalid header configuration. Un-escaped %',
    ], { headers: { request: { set: { a: 'a\nb' } } }, route: [{ destination: { host: 'a' }, headers: { response: { add: { b: '100%' } } } }] }],
    ['have variables, not %A', [
      "IST0106 spec.http[0].headers.request.add.a: header value configuration: invalid header configuration. Un-terminated variable expression '%A'",
    ], { headers: { request: { add: { a: '%A' } } } }],
    ['have variables, not %A(["a', [
      'IST0106 spec.http[0].headers.request.add.a: header value configuration: invalid header configuration. Un-terminated variable expression \'%A(["a\'',
    ], { headers: { request: { add: { a: '%A(["a' } } } }],
    ['have variables, not %A([a])%', [
      'IST0106 spec.http[0].headers.request.add.a: header value configuration: invalid header configuration. Expecting \'"\'',
    ], { headers: { request: { add: { a: '%A([a])%' } } } }],
    ['have variables, not %A(["a" "b"])%', [
      "IST0106 spec.http[0].headers.request.add.a: header value configuration: invalid header configuration. Expecting ',', ']', or whitespace",
    ], { headers: { request: { add: { a: '%A(["a" "b"])%' } } } }],
    ['have variables, not %A(["a"])b%', [
      "IST0106 spec.http[0].headers.request.add.a: header value configuration: invalid header configuration. Expecting '%' or whitespace after",
    ], { headers: { request: { add: { a: '%A(["a"])b%' } } } }],
    ['have variables, not %A(["a"]b)%', [
      "IST0106 spec.http[0].headers.request.add.a: header value configuration: invalid header configuration. Expecting ')' or whitespace after '{}', but found '{}'",
    ], { headers: { request: { add: { a: '%A(["a"]b)%' } } } }],
    ['have variables, not %A("a\\', [
      'IST0106 spec.http[0].headers.request.add.a: header value configuration: invalid header configuration. Un-terminated backslash in JSON string',
    ], { headers: { request: { add: { a: '%A("a\\' } } } }],
    ['set the authority once', [
      'IST0106 spec.http[0].headers.request.set.:authority: authority header cannot be set multiple times: have "b", attempting to set "a"',
    ], { headers: { request: { set: { ':authority': 'a' } } }, rewrite: { authority: 'b' } }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOfRoute(...given)).toEqual(wanted);
  });
});
