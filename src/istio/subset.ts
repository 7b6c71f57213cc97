import { Destination, DestinationOptions } from './destination';
import type { IDestinationRule } from './destination-rule';
import { TrafficPolicy } from './traffic-policy';

/** What a subset is made of, beside its name. */
export interface SubsetOptions {
  /**
   * Labels that a pod of the service must carry to be in the subset, all of them. None for all pods of the service.
   *
   * @default - the label `version`, with the subset's name
   */
  readonly labels?: { [label: string]: string };

  /**
   * What is done with traffic to the subset. What it leaves out is as the rule says for the whole service.
   *
   * @default - as the rule says for the whole service
   */
  readonly trafficPolicy?: TrafficPolicy;
}

/**
 * A subset as it is declared.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset
 */
export interface SubsetProps extends SubsetOptions {
  /** Name of the subset, unique in its DestinationRule: letters, digits and `-`, at most 63 characters. */
  readonly name: string;
}

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
