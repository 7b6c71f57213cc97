import { ApiObjectMetadata } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { IstioApiVersion } from './api-version';
import { declareHost } from './declared-host';
import { ExportTo } from './export-to';
import { isLabel } from './hosts';
import { checkRegistryHost } from './registry-host';
import { checkIsService } from './service-checks';
import { Subset, SubsetOptions, SubsetProps } from './subset';
import { renderTrafficPolicy, TrafficPolicy } from './traffic-policy';
import { WorkloadSelector } from './workload-selector';
import { DestinationRuleSpecSubsets, DestinationRuleSpecSubsetsTrafficPolicy, toJson_DestinationRuleSpec } from '../../imports/networking.istio.io';
import { Consumer, hostOf } from '../core/destination';
import { unlessEmpty } from '../core/empty';
import { invalid } from '../core/errors';
import { checkKinds, checkStruct, Kinds } from '../core/kinds';
import { checkLabels } from '../core/labels';
import { Declared, ImportedResource, IResource, ReferenceOptions, refersTo, Resource } from '../core/resource';
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

  /**
   * A subset that the rule declares.
   *
   * @param name name of the subset
   * @throws if the rule is made by this app and does not declare the subset
   */
  subset(name: string): Subset;
}

/** Where a DestinationRule that exists already is found, and what it is about: `service` or `host`. */
export interface DestinationRuleReferenceOptions extends ReferenceOptions {
  /**
   * The Service that the rule is about.
   *
   * @default - it is about `host`
   */
  readonly service?: IService;

  /**
   * The host that the rule is about, where it is no Service.
   *
   * @default - it is about `service`
   */
  readonly host?: string;
}

/** What a DestinationRule is made of. It is about a `service` or a `host`. */
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

  /**
   * The Service that the rule is about.
   *
   * @default - the rule is about `host`
   */
  readonly service?: IService;

  /**
   * The host that the rule is about, where it is no Service: one that a ServiceEntry declares, or a wildcard such as `*.local`.
   *
   * @default - the rule is about `service`
   */
  readonly host?: string;

  /**
   * What is done with traffic to the host.
   *
   * @default - Istio's and the mesh's defaults
   */
  readonly trafficPolicy?: TrafficPolicy;

  /**
   * Named parts of the service's pods. More can be added later.
   *
   * @default - none
   */
  readonly subsets?: SubsetProps[];

  /**
   * Namespaces whose workloads follow the rule, each once; all namespaces alone. With a `workloadSelector` only the rule's own.
   *
   * @default - all namespaces, unless the mesh says otherwise
   */
  readonly exportTo?: ExportTo[];

  /**
   * Workloads in the rule's namespace that follow the rule when they call the host.
   *
   * @default - all workloads
   */
  readonly workloadSelector?: WorkloadSelector;
}

const PROPS: Kinds<DestinationRuleProps> = {
  metadata: 'metadata',
  apiVersion: Object.values(IstioApiVersion),
  service: 'elsewhere',
  host: 'text',
  trafficPolicy: 'elsewhere',
  subsets: 'structs',
  exportTo: 'elsewhere',
  workloadSelector: 'struct',
};

/**
 * Istio's DestinationRule: what is done with traffic to a service once it is routed there, and the subsets of the service
 * that routes can name.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 * @example
 * const reviews = new DestinationRule(chart, 'reviews', { service });
 * const v1 = reviews.addSubset('v1');
 * const v2 = reviews.addSubset('v2', { trafficPolicy: { loadBalancer: LoadBalancer.roundRobin() } });
 */
export class DestinationRule extends Resource implements IDestinationRule {
  /**
   * A DestinationRule that exists already.
   *
   * @throws if not exactly one of `service` and `host` is given
   */
  public static fromDestinationRuleName(scope: Construct, id: string, name: string, options: DestinationRuleReferenceOptions): IDestinationRule {
    return new ImportedDestinationRule(scope, id, name, options);
  }

  /**
   * The Service that the rule is about.
   *
   * @default - the rule is about `host`
   */
  public readonly service?: IService;

  /**
   * The host that the rule is about, where it is no Service.
   *
   * @default - the rule is about `service`
   */
  public readonly host?: string;

  private readonly subsets = new Map<string, Subset>();
  private readonly rendered: DestinationRuleSpecSubsets[] = [];

