import { matchesRe2 } from '../manifests';
import { DURATION_PATTERN, durationHint } from './duration-hint';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const LABELS = 'give lower-case letters, digits and `-`, with dots between labels that begin and end with a letter or digit';

/** What patterns ask for, in words. */
const WORDS = new Map([
  [`^${LABEL}$`, 'give lower-case letters, digits and `-`, with a letter or digit at both ends'],
  [`^${SUBDOMAIN}$`, LABELS],
  [`^$|^${SUBDOMAIN}$`, LABELS],
  [`^(\\*\\.)?${SUBDOMAIN}$`, 'give a host name such as www.example.com, in lower case, or *.example.com; no port, path or scheme goes with it'],
  ['^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$', 'give letters, digits and `-`, with a letter first'],
  ['^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$', 'give letters, digits, `-`, `_` and `.`, with a letter or digit at both ends'],
  [`^(${SUBDOMAIN}/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$`, 'give a key such as app or example.com/app'],
  [`^${SUBDOMAIN}\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$`, 'give a domain and a path, such as example.com/gateway-controller'],
  ['^[A-Za-z0-9!#$%&\'*+\\-.^_\\x60|~]+$', 'give the name of a header: letters, digits and `-`, without colon or blanks'],
  ['^[!-~]+([\\t ]?[!-~]+)*$', 'give printable ASCII characters, without blanks at the ends'],
  ['^(?:[-A-Za-z0-9/._~!$&\'()*+,;=:@]|[%][0-9a-fA-F]{2})+$', 'give a path such as /api, with other characters as %20'],
  ['(^\\*$)|(^(http(s)?):\\/\\/(((\\*\\.)?([a-zA-Z0-9\\-]+\\.)*[a-zA-Z0-9-]+|\\*)(:([0-9]{1,5}))?)$)', 'give *, or a scheme and a host such as https://www.example.com'],
]);

/** What to give where a pattern is not matched. */
export function patternHint(pattern: string, value: unknown): string {
  if (pattern === DURATION_PATTERN) { return durationHint(value); }
  const words = WORDS.get(pattern) ?? (pattern.includes('[KMGTPE]i') ? 'give an amount such as 500m or 128Mi' : `give a text that matches ${pattern}`);
  const meant = String(value).toLowerCase().replace(/[_ ]+/g, '-');
  return meant !== value && pattern.includes(LABEL) && matchesRe2(pattern, meant) ? `write ${meant}: ${words.slice('give '.length)}` : words;
}
