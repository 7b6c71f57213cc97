import { badPrefix, isAddress } from '../../../src/validation/webhook/addresses';

describe('addresses', () => {
  test('are of IPv4 or IPv6, with a zone', () => {
    expect(['1.2.3.4', '::1', 'fe80::1%eth0', '::ffff:1.2.3.4'].every(isAddress)).toBe(true);
    expect(['', 'a', '1.2.3', '01.2.3.4', '1.2.3.4%a', 'fe80::1%', '%a', '1.2.3.4/8'].some(isAddress)).toBe(false);
  });

  test.each(['10.0.0.0/8', '1.2.3.4/32', '::/0', '2001:db8::/128'])('%s is a range of them', text => {
    expect(badPrefix(text)).toBeUndefined();
  });

  test.each([
    ['1.2.3.4/33', 'prefix length out of range'],
    ['::1/129', 'prefix length out of range'],
    ['1.2.3.4/', 'bad bits after slash: ""'],
    ['1.2.3.4/08', 'bad bits after slash: "08"'],
    ['fe80::1%a/8', 'IPv6 zones cannot be present in a prefix'],
    ['x/8', 'ParseAddr("x"): unable to parse IP'],
    ['%a/8', 'ParseAddr("%a"): missing IPv6 address'],
    ['1.2.3/8', 'ParseAddr("1.2.3"): IPv4 address too short'],
    ['1.2.3.4.5/8', 'ParseAddr("1.2.3.4.5"): IPv4 address too long'],
    ['1.2.3.256/8', 'ParseAddr("1.2.3.256"): IPv4 field has value >255'],
    ['1.2.3.04/8', 'ParseAddr("1.2.3.04"): IPv4 field has octet with leading zero'],
    ['1.2.x.4/8', 'ParseAddr("1.2.x.4"): unexpected character (at "x.4")'],
    ['1..3.4/8', 'ParseAddr("1..3.4"): IPv4 field must have at least one digit (at ".3.4")'],
  ])('%s is none', (text, wrong) => {
    expect(badPrefix(text)).toBe(`netip.ParsePrefix("${text}"): ${wrong}`);
  });
});
