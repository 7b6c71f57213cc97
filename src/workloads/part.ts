import { Construct } from 'constructs';
import { Resource, ResourceOptions } from '../core/resource';

/** One object of a construct that makes several. @internal */
export class Part extends Resource {
  public constructor(scope: Construct, id: string, options: ResourceOptions) {
    super(scope, id, options);
  }
}
