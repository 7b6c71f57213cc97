import { IConstruct } from 'constructs';
import { VirtualServiceSpecHttpMatchUri } from '../../imports/networking.istio.io';
import { checkObject, checkText } from '../core/checks';
import { invalid } from '../core/errors';
import { checkRegex } from '../core/re2';

const MAX_REGEX = 1024;

/**
 * What a text must look like to match. Texts are compared case-sensitively.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch
 */
export class StringMatch {
  /** The whole text, as it stands. */
  public static exact(value: string): StringMatch {
    return new StringMatch({ exact: value });
  }

  /**
   * The beginning of the text. A plain comparison of characters: the path prefix `/v2` matches `/v2example` too.
   */
  public static prefix(value: string): StringMatch {
    return new StringMatch({ prefix: value });
  }

  /**
   * A regular expression that matches the whole text.
   *
   * @param value expression in RE2's syntax, at most 1024 characters
   * @see https://github.com/google/re2/wiki/Syntax
   */
  public static regex(value: string): StringMatch {
    return new StringMatch({ regex: value });
  }

  /** Any text, if there is one: that a header or query parameter is present. */
  public static present(): StringMatch {
    return new StringMatch({});
  }

  private constructor(private readonly fields: VirtualServiceSpecHttpMatchUri) {}

  /** @internal */
  public get _prefix(): string | undefined {
    return this.fields.prefix;
  }

  /** @internal */
  public get _exact(): string | undefined {
    return this.fields.exact;
  }

  /** @internal */
  public get _isPresent(): boolean {
    return Object.keys(this.fields).length === 0;
  }

  /** @internal */
  public _render(scope: IConstruct, field: string, options: { readonly emptyPrefix?: boolean } = {}): VirtualServiceSpecHttpMatchUri {
    const { prefix, regex } = this.fields;
    for (const [kind, value] of Object.entries(this.fields)) { checkText(scope, `${field}.${kind}`, value); }
    if (prefix === '' && !options.emptyPrefix) {
      throw invalid(scope, `${field}.prefix`, { given: prefix, allowed: 'one character at least', todo: 'leave the match out, or use StringMatch.present()' });
    }
    if (regex !== undefined) { checkBoundedRegex(scope, `${field}.regex`, regex); }
    return this.fields;
  }
}

/** That a match is one, and not a text. */
export function checkIsMatch(scope: IConstruct, field: string, match: StringMatch): StringMatch {
  return checkObject(scope, field, match, '_isPresent', 'a match, e.g. of StringMatch.exact()');
}

/** A regular expression, of a length that Istio takes. */
export function checkBoundedRegex(scope: IConstruct, field: string, regex: string): string {
  const bytes = Buffer.byteLength(checkText(scope, field, regex));
  if (bytes === 0 || bytes > MAX_REGEX) {
    throw invalid(scope, field, {
      given: regex === '' ? regex : `${regex.length} characters`,
      allowed: `1 to ${MAX_REGEX} characters`,
      todo: regex === '' ? 'leave the match out' : 'shorten it, or match by several expressions',
    });
  }
  return checkRegex(scope, field, regex);
}
