import { IRouteParent, RouteParent } from './route-parent';
import { IResource } from '../core/resource';

/** A Gateway of Gateway API, as routes refer to it. */
export interface IGatewayApiGateway extends IResource, IRouteParent {
  /** A listener of the Gateway, for routes that attach to it alone. */
  listener(name: string): GatewayListener;
}

/** A listener of a Gateway, for routes that attach to it alone. */
export class GatewayListener implements IRouteParent {
  /** The Gateway that has the listener. */
  public readonly gateway: IGatewayApiGateway;

  /** Name of the listener, unique in its Gateway. */
  public readonly name: string;

  /** Made by `addListener` and `listener` of a Gateway. @internal */
  public constructor(gateway: IGatewayApiGateway, name: string) {
    this.gateway = gateway;
    this.name = name;
  }

  public get parentRef(): RouteParent {
    return RouteParent.listener(this);
  }
}
