import { IConstruct } from 'constructs';
import { declareHost } from './declared-host';
import type { IDestinationRule } from './destination-rule';
import { HeaderOperations } from './headers';
import { checkDestinationHost, isLabel, isWithin } from './hosts';
import { checkIsService } from './service-checks';
import type { Subset } from './subset';
import { VirtualServiceSpecHttpRouteDestination } from '../../imports/networking.istio.io';
import { checkObject, checkPort, checkText } from '../core/checks';
import { Consumer, hostOf, portOf } from '../core/destination';
import { invalid } from '../core/errors';
import { checkStruct } from '../core/kinds';
import { refersTo } from '../core/resource';
import { IService } from '../core/service';

/** What a destination may say beside the subset. */
export interface DestinationOptions {
  /**
   * Port of the service. 1 to 65535.
   *
   * @default - the service's only port
   */
  readonly port?: number;
}

/** What a destination may say beside the service or host. */
export interface ServiceDestinationOptions extends DestinationOptions {
  /**
   * Subset of the service's pods. Its DestinationRule must be about the service.
   *
   * @default - all pods of the service
   */
  readonly subset?: Subset;
}

/**
 * Where a route of a VirtualService sends requests: a service, a subset of one, or a host outside; with a weight where
 * the route splits them.
 *
 * One array of destinations, declared once, can be the split of several VirtualServices; each writes the names as they
 * are looked up in its namespace.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 * @example
 * const split = [v1.weight(90), Destination.service(service, { subset: v2, port: 8080 }).weight(10)];
 */
export class Destination {
  /** A Service: all its pods, or those of a subset. */
  public static service(service: IService, options: ServiceDestinationOptions = {}): Destination {
    return new Destination({ to: 'service', service, options });
  }

  /** The pods of a Service that are in a subset. */
  public static subset(subset: Subset, options: DestinationOptions = {}): Destination {
    return new Destination({ to: 'subset', subset, options });
  }

  /**
   * A host that is no Service of Kubernetes: one that a ServiceEntry declares.
   *
   * @param host full name, e.g. `api.example.com`
   */
  public static host(host: string, options: ServiceDestinationOptions = {}): Destination {
    return new Destination({ to: 'host', host, options });
  }

  private constructor(private readonly fields: {
    readonly to: 'service' | 'subset' | 'host';
    readonly service?: IService;
    readonly subset?: Subset;
    readonly host?: string;
    readonly options: ServiceDestinationOptions;
    readonly weight?: number;
    readonly headers?: HeaderOperations;
  }) {}

  /**
   * The same destination, with a share of the requests.
   *
   * @param weight share, relative to the sum of all weights of the route; a whole number, 0 or more
   */
  public weight(weight: number): Destination {
    return new Destination({ ...this.fields, weight });
  }

  /** The same destination, with changes to the headers of what goes there and comes back. HTTP only. */
  public withHeaders(headers: HeaderOperations): Destination {
    return new Destination({ ...this.fields, headers });
  }

  /** @internal */
  public get _weight(): number | undefined {
    return this.fields.weight;
  }

  /** @internal */
  public get _headers(): HeaderOperations | undefined {
    return this.fields.headers;
  }

  /** Checks the destination, renders it, and says that the consumer refers to it. @internal */
  public _render(consumer: Consumer, field: string): VirtualServiceSpecHttpRouteDestination {
    const { port } = checkStruct(consumer, field, this.fields.options);
    const subset = this.subset;
    this.checkKinds(consumer, field);
    if (port !== undefined) { checkPort(consumer, `${field}.port.number`, port); }
    if (subset) {
      this.checkSubset(consumer, `${field}.subset`, subset);
      refersTo(consumer, subset.rule);
    }
    const rendered = { subset: subset?.name, port: port === undefined ? undefined : { number: port } };
    const service = this.fields.service ?? (this.fields.host === undefined ? subset?.rule.service : undefined);
    if (service) {
      refersTo(consumer, service);
      portOf(consumer, `${field}.port.number`, service, port);
      return { host: hostOf(consumer, `${field}.host`, service), ...rendered };
    }
    const host = this.fields.host ?? hostOfRule(consumer, subset!.rule);
    checkDestinationHost(consumer, `${field}.host`, host);
    declareHost(consumer, host);
    return { host, ...rendered };
  }

  private get subset(): Subset | undefined {
    return this.fields.to === 'subset' ? this.fields.subset : this.fields.options.subset;
  }

  /** That what it goes to is what it says, and not the name of it. */
  private checkKinds(consumer: Consumer, field: string) {
    const { to, service, host } = this.fields;
    if (to === 'service') { checkIsService(consumer, `${field}.host`, service!); }
    if (to === 'host') { checkText(consumer, `${field}.host`, host!); }
    if (to === 'subset' || this.subset !== undefined) { checkObject(consumer, `${field}.subset`, this.subset!, 'rule', 'a subset, which addSubset() makes'); }
  }

  private checkSubset(consumer: Consumer, field: string, subset: Subset) {
    if (!isLabel(subset.name)) {
      throw invalid(consumer, field, { given: subset.name, allowed: 'letters, digits and "-", at most 63 characters', todo: 'rename the subset' });
    }
    const { service, host } = this.fields;
    const target = service ? serviceName(service) : host !== undefined ? fullName(host, consumer.namespace) : undefined;
    const about = subset.rule.service ? serviceName(subset.rule.service) : fullName(subset.rule.host!, subset.rule.namespace);
    if (target !== undefined && !isSame(target, about)) {
      throw invalid(consumer, field, {
        given: `${subset.name} of ${ruleName(subset.rule)}, which is about ${about}`,
        allowed: `a subset of a DestinationRule about ${target}`,
        todo: 'take the subset from that DestinationRule',
      });
    }
  }
}

/** The host that a DestinationRule names, as the consumer has to write it. */
function hostOfRule(consumer: Consumer, rule: IDestinationRule): string {
  return rule.namespace === consumer.namespace ? rule.host! : fullName(rule.host!, rule.namespace);
}

function ruleName(rule: IDestinationRule): string {
  const construct: IConstruct | undefined = rule.construct;
  return construct ? `DestinationRule [${construct.node.path}]` : `DestinationRule ${rule.name}`;
}

/** The full name of a Service, as far as its namespace is known. */
function serviceName(service: IService): string {
  return fullName(service.name, service.namespace);
}

/** The full name that Istio makes of a host: short ones are Services of the namespace where they stand. */
function fullName(host: string, namespace?: string): string {
  return namespace === undefined || /[.*]/.test(host) ? host : `${host}.${namespace}.svc.cluster.local`;
}

/** Whether a host is what a DestinationRule is about; where a namespace is not known, it may be. */
function isSame(host: string, about: string): boolean {
  const [short, long] = host.length < about.length ? [host, about] : [about, host];
  return isWithin(host, about) || (!short.includes('.') && long.startsWith(`${short}.`));
}
