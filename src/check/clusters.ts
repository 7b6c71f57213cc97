import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ConstructOrigin } from './construct-origin';
import { Cluster } from '../core/cluster';
import { ImportedResource } from '../core/resource';
import { CheckedApp } from '../core/synthesis';
import { Json, Manifest, Manifests, manifestsIn, record } from '../manifests';

/** What an app sends to one API server. */
export interface ClusterManifests {
  readonly judged: Manifest[];
  /** What is there beside it: objects that are not to be judged, what is said to exist elsewhere, and what other clusters share. */
  readonly context: Manifest[];
}

/** Kinds that the clusters of a mesh know of each other, and those that say how the mesh is set up. */
const SHARED = new Set([
  '/Service', '/Namespace', '/Pod', 'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet', 'batch/Job', 'batch/CronJob',
  'networking.istio.io/ServiceEntry', 'networking.istio.io/WorkloadEntry', 'sailoperator.io/Istio', 'install.istio.io/IstioOperator',
]);
const isShared = ({ group, kind, name }: Manifest) => SHARED.has(`${group}/${kind}`) || (kind === 'ConfigMap' && name === 'istio');
const WORKLOADS = new Set(['Pod', 'Deployment', 'StatefulSet', 'DaemonSet']);

/**
 * The objects of an app, apart by API server.
 *
 * @param of takes the manifest of each object
 */
export function clustersOf(app: CheckedApp, of?: Map<IConstruct, Manifest>): ClusterManifests[] {
  const clusters = new Map<string, ClusterManifests>();
  const byChart = new Map<Chart, ClusterManifests>();
  const clusterOf = (construct: IConstruct, chart = Chart.of(construct)) => {
    let cluster = byChart.get(chart);
    if (!cluster) {
      const name = Cluster.of(chart)?.name ?? '';
      cluster = clusters.get(name) ?? { judged: [], context: [] };
      clusters.set(name, cluster);
      byChart.set(chart, cluster);
    }
    return cluster;
  };
  const isDisabled = below(app.settings.disabled);
  for (const object of app.objects) {
    const { judged, context } = clusterOf(object, object.chart);
    const manifests = render(app, object);
    const target = isDisabled(object) ? context : judged;
    for (let i = 0; i < manifests.length; i++) { target.push(manifests[i]); }
    if (of && manifests.length > 0) { of.set(object, manifests[0]); }
  }
  if (clusters.size > 1) { share([...clusters.values()]); }
  for (const { construct, manifest } of app.declared) {
    clusterOf(construct).context.push(new Manifest(JSON.parse(JSON.stringify(manifest())), new ConstructOrigin(construct)));
  }
  for (const construct of app.others) {
    if (isImported(construct)) { clusterOf(construct).context.push(...everywhere(construct, clusterOf(construct))); }
  }
  for (const { source, target } of app.elsewhere) { clusterOf(source).context.push(...madeElsewhere(target, clusterOf(source))); }
  return [...clusters.values()].filter(({ judged }) => judged.length > 0).map(withoutRepeated);
}

/** What cannot be rendered, or is no object, is for cdk8s to complain about when it writes it. */
function render(app: CheckedApp, object: ApiObject): Manifest[] {
  try {
    return manifestsIn(app.render(object), new ConstructOrigin(object));
  } catch {
    return [];
  }
}

/** What a construct of another app makes, or one of another app or cluster says to exist. What one alone selects is not known. */
function madeElsewhere(construct: IConstruct, cluster: ClusterManifests): Manifest[] {
  const origin = new ConstructOrigin(construct);
  if (construct instanceof ImportedResource) { return [new Manifest(JSON.parse(JSON.stringify(construct._manifest())), origin)]; }
  if (isImported(construct)) { return everywhere(construct, cluster); }
  const objects: Json[] = construct.node.findAll().filter(ApiObject.isApiObject).map(object => object.toJson());
  if (objects.length === 1 && objects[0].spec) { objects[0].spec.selector = undefined; }
  return objects.map(object => new Manifest(object, origin));
}

function share(clusters: readonly ClusterManifests[]) {
  const shared = clusters.map(({ judged, context }) => [...judged, ...context].filter(isShared));
  clusters.forEach(({ context }, i) => {
    shared.forEach((manifests, j) => {
      if (i === j) { return; }
      for (const manifest of manifests) { context.push(manifest); }
    });
  });
}

/** Without what is there itself, so that the context has nothing twice and nothing of what is judged. */
function withoutRepeated({ judged, context }: ClusterManifests): ClusterManifests {
  if (context.length === 0) { return { judged, context }; }
  const known = new Manifests(judged);
  const key = (manifest: Manifest) => `${manifest.group}/${manifest.kind}/${known.namespaceOf(manifest)}/${manifest.name}`;
  const names = new Set(context.map(({ name }) => name));
  const seen = new Set(judged.filter(({ name }) => names.has(name)).map(key));
  return {
    judged,
    context: context.filter(manifest => {
      const identity = key(manifest);
      if (seen.has(identity)) { return false; }
      seen.add(identity);
      return manifest.kind !== 'ServiceEntry' || !hasHost(known, manifest, known.namespaceOf(manifest));
    }),
  };
}

function hasHost(known: Manifests, { object }: Manifest, namespace: string): boolean {
  return [record(object.spec).hosts ?? []].flat()
    .some((host: string) => known.declaring(host, namespace).length > 0);
}

/** What cdk8s-plus makes for an object that exists already: `Secret.fromSecretName` and its like. */
interface Imported extends IConstruct {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

function isImported(construct: IConstruct): construct is Imported {
  return 'resourceType' in construct && 'apiVersion' in construct && construct.node.children.length === 0;
}

/** It says no namespace; Istio looks for it where the pods are that need it. */
function everywhere(construct: Imported, { judged, context }: ClusterManifests): Manifest[] {
  const { apiVersion, kind, name } = construct;
  const namespaces = new Set<string | undefined>([Chart.of(construct).namespace, 'istio-system']);
  for (const manifest of [...judged, ...context]) {
    if (WORKLOADS.has(manifest.kind)) { namespaces.add(manifest.namespace); }
  }
  return [...namespaces].map(namespace => new Manifest({ apiVersion, kind, metadata: { name, namespace } }, new ConstructOrigin(construct)));
}

/** Whether a construct is one of those given or below one. */
function below(roots: ReadonlySet<IConstruct>): (construct: IConstruct) => boolean {
  if (roots.size === 0) { return () => false; }
  return construct => construct.node.scopes.some(scope => roots.has(scope));
}
