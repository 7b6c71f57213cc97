import { Code } from '../analysis';
import { Severity } from '../manifests';
import { VALIDATION_CODES } from '../validation';

/** What a check is about: the schema (and Istio's webhook), CEL rules, or how resources go together. */
export type Part = 'schema' | 'cel' | 'analysis';

const JUDGED_ALONE = new Map<string, Part>([['K8S0001', 'schema'], ['K8S0003', 'schema'], ['IST0106', 'schema'], ['K8S0002', 'cel']]);

/** What a code is about. */
export function partOf(code: string): Part {
  return JUDGED_ALONE.get(code) ?? 'analysis';
}

/** Codes of what the constructs of an app say of themselves. */
const CONSTRUCT_CODES = [
  { code: 'CDI0002', name: 'IncompleteConstruct', severity: Severity.ERROR },
  { code: 'CDI0003', name: 'DuplicateObject', severity: Severity.ERROR },
];

/** All codes that findings can have: Istio has some more that only a running mesh can have. */
export function knownCodes(): ReadonlyMap<string, Pick<Code, 'code' | 'name' | 'severity'>> {
  return codes ??= new Map([...Object.values(VALIDATION_CODES), ...Code.known.values(), ...CONSTRUCT_CODES].map(code => [code.code, code]));
}

let codes: ReturnType<typeof knownCodes> | undefined;
