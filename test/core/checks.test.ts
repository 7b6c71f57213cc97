import { Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { checkCountOrPercentage, checkDnsLabel, checkHost, checkInteger, checkName, checkNumber, checkPort, checkQuantity, checkSubnet, checkUnique, exceeds, HostOptions, isIp, quantityValue } from '../../src/core/checks';
import { show } from '../../src/core/errors';

const scope = Testing.chart();

test('an error says where, what was given, what is allowed and what to do', () => {
  expect(() => checkPort(scope, 'port', 70000)).toThrow('[test] port: given 70000, allowed a whole number from 1 to 65535; give a number in that range');
});

test.each([0, -1, 65536, 1.5, NaN, Infinity])('%p is no port', port => {
  expect(() => checkPort(scope, 'port', port)).toThrow(`given ${port}`);
});

test('numbers at both ends are in range', () => {
  expect([checkPort(scope, 'f', 1), checkPort(scope, 'f', 65535), checkInteger(scope, 'f', 3, 3, 3), checkNumber(scope, 'f', 0.5, 0, 1)]).toEqual([1, 65535, 3, 0.5]);
  expect(() => checkNumber(scope, 'f', 1.01, 0, 1)).toThrow('allowed a number from 0 to 1');
  expect(() => checkNumber(scope, 'f', NaN, 0, 1)).toThrow('given NaN');
});

test.each(['a', 'a-b', '0a', 'a'.repeat(63)])('%p is a DNS label', value => {
  expect(checkDnsLabel(scope, 'f', value)).toBe(value);
});

test.each(['', '-a', 'a-', 'A', 'a.b', 'a_b', 'a'.repeat(64), 'a\n'])('%p is no DNS label', value => {
  expect(() => checkDnsLabel(scope, 'f', value)).toThrow('allowed a DNS label');
});

test('a name may have dots, a label not', () => {
  expect(checkName(scope, 'f', 'a.b-c.d')).toBe('a.b-c.d');
  ['', 'a..b', '.a', 'a.', 'A', `${'a.'.repeat(127)}a`].forEach(name => expect(() => checkName(scope, 'f', name)).toThrow('allowed a DNS name'));
});

describe('hosts', () => {
  const all: HostOptions = { any: true, wildcard: true, ip: true };
  test.each(['reviews', 'a.example.com', '*.example.com', '*', '10.0.0.1', '::1', 'A.Example.com', 'x_y.local'])('%p is one', host => {
    expect(checkHost(scope, 'f', host, all)).toBe(host);
  });
  test.each(['', '*a.com', 'a.*.com', 'http://a.com', 'a.com:80', 'a.com/x', 'a..b', '*.', '-a.com', 'a b', '300.0.0.1', 'a.com\n'])('%p is none', host => {
    expect(() => checkHost(scope, 'f', host, all)).toThrow('give the host alone, without scheme, port or path');
  });
  test.each(['*', '*.example.com', '10.0.0.1'])('%p only where it is allowed', host => {
    expect(() => checkHost(scope, 'f', host)).toThrow('allowed a DNS name;');
  });
});

test('blocks of IP addresses, and single ones where those are allowed', () => {
  for (const subnet of ['10.1.0.0/16', '::/0', '2001:db8::/128']) { expect(checkSubnet(scope, 'f', subnet, true)).toBe(subnet); }
  expect(checkSubnet(scope, 'f', '10.1.2.3')).toBe('10.1.2.3');
  expect(() => checkSubnet(scope, 'f', '10.1.2.3', true)).toThrow('f: given "10.1.2.3", allowed a block of IP addresses; write it like "10.1.0.0/16"');
  for (const subnet of ['', '10.1.0.0/33', '10.1.0.0/', '10.1.0.0/8/8', '::/129', 'a/8']) {
    expect(() => checkSubnet(scope, 'f', subnet)).toThrow(`f: given "${subnet}", allowed an IP address or a block of them; write it like "10.1.0.0/16" or "10.1.2.3"`);
  }
});

test('IP addresses, as many as there are, and nothing else', () => {
  fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), ip => expect(isIp(ip)).toBe(true)));
  ['', '1.2.3', '1.2.3.256', ':::', '1::2::3', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '12345::', 'a.b', '::1.2.3.400'].forEach(text => expect([text, isIp(text)]).toEqual([text, false]));
});

test.each([['200m', 0.2], ['700m', 0.7], ['2', 2], ['2G', 2e9], ['256Mi', 268435456], ['1e3', 1000], ['1.5Gi', 1610612736], ['12E', 12e18], ['1k', 1000], ['100n', 1e-7], ['-1', -1]])('%p is a quantity of %p', (text, value) => {
  expect(quantityValue(checkQuantity(scope, 'f', text))).toBe(value);
});

test('quantities are compared by what they stand for', () => {
  expect([exceeds('1005M', '1.005G'), exceeds('700m', '0.7'), exceeds('1', '1000m'), exceeds('0', '0')]).toEqual([false, false, false, false]);
  expect([exceeds('1006M', '1.005G'), exceeds('701m', '0.7'), exceeds('1Ki', '1k'), exceeds('1', '0')]).toEqual([true, true, true, true]);
});

test.each(['', '2 G', '2GB', 'x', '1,5', '--1', 'Mi'])('%p is no quantity', text => {
  expect(() => checkQuantity(scope, 'resources.limits.memory', text)).toThrow(`[test] resources.limits.memory: given ${JSON.stringify(text)}, allowed a quantity`);
});

test('a count or a percentage', () => {
  expect([checkCountOrPercentage(scope, 'f', '1'), checkCountOrPercentage(scope, 'f', '25%')]).toEqual(['1', '25%']);
  ['', '%', '-1', '1.5', '25 %', 'all'].forEach(text => expect(() => checkCountOrPercentage(scope, 'f', text)).toThrow('write it like "1" or "25%"'));
});

test('values that must differ', () => {
  checkUnique(scope, 'ports', ['a', 'b'], 'rename one');
  expect(() => checkUnique(scope, 'ports', ['a', 'b', 'a'], 'rename one')).toThrow('[test] ports: given "a twice", allowed each once; rename one');
});

test('what was given is shown whatever it is', () => {
  const circular: any = {};
  circular.self = circular;
  expect([show(undefined), show(NaN), show('a'), show({ a: 1 }), show(circular), show('x'.repeat(300)).length]).toEqual(['nothing', 'NaN', '"a"', '{"a":1}', '[object Object]', 200]);
});
