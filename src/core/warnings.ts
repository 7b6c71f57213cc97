import { IConstruct } from 'constructs';
import { Synthesis } from './synthesis';

/**
 * Records something that is legal but hardly meant. All warnings of an app are printed to stderr, each once, when the app
 * is synthesized.
 *
 * @param code stable code of the warning, e.g. `ASM0101`
 */
export function warn(scope: IConstruct, code: string, message: string): void {
  Synthesis.of(scope).warnings.push({ construct: scope, code, severity: 'warning', message });
}
