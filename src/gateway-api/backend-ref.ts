import { checkItems } from './checks';
import { HttpRouteFilter, renderFilters } from './http-route-filter';
import { checkReference, foreignNamespace, IObjectReference } from './object-reference';
import { Referrer } from './referrer';
import { HttpRouteSpecRulesBackendRefs, HttpRouteSpecRulesBackendRefsFilters, HttpRouteSpecRulesFiltersRequestMirrorBackendRef } from '../../imports/gateway.networking.k8s.io';
import { checkHost, checkInteger, checkObject, checkPort } from '../core/checks';
import { portOf } from '../core/destination';
import { unlessEmpty } from '../core/empty';
import { invalid } from '../core/errors';
import { checkStruct } from '../core/kinds';
import { IService } from '../core/service';

/** What a backend may say beside the object. */
export interface BackendRefOptions {
  /**
   * Port of the backend. 1 to 65535.
   *
   * @default - the Service's only port; none for other kinds
   */
  readonly port?: number;
}

/** Which port of a host a backend is. */
export interface HostBackendRefOptions {
  /** Port of the host. 1 to 65535. */
  readonly port: number;
}

/**
 * Where a rule of a route sends requests, with a weight where it splits them.
 *
 * @see https://gateway-api.sigs.k8s.io/guides/traffic-splitting/
 * @example
 * const split = [BackendRef.service(stable).weight(90), BackendRef.service(canary).weight(10)];
 */
export class BackendRef {
  /** A Service. */
  public static service(service: IService, options: BackendRefOptions = {}): BackendRef {
    return new BackendRef({ service, options });
  }

  /** An object of another kind, e.g. a ServiceImport or an InferencePool. */
  public static object(object: IObjectReference, options: BackendRefOptions = {}): BackendRef {
    return new BackendRef({ object: object ?? null, options });
  }

  /**
   * A host that Istio knows: one that a ServiceEntry declares.
   *
   * @param host full name, e.g. `api.example.com`
   */
  public static host(host: string, options: HostBackendRefOptions): BackendRef {
    return new BackendRef({ host: host ?? null, options });
  }

  private constructor(private readonly fields: {
    readonly service?: IService;
    readonly object?: IObjectReference | null;
    readonly host?: string | null;
    readonly options: BackendRefOptions;
    readonly weight?: number;
    readonly filters?: HttpRouteFilter[];
  }) {}

  /**
   * The same backend, with a share of the requests.
   *
   * @param weight share, relative to the sum of all weights of the rule; a whole number from 0 to 1000000. Without one it is 1
   */
  public weight(weight: number): BackendRef {
    return new BackendRef({ ...this.fields, weight });
  }

  /**
   * The same backend, with filters for what goes there. Istio takes changes of headers here.
   *
   * @param filters at most 16
   */
  public withFilters(filters: HttpRouteFilter[]): BackendRef {
    return new BackendRef({ ...this.fields, filters });
  }

  /** @internal */
  public get _filters(): HttpRouteFilter[] {
    return this.fields.filters ?? [];
  }

  /** @internal */
  public _render(referrer: Referrer, field: string): HttpRouteSpecRulesBackendRefs {
    const { weight } = this.fields;
    checkItems(referrer, `${field}.filters`, this._filters, 16, 'drop some');
    return {
      ...this.target(referrer, field),
      weight: weight === undefined ? undefined : checkInteger(referrer, `${field}.weight`, weight, 0, 1000000),
      filters: unlessEmpty(renderFilters(referrer, `${field}.filters`, this._filters)) as unknown as HttpRouteSpecRulesBackendRefsFilters[],
    };
  }

  /** The reference alone, where neither weight nor filters have a meaning. @internal */
  public _renderTarget(referrer: Referrer, field: string): HttpRouteSpecRulesFiltersRequestMirrorBackendRef {
    const { weight, filters } = this.fields;
    if (weight !== undefined || filters) {
      throw invalid(referrer, field, { given: weight === undefined ? 'a backend with filters' : 'a backend with a weight', allowed: 'a backend alone, as this is no split', todo: 'drop weight and filters' });
    }
    return this.target(referrer, field);
  }

  private target(referrer: Referrer, field: string) {
    const { object, host, options } = this.fields;
    const { port } = checkStruct(referrer, field, options);
    if (port !== undefined) { checkPort(referrer, `${field}.port`, port); }
    if (host !== undefined) {
      return { group: 'networking.istio.io', kind: 'Hostname', name: checkHost(referrer, `${field}.name`, host!), port: checkPort(referrer, `${field}.port`, port!) };
    }
    if (object === undefined) {
      const service = checkService(referrer, field, this.fields.service!);
      const namespace = foreignNamespace(referrer, field, 'Service', service);
      referrer._uses(field, { group: '', kind: 'Service', name: service.name, namespace: service.namespace, construct: service.construct });
      return { name: service.name, namespace, port: requiredPort(referrer, field, service, port) };
    }
    const { group, kind, name } = checkReference(referrer, field, object);
    const namespace = foreignNamespace(referrer, field, kind, object!);
    referrer._uses(field, object!);
    if (group === '' && kind === 'Service' && port === undefined) { throw missingPort(referrer, field, name); }
    return { group, kind, name, namespace, port };
  }
}

function checkService(referrer: Referrer, field: string, service: IService): IService {
  return checkObject(referrer, field, service, 'serviceName', 'a Service (Service.fromKplus, Service.fromServiceName)');
}

function requiredPort(referrer: Referrer, field: string, service: IService, port?: number): number {
  const found = portOf(referrer, `${field}.port`, service, port);
  if (found === undefined) { throw missingPort(referrer, field, service.name); }
  return found;
}

function missingPort(referrer: Referrer, field: string, service: string): Error {
  return invalid(referrer, `${field}.port`, { given: undefined, allowed: `a port, as those of Service ${service} are not known`, todo: 'say which port' });
}
