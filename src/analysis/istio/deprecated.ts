import { Finding, record } from '../../manifests';
import { warning } from '../code';
import { records, some } from '../fields';
import { httpRulesWith } from './http-rules';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const DEPRECATED = warning('IST0002', 'Deprecated');

const REMOVED_KINDS = new Set(['ClusterRbacConfig', 'RbacConfig', 'ServiceRole', 'ServiceRoleBinding']);

function* delayPercent(mesh: Mesh): Generator<Finding> {
  for (const virtualService of new Set(httpRulesWith(mesh, 'fault').map(rule => rule.virtualService))) {
    const percents = records(record(virtualService.object.spec).http).map(({ fault }) => record(record(fault).delay).percent);
    const first = percents.findIndex(percent => percent > 0);
    if (first < 0) { continue; }
    const rules = percents.flatMap((percent, i) => percent > 0 ? [`http[${i}]`] : []);
    yield DEPRECATED.at(virtualService, ['spec', 'http', first, 'fault', 'delay', 'percent'],
      `percent of the delay of ${some(rules)} is deprecated`, `write percentage: { value: ${percents[first]} }`);
  }
}

function* egressProxy(mesh: Mesh): Generator<Finding> {
  for (const sidecar of mesh.manifests.ofKind('networking.istio.io', 'Sidecar')) {
    if (record(record(sidecar.object.spec).outboundTrafficPolicy).egressProxy === undefined) { continue; }
    yield DEPRECATED.at(sidecar, ['spec', 'outboundTrafficPolicy', 'egressProxy'],
      'egressProxy is deprecated: traffic to hosts that the mesh does not know need not go by it',
      'drop it, and route to an egress gateway by ServiceEntries and a VirtualService');
  }
}

function* removedKinds(mesh: Mesh): Generator<Finding> {
  for (const crd of mesh.manifests.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')) {
    const { group, names } = record(crd.object.spec);
    const { kind } = record(names);
    if (group !== 'rbac.istio.io' || !REMOVED_KINDS.has(kind)) { continue; }
    yield DEPRECATED.at(crd, ['spec', 'names', 'kind'], `${kind} of ${group} is a kind that Istio has dropped: nothing reads it`, 'drop it, and use AuthorizationPolicy');
  }
}

export const DEPRECATED_RULES: readonly Rule[] = [delayPercent, egressProxy, removedKinds];
