const TOKEN = new RegExp([
  /(?<space>[\t \r\n\f]+|\/\/[^\n]*)/,
  /(?<bytesOrString>[bB]?[rR](?:"""[^]*?"""|'''[^]*?'''|"[^"\n\r]*"|'[^'\n\r]*'))/,
  /(?<string>[bB]?(?:"""(?:\\ESCAPE|[^\\])*?"""|'''(?:\\ESCAPE|[^\\])*?'''|"(?:\\ESCAPE|[^\\"\n\r])*"|'(?:\\ESCAPE|[^\\'\n\r])*'))/,
  /(?<number>0x[0-9a-fA-F]+[uU]?|[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[uU]?)/,
  /(?<escaped>`[A-Za-z0-9_.\-/ ]+`)/,
  /(?<name>[A-Za-z_][A-Za-z0-9_]*)/,
  /(?<sign>==|!=|<=|>=|&&|\|\||[[\]{}().,\-!?:+*/%<>])/,
].map(part => part.source.replaceAll('ESCAPE', '(?:[abfnrtv\\\\"\'`?]|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2})')).join('|'), 'y');

const RESERVED = new Set([
  'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while',
]);
const CONSTANTS = new Set(['true', 'false', 'null']);
const RELATIONS = new Set(['<', '<=', '>=', '>', '==', '!=', 'in']);
const SUMS = new Set(['+', '-']);
const PRODUCTS = new Set(['*', '/', '%']);
/** Macros of a list or map, and how many arguments they have. */
const MACROS: { [name: string]: readonly number[] } = { all: [2], exists: [2], exists_one: [2], existsOne: [2], map: [2, 3], filter: [2] };
const DEEPEST = 250;

interface Token {
  readonly kind: 'constant' | 'name' | 'escaped' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

/** What an argument of a macro must be. */
type Shape = 'name' | 'absolute' | 'selection' | 'other';

/**
 * What is wrong with the syntax of an expression of CEL; nothing if it is sound. The place is the one that Istio names; the
 * words are our own.
 */
export function badCel(text: string): string | undefined {
  try {
    new Parser(text).parse();
    return undefined;
  } catch (e) {
    if (!(e instanceof SyntaxFault)) { throw e; }
    const before = text.slice(0, e.at).split('\n');
    return `ERROR: <input>:${before.length}:${before[before.length - 1].length + 1}: ${e.message}`;
  }
}

class SyntaxFault extends Error {
  constructor(message: string, public readonly at: number) { super(message); }
}

class Parser {
  private readonly tokens: Token[] = [];
  private next = 0;
  private depth = 0;
  /** Whether a minus stands before what comes next. */
  private negative = false;

  constructor(text: string) {
    TOKEN.lastIndex = 0;
    for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
      TOKEN.lastIndex = at;
      const groups = TOKEN.exec(text)?.groups;
      if (!groups) { throw new SyntaxFault(`Syntax error: token recognition error at: '${text[at]}'`, at); }
      if (groups.space !== undefined) { continue; }
      const kind = groups.sign !== undefined ? 'sign' : groups.escaped !== undefined ? 'escaped' : groups.name !== undefined && !CONSTANTS.has(groups.name) ? 'name' : 'constant';
      const words = text.slice(at, TOKEN.lastIndex);
      this.tokens.push({ kind: words === 'in' ? 'sign' : kind, text: words, at });
    }
    this.tokens.push({ kind: 'end', text: '<EOF>', at: text.length });
  }

  public parse(): void {
    this.expression();
    if (this.token.kind !== 'end') { this.unexpected(); }
  }

  private get token(): Token {
    return this.tokens[this.next];
  }

  private unexpected(): never {
    throw new SyntaxFault(`Syntax error: unexpected '${this.token.text}'`, this.token.at);
  }

  private takes(sign: string): boolean {
    if (this.token.kind !== 'sign' || this.token.text !== sign) { return false; }
    this.next++;
    return true;
  }

  private expect(sign: string): void {
    if (!this.takes(sign)) { this.unexpected(); }
  }

  private expression(): Shape {
    if (++this.depth > DEEPEST) { throw new SyntaxFault(`expression recursion limit exceeded: ${DEEPEST}`, this.token.at); }
    let shape = this.chain(new Set(['||']), () => this.chain(new Set(['&&']), () => this.chain(RELATIONS,
      () => this.chain(SUMS, () => this.chain(PRODUCTS, () => this.unary())))));
    if (this.takes('?')) {
      this.chain(new Set(['||']), () => this.expression());
      this.expect(':');
      this.expression();
      shape = 'other';
    }
    this.depth--;
    return shape;
  }

  private chain(operators: ReadonlySet<string>, operand: () => Shape): Shape {
    let shape = operand();
    while (this.token.kind === 'sign' && operators.has(this.token.text)) {
      this.next++;
      operand();
      shape = 'other';
    }
    return shape;
  }

  private unary(): Shape {
    const sign = ['!', '-'].find(s => this.takes(s));
    if (sign === undefined) { return this.member(); }
    while (this.takes(sign)) { /* as many as there are, of one kind */ }
    // a number has a sign of its own
    this.negative = sign === '-' || (/^[.0-9][^uU]*$/.test(this.tokens[this.next + 1]?.text) && this.takes('-'));
    this.member();
    return 'other';
  }

  private member(): Shape {
    let shape = this.primary();
    for (;;) {
      if (this.takes('.')) {
        const name = this.field();
        shape = 'selection';
        if (this.takes('(')) {
          this.call(MACROS, name);
          shape = 'other';
        }
      } else if (this.takes('[')) {
        this.expression();
        this.expect(']');
        shape = 'other';
      } else if (this.token.text === '{' && shape !== 'other' && this.isMessage()) {
        this.fields();
        shape = 'other';
      } else {
        return shape;
      }
    }
  }

  /** Whether what stands before is the name of a type: only such a name can have fields in braces. */
  private isMessage(): boolean {
    for (let i = this.next - 1; i >= 0; i -= 2) {
      if (this.tokens[i].kind !== 'name') { return false; }
      if (i === 0 || this.tokens[i - 1].text !== '.') { return true; }
      // a dot before the first name makes it absolute
      if (i === 1 || this.tokens[i - 2].kind === 'sign' && !')]}'.includes(this.tokens[i - 2].text)) { return true; }
    }
    return false;
  }

  private primary(): Shape {
    const { kind, text, at } = this.token;
    const negative = this.negative;
    this.negative = false;
    if (kind === 'constant') {
      if (/^[.0-9]/.test(text)) { checkRange(text, at, negative); }
      this.next++;
      return 'other';
    }
    if (this.takes('(')) {
      const shape = this.expression();
      this.expect(')');
      return shape;
    }
    if (this.takes('[')) { return this.items(']', () => this.expression()); }
    if (this.takes('{')) {
      return this.items('}', () => {
        this.expression();
        this.expect(':');
        this.expression();
      });
    }
    const absolute = this.takes('.');
    const name = this.name();
    if (RESERVED.has(name)) { throw new SyntaxFault(`Syntax error: reserved identifier: ${text}`, at); }
    if (!this.takes('(')) { return absolute ? 'absolute' : 'name'; }
    this.call({ has: [1] }, name);
    return 'other';
  }

  private name(): string {
    if (this.token.kind !== 'name') { this.unexpected(); }
    return this.tokens[this.next++].text;
  }

  /** The name of a field, which may be in backticks. */
  private field(): string {
    return this.token.kind === 'escaped' ? this.tokens[this.next++].text : this.name();
  }

  private call(macros: { readonly [name: string]: readonly number[] }, name: string): void {
    const { at } = this.token;
    const shapes: Shape[] = [];
    if (!this.takes(')')) {
      do { shapes.push(this.expression()); } while (this.takes(','));
      this.expect(')');
    }
    if (!Object.hasOwn(macros, name) || !macros[name].includes(shapes.length)) { return; }
    if (name === 'has' && shapes[0] !== 'selection') { throw new SyntaxFault('invalid argument to has() macro', at); }
    if (name !== 'has' && shapes[0] !== 'name') { throw new SyntaxFault('argument must be a simple name', at); }
  }

  private fields(): void {
    this.expect('{');
    this.items('}', () => {
      this.field();
      this.expect(':');
      this.expression();
    });
  }

  /** Items up to a sign; a comma may follow the last, or stand alone. */
  private items(end: string, item: () => void): Shape {
    while (!this.takes(end)) {
      if (this.takes(',')) {
        this.expect(end);
        break;
      }
      item();
      if (!this.takes(',')) {
        this.expect(end);
        break;
      }
    }
    return 'other';
  }
}

function checkRange(number: string, at: number, negative: boolean): void {
  const unsigned = /[uU]$/.test(number);
  if (/^(?:0x[0-9a-fA-F]+|[0-9]+)[uU]?$/.test(number)) {
    const value = BigInt(unsigned ? number.slice(0, -1) : number);
    const most = unsigned ? 2n ** 64n - 1n : negative ? 2n ** 63n : 2n ** 63n - 1n;
    if (value > most) { throw new SyntaxFault(`invalid ${unsigned ? 'uint' : 'int'} literal`, at); }
  } else if (!Number.isFinite(Number(number))) {
    throw new SyntaxFault('invalid double literal', at);
  }
}
