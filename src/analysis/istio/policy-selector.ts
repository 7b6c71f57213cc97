import { Finding, record } from '../../manifests';
import { warning } from '../code';
import { specOf } from '../fields';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const INEFFECTIVE = warning('IST0166', 'IneffectiveSelector');

const POLICIES = [
  ['security.istio.io', 'AuthorizationPolicy'],
  ['security.istio.io', 'RequestAuthentication'],
  ['telemetry.istio.io', 'Telemetry'],
  ['extensions.istio.io', 'WasmPlugin'],
];

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/** Policies that select pods of a Gateway of Gateway API by labels, where only targetRefs have an effect. */
export const policySelectorRules: Rule = function * ({ manifests }: Mesh): Generator<Finding> {
  const known = new Map<string, readonly string[]>();
  for (const [group, kind] of POLICIES) {
    for (const policy of manifests.ofKind(group, kind)) {
      const { selector, targetRef } = specOf(policy);
      if (targetRef || !selector) { continue; }
      const { matchLabels } = record(selector);
      const namespace = manifests.namespaceOf(policy);
      const key = `${namespace} ${JSON.stringify(matchLabels)}`;
      let gateways = known.get(key);
      if (!gateways) {
        const names = manifests.podsWith(record(matchLabels), namespace).map(({ labels }) => labels[GATEWAY_NAME]);
        known.set(key, gateways = [...new Set(names.filter(name => name !== undefined))]);
      }
      for (const name of gateways) {
        yield INEFFECTIVE.at(policy, ['spec', 'selector'], `its selector selects pods of Gateway ${name} of Gateway API, for which selectors have no effect`,
          `name the Gateway in targetRefs instead: group gateway.networking.k8s.io, kind Gateway, name ${name}`);
      }
    }
  }
};
