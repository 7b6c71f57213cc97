import { Finding, Json, record } from '../../manifests';
import { Code, error, warning } from '../code';
import { records, some } from '../fields';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

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

interface Misuse {
  readonly code: Code;
  readonly message: string;
  readonly hint: string;
}

/** One finding of each code an EnvoyFilter, at the first of the patches that have it. */
function* operations(mesh: Mesh): Generator<Finding> {
  // what patches before are about that hold for some versions of the proxy only
  const versioned = new Set<string>();
  for (const filter of mesh.manifests.ofKind('networking.istio.io', 'EnvoyFilter')) {
    const { configPatches, priority } = record(filter.object.spec);
    const found = new Map<Code, Misuse & { readonly patches: number[] }>();
    for (const [i, { applyTo, match, patch }] of records(configPatches).entries()) {
      if (!patch) { break; }
      const name = nameOf(patch, match);
      const misuse = misuseOf(patch.operation, applyTo, !priority, versioned.has(name));
      if (misuse) {
        const same = found.get(misuse.code);
        if (same) { same.patches.push(i); } else { found.set(misuse.code, { ...misuse, patches: [i] }); }
      }
      if (record(record(match).proxy).proxyVersion) { versioned.add(name); }
    }
    for (const { code, message, hint, patches } of found.values()) {
      const others = patches.slice(1).map(i => `configPatches[${i}]`);
      yield code.at(filter, ['spec', 'configPatches', patches[0], 'patch', 'value'], `${message}${others.length > 0 ? ` (so do ${some(others)})` : ''}`, hint);
    }
  }
}

function misuseOf(operation: string, applyTo: string, last: boolean, versioned: boolean): Misuse | undefined {
  const misuse = Object.hasOwn(MISUSES, operation) ? MISUSES[operation] : undefined;
  if (misuse?.misused(applyTo)) { return { code: misuse.code, message: `${operation} does nothing to ${applyTo || 'a patch without applyTo'}`, hint: misuse.hint }; }
  if (!RELATIVE_OPERATIONS.has(operation) || !last) { return undefined; }
  return versioned
    ? {
      code: RELATIVE_WITH_VERSION,
      message: `${operation} depends on what a patch before has made, which holds for some versions of the proxy only, and without a priority it is lost where it comes first`,
      hint: 'set priority, so that this EnvoyFilter comes after those whose result it needs',
    }
    : {
      code: RELATIVE,
      message: `${operation} depends on what is there already, and without a priority this EnvoyFilter may come before the one that makes it and be lost`,
      hint: 'set priority, or use INSERT_FIRST, MERGE or ADD, which need nothing else',
    };
}

/** What a patch is about: what its value names, or else the filter that it looks for, which are not the same. */
function nameOf(patch: Json, match: Json): string {
  const value = patch.value;
  if (!value || typeof value !== 'object') { return ''; }
  if (value.name !== undefined) { return `value ${value.name}`; }
  return record(record(record(record(match).listener).filterChain).filter).name ?? '';
}

export const ENVOY_FILTER_RULES: readonly Rule[] = [operations];
