import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { GatewayApiVersion } from './api-version';
import { IObjectReference } from './object-reference';
import { ReferenceGrant, ReferenceGrantFrom, ReferenceGrantTo } from './reference-grant';
import { Cluster } from '../core/cluster';
import { Consumer } from '../core/destination';
import { invalid } from '../core/errors';
import { refersTo } from '../core/resource';
import { declareElsewhere } from '../core/synthesis';

const PERMITS = Symbol.for('cdk8s-istio.Permits');
const MAX_TARGETS = 16;

/** A grant that this library made. */
interface Permit {
  readonly grant: ReferenceGrant;
  readonly sources: WeakSet<IConstruct>;
  targets: number;
}

/** The grants of an app. */
interface Permits {
  /** By who may refer and what to. */
  readonly byTarget: Map<string, Permit>;
  /** The one to be filled next, by kind and namespace of who may refer, and namespace of what to. */
  readonly open: Map<string, Permit>;
}

/**
 * Allows a construct to refer to an object of another namespace. All constructs of an app that are of the same kind and
 * namespace share a ReferenceGrant a target namespace; it names each object, and where it is full another one is made.
 *
 * The grant is put in the chart that makes the object; in that of the construct if none does, or if it goes to another cluster.
 *
 * @param kind kind of the construct's object, of the group gateway.networking.k8s.io
 */
export function permit(source: Consumer, kind: string, field: string, target: IObjectReference): void {
  const namespace = target.namespace!;
  if (source.namespace === undefined) {
    throw invalid(source, field, {
      given: `${target.kind} ${namespace}/${target.name}`,
      allowed: 'one in the same namespace, as this construct has none and so no ReferenceGrant can name it',
      todo: `set the namespace of this construct or of its chart "${Chart.of(source).node.path}", or make the grant yourself and set referenceGrants to false`,
    });
  }
  const { byTarget, open } = permitsOf(source);
  const pair = [Cluster.of(source)?.name ?? '', kind, source.namespace, namespace].join('\n');
  const key = [pair, target.group, target.kind, target.name].join('\n');
  let found = byTarget.get(key);
  if (!found) {
    found = open.get(pair);
    if (!found || found.targets === MAX_TARGETS) {
      found = make(source, kind, target, found);
      open.set(pair, found);
    }
    found.grant.addTo(ReferenceGrantTo.object(target));
    found.targets++;
    byTarget.set(key, found);
  }
  if (!found.sources.has(source)) {
    found.sources.add(source);
    refersTo(source, found.grant);
  }
}

/** Says that a grant is there by which a construct may refer to an object of another namespace. */
export function declarePermit(source: Consumer, kind: string, { group, kind: targetKind, name, namespace }: IObjectReference): void {
  declareElsewhere(source, () => ({
    apiVersion: GatewayApiVersion.V1BETA1,
    kind: 'ReferenceGrant',
    metadata: { name: `${kind}-to-${targetKind}-${name}`.toLowerCase(), namespace },
    spec: { from: [{ group: 'gateway.networking.k8s.io', kind, namespace: source.namespace }], to: [{ group, kind: targetKind, name }] },
  }));
}

/** Its name says both namespaces, as cdk8s can write a file for each object, named by kind and name alone. */
function make(source: Consumer, kind: string, target: IObjectReference, full?: Permit): Permit {
  const name = full ? nextName(full.grant.name) : `${kind.toLowerCase()}-from-${bare(source.namespace!)}-to-${bare(target.namespace!)}`;
  const grant = new ReferenceGrant(chartFor(source, target), `ReferenceGrant:${name}`, {
    metadata: { name, namespace: target.namespace },
    from: [ReferenceGrantFrom.of({ kind, namespace: source.namespace! })],
  });
  return { grant, sources: new WeakSet(), targets: 0 };
}

/** A namespace, or a placeholder for one without its brackets, which no name can have. */
function bare(namespace: string): string {
  return namespace.replace(/[<>]/g, '');
}

function nextName(name: string): string {
  const [, base, number] = /^(.*?)(?:\.(\d+))?$/.exec(name)!;
  return `${base}.${Number(number ?? 1) + 1}`;
}

function chartFor(source: Consumer, target: IObjectReference): Chart {
  return target.construct && Cluster.of(target.construct)?.name === Cluster.of(source)?.name ? Chart.of(target.construct) : Chart.of(source);
}

function permitsOf(scope: IConstruct): Permits {
  const root: any = scope.node.root;
  return root[PERMITS] ?? (root[PERMITS] = { byTarget: new Map(), open: new Map() });
}
