import { IConstruct } from 'constructs';
import { checkHeaderName, checkHeaderValue, checkItems } from './checks';
import {
  HttpRouteSpecRulesMatches, HttpRouteSpecRulesMatchesHeaders, HttpRouteSpecRulesMatchesHeadersType, HttpRouteSpecRulesMatchesMethod,
  HttpRouteSpecRulesMatchesPath, HttpRouteSpecRulesMatchesPathType, HttpRouteSpecRulesMatchesQueryParams,
  HttpRouteSpecRulesMatchesQueryParamsType,
} from '../../imports/gateway.networking.k8s.io';
import { checkMember, checkObject, checkText, checkUnique } from '../core/checks';
import { unlessEmpty } from '../core/empty';
import { invalid } from '../core/errors';
import { checkStruct } from '../core/kinds';
import { checkRegex } from '../core/re2';

const PATH = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;
const UNNORMALIZED = /\/\/|\/\.\.?(\/|$)|%2f/i;

/** Method of a request. */
export enum HttpMethod {
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
}

const METHODS = Object.values(HttpMethod);

/** Which paths match. */
export class HttpPathMatch {
  /**
   * This path alone.
   *
   * @param path begins with `/`, as proxies see it: without `//`, `/./`, `/../`, `%2F` and `#`; at most 1024 characters
   */
  public static exact(path: string): HttpPathMatch {
    return new HttpPathMatch(HttpRouteSpecRulesMatchesPathType.EXACT, path);
  }

  /**
   * Paths that begin with these elements: `/v2` matches `/v2` and `/v2/x`, but not `/v2example`.
   *
   * @param path begins with `/`, as proxies see it: without `//`, `/./`, `/../`, `%2F` and `#`; at most 1024 characters
   */
  public static prefix(path: string): HttpPathMatch {
    return new HttpPathMatch(HttpRouteSpecRulesMatchesPathType.PATH_PREFIX, path);
  }

  /**
   * Paths that a regular expression matches as a whole.
   *
   * @param pattern the expression, by the syntax of RE2 in Istio; at most 1024 characters
   */
  public static regularExpression(pattern: string): HttpPathMatch {
    return new HttpPathMatch(HttpRouteSpecRulesMatchesPathType.REGULAR_EXPRESSION, pattern);
  }

  private constructor(private readonly type: HttpRouteSpecRulesMatchesPathType, private readonly value: string) {}

  /** @internal */
  public get _isPrefix(): boolean {
    return this.type === HttpRouteSpecRulesMatchesPathType.PATH_PREFIX;
  }

  /** @internal */
  public _render(scope: IConstruct, field: string): HttpRouteSpecRulesMatchesPath {
    const { type, value } = this;
    if (checkText(scope, field, value).length > 1024) {
      throw invalid(scope, field, { given: value, allowed: 'at most 1024 characters', todo: 'shorten it' });
    }
    if (type === HttpRouteSpecRulesMatchesPathType.REGULAR_EXPRESSION) {
      checkRegex(scope, field, value);
    } else {
      if (!value.startsWith('/')) {
        throw invalid(scope, field, { given: value, allowed: 'a path that begins with "/"', todo: `write "/${value}"` });
      }
      if (UNNORMALIZED.test(value) || !PATH.test(value)) {
        throw invalid(scope, field, {
          given: value,
          allowed: 'a path as proxies see it: without "//", "/./", "/../", "%2F", "#" and characters that URLs write as %XX',
          todo: 'write it so, or use HttpPathMatch.regularExpression',
        });
      }
    }
    return { type, value };
  }
}

/** Which values of a header match. */
export class HttpHeaderMatch {
  /**
   * This value alone.
   *
   * @param name name of the header; upper and lower case are the same. At most 256 characters
   * @param value 1 to 4096 printable ASCII characters
   */
  public static exact(name: string, value: string): HttpHeaderMatch {
    return new HttpHeaderMatch(name, value);
  }

  /**
   * Values that a regular expression matches as a whole.
   *
   * @param name name of the header; upper and lower case are the same. At most 256 characters
   * @param pattern the expression, by the syntax of RE2 in Istio; 1 to 4096 printable ASCII characters
   */
  public static regularExpression(name: string, pattern: string): HttpHeaderMatch {
    return new HttpHeaderMatch(name, pattern, HttpRouteSpecRulesMatchesHeadersType.REGULAR_EXPRESSION);
  }

