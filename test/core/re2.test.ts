import { Testing } from 'cdk8s';
import { checkRegex } from '../../src/core/re2';

const scope = Testing.chart();
const check = (text: string) => checkRegex(scope, 'uri.regex', text);

test.each([
  '', '.*', '/v[12]/.+', '(?i)abc', 'a(?i)*', '(?s-i:a)b', '(?P<name>a+)', '(?<name>a)', '(a|b|)', '()', '^*', 'a*?b+?c??', 'a{2}', 'a{2,}', 'a{2,3}?', 'a{1000}',
  'a{', 'a{,2}', '{', '}', ']', 'a{2', '\\C', '\\Q*(\\E', '\\Q[', '\\Qa\\E*', 'a\\Q\\E*', '[[:alpha:]]+', '[^[:^digit:]x]', '[]a]', '[^]a]', '[a[]', '[\\]]', '[(*]',
  '\\(', '\\[', '\\*', '\\\\', '\\_', '\\012', '\\12', '\\x{10FFFF}*', '\\x41', '\\p{Greek}+', '\\pN', '\\A\\b\\B\\z', '\\d\\D\\s\\S\\w\\W', '\\a\\f\\t\\n\\r\\v', 'ü*', '\n',
])('%p is of RE2', text => {
  expect(check(text)).toBe(text);
});

test.each([
  ['(?=a)', 'lookaround and no group that begins with "(?="'],
  ['(?!a)', 'lookaround'],
  ['(?<=a)b', 'lookaround and no group that begins with "(?<="'],
  ['(?<!a)b', 'lookaround'],
  ['(?>a)', 'lookaround and no group that begins with "(?"'],
  ['(?#a)', 'lookaround'],
  ['(?x)a', 'lookaround'],
  ['(?P=name)', 'lookaround'],
  ['(a)\\1', 'backreference such as \\1'],
  ['(a)\\18', 'backreference such as \\1'],
  ['\\9', 'backreference such as \\9'],
  ['\\k<name>', 'backreference such as \\k'],
  ['\\Z', 'escape \\Z'],
  ['\\E', 'escape \\E'],
  ['a\\', 'escape \\'],
  ['[a', '"[" that is not closed'],
  ['[]', '"[" that is not closed'],
  ['[^]', '"[" that is not closed'],
  ['[[:alpha:]', '"[" that is not closed'],
  ['[a\\]', '"[" that is not closed'],
  ['(a', '"(" that is not closed'],
  ['a)', '")" that closes nothing'],
  [')(', '")" that closes nothing'],
  ['*', '* with nothing before it'],
  ['*.example.com', '* with nothing before it'],
  ['(+a)', '+ with nothing before it'],
  ['a|?', '? with nothing before it'],
  ['(?i)*', '* with nothing before it'],
  ['{2}', '{2} with nothing before it'],
  ['a**', '* right after another repetition'],
  ['a*+', '+ right after another repetition'],
  ['a???', '? right after another repetition'],
  ['a{2}{3}', '{3} right after another repetition'],
  ['a{1001}', 'repetition like {1001}'],
  ['a{1,1001}', 'repetition like {1,1001}'],
  ['a{3,2}', 'repetition like {3,2}'],
])('%p is not of RE2', (text, problem) => {
  expect(() => check(text)).toThrow(`[test] uri.regex: given ${JSON.stringify(text)}, allowed a regular expression of RE2, which takes no ${problem}`);
});

test('what is no text is told', () => {
  expect(() => check(5 as unknown as string)).toThrow('[test] uri.regex: given 5, allowed a text');
});

test('a long expression is read in no time', () => {
  const start = Date.now();
  for (const text of ['('.repeat(1000), '['.repeat(1000), '\\Q'.repeat(500), '(?i'.repeat(300), '[[:a'.repeat(250)]) {
    try { check(text); } catch { /* well-formed or not */ }
  }
  expect(Date.now() - start).toBeLessThan(500);
});
