import { IConstruct } from 'constructs';
import type { BackendRef } from './backend-ref';
import { checkCount, checkHeaderName, checkHeaderValue, checkHostname, checkItems } from './checks';
import { CorsFilterOptions, renderCors } from './cors';
import { ExternalAuthOptions, HttpExternalAuthOptions, renderGrpcAuth, renderHttpAuth } from './external-auth';
import { HttpPathModifier } from './http-path-modifier';
import { checkReference, IObjectReference } from './object-reference';
import { Referrer } from './referrer';
import {
  HttpRouteSpecRulesFilters, HttpRouteSpecRulesFiltersRequestHeaderModifier, HttpRouteSpecRulesFiltersRequestMirror,
  HttpRouteSpecRulesFiltersRequestRedirect, HttpRouteSpecRulesFiltersRequestRedirectPath, HttpRouteSpecRulesFiltersRequestRedirectScheme,
  HttpRouteSpecRulesFiltersType, HttpRouteSpecRulesFiltersUrlRewritePath,
} from '../../imports/gateway.networking.k8s.io';
import { checkInteger, checkMap, checkMember, checkObject, checkPort, checkText, checkUnique } from '../core/checks';
import { unlessEmpty } from '../core/empty';
import { invalid } from '../core/errors';
import { checkKinds, checkStruct } from '../core/kinds';
import { HeaderChanges } from '../istio/headers';

const MAX_INT32 = 2 ** 31 - 1;
const STATUS_CODES = [301, 302, 303, 307, 308];
const Type = HttpRouteSpecRulesFiltersType;
const ONCE = [Type.REQUEST_HEADER_MODIFIER, Type.RESPONSE_HEADER_MODIFIER, Type.REQUEST_REDIRECT, Type.URL_REWRITE, Type.CORS];

/** Scheme of a URL that a client is sent to: those of an HTTPRoute, where RedirectScheme has those of a VirtualService. */
export enum RequestRedirectScheme {
  /** Plain HTTP. */
  HTTP = 'http',
  /** HTTP in TLS. */
  HTTPS = 'https',
}

/** Where a client is sent to. What is not given stays as in the request. */
export interface RequestRedirectOptions {
  /**
   * Scheme of the URL.
   *
   * @default - the request's
   */
  readonly scheme?: RequestRedirectScheme;

  /**
   * Host of the URL, in lower case.
   *
   * @default - the request's
   */
  readonly hostname?: string;

  /**
   * Path of the URL.
   *
   * @default - the request's
   */
  readonly path?: HttpPathModifier;

  /**
   * Port of the URL. 1 to 65535.
   *
   * @default - the scheme's own port where `scheme` is given, else the listener's
   */
  readonly port?: number;

  /**
   * Status code of the answer: 301, 302, 303, 307 or 308.
   *
   * @default 302
   */
  readonly statusCode?: number;
}

/** What becomes of the URL of a request on its way to the backend. */
export interface UrlRewriteOptions {
  /**
   * Host that the backend sees, in lower case.
   *
   * @default - the request's
   */
  readonly hostname?: string;

  /**
   * Path that the backend sees.
   *
   * @default - the request's
   */
  readonly path?: HttpPathModifier;
}

/** A part of all requests. */
export interface Fraction {
  /** How many requests of `denominator`. 0 or more, at most `denominator`. */
  readonly numerator: number;

  /**
   * Of how many requests. 1 or more.
   *
   * @default 100
   */
  readonly denominator?: number;
}

/** How many requests are copied. */
export interface RequestMirrorOptions {
  /**
   * How many of a hundred requests. 0 to 100. Not together with `fraction`.
   *
   * @default - all requests, or the fraction
   */
  readonly percent?: number;

  /**
   * Which part of the requests. Not together with `percent`.
   *
   * @default - all requests, or the percentage
   */
  readonly fraction?: Fraction;
}

/**
 * What a rule does to requests and responses on the way.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/#filters-optional
 */
export class HttpRouteFilter {
  /** Changes headers of the request before it goes to the backend. Once a rule. */
  public static requestHeaderModifier(changes: HeaderChanges): HttpRouteFilter {
    return new HttpRouteFilter(Type.REQUEST_HEADER_MODIFIER, (referrer, field) => {
      return { requestHeaderModifier: headerModifier(referrer, `${field}.requestHeaderModifier`, changes) };
    });
  }

