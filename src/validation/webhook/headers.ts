import { quoted } from '../field-error';
import { Complaints } from './complaints';

type Json = any;

const NAME = /^[!#$%&'*+.^_`|~A-Za-z0-9-]+$/;
const PSEUDO = new Set([':method', ':scheme', ':authority', ':path', ':status']);
const EMPTY = 'header name cannot be empty';
const badName = (name: string) => `header name ${name} is not a valid header name`;

const isHost = (name: string) => name.toLowerCase() === 'host';
const isAuthority = (name: string) => isHost(name) || name.toLowerCase() === ':authority';

/** Whether a name of a header stands for a claim of a JWT: `@request.auth.claims.sub` or `@request.auth.claims[sub]`. */
export function isClaim(name: string): boolean {
  const prefix = '@request.auth.claims';
  if (name.charCodeAt(0) !== 64 || name.length < prefix.length + 2 || name.slice(0, prefix.length).toLowerCase() !== prefix) { return false; }
  const rest = name.slice(prefix.length);
  return rest.startsWith('.') || (rest.startsWith('[') && rest.endsWith(']') && rest.length > 2);
}

/** A header that requests are matched by. */
export function matchedHeader(name: string, said: Complaints): void {
  if (name === '') {
    said.error(EMPTY, 'name the header');
  } else if (!isClaim(name) && !PSEUDO.has(name) && !NAME.test(name)) {
    said.error(badName(name), 'give the name of a header, a pseudo header such as :authority, or a claim as @request.auth.claims.NAME');
  }
}

/** A header of CORS. */
export function corsHeader(name: string, said: Complaints): void {
  if (name === '') {
    said.error(EMPTY, 'name the header, or drop the item');
  } else if (!NAME.test(name)) {
    said.error(badName(name), 'give the name of a header, or `*` for all');
  }
}

/** A header of an HTTP probe. The schema takes `_`, and the webhook does not. */
export function probeHeader({ name = '' }: Json, said: Complaints): void {
  if (name === '') {
    said.error(EMPTY, 'name the header', 'name');
  } else if (name.includes('_')) {
    said.error(badName(name), 'give a name of letters, digits and `-`', 'name');
  }
}

/** What a route does to headers of requests and responses. */
export function headers(operations: Json, said: Complaints): void {
  said.in(operations, 'request', changes, true);
  said.in(operations, 'response', changes, false);
}

function changes(operations: Json, said: Complaints, ofRequests: boolean): void {
  for (const operation of ['add', 'set']) {
    said.keys(operations, operation, changedName, ofRequests);
    said.each(operations, operation, value);
  }
  said.each(operations, 'remove', changedName, false);
}

function changedName(name: string, said: Complaints, authorityToo: boolean): void {
  if (name === '') {
    said.error(EMPTY, 'name the header');
  } else if (authorityToo && isAuthority(name)) {
    return;
  } else if (isHost(name)) {
    said.error(`invalid header ${quoted(name)}: cannot set Host header`, 'the host can be set for requests only; elsewhere leave it as it is');
  } else if (name.startsWith(':')) {
    said.error(`invalid header ${quoted(name)}: header cannot have ":" prefix`, 'pseudo headers cannot be changed here; use rewrite or redirect');
  }
}

function value(text: string, said: Complaints): void {
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(text)) {
    said.error(`header value configuration ${text} is invalid`, 'take out the control characters');
    return;
  }
  const wrong = text.includes('%') ? badVariables(text) : undefined;
  if (wrong !== undefined) {
    said.error(`header value configuration: invalid header configuration. ${wrong}`, 'write %% for a percent sign, and variables as %NAME% or %NAME(ARGUMENT)%');
  }
}

type Expected = 'text' | 'name' | 'arguments' | 'quote' | 'argument' | 'comma' | 'parenthesis' | 'percent';

/** What is wrong with Envoy's `%VARIABLE%`s in a text, as Istio reads them; nothing if they are sound. */
function badVariables(text: string): string | undefined {
  let state: Expected = 'text';
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    switch (state) {
      case 'text':
        if (c !== '%') { break; }
        if (i + 1 === text.length) { return 'Un-escaped %'; }
        if (text[i + 1] === '%') { i++; } else { state = 'name'; }
        break;
      case 'name':
        if (c === '%') { state = 'text'; } else if (c === '(') { state = 'arguments'; }
        break;
      case 'arguments':
        if (c === '[') { state = 'quote'; } else if (c !== ' ') { state = 'argument'; }
        break;
      case 'quote':
        if (c === '"') { state = 'argument'; } else if (c !== ' ') { return "Expecting '\"'"; }
        break;
      case 'argument':
        if (c === '\\') {
          if (i + 1 === text.length) { return 'Un-terminated backslash in JSON string'; }
          i++;
        } else if (c === ')') {
          state = 'percent';
        } else if (c === '"') {
          state = 'comma';
        }
        break;
      case 'comma':
        if (c === ',') { state = 'quote'; } else if (c === ']') { state = 'parenthesis'; } else if (c !== ' ') { return "Expecting ',', ']', or whitespace"; }
        break;
      case 'parenthesis':
        if (c === ')') { state = 'percent'; } else if (c !== ' ') { return "Expecting ')' or whitespace after '{}', but found '{}'"; }
        break;
      case 'percent':
        if (c === '%') { state = 'text'; } else if (c !== ' ') { return "Expecting '%' or whitespace after"; }
        break;
    }
  }
  return state === 'text' ? undefined : `Un-terminated variable expression '${text}'`;
}

/** The authority of a request can be set in one place only. */
export function oneAuthority({ rewrite, headers: changed }: Json, said: Complaints): void {
  const request = changed?.request;
  if (!request) { return; }
  let current: string = rewrite?.authority ?? '';
  for (const operation of ['set', 'add']) {
    for (const name in request[operation]) {
      if (!isAuthority(name)) { continue; }
      const authority = request[operation][name];
      if (current !== '') {
        said.error(
          `authority header cannot be set multiple times: have ${quoted(current)}, attempting to set ${quoted(authority)}`,
          'set it once, by rewrite.authority or by one header', 'headers', 'request', operation, name,
        );
        return;
      }
      current = authority;
    }
  }
}
