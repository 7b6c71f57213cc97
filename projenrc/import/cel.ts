/**
 * Compiles the CEL rules of the schemas to TypeScript, ahead of time: `@bufbuild/cel` parses them, and each becomes a
 * function on top of the operators of src/validation/cel.ts. What those do not know fails the import, not a user's synth.
 *
 * Why not run `@bufbuild/cel` itself: it takes 160 ms to load and some 10 µs a rule where these take less than one, and
 * its four packages would double the size of ours. It is what the tests compare these functions with.
 */
import { parse } from '@bufbuild/cel';

/** Fields that are reserved words of CEL are escaped in rules. */
const unescape = (name: string) => name
  .replace(/^__(\w+?)__$/, '$1')
  .replace(/__(underscores|dot|dash|slash)__/g, (_, what: 'underscores' | 'dot' | 'dash' | 'slash') => ({ underscores: '__', dot: '.', dash: '-', slash: '/' })[what]);

const OPERATORS: { [call: string]: string } = {
  '!_': 'not',
  '-_': 'negate',
  '_==_': 'equal',
  '_!=_': 'unequal',
  '_<_': 'less',
  '_<=_': 'lessOrEqual',
  '_>_': 'greater',
  '_>=_': 'greaterOrEqual',
  '_+_': 'plus',
  '@in': 'isIn',
  '_[_]': 'index',
};
const FUNCTIONS = ['size', 'contains', 'startsWith', 'endsWith', 'matches', 'split', 'substring', 'int', 'duration', 'isIP', 'isURL', 'url', 'getScheme'];
const MACROS: { [macro: string]: string } = { all: 'all', exists: 'exists', exists_one: 'existsOne', filter: 'filter' };

class Emitter {
  public readonly used = new Set<string>();

  constructor(private readonly macros: { [id: string]: any }) {}

  public emit(expression: any): string {
    const macro = this.macros[String(expression.id)]?.exprKind?.value;
    if (macro && MACROS[macro.function]) {
      const [variable, body] = macro.args;
      return this.call(MACROS[macro.function], this.emit(macro.target), `(${variable.exprKind.value.name}: any) => ${this.emit(body)}`);
    }
    if (macro?.function === 'has') {
      const { operand, field } = macro.args[0].exprKind.value;
      return this.call('has', this.emit(operand), JSON.stringify(unescape(field)));
    }
    const { case: kind, value } = expression.exprKind;
    switch (kind) {
      case 'constExpr': return this.constant(value.constantKind);
      case 'identExpr': return value.name;
      case 'selectExpr': return this.call('field', this.emit(value.operand), JSON.stringify(unescape(value.field)));
      case 'listExpr': return `[${value.elements.map((e: any) => this.emit(e)).join(', ')}]`;
      case 'structExpr':
        if (value.entries.length === 0) { return '{}'; }
        break;
      case 'callExpr': return this.operation(value);
    }
    throw new Error(`CEL: ${kind} is not known; teach projenrc/import/cel.ts`);
  }

  private operation(value: any): string {
    const name: string = value.function;
    const args = [...value.target ? [value.target] : [], ...value.args];
    // CEL forgives an error on one side where the other decides, so both sides are given unevaluated
    if (name === '_&&_' || name === '_||_') {
      return this.call(name === '_&&_' ? 'and' : 'or', ...args.map(a => `() => ${this.emit(a)}`));
    }
    if (name === '_?_:_') {
      return `(${this.call('truth', this.emit(args[0]))} ? ${this.emit(args[1])} : ${this.emit(args[2])})`;
    }
    if (name === 'validate' && args[0].exprKind.value.target?.exprKind.value.name === 'format') {
      return this.call('validateFormat', JSON.stringify(args[0].exprKind.value.function), this.emit(args[1]));
    }
    if (OPERATORS[name]) { return this.call(OPERATORS[name], ...args.map(a => this.emit(a))); }
    if (FUNCTIONS.includes(name)) { return this.call(name, ...args.map(a => this.emit(a))); }
    throw new Error(`CEL: ${name}() is not known; teach projenrc/import/cel.ts and src/validation/cel.ts`);
  }

  private constant({ case: kind, value }: { case: string; value: unknown }): string {
    switch (kind) {
      case 'int64Value': return String(value);
      case 'nullValue': return 'null';
      case 'boolValue': case 'stringValue': case 'doubleValue': return JSON.stringify(value);
    }
    throw new Error(`CEL: a constant of ${kind} is not known; teach projenrc/import/cel.ts`);
  }

  private call(name: string, ...args: string[]): string {
    this.used.add(name);
    return `${name}(${args.join(', ')})`;
  }
}

/** Every rule in a schema, in the order of its text. */
export function rulesOf(schemas: any): string[] {
  const rules = new Set<string>();
  JSON.stringify(schemas, (key, value) => {
    if (key === 'x-kubernetes-validations') { value.forEach((v: any) => rules.add(v.rule)); }
    return value;
  });
  return [...rules].sort();
}

/** A module with a function for each rule, by the rule's text. */
export function compileRules(rules: string[]): string {
  const used = new Set<string>();
  const lines = rules.map(rule => {
    const { expr, sourceInfo } = parse(rule);
    const emitter = new Emitter(sourceInfo?.macroCalls ?? {});
    const body = emitter.emit(expr);
    emitter.used.forEach(name => used.add(name));
    return `  [${JSON.stringify(rule)}]: (${/\boldSelf\b/.test(body) ? 'self, oldSelf' : 'self'}) => ${body},`;
  });
  return [
    '// generated by projenrc/import/cel.ts',
    '/** The CEL rules of imports/schemas by their text, given the operators of CEL. */',
    `export const rules = ({ ${[...used].sort().join(', ')} }: any): { readonly [rule: string]: (self: any, oldSelf: any) => unknown } => ({`,
    ...lines,
    '});',
    '',
  ].join('\n');
}
