import type { Event } from 'js-yaml';
import { yaml } from './yaml';

/**
 * Where a field stands in a text: the offset of its key or list item, or of the nearest parent that is there. The text is
 * parsed once more for it, as only what has findings needs to know.
 */
export function offsetOf(text: string, document: number, steps: readonly (string | number)[]): number {
  const { EVENT_ID, getScalarValue, parseEvents } = yaml();
  const events: Event[] = parseEvents(text, {});
  let at = -1;
  for (let seen = -1; seen < document;) {
    if (events[++at].type === EVENT_ID.DOCUMENT) { seen++; }
  }
  at++;

  /** The event after the node that starts here. */
  const after = (node: number): number => {
    let depth = 0;
    do {
      const { type } = events[node++];
      if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) { depth++; }
      if (type === EVENT_ID.POP) { depth--; }
    } while (depth > 0);
    return node;
  };
  const startOf = (event: Event): number | undefined =>
    event.type === EVENT_ID.SCALAR ? event.valueStart : event.type === EVENT_ID.ALIAS ? event.anchorStart : 'start' in event ? event.start : undefined;

  let offset = startOf(events[at]) ?? 0;
  for (const step of steps) {
    const parent = events[at];
    let child: number | undefined;
    if (parent.type === EVENT_ID.MAPPING) {
      for (let key = at + 1; events[key].type !== EVENT_ID.POP;) {
        const event = events[key];
        const value = after(key);
        if (event.type === EVENT_ID.SCALAR && getScalarValue(text, event) === String(step)) {
          offset = event.valueStart;
          child = value;
          break;
        }
        key = after(value);
      }
    } else if (parent.type === EVENT_ID.SEQUENCE) {
      let item = at + 1;
      for (let i = 0; i < Number(step) && events[item].type !== EVENT_ID.POP; i++) { item = after(item); }
      if (events[item].type !== EVENT_ID.POP) {
        offset = startOf(events[item]) ?? offset;
        child = item;
      }
    }
    if (child === undefined) { break; }
    at = child;
  }
  return offset;
}
