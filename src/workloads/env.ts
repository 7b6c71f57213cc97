import { IConstruct } from 'constructs';
import { checkText } from '../core/checks';
import { invalid } from '../core/errors';

const NAME = /^[\x20-\x3c\x3e-\x7e]+$/;

/** Names of environment variables, as far as any Kubernetes takes them. @internal */
export function checkEnvName(scope: IConstruct, field: string, name: string): void {
  if (!NAME.test(checkText(scope, field, name))) {
    throw invalid(scope, field, { given: name, allowed: 'the name of a variable (printable ASCII without "=")', todo: 'rename it' });
  }
}
