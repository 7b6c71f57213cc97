import type { RE2JS } from 're2js';

const compiled = new Map<string, RE2JS>();

/**
 * The expression, compiled once. RE2 is what the API server, Istio and Envoy use: other syntax than JavaScript's, and time
 * that grows with the length of the text and no faster, whatever the expression.
 *
 * @throws if RE2 does not take it
 */
function re2(pattern: string): RE2JS {
  let expression = compiled.get(pattern);
  if (!expression) {
    // where there is no pattern to match, it is not loaded; the package holds it in this file
    // eslint-disable-next-line @typescript-eslint/no-require-imports, import/no-extraneous-dependencies
    const engine: typeof import('re2js') = require('re2js');
    expression = engine.RE2JS.compile(pattern);
    compiled.set(pattern, expression);
  }
  return expression;
}

/** What short texts have been found to be: the same names come again and again. */
const answers = new Map<string, Map<string, boolean>>();
const MOST_ANSWERS = 10_000;
const LONGEST_KEPT = 100;

/** Whether the pattern is found somewhere in the text. */
export function matchesRe2(pattern: string, text: string): boolean {
  if (text.length > LONGEST_KEPT) { return re2(pattern).test(text); }
  let known = answers.get(pattern);
  if (!known) { answers.set(pattern, known = new Map()); }
  let answer = known.get(text);
  if (answer === undefined) {
    if (known.size >= MOST_ANSWERS) { known.clear(); }
    known.set(text, answer = re2(pattern).test(text));
  }
  return answer;
}

const complaints = new Map<string, string | undefined>();

/** What is wrong with a regular expression, in Go's words; nothing if it is one. */
export function badRegex(text: string): string | undefined {
  if (!complaints.has(text)) { complaints.set(text, complaint(text)); }
  return complaints.get(text);
}

const TWICE = 'error parsing regexp: duplicate capture group name';

/** Go and Envoy let two groups have one name. */
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
