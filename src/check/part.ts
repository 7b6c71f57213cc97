/** What a check is about: the schema (and Istio's webhook), CEL rules, or how resources go together. */
export type Part = 'schema' | 'cel' | 'analysis';

const JUDGED_ALONE = new Map<string, Part>([['K8S0001', 'schema'], ['K8S0003', 'schema'], ['IST0106', 'schema'], ['K8S0002', 'cel']]);

/** What a code is about. */
export function partOf(code: string): Part {
  return JUDGED_ALONE.get(code) ?? 'analysis';
}
