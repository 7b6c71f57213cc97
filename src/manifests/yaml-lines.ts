import type { Event } from 'js-yaml';
import { yaml } from './yaml';

type Steps = readonly (string | number)[];

/**
 * Where fields stand in a text. The text is parsed once more for it, as only what has findings needs to know.
 */
export class YamlPositions {
  private readonly events: Event[];
  /** Of each event that starts a node the event after the node. */
  private readonly after: number[] = [];
  private readonly documents: number[] = [];
  /** Items of lists that were looked at. */
  private readonly items = new Map<number, number[]>();

  constructor(private readonly text: string) {
    const { EVENT_ID, parseEvents } = yaml();
    this.events = parseEvents(text, {});
    const open: number[] = [];
    for (let i = 0; i < this.events.length; i++) {
      const { type } = this.events[i];
      if (type === EVENT_ID.DOCUMENT) { this.documents.push(i + 1); }
      if (type === EVENT_ID.POP) {
        this.after[open.pop()!] = i + 1;
      } else if (type === EVENT_ID.SCALAR || type === EVENT_ID.ALIAS) {
        this.after[i] = i + 1;
      } else {
        open.push(i);
      }
    }
  }

  /** The offset of a field's key or of a list's item, or of the nearest parent that is there. */
  public offsetOf(document: number, steps: Steps): number {
    let at = this.documents[document];
    let offset = this.startOf(at) ?? 0;
    for (const step of steps) {
      const child = this.child(at, step);
      if (!child) { break; }
      offset = child.offset ?? offset;
      at = child.node;
    }
    return offset;
  }

  private child(parent: number, step: string | number): { node: number; offset?: number } | undefined {
    const { EVENT_ID, getScalarValue } = yaml();
    const { events, after } = this;
    const { type } = events[parent];
    if (type === EVENT_ID.SEQUENCE) {
      const node = this.itemsOf(parent)[Number(step)];
      return node === undefined ? undefined : { node, offset: this.startOf(node) };
    }
    if (type !== EVENT_ID.MAPPING) { return undefined; }
    for (let key = parent + 1; events[key].type !== EVENT_ID.POP; key = after[after[key]]) {
      const event = events[key];
      const isWanted = event.type === EVENT_ID.SCALAR && getScalarValue(this.text, event) === String(step);
      if (isWanted) { return { node: after[key], offset: event.valueStart }; }
    }
    return undefined;
  }

  private itemsOf(list: number): number[] {
    let items = this.items.get(list);
    if (!items) {
      items = [];
      for (let item = list + 1; this.events[item].type !== yaml().EVENT_ID.POP; item = this.after[item]) { items.push(item); }
      this.items.set(list, items);
    }
    return items;
  }

  private startOf(node: number): number | undefined {
    const { EVENT_ID } = yaml();
    const event = this.events[node];
    if (event.type === EVENT_ID.SCALAR) { return event.valueStart; }
    if (event.type === EVENT_ID.ALIAS) { return event.anchorStart; }
    return 'start' in event ? event.start : undefined;
  }
}