  /** Changes headers of the response before it goes to the client. Once a rule. */
  public static responseHeaderModifier(changes: HeaderChanges): HttpRouteFilter {
    return new HttpRouteFilter(Type.RESPONSE_HEADER_MODIFIER, (referrer, field) => {
      return { responseHeaderModifier: headerModifier(referrer, `${field}.responseHeaderModifier`, changes) };
    });
  }

  /** Sends the client elsewhere; the rule has no backends then. Once a rule, not together with `urlRewrite`. */
  public static requestRedirect(options: RequestRedirectOptions): HttpRouteFilter {
    return new HttpRouteFilter(Type.REQUEST_REDIRECT, (referrer, field) => {
      return { requestRedirect: redirect(referrer, `${field}.requestRedirect`, options) };
    }, options?.path?._replacesPrefix);
  }

  /** Changes the URL on the way to the backend. Once a rule, not together with `requestRedirect`. */
  public static urlRewrite(options: UrlRewriteOptions): HttpRouteFilter {
    return new HttpRouteFilter(Type.URL_REWRITE, (referrer, field) => {
      const { hostname, path } = checkStruct(referrer, `${field}.urlRewrite`, options);
      if (hostname !== undefined) { checkHostname(referrer, `${field}.urlRewrite.hostname`, hostname); }
      return { urlRewrite: { hostname, path: renderPath(referrer, `${field}.urlRewrite.path`, path) } };
    }, options?.path?._replacesPrefix);
  }

  /**
   * Sends copies of requests to another backend, whose answers are thrown away.
   *
   * @param backend where the copies go, without weight and filters
   */
  public static requestMirror(backend: BackendRef, options: RequestMirrorOptions = {}): HttpRouteFilter {
    return new HttpRouteFilter(Type.REQUEST_MIRROR, (referrer, field) => {
      return { requestMirror: mirror(referrer, `${field}.requestMirror`, backend, options) };
    });
  }

  /** Says what pages of other origins may do. Once a rule. */
  public static cors(options: CorsFilterOptions): HttpRouteFilter {
    return new HttpRouteFilter(Type.CORS, (referrer, field) => ({ cors: renderCors(referrer, `${field}.cors`, options) }));
  }

  /**
   * Asks a service by HTTP whether each request may pass. In the experimental channel only.
   *
   * @param backend the service that decides, without weight and filters
   */
  public static httpExternalAuth(backend: BackendRef, options: HttpExternalAuthOptions = {}): HttpRouteFilter {
    return new HttpRouteFilter(Type.EXTERNAL_AUTH, (referrer, field) => ({ externalAuth: renderHttpAuth(referrer, `${field}.externalAuth`, backend, options) }));
  }

  /**
   * Asks a service by Envoy's protocol of gRPC whether each request may pass. In the experimental channel only.
   *
   * @param backend the service that decides, without weight and filters
   */
  public static grpcExternalAuth(backend: BackendRef, options: ExternalAuthOptions = {}): HttpRouteFilter {
    return new HttpRouteFilter(Type.EXTERNAL_AUTH, (referrer, field) => ({ externalAuth: renderGrpcAuth(referrer, `${field}.externalAuth`, backend, options) }));
  }

  /** A filter that an object in the route's namespace describes, of a kind that the controller knows. */
  public static extensionRef(object: IObjectReference): HttpRouteFilter {
    return new HttpRouteFilter(Type.EXTENSION_REF, (referrer, field) => ({ extensionRef: extension(referrer, `${field}.extensionRef`, object) }));
  }

  private constructor(
    private readonly type: HttpRouteSpecRulesFiltersType,
    private readonly settings: (referrer: Referrer, field: string) => Partial<HttpRouteSpecRulesFilters>,
    /** @internal */
    readonly _replacesPrefix: boolean = false,
  ) {}

  /** @internal */
  public get _redirects(): boolean {
    return this.type === Type.REQUEST_REDIRECT;
  }

  /** @internal */
  public _render(referrer: Referrer, field: string): HttpRouteSpecRulesFilters {
    return { type: this.type, ...this.settings(referrer, field) };
  }
}

/** The L1 form of the filters of a rule or backend. */
export function renderFilters(referrer: Referrer, field: string, filters: readonly HttpRouteFilter[]): HttpRouteSpecRulesFilters[] {
  const rendered = checkItems(referrer, field, filters, 16, 'make two rules').map((filter, i) =>
    checkObject(referrer, `${field}[${i}]`, filter, '_redirects', 'an HttpRouteFilter')._render(referrer, `${field}[${i}]`));
  const types = rendered.map(filter => filter.type);
  checkUnique(referrer, field, types.filter(type => ONCE.includes(type)), 'make one filter of the two');
  if (types.includes(Type.REQUEST_REDIRECT) && types.includes(Type.URL_REWRITE)) {
    throw invalid(referrer, field, { given: 'RequestRedirect and URLRewrite', allowed: 'one of the two', todo: 'drop one, or make two rules' });
  }
  return rendered;
}

