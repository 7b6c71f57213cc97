import { FieldError } from './field-error';
import { Steps, valueAt } from './steps';

type Json = any;

/** Where a schema says it; the API server's code has words that are like it. */
const WRONG_TYPE = /(?:in body|Checked value) must be of type (\w+)/;

interface Options {
  /** Take a scalar that says what is meant, such as the port "80", so. */
  readonly asMeant?: boolean;
  /** Is told of each field that goes. */
  readonly removed?: (field: Steps) => void;
}

/**
 * The document without the values that are of the wrong type, so that whoever looks at it next can rely on types. What stands
 * in a list goes with the whole list, so that no other item gets another place.
 */
export function withoutWrongTypes(document: Json, errors: readonly FieldError[], { asMeant = false, removed }: Options = {}): Json {
  let copy: Json;
  for (const { steps, message } of errors) {
    const type = WRONG_TYPE.exec(message)?.[1];
    if (type === undefined || steps.length === 0) { continue; }
    copy ??= structuredClone(document);
    const holder = at(copy, steps.slice(0, -1));
    const key = steps[steps.length - 1];
    const meant = asMeant && holder ? meantBy(holder[key], type) : undefined;
    if (meant !== undefined) {
      holder[key] = meant;
      continue;
    }
    const field = [...steps];
    while (typeof field[field.length - 1] === 'number') { field.pop(); }
    const parent = at(copy, field.slice(0, -1));
    if (parent === undefined) { continue; }
    delete parent[field[field.length - 1]];
    removed?.(field);
  }
  return copy ?? document;
}

/** A field that is not there any more, or the outermost one around it in which there is nothing else. */
export function emptied(document: Json, field: Steps): Steps {
  const parent = field.slice(0, -1);
  const isField = parent.length > 1 && typeof parent[parent.length - 1] === 'string';
  return isField && Object.keys(at(document, parent) ?? {}).length === 0 ? emptied(document, parent) : field;
}

/** The object or list in a document; nothing if there is none. */
function at(document: Json, steps: Steps): Json {
  const value = valueAt(document, steps);
  return value !== null && typeof value === 'object' ? value : undefined;
}

/** A scalar as one of another type, if it can be meant so. */
function meantBy(value: Json, type: string): Json {
  if (type === 'string') { return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined; }
  const text = ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
  if (type === 'boolean') { return text === 'true' ? true : text === 'false' ? false : undefined; }
  // as large as all integers may be
  return ['integer', 'number'].includes(type) && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
