import { record } from '../manifests';

type Record = { [key: string]: any };
const NONE: Record[] = [];

/** The objects of a list; an empty one where something else stands, so that places in the list stay as they are. */
export function records(value: unknown): readonly Record[] {
  if (!Array.isArray(value)) { return NONE; }
  return value.every(isRecord) ? value : value.map(record);
}

function isRecord(value: unknown): value is Record {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
