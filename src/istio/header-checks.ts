/**
 * Checks of header names and values, as Istio's webhook makes them.
 */
import { IConstruct } from 'constructs';
import { HeaderChanges, HeaderOperations } from './headers';
import { copyOf, copyOfMap } from './optional';
import { VirtualServiceSpecHttpHeaders, VirtualServiceSpecHttpHeadersRequest } from '../../imports/networking.istio.io';
import { invalid } from '../core/errors';
import { isHeaderName } from '../core/headers';
import { checkKinds, checkStruct, Kinds } from '../core/kinds';

const PSEUDO = new Set([':method', ':scheme', ':authority', ':path', ':status']);
const JWT_CLAIM = /^@request\.auth\.claims(\..+|\[.+\])$/i;
/** Text in which each `%` is doubled or part of a variable of Envoy: `%NAME%` or `%NAME(arguments)%`. */
const VALUE = /^(?:[^%]|%(?:%|[^%(]+%|[^%(]*\((?:\\[^]|[^)\\])*\) *%))*$/;
const CONTROL = new RegExp('[\\u0000-\\u0008\\u000a-\\u001f\\u007f]');

/** Whether a header match is one by a claim of the request's token, e.g. `@request.auth.claims.group`. */
export function isJwtClaim(name: string): boolean {
  return JWT_CLAIM.test(name);
}

/** Whether a header is the host that is asked for. */
export function isAuthority(name: string): boolean {
  return /^(host|:authority)$/i.test(name);
}

/** The name of a header that a request is matched by. */
export function checkMatchedHeader(scope: IConstruct, field: string, name: string): void {
  if (!isHeaderName(name) && !PSEUDO.has(name) && !isJwtClaim(name)) {
    throw invalid(scope, field, {
      given: name,
      allowed: 'a header name, a pseudo header (":path") or a claim ("@request.auth.claims.group")',
      todo: 'rename it',
    });
  }
}

/** The name of a header that CORS speaks of, or `*`. */
export function checkCorsHeader(scope: IConstruct, field: string, name: string): string {
  if (!isHeaderName(name)) {
    throw invalid(scope, field, { given: name, allowed: 'a header name or "*"', todo: 'rename it' });
  }
  return name;
}

const CHANGES: Kinds<HeaderChanges> = { set: 'map', add: 'map', remove: 'texts' };

/** Checks changes to headers and renders them; nothing where nothing is changed. */
export function renderHeaders(scope: IConstruct, field: string, headers?: HeaderOperations): VirtualServiceSpecHttpHeaders | undefined {
  if (headers === undefined) { return undefined; }
  checkStruct(scope, field, headers);
  const request = renderChanges(scope, `${field}.request`, headers.request, true);
  const response = renderChanges(scope, `${field}.response`, headers.response, false);
  return request || response ? { request, response } : undefined;
}

function renderChanges(
  scope: IConstruct, field: string, changes: HeaderChanges | undefined, request: boolean,
): VirtualServiceSpecHttpHeadersRequest | undefined {
  if (changes === undefined) { return undefined; }
  checkKinds(scope, field, changes, CHANGES);
  checkValues(scope, `${field}.set`, changes.set, request);
  checkValues(scope, `${field}.add`, changes.add, request);
  changes.remove?.forEach((name, i) => checkChanged(scope, `${field}.remove[${i}]`, name, false));
  const rendered = { set: copyOfMap(changes.set), add: copyOfMap(changes.add), remove: copyOf(changes.remove) };
  return rendered.set || rendered.add || rendered.remove ? rendered : undefined;
}

function checkValues(scope: IConstruct, field: string, values: { [header: string]: string } = {}, authority: boolean) {
  for (const [name, value] of Object.entries(values)) {
    checkChanged(scope, field, name, authority);
    if (!VALUE.test(value) || CONTROL.test(value)) {
      throw invalid(scope, `${field}.${name}`, {
        given: value,
        allowed: 'text without control characters, in which "%" begins and ends a variable of Envoy ("%HOSTNAME%")',
        todo: 'write "%%" for a percent sign',
      });
    }
  }
}

function checkChanged(scope: IConstruct, field: string, name: string, authority: boolean) {
  if (name === '' || ((name.startsWith(':') || isAuthority(name)) && !(authority && isAuthority(name)))) {
    throw invalid(scope, field, {
      given: name,
      allowed: `the name of a header, none that begins with ":"${authority ? ' but :authority' : ' and not Host'}`,
      todo: 'drop it; rewrite changes the host and path of a request',
    });
  }
}
