import { Names } from './names';
import { asksOtherInjectors } from './other-injectors';
import { sendersOf } from './senders';
import { portsOf } from './target-port';
import { Finding, Json, Manifest, Pods, record } from '../../manifests';
import { warning } from '../code';
import { once, records, some } from '../fields';
import { hasAutoImage } from '../istio/injection';
import { NamespacePods } from '../istio/namespace-pods';
import { selectedBy } from '../istio/pod-labels';
import { selectionKey } from '../istio/selection';
import { Mesh } from '../mesh';

const NO_PODS = warning('CDI0232', 'ServiceWithoutPods');
const TARGET_PORT_NOT_FOUND = warning('CDI0233', 'TargetPortNotFound');

type Labels = { readonly [key: string]: string };

/** Services that get requests and have no pod to answer them, and ports of Services that none of their pods has. */
export function * servicePods(mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const selected = new Map<string, Selected>();
  let senders: Map<Manifest, Set<string>> | undefined;
  for (const service of manifests.ofKind('', 'Service')) {
    const { selector: given, type, ports, clusterIP } = record(service.object.spec);
    const selector: Labels = record(given);
    if (type === 'ExternalName' || Object.keys(selector).length === 0) { continue; }
    const namespace = manifests.namespaceOf(service);
    const key = selectionKey(namespace, selector);
    let pods = selected.get(key);
    if (!pods) { selected.set(key, pods = selectedPods(mesh, selector, namespace)); }
    // clients of a headless Service ask its pods at the ports of the Service
    if (pods.names && clusterIP !== 'None') { yield * targetPorts(service, ports, pods.names, pods.hasOthers); }
    if (pods.any) { continue; }
    senders ??= sendersOf(mesh);
    const from = senders.get(service);
    if (!from) { continue; }
    const labels = Object.keys(selector).map(label => `${label}=${selector[label]}`).join(', ');
    yield NO_PODS.at(service, ['spec', 'selector'],
      `no pods in namespace ${namespace} have the labels ${labels}, so what ${some(from, 3)} ${from.size === 1 ? 'sends' : 'send'} here fails: requests get 503`,
      hintFor(mesh, selector, namespace));
  }
}

interface Selected {
  /** Whether there are pods, or there may be. */
  readonly any: boolean;
  /** Names of the ports of all of the pods, as `name/protocol`; nothing if they are not known. */
  readonly names?: ReadonlySet<string>;
  /** Whether injectors that nothing is known of may bring ports of other names, too. */
  readonly hasOthers: () => boolean;
}

function selectedPods(mesh: Mesh, selector: Labels, namespace: string): Selected {
  const known = NamespacePods.of(mesh);
  const pods = selectedBy(mesh, selector, namespace);
  const isVague = known.mayHave(selector, namespace);
  let others: boolean | undefined;
  const hasOthers = () => others ??= pods.some(of => asksOtherInjectors(mesh, of));
  if (pods.length > 0) { return { any: true, names: isVague ? undefined : portNames(mesh, pods), hasOthers }; }
  return { hasOthers, any: isVague || !known.areKnown(namespace) || known.mayBeMade(selector, namespace) };
}

function portNames({ manifests }: Mesh, pods: readonly Pods[]): Set<string> | undefined {
  const names = new Set<string>();
  for (const of of pods) {
    if (manifests.isContext(of.workload) || records(of.spec.containers).length === 0 || hasAutoImage(of)) { return undefined; }
    for (const { name, protocol = 'TCP' } of portsOf(of)) {
      if (name !== undefined) { names.add(`${name}/${protocol}`); }
    }
  }
  return names;
}

/** What every injected proxy calls the port of its metrics. */
const OF_PROXY = 'http-envoy-prom';

function * targetPorts(service: Manifest, ports: Json, names: ReadonlySet<string>, hasOthers: () => boolean): Generator<Finding> {
  for (const [i, { port, targetPort, protocol = 'TCP' }] of records(ports).entries()) {
    if (typeof targetPort !== 'string' || /^\d*$/.test(targetPort) || targetPort === OF_PROXY || names.has(`${targetPort}/${protocol}`)) { continue; }
    if (hasOthers()) { return; }
    const there = [...names].filter(name => name.endsWith(`/${protocol}`)).map(name => name.slice(0, name.lastIndexOf('/')));
    yield TARGET_PORT_NOT_FOUND.at(service, ['spec', 'ports', i, 'targetPort'],
      `no container of the pods has a ${protocol} port named ${targetPort}, so port ${port ?? 0} of the Service has no endpoints`,
      there.length > 0 ? `name one of their ports (${some(there)}), or write the number` : 'write the number, or give a port of a container that name');
  }
}

/** Values of the labels in each namespace, by `namespace key`. */
const labelValues = once(({ manifests }) => {
  const values = new Map<string, Names>();
  for (const { workload, labels } of manifests.pods) {
    for (const [key, value] of Object.entries(labels)) {
      const place = `${manifests.namespaceOf(workload)} ${key}`;
      let there = values.get(place);
      if (!there) { values.set(place, there = new Names()); }
      there.add(value);
    }
  }
  return values;
});

function hintFor(mesh: Mesh, selector: Labels, namespace: string): string {
  for (const [key, value] of Object.entries(selector)) {
    const meant = labelValues(mesh).get(`${namespace} ${key}`)?.meantBy(value);
    if (meant) { return `write ${key}: ${meant}, which pods have`; }
  }
  return 'correct the selector or the labels of the pods, or add the workload';
}
