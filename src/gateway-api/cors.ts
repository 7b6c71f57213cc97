import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkHeaderName, checkItems, checkPattern } from './checks';
import { HttpRouteSpecRulesFiltersCors, HttpRouteSpecRulesFiltersCorsAllowMethods } from '../../imports/gateway.networking.k8s.io';
import { checkInteger, checkMember, checkUnique } from '../core/checks';
import { unlessEmpty } from '../core/empty';
import { invalid } from '../core/errors';
import { checkKinds } from '../core/kinds';

const ORIGIN = /^(\*|https?:\/\/((\*\.)?([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+|\*)(:[0-9]{1,5})?)$/;
const MAX_INT32 = 2 ** 31 - 1;

/** Method of a request that comes from a page of another origin: an enum of its own, as HttpMethod, which matches take, has no ALL. */
export enum CorsFilterMethod {
  /** GET */
  GET = 'GET',
  /** HEAD */
  HEAD = 'HEAD',
  /** POST */
  POST = 'POST',
  /** PUT */
  PUT = 'PUT',
  /** DELETE */
  DELETE = 'DELETE',
  /** CONNECT */
  CONNECT = 'CONNECT',
  /** OPTIONS */
  OPTIONS = 'OPTIONS',
  /** TRACE */
  TRACE = 'TRACE',
  /** PATCH */
  PATCH = 'PATCH',
  /** All methods; not together with others. */
  ALL = '*',
}

const METHODS = Object.values(CorsFilterMethod);

/**
 * What pages of other origins may do.
 *
 * @see https://gateway-api.sigs.k8s.io/guides/http-cors/
 */
export interface CorsFilterOptions {
  /**
   * Origins that are allowed: `https://example.com`, `https://*.example.com:8443`, `https://*`, or `*` alone for all. At
   * most 64, each once.
   *
   * @default - none
   */
  readonly allowOrigins?: string[];

  /**
   * Methods that are allowed beside GET, HEAD and POST. At most 9, each once.
   *
   * @default - none
   */
  readonly allowMethods?: CorsFilterMethod[];

  /**
   * Headers that requests may carry, or `*` alone for all. At most 64, each once.
   *
   * @default - none but those that browsers always allow
   */
  readonly allowHeaders?: string[];

  /**
   * Headers of responses that pages may read, or `*` for all. At most 64, each once.
   *
   * @default - none but those that browsers always show
   */
  readonly exposeHeaders?: string[];

  /**
   * Whether requests may carry credentials.
   *
   * @default false
   */
  readonly allowCredentials?: boolean;

  /**
   * How long browsers may keep the answer. Whole seconds, 1 or more.
   *
   * @default - 5 seconds
   */
  readonly maxAge?: Duration;
}

/** The L1 form of what pages of other origins may do. */
export function renderCors(scope: IConstruct, field: string, options: CorsFilterOptions): HttpRouteSpecRulesFiltersCors {
  checkKinds(scope, field, options, {
    allowOrigins: 'texts', allowMethods: 'texts', allowHeaders: 'texts', exposeHeaders: 'texts', allowCredentials: 'truth', maxAge: 'duration',
  });
  const { allowOrigins = [], allowMethods = [], allowHeaders = [], exposeHeaders = [], allowCredentials, maxAge } = options;
  checkSet(scope, `${field}.allowOrigins`, allowOrigins, true);
  checkSet(scope, `${field}.allowMethods`, allowMethods, true);
  checkSet(scope, `${field}.allowHeaders`, allowHeaders, true);
  checkSet(scope, `${field}.exposeHeaders`, exposeHeaders, false);
  allowMethods.forEach((method, i) => checkMember(scope, `${field}.allowMethods[${i}]`, method, METHODS));
  allowOrigins.forEach((origin, i) => checkPattern(scope, `${field}.allowOrigins[${i}]`, origin, ORIGIN, 253, 'an origin such as "https://example.com" or "https://*.example.com:8443", or "*"'));
  allowHeaders.forEach((header, i) => checkHeaderName(scope, `${field}.allowHeaders[${i}]`, header));
  exposeHeaders.forEach((header, i) => checkHeaderName(scope, `${field}.exposeHeaders[${i}]`, header));
  return {
    allowOrigins: unlessEmpty(allowOrigins),
    allowMethods: unlessEmpty(allowMethods as string[] as HttpRouteSpecRulesFiltersCorsAllowMethods[]),
    allowHeaders: unlessEmpty(allowHeaders),
    exposeHeaders: unlessEmpty(exposeHeaders),
    allowCredentials,
    maxAge: maxAge && checkInteger(scope, `${field}.maxAge (seconds)`, maxAge.toMilliseconds() / 1000, 1, MAX_INT32),
  };
}

function checkSet(scope: IConstruct, field: string, values: readonly string[], wildcardAlone: boolean) {
  checkItems(scope, field, values, 64, 'drop some');
  checkUnique(scope, field, values, 'drop one of the two');
  if (wildcardAlone && values.length > 1 && values.includes('*')) {
    throw invalid(scope, field, { given: values, allowed: '"*" alone, or others', todo: 'drop "*" or the others' });
  }
}
