import { nativeSchemas } from './native';
import { RawSchema, Schema } from './schema';

/** Which of its two sets of CRDs Gateway API is installed from: the experimental one has all kinds and fields of the standard one, and more. */
export type GatewayApiChannel = 'standard' | 'experimental';

/** What the API server knows of one version of one kind. */
export interface Kind {
  readonly namespaced: boolean;
  /** True for kinds that are part of Kubernetes, which take null for nothing and are checked by code rather than by a CRD. */
  readonly native: boolean;
  readonly schema: Schema;
}

/** A file of imports/schemas, which the package holds as modules of the same name. */
interface SchemaFile {
  readonly group: string;
  readonly kind: string;
  readonly scope: string;
  readonly served: readonly string[];
  readonly schema: RawSchema;
  /** Schemas of served versions that differ from `schema`. */
  readonly versions?: { readonly [version: string]: RawSchema };
}

const CRD_FILES: { [group: string]: string } = {
  'networking.istio.io': 'istio',
  'security.istio.io': 'istio',
  'telemetry.istio.io': 'istio',
  'extensions.istio.io': 'istio',
  'gateway.networking.k8s.io': 'gateway-api',
  'gateway.networking.x-k8s.io': 'gateway-api',
  'sailoperator.io': 'sail',
  'istio.alibabacloud.com': 'asm',
};

/** Groups of Kubernetes of which the package holds all kinds, */
const KUBERNETES_GROUPS = new Set(['networking.k8s.io', 'rbac.authorization.k8s.io']);
/** but for these. */
const SERVED_TOO = new Set(['v1 ComponentStatus', 'autoscaling/v1 HorizontalPodAutoscaler']);

/** The kinds whose schemas the package holds. Files are read, and schemas made ready, when a document asks for them. */
export class Kinds {
  public static of(channel: GatewayApiChannel): Kinds {
    return this.instances[channel] ??= new Kinds(channel);
  }

  private static readonly instances: { [channel: string]: Kinds } = {};

  private readonly files = new Map<string, Map<string, () => Kind>>();
  private readonly wholes = new WeakMap<Kind, Schema>();

  private constructor(private readonly channel: GatewayApiChannel) {}

  /** The kind; `missing` where its group is known and has no such kind or version; nothing where nothing is known of the group. */
  public find(apiVersion: string, kind: string): Kind | 'missing' | undefined {
    const group = groupOf(apiVersion);
    const crds = Object.hasOwn(CRD_FILES, group) ? CRD_FILES[group] : undefined;
    const found = this.file(crds ?? 'kubernetes').get(`${apiVersion} ${kind}`)?.();
    return found ?? (crds || this.isMissing(group, apiVersion, kind) ? 'missing' : undefined);
  }

  /** Whether Kubernetes itself would have the kind if it was there. What defines kinds of its own has a dot in the name of its group. */
  private isMissing(group: string, apiVersion: string, kind: string): boolean {
    return (!group.includes('.') || KUBERNETES_GROUPS.has(group)) && !SERVED_TOO.has(`${apiVersion} ${kind}`);
  }

  /** The versions in which a kind of a group is served; of what is Kubernetes' own, in whatever group. */
  public served(group: string, kind: string): string[] {
    const isCrd = Object.hasOwn(CRD_FILES, group);
    const keys = [...this.file(isCrd ? CRD_FILES[group] : 'kubernetes').keys()].map(key => key.split(' '));
    return keys.filter(([version, name]) => name === kind && (!isCrd || version.startsWith(`${group}/`))).map(([version]) => version);
  }

  /** What every kind has as `metadata`. */
  public get metadata(): Schema {
    return this.metadataHolder.properties.get('metadata')!;
  }

  /** The versions in which a kind is served in groups other than Kubernetes' own. */
  public servedAnywhere(kind: string): string[] {
    return Object.keys(CRD_FILES).flatMap(group => this.served(group, kind));
  }

  /** The names of the kinds of a group, or of all that are Kubernetes' own. */
  public namesIn(group: string): string[] {
    const isCrd = Object.hasOwn(CRD_FILES, group);
    const keys = [...this.file(isCrd ? CRD_FILES[group] : 'kubernetes').keys()].map(key => key.split(' '));
    return keys.filter(([version, name]) => name !== undefined && (!isCrd || version.startsWith(`${group}/`))).map(([, name]) => name);
  }

  /** What describes all of a document of a kind, with its metadata. */
  public whole(kind: Kind): Schema {
    let whole = this.wholes.get(kind);
    if (!whole) {
      // some schemas say of metadata that it is an object, and no more
      const properties = new Map([['metadata', this.metadata], ...kind.schema.properties]).set('metadata', this.metadata);
      const made = new Map([...properties.values()].map(schema => [schema.raw, schema]));
      const raw = Object.fromEntries([...properties].map(([name, schema]) => [name, schema.raw]));
      this.wholes.set(kind, whole = new Schema({ type: 'object', properties: raw }, of => made.get(of)!));
    }
    return whole;
  }

  /** An object with `metadata` and nothing else. */
  public get metadataHolder(): Schema {
    return this.file('kubernetes').get('metadata')!().schema;
  }

  private file(name: string): Map<string, () => Kind> {
    let kinds = this.files.get(name);
    if (!kinds) {
      kinds = name === 'kubernetes' ? nativeKinds() : crdKinds(load(name === 'gateway-api' ? `gateway-api-${this.channel}` : name));
      this.files.set(name, kinds);
    }
    return kinds;
  }
}

export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Schemas are no part of what is loaded with the library. */
function load(name: string): any {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(`../../imports/schemas/${name}`);
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => made ??= make();
}

function crdKinds(entries: SchemaFile[]): Map<string, () => Kind> {
  const kinds = new Map<string, () => Kind>();
  const build = (raw: RawSchema): Schema => new Schema(raw, build);
  for (const { group, kind, scope, served, schema, versions } of entries) {
    const make = (raw: RawSchema) => once(() => ({ namespaced: scope === 'Namespaced', native: false, schema: build(raw) }));
    const target = make(schema);
    for (const version of served) {
      kinds.set(`${group}/${version} ${kind}`, versions?.[version] ? make(versions[version]) : target);
    }
  }
  return kinds;
}

function nativeKinds(): Map<string, () => Kind> {
  const { kinds: entries, definitions } = load('kubernetes');
  const definition = nativeSchemas(definitions);
  const kinds = new Map<string, () => Kind>();
  const make = (name: string, namespaced: boolean) => once(() => ({ namespaced, native: true, schema: definition(name) }));
  kinds.set('metadata', once(() => ({
    namespaced: false,
    native: true,
    schema: new Schema({ properties: { metadata: {} } }, () => definition('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta')),
  })));
  for (const { group, version, kind, scope, definition: name } of entries) {
    kinds.set(`${group ? `${group}/` : ''}${version} ${kind}`, make(name, scope === 'Namespaced'));
  }
  return kinds;
}
