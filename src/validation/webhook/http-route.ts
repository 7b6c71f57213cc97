import { numberText, quoted } from '../field-error';
import { Complaints } from './complaints';
import { destination, weighted } from './destinations';
import { duration } from './durations';
import { bytes, parseDuration } from './go';
import { corsHeader, headers, oneAuthority } from './headers';
import { httpMatch } from './http-match';
import { httpRetry } from './http-retry';
import { httpRedirect, httpRewrite } from './http-rewrite';
import { regex } from './regex';

type Json = any;

/** A rule of a VirtualService for HTTP. */
export function httpRoute(route: Json, said: Complaints, isDelegate: boolean): void {
  actions(route, said, isDelegate);
  said.each(route, 'match', httpMatch);
  said.in(route, 'headers', headers);
  said.in(route, 'corsPolicy', cors);
  said.in(route, 'fault', fault);
  mirrors(route, said);
  said.in(route, 'redirect', httpRedirect, route);
  said.in(route, 'directResponse', directResponse);
  said.in(route, 'retries', httpRetry);
  said.in(route, 'rewrite', httpRewrite);
  oneAuthority(route, said);
  weighted(route, said, withHeaders);
  said.in(route, 'timeout', duration);
}

function withHeaders(target: Json, said: Complaints): void {
  said.in(target, 'headers', headers);
}

/** A rule does one thing. */
function actions(route: Json, said: Complaints, isDelegate: boolean): void {
  const { name = '', redirect, directResponse: response, delegate, mirror } = route;
  const routes = (route.route?.length ?? 0) > 0;
  if (delegate !== undefined && !isDelegate) {
    if (redirect !== undefined) { said.error(`root HTTP route ${name} must not specify redirect`, 'drop redirect, or delegate', 'redirect'); }
    if (routes) { said.error(`root HTTP route ${name} must not specify route`, 'drop route, or delegate', 'route'); }
    return;
  }
  if (delegate !== undefined) {
    said.error('delegate HTTP route cannot contain delegate', 'a VirtualService without hosts cannot delegate further; give the route here', 'delegate');
  }
  if (redirect !== undefined) {
    conflicts(route, said, 'redirect', ['route', 'fault', 'rewrite', 'directResponse']);
  } else if (response !== undefined) {
    conflicts(route, said, 'direct_response', ['route', 'fault', 'rewrite']);
  } else if (!routes) {
    said.error('HTTP route, redirect or direct_response is required', 'give route with a destination, redirect or directResponse');
  }
  if (mirror !== undefined && route.mirrors?.length > 0) {
    said.error('HTTP route cannot contain both mirror and mirrors', 'put all into mirrors', 'mirror');
  }
}

