import { Field } from './field';

type Json = any;

const SYNTAX = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(|[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)$/;
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const LONGEST = 40;
const MOST = (2n ** 63n - 1n) * 1_000_000_000n;

/** An amount of a resource, such as `500m` or `1Gi`. */
export class Quantity {
  /** Nothing where a value is none. */
  public static parse(value: Json): Quantity | undefined {
    let quantity = this.known.get(value);
    if (!quantity) {
      quantity = this.read(String(value));
      if (quantity && this.known.size < 10_000) { this.known.set(value, quantity); }
    }
    return quantity;
  }

  /** Most amounts are found many times. */
  private static readonly known = new Map<Json, Quantity>();

  private static read(value: string): Quantity | undefined {
    const match = SYNTAX.exec(value);
    if (!match) { return undefined; }
    const [, sign, digits, suffix] = match;
    const [whole, decimals = ''] = digits.split('.');
    // what is longer is the most or the least there is anyway
    const fraction = decimals.slice(0, LONGEST);
    const binary = BINARY.indexOf(suffix);
    const kind = suffix !== '' && binary >= 0 ? 'binary' : /^[eE][+-]?\d/.test(suffix) ? 'exponent' : 'decimal';
    const exponent = kind === 'exponent' ? Number(suffix.slice(1)) : kind === 'decimal' ? (DECIMAL.indexOf(suffix) - 3) * 3 : 0;
    if (Math.abs(exponent) > 1000) { return undefined; }
    const factor = kind === 'binary' ? 1024n ** BigInt(binary) : 1n;
    const shift = exponent + 9 - fraction.length;
    let nanos = whole.length > LONGEST ? MOST : BigInt(whole + fraction) * factor;
    // what is finer than a billionth is rounded up
    if (shift >= 0) { nanos *= 10n ** BigInt(shift); } else { nanos = ceil(nanos, 10n ** BigInt(-shift)); }
    if (nanos > MOST) { nanos = MOST; }
    return new Quantity(sign === '-' ? -nanos : nanos, kind);
  }

  private constructor(private readonly nanos: bigint, private readonly kind: 'decimal' | 'binary' | 'exponent') {}

  public get sign(): number { return this.nanos > 0n ? 1 : this.nanos < 0n ? -1 : 0; }
  public get isInteger(): boolean { return this.nanos % 1_000_000_000n === 0n; }

  public compare(other: Quantity): number {
    return this.nanos > other.nanos ? 1 : this.nanos < other.nanos ? -1 : 0;
  }

  public isMultipleOf(other: Quantity): boolean {
    return ceil(this.nanos, 1_000_000_000n) % ceil(other.nanos, 1_000_000_000n) === 0n;
  }

  public plus(other: Quantity): Quantity {
    return new Quantity(this.nanos + other.nanos, this.nanos === 0n ? other.kind : this.kind);
  }

  /** As resources have it: to the thousandth. */
  public get inThousandths(): Quantity {
    const rounded = ceil(this.nanos < 0n ? -this.nanos : this.nanos, 1_000_000n) * 1_000_000n;
    return new Quantity(this.nanos < 0n ? -rounded : rounded, this.kind);
  }

  /** As Kubernetes writes it. */
  public toString(): string {
    if (this.nanos === 0n) { return '0'; }
    const size = this.nanos < 0n ? -this.nanos : this.nanos;
    const sign = this.nanos < 0n ? '-' : '';
    if (this.kind === 'binary' && size >= 1024n * 1_000_000_000n) {
      let amount = ceil(size, 1_000_000_000n);
      let power = 0;
      for (; amount % 1024n === 0n && power < BINARY.length - 1; power++) { amount /= 1024n; }
      return `${sign}${amount}${BINARY[power]}`;
    }
    let amount = size;
    let power = 0;
    for (; amount % 1000n === 0n && power < DECIMAL.length - 1; power++) { amount /= 1000n; }
    const exponent = (power - 3) * 3;
    return `${sign}${amount}${this.kind === 'exponent' ? (exponent === 0 ? '' : `e${exponent}`) : DECIMAL[power]}`;
  }
}

export const NO_QUANTITY = Quantity.parse(0)!;

function ceil(amount: bigint, unit: bigint): bigint {
  const rest = amount % unit;
  return amount / unit + (rest > 0n ? 1n : 0n);
}

/** The amount of a field, with a complaint where it is none. */
export function quantityOf(field: Field): Quantity | undefined {
  if (!field.given) { return undefined; }
  const quantity = Quantity.parse(field.value);
  if (!quantity) { field.invalid("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"); }
  return quantity;
}
