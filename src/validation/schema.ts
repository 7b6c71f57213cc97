/** A JSON schema as it stands in a CRD or an OpenAPI document. */
export type RawSchema = { readonly [keyword: string]: any };

export interface Rule {
  /** The expression of CEL. */
  readonly rule: string;
  readonly message?: string;
}

/** Values of which there is nothing to say: whole numbers, or texts of so many characters, which are fewer than the units that JavaScript counts. */
interface Bounds {
  readonly type: 'integer' | 'string';
  readonly least: number;
  readonly most: number;
  readonly pattern?: string;
  readonly members?: readonly string[];
}

/** Keywords that bounds are made of. */
const BOUNDS: { readonly [type: string]: ReadonlySet<string> } = {
  integer: new Set(['minimum', 'maximum', 'format']),
  string: new Set(['minLength', 'maxLength', 'pattern', 'enum']),
};
const LIMITING = ['enum', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'oneOf', 'anyOf', 'allOf', 'not', 'format'];

function boundsOf(raw: RawSchema, format: string | undefined): Bounds | undefined {
  const { type, minimum, maximum, minLength = 0, maxLength = Infinity, pattern, enum: members } = raw;
  if (raw['x-kubernetes-int-or-string'] || !LIMITING.every(keyword => !(keyword in raw) || BOUNDS[type]?.has(keyword))) { return undefined; }
  if (type === 'integer') {
    const most = format === 'int32' ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER;
    return { type, least: Math.max(minimum ?? -most, -most), most: Math.min(maximum ?? most, most) };
  }
  // one character may be two units
  return type === 'string' ? { type, least: minLength > 1 ? 2 * minLength : minLength, most: maxLength, pattern, members } : undefined;
}

const NONE: readonly never[] = [];
const NO_PROPERTIES: ReadonlyMap<string, Schema> = new Map();

/** One node of a schema, made ready for many documents: names looked up in maps, what it holds below known ahead. */
export class Schema {
  public readonly type?: string;
  /** The type as the API server names it. */
  public readonly types: string = '';
  public readonly format?: string;
  public readonly intOrString: boolean;
  public readonly nullable: boolean;
  public readonly keepsUnknown: boolean;
  /** Whether fields of which nothing is said are kept, for one reason or another. */
  public readonly takesAny: boolean;
  public readonly properties: ReadonlyMap<string, Schema>;
  public readonly values?: Schema;
  public readonly items?: Schema;
  public readonly required: readonly string[];
  public readonly defaulted: readonly (readonly [name: string, schema: Schema])[];
  public readonly default: unknown;
  public readonly listType?: string;
  public readonly listKeys: readonly string[];
  public readonly oneOf: readonly Schema[];
  public readonly anyOf: readonly Schema[];
  public readonly allOf: readonly Schema[];
  public readonly not?: Schema;
  public readonly rules: readonly Rule[];
  /** Whether there is a rule here or below. */
  public readonly hasRules: boolean;
  /** Whether there is a list here or below that holds nothing twice. */
  public readonly hasUniqueLists: boolean;
  /** True if a value of the right type cannot be wrong. */
  public readonly plain: boolean;
  /** All that is asked of whole numbers or texts, where it can be told at a glance. */
  public readonly bounds?: Bounds;

  constructor(public readonly raw: RawSchema, child: (raw: RawSchema) => Schema) {
    const children = (list?: RawSchema[]) => list?.map(child) ?? NONE;
    this.intOrString = raw['x-kubernetes-int-or-string'] === true;
    this.type = raw.type;
    this.types = this.intOrString ? 'integer,string' : raw.type ?? '';
    this.format = knownFormat(raw.type, raw.format);
    this.nullable = raw.nullable === true;
    this.keepsUnknown = raw['x-kubernetes-preserve-unknown-fields'] === true;
    this.takesAny = this.keepsUnknown || (raw.type === 'object' && raw.additionalProperties === true);
    const named = Object.entries<RawSchema>(raw.properties ?? {});
    this.properties = named.length > 0 ? new Map(named.map(([name, property]) => [name, child(property)])) : NO_PROPERTIES;
    if (raw.additionalProperties && typeof raw.additionalProperties === 'object') { this.values = child(raw.additionalProperties); }
    if (raw.items) { this.items = child(raw.items); }
    this.required = raw.required ?? [];
    this.defaulted = this.properties.size === 0 ? NONE : [...this.properties].filter(([, schema]) => schema.default !== undefined);
    this.default = raw.default;
    this.listType = raw['x-kubernetes-list-type'];
    this.listKeys = raw['x-kubernetes-list-map-keys'] ?? [];
    this.oneOf = children(raw.oneOf);
    this.anyOf = children(raw.anyOf);
    this.allOf = children(raw.allOf);
    this.not = raw.not && child(raw.not);
    this.rules = raw['x-kubernetes-validations'] ?? [];
    const below = [...this.properties.values(), this.values, this.items];
    this.hasRules = this.rules.length > 0 || below.some(s => s?.hasRules);
    this.hasUniqueLists = this.listType === 'set' || this.listType === 'map' || below.some(s => s?.hasUniqueLists);
    this.plain = !LIMITING.some(k => k !== 'format' && k in raw) && !this.format && this.types !== 'integer';
    this.bounds = this.plain ? undefined : boundsOf(raw, this.format);
  }

  /** What a field or key of an object is described by. */
  public property(name: string): Schema | undefined {
    return this.properties.get(name) ?? this.values;
  }
}

const FORMATS: { [type: string]: string[] } = {
  string: ['byte', 'date-time', 'ipv4', 'ipv6'],
  integer: ['int32', 'int64'],
  number: ['double', 'float'],
};

/** The API server drops formats that it does not know for the type. */
function knownFormat(type: string | undefined, format: string | undefined): string | undefined {
  return format && FORMATS[type ?? 'string']?.includes(format) ? format : undefined;
}
