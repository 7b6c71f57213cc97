import { Construct } from 'constructs';
import { IstioApiVersion } from './api-version';
import { Declared, ImportedResource, IResource, ReferenceOptions } from '../core/resource';

/** A VirtualService, as others delegate to it. */
export interface IVirtualService extends IResource {
  /** Name of the VirtualService: `name`, under a word that no other kind has, so that only a VirtualService is taken for one. */
  readonly virtualServiceName: string;

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

  public get virtualServiceName(): string {
    return this.name;
  }

  protected declared(): Declared {
    return { apiVersion: IstioApiVersion.V1, kind: 'VirtualService' };
  }
}
