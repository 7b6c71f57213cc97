import { badCel } from '../../../src/validation/webhook/cel-syntax';

describe('the syntax of CEL', () => {
  test.each([
    'a', 'a.b(c) && !d || e', 'x in [1, 2,]', 'a ? b : c ? d : e', '{"a": 1, b: 2,}', 'T{a: 1}', '.a.T{}', 'a[0].b', '-1', '!-1', '--a', '!!a', '0x1F', '1u', '1.5e3', '.5', '-9223372036854775808',
    'has(a.b)', 'x.all(i, i > 0)', 'x.map(i, i > 0, i)', 'x.exists(i)', 'f(a.b).all', 'a.`b-c`', 'a.if', "r'\\d'", "b'x'", '"""a\nb"""', "'\\n\\x41\\101\\u0041'", 'a // c', '((a))', '[,]', 'true',
  ])('takes %s', text => {
    expect(badCel(text)).toBeUndefined();
  });

  test.each([
    ['', '1:1', "unexpected '<EOF>'"],
    ['a +', '1:4', "unexpected '<EOF>'"],
    ['a ==\n b c', '2:4', "unexpected 'c'"],
    ['a = b', '1:3', "token recognition error at: '='"],
    ['(a', '1:3', "unexpected '<EOF>'"],
    ['!--a', '1:2', "unexpected '-'"],
    ['"a', '1:1', "token recognition error at: '\"'"],
    ["'\\q'", '1:1', "token recognition error at: '''"],
    ['f(a,)', '1:5', "unexpected ')'"],
    ['a ? b', '1:6', "unexpected '<EOF>'"],
    ['{a}', '1:3', "unexpected '}'"],
    ['f(a){}', '1:5', "unexpected '{'"],
    ['1.T{}', '1:4', "unexpected '{'"],
    ['if', '1:1', 'reserved identifier: if'],
    ['has(a)', '1:5', 'invalid argument to has() macro'],
    ['x.all(1, a)', '1:7', 'argument must be a simple name'],
    ['9223372036854775808', '1:1', 'invalid int literal'],
    ['18446744073709551616u', '1:1', 'invalid uint literal'],
    ['1e999', '1:1', 'invalid double literal'],
  ])('does not take %j', (text, place, words) => {
    const wrong = badCel(text);
    expect(wrong).toContain(`ERROR: <input>:${place}: `);
    expect(wrong).toContain(words);
  });

  test('does not follow it down without end', () => {
    expect(badCel('('.repeat(100_000))).toContain('expression recursion limit exceeded');
  });
});
