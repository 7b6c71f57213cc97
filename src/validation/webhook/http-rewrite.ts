import { Complaints } from './complaints';
import { regex } from './regex';

type Json = any;

/** What is sent to another place. The webhook says the first thing only that is wrong with it. */
export function httpRedirect(redirect: Json, said: Complaints, { match = [] }: Json): void {
  const { uri = '', prefixRewrite = '', authority = '', port, scheme = '', redirectCode = 0, derivePort } = redirect;
  const stray = prefixRewrite === '' ? -1 : match.findIndex((m: Json) => m.uri !== undefined && m.uri.prefix === undefined);
  if (uri !== '' && prefixRewrite !== '') {
    said.error('redirect may only specify one of uri or prefix_rewrite', 'drop one of the two', 'prefixRewrite');
  } else if (stray >= 0) {
    said.error('redirect prefix_rewrite requires all URI matches to use prefix match type', `match by prefix in match[${stray}], or use uri`, 'prefixRewrite');
  } else if (uri === '' && prefixRewrite === '' && authority === '' && port === undefined && derivePort === undefined && scheme === '') {
    said.error('redirect must specify URI, authority, scheme, or port', 'give one of them: it says what is different at the new place');
  } else if (redirectCode !== 0 && (redirectCode < 300 || redirectCode > 399)) {
    said.error(`${redirectCode} is not a valid redirect code, must be 3xx`, 'give 301, 302, 303, 307 or 308', 'redirectCode');
  } else if (scheme !== '' && scheme !== 'http' && scheme !== 'https') {
    said.error('invalid redirect scheme, must be "http" or "https"', 'give http or https', 'scheme');
  } else if (port > 65535) {
    said.error(`port number ${port} must be in the range 1..65535`, 'give a port from 1 to 65535', 'port');
  }
}

const HOW = 'give uri, or uriRegexRewrite with match and rewrite, or authority';

/** What of a request is changed on its way. The webhook says the first thing only that is wrong with it. */
export function httpRewrite(rewrite: Json, said: Complaints): void {
  const { uri = '', authority = '', uriRegexRewrite: byRegex } = rewrite;
  if (uri !== '' && byRegex !== undefined) {
    said.error('rewrite may only contain one of URI or UriRegexRewrite', 'drop one of the two', 'uriRegexRewrite');
  } else if (uri === '' && byRegex === undefined && authority === '') {
    said.error('rewrite must specify at least one of URI, UriRegexRewrite, or authority. Only one of URI or UriRegexRewrite may be specified', HOW);
  } else if (byRegex !== undefined && (!byRegex.match || !byRegex.rewrite)) {
    said.error(`${REGEX}UriRegexRewrite requires both Rewrite and Match fields to be specified`, 'give both; to cut something out, rewrite it to /', 'uriRegexRewrite');
  } else if (byRegex !== undefined) {
    const before = said.errors.length;
    said.in(byRegex, 'match', regex, 'HTTPRewrite.UriRegexRewrite.Match');
    if (said.errors.length > before) {
      const { message, hint } = said.errors.pop()!;
      said.error(`${REGEX}${message}`, hint, 'uriRegexRewrite', 'match');
    }
  }
}

const REGEX = 'UriRegexRewrite has errors\n';
