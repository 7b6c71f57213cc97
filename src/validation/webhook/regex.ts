import { Complaints } from './complaints';
import { longerThan } from './go';
import { badRegex } from '../../manifests';
import { quoted } from '../field-error';

const LONGEST = 1024;

/** A regular expression that Envoy is given; `where` is what the webhook calls its place. */
export function regex(text: string, said: Complaints, where: string): void {
  if (longerThan(text, LONGEST)) {
    said.error(`${quoted(where)}: regex is too large, max length allowed is ${LONGEST}`, 'shorten it, or spread it over several matches');
    return;
  }
  const wrong = badRegex(text);
  if (wrong !== undefined) {
    said.error(
      `${quoted(where)}: ${wrong}; Istio uses RE2 style regex-based match (https://github.com/google/re2/wiki/Syntax)`,
      'write it in the syntax of RE2, which has no lookaround and no back-references',
    );
  }
}
