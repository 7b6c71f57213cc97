import { HeaderOperations } from './headers';
import { Subset } from './subset';
import { VirtualServiceSpecHttpRouteDestination } from '../../imports/networking.istio.io';
import { checkHost } from '../core/checks';
import { Consumer, hostOf, portOf } from '../core/destination';
import { invalid } from '../core/errors';
import { IResource } from '../core/resource';
import { IService } from '../core/service';

/** What a destination may say beside the service. */
export interface DestinationOptions {
  /**
   * Port of the service. 1 to 65535.
   *
   * @default - the service's only port
   */
  readonly port?: number;
}

/**
 * Where a route of a VirtualService sends requests: a service, a subset of one, or a host outside; with a weight where
 * the route splits them.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 */
export class Destination {
  /** All pods of a Service. */
  public static service(service: IService, options: DestinationOptions = {}): Destination {
    return new Destination({ service, port: options.port });
  }

  /** The pods of a Service that are in a subset. */
  public static subset(subset: Subset, options: DestinationOptions = {}): Destination {
    return new Destination({ subset, port: options.port });
  }

  /**
   * A host that is no Service of Kubernetes: one that a ServiceEntry declares.
   *
   * @param host full name, e.g. `api.example.com`
   */
  public static host(host: string, options: DestinationOptions = {}): Destination {
    return new Destination({ host, port: options.port });
  }

  private constructor(private readonly fields: {
    readonly service?: IService;
    readonly subset?: Subset;
    readonly host?: string;
    readonly port?: number;
    readonly weight?: number;
    readonly headers?: HeaderOperations;
  }) {}

  /**
   * The same destination, with a share of the requests.
   *
   * @param weight share, relative to the sum of all weights of the route; a whole number, 0 or more
   */
  public weight(weight: number): Destination {
    return new Destination({ ...this.fields, weight });
  }

  /** The same destination, with changes to the headers of what goes there and comes back. */
  public withHeaders(headers: HeaderOperations): Destination {
    return new Destination({ ...this.fields, headers });
  }

  /** @internal */
  public get _weight(): number | undefined {
    return this.fields.weight;
  }

  /** @internal */
  public get _headers(): HeaderOperations | undefined {
    return this.fields.headers;
  }

  /** What must be applied before a route to here. @internal */
  public get _references(): IResource[] {
    const { service, subset } = this.fields;
    return [service ?? subset?.rule.service, subset?.rule].filter((r): r is IResource => r !== undefined);
  }

  /** @internal */
  public _render(consumer: Consumer, field: string): VirtualServiceSpecHttpRouteDestination {
    const { subset, port } = this.fields;
    const service = this.fields.service ?? subset?.rule.service;
    if (service) {
      const checked = portOf(consumer, `${field}.port`, service, port);
      return {
        host: hostOf(consumer, `${field}.host`, service),
        subset: subset?.name,
        port: port === undefined ? undefined : { number: checked },
      };
    }
    const host = this.fields.host ?? subset!.rule.host!;
    checkHost(consumer, `${field}.host`, host, { ip: true });
    if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65535)) {
      throw invalid(consumer, `${field}.port`, { given: port, allowed: 'a whole number from 1 to 65535', todo: 'give a number in that range' });
    }
    return { host, subset: subset?.name, port: port === undefined ? undefined : { number: port } };
  }
}
