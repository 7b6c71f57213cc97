import { Complaints } from './complaints';
import { longerThan } from './go';
import { re2 } from '../../manifests';
import { quoted } from '../field-error';

const LONGEST = 1024;
const known = new Map<string, string | undefined>();

/** What is wrong with a regular expression; nothing if it is one. */
export function badRegex(text: string): string | undefined {
  if (!known.has(text)) {
    known.set(text, complaint(text));
  }
  return known.get(text);
}

const TWICE = 'error parsing regexp: duplicate capture group name';

/** What Go says of it: unlike RE2 itself it lets two groups have one name. */
function complaint(text: string): string | undefined {
  try {
    re2(text);
    return undefined;
  } catch (e) {
    const { message } = e as Error;
    if (!message.startsWith(TWICE)) { return message.endsWith('at end of expression') ? `${message}: \`\`` : message; }
    let groups = 0;
    const renamed = text.replace(/\(\?P?<\w+>/g, () => `(?P<group${groups++}>`);
    return complaint(renamed)?.replace(renamed, () => text);
  }
}

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
