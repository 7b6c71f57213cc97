import { IConstruct } from 'constructs';
import { HttpRouteSpecRulesFiltersRequestRedirectPathType, HttpRouteSpecRulesFiltersUrlRewritePath } from '../../imports/gateway.networking.k8s.io';
import { checkText } from '../core/checks';
import { invalid } from '../core/errors';

/**
 * What becomes of the path of a request.
 *
 * @see https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/
 */
export class HttpPathModifier {
  /**
   * The whole path is replaced.
   *
   * @param path e.g. `/login`; at most 1024 characters
   */
  public static replaceFullPath(path: string): HttpPathModifier {
    return new HttpPathModifier(HttpRouteSpecRulesFiltersRequestRedirectPathType.REPLACE_FULL_PATH, path);
  }

  /**
   * The prefix that the rule matched is replaced; the rule must have one match at most, by `HttpPathMatch.prefix`.
   *
   * @param prefix e.g. `/v2`; at most 1024 characters
   */
  public static replacePrefixMatch(prefix: string): HttpPathModifier {
    return new HttpPathModifier(HttpRouteSpecRulesFiltersRequestRedirectPathType.REPLACE_PREFIX_MATCH, prefix);
  }

  private constructor(private readonly type: HttpRouteSpecRulesFiltersRequestRedirectPathType, private readonly value: string) {}

  /** @internal */
  public get _replacesPrefix(): boolean {
    return this.type === HttpRouteSpecRulesFiltersRequestRedirectPathType.REPLACE_PREFIX_MATCH;
  }

  /** @internal */
  public _render(scope: IConstruct, field: string): HttpRouteSpecRulesFiltersUrlRewritePath {
    if (checkText(scope, field, this.value).length > 1024) {
      throw invalid(scope, field, { given: this.value, allowed: 'at most 1024 characters', todo: 'shorten it' });
    }
    const type = this.type as string as HttpRouteSpecRulesFiltersUrlRewritePath['type'];
    return this._replacesPrefix ? { type, replacePrefixMatch: this.value } : { type, replaceFullPath: this.value };
  }
}
