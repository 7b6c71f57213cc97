import { IConstruct } from 'constructs';
import { placeOf } from '../core/made-at';
import { Origin } from '../manifests';

/** The construct that made an object; its path and place are worked out when they are asked for. */
export class ConstructOrigin implements Origin {
  constructor(private readonly scope: IConstruct) {}

  public get construct(): string {
    return this.scope.node.path;
  }

  public source(): string | undefined {
    return placeOf(this.scope);
  }

  public line(): undefined {
    return undefined;
  }
}