  /**
   * @throws if not exactly one of `service` and `host` is given, or if a field is impossible
   */
  constructor(scope: Construct, id: string, props: DestinationRuleProps) {
    super(scope, id, {
      apiVersion: props?.apiVersion ?? IstioApiVersion.V1,
      kind: 'DestinationRule',
      metadata: props?.metadata,
      fields: {
        spec: () => toJson_DestinationRuleSpec({
          host,
          trafficPolicy,
          subsets: unlessEmpty(this.rendered),
          exportTo,
          workloadSelector,
        }),
      },
    });
    const { service } = checkSubject(this, checkKinds(this, '', props, PROPS));
    const host = service ? hostOf(this, 'service', service) : props.host!;
    const trafficPolicy = props.trafficPolicy === undefined ? undefined : renderTrafficPolicy(this, 'trafficPolicy', props.trafficPolicy);
    const exportTo = ExportTo._render(this, 'exportTo', props.exportTo);
    const workloadSelector = props.workloadSelector && {
      matchLabels: { ...checkLabels(this, 'workloadSelector.matchLabels', props.workloadSelector.matchLabels) },
    };
    if (workloadSelector) {
      checkOwnNamespace(this, exportTo ?? []);
    }
    this.service = service;
    this.host = props.host;
    if (service) { refersTo(this, service); } else { declareHost(this, props.host!); }
    props.subsets?.forEach(({ name, ...options }) => this.addSubset(name, options));
  }

  /**
   * Declares a subset.
   *
   * @param name name of the subset, unique in the rule: letters, digits and `-`, at most 63 characters
   * @throws if the rule has a subset of that name, or if a field is impossible
   */
  public addSubset(name: string, options: SubsetOptions = {}): Subset {
    const field = `subsets[${this.rendered.length}]`;
    checkSubsetName(this, `${field}.name`, name);
    if (this.subsets.has(name)) {
      throw invalid(this, `${field}.name`, { given: name, allowed: 'a name that no other subset of this DestinationRule has', todo: 'rename the subset' });
    }
    const { trafficPolicy, labels = { version: name } } = checkStruct(this, field, options);
    this.rendered.push({
      name,
      labels: { ...checkLabels(this, `${field}.labels`, labels) },
      trafficPolicy: trafficPolicy === undefined
        ? undefined
        : renderTrafficPolicy(this, `${field}.trafficPolicy`, trafficPolicy) as unknown as DestinationRuleSpecSubsetsTrafficPolicy,
    });
    const subset = new Subset(this, name);
    this.subsets.set(name, subset);
    return subset;
  }

  /**
   * A subset that the rule declares.
   *
   * @param name name of the subset
   * @throws if the rule does not declare it
   */
  public subset(name: string): Subset {
    const subset = this.subsets.get(name);
    if (!subset) {
      const names = [...this.subsets.keys()].join(', ');
      throw invalid(this, 'subset', {
        given: name,
        allowed: names === '' ? 'none, as the rule declares no subset' : `a subset that the rule declares: ${names}`,
        todo: 'name one of the rule\'s subsets or declare this one with addSubset',
      });
    }
    return subset;
  }
}

class ImportedDestinationRule extends ImportedResource implements IDestinationRule {
  public readonly service?: IService;
  public readonly host?: string;
  private readonly subsets = new Set<string>();

  constructor(scope: Construct, id: string, name: string, options: DestinationRuleReferenceOptions) {
    super(scope, id, name, options);
    const { service, host } = checkSubject(this, options);
    this.service = service;
    this.host = host;
  }

  public subset(name: string): Subset {
    this.subsets.add(checkSubsetName(this, 'subset', name));
    return new Subset(this, name);
  }

  /** It has the subsets that it was asked for. */
  protected declared(): Declared {
    const host = this.service ? hostOf(this, 'service', this.service) : this.host;
    return { apiVersion: IstioApiVersion.V1, kind: 'DestinationRule', spec: { host, subsets: [...this.subsets].map(name => ({ name })) } };
  }
}

/** That a rule is about a service or a host, and not about both. */
function checkSubject<T extends { service?: IService; host?: string }>(scope: IConstruct, subject: T): T {
  const { service, host } = checkStruct(scope, 'options', subject);
  if (service !== undefined) { checkIsService(scope, 'service', service); }
  if ((service === undefined) === (host === undefined)) {
    throw invalid(scope, 'host', {
      given: service ? `${host} and Service ${service.name}` : undefined,
      allowed: 'a service or a host',
      todo: service ? 'drop one of the two' : 'give the service, or the host where it is no Service',
    });
  }
  if (host !== undefined) { checkRegistryHost(scope, 'host', host, { wildcard: true }); }
  return subject;
}

function checkSubsetName(scope: IConstruct, field: string, name: string): string {
  if (!isLabel(name)) {
    throw invalid(scope, field, {
      given: name,
      allowed: 'a DNS label (letters, digits and "-", at most 63 characters, a letter or digit at both ends)',
      todo: 'rename the subset',
    });
  }
  return name;
}

/** That a rule with a workloadSelector is exported to its own namespace at most. */
function checkOwnNamespace(scope: Consumer, exportTo: string[]) {
  const { namespace } = scope;
  if (exportTo.some(to => to !== '.' && to !== namespace)) {
    throw invalid(scope, 'exportTo', {
      given: exportTo,
      allowed: 'the rule\'s own namespace alone, as it has a workloadSelector',
      todo: 'give ExportTo.sameNamespace() or leave exportTo out',
    });
  }
}
