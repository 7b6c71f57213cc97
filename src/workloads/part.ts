import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { Resource, ResourceOptions } from '../core/resource';

/** One of the objects that a construct makes. */
export class Part extends Resource {
  constructor(scope: Construct, id: string, options: ResourceOptions) {
    super(scope, id, options);
  }
}

/** Makes the metadata that the objects of a construct share. */
export type MetadataOf = (name: string, own?: ApiObjectMetadata) => ApiObjectMetadata;
