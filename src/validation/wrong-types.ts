import { FieldError } from './field-error';

type Json = any;

/** Where a schema says it; the API server's code has words that are like it. */
const WRONG_TYPE = /(?:in body|Checked value) must be of type/;

/**
 * The document without the values that are of the wrong type, so that whoever looks at it next can rely on types. What stands
 * in a list goes with the whole list, so that no other item gets another place.
 */
export function withoutWrongTypes(document: Json, errors: readonly FieldError[]): Json {
  let copy: Json;
  for (const { steps, message } of errors) {
    if (!WRONG_TYPE.test(message)) { continue; }
    copy ??= structuredClone(document);
    let parent: Json = copy;
    let last = steps.length - 1;
    while (last >= 0 && typeof steps[last] === 'number') { last--; }
    for (let i = 0; i < last && parent !== null && typeof parent === 'object'; i++) { parent = parent[steps[i]]; }
    if (last >= 0 && parent !== null && typeof parent === 'object') { delete parent[steps[last]]; }
  }
  return copy ?? document;
}
