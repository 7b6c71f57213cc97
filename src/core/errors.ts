import { IConstruct } from 'constructs';

/** The parts of an error message: what is wrong, and the way out. */
export interface Complaint {
  /** What the user gave; rendered as JSON. */
  readonly given: unknown;
  /** What would have been taken instead, e.g. `1 to 65535`. */
  readonly allowed: string;
  /** What to do, e.g. `name another port`. */
  readonly todo: string;
}

/**
 * An error about one field of a construct: `[chart/gateway] servers[0].port.number: given 70000, allowed 1 to 65535; give ...`
 */
export function invalid(scope: IConstruct, field: string, complaint: Complaint): Error {
  return new Error(`[${scope.node.path}] ${field}: given ${show(complaint.given)}, allowed ${complaint.allowed}; ${complaint.todo}`);
}

/** A value as it stands in an error message, cut where it is long. */
export function show(value: unknown): string {
  if (value === undefined) { return 'nothing'; }
  if (typeof value === 'number') { return String(value); } // JSON has no NaN
  let text: string;
  try {
    text = JSON.stringify(value) ?? String(value);
  } catch {
    text = String(value);
  }
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}
