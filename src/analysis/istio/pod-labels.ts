import { Manifest, Pods, record } from '../../manifests';
import { once, specOf } from '../fields';
import { Mesh } from '../mesh';

type Labels = { readonly [key: string]: string };

/** Labels that Istio takes from the node of a pod. */
const OF_NODE = new Set(['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone']);
const HOSTNAME = 'kubernetes.io/hostname';

/** Labels that say where else a pod runs. */
const OF_PLACE = new Set([HOSTNAME, 'topology.istio.io/cluster', 'topology.istio.io/network', ...OF_NODE]);
const isOfPlace = (key: string): boolean => OF_PLACE.has(key) || key.startsWith('topology.kubernetes.io/');

/** Labels that controllers and the injection put on the pods of a workload. */
const GIVEN_LATER = new Set([
  'pod-template-hash', 'rollouts-pod-template-hash', 'controller-revision-hash', 'pod-template-generation', 'statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index',
  'job-name', 'controller-uid', 'batch.kubernetes.io/job-name', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-completion-index',
  'service.istio.io/canonical-name', 'service.istio.io/canonical-revision', 'security.istio.io/tlsMode', 'networking.istio.io/tunnel',
]);

/** Whether pods get a label when they are made or placed, so that manifests do not tell it. */
export function isGivenLater(key: string): boolean {
  return GIVEN_LATER.has(key) || isOfPlace(key);
}

/** The pods, of a namespace or of all, that have the labels or may get them: what only a cluster can tell is taken to be so. */
export function selectedBy(mesh: Mesh, labels: Labels, namespace?: string): readonly Pods[] {
  const certain: { [key: string]: string } = {};
  const late: [string, string][] = [];
  for (const [key, value] of Object.entries(labels)) {
    if (isGivenLater(key) || ofRollouts(mesh).keys.has(key)) { late.push([key, value]); } else { certain[key] = value; }
  }
  const pods = mesh.manifests.podsWith(certain, namespace);
  return late.length === 0 ? pods : pods.filter(p => late.every(([key, value]) => mayHave(mesh, p, key, value)));
}

/** Labels that Argo Rollouts puts on some of the pods of a Rollout while and after it is rolled out. */
const ofRollouts = once(({ manifests }) => {
  const keys = new Set<string>();
  const all = new Map<Manifest, Set<string>>();
  for (const rollout of manifests.ofKind('argoproj.io', 'Rollout')) {
    const { canary, blueGreen } = record(specOf(rollout).strategy);
    const given = [record(canary).canaryMetadata, record(canary).stableMetadata, record(blueGreen).activeMetadata, record(blueGreen).previewMetadata];
    const labels = given.flatMap(metadata => Object.entries(record(record(metadata).labels)));
    if (labels.length === 0) { continue; }
    all.set(rollout, new Set(labels.map(([key, value]) => `${key}=${value}`)));
    for (const [key] of labels) { keys.add(key); }
  }
  return { keys, of: all };
});

function mayHave(mesh: Mesh, { workload, labels, spec }: Pods, key: string, value: string): boolean {
  if (ofRollouts(mesh).of.get(workload)?.has(`${key}=${value}`)) { return true; }
  if (!isGivenLater(key)) { return labels[key] === value; }
  if (spec.nodeName !== undefined && key === HOSTNAME) { return spec.nodeName === value; }
  const node = spec.nodeName !== undefined && OF_NODE.has(key) ? mesh.manifests.find('', 'Node', spec.nodeName) : undefined;
  if (node) { return (node.labels[key] ?? labels[key]) === value; }
  return labels[key] === undefined ? isOfPlace(key) || workload.kind !== 'Pod' : labels[key] === value;
}
