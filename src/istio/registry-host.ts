import { IConstruct } from 'constructs';
import { isLabel } from './hosts';
import { checkText, isIp } from '../core/checks';
import { invalid } from '../core/errors';

/** What is taken beside the name of a service. */
export interface RegistryHostOptions {
  /** Whether the first label may begin with `*` or be `*` alone. */
  readonly wildcard?: boolean;
  /** Whether an IP address is taken. */
  readonly ip?: boolean;
}

/** A host as Istio's service registry knows them: labels without `_`, a dot at the end allowed, the last label no number. */
export function checkRegistryHost(scope: IConstruct, field: string, host: string, options: RegistryHostOptions = {}): string {
  const [first, ...rest] = checkText(scope, field, host).replace(/\.$/, '').split('.');
  const ok = host.length <= 255
    && (isLabel(first) || (options.wildcard && (first === '*' || isLabel(first.replace(/^\*-?/, '')))))
    && rest.every(isLabel)
    && !/^\d+$/.test(rest[rest.length - 1] ?? '');
  if (!ok && !(options.ip && isIp(host))) {
    throw invalid(scope, field, {
      given: host,
      allowed: ['a DNS name', ...(options.wildcard ? ['a wildcard such as "*.local"'] : []), ...(options.ip ? ['an IP address'] : [])].join(' or '),
      todo: 'give the host alone, without scheme, port or path',
    });
  }
  return host;
}
