/**
 * Checks that several kinds of Gateway API share: bounds and patterns of its schema.
 */
import { IConstruct } from 'constructs';
import { checkHost } from '../core/checks';
import { invalid } from '../core/errors';

const GROUP = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const KIND = /^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const HOSTNAME = /^[a-z0-9*.-]+$/;
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/;
const HEADER_VALUE = /^[!-~]+([\t ][!-~]+)*$/;
const QUALIFIED_NAME = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$/;

/** A list, or nothing if it is empty: an empty list would stand in the way of the API's default. */
export function unlessEmpty<T>(list: T[] | undefined): T[] | undefined {
  return list && list.length > 0 ? list : undefined;
}

/** How many items a list holds. */
export function checkCount(scope: IConstruct, field: string, count: number, max: number, todo: string): void {
  if (count > max) {
    throw invalid(scope, field, { given: count, allowed: `at most ${max} of them`, todo });
  }
}

/** A text by its length and pattern. */
export function checkText(scope: IConstruct, field: string, value: string, pattern: RegExp, max: number, allowed: string): string {
  if (value.length > max || !pattern.test(value)) {
    throw invalid(scope, field, { given: value, allowed: `${allowed}, at most ${max} characters`, todo: 'write it so' });
  }
  return value;
}

/** A host name in lower case, without scheme, port and path; IP addresses are none. */
export function checkHostname(scope: IConstruct, field: string, value: string, options: { wildcard?: boolean } = {}): string {
  checkHost(scope, field, value, options);
  if (!HOSTNAME.test(value) || value.length > 253) {
    throw invalid(scope, field, { given: value, allowed: 'lower case letters, digits, "-" and ".", at most 253 characters', todo: 'write it in lower case' });
  }
  return value;
}

/** An API group, e.g. `networking.istio.io`; empty for the core group. */
export function checkGroup(scope: IConstruct, field: string, value: string): string {
  return value === '' ? value : checkText(scope, field, value, GROUP, 253, 'an API group (a DNS name, or "" for the core group)');
}

/** A kind, e.g. `Service`. */
export function checkKind(scope: IConstruct, field: string, value: string): string {
  return checkText(scope, field, value, KIND, 63, 'a kind (letters, digits and "-", a letter first)');
}

/** The name of an HTTP header or query parameter. */
export function checkHeaderName(scope: IConstruct, field: string, value: string): string {
  return checkText(scope, field, value, HEADER_NAME, 256, 'a name without blanks, colons and brackets');
}

/** The value of an HTTP header. */
export function checkHeaderValue(scope: IConstruct, field: string, value: string): string {
  return checkText(scope, field, value, HEADER_VALUE, 4096, 'printable ASCII characters, single blanks or tabs between them');
}

/** The key of a label or annotation, e.g. `example.com/team`. */
export function checkQualifiedName(scope: IConstruct, field: string, value: string): string {
  return checkText(scope, field, value, QUALIFIED_NAME, 253 + 1 + 63, 'a name of letters, digits, "-", "_" and ".", with a DNS name and "/" before it or not');
}
