import { quoted } from '../field-error';
import { Complaints } from './complaints';
import { gatewayNames } from './gateway-names';
import { matchedHeader } from './headers';
import { isLabel } from './hosts';
import { labels } from './labels';
import { checkPort } from './ports';
import { regex } from './regex';

type Json = any;

/** What requests of an HTTP route are matched by. */
export function httpMatch(match: Json, said: Complaints): void {
  said.keys(match, 'headers', matchedHeader);
  said.each(match, 'headers', text, 'headers');
  said.keys(match, 'withoutHeaders', matchedHeader);
  said.each(match, 'withoutHeaders', absent);
  // an empty prefix is a prefix of every URI
  if (match.uri?.regex !== undefined) { said.in(match, 'uri', text, 'uri'); }
  said.in(match, 'scheme', text, 'scheme');
  said.in(match, 'method', text, 'method');
  said.in(match, 'authority', text, 'authority');
  said.each(match, 'queryParams', text, 'queryParams');
  trafficMatch(match, said);
  if (match.sourceNamespace && !isLabel(match.sourceNamespace)) {
    said.error(`sourceNamespace match ${match.sourceNamespace} is invalid`, 'give the name of a namespace', 'sourceNamespace');
  }
}

/** What matches of all protocols have; the webhook does not warn of their gateways but for TLS. */
export function trafficMatch(match: Json, said: Complaints, warns = false): void {
  if (match.port) { checkPort(match.port, said, 'port'); }
  said.in(match, 'sourceLabels', labels);
  if (match.gateways === undefined) { return; }
  if (warns) { said.in(match, 'gateways', gatewayNames); } else { said.withoutWarnings(() => said.in(match, 'gateways', gatewayNames)); }
}

/** `*` is no regular expression here: it stands for a header that is not there. */
function absent(match: Json, said: Complaints): void {
  if (match.regex !== '*') { text(match, said, 'withoutHeaders'); }
}

/** How a text is matched; `where` is what the webhook calls its place. */
export function text(match: Json, said: Complaints, where: string): void {
  const { prefix, regex: expression } = match;
  if (prefix === '') {
    said.error(`${quoted(where)}: prefix string match should not be empty`, 'give a prefix, or drop the match', 'prefix');
  } else if (expression === '') {
    said.error(`${quoted(where)}: regex string match should not be empty`, 'give a regular expression, or drop the match', 'regex');
  } else {
    said.in(match, 'regex', regex, where);
  }
}
