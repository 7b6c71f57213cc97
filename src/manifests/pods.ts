import { Manifest, record } from './manifest';
import { Json } from './yaml';

/** Pods as a workload makes them, or one that stands for itself. */
export interface Pods {
  /** The Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob or Pod. */
  readonly workload: Manifest;
  /** Where the pods are described in the workload: the parent of their metadata and spec. */
  readonly path: readonly string[];
  readonly labels: { readonly [key: string]: string };
  readonly annotations: { readonly [key: string]: string };
  readonly spec: Json;
}

const TEMPLATES = new Map<string, readonly string[]>([
  ['/Pod', []],
  ['/ReplicationController', ['spec', 'template']],
  ['apps/Deployment', ['spec', 'template']],
  ['apps/StatefulSet', ['spec', 'template']],
  ['apps/DaemonSet', ['spec', 'template']],
  ['apps/ReplicaSet', ['spec', 'template']],
  ['batch/Job', ['spec', 'template']],
  ['batch/CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
]);

/** Where workloads of other makers, such as Argo's Rollout, describe their pods. */
const ANY_TEMPLATE = ['spec', 'template'];

/** The pods of a manifest; nothing if it makes none. */
export function podsOf(workload: Manifest): Pods | undefined {
  const path = TEMPLATES.get(`${workload.group}/${workload.kind}`);
  if (!path) { return podsOfOthers(workload); }
  const template = path.reduce((value: Json, step) => value?.[step], workload.object);
  if (template === null || typeof template !== 'object') { return undefined; }
  const { metadata, spec } = template;
  return { workload, path, labels: record(metadata?.labels), annotations: record(metadata?.annotations), spec: record(spec) };
}

/** Nothing is known of the types of such a manifest, so what its pods run is not looked at. */
function podsOfOthers(workload: Manifest): Pods | undefined {
  const template = workload.group.includes('.') ? workload.object.spec?.template : undefined;
  if (!Array.isArray(template?.spec?.containers)) { return undefined; }
  const texts = (map: Json) => Object.fromEntries(Object.entries(record(map)).filter(([, value]) => typeof value === 'string'));
  const { metadata } = template;
  return { workload, path: ANY_TEMPLATE, labels: texts(metadata?.labels), annotations: texts(metadata?.annotations), spec: {} };
}
