import { Duration } from 'cdk8s';
import { CorsPolicy, renderCorsPolicy } from './cors-policy';
import { Destination } from './destination';
import { renderHeaders } from './header-checks';
import { HeaderOperations } from './headers';
import { HttpDirectResponse, renderDirectResponse } from './http-direct-response';
import { HttpFaultInjection, renderFault } from './http-fault';
import { HttpMatchRequest, renderHttpMatch } from './http-match';
import { HttpMirrorPolicy, renderMirrorPercentage, renderMirrors } from './http-mirror';
import { HttpRedirect, renderRedirect } from './http-redirect';
import { HttpRetry, renderRetries } from './http-retry';
import { checkAuthorityOnce, HttpRewrite, renderRewrite } from './http-rewrite';
import { optionalDuration, optionalInteger, optionalList } from './optional';
import { renderHttpSplit, renderWhole } from './split';
import { IVirtualService } from './virtual-service-reference';
import { VirtualServiceSpecHttp, VirtualServiceSpecHttpDelegate } from '../../imports/networking.istio.io';
import { checkObject } from '../core/checks';
import { Consumer, otherNamespaceOf } from '../core/destination';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';
import { refersTo } from '../core/resource';

/**
 * A route of HTTP. Routes are tried in order, and the first that matches is taken. Exactly one of `split`, `redirect`,
 * `directResponse` and `delegate` says what becomes of the request.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 */
export interface VirtualServiceHttpRoute {
  /**
   * Name of the route, in access logs and statistics.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * What requests take the route: those that are like one of these.
   *
   * @default - all
   */
  readonly match?: HttpMatchRequest[];

  /**
   * Where requests go; several destinations share them by weight. (Upstream calls this `route`.)
   *
   * @default - as `redirect`, `directResponse` or `delegate` says
   */
  readonly split?: Destination[];

  /**
   * Answers with a redirect.
   *
   * @default - as `split`, `directResponse` or `delegate` says
   */
  readonly redirect?: HttpRedirect;

  /**
   * Answers at once.
   *
   * @default - as `split`, `redirect` or `delegate` says
   */
  readonly directResponse?: HttpDirectResponse;

  /**
   * Hands requests over to the routes of another VirtualService, one without hosts.
   *
   * @default - as `split`, `redirect` or `directResponse` says
   */
  readonly delegate?: IVirtualService;

  /**
   * Changes path or host before requests go on. Not with `redirect` and `directResponse`.
   *
   * @default - requests go on as they are
   */
  readonly rewrite?: HttpRewrite;

  /**
   * Time for the whole answer, retries included. 1 ms or more.
   *
   * @default - none
   */
  readonly timeout?: Duration;

  /**
   * How often and when failed requests are sent again.
   *
   * @default - Istio's: twice, after failures that did no harm
   */
  readonly retries?: HttpRetry;

  /**
   * Faults that test how callers bear them. Not with `redirect` and `directResponse`.
   *
   * @default - none
   */
  readonly fault?: HttpFaultInjection;

  /**
   * Destination that gets a copy of requests; its answers are dropped. Not together with `mirrors`.
   *
   * @default - none
   */
  readonly mirror?: Destination;

  /**
   * Percentage of the requests that `mirror` gets. 0 to 100.
   *
   * @default 100
   */
  readonly mirrorPercentage?: number;

  /**
   * Percentage of the requests that `mirror` gets, as old documents write it. A whole number from 0 to 100.
   *
   * @default - as `mirrorPercentage` says
   * @deprecated use `mirrorPercentage`, which goes before it
   */
  readonly mirrorPercent?: number;

  /**
   * Destinations that get a copy of requests, each of its share. Not together with `mirror`.
   *
   * @default - none
   */
  readonly mirrors?: HttpMirrorPolicy[];

  /**
   * Changes to the headers of requests and responses.
   *
   * @default - none
   */
  readonly headers?: HeaderOperations;

  /**
   * Which pages of other origins may use the answers.
   *
   * @default - the destination decides
   */
  readonly corsPolicy?: CorsPolicy;
}

/** What a VirtualService says that bears on its routes. @internal */
export interface HttpRouteContext {
  /** Whether it is for the mesh. */
  readonly mesh: boolean;
  /** Whether it has no hosts, so that others delegate to it. */
  readonly delegate: boolean;
}

const FIELDS: Kinds<VirtualServiceHttpRoute> = {
  name: 'text',
  match: 'structs',
  split: 'elsewhere',
  redirect: 'elsewhere',
  directResponse: 'elsewhere',
  delegate: 'elsewhere',
  rewrite: 'struct',
  timeout: 'duration',
  retries: 'elsewhere',
  fault: 'elsewhere',
  mirror: 'elsewhere',
  mirrorPercentage: 'elsewhere',
  mirrorPercent: 'elsewhere',
  mirrors: 'elsewhere',
  headers: 'elsewhere',
  corsPolicy: 'elsewhere',
};

