import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Cluster } from './cluster';

/** That one construct names another, which must therefore be applied first. */
export interface Reference {
  readonly source: IConstruct;
  readonly target: IConstruct;
}

/** The parts of a construct name the same few one after the other. */
const LAST = 4;

/** Adds a reference, unless it is one of the last ones. */
export function noteReference(references: Reference[], reference: Reference): void {
  for (let i = references.length - 1, end = i - LAST; i >= 0 && i > end; i--) {
    if (references[i].source === reference.source && references[i].target === reference.target) { return; }
  }
  references.push(reference);
}

/** The constructs of an app. */
export interface Tree {
  readonly objects: readonly ApiObject[];
  readonly others: readonly IConstruct[];
  /** References to constructs of other apps, and to what a chart of another cluster says to exist. */
  readonly elsewhere: readonly Reference[];
}

/** First and last position of the objects below a construct; none below: first > last. */
interface Span {
  readonly first: number;
  last: number;
}

/**
 * Makes the order of output the order to apply: what is referred to comes before what refers to it, in one chart and
 * from chart to chart of one API server.
 *
 * cdk8s keeps the order of creation where no dependency says otherwise, and every dependency costs it time in every
 * chart. So dependencies are added only to charts whose order of creation does not do.
 *
 * @returns all constructs from the root on, in order of creation
 */
export function orderReferences(root: IConstruct, references: Reference[]): Tree {
  const objects: ApiObject[] = [];
  const others: IConstruct[] = [];
  const spans = new Map<IConstruct, Span>();
  const reorder = new Set<Chart>();
  const walk = (construct: IConstruct) => {
    const span: Span = { first: objects.length, last: -1 };
    spans.set(construct, span);
    if (construct instanceof ApiObject) { objects.push(construct); } else { others.push(construct); }
    if (hasDependencies(construct) && !(construct instanceof Chart)) {
      const chart = chartOf(construct);
      if (chart) { reorder.add(chart); }
    }
    for (const child of construct.node.children) { walk(child); }
    span.last = objects.length - 1;
  };
  walk(root);

  const between = new Map<Chart, Set<Chart>>();
  const elsewhere: Reference[] = [];
  for (const reference of references) {
    const source = spans.get(reference.source);
    const target = spans.get(reference.target);
    if (source && (target ? target.first > target.last && isOfOtherCluster(reference) : reference.target.node.root !== root)) {
      elsewhere.push(reference);
    }
    if (!source || !target || !areApart(source, target)) { continue; }
    const sourceChart = objects[source.first].chart;
    const targetChart = objects[target.first].chart;
    if (sourceChart !== targetChart) {
      if (!isOfOtherCluster(reference)) {
        between.set(sourceChart, (between.get(sourceChart) ?? new Set()).add(targetChart));
      }
      continue;
    }
    if (target.last > source.first) { reorder.add(sourceChart); }
  }

  for (const reference of reorder.size > 0 ? references : []) {
    const source = spans.get(reference.source);
    const target = spans.get(reference.target);
    if (!source || !target || !areApart(source, target)) { continue; }
    const { chart } = objects[source.first];
    if (!reorder.has(chart) || objects[target.first].chart !== chart) { continue; }
    const targets = objects.slice(target.first, target.last + 1);
    for (let i = source.first; i <= source.last; i++) { objects[i].node.addDependency(...targets); }
  }
  orderCharts(between);
  return { objects, others, elsewhere };
}

/** Without the list that constructs makes of them each time it is asked, where that can be known. */
export function hasDependencies({ node }: IConstruct): boolean {
  const { _dependencies: known } = node as unknown as { readonly _dependencies?: unknown };
  return known instanceof Set ? known.size > 0 : node.dependencies.length > 0;
}

function isOfOtherCluster({ source, target }: Reference): boolean {
  return Cluster.of(source)?.name !== Cluster.of(target)?.name;
}

/** Charts may refer to each other both ways, which is no mistake: the reference that came first decides. */
function orderCharts(between: Map<Chart, Set<Chart>>) {
  const reaches = (from: IConstruct, to: IConstruct, seen = new Set<IConstruct>()): boolean =>
    from === to || from.node.dependencies.some(next => !seen.has(next) && reaches(next, to, seen.add(next)));
  for (const [source, targets] of between) {
    for (const target of targets) {
      if (!reaches(target, source)) { source.node.addDependency(target); }
    }
  }
}

/** Whether both hold objects, and none of them in common: only then one can come before the other. */
function areApart(a: Span, b: Span): boolean {
  const overlap = a.first <= b.last && b.first <= a.last;
  return a.first <= a.last && b.first <= b.last && !overlap;
}

function chartOf(construct: IConstruct): Chart | undefined {
  return construct.node.scopes.reverse().find((c): c is Chart => Chart.isChart(c));
}
