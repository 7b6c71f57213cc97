import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { BackendRef } from './backend-ref';
import { checkItems, checkTimeout } from './checks';
import { HttpRouteFilter, renderFilters } from './http-route-filter';
import { HttpRouteMatch, renderMatch } from './http-route-match';
import { Referrer } from './referrer';
import { SessionPersistence } from './session-persistence';
import { HttpRouteSpecRules, HttpRouteSpecRulesRetry, HttpRouteSpecRulesTimeouts } from '../../imports/gateway.networking.k8s.io';
import { checkInteger, checkList, checkName, checkObject, checkUnique } from '../core/checks';
import { durationText } from '../core/duration';
import { unlessEmpty } from '../core/empty';
import { invalid } from '../core/errors';
import { checkKinds } from '../core/kinds';

/** How long requests may take. */
export interface HttpRouteTimeouts {
  /**
   * From the client's request to the answer, retries included. 0: no bound.
   *
   * @default - the controller decides; Istio: no bound
   */
  readonly request?: Duration;

  /**
   * Each try to reach a backend; at most `request`. 0: no bound.
   *
   * @default - the controller decides; Istio: no bound
   */
  readonly backendRequest?: Duration;
}

/** When requests are tried again. */
export interface HttpRouteRetry {
  /**
   * How often at most, beside the first try. 1 or more.
   *
   * @default - the controller decides; Istio: 2
   */
  readonly attempts?: number;

  /**
   * The shortest wait between two tries.
   *
   * @default - the controller decides; Istio: 25 ms
   */
  readonly backoff?: Duration;

  /**
   * Status codes of answers after which a request is tried again. 400 to 599, each once.
   *
   * @default - none; failed connections only
   */
  readonly codes?: number[];
}

/** What a rule of an HTTPRoute is made of: which requests, what is done to them, and where they go. */
export interface HttpRouteRuleOptions {
  /**
   * Name of the rule, unique in the route.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * Which requests: those that one of these matches. At most 64, and 128 in all rules together.
   *
   * @default - all requests
   */
  readonly matches?: HttpRouteMatch[];

  /**
   * What is done to requests and responses. At most 16.
   *
   * @default - nothing
   */
  readonly filters?: HttpRouteFilter[];

  /**
   * Where requests go. At most 16.
   *
   * @default - nowhere: the answer is 500, unless a filter answers
   */
  readonly backendRefs?: BackendRef[];

  /**
   * How long requests may take.
   *
   * @default - the controller decides
   */
  readonly timeouts?: HttpRouteTimeouts;

  /**
   * When requests are tried again. In the experimental channel only.
   *
   * @default - the controller decides
   */
  readonly retry?: HttpRouteRetry;

  /**
   * What keeps the requests of a client at one pod. In the experimental channel only.
   *
   * @default - nothing
   */
  readonly sessionPersistence?: SessionPersistence;
}

/** The L1 form of a rule. */
export function renderRule(referrer: Referrer, field: string, rule: HttpRouteRuleOptions): HttpRouteSpecRules {
  const { name, matches = [], filters = [], backendRefs = [], timeouts, retry, sessionPersistence } = rule;
  if (name !== undefined) { checkName(referrer, `${field}.name`, name); }
  checkItems(referrer, `${field}.matches`, matches, 64, 'make two rules');
  checkItems(referrer, `${field}.backendRefs`, backendRefs, 16, 'make two rules');
  backendRefs.forEach((backend, i) => checkObject(referrer, `${field}.backendRefs[${i}]`, backend, '_renderTarget', 'a BackendRef, e.g. BackendRef.service(service)'));
  const rendered = {
    matches: unlessEmpty(matches.map((match, i) => renderMatch(referrer, `${field}.matches[${i}]`, match))),
    filters: unlessEmpty(renderFilters(referrer, `${field}.filters`, filters)),
    backendRefs: unlessEmpty(backendRefs.map((backend, i) => backend._render(referrer, `${field}.backendRefs[${i}]`))),
  };
  checkFilters(referrer, field, rule);
  return {
    name,
    ...rendered,
    timeouts: timeouts === undefined ? undefined : renderTimeouts(referrer, `${field}.timeouts`, timeouts),
    retry: retry === undefined ? undefined : renderRetry(referrer, `${field}.retry`, retry),
    sessionPersistence: sessionPersistence === undefined ? undefined
      : checkObject(referrer, `${field}.sessionPersistence`, sessionPersistence, '_renderSession', 'SessionPersistence, e.g. SessionPersistence.cookie()')
        ._renderSession(referrer, `${field}.sessionPersistence`),
  };
}

/** Filters that do not go with the rest of the rule. */
function checkFilters(scope: IConstruct, field: string, { matches = [], filters = [], backendRefs = [] }: HttpRouteRuleOptions) {
  if (backendRefs.length > 0 && filters.some(filter => filter._redirects)) {
    throw invalid(scope, `${field}.backendRefs`, {
      given: `${backendRefs.length} of them`,
      allowed: 'none, as requests are redirected',
      todo: 'drop them, or the filter RequestRedirect',
    });
  }
  const onePrefix = matches.length === 0 || (matches.length === 1 && (matches[0].path?._isPrefix ?? true));
  // the API server tests one filter of a kind: of the rule's, which has one at most, and of those of all backends
  const replacing = (redirects: boolean) => backendRefs.filter(backend =>
    backend._filters.some(filter => filter._replacesPrefix && filter._redirects === redirects));
  const tested = filters.some(filter => filter._replacesPrefix) || [true, false].some(redirects => replacing(redirects).length === 1);
  if (!onePrefix && tested) {
    throw invalid(scope, `${field}.matches`, {
      given: matches.length === 1 ? 'a match that is no path prefix' : `${matches.length} matches`,
      allowed: 'one, by HttpPathMatch.prefix, as a filter replaces what it matched',
      todo: 'make a rule for each prefix, or use HttpPathModifier.replaceFullPath',
    });
  }
}

function renderTimeouts(scope: IConstruct, field: string, timeouts: HttpRouteTimeouts): HttpRouteSpecRulesTimeouts {
  const { request, backendRequest } = checkKinds(scope, field, timeouts, { request: 'duration', backendRequest: 'duration' });
  const requestMillis = request?.toMilliseconds({ integral: false });
  if (request && backendRequest && requestMillis! > 0 && backendRequest.toMilliseconds({ integral: false }) > requestMillis!) {
    throw invalid(scope, `${field}.backendRequest`, {
      given: durationText(backendRequest),
      allowed: `at most request, which is ${durationText(request)}`,
      todo: 'shorten backendRequest or lengthen request',
    });
  }
  return {
    request: request && checkTimeout(scope, `${field}.request`, request),
    backendRequest: backendRequest && checkTimeout(scope, `${field}.backendRequest`, backendRequest),
  };
}

function renderRetry(scope: IConstruct, field: string, retry: HttpRouteRetry): HttpRouteSpecRulesRetry {
  const { attempts, backoff, codes = [] } = checkKinds(scope, field, retry, { attempts: 'elsewhere', backoff: 'duration', codes: 'elsewhere' });
  if (attempts !== undefined) { checkInteger(scope, `${field}.attempts`, attempts, 1, Number.MAX_SAFE_INTEGER); }
  checkList(scope, `${field}.codes`, codes).forEach((code, i) => checkInteger(scope, `${field}.codes[${i}]`, code, 400, 599));
  checkUnique(scope, `${field}.codes`, codes.map(String), 'drop one of the two');
  return {
    attempts,
    backoff: backoff && checkTimeout(scope, `${field}.backoff`, backoff),
    codes: unlessEmpty(codes),
  };
}
