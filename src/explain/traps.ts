import { example } from './example';
import { Explanation } from './explanation';

export const TRAP_EXPLANATIONS: readonly Explanation[] = [
  example('CDI0101', 'x', 'a: 1'),
];
