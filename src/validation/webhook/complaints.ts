type Json = any;
type Step = string | number;

/** Something that the webhook says of one field. */
export interface Complaint {
  /** In the webhook's words, which rarely tell the place. */
  readonly message: string;
  /** What to do. */
  readonly hint: string;
  readonly steps: readonly Step[];
}

/** What looks at one value, and is told where it stands in what is around it; the whole place is known to the complaints. */
export type Check<C = void> = (value: Json, said: Complaints, context: C, at: Step) => void;

/** Nobody reads more. */
const MOST = 1000;

/** All that is said of one document. It keeps track of the place, so that a check says only what is wrong. */
export class Complaints {
  public readonly errors: Complaint[] = [];
  public readonly warnings: Complaint[] = [];
  private readonly path: Step[] = ['spec'];
  private quiet = 0;

  /** @param steps the field, from the value that is looked at; nothing for the value itself */
  public error(message: string, hint: string, ...steps: readonly Step[]): void {
    this.errorAt([...this.path, ...steps], message, hint);
  }

  /** What is wrong elsewhere. */
  public errorAt(steps: readonly Step[], message: string, hint: string): void {
    if (this.errors.length < MOST) { this.errors.push({ message, hint, steps }); }
  }

  public warning(message: string, hint: string, ...steps: readonly Step[]): void {
    if (this.quiet === 0 && this.warnings.length < MOST) { this.warnings.push({ message, hint, steps: [...this.path, ...steps] }); }
  }

  /** Looks at a field, if it is set. */
  public in(object: Json, field: Step, check: Check): void;
  public in<C>(object: Json, field: Step, check: Check<C>, context: C): void;
  public in(object: Json, field: Step, check: Check<any>, context?: unknown): void {
    const value = object?.[field];
    if (value === undefined || value === null) { return; }
    this.path.push(field);
    check(value, this, context, field);
    this.path.pop();
  }

  /** Looks at every item of a list, or value of a map, if it is set. */
  public each(object: Json, field: string, check: Check): void;
  public each<C>(object: Json, field: string, check: Check<C>, context: C): void;
  public each(object: Json, field: string, check: Check<any>, context?: unknown): void {
    const values = object?.[field];
    if (values === undefined || values === null) { return; }
    this.path.push(field);
    if (Array.isArray(values)) {
      for (let i = 0; i < values.length; i++) { this.in(values, i, check, context); }
    } else {
      for (const key in values) { this.in(values, key, check, context); }
    }
    this.path.pop();
  }

  /** Looks at every key of a map, if it is set. */
  public keys(object: Json, field: string, check: Check): void;
  public keys<C>(object: Json, field: string, check: Check<C>, context: C): void;
  public keys(object: Json, field: string, check: Check<any>, context?: unknown): void {
    const map = object?.[field];
    if (map === undefined || map === null) { return; }
    this.path.push(field);
    for (const key in map) {
      this.path.push(key);
      check(key, this, context, key);
      this.path.pop();
    }
    this.path.pop();
  }

  /** Where the webhook drops what it would warn of. */
  public withoutWarnings(look: () => void): void {
    this.quiet++;
    look();
    this.quiet--;
  }
}
