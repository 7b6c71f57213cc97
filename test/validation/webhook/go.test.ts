import { badFragment, longerThan, notInteger, notUnsigned, parseDuration, splitHostPort } from '../../../src/validation/webhook/go';

describe("Go's words", () => {
  test.each([
    ['1s', 10n ** 9n], ['1h30m', 5400n * 10n ** 9n], ['1.5ms', 1_500_000n], ['-2us', -2000n], ['+.5s', 500_000_000n], ['0', 0n], ['1.9ns', 1n],
    ['687194767.351s', 687194767351n * 10n ** 6n], ['687194767351ms', 687194767351n * 10n ** 6n], ['.057s', 57_000_000n],
    ['', 'time: invalid duration ""'], ['x', 'time: invalid duration "x"'], ['5', 'time: missing unit in duration "5"'], ['5d', 'time: unknown unit "d" in duration "5d"'],
    ['.s', 'time: invalid duration ".s"'], ['9999999999h', 'time: invalid duration "9999999999h"'],
  ])('a duration of %j is %j', (text, wanted) => {
    expect(parseDuration(text)).toBe(wanted);
    expect(parseDuration(text)).toBe(wanted);
  });

  test.each([
    ['127.0.0.1:80', { host: '127.0.0.1', port: '80' }],
    ['[::1]:80', { host: '::1', port: '80' }],
    [':80', { host: '', port: '80' }],
    ['a', { host: '', port: '', error: 'address a: missing port in address' }],
    ['::1:80', { host: '', port: '', error: 'address ::1:80: too many colons in address' }],
    ['[::1', { host: '', port: '', error: "address [::1: missing ']' in address" }],
    ['[::1]', { host: '', port: '', error: 'address [::1]: missing port in address' }],
    ['a]:80', { host: '', port: '', error: "address a]:80: unexpected ']' in address" }],
    ['a[:80', { host: '', port: '', error: "address a[:80: unexpected '[' in address" }],
  ])('%s is host and port', (address, wanted) => {
    expect(splitHostPort(address)).toEqual(wanted);
  });

  test('numbers are of 64 or 32 bits', () => {
    expect(['0', '+5', '-5', '9223372036854775807', '-9223372036854775808'].map(notInteger)).toEqual(Array(5).fill(undefined));
    expect(notInteger('x')).toBe('strconv.Atoi: parsing "x": invalid syntax');
    expect(notInteger('9223372036854775808')).toBe('strconv.Atoi: parsing "9223372036854775808": value out of range');
    expect(notUnsigned('4294967295')).toBeUndefined();
    expect(notUnsigned('+5')).toBe('strconv.ParseUint: parsing "+5": invalid syntax');
    expect(notUnsigned('4294967296')).toBe('strconv.ParseUint: parsing "4294967296": value out of range');
  });

  test('lengths are of bytes', () => {
    expect([longerThan('é', 1), longerThan('é', 2), longerThan('ab', 1), longerThan('a', 1)]).toEqual([true, false, true, false]);
  });

  test('fragments of URLs are escaped', () => {
    expect(badFragment('http://a/%zz')).toBeUndefined();
    expect(badFragment('http://a/#%2f')).toBeUndefined();
    expect(badFragment('http://a/#x%zzy')).toBe('parse "http://a/#x%zzy": invalid URL escape "%zz"');
  });
});
