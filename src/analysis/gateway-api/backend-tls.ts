import { byPrecedence, GATEWAY_API, nameOf } from './kinds';
import { Finding, Manifest, record } from '../../manifests';
import { warning } from '../code';
import { orElsewhere } from '../elsewhere';
import { records } from '../fields';
import { Mesh } from '../mesh';

const TARGET_NOT_FOUND = warning('GWA0401', 'PolicyTargetNotFound');
const CA_NOT_FOUND = warning('GWA0402', 'PolicyCertificateNotFound');
const POLICY_CONFLICT = warning('GWA0403', 'PolicyConflict');

const IGNORED = 'istio.io/ignore-policy-attachment';
const CA_KEYS = ['ca.crt', 'cacert'];

/** BackendTLSPolicies: whether what they are for and the certificates that they trust are there, and each backend has one. */
export function * backendTlsPolicies({ manifests }: Mesh): Generator<Finding> {
  const policies = manifests.ofKind(GATEWAY_API, 'BackendTLSPolicy').filter(policy => policy.annotations[IGNORED] !== 'true');
  const owners = new Map<string, Manifest>();
  for (const policy of [...policies].sort(byPrecedence(p => p, p => manifests.namespaceOf(p)))) {
    const namespace = manifests.namespaceOf(policy);
    const { targetRefs, validation } = record(policy.object.spec);
    for (const [i, { group = '', kind, name, sectionName }] of records(targetRefs).entries()) {
      if (name === undefined || !((group === '' && kind === 'Service') || (group === 'networking.istio.io' && kind === 'ServiceEntry'))) { continue; }
      const steps = ['spec', 'targetRefs', i];
      const target = nameOf(kind, namespace, name);
      const found = manifests.find(group, kind, name, namespace);
      if (!found) {
        yield TARGET_NOT_FOUND.at(policy, [...steps, 'name'], `there is no ${target}, so the policy is for nothing`, 'correct the name: a policy is for backends in its own namespace');
        continue;
      }
      const { ports } = record(found.object.spec);
      if (sectionName !== undefined && Array.isArray(ports) && !records(ports).some(port => port.name === sectionName)) {
        yield TARGET_NOT_FOUND.at(policy, [...steps, 'sectionName'], `${target} has no port named ${sectionName}`,
          `name one of its ports: ${records(ports).map(port => port.name).filter(Boolean).join(', ') || 'they have no names'}`);
        continue;
      }
      const key = `${target} ${sectionName ?? ''}`;
      const first = owners.get(key);
      if (first && first !== policy) {
        yield POLICY_CONFLICT.at(policy, steps, `BackendTLSPolicy ${first.name} is for ${target}${sectionName ? ` and its port ${sectionName}` : ''}, too, and one counts`, 'keep one of the two, or name different ports in sectionName');
      } else {
        owners.set(key, policy);
      }
    }
    for (const [i, { group = '', kind, name }] of records(record(validation).caCertificateRefs).entries()) {
      if (kind === undefined || name === undefined) { continue; }
      const steps = ['spec', 'validation', 'caCertificateRefs', i];
      if (group !== '' || kind !== 'ConfigMap') {
        yield CA_NOT_FOUND.at(policy, [...steps, 'kind'], `Istio reads the certificates that the policy trusts from a ConfigMap, not from a ${kind}`, 'put them into a ConfigMap as ca.crt');
        continue;
      }
      const found = manifests.find('', 'ConfigMap', name, namespace);
      const held = record(found?.object.data);
      if (!found) {
        yield CA_NOT_FOUND.at(policy, [...steps, 'name'], `there is no ${nameOf(kind, namespace, name)} with certificates to trust, so requests to the backend fail`,
          orElsewhere('add it beside the policy', kind, CA_NOT_FOUND, manifests, policy));
      } else if (!CA_KEYS.some(key => key in held) && !(manifests.isContext(found) && Object.keys(held).length === 0)) {
        yield CA_NOT_FOUND.at(policy, [...steps, 'name'], `${nameOf(kind, namespace, name)} has no key ca.crt, so requests to the backend fail`, 'put the certificates under ca.crt');
      }
    }
  }
}
