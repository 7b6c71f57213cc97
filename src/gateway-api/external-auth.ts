import type { BackendRef } from './backend-ref';
import { checkItems, checkPattern } from './checks';
import { Referrer } from './referrer';
import { HttpRouteSpecRulesFiltersExternalAuth, HttpRouteSpecRulesFiltersExternalAuthProtocol } from '../../imports/gateway.networking.k8s.io';
import { checkInteger, checkObject, checkText, checkUnique } from '../core/checks';
import { unlessEmpty } from '../core/empty';
import { checkStruct } from '../core/kinds';

const PATH = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;

/** What is sent to a service that decides about requests. */
export interface ExternalAuthOptions {
  /**
   * Headers of the request that are sent, beside those that always are. At most 64, each once.
   *
   * @default - HTTP: none more; gRPC: all
   */
  readonly allowedHeaders?: string[];

  /**
   * The largest body that is sent along, in bytes; requests with a larger one are refused. 0 to 65535.
   *
   * @default - no body is sent
   */
  readonly maxBodySize?: number;
}

/** What is sent to a service that decides about requests by HTTP, and taken from its answer. */
export interface HttpExternalAuthOptions extends ExternalAuthOptions {
  /**
   * Path before that of the request, e.g. `/auth`. At most 1024 characters.
   *
   * @default - none
   */
  readonly path?: string;

  /**
   * Headers of the answer that are passed on to the backend, beside those that always are. At most 64, each once.
   *
   * @default - the controller decides
   */
  readonly allowedResponseHeaders?: string[];
}

/** The L1 form of a service that decides about requests by HTTP. */
export function renderHttpAuth(
  referrer: Referrer, field: string, backend: BackendRef, options: HttpExternalAuthOptions,
): HttpRouteSpecRulesFiltersExternalAuth {
  const { path } = checkStruct(referrer, field, options);
  if (path !== undefined) { checkPattern(referrer, `${field}.http.path`, path, PATH, 1024, 'a path of a URL'); }
  return {
    ...common(referrer, field, backend, options),
    protocol: HttpRouteSpecRulesFiltersExternalAuthProtocol.HTTP,
    http: {
      path,
      allowedHeaders: headers(referrer, `${field}.http.allowedHeaders`, options.allowedHeaders),
      allowedResponseHeaders: headers(referrer, `${field}.http.allowedResponseHeaders`, options.allowedResponseHeaders),
    },
  };
}

/** The L1 form of a service that decides about requests by gRPC. */
export function renderGrpcAuth(
  referrer: Referrer, field: string, backend: BackendRef, options: ExternalAuthOptions,
): HttpRouteSpecRulesFiltersExternalAuth {
  return {
    ...common(referrer, field, backend, options),
    protocol: HttpRouteSpecRulesFiltersExternalAuthProtocol.GRPC,
    grpc: { allowedHeaders: headers(referrer, `${field}.grpc.allowedHeaders`, options.allowedHeaders) },
  };
}

function common(referrer: Referrer, field: string, backend: BackendRef, options: ExternalAuthOptions) {
  const { maxBodySize } = checkStruct(referrer, field, options);
  return {
    backendRef: checkObject(referrer, `${field}.backendRef`, backend, '_renderTarget', 'a BackendRef')._renderTarget(referrer, `${field}.backendRef`),
    forwardBody: maxBodySize === undefined ? undefined : { maxSize: checkInteger(referrer, `${field}.forwardBody.maxSize`, maxBodySize, 0, 65535) },
  };
}

function headers(referrer: Referrer, field: string, names: string[] = []): string[] | undefined {
  checkItems(referrer, field, names, 64, 'drop some').forEach((name, i) => checkText(referrer, `${field}[${i}]`, name));
  checkUnique(referrer, field, names, 'drop one of the two');
  return unlessEmpty(names);
}
