import { todoForUnknown } from './codes';
import { Part } from './part';
import { Suppression } from './suppression';
import { InputError, Severity } from '../manifests';
import { dnsLabel } from '../validation/forms';

/** From which severity on findings are a failure. */
export const FAIL_ON: { readonly [word: string]: readonly Severity[] } = {
  error: [Severity.ERROR],
  warning: [Severity.ERROR, Severity.WARNING],
  info: [Severity.ERROR, Severity.WARNING, Severity.INFO],
  never: [],
};

const PARTS: readonly string[] = ['schema', 'cel', 'analysis'] satisfies Part[];

/**
 * Parts of a check from their names.
 *
 * @throws InputError
 */
export function parseParts(names: readonly string[]): Part[] {
  const unknown = names.find(name => !PARTS.includes(name));
  if (unknown !== undefined) { throw new InputError(`only: given ${unknown || 'nothing'}, allowed ${PARTS.join(', ')}`); }
  return names as Part[];
}

/**
 * A namespace from its name.
 *
 * @throws InputError
 */
export function parseNamespace(name: string): string {
  if (dnsLabel(name).length > 0) {
    throw new InputError(`namespace: given ${name}, allowed lower case letters, digits and "-", at most 63, a letter or digit at both ends`);
  }
  return name;
}

/**
 * A suppression from `CODE` or `CODE=KIND/NAMESPACE/NAME`, where `*` stands for any text. The namespace of what has none is
 * empty or left out; the case of code and kind does not matter.
 *
 * @throws InputError
 */
export function parseSuppression(text: string): Suppression {
  const [given, ...rest] = text.split('=');
  const code = given.toUpperCase();
  const todo = todoForUnknown(code);
  if (todo !== undefined) { throw new InputError(`ignore: there is no code ${given}; ${todo}`); }
  const about = rest.length > 0 ? rest.join('=').split('/') : ['*', '*', '*'];
  if (about.length < 2 || about.length > 3 || about[0] === '' || about[about.length - 1] === '') {
    throw new InputError(`ignore: given ${text}, allowed CODE or CODE=KIND/NAMESPACE/NAME`);
  }
  const [kind, name] = [about[0], about[about.length - 1]];
  const namespace = about.length === 3 && about[1] !== '' ? about[1] : undefined;
  return { code, ...rest.length > 0 && { kind, namespace, name }, reason: `ignore ${text}` };
}
