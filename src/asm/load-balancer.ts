import { IConstruct } from 'constructs';
import { AlibabaAnnotationPrefix, NLB_CLASS, ZONE_MAPS, zonesOf } from '../core/alibaba';
import { checkMember } from '../core/checks';
import { invalid } from '../core/errors';
import { checkKinds, Kinds } from '../core/kinds';

/** Whether a load balancer has an address on the internet. */
export enum AlibabaAddressType {
  /** An address on the internet. */
  INTERNET = 'internet',
  /** An address in the VPC only. */
  INTRANET = 'intranet',
}

/** Settings of any load balancer of Alibaba Cloud. */
export interface AlibabaLoadBalancerOptions {
  /**
   * Whether the load balancer has an address on the internet.
   *
   * @default - Alibaba Cloud's: on the internet
   */
  readonly addressType?: AlibabaAddressType;

  /**
   * What the names of the annotations begin with.
   *
   * @default AlibabaAnnotationPrefix.ALIBABA_CLOUD
   */
  readonly prefix?: AlibabaAnnotationPrefix;
}

/** Settings of a Classic Load Balancer. */
export interface ClbOptions extends AlibabaLoadBalancerOptions {
  /**
   * Size of the instance, e.g. `slb.s1.small`.
   *
   * @default - Alibaba Cloud's
   */
  readonly spec?: string;
}

/** A zone that a Network Load Balancer is in. */
export interface NlbZoneMap {
  /** Id of the zone, e.g. `cn-hangzhou-k`. */
  readonly zone: string;

  /** Id of the vSwitch in that zone, e.g. `vsw-i123456`. */
  readonly vSwitch: string;
}

/** Settings of a Network Load Balancer. */
export interface NlbOptions extends AlibabaLoadBalancerOptions {
  /** Zones that the load balancer is in, two or more. */
  readonly zoneMaps: NlbZoneMap[];
}

/** Names of the settings, without the prefix. */
const ADDRESS_TYPE = 'loadbalancer-address-type';
const SPEC = 'loadbalancer-spec';

/** What a load balancer asks of the gateway's Service. */
export interface RenderedLoadBalancer {
  readonly loadBalancerClass?: string;
  readonly annotations: { [annotation: string]: string };
}

interface Fields extends ClbOptions {
  readonly kind: 'CLB' | 'NLB';
  readonly zoneMaps?: NlbZoneMap[];
  readonly specPrefix?: AlibabaAnnotationPrefix;
}

const KINDS: Kinds<Fields> = {
  kind: 'text',
  addressType: Object.values(AlibabaAddressType),
  spec: 'text',
  prefix: Object.values(AlibabaAnnotationPrefix),
  specPrefix: 'elsewhere',
  zoneMaps: 'structs',
};

/**
 * The load balancer of Alibaba Cloud in front of a gateway's Service, as annotations of the Service and its class.
 *
 * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/add-annotations-to-the-yaml-file-of-a-service-to-configure-clb-instances
 * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/configure-nlb-instances-by-using-annotations
 * @example
 * const loadBalancer = AlibabaLoadBalancer.nlb({
 *   zoneMaps: [{ zone: 'cn-hangzhou-k', vSwitch: 'vsw-i123456' }, { zone: 'cn-hangzhou-j', vSwitch: 'vsw-j654321' }],
 * });
 */
export class AlibabaLoadBalancer {
  /** A Classic Load Balancer, which is what a Service without a class gets. */
  public static clb(options: ClbOptions = {}): AlibabaLoadBalancer {
    return new AlibabaLoadBalancer({ kind: 'CLB', ...options });
  }

  /** A Network Load Balancer. A Service that exists already cannot change to it, nor back. */
  public static nlb(options: NlbOptions): AlibabaLoadBalancer {
    return new AlibabaLoadBalancer({ kind: 'NLB', ...options });
  }

  private constructor(private readonly fields: Fields) {}

  /**
   * The same Classic Load Balancer in another size.
   *
   * @param spec size of the instance, e.g. `slb.s1.small`
   * @param prefix what the name of this annotation begins with; the new prefix unless said
   */
  public withSpec(spec: string, prefix: AlibabaAnnotationPrefix = AlibabaAnnotationPrefix.ALIBABA_CLOUD): AlibabaLoadBalancer {
    return new AlibabaLoadBalancer({ ...this.fields, spec, specPrefix: prefix });
  }

  /** Whether it is a Network Load Balancer. @internal */
  public get _network(): boolean {
    return this.fields.kind === 'NLB';
  }

  /** @internal */
  public _render(scope: IConstruct, field: string): RenderedLoadBalancer {
    const { kind, addressType, spec, zoneMaps, prefix = AlibabaAnnotationPrefix.ALIBABA_CLOUD, specPrefix = prefix } = this.fields;
    checkKinds(scope, field, this.fields, KINDS);
    zoneMaps?.forEach((map, i) => checkKinds(scope, `${field}.zoneMaps[${i}]`, map, { zone: 'text', vSwitch: 'text' }));
    checkMember(scope, `${field}.spec (prefix)`, specPrefix, Object.values(AlibabaAnnotationPrefix));
    if (kind === 'NLB' && spec !== undefined) {
      throw invalid(scope, `${field}.spec`, { given: spec, allowed: 'none, as a Network Load Balancer grows by itself', todo: 'drop it' });
    }
    const zones = zoneMaps?.map(({ zone, vSwitch }) => `${zone}:${vSwitch}`).join(',');
    if (zones !== undefined) { checkZones(scope, `${field}.zoneMaps`, zones); }
    const annotations = {
      ...(addressType !== undefined && { [prefix + ADDRESS_TYPE]: addressType }),
      ...(spec !== undefined && { [specPrefix + SPEC]: spec }),
      ...(zones !== undefined && { [prefix + ZONE_MAPS]: zones }),
    };
    return { loadBalancerClass: kind === 'NLB' ? NLB_CLASS : undefined, annotations };
  }
}

/** That the zones of a Network Load Balancer are two at least. */
export function checkZones(scope: IConstruct, field: string, zones: string | undefined): void {
  if (zonesOf(zones ?? '').size < 2) {
    throw invalid(scope, field, {
      given: zones,
      allowed: 'two zones or more, as a Network Load Balancer needs them',
      todo: 'give a vSwitch in each of two zones, like "cn-hangzhou-k:vsw-i123456,cn-hangzhou-j:vsw-j654321"',
    });
  }
}
