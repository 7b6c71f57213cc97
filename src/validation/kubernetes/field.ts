import { FieldError, printed } from '../field-error';
import { Form } from '../forms';
import { deepEqual } from '../ratchet';

type Json = any;

/** A value that the API server prints with its fields in the order of its own type, rather than of their names. */
export class Struct {
  constructor(public readonly fields: { readonly [name: string]: Json }) {}
}

/** A field of a document: what stands there, and where what is wrong with it is said. */
export class Field {
  public static document(object: Json, errors: FieldError[]): Field {
    return new Field(object, errors);
  }

  private constructor(
    public readonly value: Json,
    private readonly errors: FieldError[],
    private readonly parent?: Field,
    private readonly step: string | number = '',
    /** How the API server writes the step, where not as a field or place in a list. */
    private readonly said?: string,
  ) {}

  /** Whether something stands here. */
  public get given(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** What stands here with its fields: none where there is nothing. */
  public get object(): Json {
    return this.value ?? {};
  }

  /** The text or number here, `otherwise` where there is none: Go does not tell empty from missing. */
  public or<T>(otherwise: T): T {
    return this.value || otherwise;
  }

  /** The field below of this name; `said` where the API server writes another. */
  public get(name: string, said?: string): Field {
    return new Field(this.value?.[name] ?? undefined, this.errors, this, name, said);
  }

  /** The field below of this name, if something stands there; most fields of most documents are not there. */
  public find(name: string, said?: string): Field | undefined {
    const value = this.value?.[name];
    return value === undefined || value === null ? undefined : new Field(value, this.errors, this, name, said);
  }

  /** A field of a map, whose keys the API server writes in brackets. */
  public key(name: string): Field {
    return new Field(this.value?.[name] ?? undefined, this.errors, this, name, `[${name}]`);
  }

  /** What stands in the list of this name. */
  public items(name: string): Field[] {
    const list = this.value?.[name];
    return list === undefined || list === null || list.length === 0 ? NONE : this.get(name).elements();
  }

  public elements(): Field[] {
    return (this.value ?? []).map((item: Json, i: number) => new Field(item, this.errors, this, i));
  }

  /** The fields of a map. */
  public keys(): Field[] {
    return Object.keys(this.value ?? {}).map(name => this.key(name));
  }

  /** This field, as if something else stood there. */
  public holding(value: Json): Field {
    return new Field(value, this.errors, this.parent, this.step, this.said);
  }

  /** The list that this stands in. */
  public get list(): Field {
    return this.parent!;
  }

  /** This field, whose step is left out of paths, as the API server does here and there. */
  public get unplaced(): Field {
    return new Field(this.value, this.errors, this.parent, this.step, '');
  }

  /** How many complaints there are, to see later whether some came. */
  public get complaints(): number {
    return this.errors.length;
  }

  /** What the API server calls this place. */
  public get path(): string {
    if (!this.parent) { return ''; }
    const before = this.parent.path;
    const own = this.said ?? (typeof this.step === 'number' ? `[${this.step}]` : `.${this.step}`);
    return before === '' && own.startsWith('.') ? own.slice(1) : before + own;
  }

  public required(detail = ''): void { this.say('Required value', detail); }
  public forbidden(detail: string): void { this.say('Forbidden', detail); }
  public invalid(detail: string, value: Json = this.value): void { this.say(`Invalid value: ${shown(value)}`, detail); }
  /** As `invalid`, without the value. */
  public wrong(detail: string): void { this.say('Invalid value', detail); }
  public duplicate(value: Json = this.value): void { this.say(`Duplicate value: ${shown(value)}`); }
  public notFound(detail = ''): void { this.say(`Not found: ${shown(this.value)}`, detail); }
  public tooLong(most: number): void { this.say(`Too long: may not be more than ${most} bytes`); }
  public tooMany(count: number, most: number): void { this.say(`Too many: ${count}: must have at most ${most} items`); }

  public unsupported(supported: readonly string[], value: Json = this.value): void {
    this.say(`Unsupported value: ${shown(value ?? '')}: supported values: ${supported.map(s => printed(s)).join(', ')}`);
  }

  /** Says what the value lacks of a form. */
  public hasForm(form: Form, value: string = this.value ?? ''): void {
    for (const complaint of form(value)) { this.invalid(complaint, value); }
  }

  /** As `hasForm`, where nothing and an empty text pass. */
  public mayHaveForm(form: Form): void {
    if (this.value) { this.hasForm(form); }
  }

  /** As `hasForm`, where nothing and an empty text are missing. */
  public mustHaveForm(form: Form): void {
    if (this.value) { this.hasForm(form); } else { this.required(); }
  }

  /** Nothing, or one of some. */
  public mayBe(supported: readonly string[]): void {
    if (this.given && !supported.includes(this.value)) { this.unsupported(supported); }
  }

  /** One of some; an empty text is nothing and has a default. */
  public isOneOf(supported: readonly string[]): void {
    if (this.value && !supported.includes(this.value)) { this.unsupported(supported); }
  }

  public notNegative(): void {
    if (this.value < 0) { this.invalid('must be greater than or equal to 0'); }
  }

  public inRange(least: number, most: number, value: number = this.value ?? 0): void {
    if (value < least || value > most) { this.invalid(`must be between ${least} and ${most}, inclusive`, value); }
  }

  /** What was there before may not change. */
  public mustBe(old: Json): void {
    if (!deepEqual(this.value, old)) { this.invalid('field is immutable'); }
  }

  private say(problem: string, detail = ''): void {
    const steps: (string | number)[] = [];
    for (let field: Field = this; field.parent; field = field.parent) { steps.unshift(field.step); }
    const { path } = this;
    const message = detail === '' ? problem : `${problem}: ${detail}`;
    // the API server's own word for the whole document
    this.errors.push(path === '' ? { field: '[]', path, steps, message, blocksRules: false } : { field: path, steps, message, blocksRules: false });
  }
}

const NONE: Field[] = [];

const shown = (value: Json): string => value instanceof Struct ? JSON.stringify(value.fields) : printed(value === undefined ? null : value);
