import type { Event } from 'js-yaml';

interface Open {
  /** Of a mapping its keys, and where they stand. */
  readonly keys?: Map<string, number>;
  isKeyNext: boolean;
}

/** A key that one mapping has twice, and where it stands. */
export interface RepeatedKey {
  readonly key: string;
  readonly first: number;
  readonly second: number;
}

/** The first key that is there twice as it is written; nothing if two are the same number in two ways. */
export function repeatedKey({ EVENT_ID, getScalarValue }: typeof import('js-yaml'), text: string, events: readonly Event[]): RepeatedKey | undefined {
  const open: Open[] = [];
  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      open.pop();
      continue;
    }
    const parent = open.at(-1);
    if (parent?.keys && parent.isKeyNext && event.type === EVENT_ID.SCALAR) {
      const key = getScalarValue(text, event);
      const first = parent.keys.get(key);
      if (first !== undefined && key !== '<<') { return { key, first, second: event.valueStart }; }
      parent.keys.set(key, event.valueStart);
    }
    if (parent) { parent.isKeyNext = !parent.isKeyNext; }
    if (event.type !== EVENT_ID.SCALAR && event.type !== EVENT_ID.ALIAS) {
      open.push({ keys: event.type === EVENT_ID.MAPPING ? new Map<string, number>() : undefined, isKeyNext: true });
    }
  }
  return undefined;
}
