import * as cel from './cel';
import { FieldError, fieldPath, MapKey, plainSteps, printed, Step } from './field-error';
import { correlation, unchanged } from './ratchet';
import { ruleHint, unreadableHint } from './rule-hint';
import { Rule, Schema } from './schema';

type Json = any;
type Evaluate = (self: Json, oldSelf: Json) => unknown;

interface Program {
  readonly evaluate: Evaluate;
  /** Whether it looks at the old value, too. */
  readonly isTransition: boolean;
}

let compiled: { readonly [rule: string]: Evaluate } | undefined;
const programs = new Map<Rule, Program>();

/** A rule, compiled; all of them are loaded when there is one to evaluate. */
function programOf(rule: Rule): Program {
  let program = programs.get(rule);
  if (!program) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    compiled ??= (require('../../imports/cel-rules') as typeof import('../../imports/cel-rules')).rules(cel);
    const evaluate: Evaluate = compiled[rule.rule];
    programs.set(rule, program = { evaluate, isTransition: evaluate.length > 1 });
  }
  return program;
}

/** Evaluates the CEL rules of a schema on a document, from the top down. */
export class RuleCheck {
  /** What is wrong with a value; with an `old` one, transition rules too, and only what is wrong in the fields that change. */
  public static errors(value: Json, schema: Schema, old?: Json): FieldError[] {
    const check = new RuleCheck();
    check.check(value, schema, old);
    return check.errors;
  }

  private readonly errors: FieldError[] = [];
  private readonly path: Step[] = [];
  /** Whether the nearest value that can be compared with an old one is as it was. */
  private asBefore = false;

  private check(value: Json, schema: Schema, old: Json): void {
    if (value === null || value === undefined || !schema.hasRules) { return; }
    const parentAsBefore = this.asBefore;
    if (old !== undefined) { this.asBefore = unchanged(value, old, schema); }
    for (const rule of schema.rules) { this.evaluate(rule, value, schema, old); }
    if (Array.isArray(value)) {
      this.list(value, schema, old);
    } else if (typeof value === 'object') {
      this.object(value, schema, old);
    }
    this.asBefore = parentAsBefore;
  }

  private list(list: Json[], schema: Schema, old: Json) {
    if (!schema.items?.hasRules) { return; }
    const correlate = old === undefined ? undefined : correlation(schema, old);
    for (let i = 0; i < list.length; i++) {
      this.path.push(i);
      this.check(list[i], schema.items, correlate?.(list[i]));
      this.path.pop();
    }
  }

  private object(object: Json, schema: Schema, old: Json) {
    for (const key in object) {
      const named = schema.properties.get(key);
      const property = named ?? schema.values;
      if (!property?.hasRules) { continue; }
      this.path.push(named ? key : new MapKey(key));
      this.check(object[key], property, old?.[key]);
      this.path.pop();
    }
  }

  private evaluate(rule: Rule, value: Json, schema: Schema, old: Json) {
    const { evaluate, isTransition } = programOf(rule);
    if (isTransition && old === undefined) { return; }
    let detail: string;
    let hint: string;
    try {
      if (evaluate(value, old) === true) { return; }
      // what was wrong before and stays as it is passes
      if (!isTransition && this.asBefore) { return; }
      const given = schema.type === 'object' || schema.type === 'array' ? '' : `${printed(value)}: `;
      detail = `${given}${rule.message?.trim() ?? `failed rule: ${rule.rule.trim()}`}`;
      hint = isTransition ? 'leave it as it is, or make another object' : ruleHint(rule, value, this.path, other => holds(evaluate, other));
    } catch (e) {
      if (!(e instanceof cel.CelError)) { throw e; }
      detail = `${JSON.stringify(schema.type)}: ${explain(e, rule)}`;
      hint = unreadableHint(e.message, rule, value);
    }
    this.errors.push({
      field: fieldPath(this.path, true),
      steps: plainSteps(this.path),
      message: `Invalid value: ${detail}`,
      hint,
      blocksRules: false,
    });
  }
}

/** Whether a rule that looks at no old value holds; where it cannot be evaluated it does not. */
function holds(evaluate: Evaluate, value: Json): boolean {
  try {
    return evaluate(value, undefined) === true;
  } catch (e) {
    if (e instanceof cel.CelError) { return false; }
    throw e;
  }
}

function explain(error: cel.CelError, rule: Rule): string {
  const said = rule.message?.trim() ?? rule.rule.trim();
  return error.message.startsWith('no such overload')
    ? `'${error.message}': call arguments did not match a supported operator, function or macro signature for rule: ${said}`
    : `${error.message} evaluating rule: ${said}`;
}