/** Checks a route and renders it. @internal */
export function renderHttpRoute(
  consumer: Consumer, field: string, route: VirtualServiceHttpRoute, context: HttpRouteContext,
): VirtualServiceSpecHttp {
  checkKinds(consumer, field, route, FIELDS);
  checkAction(consumer, field, route);
  const headers = renderHeaders(consumer, `${field}.headers`, route.headers);
  checkAuthorityOnce(consumer, field, route.rewrite, route.headers);
  if (route.mirror && route.mirrors && route.mirrors.length > 0) {
    throw invalid(consumer, `${field}.mirrors`, { given: 'mirror and mirrors', allowed: 'mirror or mirrors', todo: 'put all into mirrors' });
  }
  return {
    name: route.name,
    match: optionalList(consumer, `${field}.match`, route.match)?.map((match, i) => renderHttpMatch(consumer, `${field}.match[${i}]`, match, context.mesh)),
    route: route.split === undefined ? undefined : renderHttpSplit(consumer, `${field}.route`, route.split),
    redirect: renderRedirect(consumer, `${field}.redirect`, route.redirect, route.match),
    directResponse: renderDirectResponse(consumer, `${field}.directResponse`, route.directResponse),
    delegate: renderDelegate(consumer, `${field}.delegate`, route.delegate, context),
    rewrite: renderRewrite(consumer, `${field}.rewrite`, route.rewrite),
    timeout: optionalDuration(consumer, `${field}.timeout`, route.timeout),
    retries: renderRetries(consumer, `${field}.retries`, route.retries),
    fault: renderFault(consumer, `${field}.fault`, route.fault),
    mirror: route.mirror === undefined ? undefined : renderWhole(consumer, `${field}.mirror`, route.mirror),
    mirrorPercentage: renderMirrorPercentage(consumer, `${field}.mirrorPercentage.value`, route.mirrorPercentage),
    mirrorPercent: optionalInteger(consumer, `${field}.mirrorPercent`, route.mirrorPercent, 0, 100),
    mirrors: renderMirrors(consumer, `${field}.mirrors`, route.mirrors),
    headers,
    corsPolicy: renderCorsPolicy(consumer, `${field}.corsPolicy`, route.corsPolicy),
  };
}

const ACTIONS = ['split', 'redirect', 'directResponse', 'delegate'] as const;

function checkAction(consumer: Consumer, field: string, route: VirtualServiceHttpRoute) {
  const given = ACTIONS.filter(action => route[action] !== undefined);
  if (given.length !== 1) {
    throw invalid(consumer, field, {
      given: given.length === 0 ? undefined : given,
      allowed: 'exactly one of split, redirect, directResponse and delegate',
      todo: given.length === 0 ? 'say where the requests go' : 'drop all but one',
    });
  }
  const answered = route.redirect ? 'redirect' : route.directResponse ? 'directResponse' : undefined;
  const idle = (['fault', 'rewrite'] as const).find(name => route[name] !== undefined);
  if (answered && idle) {
    throw invalid(consumer, `${field}.${idle}`, { given: `${idle} and ${answered}`, allowed: `no ${idle}, as no request goes on`, todo: 'drop one of the two' });
  }
}

function renderDelegate(
  consumer: Consumer, field: string, delegate: IVirtualService | undefined, context: HttpRouteContext,
): VirtualServiceSpecHttpDelegate | undefined {
  if (delegate === undefined) { return undefined; }
  checkObject(consumer, field, delegate, 'virtualServiceName', 'a VirtualService, e.g. of VirtualService.fromVirtualServiceName()');
  if (context.delegate) {
    throw invalid(consumer, field, {
      given: `VirtualService ${delegate.name}`,
      allowed: 'no delegate, as this VirtualService has no hosts and so is one itself',
      todo: 'give this VirtualService hosts, or have the one with the hosts delegate to both',
    });
  }
  if (delegate.hosts && delegate.hosts.length > 0) {
    throw invalid(consumer, field, {
      given: `VirtualService ${delegate.name} with hosts ${delegate.hosts.join(', ')}`,
      allowed: 'a VirtualService without hosts and gateways',
      todo: 'leave its hosts and gateways out',
    });
  }
  refersTo(consumer, delegate);
  return { name: delegate.name, namespace: otherNamespaceOf(consumer, field, 'VirtualService', delegate) };
}
