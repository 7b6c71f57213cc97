import { IConstruct } from 'constructs';
import { HttpMatchRequest } from './http-match';
import { VirtualServiceSpecHttpRedirect, VirtualServiceSpecHttpRedirectDerivePort } from '../../imports/networking.istio.io';
import { checkInteger, checkPort } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';

/** Where a redirect takes its port from. */
export enum RedirectPortSelection {
  /** 80 for HTTP, 443 for HTTPS; the port of the request's Host header is kept. */
  FROM_PROTOCOL_DEFAULT = 'FROM_PROTOCOL_DEFAULT',
  /** The port that the request came in on. */
  FROM_REQUEST_PORT = 'FROM_REQUEST_PORT',
}

/** Scheme that a redirect goes to. */
export enum RedirectScheme {
  /** `http` */
  HTTP = 'http',
  /** `https` */
  HTTPS = 'https',
}

/**
 * A redirect: the URL of the request with some parts replaced. One part at least.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect
 */
export interface HttpRedirect {
  /**
   * Path that takes the place of the whole path; the query is kept. Not together with `prefixRewrite`.
   *
   * @default - the path is kept
   */
  readonly uri?: string;

  /**
   * Path that takes the place of the prefix that was matched. Every `uri` match of the route must be a prefix. Not
   * together with `uri`.
   *
   * @default - the path is kept
   */
  readonly prefixRewrite?: string;

  /**
   * Host that takes the place of the host.
   *
   * @default - the host is kept
   */
  readonly authority?: string;

  /**
   * Port to go to. 1 to 65535. Not together with `derivePort`.
   *
   * @default - as `derivePort` says
   */
  readonly port?: number;

  /**
   * Where the port is taken from. Not together with `port`.
   *
   * @default - RedirectPortSelection.FROM_PROTOCOL_DEFAULT
   */
  readonly derivePort?: RedirectPortSelection;

  /**
   * Scheme to go to.
   *
   * @default - the scheme is kept
   */
  readonly scheme?: RedirectScheme;

  /**
   * Status of the answer. 300 to 399.
   *
   * @default 301
   */
  readonly redirectCode?: number;
}

const FIELDS: Kinds<HttpRedirect> = {
  uri: 'text',
  prefixRewrite: 'text',
  authority: 'text',
  port: 'elsewhere',
  derivePort: Object.values(RedirectPortSelection),
  scheme: Object.values(RedirectScheme),
  redirectCode: 'elsewhere',
};

/** Checks a redirect and renders it. @internal */
export function renderRedirect(
  scope: IConstruct, field: string, redirect: HttpRedirect | undefined, matches: HttpMatchRequest[] = [],
): VirtualServiceSpecHttpRedirect | undefined {
  if (redirect === undefined) { return undefined; }
  const { uri, prefixRewrite, port, derivePort, redirectCode } = checkKinds(scope, field, redirect, FIELDS);
  if (uri && prefixRewrite) {
    throw invalid(scope, `${field}.prefixRewrite`, { given: prefixRewrite, allowed: 'uri or prefixRewrite', todo: 'drop one of the two' });
  }
  if (port !== undefined && derivePort !== undefined) {
    throw invalid(scope, `${field}.derivePort`, { given: derivePort, allowed: 'port or derivePort', todo: 'drop one of the two' });
  }
  if (!uri && !prefixRewrite && !redirect.authority && port === undefined && derivePort === undefined && redirect.scheme === undefined) {
    throw invalid(scope, field, { given: redirect, allowed: 'a uri, prefixRewrite, authority, port or scheme to go to', todo: 'say which part of the URL changes' });
  }
  if (prefixRewrite && matches.some(match => match.uri && match.uri._prefix === undefined)) {
    throw invalid(scope, `${field}.prefixRewrite`, {
      given: prefixRewrite,
      allowed: 'uri instead, as not every uri match of the route is a prefix',
      todo: 'match by StringMatch.prefix(), or redirect to a uri',
    });
  }
  if (port !== undefined) { checkPort(scope, `${field}.port`, port); }
  if (redirectCode !== undefined) { checkInteger(scope, `${field}.redirectCode`, redirectCode, 300, 399); }
  return { ...redirect, derivePort: derivePort as string as VirtualServiceSpecHttpRedirectDerivePort };
}
