import { ApiObject, ApiObjectMetadata, ApiObjectProps, Chart, JsonPatch, Lazy } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { checkIdentity, checkText } from './checks';
import { invalid } from './errors';
import { checkStruct } from './kinds';
import { rememberPlace } from './made-at';
import { noteReference } from './order';
import { declareElsewhere, Synthesis } from './synthesis';

/** An object of Kubernetes that others can refer to: made by this app, or one that exists elsewhere. */
export interface IResource {
  /** Name of the object. */
  readonly name: string;

  /**
   * Namespace of the object.
   *
   * @default - the object names none: it lives where it is applied, or is not namespaced
   */
  readonly namespace?: string;

  /**
   * The construct that makes the object, so that what refers to it is applied after it.
   *
   * @default - this app does not make it
   */
  readonly construct?: IConstruct;
}

/** How far the line of a program is away at most from the `new` of a resource: constructs of the library may stand between. */
const FRAMES = 2;
const FRAMES_TO_OTHERS = 13;

/** What a resource is made of. @internal */
export interface ResourceOptions {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: ApiObjectMetadata;
  /** True for kinds without a namespace. */
  readonly clusterScoped?: boolean;
  /** True for what other constructs make, further away from the user's program. */
  readonly madeByOthers?: boolean;
  /** Top-level fields beside apiVersion, kind and metadata, each rendered when the app is synthesized. */
  readonly fields: { [field: string]: () => unknown };
}

/**
 * A construct that makes one object of Kubernetes.
 *
 * It is itself the `ApiObject`, with fields that are rendered late and nothing of `toJson` overridden, so that JSON patches
 * land last and unknown keys in them are kept.
 *
 * @internal
 */
export abstract class Resource extends ApiObject implements IResource {
  /** By class again, where `instanceof ApiObject` asks for the look of one: a VirtualService is no Gateway. @internal */
  public static [Symbol.hasInstance](o: unknown): o is ApiObject {
    return Function.prototype[Symbol.hasInstance].call(this, o);
  }

  private readonly clusterScoped: boolean;

  protected constructor(scope: Construct, id: string, options: ResourceOptions) {
    const { apiVersion, kind, metadata, clusterScoped, fields } = options;
    const props: ApiObjectProps & { [field: string]: unknown } = { apiVersion, kind, metadata };
    for (const field in fields) { props[field] = Lazy.any({ produce: fields[field] }); }
    super(scope, id, props);
    this.clusterScoped = clusterScoped ?? false;
    rememberPlace(this, new.target, options.madeByOthers ? FRAMES_TO_OTHERS : FRAMES);
    checkIdentity(this, 'metadata.', metadata?.name, metadata?.namespace);
    const synthesis = Synthesis.of(this);
    if (!clusterScoped) { return; }
    if (options.metadata?.namespace !== undefined) {
      throw invalid(this, 'metadata.namespace', {
        given: options.metadata.namespace,
        allowed: `none, as ${options.kind} is not namespaced`,
        todo: 'leave the namespace out',
      });
    }
    synthesis.clusterScoped.add(this);
    if (this.metadata.namespace !== undefined) { this.addJsonPatch(JsonPatch.remove('/metadata/namespace')); }
  }

  /**
   * Namespace of the object.
   *
   * @default - that of the chart; none if neither says one, or the kind is not namespaced
   */
  public get namespace(): string | undefined {
    return this.clusterScoped ? undefined : this.metadata.namespace;
  }

  /**
   * The construct that makes the object: this one.
   *
   * @default - always this construct
   */
  public get construct(): IConstruct | undefined {
    return this;
  }
}

/** Where an object that exists already is found. */
export interface ReferenceOptions {
  /**
   * Namespace of the object.
   *
   * @default - the namespace of the chart
   */
  readonly namespace?: string;
}

/** What is known of an object that exists elsewhere. @internal */
export interface Declared {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec?: object;
}

/**
 * An object that this app does not make.
 *
 * @internal
 */
export abstract class ImportedResource extends Construct implements IResource {
  public readonly name: string;
  public readonly namespace?: string;

  protected constructor(scope: Construct, id: string, name: string, options: ReferenceOptions = {}) {
    super(scope, id);
    checkStruct(this, 'options', options);
    checkIdentity(this, '', checkText(this, 'name', name), options.namespace);
    this.name = name;
    this.namespace = options.namespace ?? Chart.of(this).namespace;
    declareElsewhere(this, () => this._manifest());
  }

  /** The object, as far as it is known. @internal */
  public _manifest(): object {
    const { apiVersion, kind, ...fields } = this.declared();
    return { apiVersion, kind, metadata: { name: this.name, namespace: this.namespace }, ...fields };
  }

  /** What is known of the object, beside its name and namespace. */
  protected abstract declared(): Declared;

  public get construct(): IConstruct | undefined {
    return undefined;
  }
}

/** Says that a construct names a resource, which must therefore be applied first. */
export function refersTo(source: IConstruct, target: IResource): void {
  if (typeof target !== 'object' || target === null || typeof target.name !== 'string') {
    throw invalid(source, 'reference', { given: target, allowed: 'a construct, or what fromXxxName makes', todo: 'refer to the object, not to its name' });
  }
  const construct = target instanceof ImportedResource ? target : target.construct;
  if (construct) {
    noteReference(Synthesis.of(source).references, { source, target: construct });
  } else {
    declareElsewhere(source, () => manifestOf(target, (source as Partial<IResource>).namespace));
  }
}

/** What a class of the user's own, or a reference by kind, says of an object that no construct makes. */
function manifestOf(target: IResource, namespaceOfSource: string | undefined): object {
  const { name, namespace } = target;
  if (isByKind(target)) {
    const { group, kind } = target;
    return { apiVersion: group ? `${group}/v1` : 'v1', kind, metadata: { name, namespace: namespace ?? namespaceOfSource } };
  }
  if ('gatewaySelector' in target) {
    return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec: { template: { metadata: { labels: target.gatewaySelector } } } };
  }
  const { group, kind } = KINDS.find(({ member }) => member in target) ?? { group: '', kind: 'Service' };
  return { apiVersion: group ? `${group}/v1` : 'v1', kind, metadata: { name, namespace } };
}

/** The member that each kind has and no other. */
const KINDS = [
  { member: 'gatewayName', group: 'networking.istio.io', kind: 'Gateway' },
  { member: 'virtualServiceName', group: 'networking.istio.io', kind: 'VirtualService' },
  { member: 'subset', group: 'networking.istio.io', kind: 'DestinationRule' },
  { member: 'listener', group: 'gateway.networking.k8s.io', kind: 'Gateway' },
  { member: 'gatewayClassName', group: 'gateway.networking.k8s.io', kind: 'GatewayClass' },
  { member: 'httpRouteName', group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
];

/** Whether a reference names an object of any kind, and does not stand for a construct that says itself what it is. */
function isByKind(target: IResource): target is IResource & { readonly group: string; readonly kind: string } {
  const { group, kind } = target as { group?: unknown; kind?: unknown };
  return typeof group === 'string' && typeof kind === 'string';
}
