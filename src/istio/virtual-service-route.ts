import { IVirtualService } from './virtual-service-reference';

/** A route that a VirtualService has, to point at it. */
export class VirtualServiceRoute {
  /** The VirtualService that has the route. */
  public readonly virtualService: IVirtualService;

  /** Where the route stands in its specification, e.g. `http[0]`. */
  public readonly path: string;

  /**
   * Name of the route.
   *
   * @default - it has none
   */
  public readonly name?: string;

  /** Made by `VirtualService.addHttpRoute`, `addTcpRoute` and `addTlsRoute`. @internal */
  public constructor(virtualService: IVirtualService, path: string, name?: string) {
    this.virtualService = virtualService;
    this.path = path;
    this.name = name;
  }
}
