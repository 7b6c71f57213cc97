/** Compares what `istioctl analyze` finds in a cluster with what this library finds in the same objects. */
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { check } from '../../src/check';
import { allExplained } from '../../src/explain';
import { Manifests } from '../../src/manifests';
import { CORPORA } from '../../test/corpora';
import { Rejection } from '../cluster/api';
import { Cluster } from '../cluster/cluster';
import { Manifest, parseManifests, readManifests } from '../cluster/manifest';
import { Toolbox } from '../setup/build';
import { sleep, waitFor } from '../system/wait';

export interface AnalysisCase {
  readonly name: string;
  readonly manifests: readonly Manifest[];
}

/** The cases of Istio's own analyzers, where its test data lies beside the project. */
export function upstreamCases(): AnalysisCase[] {
  const folder = path.join(CORPORA, 'istio', 'analyzers');
  if (!fs.existsSync(folder)) { return []; }
  const cases: { files: string[]; meshConfig: boolean }[] = JSON.parse(fs.readFileSync(path.join(folder, 'cases.json'), 'utf8'));
  const sets = new Set(cases.filter(({ meshConfig }) => !meshConfig).map(({ files }) => files.join(' ')));
  return [...sets].map(name => ({ name, manifests: name.split(' ').flatMap(file => readManifests(path.join(folder, file))).flatMap(itemsOf) }));
}

/** IST0106 is compared with the webhook; istioctl itself does not survive the ConfigMap of IST0158 in a cluster. */
const NOT_ASKED = new Set(['IST0106', 'IST0158']);

/** The examples by which Istio's codes are explained. */
export function explanationCases(): AnalysisCase[] {
  return allExplained().filter(({ code }) => code.startsWith('IST') && !NOT_ASKED.has(code))
    .flatMap(({ code, wrong, mended }) => [{ name: `${code}, wrong`, manifests: parseManifests(wrong) }, { name: `${code}, mended`, manifests: parseManifests(mended) }]);
}

const itemsOf = (manifest: Manifest): Manifest[] => manifest.kind === 'List' ? manifest.items : [manifest];

/** What analyzers look at. */
const PATHS = [
  '/api/v1/services', '/api/v1/pods', '/api/v1/namespaces', '/api/v1/secrets', '/api/v1/configmaps', '/api/v1/serviceaccounts',
  '/apis/apps/v1/deployments', '/apis/apps/v1/statefulsets', '/apis/apps/v1/daemonsets', '/apis/networking.k8s.io/v1/ingresses',
  ...['virtualservices', 'destinationrules', 'gateways', 'serviceentries', 'sidecars', 'workloadentries', 'workloadgroups'].map(kind => `/apis/networking.istio.io/v1/${kind}`),
  '/apis/networking.istio.io/v1alpha3/envoyfilters', '/apis/networking.istio.io/v1beta1/proxyconfigs',
  ...['authorizationpolicies', 'peerauthentications', 'requestauthentications'].map(kind => `/apis/security.istio.io/v1/${kind}`),
  '/apis/telemetry.istio.io/v1/telemetries', '/apis/extensions.istio.io/v1alpha1/wasmplugins',
  '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations',
  ...['gateways', 'gatewayclasses', 'httproutes', 'grpcroutes'].map(kind => `/apis/gateway.networking.k8s.io/v1/${kind}`),
];

/** Only what changes at run time, or another cluster, decides these. */
const OF_THE_CLUSTER = new Set(['IST0001', 'IST0103', 'IST0126', 'IST0136', 'IST0139', 'IST0141', 'IST0142', 'IST0143', 'IST0156', 'IST0158', 'IST0163', 'IST0164',
  'IST0168', 'IST0169', 'IST0170', 'IST0171', 'IST0172', 'IST0175', 'IST0176']);

/** Where we say something else on purpose, by the files of a case. */
const OTHERWISE: { readonly [name: string]: string } = {
  'IST0167, wrong': 'nothing marks the pods of an ambient namespace here, as Istio\'s CNI plugin would',
  'deployment-multi-service.yaml': 'its pods are not made, for want of their service accounts, and we look at those that its Deployments would make',
  'virtualservice_kubernetes_gateways.yaml': 'istioctl finds what istiod makes of Gateway API\'s Gateways in files only, as its own test of this case does',
};

