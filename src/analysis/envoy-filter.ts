import { Code, error, warning } from './code';
import { objects } from './lists';
import { Mesh } from './mesh';
import { Rule } from './rule';
import { Finding, Json, record } from '../manifests';

const RELATIVE = warning('IST0151', 'EnvoyFilterUsesRelativeOperation');
const REPLACE = error('IST0152', 'EnvoyFilterUsesReplaceOperationIncorrectly');
const ADD = error('IST0153', 'EnvoyFilterUsesAddOperationIncorrectly');
const REMOVE = error('IST0154', 'EnvoyFilterUsesRemoveOperationIncorrectly');
const RELATIVE_WITH_VERSION = warning('IST0155', 'EnvoyFilterUsesRelativeOperationWithProxyVersion');

/** What can be changed but neither added nor removed. */
const ONLY_MERGED = new Set(['ROUTE_CONFIGURATION', 'HTTP_ROUTE']);
const REPLACEABLE = new Set(['NETWORK_FILTER', 'HTTP_FILTER', 'VIRTUAL_HOST']);
const RELATIVE_OPERATIONS = new Set(['REMOVE', 'REPLACE', 'INSERT_BEFORE', 'INSERT_AFTER']);

const MISUSES: { readonly [operation: string]: { readonly code: Code; readonly misused: (applyTo: string) => boolean; readonly hint: string } } = {
  ADD: { code: ADD, misused: applyTo => ONLY_MERGED.has(applyTo), hint: 'add a VIRTUAL_HOST that holds it, or use MERGE to change one that is there' },
  REMOVE: { code: REMOVE, misused: applyTo => ONLY_MERGED.has(applyTo), hint: 'remove the VIRTUAL_HOST that holds it, or use MERGE to change it' },
  REPLACE: {
    code: REPLACE,
    misused: applyTo => !REPLACEABLE.has(applyTo),
    hint: 'use MERGE, or apply it to NETWORK_FILTER, HTTP_FILTER or VIRTUAL_HOST',
  },
};

function* operations(mesh: Mesh): Generator<Finding> {
  // what patches before this one, which hold for some versions of the proxy only, are about
  const versioned = new Set<string>();
  for (const filter of mesh.manifests.ofKind('networking.istio.io', 'EnvoyFilter')) {
    const { configPatches, priority } = record(filter.object.spec);
    for (const [i, { applyTo, match, patch }] of objects(configPatches).entries()) {
      if (!patch) { break; }
      const name = nameOf(patch, match);
      const steps = ['spec', 'configPatches', i, 'patch', 'value'];
      const { operation } = patch;
      const misuse = Object.hasOwn(MISUSES, operation) ? MISUSES[operation] : undefined;
      if (misuse?.misused(applyTo)) {
        yield misuse.code.at(filter, steps, `${operation} has no effect on ${applyTo}: istiod leaves the patch out`, misuse.hint);
      } else if (RELATIVE_OPERATIONS.has(operation) && !priority) {
        yield versioned.has(name)
          ? RELATIVE_WITH_VERSION.at(filter, steps,
            `${operation} needs what another patch makes, and that patch (of ${name || 'the same'}) holds for some versions of the proxy only; without a priority either may come first, and this one is lost`,
            'set priority, so that this EnvoyFilter comes after those whose result it needs')
          : RELATIVE.at(filter, steps,
            `${operation} needs what it names to be there already, and without a priority this EnvoyFilter may come before the one that makes it, and is lost`,
            'set priority, or use INSERT_FIRST, MERGE or ADD, which need nothing else');
      }
      if (record(record(match).proxy).proxyVersion) { versioned.add(name); }
    }
  }
}

/** Name of what a patch is about: in its value, or else the filter that it looks for. */
function nameOf(patch: Json, match: Json): string {
  const value = patch.value;
  if (!value || typeof value !== 'object') { return ''; }
  if (value.name !== undefined) { return String(value.name); }
  return record(record(record(record(match).listener).filterChain).filter).name ?? '';
}

export const ENVOY_FILTER_RULES: readonly Rule[] = [operations];
