/** What makes a URL of a host invalid, in Go: ASCII characters that would have to be escaped. */
const BAD_HOST = /[\x00-\x20#%/?@\\^`{|}\x7f]/;
const BAD_USER = /[^A-Za-z0-9\-._:~!$&'()*+,;=%@]/;
const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;

/**
 * The scheme of a URL, in lower case and empty for an absolute path; nothing where Go's `url.ParseRequestURI`, by which the
 * API server tells a URL, does not take the text.
 */
export function urlScheme(text: string): string | undefined {
  if (text === '' || /[\x00-\x1f\x7f]/.test(text)) { return undefined; }
  if (text === '*') { return ''; }
  const named = /^([A-Za-z][A-Za-z0-9+.-]*)?:/.exec(text);
  if (named && named[1] === undefined) { return undefined; }
  const scheme = named ? named[1].toLowerCase() : '';
  const rest = (named ? text.slice(named[0].length) : text).split('?', 1)[0];
  if (!rest.startsWith('/')) { return named ? scheme : undefined; }
  if (!named || !rest.startsWith('//')) { return BAD_ESCAPE.test(rest) ? undefined : scheme; }
  const slash = rest.indexOf('/', 2);
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
  const path = slash < 0 ? '' : rest.slice(slash);
  return isAuthority(authority) && !BAD_ESCAPE.test(path) ? scheme : undefined;
}

function isAuthority(authority: string): boolean {
  const at = authority.lastIndexOf('@');
  if (at >= 0 && (BAD_USER.test(authority.slice(0, at)) || BAD_ESCAPE.test(authority.slice(0, at)))) { return false; }
  const host = authority.slice(at + 1);
  if (host.startsWith('[')) { return /^\[[^\]]*\](:[0-9]*)?$/.test(host); }
  return /^[^:]*(:[0-9]*)?$/.test(host) && !BAD_HOST.test(host);
}
