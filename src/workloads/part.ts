import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { Resource, ResourceOptions } from '../core/resource';

/** One of the objects of a construct that makes several. @internal */
export class Part extends Resource {
  public constructor(scope: Construct, id: string, options: ResourceOptions) {
    super(scope, id, { ...options, madeByOthers: true });
  }
}

/** Makes the metadata that the objects of a construct share. @internal */
export type MetadataOf = (name: string, own?: ApiObjectMetadata) => ApiObjectMetadata;
