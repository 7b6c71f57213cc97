import { record } from '../manifests';

/** The objects of a list; an empty one where something else stands, so that places in the list stay as they are. */
export function records(value: unknown): { [key: string]: any }[] {
  return Array.isArray(value) ? value.map(record) : [];
}
