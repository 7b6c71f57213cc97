import { IConstruct } from 'constructs';
import { checkText } from './checks';
import { invalid } from './errors';

/** What an expression of RE2 is made of; each kind in the order in which it is tried. */
const TOKEN = new RegExp([
  String.raw`\\Q(?<quoted>[\s\S]*?)(?:\\E|$)`,
  String.raw`(?<backreference>\\(?:[89kg]|[1-7](?![0-7])))`,
  String.raw`(?<badEscape>\\(?:$|(?![abdfnprstvwxzABCDPSW])[a-zA-Z]))`,
  String.raw`(?<escape>\\[pPx]\{[^}]*\}|\\[\s\S])`,
  // a "]" right after the opening is one of the class; "[:" opens a POSIX class only if it ends
  String.raw`(?<class>\[(?:\^|(?!\^))(?:\]|(?!\]))(?:\[:\^?\w+:\]|\[(?!:\^?\w+:\])|\\[\s\S]|[^\]\\[])*\])`,
  String.raw`(?<badClass>\[)`,
  String.raw`(?<flags>\(\?[imsU]*(?:-[imsU]+)?\))`,
  String.raw`(?<open>\((?:\?(?:[imsU]*(?:-[imsU]+)?:|P?<\w+>)|(?!\?)))`,
  String.raw`(?<badGroup>\(\?(?:<?[=!])?)`,
  String.raw`(?<close>\))`,
  String.raw`(?<repeat>(?:[*+?]|\{(?<min>\d+)(?:,(?<max>\d*))?\})\??)`,
  String.raw`(?<alternative>\|)`,
  String.raw`(?<literal>[\s\S])`,
].join('|'), 'g');

/**
 * A regular expression of RE2, which Envoy takes: without lookaround and backreferences, with every bracket closed and
 * something before every repetition.
 */
export function checkRegex(scope: IConstruct, field: string, text: string): string {
  const bad = (problem: string, todo: string) =>
    invalid(scope, field, { given: text, allowed: `a regular expression of RE2, which takes no ${problem}`, todo });
  let depth = 0;
  let last: 'nothing' | 'operand' | 'repeat' = 'nothing'; // what a repetition would follow
  for (const { 0: token, groups = {} } of checkText(scope, field, text).matchAll(TOKEN)) {
    const { quoted, backreference, badEscape, badClass, flags, open, badGroup, close, repeat, min, max, alternative } = groups;
    if (backreference) { throw bad(`backreference such as ${token}`, 'write out what is to be repeated'); }
    if (badEscape) { throw bad(`escape ${token}`, 'write "\\\\" for a backslash, or the character that is meant'); }
    if (badClass) { throw bad('"[" that is not closed', 'close it with "]", or write "\\["'); }
    if (badGroup) { throw bad(`lookaround and no group that begins with "${token}"`, 'match by several rules instead'); }
    if (repeat) {
      if (last === 'nothing') { throw bad(`${token} with nothing before it to repeat`, `write "\\${token}" for the character, or ".${token}" for any text`); }
      if (last === 'repeat') { throw bad(`${token} right after another repetition`, 'drop one of the two'); }
      if (Number(min ?? 0) > 1000 || Number(max || min || 0) > 1000 || (max && Number(max) < Number(min))) {
        throw bad(`repetition like ${token}`, 'repeat at most 1000 times, the smaller number first');
      }
      last = 'repeat';
    } else if (open || alternative) {
      if (open) { depth++; }
      last = 'nothing';
    } else if (flags || quoted === '') {
      if (last === 'repeat') { last = 'operand'; }
    } else {
      if (close && --depth < 0) { throw bad('")" that closes nothing', 'open it with "(", or write "\\)"'); }
      last = 'operand';
    }
  }
  if (depth > 0) { throw bad('"(" that is not closed', 'close it with ")", or write "\\("'); }
  return text;
}
