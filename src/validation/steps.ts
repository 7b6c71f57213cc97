import { Schema } from './schema';

type Json = any;
export type Steps = readonly (string | number)[];

/** The value at a place of a document; nothing if there is none. */
export const valueAt = (document: Json, steps: Steps): Json => steps.reduce((value: Json, step) => value?.[step], document);

/** What describes the value at a place; nothing if the schema says nothing of it. */
export function schemaAt(root: Schema, steps: Steps): Schema | undefined {
  let schema: Schema | undefined = root;
  for (const step of steps) { schema = typeof step === 'number' ? schema?.items : schema?.property(step); }
  return schema;
}
