import { Finding, Json, Manifest, record } from '../../manifests';
import { warning } from '../code';
import { records, specOf, strings } from '../fields';
import { Mesh } from '../mesh';

const NEVER_MATCHES = warning('CDI0242', 'AuthorizationNeverMatches');

type Steps = readonly (string | number)[];

/** Why no request ever has a value, and what to write. */
interface Fault {
  readonly why: string;
  readonly hint: string;
}

/** Values in AuthorizationPolicies that no request has. Nobody refuses them: Istio compares them with requests as they are. */
export function * authorizationValues({ manifests }: Mesh): Generator<Finding> {
  for (const policy of manifests.ofKind('security.istio.io', 'AuthorizationPolicy')) {
    const { rules, action = 'ALLOW' } = specOf(policy);
    for (const [i, { from, to, when }] of records(rules).entries()) {
      const steps = ['spec', 'rules', i];
      for (const [j, { source }] of records(from).entries()) {
        yield * faults(policy, action, source, SOURCES, [...steps, 'from', j, 'source']);
      }
      for (const [j, { operation }] of records(to).entries()) {
        yield * faults(policy, action, operation, OPERATIONS, [...steps, 'to', j, 'operation']);
      }
      for (const [j, { key, values, notValues }] of records(when).entries()) {
        if (key === 'source.principal') { yield * faults(policy, action, { values, notValues }, CONDITIONS, [...steps, 'when', j]); }
      }
    }
  }
}

function * faults(policy: Manifest, action: string, holder: Json, fields: readonly Field[], steps: Steps): Generator<Finding> {
  const values = record(holder);
  for (const [field, find] of fields) {
    for (const [i, value] of strings(values[field]).entries()) {
      const fault = find(value);
      if (!fault) { continue; }
      const isNegative = field.startsWith('not');
      yield NEVER_MATCHES.at(policy, [...steps, field, i],
        `no request has ${JSON.stringify(value)}: ${fault.why}; so ${isNegative ? 'nothing is excepted by it' : CONSEQUENCES[action] ?? 'nothing matches it'}`, fault.hint);
    }
  }
}

const CONSEQUENCES: { readonly [action: string]: string } = {
  ALLOW: 'it allows nothing',
  DENY: 'it denies nothing, and what it is to keep out gets through',
  CUSTOM: 'the provider is not asked for it',
  AUDIT: 'it audits nothing',
};

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE']);

function method(value: string): Fault | undefined {
  const upper = value.toUpperCase();
  return METHODS.has(upper) && value !== upper ? { why: 'methods are compared with their case', hint: `write ${upper}` } : undefined;
}

function path(value: string): Fault | undefined {
  if (value.includes('{')) { return undefined; }
  if (/[?#]/.test(value)) { return { why: 'paths are compared without their query', hint: 'drop what begins with ? or #; a query can not be asked for' }; }
  if (hasInnerStar(value)) {
    return { why: 'a * is a wildcard at the start or at the end only', hint: 'write {*} for one segment of a path and {**} for all that follow' };
  }
  return value.startsWith('/') || value.startsWith('*') ? undefined : { why: 'every path starts with /', hint: `write /${value}` };
}

function host(value: string): Fault | undefined {
  if (value.includes('/')) { return { why: 'a host has no scheme and no path', hint: 'write the host alone, such as a.example.com' }; }
  return hasInnerStar(value) ? { why: 'a * is a wildcard at the start or at the end only', hint: 'write *SUFFIX or PREFIX*, or each host' } : undefined;
}

const SPIFFE = 'spiffe://';

function principal(value: string): Fault | undefined {
  return value.startsWith(SPIFFE) ? { why: 'Istio puts spiffe:// before it itself', hint: `write ${value.slice(SPIFFE.length)}` } : undefined;
}

/** Whether a wildcard stands where Istio takes it for the character. */
function hasInnerStar(value: string): boolean {
  const rest = value.startsWith('*') ? value.slice(1) : value.replace(/\*$/, '');
  return rest.includes('*');
}

type Field = readonly [field: string, find: (value: string) => Fault | undefined];

const OPERATIONS: readonly Field[] = [
  ['methods', method], ['notMethods', method], ['paths', path], ['notPaths', path], ['hosts', host], ['notHosts', host],
];
const SOURCES: readonly Field[] = [['principals', principal], ['notPrincipals', principal]];
const CONDITIONS: readonly Field[] = [['values', principal], ['notValues', principal]];
