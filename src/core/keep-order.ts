import { ApiObject, App, Chart } from 'cdk8s';
import { hasValidations } from './keep';
import { hasDependencies } from './order';

/**
 * Where nothing depends on anything, objects and charts are written in the order in which they were made. To find that, cdk8s
 * makes a graph of the app and one of each chart, and it validates the app again for each chart, which can find nothing new.
 *
 * @returns ends it
 */
export function keepOrder(app: App): () => void {
  if (!isOf(App, app, 'charts')) { return () => {}; }
  const sort = Object.getOwnPropertyDescriptor(App.prototype, 'charts')!.get!;
  const kept: Chart[] = [];
  Object.defineProperty(app, 'charts', {
    configurable: true,
    get: () => {
      const all = app.node.findAll();
      if (hasValidations(app, all) || all.some(hasDependencies)) { return sort.call(app); }
      const charts = new Map<Chart, ApiObject[]>();
      for (const construct of all) {
        if (construct instanceof Chart) { charts.set(construct, []); }
        if (construct instanceof ApiObject) { charts.get(construct.chart)!.push(construct); }
      }
      for (const [chart, objects] of charts) {
        if (!isOf(Chart, chart, 'toJson')) { continue; }
        chart.toJson = () => objects.map(object => object.toJson());
        kept.push(chart);
      }
      return [...charts.keys()];
    },
  });
  return () => {
    delete (app as { charts?: unknown }).charts;
    for (const chart of kept) { delete (chart as { toJson?: unknown }).toJson; }
  };
}

/** Whether a member is that of the class, and nobody overrides it. */
function isOf(base: { readonly prototype: object }, object: object, member: string): boolean {
  for (let o = object; o !== base.prototype; o = Object.getPrototypeOf(o)) {
    if (o === null || Object.hasOwn(o, member)) { return false; }
  }
  return true;
}
