import { ApiObject, ApiObjectMetadata, Chart, JsonPatch, Lazy } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { invalid } from './errors';
import { Synthesis } from './synthesis';

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

/** What a resource is made of. @internal */
export interface ResourceOptions {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: ApiObjectMetadata;
  /** True for kinds without a namespace. */
  readonly clusterScoped?: boolean;
  /** Top-level fields beside apiVersion, kind and metadata, each rendered when the app is synthesized. */
  readonly fields: { [field: string]: () => unknown };
}

/**
 * A construct that makes one object of Kubernetes.
 *
 * The object is a plain `ApiObject` whose fields are rendered late, so that JSON patches land last and unknown keys in
 * them are kept.
 *
 * @internal
 */
export abstract class Resource extends Construct implements IResource {
  /** The object itself, for `addJsonPatch` and metadata. */
  public readonly apiObject: ApiObject;

  protected constructor(scope: Construct, id: string, options: ResourceOptions) {
    super(scope, id);
    if (options.clusterScoped && options.metadata?.namespace !== undefined) {
      throw invalid(this, 'metadata.namespace', {
        given: options.metadata.namespace,
        allowed: `none, as ${options.kind} is not namespaced`,
        todo: 'leave the namespace out',
      });
    }
    const fields = Object.entries(options.fields).map(([key, produce]) => [key, Lazy.any({ produce })]);
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: options.apiVersion,
      kind: options.kind,
      metadata: options.metadata,
      ...Object.fromEntries(fields),
    });
    const synthesis = Synthesis.of(this);
    if (options.clusterScoped) {
      synthesis.clusterScoped.add(this.apiObject);
      if (this.apiObject.metadata.namespace !== undefined) {
        this.apiObject.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
      }
    }
  }

  public get name(): string {
    return this.apiObject.name;
  }

  public get namespace(): string | undefined {
    return Synthesis.of(this).clusterScoped.has(this.apiObject) ? undefined : this.apiObject.metadata.namespace;
  }

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
    this.name = name;
    this.namespace = options.namespace ?? Chart.of(this).namespace;
  }

  public get construct(): IConstruct | undefined {
    return undefined;
  }
}

/** Says that a construct names a resource, which must therefore be applied first. */
export function refersTo(source: IConstruct, target: IResource): void {
  if (target.construct) { Synthesis.of(source).references.push({ source, target: target.construct }); }
}
