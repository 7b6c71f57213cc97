import { ISTIO } from './routing';
import { Finding, Json } from '../../manifests';
import { warning } from '../code';
import { list, specOf } from '../fields';
import { Mesh } from '../mesh';

const NEVER_MATCHES = warning('CDI0216', 'RequestNeverMatches');

/** Why no request ever matches, and what to write. */
interface Fault {
  readonly why: string;
  readonly hint: string;
}

/** Matches of VirtualServices that no request has: nobody refuses them, as proxies compare the texts as they are. */
export function * requestMatches({ manifests }: Mesh): Generator<Finding> {
  for (const virtualService of manifests.ofKind(ISTIO, 'VirtualService')) {
    const rules = list(specOf(virtualService).http);
    for (let i = 0; i < rules.length; i++) {
      const matches = list(rules[i]?.match);
      for (let j = 0; j < matches.length; j++) {
        const { uri, method } = matches[j] ?? {};
        for (const [field, kind, value, fault] of faultsOf(uri, method)) {
          yield NEVER_MATCHES.at(virtualService, ['spec', 'http', i, 'match', j, field, kind],
            `no request has ${field} ${kind} ${JSON.stringify(value)}: ${fault.why}; so the match takes none`, fault.hint);
        }
      }
    }
  }
}

type FaultyField = readonly [field: 'uri' | 'method', kind: 'exact' | 'prefix', value: string, fault: Fault];

function faultsOf(uri: Json, method: Json): readonly FaultyField[] {
  const faults: FaultyField[] = [];
  const exact = uri?.exact !== '*' && pathFault(uri?.exact, 'exact');
  if (exact) { faults.push(['uri', 'exact', uri.exact, exact]); }
  const prefix = pathFault(uri?.prefix, 'prefix');
  if (prefix) { faults.push(['uri', 'prefix', uri.prefix, prefix]); }
  const upper = method && methodMeant(method.exact);
  if (upper) { faults.push(['method', 'exact', method.exact, { why: 'methods are compared with their case', hint: `write ${upper}` }]); }
  return faults;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE']);

function methodMeant(value: Json): string | undefined {
  const upper = typeof value === 'string' ? value.toUpperCase() : undefined;
  return upper !== undefined && upper !== value && METHODS.has(upper) ? upper : undefined;
}

/** Wildcards as they are meant elsewhere: at the start, at the end, or for a segment. */
const STARS = /^\*|\*$|\/\*+\//;

function pathFault(value: Json, kind: 'exact' | 'prefix'): Fault | undefined {
  if (typeof value !== 'string' || value === '') { return undefined; }
  if (STARS.test(value)) {
    return { why: 'a * is no wildcard here, but the character', hint: wildcardHint(value) };
  }
  if (!value.startsWith('/')) {
    return { why: 'every path starts with /', hint: /^https?:\/\//.test(value) ? 'write the path alone, and the host under hosts or authority' : `write /${value}` };
  }
  if (/[?#]/.test(value)) {
    const path = value.replace(/[?#].*/, '');
    return { why: 'paths are compared without their query', hint: `write ${kind} ${path}${value.includes('?') ? ', and ask for the query with queryParams' : ''}` };
  }
  return undefined;
}

/** A prefix takes all that follows without one. */
function wildcardHint(value: string): string {
  const start = value.replace(/\*+$/, '');
  if (start.includes('*')) { return 'write a regex for the whole path'; }
  return `write prefix ${start.startsWith('/') ? start : `/${start}`}`;
}
