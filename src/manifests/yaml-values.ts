import type { Event } from 'js-yaml';
import { plainScalar } from './yaml-scalars';

type Json = any;

/**
 * The documents that js-yaml's events describe: what its own `loadAll` makes of them, in less time.
 *
 * @returns nothing where there is more to it than keys, lists and scalars: anchors, tags, merge keys, and what is an error
 */
export function valuesOf({ EVENT_ID, SCALAR_STYLE, getScalarValue }: typeof import('js-yaml'), text: string, events: readonly Event[]): Json[] | undefined {
  const documents: Json[] = [];
  const parents: (Json[] | { [key: string]: Json })[] = [];
  let parent: Json = documents;
  let key: string | undefined;
  for (const event of events) {
    let value: Json;
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        if (event.directives.length > 0) { return undefined; }
        parents.push(parent);
        parent = [];
        continue;
      case EVENT_ID.POP: {
        const done = parent;
        parent = parents.pop()!;
        // a document is one value, or nothing
        if (parent === documents) { documents.push(done.length > 0 ? done[0] : null); }
        key = undefined;
        continue;
      }
      case EVENT_ID.SCALAR: {
        if (event.anchorStart !== NOWHERE || event.tagStart !== NOWHERE) { return undefined; }
        const scalar = getScalarValue(text, event);
        value = event.style === SCALAR_STYLE.PLAIN ? plainScalar(scalar) : scalar;
        if (typeof value === 'number' && !Number.isFinite(value)) { return undefined; }
        break;
      }
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE:
        if (event.anchorStart !== NOWHERE || event.tagStart !== NOWHERE) { return undefined; }
        value = event.type === EVENT_ID.MAPPING ? {} : [];
        break;
      default:
        return undefined;
    }
    if (Array.isArray(parent)) {
      parent.push(value);
    } else if (key === undefined) {
      if (value === null || typeof value === 'object' || value === '<<' || value === '__proto__') { return undefined; }
      key = String(value);
      if (Object.hasOwn(parent, key)) { return undefined; }
      continue;
    } else {
      parent[key] = value;
      key = undefined;
    }
    if (value !== null && typeof value === 'object') {
      parents.push(parent);
      parent = value;
    }
  }
  return documents;
}

/** Where something starts that is not there. */
const NOWHERE = -1;
