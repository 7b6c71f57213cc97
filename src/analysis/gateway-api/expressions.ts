import { GATEWAY_API } from './kinds';
import { isBehindIstio } from './listeners';
import { badRegex, Finding, Json, Manifest, Manifests, record } from '../../manifests';
import { warning } from '../code';
import { records } from '../fields';
import { Mesh } from '../mesh';

const INVALID_EXPRESSION = warning('GWA0109', 'InvalidRegularExpression');

type Steps = readonly (string | number)[];

/** A regular expression as Envoy is given it. */
interface Expression {
  readonly steps: Steps;
  readonly text: string;
}

const REGULAR = 'RegularExpression';
/** Istio makes of it that a header or a parameter is there. */
const PRESENT = '*';

/** Regular expressions of routes: nobody looks at them at apply, and Istio gives them to Envoy as they are. */
export function * expressions({ manifests }: Mesh): Generator<Finding> {
  for (const kind of ['HTTPRoute', 'GRPCRoute']) {
    for (const route of manifests.ofKind(GATEWAY_API, kind)) {
      for (const { steps, text } of expressionsOf(route)) {
        // Envoy's engine has bytes, which Go's has not
        const wrong = badRegex(text.replaceAll('\\C', '.'))?.replace('error parsing regexp: ', '');
        if (wrong === undefined || !isIstios(manifests, route)) { continue; }
        yield INVALID_EXPRESSION.at(route, steps, `${JSON.stringify(text)} is no regular expression of RE2 (${wrong}), so Envoy refuses all routes of the port with this one: `
          + 'a proxy that starts answers 404 to all of its hosts, and one that runs gets no changes any more',
        'write it in the syntax of RE2, which has no lookaround and no back-references');
      }
    }
  }
}

function * expressionsOf(route: Manifest): Generator<Expression> {
  for (const [i, { matches }] of records(record(route.object.spec).rules).entries()) {
    for (const [j, match] of records(matches).entries()) { yield * ofMatch(match, ['spec', 'rules', i, 'matches', j]); }
  }
}

function * ofMatch({ path, method, headers, queryParams }: Json, steps: Steps): Generator<Expression> {
  const { type, value } = record(path);
  if (type === REGULAR && typeof value === 'string') { yield { steps: [...steps, 'path', 'value'], text: value }; }
  const call = record(method);
  if (call.type === REGULAR) {
    yield { steps: [...steps, 'method'], text: `/${call.service ?? '[^/]+'}/${call.method ?? '.+'}` };
  }
  for (const [field, items] of [['headers', headers], ['queryParams', queryParams]] as const) {
    for (const [i, item] of records(items).entries()) {
      if (item.type === REGULAR && typeof item.value === 'string' && item.value !== PRESENT) { yield { steps: [...steps, field, i, 'value'], text: item.value }; }
    }
  }
}

/** Whether the route is for proxies of Istio: at a Gateway of its own, or at a Service. */
function isIstios(manifests: Manifests, route: Manifest): boolean {
  return isBehindIstio(manifests, route) || records(record(route.object.spec).parentRefs).some(({ group, kind }) => group === '' && kind === 'Service');
}
