import { IConstruct } from 'constructs';
import { isAuthority } from './header-checks';
import { HeaderOperations } from './headers';
import { checkBoundedRegex } from './string-match';
import { VirtualServiceSpecHttpRewrite } from '../../imports/networking.istio.io';
import { checkText } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';

/** Changes a path by a regular expression. */
export interface RegexRewrite {
  /** Expression in RE2's syntax, at most 1024 characters, that finds what is replaced. */
  readonly match: string;

  /** What takes its place; `\1` to `\9` stand for the groups of the expression. */
  readonly rewrite: string;
}

/**
 * Changes the host or path of a request before it goes on. One of them at least.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite
 */
export interface HttpRewrite {
  /**
   * Path that takes the place of the prefix or exact path that was matched. Not together with `uriRegexRewrite`.
   *
   * @default - the path is kept
   */
  readonly uri?: string;

  /**
   * Change of the path by a regular expression. Not together with `uri`.
   *
   * @default - the path is kept
   */
  readonly uriRegexRewrite?: RegexRewrite;

  /**
   * Host that takes the place of the Host header.
   *
   * @default - the host is kept
   */
  readonly authority?: string;
}

const FIELDS: Kinds<HttpRewrite> = { uri: 'text', uriRegexRewrite: 'struct', authority: 'text' };

/** Checks a rewrite and renders it. @internal */
export function renderRewrite(scope: IConstruct, field: string, rewrite?: HttpRewrite): VirtualServiceSpecHttpRewrite | undefined {
  if (rewrite === undefined) { return undefined; }
  const { uri, uriRegexRewrite: regex, authority } = checkKinds(scope, field, rewrite, FIELDS);
  if (!uri && !regex && !authority) {
    throw invalid(scope, field, { given: rewrite, allowed: 'a uri, uriRegexRewrite or authority', todo: 'say what is rewritten' });
  }
  if (uri && regex) {
    throw invalid(scope, `${field}.uriRegexRewrite`, { given: regex, allowed: 'uri or uriRegexRewrite', todo: 'drop one of the two' });
  }
  if (regex) {
    checkBoundedRegex(scope, `${field}.uriRegexRewrite.match`, regex.match);
    if (checkText(scope, `${field}.uriRegexRewrite.rewrite`, regex.rewrite) === '') {
      throw invalid(scope, `${field}.uriRegexRewrite.rewrite`, { given: '', allowed: 'one character at least', todo: 'say what takes the place of the match' });
    }
  }
  return { uri, authority, uriRegexRewrite: regex && { ...regex } };
}

/** That the host of a request is changed in one place only. @internal */
export function checkAuthorityOnce(scope: IConstruct, field: string, rewrite?: HttpRewrite, headers?: HeaderOperations): void {
  if (!headers) { return; }
  const { set = {}, add = {} } = headers.request ?? {};
  const changed = [...Object.entries(set), ...Object.entries(add)].filter(([name]) => isAuthority(name));
  if (changed.length + (rewrite?.authority ? 1 : 0) > 1) {
    throw invalid(scope, `${field}.headers.request`, {
      given: Object.fromEntries(changed),
      allowed: 'one new host, by rewrite.authority or by a header',
      todo: 'drop all but one',
    });
  }
}
