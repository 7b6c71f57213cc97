import { parseArgs } from 'util';

/** The command line cannot be used. Its message is one line. */
export class UsageError extends Error {}

/** What a command takes. */
export interface Option {
  /** One letter. */
  readonly short?: string;
  /** Given without a value. */
  readonly flag?: boolean;
  readonly choices?: readonly string[];
  /** Given more than once it has several values; otherwise that is an error. */
  readonly repeatable?: boolean;
  /** Takes the words behind its value too, if there were words before it: `new.yaml --old a.yaml b.yaml`. */
  readonly greedy?: boolean;
}

export interface Arguments {
  readonly words: readonly string[];
  /** Whether a flag is given. */
  has(option: string): boolean;
  all(option: string): readonly string[];
  one(option: string): string | undefined;
}

/**
 * Tells words from options and their values.
 *
 * @throws UsageError
 */
export function parseArguments(args: readonly string[], options: { readonly [name: string]: Option }): Arguments {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(Object.entries(options).map(([name, { short, flag }]) => [name, { type: flag ? 'boolean' as const : 'string' as const, ...short && { short } }])),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const words: string[] = [];
  const values = new Map<string, string[]>();
  let greedy: string[] | undefined;
  for (const token of tokens) {
    if (token.kind === 'positional') {
      (greedy ?? words).push(token.value);
      continue;
    }
    greedy = undefined;
    if (token.kind === 'option-terminator') { continue; }
    const { name, rawName, value } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option) { throw new UsageError(`there is no option ${rawName}`); }
    if (option.flag && value !== undefined) { throw new UsageError(`${rawName} takes no value`); }
    if (!option.flag && (value === undefined || value === '' || (!token.inlineValue && /^-./.test(value)))) { throw new UsageError(`${rawName} needs a value`); }
    if (option.choices && !option.choices.includes(value!)) { throw new UsageError(`${rawName}: given ${value}, allowed ${option.choices.join(', ')}`); }
    const given = values.get(name) ?? [];
    if (given.length > 0 && !option.repeatable && !option.flag) { throw new UsageError(`${rawName} is given twice`); }
    values.set(name, given);
    given.push(value ?? '');
    if (option.greedy && words.length > 0) { greedy = given; }
  }
  return {
    words,
    has: name => values.has(name),
    all: name => values.get(name) ?? [],
    one: name => values.get(name)?.[0],
  };
}
