/**
 * Checks of values that are wrong whatever surrounds them. Each throws with the construct's path, the field, what was
 * given, what is allowed and what to do; each returns the value, so that it can stand where the value is used.
 */
import { IConstruct } from 'constructs';
import { isAmount } from './amounts';
import { invalid } from './errors';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const DNS_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const HOST_LABEL = /^[a-zA-Z0-9_]([-a-zA-Z0-9_]{0,61}[a-zA-Z0-9_])?$/;
const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const QUANTITY = /^[+-]?(\d+|\d+\.\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/**
 * A text. TypeScript sees to that; plain JavaScript, and texts out of files, can bring anything.
 */
export function checkText(scope: IConstruct, field: string, value: string): string {
  if (typeof value !== 'string') {
    throw invalid(scope, field, { given: value, allowed: 'a text', todo: 'give a string' });
  }
  return value;
}

/** A list in which nothing is missing. */
export function checkList<T>(scope: IConstruct, field: string, value: readonly T[]): readonly T[] {
  if (!Array.isArray(value)) {
    throw invalid(scope, field, { given: value, allowed: 'a list', todo: 'put it in brackets' });
  }
  for (let i = 0; i < value.length; i++) {
    if (value[i] === undefined || value[i] === null) {
      throw invalid(scope, `${field}[${i}]`, { given: undefined, allowed: 'a value', todo: 'drop it from the list, or say what it is' });
    }
  }
  return value;
}

/** A map, without the key `__proto__`, which JavaScript would lose. */
export function checkMap<T>(scope: IConstruct, field: string, value: { readonly [key: string]: T }): { readonly [key: string]: T } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(scope, field, { given: value, allowed: 'a map from names to values', todo: 'write it like { name: value }' });
  }
  const prototype = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || Object.hasOwn(value, '__proto__')) {
    throw invalid(scope, field, { given: '__proto__', allowed: 'any other key', todo: 'rename it' });
  }
  return value;
}

/**
 * A struct or an object made by one of the library's factories, told by a member that it must have.
 *
 * @param member what the right thing has and others have not, e.g. `_render` or `serviceName`
 * @param what the right thing in words, e.g. `a Service`
 */
export function checkObject<T extends object>(scope: IConstruct, field: string, value: T, member: string, what: string): T {
  if (typeof value !== 'object' || value === null || !(member in value)) {
    throw invalid(scope, field, { given: value ?? undefined, allowed: what, todo: `give ${what}` });
  }
  return value;
}

/** One of a closed set of values; other languages and plain JavaScript can give others. */
export function checkMember(scope: IConstruct, field: string, value: string | undefined, members: readonly string[]): void {
  if (value !== undefined && !members.includes(value)) {
    throw invalid(scope, field, { given: value, allowed: members.join(', '), todo: 'give one of these' });
  }
}

/** A whole number in a range, both ends included. */
export function checkInteger(scope: IConstruct, field: string, value: number, min: number, max: number): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw invalid(scope, field, { given: value, allowed: `a whole number from ${min} to ${max}`, todo: 'give a number in that range' });
  }
  return value;
}

/** A number in a range, both ends included. */
export function checkNumber(scope: IConstruct, field: string, value: number, min: number, max: number): number {
  if (!Number.isFinite(value) || value < min || value > max) {
    throw invalid(scope, field, { given: value, allowed: `a number from ${min} to ${max}`, todo: 'give a number in that range' });
  }
  return value;
}

/** A port number: 1 to 65535. */
export function checkPort(scope: IConstruct, field: string, value: number): number {
  return checkInteger(scope, field, value, 1, 65535);
}

/** A DNS label (RFC 1123): lower case letters, digits and `-`, at most 63 characters. */
export function checkDnsLabel(scope: IConstruct, field: string, value: string): string {
  checkText(scope, field, value);
  if (!DNS_LABEL.test(value)) {
    throw invalid(scope, field, {
      given: value,
      allowed: 'a DNS label (lower case letters, digits and "-", at most 63 characters, a letter or digit at both ends)',
      todo: 'rename it',
    });
  }
  return value;
}

/** The name of an object (a DNS subdomain, RFC 1123): labels joined by dots, at most 253 characters. */
export function checkName(scope: IConstruct, field: string, value: string): string {
  checkText(scope, field, value);
  if (value.length > 253 || !DNS_NAME.test(value)) {
    throw invalid(scope, field, {
      given: value,
      allowed: 'a DNS name (lower case letters, digits, "-" and ".", at most 253 characters, a letter or digit at both ends)',
      todo: 'rename it',
    });
  }
  return value;
}

/** A name that its reader fills in, as in `<your-gateway-namespace>`. */
export const PLACEHOLDER = /^<[^<>]+>$/;

/** Name and namespace of an object, where they are given; either may be a placeholder in angle brackets. */
export function checkIdentity(scope: IConstruct, field: string, name?: string, namespace?: string): void {
  if (name !== undefined && !PLACEHOLDER.test(checkText(scope, `${field}name`, name))) { checkName(scope, `${field}name`, name); }
  if (namespace !== undefined && !PLACEHOLDER.test(checkText(scope, `${field}namespace`, namespace))) {
    checkDnsLabel(scope, `${field}namespace`, namespace);
  }
}