function headerModifier(scope: IConstruct, field: string, changes: HeaderChanges): HttpRouteSpecRulesFiltersRequestHeaderModifier {
  const { set, add, remove = [] } = checkStruct(scope, field, changes);
  const pairs = (key: string, headers: { [header: string]: string } = {}) => {
    const entries = Object.entries(checkMap(scope, `${field}.${key}`, headers));
    checkCount(scope, `${field}.${key}`, entries.length, 16, 'change fewer headers, or make two rules');
    return unlessEmpty(entries.map(([name, value]) => ({
      name: checkHeaderName(scope, `${field}.${key}`, name),
      value: checkHeaderValue(scope, `${field}.${key}["${name}"]`, value),
    })));
  };
  checkItems(scope, `${field}.remove`, remove, 16, 'remove fewer headers, or make two rules').forEach((name, i) => checkText(scope, `${field}.remove[${i}]`, name));
  checkUnique(scope, `${field}.remove`, remove, 'drop one of the two');
  return { set: pairs('set', set), add: pairs('add', add), remove: unlessEmpty(remove) };
}

function redirect(scope: IConstruct, field: string, options: RequestRedirectOptions): HttpRouteSpecRulesFiltersRequestRedirect {
  const { scheme, hostname, path, port, statusCode } = checkStruct(scope, field, options);
  checkMember(scope, `${field}.scheme`, scheme, Object.values(RequestRedirectScheme));
  if (hostname !== undefined) { checkHostname(scope, `${field}.hostname`, hostname); }
  if (port !== undefined) { checkPort(scope, `${field}.port`, port); }
  if (statusCode !== undefined && !STATUS_CODES.includes(statusCode)) {
    throw invalid(scope, `${field}.statusCode`, { given: statusCode, allowed: STATUS_CODES.join(', '), todo: 'choose one of these' });
  }
  return {
    scheme: scheme as string as HttpRouteSpecRulesFiltersRequestRedirectScheme,
    hostname,
    path: renderPath(scope, `${field}.path`, path) as HttpRouteSpecRulesFiltersRequestRedirectPath | undefined,
    port,
    statusCode,
  };
}

function renderPath(scope: IConstruct, field: string, path?: HttpPathModifier): HttpRouteSpecRulesFiltersUrlRewritePath | undefined {
  if (path === undefined) { return undefined; }
  return checkObject(scope, field, path, '_replacesPrefix', 'an HttpPathModifier, e.g. HttpPathModifier.replaceFullPath("/login")')._render(scope, field);
}

function mirror(
  referrer: Referrer, field: string, backend: BackendRef, options: RequestMirrorOptions,
): HttpRouteSpecRulesFiltersRequestMirror {
  const { percent, fraction } = checkKinds(referrer, field, options, { percent: 'elsewhere', fraction: 'struct' });
  if (percent !== undefined && fraction) {
    throw invalid(referrer, field, { given: 'percent and fraction', allowed: 'one of the two', todo: 'drop one' });
  }
  if (percent !== undefined) { checkInteger(referrer, `${field}.percent`, percent, 0, 100); }
  if (fraction) {
    const denominator = checkInteger(referrer, `${field}.fraction.denominator`, fraction.denominator ?? 100, 1, MAX_INT32);
    checkInteger(referrer, `${field}.fraction.numerator`, fraction.numerator, 0, denominator);
  }
  const target = checkObject(referrer, `${field}.backendRef`, backend, '_renderTarget', 'a BackendRef');
  return { backendRef: target._renderTarget(referrer, `${field}.backendRef`), percent, fraction };
}

function extension(referrer: Referrer, field: string, object: IObjectReference) {
  checkReference(referrer, field, object);
  if (object.namespace !== undefined && object.namespace !== referrer.namespace) {
    throw invalid(referrer, field, { given: `${object.kind} ${object.namespace}/${object.name}`, allowed: 'one in the route\'s own namespace', todo: 'put both in one namespace' });
  }
  referrer._uses(field, object);
  return { group: object.group, kind: object.kind, name: object.name };
}
