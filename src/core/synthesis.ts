import { ApiObject, App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Cluster } from './cluster';
import { hasValidations, KeptObjects, keepTree } from './keep';
import { keepOrder } from './keep-order';
import { orderReferences, Reference, Tree } from './order';

const SYNTHESIS = Symbol.for('cdk8s-istio.Synthesis');

/** Code of what a construct lacks in the end. */
export const INCOMPLETE = 'CDI0002';

/** A check of one construct that has to wait until nothing is added any more. */
interface LateCheck {
  readonly construct: IConstruct;
  readonly check: () => string[];
}

/** An error that is known of a construct without a look at its object. */
export interface Note {
  readonly construct: IConstruct;
  readonly code: string;
  /** The code in a word. */
  readonly name: string;
  readonly message: string;
}

/** That an object exists elsewhere. */
interface Declaration {
  readonly construct: IConstruct;
  readonly manifest: () => object;
}

/** What is not to be reported of a construct and all below it. */
export interface Ignored {
  readonly construct: IConstruct;
  readonly code?: string;
  readonly severity?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly reason: string;
}

/** What the user wants of the check of an app. */
export interface CheckSettings {
  readonly ignored: Ignored[];
  /** Constructs whose objects are not judged, but there for others to refer to. */
  readonly disabled: Set<IConstruct>;
  failOn?: string;
  meshConfigFile?: string;
}

/** An app as it is checked. */
export interface CheckedApp extends Tree {
  readonly settings: CheckSettings;
  readonly notes: readonly Note[];
  /** Objects that exist elsewhere, and who says so. */
  readonly declared: readonly Declaration[];
  /** What an object is rendered to. */
  render(object: ApiObject): unknown;
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
  public readonly declarations: Declaration[] = [];
  /** Objects without a namespace, whatever their chart says. */
  public readonly clusterScoped = new WeakSet<ApiObject>();
  public readonly settings: CheckSettings = { ignored: [], disabled: new Set() };

  private readonly printed = new Set<string>();
  private kept?: KeptObjects;
  private result?: string[];

  private constructor(private readonly root: IConstruct) {
    root.node.addValidation({ validate: () => this.validate() });
    if (root instanceof App) {
      this.once(root, 'synth');
      this.once(root, 'synthYaml');
    }
  }

  /** The app as it is now. */
  public look(): CheckedApp {
    const tree = orderReferences(this.root, this.references);
    const isThere = ({ construct }: { construct: IConstruct }) => isInTree(construct);
    const { settings } = this;
    const isFinal = !hasValidations(this.root, tree.objects) && !hasValidations(this.root, tree.others);
    return {
      ...tree,
      settings: { ...settings, ignored: settings.ignored.filter(isThere) },
      notes: [...this.incomplete(), ...this.duplicates(tree.objects)],
      declared: this.declarations.filter(isThere),
      render: this.kept && isFinal ? this.kept.render : object => object.toJson(),
    };
  }

  /** Lets the validations inside one call of an app's method share their result. */
  private once(app: App, method: 'synth' | 'synthYaml') {
    const original: () => any = app[method];
    Object.defineProperty(app, method, {
      configurable: true,
      writable: true,
      value: () => {
        const kept = this.kept = new KeptObjects();
        const forgetTree = keepTree(app);
        const forgetOrder = keepOrder(app);
        try {
          return original.call(app);
        } finally {
          forgetOrder();
          forgetTree();
          kept.forgetAll();
          this.kept = undefined;
          this.result = undefined;
        }
      },
    });
  }

  private validate(): string[] {
    if (this.result) { return this.result; }
    const result = this.check();
    if (this.kept) { this.result = result; }
    return result;
  }

  /** What checks is loaded when there is something to check: most of a program's runs in an editor or a test never synthesize. */
  private check(): string[] {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { checkApp, complaints, remarks }: typeof import('../check/at-synth') = require('../check/at-synth');
    const app = this.look();
    const report = checkApp(app);
    for (const remark of remarks(report, app)) {
      if (this.printed.has(remark)) { continue; }
      this.printed.add(remark);
      process.stderr.write(`${remark}\n`);
    }
    return complaints(report, app);
  }

  private incomplete(): Note[] {
    const notes: Note[] = [];
    for (const { construct, check } of this.lateChecks) {
      const messages = check();
      if (messages.length === 0 || !isInTree(construct)) { continue; }
      const { path } = construct.node;
      notes.push(...messages.map(message => ({ construct, code: INCOMPLETE, name: 'IncompleteConstruct', message: `[${path}] ${message}` })));
    }
    return notes;
  }

  /** Two objects of one kind, namespace and name: the API server would keep the one applied last. */
  private duplicates(objects: readonly ApiObject[]): Note[] {
    const seen = new Map<string, Map<string, ApiObject>>();
    const clusters = new Map<IConstruct, string>();
    const notes: Note[] = [];
    let last: { readonly object: ApiObject; readonly namespace?: string; readonly names: Map<string, ApiObject> } | undefined;
    for (const object of objects) {
      const namespace = this.clusterScoped.has(object) ? undefined : object.metadata.namespace;
      // most are of the kind of the one before, in the same place
      if (!last || !isAlike(last.object, object) || last.namespace !== namespace) {
        let cluster = clusters.get(object.chart);
        if (cluster === undefined) { clusters.set(object.chart, cluster = Cluster.of(object.chart)?.name ?? ''); }
        const place = [cluster, object.apiGroup, object.kind, namespace ?? ''].join('\n');
        const names = seen.get(place) ?? new Map<string, ApiObject>();
        seen.set(place, names);
        last = { object, namespace, names };
      }
      const first = last.names.get(object.name);
      if (!first) {
        last.names.set(object.name, object);
        continue;
      }
      const remedy = first.chart === object.chart
        ? 'rename one or drop it'
        : 'rename one, or say with new Cluster(name, chart) that their charts go to different API servers';
      notes.push({
        construct: object,
        code: 'CDI0003',
        name: 'DuplicateObject',
        message: `given ${object.kind} ${namespace ? `${namespace}/` : ''}${object.name} twice, by [${first.node.path}] and by [${object.node.path}], allowed once on an API server; ${remedy}`,
      });
    }
    return notes;
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

/**
 * Says that an object exists elsewhere, so that no check says that it is missing.
 *
 * @param manifest the object, made when it is asked for; fields that it lacks are not known
 */
export function declareElsewhere(construct: IConstruct, manifest: () => object): void {
  Synthesis.of(construct).declarations.push({ construct, manifest });
}

/** Says that the object of a construct is not to be judged, as it is not applied as it stands. */
export function notJudged(construct: IConstruct): void {
  Synthesis.of(construct).settings.disabled.add(construct);
}

/** Whether two objects are of one kind and one chart. */
function isAlike(a: ApiObject, b: ApiObject): boolean {
  return a.chart === b.chart && a.kind === b.kind && a.apiGroup === b.apiGroup;
}

/** False for what was removed with `tryRemoveChild`. */
function isInTree(construct: IConstruct): boolean {
  const parent = construct.node.scope;
  return !parent || (parent.node.tryFindChild(construct.node.id) === construct && isInTree(parent));
}