/** How much of a host name may be a wildcard. */
export interface HostOptions {
  /** Whether `*` alone is a host. */
  readonly any?: boolean;
  /** Whether the first label may be `*`. */
  readonly wildcard?: boolean;
  /** Whether an IP address is a host. */
  readonly ip?: boolean;
}

/** A host name, without scheme, port and path. */
export function checkHost(scope: IConstruct, field: string, value: string, options: HostOptions = {}): string {
  checkText(scope, field, value);
  const name = options.wildcard && value.startsWith('*.') ? value.slice(2) : value;
  const ok = (options.any && value === '*')
    || (options.ip && isIp(value))
    || (name.length <= 253 && name.split('.').every(label => HOST_LABEL.test(label)) && !IPV4.test(name));
  if (!ok) {
    const forms = ['a DNS name', ...(options.wildcard ? ['"*." and a DNS name'] : []), ...(options.any ? ['"*"'] : []), ...(options.ip ? ['an IP address'] : [])];
    throw invalid(scope, field, {
      given: value,
      allowed: forms.join(' or '),
      todo: 'give the host alone, without scheme, port or path',
    });
  }
  return value;
}

/** Whether a text is an IPv4 or IPv6 address. */
export function isIp(value: string): boolean {
  const v4 = IPV4.exec(value);
  if (v4) { return v4.slice(1).every(part => Number(part) <= 255); }
  if (!/^[0-9a-fA-F:.]+$/.test(value) || !value.includes(':')) { return false; }
  const halves = value.split('::');
  if (halves.length > 2) { return false; }
  const groups = halves.flatMap(half => half === '' ? [] : half.split(':'));
  const v4tail = groups.length > 0 && IPV4.test(groups[groups.length - 1]) && isIp(groups[groups.length - 1]);
  const count = groups.length + (v4tail ? 1 : 0);
  return groups.every((g, i) => /^[0-9a-fA-F]{1,4}$/.test(g) || (v4tail && i === groups.length - 1))
    && (halves.length === 2 ? count < 8 : count === 8);
}

/** An IP address. */
export function checkIp(scope: IConstruct, field: string, value: string): string {
  if (!isIp(checkText(scope, field, value))) { throw invalid(scope, field, { given: value, allowed: 'an IP address', todo: 'give the address alone' }); }
  return value;
}

/** A block of IP addresses, or one of them, unless the number of its bits is needed. */
export function checkSubnet(scope: IConstruct, field: string, subnet: string, bitsNeeded: boolean = false): string {
  const [address, bits, ...more] = checkText(scope, field, subnet).split('/');
  const widest = address.includes(':') ? 128 : 32;
  const rightBits = bits === undefined ? !bitsNeeded : /^\d{1,3}$/.test(bits) && Number(bits) <= widest;
  if (!isIp(address) || more.length > 0 || !rightBits) {
    throw invalid(scope, field, {
      given: subnet,
      allowed: bitsNeeded ? 'a block of IP addresses' : 'an IP address or a block of them',
      todo: bitsNeeded ? 'write it like "10.1.0.0/16"' : 'write it like "10.1.0.0/16" or "10.1.2.3"',
    });
  }
  return subnet;
}

/** A quantity of Kubernetes, e.g. `200m`, `2`, `256Mi`. */
export function checkQuantity(scope: IConstruct, field: string, value: string): string {
  checkText(scope, field, value);
  if (!QUANTITY.test(value)) {
    throw invalid(scope, field, {
      given: value,
      allowed: 'a quantity (a number with a suffix such as m, k, M, G, Ki, Mi, Gi or none)',
      todo: 'write it like "200m", "2" or "256Mi"',
    });
  }
  return value;
}

const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The number that a well-formed quantity stands for, in its base unit. */
export function quantityValue(quantity: string): number {
  const suffix = /\d\.?([KMGTPE]i|[numkMGTPE])$/.exec(quantity)?.[1];
  if (!suffix) { return Number(quantity); }
  const number = Number(quantity.slice(0, -suffix.length));
  if (BINARY.includes(suffix)) { return number * 1024 ** (BINARY.indexOf(suffix) + 1); }
  const power = DECIMAL.indexOf(suffix) - DECIMAL.indexOf('');
  return power < 0 ? number / 1000 ** -power : number * 1000 ** power; // 700m is 0.7 to the bit
}

/** Whether one quantity is more than another; `1005M` and `1.005G`, which differ in their last bit as numbers, are the same. */
export function exceeds(quantity: string, limit: string): boolean {
  const [a, b] = [quantityValue(quantity), quantityValue(limit)];
  return a - b > Math.abs(b) * 1e-12;
}

/** A whole number or a percentage, e.g. `1` or `25%`. */
export function checkCountOrPercentage(scope: IConstruct, field: string, value: string): string {
  checkText(scope, field, value);
  if (!isAmount(value)) {
    throw invalid(scope, field, { given: value, allowed: 'a whole number or a percentage', todo: 'write it like "1" or "25%"' });
  }
  return value;
}

/** That no two of several values are the same. */
export function checkUnique(scope: IConstruct, field: string, values: readonly string[], todo: string): void {
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) { throw invalid(scope, field, { given: `${value} twice`, allowed: 'each once', todo }); }
    seen.add(value);
  }
}
