import { Destination, DestinationOptions } from './destination';
import { IDestinationRule } from './destination-rule';

/** A named part of a service's pods, as a DestinationRule declares it. */
export class Subset {
  /** The DestinationRule that declares the subset. */
  public readonly rule: IDestinationRule;

  /** Name of the subset, unique in its DestinationRule. */
  public readonly name: string;

  /** Made by `DestinationRule.addSubset` and `IDestinationRule.subset`. @internal */
  public constructor(rule: IDestinationRule, name: string) {
    this.rule = rule;
    this.name = name;
  }

  /** The subset as a destination of a route. */
  public destination(options: DestinationOptions = {}): Destination {
    return Destination.subset(this, options);
  }

  /**
   * The subset as a destination that gets a share of the requests.
   *
   * @param weight share, relative to the sum of all weights of the route; 0 or more
   */
  public weight(weight: number): Destination {
    return Destination.subset(this).weight(weight);
  }
}