/** Deploys a case, asks both about all that is in the cluster then, and takes it away again. Gives how many findings both have. */
export async function compareAnalysis(tools: Toolbox, cluster: Cluster, { name, manifests }: AnalysisCase): Promise<number> {
  const { api } = cluster;
  const undo: (() => Promise<unknown>)[] = [];
  try {
    for (const manifest of inOrderOfNeed(manifests)) {
      try {
        const where = await api.pathOf(manifest);
        const before = await api.tryGet(where);
        await api.apply(manifest, { lax: true });
        undo.push(() => before ? putBack(cluster, where, before) : api.delete(manifest));
      } catch (error) {
        // what is refused is not there for either
        if (!(error instanceof Rejection)) { throw error; }
      }
    }
    await podsMade(cluster);
    const both = () => Promise.all([istioctl(tools, cluster), ours(cluster)]);
    let [theirs, we] = await both();
    // what has just been made may not have come to istioctl's caches
    if (!OTHERWISE[name] && different(theirs, we).length > 0) {
      await sleep(1500);
      [theirs, we] = await both();
    }
    const differences = OTHERWISE[name] ? [] : different(theirs, we);
    if (differences.length > 0) { throw new Error(differences.join('\n')); }
    return theirs.size;
  } finally {
    for (const step of undo.reverse()) { await step(); }
    await waitFor('the pods of the case to go', 60, async () => (await api.list('/api/v1/pods')).every(pod => pod.metadata.namespace === 'istio-system'));
    // a namespace goes in its own time, and what the next case would put into one that goes is lost
    await waitFor('the namespaces of the case to go', 60, async () => (await api.list('/api/v1/namespaces')).every(({ metadata }) => !metadata.deletionTimestamp));
  }
}

/** What belongs to Istio's installation, and a case had put something else for. */
async function putBack({ api }: Cluster, where: string, { metadata, ...before }: Manifest): Promise<void> {
  const { resourceVersion } = (await api.call('GET', where)).metadata;
  await api.call('PUT', where, { ...before, metadata: { ...metadata, resourceVersion } });
}

/** Namespaces first, those that documents name without having them too. */
function inOrderOfNeed(manifests: readonly Manifest[]): Manifest[] {
  const own = manifests.filter(({ kind }) => kind === 'Namespace');
  const named = new Set(manifests.flatMap(({ metadata }) => metadata?.namespace ?? []));
  for (const { metadata } of own) { named.delete(metadata.name); }
  return [
    ...[...named].map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    ...own,
    ...manifests.filter(({ kind, metadata }) => kind !== 'Namespace' && metadata?.name),
  ];
}

async function podsMade({ api }: Cluster): Promise<void> {
  // some pods are refused, and never made
  const end = Date.now() + 3000;
  for (let made = false; !made && Date.now() < end; await sleep(200)) {
    const deployments = await api.list('/apis/apps/v1/deployments');
    made = deployments.every(({ metadata: { generation }, spec, status }) =>
      status.observedGeneration === generation && (status.replicas ?? 0) >= spec.replicas);
  }
}

async function live({ api }: Cluster): Promise<Manifest[]> {
  const lists = await Promise.all(PATHS.map(async where => {
    const { apiVersion, kind, items } = await api.call('GET', where);
    return items.map((item: Manifest) => ({ ...item, apiVersion, kind: kind.replace(/List$/, '') }));
  }));
  return lists.flat();
}

async function ours(cluster: Cluster): Promise<Map<string, boolean>> {
  const objects = await live(cluster);
  const { findings } = check(Manifests.fromYaml(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects })), { only: ['analysis'] });
  const found = findings.filter(({ code }) => code.startsWith('IST') && !OF_THE_CLUSTER.has(code));
  // istioctl knows pods only; we look at what makes them, too
  return new Map(found.map(({ code, manifest: m, steps }) => [`${code} ${m.kind} ${m.namespace ? `${m.namespace}/` : ''}${m.name}`, m.kind !== 'Pod' && steps.includes('template')]));
}

/** Codes and resources that only one of both names. How often it does so is not compared: a cluster holds pods and what makes them. */
function different(theirs: ReadonlySet<string>, we: ReadonlyMap<string, boolean>): string[] {
  return [
    ...[...theirs].filter(one => !we.has(one)).map(one => `istioctl alone: ${one}`),
    ...[...we].filter(([one, isTemplate]) => !theirs.has(one) && !isTemplate).map(([one]) => `we alone: ${one}`),
  ];
}

async function istioctl(tools: Toolbox, { kubeconfig, folder }: Cluster): Promise<Set<string>> {
  const done = spawnSync(path.join(tools.istio, 'istioctl'), ['analyze', '-A', '-o', 'json', '--kubeconfig', kubeconfig], {
    encoding: 'utf8', timeout: 60_000, maxBuffer: 1e8, env: { PATH: process.env.PATH, HOME: folder },
  });
  const start = done.stdout.indexOf('[');
  if (start < 0) { throw new Error(`istioctl analyze says nothing that can be read:\n${done.stdout}${done.stderr}`.slice(0, 300)); }
  const messages = JSON.parse(done.stdout.slice(start)) as { code: string; origin: string }[];
  return new Set(messages.filter(({ code }) => !OF_THE_CLUSTER.has(code)).map(({ code, origin }) => `${code} ${origin}`));
}
