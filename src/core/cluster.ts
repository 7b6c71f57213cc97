import { Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';

const CLUSTER = Symbol.for('cdk8s-istio.Cluster');

/**
 * One API server, and the chart whose documents are applied to it.
 *
 * All charts of an app go to the same API server unless they are given to a cluster. Documents of different clusters may
 * carry the same kind, namespace and name, and have no order among them.
 *
 * @example
 * const m1c1 = new Cluster('m1c1', new Chart(app, 'bookinfo-m1c1'));
 */
export class Cluster {
  /**
   * The cluster that a construct's documents go to.
   *
   * @param scope any construct in a chart
   * @returns the cluster, or nothing if the construct goes to the API server that all unassigned charts share
   */
  public static of(scope: IConstruct): Cluster | undefined {
    for (let c: IConstruct | undefined = scope; c; c = c.node.scope) {
      const cluster = (c as any)[CLUSTER];
      if (cluster) { return cluster; }
    }
    return undefined;
  }

  /** Name of the cluster, e.g. its id in the mesh. */
  public readonly name: string;

  /** Chart whose documents are applied to this cluster. */
  public readonly chart: Chart;

  /**
   * @param name name of the cluster, e.g. its id in the mesh
   * @param chart chart whose documents are applied to this cluster
   */
  constructor(name: string, chart: Chart) {
    this.name = name;
    this.chart = chart;
    this.add(chart);
  }

  /**
   * Sends the documents of another chart, app or scope to this cluster as well.
   *
   * @throws if the scope already belongs to a cluster of another name
   */
  public add(scope: Construct): void {
    const other: Cluster | undefined = (scope as any)[CLUSTER];
    if (other && other.name !== this.name) {
      throw new Error(`[${scope.node.path}] cluster: given "${this.name}", allowed one cluster a chart and this one goes to "${other.name}"; make a chart for each cluster`);
    }
    Object.defineProperty(scope, CLUSTER, { value: this, configurable: true });
  }
}
