import { Names } from './names';
import { Finding, isSelected, Json, LabelSelector, Manifest, record } from '../../manifests';
import { warning } from '../code';
import { once, records, strings } from '../fields';
import { NamespacePods } from '../istio/namespace-pods';
import { isGivenLater, selectedBy } from '../istio/pod-labels';
import { Mesh } from '../mesh';

const TARGET_NOT_FOUND = warning('CDI0234', 'ScaleTargetNotFound');
const NO_PODS = warning('CDI0235', 'DisruptionBudgetWithoutPods');

/** HorizontalPodAutoscalers whose workload is not there. */
export function * scaleTargets(mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const known = NamespacePods.of(mesh);
  for (const autoscaler of manifests.ofKind('autoscaling', 'HorizontalPodAutoscaler')) {
    const namespace = manifests.namespaceOf(autoscaler);
    const { apiVersion, kind, name } = record(record(autoscaler.object.spec).scaleTargetRef);
    if (typeof name !== 'string' || typeof kind !== 'string' || !known.areKnown(namespace) || known.isOfOthers(name, namespace)) { continue; }
    const group = typeof apiVersion === 'string' && apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
    if (manifests.find(group, kind, name, namespace)) { continue; }
    const there = workloads(mesh).get(namespace);
    const other = there?.byName.get(name);
    const meant = there?.names.meantBy(name);
    const hint = other ? `write kind: ${other.kind}, apiVersion: ${other.object.apiVersion}` : meant ? `write name: ${meant}, which is there` : `correct the name, or add the ${kind}`;
    yield TARGET_NOT_FOUND.at(autoscaler, ['spec', 'scaleTargetRef', !other ? 'name' : other.kind === kind ? 'apiVersion' : 'kind'],
      `there is no ${kind} ${namespace}/${name}${group ? ` of group ${group}` : ''}, so nothing is scaled`, hint);
  }
}

/** The workloads of a namespace. */
interface Workloads {
  readonly byName: Map<string, Manifest>;
  readonly names: Names;
}

const workloads = once(({ manifests }) => {
  const namespaces = new Map<string, Workloads>();
  for (const { workload } of manifests.pods) {
    const namespace = manifests.namespaceOf(workload);
    let there = namespaces.get(namespace);
    if (!there) { namespaces.set(namespace, there = { byName: new Map(), names: new Names() }); }
    there.byName.set(workload.name, workload);
    there.names.add(workload.name);
  }
  return namespaces;
});

/** PodDisruptionBudgets that are for no pods. */
export function * disruptionBudgets(mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const known = NamespacePods.of(mesh);
  const answers = new Map<string, boolean>();
  for (const budget of manifests.ofKind('policy', 'PodDisruptionBudget')) {
    const namespace = manifests.namespaceOf(budget);
    const selector = selectorOf(record(budget.object.spec).selector);
    const labels = Object.entries(selector.labels);
    if ([...Object.keys(selector.labels), ...selector.matchExpressions.map(({ key }) => key)].some(isGivenLater)) { continue; }
    if (labels.length === 0 || !known.areKnown(namespace)) { continue; }
    const key = `${namespace} ${JSON.stringify(selector)}`;
    let any = answers.get(key);
    if (any === undefined) {
      any = known.mayHave(selector.labels, namespace) || known.mayBeMade(selector.labels, namespace)
        || selectedBy(mesh, selector.labels, namespace).some(pods => isSelected(pods.labels, selector));
      answers.set(key, any);
    }
    if (any) { continue; }
    const others = selector.matchExpressions.length === 0 ? '' : ' and what else the selector asks for';
    yield NO_PODS.at(budget, ['spec', 'selector'],
      `no pods in namespace ${namespace} have the labels ${labels.map(([name, value]) => `${name}=${value}`).join(', ')}${others}, so the budget keeps none of them`,
      'correct the selector to the labels of the pods that are meant, or the namespace');
  }
}

/** The labels that a selector asks for, in whatever way, and its other conditions. */
function selectorOf(selector: Json): { readonly labels: { readonly [key: string]: string }; readonly matchExpressions: NonNullable<LabelSelector['matchExpressions']> } {
  const { matchLabels, matchExpressions } = record(selector);
  const labels: { [key: string]: string } = {};
  for (const [key, value] of Object.entries(record(matchLabels))) { labels[key] = String(value); }
  const others = [];
  for (const { key, operator, values } of records(matchExpressions)) {
    if (typeof key !== 'string' || typeof operator !== 'string') { continue; }
    const [value, another] = strings(values);
    if (operator === 'In' && value !== undefined && another === undefined && labels[key] === undefined) { labels[key] = value; } else { others.push({ key, operator, values: strings(values) }); }
  }
  return { labels, matchExpressions: others };
}