function conflicts(route: Json, said: Complaints, action: string, fields: readonly string[]): void {
  for (const field of fields) {
    if (route[field] === undefined || route[field].length === 0) { continue; }
    const rule = field === 'route' || field === 'fault' ? '' : ' rule';
    const words = field === 'directResponse' ? 'direct_response' : field;
    said.error(`HTTP route${rule} cannot contain both ${words} and ${action}`, 'keep one of the two', field);
  }
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', '*']);

function cors(policy: Json, said: Complaints): void {
  said.each(policy, 'allowOrigins', origin);
  said.each(policy, 'allowMethods', method);
  said.each(policy, 'allowHeaders', corsHeader);
  said.each(policy, 'exposeHeaders', corsHeader);
  said.in(policy, 'maxAge', wholeSeconds);
}

function origin({ exact, prefix, regex: expression }: Json, said: Complaints): void {
  if (!(exact ?? prefix ?? expression)) {
    said.error("'' is not a valid match type for CORS allow origins", 'give exact, prefix or regex with a value');
  } else {
    said.in({ regex: expression }, 'regex', regex, 'corsPolicy.allowOrigins');
  }
}

function method(name: string, said: Complaints): void {
  if (!METHODS.has(name)) { said.error(`${quoted(name)} is not a supported HTTP method`, 'give GET, HEAD, POST, PUT, PATCH, DELETE, CONNECT, OPTIONS, TRACE or *, in capitals'); }
}

function wholeSeconds(age: string, said: Complaints): void {
  duration(age, said);
  const length = parseDuration(age);
  if (typeof length === 'bigint' && length % 1_000_000_000n > 0n) { said.error('max_age duration is accurate only to seconds precision', 'round it to whole seconds'); }
}

/** What the webhook warns of in a fault gets lost. */
function fault(injected: Json, said: Complaints): void {
  if (injected.abort === undefined && injected.delay === undefined) {
    said.error('HTTP fault injection must have an abort and/or a delay', 'give abort or delay, or drop fault');
  }
  said.in(injected, 'abort', abort);
  said.in(injected, 'delay', delay);
}

const GRPC_STATUS = new Set([
  'OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS', 'PERMISSION_DENIED', 'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS', 'UNAUTHENTICATED',
]);

function abort({ percentage, httpStatus, grpcStatus, http2Error }: Json, said: Complaints): void {
  said.in({ percentage }, 'percentage', share);
  if (httpStatus !== undefined) { status(httpStatus, said, 'httpStatus'); }
  if (grpcStatus !== undefined && !GRPC_STATUS.has(grpcStatus)) {
    said.error(
      `gRPC status ${quoted(grpcStatus)} is not supported. See https://github.com/grpc/grpc/blob/master/doc/statuscodes.md for a list of supported codes, for example 'NOT_FOUND'`,
      'give a status of gRPC by its name', 'grpcStatus',
    );
  }
  if (http2Error !== undefined) { said.error('HTTP/2 abort fault injection not supported yet', 'use httpStatus or grpcStatus', 'http2Error'); }
}

function delay(injected: Json, said: Complaints): void {
  said.in(injected, 'percentage', share);
  said.in(injected, 'fixedDelay', duration);
  said.in(injected, 'exponentialDelay', duration);
  if (injected.exponentialDelay !== undefined) { said.error('exponentialDelay not supported yet', 'use fixedDelay', 'exponentialDelay'); }
}

function share({ value = 0 }: Json, said: Complaints): void {
  if (value < 0 || value > 100 || (value > 0 && value < 0.0001)) {
    said.error(`percentage ${numberText(value)} is neither 0.0, nor in range [0.0001, 100.0]`, 'give 0 to 100', 'value');
  }
}

function status(code: number, said: Complaints, field: string): void {
  if (code < 200 || code > 600) { said.error(`HTTP status ${code} is not in range 200-599`, 'give a status from 200 to 599', field); }
}

function mirrors(route: Json, said: Complaints): void {
  const percent = route.mirrorPercent ?? route.mirror_percent;
  if (percent !== undefined && percent !== null) {
    const field = route.mirrorPercent === undefined ? 'mirror_percent' : 'mirrorPercent';
    if (percent > 100) { said.error(`mirror_percent must have a max value of 100 (it has ${percent})`, 'use mirrorPercentage with a value of 0 to 100', field); }
    said.warning('using deprecated setting "mirrorPercent", use "mirrorPercentage" instead', `write mirrorPercentage: { value: ${percent} }`, field);
  }
  said.in(route, 'mirrorPercentage', mirrored, 'mirror_percentage');
  said.in(route, 'mirror', destination);
  said.each(route, 'mirrors', mirrorPolicy);
}

function mirrorPolicy(policy: Json, said: Complaints): void {
  said.in(policy, 'destination', destination);
  said.in(policy, 'percentage', mirrored, 'mirror percentage');
}

function mirrored({ value = 0 }: Json, said: Complaints, what: string): void {
  if (value > 100) { said.error(`${what} must have a max value of 100 (it has ${value.toFixed(6)})`, 'give 0 to 100', 'value'); }
  if (value < 0) { said.error(`${what} must have a min value of 0 (it has ${value.toFixed(6)})`, 'give 0 to 100', 'value'); }
}

const KB = 1024;

function directResponse(response: Json, said: Complaints): void {
  const { string, bytes: encoded } = response.body ?? {};
  const size = typeof string === 'string' ? bytes(string) : typeof encoded === 'string' ? Buffer.from(encoded, 'base64').length : 0;
  if (size > KB * KB) {
    said.error('large direct_responses may impact control plane performance, must be less than 1MB', 'serve it from a backend', 'body');
  } else if (size > 100 * KB) {
    said.warning('large direct_responses may impact control plane performance', 'serve it from a backend', 'body');
  }
  status(response.status ?? 0, said, 'status');
}
