import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { IstioApiVersion } from './api-version';
import { Subset } from './subset';
import { toJson_DestinationRuleSpec } from '../../imports/networking.istio.io';
import { hostOf } from '../core/destination';
import { ImportedResource, IResource, ReferenceOptions, refersTo, Resource } from '../core/resource';
import { IService } from '../core/service';

/** A DestinationRule, as routes to its subsets refer to it. */
export interface IDestinationRule extends IResource {
  /**
   * The Service that the rule is about.
   *
   * @default - it is about a host that is no Service
   */
  readonly service?: IService;

  /**
   * The host that the rule is about, where it is no Service.
   *
   * @default - it is about a Service
   */
  readonly host?: string;

  /** A subset that the rule declares. */
  subset(name: string): Subset;
}

/** Where a DestinationRule that exists already is found, and what it is about. */
export interface DestinationRuleReferenceOptions extends ReferenceOptions {
  /** The Service that the rule is about. */
  readonly service: IService;
}

/** What a DestinationRule is made of. */
export interface DestinationRuleProps {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - a name made of the construct's path, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The API version to write.
   *
   * @default IstioApiVersion.V1
   */
  readonly apiVersion?: IstioApiVersion;

  /** The Service that the rule is about. */
  readonly service: IService;
}

/** What a subset is made of. */
export interface SubsetOptions {
  /**
   * Labels of the subset's pods.
   *
   * @default - the label `version`, with the subset's name
   */
  readonly labels?: { [label: string]: string };
}

/**
 * Istio's DestinationRule.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 */
export class DestinationRule extends Resource implements IDestinationRule {
  /** A DestinationRule that exists already. */
  public static fromDestinationRuleName(scope: Construct, id: string, name: string, options: DestinationRuleReferenceOptions): IDestinationRule {
    return new ImportedDestinationRule(scope, id, name, options);
  }

  public readonly service?: IService;
  private readonly subsets: { name: string; labels: { [label: string]: string } }[] = [];

  constructor(scope: Construct, id: string, props: DestinationRuleProps) {
    super(scope, id, {
      apiVersion: props.apiVersion ?? IstioApiVersion.V1,
      kind: 'DestinationRule',
      metadata: props.metadata,
      fields: { spec: () => toJson_DestinationRuleSpec({ host: hostOf(this, 'service', props.service), subsets: this.subsets }) },
    });
    this.service = props.service;
    refersTo(this, props.service);
  }

  public addSubset(name: string, options: SubsetOptions = {}): Subset {
    this.subsets.push({ name, labels: options.labels ?? { version: name } });
    return new Subset(this, name);
  }

  public subset(name: string): Subset {
    return new Subset(this, name);
  }
}

class ImportedDestinationRule extends ImportedResource implements IDestinationRule {
  public readonly service: IService;

  constructor(scope: Construct, id: string, name: string, options: DestinationRuleReferenceOptions) {
    super(scope, id, name, options);
    this.service = options.service;
  }

  public subset(name: string): Subset {
    return new Subset(this, name);
  }
}
