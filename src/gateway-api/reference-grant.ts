import { ApiObjectMetadata } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { GatewayApiVersion } from './api-version';
import { checkCount, checkGroup, checkKind, versionOf } from './checks';
import { IObjectReference } from './object-reference';
import { ReferenceGrantSpecFrom, ReferenceGrantSpecTo, toJson_ReferenceGrantSpec } from '../../imports/gateway.networking.k8s.io';
import { checkIdentity, checkList, checkName, checkObject, checkText } from '../core/checks';
import { checkKinds, checkStruct } from '../core/kinds';
import { IResource, Resource } from '../core/resource';
import { IService } from '../core/service';
import { checkAtSynth } from '../core/synthesis';

const GATEWAY_API = 'gateway.networking.k8s.io';

/** Objects by group and kind, in one namespace. */
export interface ReferenceGrantFromOptions {
  /**
   * API group of the objects.
   *
   * @default gateway.networking.k8s.io
   */
  readonly group?: string;

  /** Kind of the objects. */
  readonly kind: string;

  /** Namespace of the objects. */
  readonly namespace: string;
}

/** Objects by group and kind, in the namespace of the grant; or one of them. */
export interface ReferenceGrantToOptions {
  /**
   * API group of the objects.
   *
   * @default - the core group, of Services, Secrets and ConfigMaps
   */
  readonly group?: string;

  /** Kind of the objects. */
  readonly kind: string;

  /**
   * Name of the one object that may be referred to.
   *
   * @default - all of the kind
   */
  readonly name?: string;
}

/** Who may refer: all objects of a kind in a namespace. */
export class ReferenceGrantFrom {
  /** HTTPRoutes of a namespace. */
  public static httpRoutes(namespace: string): ReferenceGrantFrom {
    return ReferenceGrantFrom.of({ kind: 'HTTPRoute', namespace });
  }

  /** GRPCRoutes of a namespace. */
  public static grpcRoutes(namespace: string): ReferenceGrantFrom {
    return ReferenceGrantFrom.of({ kind: 'GRPCRoute', namespace });
  }

  /** TLSRoutes of a namespace. */
  public static tlsRoutes(namespace: string): ReferenceGrantFrom {
    return ReferenceGrantFrom.of({ kind: 'TLSRoute', namespace });
  }

  /** TCPRoutes of a namespace. */
  public static tcpRoutes(namespace: string): ReferenceGrantFrom {
    return ReferenceGrantFrom.of({ kind: 'TCPRoute', namespace });
  }

  /** UDPRoutes of a namespace. */
  public static udpRoutes(namespace: string): ReferenceGrantFrom {
    return ReferenceGrantFrom.of({ kind: 'UDPRoute', namespace });
  }

  /** Gateways of a namespace. */
  public static gateways(namespace: string): ReferenceGrantFrom {
    return ReferenceGrantFrom.of({ kind: 'Gateway', namespace });
  }

  /** Objects of any kind. */
  public static of(options: ReferenceGrantFromOptions): ReferenceGrantFrom {
    return new ReferenceGrantFrom(options);
  }

  private constructor(private readonly options: ReferenceGrantFromOptions) {}

  /** @internal */
  public _renderFrom(scope: IConstruct, field: string): ReferenceGrantSpecFrom {
    const { group = GATEWAY_API, kind, namespace } = checkStruct(scope, field, this.options);
    checkIdentity(scope, `${field}.`, undefined, checkText(scope, `${field}.namespace`, namespace));
    return {
      group: checkGroup(scope, `${field}.group`, group),
      kind: checkKind(scope, `${field}.kind`, kind),
      namespace,
    };
  }
}

/** What may be referred to, in the namespace of the grant. */
export class ReferenceGrantTo {
  /** One Service. */
  public static service(service: IService): ReferenceGrantTo {
    return ReferenceGrantTo.of({ kind: 'Service', name: nameOf(service) });
  }

  /** All Services. */
  public static allServices(): ReferenceGrantTo {
    return ReferenceGrantTo.of({ kind: 'Service' });
  }

  /** All Secrets. */
  public static allSecrets(): ReferenceGrantTo {
    return ReferenceGrantTo.of({ kind: 'Secret' });
  }

  /** All ConfigMaps. */
  public static allConfigMaps(): ReferenceGrantTo {
    return ReferenceGrantTo.of({ kind: 'ConfigMap' });
  }

  /** One object of any kind. */
  public static object(object: IObjectReference): ReferenceGrantTo {
    return ReferenceGrantTo.of({ group: object?.group, kind: object?.kind, name: nameOf(object) });
  }

