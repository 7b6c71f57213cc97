import { analysisCodes, Code, info } from '../analysis';
import { nearest, Severity } from '../manifests';
import { VALIDATION_CODES } from '../validation';

/** Of a suppression in vain. */
export const UNUSED = info('CDI0001', 'UnusedSuppression');

/** Codes of what the constructs of an app say of themselves. */
const CONSTRUCT_CODES = [
  { code: 'CDI0002', name: 'IncompleteConstruct', severity: Severity.ERROR },
  { code: 'CDI0003', name: 'DuplicateObject', severity: Severity.ERROR },
];

/** Codes of Istio that only a running mesh can have, and those that it gives no more, which lists made for istioctl name. */
const NEVER_HERE = new Set([
  '0001', '0103', '0126', '0136', '0141', '0142', '0143', '0156', '0168', '0169', '0170', '0172',
  '0104', '0105', '0113', '0114', '0115', '0117', '0119', '0120', '0121', '0122',
].map(number => `IST${number}`));

/** All codes that findings can have: Istio has some more that only a running mesh can have. */
export function knownCodes(): ReadonlyMap<string, Pick<Code, 'code' | 'name' | 'severity'>> {
  return codes ??= new Map([...Object.values(VALIDATION_CODES), ...analysisCodes(), ...CONSTRUCT_CODES].map(code => [code.code, code]));
}

let codes: ReturnType<typeof knownCodes> | undefined;

/**
 * What to do about a code that there is not, of which there never are findings.
 *
 * @returns nothing for codes that there are, and for `*`, which is all of them
 */
export function todoForUnknown(code: string): string | undefined {
  const known = knownCodes();
  if (code === '*' || known.has(code) || NEVER_HERE.has(code)) { return undefined; }
  const names = new Map([...known.values()].map(({ code: of, name }) => [name, of]));
  const named = [...names].find(([name]) => name.toLowerCase() === code.toLowerCase());
  if (named) { return `write ${named[1]}`; }
  const meant = nearest(code, known.keys()) ?? names.get(nearest(code, names.keys()) ?? '');
  return meant === undefined ? 'cdk8s-istio explain lists all codes' : `near it is ${meant}, ${known.get(meant)!.name}`;
}
