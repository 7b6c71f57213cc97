import { error, warning } from '../code';
import { hasSidecar, holdsNamespaces, inAmbient } from './injection';
import { records, strings } from '../fields';
import { Mesh } from '../mesh';
import { NamespacePods } from './namespace-pods';
import { selectedBy } from './pod-labels';
import { Rule } from '../rule';
import { selectionKey, holdsWorkloads } from './selection';
import { Finding, Pods, record } from '../../manifests';

const NOT_FOUND = error('IST0101', 'ReferencedResourceNotFound');
const NO_WORKLOADS = warning('IST0127', 'NoMatchingWorkloadsFound');

/** Namespaces of every cluster. */
const OF_KUBERNETES = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

const policies = (mesh: Mesh) => mesh.manifests.ofKind('security.istio.io', 'AuthorizationPolicy');

/** Those for gateways and waypoints name them by targetRefs rather than by labels. */
function* workloads(mesh: Mesh): Generator<Finding> {
  if (!holdsWorkloads(mesh)) { return; }
  const { manifests } = mesh;
  const inMesh = (pods: Pods) => hasSidecar(mesh, pods) !== false || inAmbient(mesh, pods);
  const answers = new Map<string, boolean>();
  const anyInMesh = (labels: { [key: string]: string }, namespace?: string) => {
    const key = selectionKey(namespace ?? '', labels);
    let answer = answers.get(key);
    if (answer === undefined) { answers.set(key, answer = selectedBy(mesh, labels, namespace).some(inMesh)); }
    return answer;
  };
  for (const policy of policies(mesh)) {
    const { selector, targetRef, targetRefs } = record(policy.object.spec);
    if (targetRef !== undefined || records(targetRefs).length > 0) { continue; }
    const namespace = manifests.namespaceOf(policy);
    const everywhere = namespace === mesh.rootNamespace;
    if (everywhere && selector === undefined) { continue; }
    const labels = record(record(selector).matchLabels);
    if (anyInMesh(labels, everywhere ? undefined : namespace) || (!everywhere && NamespacePods.of(mesh).mayBeMade(labels, namespace))) { continue; }
    const where = everywhere ? 'the mesh' : `namespace ${namespace}`;
    const wanted = Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(', ');
    yield NO_WORKLOADS.at(policy, selector === undefined ? [] : ['spec', 'selector', 'matchLabels'],
      `no pods ${selector === undefined ? 'of the mesh ' : ''}in ${where}${wanted ? ` with ${wanted} are in the mesh` : ' are there'}, so the policy protects nothing`,
      'correct its labels or namespace, or have the pods injected');
  }
}

function* namespaces(mesh: Mesh): Generator<Finding> {
  if (!holdsNamespaces(mesh)) { return; }
  let known: Namespaces | undefined;
  for (const policy of policies(mesh)) {
    const told = new Set<string>();
    for (const [i, rule] of records(record(policy.object.spec).rules).entries()) {
      for (const [j, { source }] of records(rule.from).entries()) {
        for (const field of ['namespaces', 'notNamespaces']) {
          for (const [k, name] of strings(record(source)[field]).entries()) {
            known ??= new Namespaces(mesh);
            if (known.has(name) || (field === 'notNamespaces' && told.has(name))) { continue; }
            told.add(name);
            yield NOT_FOUND.at(policy, ['spec', 'rules', i, 'from', j, 'source', field, k],
              `there is no namespace ${name}, so no request comes from it`,
              `correct it${known.words}, or add the namespace to the manifests`);
          }
        }
      }
    }
  }
}

/** Namespaces that there are: those of the manifests, those that something is put into, and those of every cluster. */
class Namespaces {
  /** What there is to choose from, if it is not too much. */
  public readonly words: string;
  private readonly names: ReadonlySet<string>;
  private readonly sorted: readonly string[];
  private readonly sortedFromEnd: readonly string[];

  constructor(mesh: Mesh) {
    const { manifests } = mesh;
    const names = new Set([...OF_KUBERNETES, mesh.rootNamespace, ...manifests.ofKind('', 'Namespace').map(namespace => namespace.name)]);
    for (const { namespace } of manifests) {
      if (namespace !== undefined) { names.add(namespace); }
    }
    this.names = names;
    this.sorted = [...names].sort();
    this.sortedFromEnd = this.sorted.map(reversed).sort();
    this.words = names.size <= 10 ? ` (there are ${this.sorted.join(', ')})` : '';
  }

  /** Whether there is one of the name, or that starts or ends as it says. */
  public has(pattern: string): boolean {
    if (pattern === '*' || this.names.has(pattern)) { return true; }
    if (pattern.startsWith('*')) { return startsOne(this.sortedFromEnd, reversed(pattern.slice(1))); }
    return pattern.endsWith('*') && startsOne(this.sorted, pattern.slice(0, -1));
  }
}

const reversed = (text: string) => [...text].reverse().join('');

/** Whether one of sorted names starts with the prefix: the first that does not come before it does, if any. */
function startsOne(sorted: readonly string[], prefix: string): boolean {
  let low = 0;
  for (let high = sorted.length; low < high;) {
    const middle = Math.floor((low + high) / 2);
    if (sorted[middle] < prefix) { low = middle + 1; } else { high = middle; }
  }
  return low < sorted.length && sorted[low].startsWith(prefix);
}

export const POLICY_RULES: readonly Rule[] = [workloads, namespaces];