  /** Objects of any kind. */
  public static of(options: ReferenceGrantToOptions): ReferenceGrantTo {
    return new ReferenceGrantTo(options);
  }

  private constructor(private readonly options: ReferenceGrantToOptions) {}

  /** @internal */
  public _renderTo(scope: IConstruct, field: string): ReferenceGrantSpecTo {
    const { group = '', kind, name } = checkStruct(scope, field, this.options);
    return {
      group: checkGroup(scope, `${field}.group`, group),
      kind: checkKind(scope, `${field}.kind`, kind),
      name: name === undefined ? undefined : checkName(scope, `${field}.name`, name),
    };
  }
}

/** The name of one object; one that is not given must not become a grant for all. */
function nameOf(object: IResource): string {
  return object?.name ?? '';
}

/** What a ReferenceGrant is made of. */
export interface ReferenceGrantProps {
  /**
   * Name, namespace, labels and annotations. The grant must be in the namespace of what is referred to.
   *
   * @default - a name made of the construct's path, in the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * The API version to write.
   *
   * @default GatewayApiVersion.V1BETA1, which releases of Gateway API before 1.5 have as well
   */
  readonly apiVersion?: GatewayApiVersion;

  /**
   * Who may refer. 1 to 16; more can be added later.
   *
   * @default - nobody yet; a grant needs one at least
   */
  readonly from?: ReferenceGrantFrom[];

  /**
   * What may be referred to. 1 to 16; more can be added later.
   *
   * @default - nothing yet; a grant needs one at least
   */
  readonly to?: ReferenceGrantTo[];
}

/**
 * Gateway API's ReferenceGrant: allows objects of other namespaces to refer to objects of its own. HttpRoute and
 * GatewayApiGateway make the ones that they need.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 * @example
 * new ReferenceGrant(chart, 'grant', {
 *   metadata: { namespace: 'backend' },
 *   from: [ReferenceGrantFrom.httpRoutes('frontend')],
 *   to: [ReferenceGrantTo.allServices()],
 * });
 */
export class ReferenceGrant extends Resource {
  private readonly sources: ReferenceGrantSpecFrom[] = [];
  private readonly targets: ReferenceGrantSpecTo[] = [];

  /**
   * @throws if a group, kind, name or namespace is malformed, or there are more than 16 of one list
   */
  constructor(scope: Construct, id: string, props: ReferenceGrantProps = {}) {
    super(scope, id, {
      apiVersion: versionOf(scope, id, props, GatewayApiVersion.V1BETA1),
      kind: 'ReferenceGrant',
      metadata: props.metadata,
      madeByOthers: true, // often by routes and Gateways
      fields: { spec: () => toJson_ReferenceGrantSpec({ from: this.sources, to: this.targets }) },
    });
    const { from = [], to = [] } = checkKinds(this, '', props, { metadata: 'metadata', apiVersion: 'text', from: 'elsewhere', to: 'elsewhere' });
    checkList(this, 'from', from).forEach(source => this.addFrom(source));
    checkList(this, 'to', to).forEach(target => this.addTo(target));
    if (this.sources.length === 0 || this.targets.length === 0) {
      checkAtSynth(this, () => [
        ...this.sources.length > 0 ? [] : ['from: given none, allowed 1 to 16; say who may refer, with addFrom'],
        ...this.targets.length > 0 ? [] : ['to: given none, allowed 1 to 16; say what may be referred to, with addTo'],
      ]);
    }
  }

  /** Allows objects of one more kind or namespace to refer. */
  public addFrom(source: ReferenceGrantFrom): ReferenceGrantFrom {
    const field = `from[${this.sources.length}]`;
    this.sources.push(checkObject(this, field, source, '_renderFrom', 'a ReferenceGrantFrom, e.g. ReferenceGrantFrom.httpRoutes("frontend")')._renderFrom(this, field));
    checkCount(this, 'from', this.sources.length, 16, 'make another ReferenceGrant');
    return source;
  }

  /** Allows one more object or kind to be referred to. */
  public addTo(target: ReferenceGrantTo): ReferenceGrantTo {
    const field = `to[${this.targets.length}]`;
    this.targets.push(checkObject(this, field, target, '_renderTo', 'a ReferenceGrantTo, e.g. ReferenceGrantTo.allServices()')._renderTo(this, field));
    checkCount(this, 'to', this.targets.length, 16, 'make another ReferenceGrant');
    return target;
  }
}
