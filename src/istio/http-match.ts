import { IGateway } from './gateway';
import { renderGateways } from './gateway-references';
import { checkMatchedHeader, isJwtClaim } from './header-checks';
import { copyOfMap } from './optional';
import { checkSourceNamespace } from './route-checks';
import { checkIsMatch, StringMatch } from './string-match';
import { VirtualServiceSpecHttpMatch, VirtualServiceSpecHttpMatchHeaders } from '../../imports/networking.istio.io';
import { checkMap, checkPort } from '../core/checks';
import { Consumer } from '../core/destination';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';

/**
 * What a request must be like to take an HTTP route. All that is said must hold.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 */
export interface HttpMatchRequest {
  /**
   * Name of the match, which stands behind the route's in access logs.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * Path of the request, without the query.
   *
   * @default - any
   */
  readonly uri?: StringMatch;

  /**
   * Whether the case of the path is ignored. Counts for exact and prefix matches.
   *
   * @default false
   */
  readonly ignoreUriCase?: boolean;

  /**
   * Scheme of the request, `http` or `https`.
   *
   * @default - any
   */
  readonly scheme?: StringMatch;

  /**
   * Method of the request, in capital letters.
   *
   * @default - any
   */
  readonly method?: StringMatch;

  /**
   * Host header of the request, with the port if it carries one.
   *
   * @default - any
   */
  readonly authority?: StringMatch;

  /**
   * Headers that the request must carry, by lower-case name. A name such as `@request.auth.claims.group` stands for a
   * claim of the request's token; gateways only.
   *
   * @default - any
   */
  readonly headers?: { [name: string]: StringMatch };

  /**
   * Headers that the request must not carry with such a value, by lower-case name.
   *
   * @default - any
   */
  readonly withoutHeaders?: { [name: string]: StringMatch };

  /**
   * Query parameters, by name. The first counts where there are several of one name.
   *
   * @default - any
   */
  readonly queryParams?: { [name: string]: StringMatch };

  /**
   * Port that the request was sent to. 1 to 65535.
   *
   * @default - any
   */
  readonly port?: number;

  /**
   * Labels of the workloads that the request comes from; mesh only.
   *
   * @default - any
   */
  readonly sourceLabels?: { [label: string]: string };

  /**
   * Namespace of the workloads that the request comes from; mesh only.
   *
   * @default - any
   */
  readonly sourceNamespace?: string;

  /**
   * Gateways at which the match counts.
   *
   * @default - those of the VirtualService, unless `mesh` is set
   */
  readonly gateways?: IGateway[];

  /**
   * Whether the match counts at the sidecars in the mesh. Set it with `gateways`, or alone for the mesh only.
   *
   * @default - as the VirtualService says, unless `gateways` is set
   */
  readonly mesh?: boolean;

  /**
   * Prefix of the proxy's statistics for the route.
   *
   * @default - no statistics for the route
   */
  readonly statPrefix?: string;
}

const FIELDS: Kinds<HttpMatchRequest> = {
  name: 'text',
  uri: 'elsewhere',
  ignoreUriCase: 'truth',
  scheme: 'elsewhere',
  method: 'elsewhere',
  authority: 'elsewhere',
  headers: 'elsewhere',
  withoutHeaders: 'elsewhere',
  queryParams: 'elsewhere',
  port: 'elsewhere',
  sourceLabels: 'labels',
  sourceNamespace: 'elsewhere',
  gateways: 'elsewhere',
  mesh: 'truth',
  statPrefix: 'text',
};

/** Checks a match and renders it. @internal */
export function renderHttpMatch(consumer: Consumer, field: string, match: HttpMatchRequest, mesh: boolean): VirtualServiceSpecHttpMatch {
  checkKinds(consumer, field, match, FIELDS);
  if (match.port !== undefined) { checkPort(consumer, `${field}.port`, match.port); }
  checkSourceNamespace(consumer, `${field}.sourceNamespace`, match.sourceNamespace);
  const render = (name: 'uri' | 'scheme' | 'method' | 'authority', options?: { readonly emptyPrefix: boolean }) =>
    match[name] === undefined ? undefined : checkIsMatch(consumer, `${field}.${name}`, match[name])._render(consumer, `${field}.${name}`, options);
  return {
    name: match.name,
    uri: render('uri', { emptyPrefix: true }),
    ignoreUriCase: match.ignoreUriCase,
    scheme: render('scheme'),
    method: render('method'),
    authority: render('authority'),
    headers: renderMatchedHeaders(consumer, `${field}.headers`, match.headers, mesh),
    withoutHeaders: renderMatchedHeaders(consumer, `${field}.withoutHeaders`, match.withoutHeaders, mesh),
    queryParams: renderMatchedParameters(consumer, `${field}.queryParams`, match.queryParams),
    port: match.port,
    sourceLabels: copyOfMap(match.sourceLabels),
    sourceNamespace: match.sourceNamespace,
    gateways: renderGateways(consumer, `${field}.gateways`, match.gateways, match.mesh),
    statPrefix: match.statPrefix,
  };
}

type Matches = { [name: string]: StringMatch };
type RenderedMatches = { [name: string]: VirtualServiceSpecHttpMatchHeaders };

function renderMatches(
  consumer: Consumer, field: string, matches: Matches | undefined, checkName: (name: string) => void,
): RenderedMatches | undefined {
  if (matches === undefined) { return undefined; }
  const rendered: RenderedMatches = {};
  for (const [name, match] of Object.entries(checkMap(consumer, field, matches))) {
    checkName(name);
    rendered[name] = checkIsMatch(consumer, `${field}.${name}`, match)._render(consumer, `${field}.${name}`);
  }
  return copyOfMap(rendered);
}

function renderMatchedHeaders(consumer: Consumer, field: string, headers: Matches | undefined, mesh: boolean): RenderedMatches | undefined {
  return renderMatches(consumer, field, headers, name => {
    checkMatchedHeader(consumer, field, name);
    if (mesh && isJwtClaim(name)) {
      throw invalid(consumer, field, {
        given: name,
        allowed: 'claims in VirtualServices that are bound to gateways and not to the mesh',
        todo: 'make a VirtualService of its own for the gateways',
      });
    }
  });
}

function renderMatchedParameters(consumer: Consumer, field: string, parameters: Matches | undefined): RenderedMatches | undefined {
  return renderMatches(consumer, field, parameters, name => {
    if (name === '') {
      throw invalid(consumer, field, { given: name, allowed: 'the name of a parameter', todo: 'name the parameter of the query' });
    }
  });
}
