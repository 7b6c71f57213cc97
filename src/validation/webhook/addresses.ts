import { isIPv4, isIPv6 } from 'net';
import { quoted } from '../field-error';
import { Complaints } from './complaints';

/** Whether a text is an IP address; one of IPv6 may have a zone. */
export function isAddress(text: string): boolean {
  const zone = text.indexOf('%');
  return zone < 0 ? isIPv4(text) || isIPv6(text) : zone + 1 < text.length && isIPv6(text.slice(0, zone));
}

export function address(text: string, said: Complaints): void {
  if (!isAddress(text)) { said.error(`${text} is not a valid IP`, 'give an IP address'); }
}

/** An address, or a range of them in the form `10.0.0.0/8`. */
export function subnet(text: string, said: Complaints): void {
  if (text.split('/').length !== 2) {
    address(text, said);
  } else if (badPrefix(text) !== undefined) {
    said.error(`${text} is not a valid CIDR block`, 'give a range such as 10.0.0.0/8');
  }
}

/** The path of a Unix domain socket, without `unix://`. */
export function socketPath(path: string, said: Complaints): void {
  if (path === '') {
    said.error('unix address must not be empty', 'give the path of the socket: unix:///PATH');
  } else if (!path.startsWith('@') && (!path.startsWith('/') || path.endsWith('/'))) {
    said.error(`${path} is not an absolute path to a file`, 'give an absolute path: unix:///PATH, or unix://@NAME for an abstract socket');
  }
}

/** What Go finds wrong with a range of addresses; nothing if it is one. */
export function badPrefix(text: string): string | undefined {
  const fail = (reason: string) => `netip.ParsePrefix(${quoted(text)}): ${reason}`;
  const slash = text.lastIndexOf('/');
  const [ip, bits] = [text.slice(0, slash), text.slice(slash + 1)];
  if (!isAddress(ip)) { return fail(`ParseAddr(${quoted(ip)}): ${badAddress(ip)}`); }
  if (ip.includes('%')) { return fail('IPv6 zones cannot be present in a prefix'); }
  if (!/^(?:[0-9]|[1-9][0-9]+)$/.test(bits)) { return fail(`bad bits after slash: ${quoted(bits)}`); }
  return Number(bits) > (isIPv4(ip) ? 32 : 128) ? fail('prefix length out of range') : undefined;
}

function badAddress(ip: string): string {
  const mark = /[.:%]/.exec(ip)?.[0];
  if (mark === '%') { return 'missing IPv6 address'; }
  if (mark !== '.') { return 'unable to parse IP'; }
  const parts = ip.split('.');
  for (let i = 0, offset = 0; i < parts.length; offset += parts[i].length + 1, i++) {
    const part = parts[i];
    const stray = /[^0-9]/.exec(part);
    if (i === 4) { return 'IPv4 address too long'; }
    if (/^0[0-9]/.test(part)) { return 'IPv4 field has octet with leading zero'; }
    if (Number(/^[0-9]*/.exec(part)![0]) > 255) { return 'IPv4 field has value >255'; }
    if (stray) { return `unexpected character (at ${quoted(ip.slice(offset + stray.index))})`; }
    if (part === '') { return `IPv4 field must have at least one digit (at ${quoted(ip.slice(i === 0 || i === parts.length - 1 ? Math.max(0, offset - 1) : offset))})`; }
  }
  return 'IPv4 address too short';
}
