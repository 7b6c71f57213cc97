import { error, warning } from '../code';
import { inAmbient, isAmbient, namespaceLabels } from './injection';
import { Mesh } from '../mesh';
import { Rule } from '../rule';
import { NamespaceWide, Selection } from './selection';
import { Finding, Manifest, record } from '../../manifests';

const SAME_PODS = error('IST0110', 'ConflictingSidecarWorkloadSelectors');
const SAME_NAMESPACE = error('IST0111', 'MultipleSidecarsWithoutWorkloadSelectors');
const NO_EFFECT = warning('IST0167', 'IneffectivePolicy');

function* sidecars(mesh: Mesh): Generator<Finding> {
  const selection = new Selection(mesh, 'Sidecar', ['spec', 'workloadSelector', 'labels']);
  const wide = new NamespaceWide(mesh, 'Sidecar');
  for (const sidecar of mesh.manifests.ofKind('networking.istio.io', 'Sidecar')) {
    const labels = labelsOf(sidecar);
    if (Object.keys(labels).length > 0) { selection.add(sidecar, labels); } else { wide.add(sidecar); }
  }
  const ambient = (namespace: string) => isAmbient(namespaceLabels(mesh, namespace));
  yield* selection.selectingNothing();
  yield* selection.conflicts(SAME_PODS, pods => inAmbient(mesh, pods));
  yield* wide.conflicts(SAME_NAMESPACE, ambient);
  for (const sidecar of selection.with(pods => inAmbient(mesh, pods))) { yield withoutEffect(sidecar, 'the pods that it selects are'); }
  for (const [namespace, all] of wide.byNamespace) {
    if (!ambient(namespace)) { continue; }
    for (const sidecar of all) { yield withoutEffect(sidecar, `namespace ${namespace} is`); }
  }
}

const labelsOf = (sidecar: Manifest) => record(record(record(sidecar.object.spec).workloadSelector).labels);

function withoutEffect(sidecar: Manifest, what: string): Finding {
  return NO_EFFECT.at(sidecar, [],
    `this Sidecar does nothing: ${what} in ambient mode, where there are no sidecars to configure`,
    'drop it; in ambient mode exportTo and waypoints limit what a workload sees');
}

export const SIDECAR_RULES: readonly Rule[] = [sidecars];
