import type { GatewayListener, IGatewayApiGateway } from './gateway-listener';
import { checkReference, foreignNamespace, IObjectReference } from './object-reference';
import { HttpRouteSpecParentRefs } from '../../imports/gateway.networking.k8s.io';
import { checkName, checkObject, checkPort } from '../core/checks';
import { Consumer, portOf } from '../core/destination';
import { invalid } from '../core/errors';
import { checkStruct } from '../core/kinds';
import { IResource } from '../core/resource';
import { IService } from '../core/service';

/** Something that a route can attach to. */
export interface IRouteParent {
  /** The reference by which a route names it. */
  readonly parentRef: RouteParent;
}

/** Which part of a Gateway a route attaches to. */
export interface GatewayParentOptions {
  /**
   * Port of the listeners that are meant. 1 to 65535.
   *
   * @default - all ports
   */
  readonly port?: number;
}

/** Which part of a Service a route of the mesh attaches to. */
export interface ServiceParentOptions {
  /**
   * Port of the Service. 1 to 65535.
   *
   * @default - all ports
   */
  readonly port?: number;

  /**
   * Name of a port of the Service.
   *
   * @default - all ports
   */
  readonly portName?: string;
}

/** Which part of an object a route attaches to. */
export interface ObjectParentOptions extends GatewayParentOptions {
  /**
   * Name of a part of the object, e.g. a listener of a ListenerSet.
   *
   * @default - the whole object
   */
  readonly sectionName?: string;
}

/**
 * What a route attaches to: a Gateway (its routes come from outside), a listener of one, or a Service (its routes are for
 * the mesh). A Gateway and a listener can be given as they are.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/#attaching-to-gateways
 */
export class RouteParent implements IRouteParent {
  /** A Gateway, or its listeners on one port. */
  public static gateway(gateway: IGatewayApiGateway, options: GatewayParentOptions = {}): RouteParent {
    return new RouteParent(gateway, { options, port: options?.port, gateway });
  }

  /** A listener of a Gateway. */
  public static listener(listener: GatewayListener, options: GatewayParentOptions = {}): RouteParent {
    return new RouteParent(listener?.gateway, { options, port: options?.port, sectionName: listener?.name, gateway: listener?.gateway });
  }

  /** A Service: requests to it from inside the mesh are routed. */
  public static service(service: IService, options: ServiceParentOptions = {}): RouteParent {
    return new RouteParent(service, { options, port: options?.port, sectionName: options?.portName, service: service ?? null });
  }

  /** An object of another kind, e.g. a ListenerSet. */
  public static object(object: IObjectReference, options: ObjectParentOptions = {}): RouteParent {
    return new RouteParent(object, { options, port: options?.port, sectionName: options?.sectionName, object: object ?? null });
  }

  private constructor(
    /** @internal */
    readonly _resource: IResource,
    /** @internal */
    readonly _parts: {
      readonly options: object;
      readonly port?: number;
      readonly sectionName?: string;
      readonly gateway?: IGatewayApiGateway;
      readonly service?: IService | null;
      readonly object?: IObjectReference | null;
    },
  ) {}

  public get parentRef(): RouteParent {
    return this;
  }

  /** @internal */
  public _render(scope: Consumer, field: string): HttpRouteSpecParentRefs {
    const { options, port, sectionName, service, object } = this._parts;
    checkStruct(scope, field, options);
    if (port !== undefined) { checkPort(scope, `${field}.port`, port); }
    if (sectionName !== undefined) { checkName(scope, `${field}.sectionName`, sectionName); }
    if (object !== undefined) {
      checkReference(scope, field, object);
    } else if (service !== undefined) {
      checkObject(scope, field, service!, 'serviceName', 'a Service (Service.fromKplus, Service.fromServiceName)');
      checkServicePort(scope, field, service!, port, sectionName);
    } else {
      checkObject(scope, field, this._resource, 'parentRef', 'a GatewayApiGateway, or a listener of one');
    }
    const gatewayKind = !service && !object;
    return {
      group: gatewayKind ? undefined : object?.group ?? '',
      kind: gatewayKind ? undefined : object?.kind ?? 'Service',
      name: this._resource.name,
      namespace: foreignNamespace(scope, field, gatewayKind ? 'Gateway' : object?.kind ?? 'Service', this._resource),
      port,
      sectionName,
    };
  }
}

function checkServicePort(scope: Consumer, field: string, service: IService, port?: number, portName?: string) {
  if (port !== undefined) { portOf(scope, `${field}.port`, service, port); }
  if (portName !== undefined && service.ports && !service.ports.some(p => p.name === portName && (port === undefined || p.port === port))) {
    throw invalid(scope, `${field}.sectionName`, {
      given: portName,
      allowed: `the name of a port of Service ${service.name}: ${service.ports.map(p => `${p.name} (${p.port})`).join(', ')}`,
      todo: 'name one of these',
    });
  }
}
