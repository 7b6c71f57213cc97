import { badGatewayHost, badHost, badName, badWildcard, isLabel, isWithin } from '../../../src/validation/webhook/hosts';

const LONG = 'a'.repeat(63);

describe('hosts', () => {
  test.each(['a', 'a.b', 'A-1.b', 'a.b.', '1.a', `${LONG}.${LONG}`, 'x.1a'])('%s is a name', name => {
    expect(badName(name)).toBeUndefined();
    expect(badHost(name)).toBeUndefined();
    expect(badHost(`*.${name}`)).toBeUndefined();
  });

  test.each([
    ['', 'empty domain name not allowed'],
    ['a..b', 'domain name "a..b" invalid (label "" invalid)'],
    ['.', 'domain name "." invalid (label "" invalid)'],
    ['-a', 'domain name "-a" invalid (label "-a" invalid)'],
    ['a-.b', 'domain name "a-.b" invalid (label "a-" invalid)'],
    ['a_b', 'domain name "a_b" invalid (label "a_b" invalid)'],
    ['*.a', 'domain name "*.a" invalid (label "*" invalid)'],
    ['a.1', 'domain name "a.1" invalid (top level domain "1" cannot be all-numeric)'],
    ['a.-1', 'domain name "a.-1" invalid (top level domain "-1" cannot be all-numeric)'],
    [`${LONG}a`, `domain name "${LONG}a" invalid (label "${LONG}a" invalid)`],
    [`${LONG}.`.repeat(4), `domain name "${`${LONG}.`.repeat(4)}" too long (max 255)`],
    ['é'.repeat(128), `domain name "${'é'.repeat(128)}" too long (max 255)`],
  ])('%j is no name', (name, wrong) => {
    expect(badName(name)).toBe(wrong);
  });

  test('begin with a wildcard, or with a part of one', () => {
    expect(['*', '*.a', '*a.b', '*-a.b'].map(badHost)).toEqual([undefined, undefined, undefined, undefined]);
    expect(['**', 'a*.b', '*_a', 'a.*'].map(badHost)).not.toContain(undefined);
    expect(['*', '*.a', 'a'].map(badWildcard)).toEqual([undefined, undefined, undefined]);
    expect(badWildcard('*a.b')).toBe('partial wildcard "*a.b" not allowed');
  });

  test('of one label are numbers, too', () => {
    expect(badHost('1')).toBeUndefined();
    expect(badName('1')).toBeDefined();
  });

  test('may be names that Istio makes for SNI', () => {
    expect(badGatewayHost('outbound_.80_._.a.b', true)).toBeUndefined();
    expect(badGatewayHost('outbound_.80_._.a.b', false)).toContain('label "outbound_" invalid');
    expect(badGatewayHost('outbound_', true)).toContain("should follow 'outbound_.<PORT>_._.<HOSTNAME>' format");
  });

  test.each([
    ['a.b', 'a.b', true], ['a.b', '*.b', true], ['*.a.b', '*.b', true], ['*.b', '*.a.b', false], ['*.b', 'a.b', false], ['b', '*.b', false], ['a', '*', true], ['xb', '*b', true],
  ])('%s is within %s: %s', (name, other, is) => {
    expect(isWithin(name, other)).toBe(is);
  });

  test('are made of labels', () => {
    expect(['a', 'A1', 'a-b', LONG].every(isLabel)).toBe(true);
    expect(['', '-a', 'a-', 'a.b', 'é', `${LONG}a`].some(isLabel)).toBe(false);
  });
});
