import { GivenRoute, saidOfRoute } from './support';

describe('a rule for HTTP', () => {
  test.each<[string, ...GivenRoute]>([
    ['is sound', { timeout: '5s' }],
    ['is sound at the edges', { mirror: { host: 'b' }, mirrors: [], mirrorPercentage: { value: 100 }, fault: { abort: { httpStatus: 200, percentage: { value: 0 } }, delay: { fixedDelay: '1ms', percentage: { value: 100 } } } }],
    ['answers at some length', { route: [], directResponse: { status: 200, body: { string: 'x'.repeat(102400) } } }],
    ['mirrors nothing', { mirror: { host: 'b' }, mirrorPercentage: { value: 0 } }],
    ['takes status 600', { fault: { abort: { httpStatus: 600 } } }],
  ])('%s', (_, ...given) => {
    expect(saidOfRoute(...given)).toEqual([]);
  });

  test.each<[string, string[], ...GivenRoute]>([
    ['does something', [
      'IST0106 spec.http[0]: HTTP route, redirect or direct_response is required',
    ], { route: [] }],
    ['does one thing', [
      'IST0106 spec.http[0].route: HTTP route cannot contain both route and redirect',
      'IST0106 spec.http[0].fault: HTTP route cannot contain both fault and redirect',
      'IST0106 spec.http[0].rewrite: HTTP route rule cannot contain both rewrite and redirect',
      'IST0106 spec.http[0].directResponse: HTTP route rule cannot contain both direct_response and redirect',
    ], { redirect: { uri: '/' }, fault: { abort: { httpStatus: 500 } }, rewrite: { uri: '/' }, directResponse: { status: 200 } }],
    ['does one thing where it answers', [
      'IST0106 spec.http[0].route: HTTP route cannot contain both route and direct_response',
      'IST0106 spec.http[0].fault: HTTP route cannot contain both fault and direct_response',
      'IST0106 spec.http[0].rewrite: HTTP route rule cannot contain both rewrite and direct_response',
    ], { directResponse: { status: 200 }, fault: { abort: { httpStatus: 500 } }, rewrite: { uri: '/' } }],
    ['leaves it to another one', [
      'IST0106 spec.http[0].redirect: root HTTP route  must not specify redirect',
      'IST0106 spec.http[0].route: root HTTP route  must not specify route',
    ], { delegate: { name: 'a' }, redirect: { uri: '/' } }],
    ['is not delegated twice', [
      'IST0106 spec.http[0].delegate: delegate HTTP route cannot contain delegate',
    ], { delegate: { name: 'a' } }, { hosts: [] }],
    ['names methods of CORS', [
      'IST0106 spec.http[0].corsPolicy.allowMethods[1]: "get" is not a supported HTTP method',
      'IST0106 spec.http[0].corsPolicy.allowMethods[2]: "" is not a supported HTTP method',
    ], { corsPolicy: { allowMethods: ['GET', 'get', ''] } }],
    ['names headers and origins of CORS', [
      "IST0106 spec.http[0].corsPolicy.allowOrigins[1]: '' is not a valid match type for CORS allow origins",
      'IST0106 spec.http[0].corsPolicy.allowOrigins[2].regex: "corsPolicy.allowOrigins": error parsing regexp: missing closing ): `(`; Istio uses RE2 style regex-based match (https://github.com/google/re2/wiki/Syntax)',
      'IST0106 spec.http[0].corsPolicy.allowHeaders[1]: header name a b is not a valid header name',
      'IST0106 spec.http[0].corsPolicy.allowHeaders[2]: header name cannot be empty',
      'IST0106 spec.http[0].corsPolicy.exposeHeaders[0]: header name a: is not a valid header name',
      'IST0106 spec.http[0].corsPolicy.maxAge: max_age duration is accurate only to seconds precision',
    ], { corsPolicy: { allowOrigins: [{ exact: 'a' }, {}, { regex: '(' }], allowHeaders: ['*', 'a b', ''], exposeHeaders: ['a:'], maxAge: '1.5s' } }],
    ['has faults', [
      'IST0106 spec.http[0].fault: HTTP fault injection must have an abort and/or a delay',
    ], { fault: {} }],
    ['has faults that can be', [
      'IST0106 spec.http[0].fault.abort.percentage.value: percentage 101 is neither 0.0, nor in range [0.0001, 100.0]',
      'IST0106 spec.http[0].fault.abort.httpStatus: HTTP status 601 is not in range 200-599',
      'IST0106 spec.http[0].fault.delay.percentage.value: percentage 1e-05 is neither 0.0, nor in range [0.0001, 100.0]',
      'IST0106 spec.http[0].fault.delay.exponentialDelay: only durations to ms precision are supported',
      'IST0106 spec.http[0].fault.delay.exponentialDelay: exponentialDelay not supported yet',
    ], { fault: { abort: { httpStatus: 601, percentage: { value: 101 } }, delay: { exponentialDelay: '1.5ms', percentage: { value: 0.00001 } } } }],
    ['knows the status of gRPC', [
      'IST0106 spec.http[0].fault.abort.grpcStatus: gRPC status "5" is not supported. See https://github.com/grpc/grpc/blob/master/doc/statuscodes.md for a list of supported codes, for example \'NOT_FOUND\'',
    ], { fault: { abort: { grpcStatus: '5' } } }],
    ['knows no errors of HTTP/2', [
      'IST0106 spec.http[0].fault.abort.http2Error: HTTP/2 abort fault injection not supported yet',
    ], { fault: { abort: { http2Error: 'x' } } }],
    ['mirrors to one or several', [
      'IST0106 spec.http[0].mirror: HTTP route cannot contain both mirror and mirrors',
    ], { mirror: { host: 'b' }, mirrors: [{ destination: { host: 'c' } }] }],
    ['mirrors a share', [
      'IST0106 spec.http[0].mirrorPercentage.value: mirror_percentage must have a max value of 100 (it has 101.000000)',
      'IST0106 spec.http[0].mirror.host: invalid destination host *',
    ], { mirror: { host: '*' }, mirrorPercentage: { value: 101 } }],
    ['mirrors shares', [
      'IST0106 spec.http[0].mirrors[0].destination.host: domain name "b_c" invalid (label "b_c" invalid)',
      'IST0106 spec.http[0].mirrors[0].percentage.value: mirror percentage must have a min value of 0 (it has -1.000000)',
    ], { mirrors: [{ destination: { host: 'b_c' }, percentage: { value: -1 } }] }],
    ['mirrored otherwise once', [
      'IST0106 spec.http[0].mirrorPercent: mirror_percent must have a max value of 100 (it has 101)',
      'IST0133 spec.http[0].mirrorPercent: using deprecated setting "mirrorPercent", use "mirrorPercentage" instead',
    ], { mirror: { host: 'b' }, mirrorPercent: 101 }],
    ['mirrored otherwise once, under another name', [
      'IST0133 spec.http[0].mirror_percent: using deprecated setting "mirrorPercent", use "mirrorPercentage" instead',
    ], { mirror: { host: 'b' }, mirror_percent: 5 }],
    ['answers shortly', [
      'IST0133 spec.http[0].directResponse.body: large direct_responses may impact control plane performance',
    ], { route: [], directResponse: { status: 200, body: { string: 'x'.repeat(102401) } } }],
    ['answers with a status', [
      'IST0106 spec.http[0].directResponse.status: HTTP status 100 is not in range 200-599',
    ], { route: [], directResponse: { status: 100 } }],
    ['waits whole milliseconds', [
      'IST0106 spec.http[0].timeout: only durations to ms precision are supported',
    ], { timeout: '1.0005s' }],
  ])('%s', (_, wanted, ...given) => {
    expect(saidOfRoute(...given)).toEqual(wanted);
  });
});
