import type { Schema, YAMLException } from 'js-yaml';
import { InputError } from './input-error';
import { repeatedKey } from './repeated-key';
import { adviceFor } from './yaml-advice';
import { float, integer } from './yaml-scalars';
import { valuesOf } from './yaml-values';

/** A plain value, as JSON has it. */
export type Json = any;

/** A part of a file between two `---`, which holds some documents. */
export interface Chunk {
  readonly text: string;
  /** Where it starts in its file. */
  readonly offset: number;
}

/** To start js-yaml takes as long as to read a thousand characters. */
const LEAST = 10_000;

/**
 * Cuts a file where lines start with `---`, which YAML allows nowhere inside a document, so that a few documents can be read
 * again for their line numbers.
 */
export function chunks(text: string): Chunk[] {
  if (text.startsWith('%') || text.includes('\n%')) { return [{ text, offset: 0 }]; } // directives belong to what follows them
  const result: Chunk[] = [];
  let start = 0;
  for (let at = text.indexOf('\n---'); at >= 0; at = text.indexOf('\n---', at + 1)) {
    if (at - start < LEAST) { continue; }
    const next = text.charCodeAt(at + 4);
    if (Number.isNaN(next) || next === 32 || next === 10 || next === 13 || next === 9) {
      result.push({ text: text.slice(start, at + 1), offset: start });
      start = at + 1;
    }
  }
  result.push({ text: text.slice(start), offset: start });
  return result;
}

/** More nodes than characters come of aliases alone; this many times more is no manifest any more. */
const MOST_NODES_PER_CHARACTER = 10;

/**
 * The documents of a chunk, read as kubectl reads YAML: version 1.1, where `yes` is true and `0777` is octal, with keys made
 * into strings, and with dates left as they are.
 *
 * @throws InputError if it is no YAML, has a key twice, a key that is no scalar, a number that JSON does not have, is nested
 * more than 100 levels deep, or grows by aliases without measure
 */
export function parseYaml({ text, offset }: Chunk, place: (offset: number) => string): Json[] {
  const library = yaml();
  let documents: Json[];
  try {
    documents = valuesOf(library, text, library.parseEvents(text, {})) ?? library.loadAll(text, { schema: kubectlSchema() });
  } catch (e) {
    const { name, reason, mark } = e as YAMLException;
    if (name !== 'YAMLException') { throw new InputError(`${place(offset)}: cannot be read: ${(e as Error).message.split('\n')[0]}`); }
    const repeated = reason === 'duplicated mapping key' ? repeatedKey(library, text, library.parseEvents(text, {})) : undefined;
    if (repeated) { throw new InputError(`${place(offset + repeated.second)}: key ${JSON.stringify(repeated.key)} is there twice, first at ${place(offset + repeated.first)}`); }
    const position = mark?.position ?? 0;
    const advice = adviceFor(text, position);
    throw new InputError(`${place(offset + position)}: not valid YAML: ${reason.split('\n')[0]}${advice && `; ${advice}`}`);
  }
  if (text.includes('*') && text.includes('&')) {
    const most = 1000 + MOST_NODES_PER_CHARACTER * text.length;
    if (documents.some(document => exceeds(document, most))) { throw new InputError(`${place(offset)}: aliases make it too large to be read`); }
  }
  return documents;
}

function exceeds(document: Json, most: number): boolean {
  let nodes = 0;
  const count = (value: Json, depth: number): boolean => {
    if (++nodes > most || depth > 200) { return true; }
    if (value === null || typeof value !== 'object') { return false; }
    return Object.values(value).some(child => count(child, depth + 1));
  };
  return count(document, 0);
}

/** js-yaml is loaded when there is something to read: an app that is synthesized needs none. The package holds it in this file. */
export function yaml(): typeof import('js-yaml') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, import/no-extraneous-dependencies
  return require('js-yaml');
}

let schema: Schema | undefined;

function kubectlSchema(): Schema {
  const { FAILSAFE_SCHEMA, NOT_RESOLVED, boolYaml11Tag, defineMappingTag, defineScalarTag, defineSequenceTag, mergeTag, nullYaml11Tag } = yaml();
  const tag = (name: string) => `tag:yaml.org,2002:${name}`;
  const digits = [...'-+.0123456789'];
  const identify = () => false; // nothing is written with them
  return schema ??= FAILSAFE_SCHEMA.withTags(
    nullYaml11Tag,
    boolYaml11Tag,
    defineScalarTag(tag('int'), { implicit: true, implicitFirstChars: digits, identify, resolve: text => integer(text) ?? NOT_RESOLVED }),
    defineScalarTag(tag('float'), { implicit: true, implicitFirstChars: digits, identify, resolve: text => float(text) ?? NOT_RESOLVED }),
    defineScalarTag(tag('binary'), { identify, resolve: text => Buffer.from(text, 'base64').toString() }),
    mergeTag,
    defineMappingTag(tag('map'), {
      identify,
      create: (): Json => ({}),
      addPair: (map, key, value) => {
        if (key === null || typeof key === 'object') { return 'a key must be a string'; }
        if (key === '__proto__') {
          Object.defineProperty(map, key, { value, configurable: true, enumerable: true, writable: true });
        } else {
          map[String(key)] = value;
        }
        return finite(value);
      },
      has: (map, key) => Object.hasOwn(map, String(key)),
      keys: map => Object.keys(map),
      get: (map, key) => map[String(key)],
    }),
    defineSequenceTag(tag('seq'), {
      identify,
      create: (): Json[] => [],
      addItem: (list, item) => {
        list.push(item);
        return finite(item);
      },
    }),
  );
}

function finite(value: unknown): string {
  return typeof value === 'number' && !Number.isFinite(value) ? 'a number must be finite' : '';
}
