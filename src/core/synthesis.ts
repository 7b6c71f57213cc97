import { ApiObject, App } from 'cdk8s';
import { ConstructOrder, IConstruct } from 'constructs';
import { Cluster } from './cluster';
import { orderReferences, Reference } from './order';

const SYNTHESIS = Symbol.for('cdk8s-istio.Synthesis');

/** A check of one construct that has to wait until nothing is added any more. */
interface LateCheck {
  readonly construct: IConstruct;
  readonly check: () => string[];
}

/**
 * What the library knows about an app as a whole, and the one place where it looks at the app as a whole.
 *
 * cdk8s validates an app once for the app and once more for every chart; the work here is done once a synth.
 */
export class Synthesis {
  /** The state of the app (or other root) that a construct lives in; the first call turns the checks on. */
  public static of(scope: IConstruct): Synthesis {
    let root: any = scope;
    for (let parent = root.node.scope; parent; parent = root.node.scope) { root = parent; }
    return root[SYNTHESIS] ?? (root[SYNTHESIS] = new Synthesis(root));
  }

  public readonly references: Reference[] = [];
  public readonly lateChecks: LateCheck[] = [];
  /** Objects without a namespace, whatever their chart says. */
  public readonly clusterScoped = new WeakSet<ApiObject>();

  private synthesizing = false;
  private result?: string[];

  private constructor(private readonly root: IConstruct) {
    root.node.addValidation({ validate: () => this.validate() });
    if (root instanceof App) {
      this.once(root, 'synth');
      this.once(root, 'synthYaml');
    }
  }

  /** Lets the validations inside one call of an app's method share their result. */
  private once(app: App, method: 'synth' | 'synthYaml') {
    const original: () => any = app[method];
    Object.defineProperty(app, method, {
      configurable: true,
      writable: true,
      value: () => {
        this.synthesizing = true;
        const forget = rememberTree(app);
        try {
          return original.call(app);
        } finally {
          forget();
          this.synthesizing = false;
          this.result = undefined;
        }
      },
    });
  }

  private validate(): string[] {
    if (this.result) { return this.result; }
    const result = this.check();
    if (this.synthesizing) { this.result = result; }
    return result;
  }

  private check(): string[] {
    const objects = orderReferences(this.root, this.references);
    return [...this.lateErrors(), ...this.duplicates(objects)];
  }

  private lateErrors(): string[] {
    return this.lateChecks.flatMap(({ construct, check }) =>
      isInTree(construct) ? check().map(error => `[${construct.node.path}] ${error}`) : []);
  }

  /** Two objects of one kind, namespace and name: the API server would keep the one applied last. */
  private duplicates(objects: ApiObject[]): string[] {
    const seen = new Map<string, ApiObject>();
    const clusters = new Map<IConstruct, string>();
    const errors: string[] = [];
    for (const object of objects) {
      let cluster = clusters.get(object.chart);
      if (cluster === undefined) {
        cluster = Cluster.of(object.chart)?.name ?? '';
        clusters.set(object.chart, cluster);
      }
      const namespace = this.clusterScoped.has(object) ? undefined : object.metadata.namespace;
      const key = `${cluster}\n${object.apiGroup}\n${object.kind}\n${namespace ?? ''}\n${object.name}`;
      const first = seen.get(key);
      if (!first) {
        seen.set(key, object);
        continue;
      }
      const remedy = first.chart === object.chart
        ? 'rename one or drop it'
        : 'rename one, or say with new Cluster(name, chart) that their charts go to different API servers';
      errors.push(`given ${object.kind} ${namespace ? `${namespace}/` : ''}${object.name} twice, by [${first.node.path}] and by [${object.node.path}], allowed once on an API server; ${remedy}`);
    }
    return errors;
  }
}

/**
 * Has a construct checked when the app is synthesized, for what can be known no earlier: once a synth, where a validation
 * of cdk8s would run once more for every chart.
 *
 * @param check returns what is wrong: field, given, allowed, what to do
 */
export function checkAtSynth(construct: IConstruct, check: () => string[]): void {
  Synthesis.of(construct).lateChecks.push({ construct, check });
}

/** False for what was removed with `tryRemoveChild`. */
function isInTree(construct: IConstruct): boolean {
  const parent = construct.node.scope;
  return !parent || (parent.node.tryFindChild(construct.node.id) === construct && isInTree(parent));
}

/**
 * cdk8s lists all constructs of an app once more for every chart. From the second time on, when validations have run and the
 * tree is what it will be, the list is kept: a third of the time of an app with many charts.
 *
 * @returns ends it
 */
function rememberTree(app: App): () => void {
  const node = app.node;
  const findAll = node.findAll.bind(node);
  let first = true;
  let all: IConstruct[] | undefined;
  Object.defineProperty(node, 'findAll', {
    configurable: true,
    value: (order?: ConstructOrder) => {
      if (first || order !== undefined) {
        first = false;
        return findAll(order);
      }
      return all ?? (all = findAll());
    },
  });
  return () => { delete (node as { findAll?: unknown }).findAll; };
}
