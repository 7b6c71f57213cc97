/** Compares what `istioctl analyze` finds in a cluster with what this library finds in the same objects. */
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { check } from '../../src/check';
import { Manifests } from '../../src/manifests';
import { CORPORA } from '../../test/corpora';
import { Rejection } from '../cluster/api';
import { Cluster } from '../cluster/cluster';
import { Manifest, readManifests } from '../cluster/manifest';
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

const itemsOf = (manifest: Manifest): Manifest[] => manifest.kind === 'List' ? manifest.items : [manifest];

/** What analyzers look at. */
const PATHS = [
  '/api/v1/services', '/api/v1/pods', '/api/v1/namespaces', '/api/v1/secrets', '/api/v1/configmaps', '/api/v1/serviceaccounts',
  '/apis/apps/v1/deployments', '/apis/apps/v1/statefulsets', '/apis/apps/v1/daemonsets', '/apis/networking.k8s.io/v1/ingresses',
  ...['virtualservices', 'destinationrules', 'gateways', 'serviceentries', 'sidecars', 'workloadentries', 'workloadgroups'].map(kind => `/apis/networking.istio.io/v1/${kind}`),
  '/apis/networking.istio.io/v1alpha3/envoyfilters', '/apis/networking.istio.io/v1beta1/proxyconfigs',
  ...['authorizationpolicies', 'peerauthentications', 'requestauthentications'].map(kind => `/apis/security.istio.io/v1/${kind}`),
  '/apis/telemetry.istio.io/v1/telemetries', '/apis/extensions.istio.io/v1alpha1/wasmplugins',
  ...['gateways', 'gatewayclasses', 'httproutes', 'grpcroutes'].map(kind => `/apis/gateway.networking.k8s.io/v1/${kind}`),
];

/** Only what changes at run time, or another cluster, decides these. */
const OF_THE_CLUSTER = new Set(['IST0001', 'IST0103', 'IST0126', 'IST0136', 'IST0139', 'IST0141', 'IST0142', 'IST0143', 'IST0156', 'IST0158', 'IST0163', 'IST0164',
  'IST0168', 'IST0169', 'IST0170', 'IST0171', 'IST0172', 'IST0175', 'IST0176']);

/** Where we say something else on purpose, by the files of a case. */
const OTHERWISE: { readonly [name: string]: string } = {
  'virtualservice_kubernetes_gateways.yaml': 'istioctl finds what istiod makes of Gateway API\'s Gateways in files only, as its own test of this case does',
};

/** Deploys a case, asks both about all that is in the cluster then, and takes it away again. Gives how many findings both have. */
export async function compareAnalysis(tools: Toolbox, cluster: Cluster, { name, manifests }: AnalysisCase): Promise<number> {
  const { api } = cluster;
  const applied: Manifest[] = [];
  try {
    for (const manifest of inOrderOfNeed(manifests)) {
      try {
        await api.apply(manifest, { lax: true });
        applied.push(manifest);
      } catch (error) {
        // what is refused is not there for either
        if (!(error instanceof Rejection)) { throw error; }
      }
    }
    await podsMade(cluster);
    const decided = (one: string) => !OF_THE_CLUSTER.has(one.slice(0, one.indexOf(' ')));
    const theirs = istioctl(tools, cluster).filter(decided);
    const objects = await live(cluster);
    const ours = check(new Manifests([...Manifests.fromYaml(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }))]), { only: ['analysis'] }).findings
      .filter(f => f.code.startsWith('IST')).map(({ code, manifest: m }) => `${code} ${m.kind} ${m.namespace ? `${m.namespace}/` : ''}${m.name}`)
      .filter(decided);
    const [missing, extra] = [without(theirs, ours), without(ours, theirs)];
    if (missing.length + extra.length > 0 && !OTHERWISE[name]) {
      throw new Error([...missing.map(one => `istioctl alone: ${one}`), ...extra.map(one => `we alone: ${one}`)].join('\n'));
    }
    return theirs.length;
  } finally {
    for (const manifest of applied.reverse()) {
      if (manifest.kind !== 'Namespace') { await api.delete(manifest); }
    }
    await waitFor('the pods of the case to go', 20, async () => (await api.list('/api/v1/pods')).every(pod => pod.metadata.namespace === 'istio-system'));
  }
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

function istioctl(tools: Toolbox, { kubeconfig, folder }: Cluster): string[] {
  const done = spawnSync(path.join(tools.istio, 'istioctl'), ['analyze', '-A', '-o', 'json', '--kubeconfig', kubeconfig], {
    encoding: 'utf8', timeout: 60_000, maxBuffer: 1e8, env: { PATH: process.env.PATH, HOME: folder },
  });
  const start = done.stdout.indexOf('[');
  if (start < 0) { throw new Error(`istioctl analyze says nothing that can be read:\n${done.stdout}${done.stderr}`); }
  return (JSON.parse(done.stdout.slice(start)) as { code: string; origin: string }[]).map(({ code, origin }) => `${code} ${origin}`);
}

/** What the first list has more often than the second. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return list.filter(one => {
    const at = left.indexOf(one);
    if (at >= 0) { left.splice(at, 1); }
    return at < 0;
  });
}