  private constructor(
    private readonly name: string,
    private readonly value: string,
    private readonly type?: HttpRouteSpecRulesMatchesHeadersType,
  ) {}

  /** @internal */
  public _renderHeader(scope: IConstruct, field: string): HttpRouteSpecRulesMatchesHeaders {
    if (this.type !== undefined) { checkRegex(scope, `${field}.value`, this.value); }
    return {
      type: this.type,
      name: checkHeaderName(scope, `${field}.name`, this.name),
      value: checkHeaderValue(scope, `${field}.value`, this.value),
    };
  }
}

/** Which values of a query parameter match. */
export class HttpQueryParamMatch {
  /**
   * This value alone.
   *
   * @param name name of the parameter, at most 256 characters
   * @param value 1 to 1024 characters
   */
  public static exact(name: string, value: string): HttpQueryParamMatch {
    return new HttpQueryParamMatch(name, value);
  }

  /**
   * Values that a regular expression matches as a whole.
   *
   * @param name name of the parameter, at most 256 characters
   * @param pattern the expression, by the syntax of RE2 in Istio; 1 to 1024 characters
   */
  public static regularExpression(name: string, pattern: string): HttpQueryParamMatch {
    return new HttpQueryParamMatch(name, pattern, HttpRouteSpecRulesMatchesQueryParamsType.REGULAR_EXPRESSION);
  }

  private constructor(
    private readonly name: string,
    private readonly value: string,
    private readonly type?: HttpRouteSpecRulesMatchesQueryParamsType,
  ) {}

  /** @internal */
  public _renderParam(scope: IConstruct, field: string): HttpRouteSpecRulesMatchesQueryParams {
    const { name, value, type } = this;
    checkHeaderName(scope, `${field}.name`, name);
    checkText(scope, `${field}.value`, value);
    if (value.length < 1 || value.length > 1024) {
      throw invalid(scope, `${field}.value`, { given: value, allowed: '1 to 1024 characters', todo: 'write it so' });
    }
    if (type !== undefined) { checkRegex(scope, `${field}.value`, value); }
    return { type, name, value };
  }
}

/** Which requests match: those that meet all conditions. */
export interface HttpRouteMatch {
  /**
   * The path, without query.
   *
   * @default - all paths
   */
  readonly path?: HttpPathMatch;

  /**
   * Headers, each once. At most 16.
   *
   * @default - whatever headers there are
   */
  readonly headers?: HttpHeaderMatch[];

  /**
   * Query parameters, each once. At most 16.
   *
   * @default - whatever parameters there are
   */
  readonly queryParams?: HttpQueryParamMatch[];

  /**
   * The method.
   *
   * @default - all methods
   */
  readonly method?: HttpMethod;
}

/** The L1 form of the conditions of a match. */
export function renderMatch(scope: IConstruct, field: string, match: HttpRouteMatch): HttpRouteSpecRulesMatches {
  const { path, method, headers: givenHeaders = [], queryParams: givenParams = [] } = checkStruct(scope, field, match);
  checkMember(scope, `${field}.method`, method, METHODS);
  const headers = checkItems(scope, `${field}.headers`, givenHeaders, 16, 'drop some').map((header, i) =>
    checkObject(scope, `${field}.headers[${i}]`, header, '_renderHeader', 'an HttpHeaderMatch, e.g. HttpHeaderMatch.exact("a", "b")')._renderHeader(scope, `${field}.headers[${i}]`));
  const queryParams = checkItems(scope, `${field}.queryParams`, givenParams, 16, 'drop some').map((param, i) =>
    checkObject(scope, `${field}.queryParams[${i}]`, param, '_renderParam', 'an HttpQueryParamMatch, e.g. HttpQueryParamMatch.exact("a", "b")')._renderParam(scope, `${field}.queryParams[${i}]`));
  checkUnique(scope, `${field}.headers`, headers.map(h => h.name), 'make one condition of the two');
  checkUnique(scope, `${field}.queryParams`, queryParams.map(q => q.name), 'make one condition of the two');
  return {
    path: path === undefined ? undefined : checkObject(scope, `${field}.path`, path, '_isPrefix', 'an HttpPathMatch, e.g. HttpPathMatch.prefix("/")')._render(scope, `${field}.path`),
    headers: unlessEmpty(headers),
    queryParams: unlessEmpty(queryParams),
    method: method as string as HttpRouteSpecRulesMatchesMethod,
  };
}
