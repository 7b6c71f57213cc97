import { isIP } from 'net';
import { Field } from './field';

/** An IP address, and a range of them, as a number of bits. */
interface Range {
  readonly bits: bigint;
  readonly width: 32 | 128;
  readonly length: number;
}

/** Says where a field holds no IP address; whether it does. */
export function checkAddress(address: Field): boolean {
  const value: string = address.or('');
  const plain = withoutZeros(value);
  const family = value.includes('%') ? 0 : isIP(plain);
  if (family === 0) { address.invalid('must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)', value); }
  if (family !== 0 && plain !== value) { address.invalid('must not have leading 0s', value); }
  if (family === 6 && plain === value && isMapped(value)) { address.invalid('must not be an IPv4-mapped IPv6 address', value); }
  return family !== 0;
}

/** Says where a field holds no range of IP addresses; the range. */
export function checkRange(range: Field, value: string = range.or('')): Range | undefined {
  const slash = value.indexOf('/');
  const address = withoutZeros(value.slice(0, Math.max(slash, 0)));
  const digits = value.slice(slash + 1);
  const family = address.includes('%') ? 0 : isIP(address);
  const width = family === 4 ? 32 : 128;
  const length = /^\d+$/.test(digits) ? Number(digits) : Infinity;
  if (slash < 0 || family === 0 || length > width) {
    range.invalid('must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)', value);
    return undefined;
  }
  const bits = bitsOf(address);
  if (value !== `${address}/${length}`) {
    range.invalid('must not have leading 0s in IP or prefix length', value);
  } else if (family === 6 && isMapped(address)) {
    range.invalid('must not have an IPv4-mapped IPv6 address', value);
  } else if (bits % 2n ** BigInt(width - length) !== 0n) {
    range.invalid('must not have bits set beyond the prefix length', value);
  }
  return { bits, width, length };
}

/** Whether a range is part of another, and not all of it. */
export function isWithin(part: Range, whole: Range): boolean {
  const size = 2n ** BigInt(whole.width - whole.length);
  return part.width === whole.width && part.length > whole.length && part.bits / size === whole.bits / size;
}

export const isIPv6 = (address: string): boolean => address.includes(':');

export const withoutZeros = (address: string) => address.includes(':') ? address : address.replace(/(^|\.)0+(?=\d)/g, '$1');
const isMapped = (address: string) => bitsOf(address) / 2n ** 32n === 0xffffn;

function bitsOf(address: string): bigint {
  if (!address.includes(':')) { return address.split('.').reduce((bits, byte) => bits * 256n + BigInt(byte), 0n); }
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => `${(a * 256 + +b).toString(16)}:${(c * 256 + +d).toString(16)}`);
  const [head, tail] = plain.split('::').map(part => part === '' ? [] : part.split(':'));
  const groups = tail === undefined ? head : [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail];
  return groups.reduce((bits, group) => bits * 65536n + BigInt(`0x${group}`), 0n);
}
