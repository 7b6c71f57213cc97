import { Construct } from 'constructs';
import { ImportedResource, IResource, ReferenceOptions } from '../core/resource';

/** A VirtualService, as others delegate to it. */
export interface IVirtualService extends IResource {
  /**
   * Hosts that it routes. One without hosts is a delegate.
   *
   * @default - not known
   */
  readonly hosts?: string[];
}

/** A VirtualService that exists already. @internal */
export class ImportedVirtualService extends ImportedResource implements IVirtualService {
  constructor(scope: Construct, id: string, name: string, options: ReferenceOptions) {
    super(scope, id, name, options);
  }
}
