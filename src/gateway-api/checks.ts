/**
 * Checks that several kinds of Gateway API share: bounds and patterns of its schema.
 */
import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { GatewayApiVersion } from './api-version';
import { checkHost, checkList, checkMember, checkObject, checkText } from '../core/checks';
import { checkDuration } from '../core/duration';
import { invalid } from '../core/errors';
import { HEADER_NAME } from '../core/headers';
import { checkStruct } from '../core/kinds';

const GROUP = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const KIND = /^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const HOSTNAME = /^[a-z0-9*.-]+$/;
const HEADER_VALUE = /^[!-~]+([\t ][!-~]+)*$/;
const SHORTEST = Duration.millis(0);
const LONGEST = Duration.hours(99999);
const QUALIFIED_NAME = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$/;

/** A list, and how many items it holds. */
export function checkItems<T>(scope: IConstruct, field: string, list: readonly T[], max: number, todo: string): readonly T[] {
  checkCount(scope, field, checkList(scope, field, list).length, max, todo);
  return list;
}

/** A duration as Gateway API writes it. */
export function checkTimeout(scope: IConstruct, field: string, duration: Duration): string {
  return checkDuration(scope, field, checkObject(scope, field, duration, 'toMilliseconds', 'a Duration, e.g. Duration.seconds(5)'), SHORTEST, LONGEST);
}

/** How many items a list holds. */
export function checkCount(scope: IConstruct, field: string, count: number, max: number, todo: string): void {
  if (count > max) {
    throw invalid(scope, field, { given: count, allowed: `at most ${max} of them`, todo });
  }
}

/** A text by its length and pattern. */
export function checkPattern(scope: IConstruct, field: string, value: string, pattern: RegExp, max: number, allowed: string): string {
  checkText(scope, field, value);
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
  return value === '' ? value : checkPattern(scope, field, value, GROUP, 253, 'an API group (a DNS name, or "" for the core group)');
}

/** A kind, e.g. `Service`. */
export function checkKind(scope: IConstruct, field: string, value: string): string {
  return checkPattern(scope, field, value, KIND, 63, 'a kind (letters, digits and "-", a letter first)');
}

/** The name of an HTTP header or query parameter. */
export function checkHeaderName(scope: IConstruct, field: string, value: string): string {
  return checkPattern(scope, field, value, HEADER_NAME, 256, 'a name without blanks, colons and brackets');
}

/** The value of an HTTP header. */
export function checkHeaderValue(scope: IConstruct, field: string, value: string): string {
  return checkPattern(scope, field, value, HEADER_VALUE, 4096, 'printable ASCII characters, single blanks or tabs between them');
}

/** The key of a label or annotation, e.g. `example.com/team`; Gateway API takes no prefix of 253 characters. */
export function checkQualifiedName(scope: IConstruct, field: string, value: string): string {
  if (value.indexOf('/') > 252) {
    throw invalid(scope, field, { given: value, allowed: 'at most 252 characters before "/"', todo: 'shorten it' });
  }
  return checkPattern(scope, field, value, QUALIFIED_NAME, 252 + 1 + 63, 'a name of letters, digits, "-", "_" and ".", with a DNS name and "/" before it or not');
}

/** What an error can be about while there is no construct yet. */
export function futureConstruct(scope: IConstruct, id: string): IConstruct {
  return { node: { path: [scope.node.path, id].filter(part => part).join('/') } } as IConstruct;
}

/**
 * The API version that the props of a construct ask for. It is needed before there is a construct, so that the props are
 * checked to be some at all.
 */
export function versionOf(
  scope: IConstruct, id: string, props: { readonly apiVersion?: GatewayApiVersion }, preset: GatewayApiVersion = GatewayApiVersion.V1,
): GatewayApiVersion {
  const self = futureConstruct(scope, id);
  const { apiVersion } = checkStruct(self, 'props', props);
  checkMember(self, 'apiVersion', apiVersion, Object.values(GatewayApiVersion));
  return apiVersion ?? preset;
}
