import { ApiObject, App } from 'cdk8s';
import { ConstructOrder, IConstruct } from 'constructs';

/**
 * cdk8s lists all constructs of an app once more for every chart. From the second time on, when validations have run and the
 * tree is what it will be, the list is kept: a third of the time of an app with many charts.
 *
 * @returns ends it
 */
export function keepTree(app: App): () => void {
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

/** What objects were rendered to for the check, until they are rendered to be written: each is rendered once a synth. */
export class KeptObjects {
  private readonly kept: ApiObject[] = [];

  /** Renders an object, and has that be what it is rendered to next time. */
  public readonly render = (object: ApiObject): unknown => {
    const json = object.toJson();
    if (!Object.hasOwn(object, 'toJson')) { // as where another language overrides it
      this.kept.push(object);
      object.toJson = () => {
        forget(object);
        return json;
      };
    }
    return json;
  };

  /** Has what is left be rendered afresh. */
  public forgetAll(): void {
    this.kept.forEach(forget);
  }
}

function forget(object: ApiObject) {
  delete (object as { toJson?: unknown }).toJson;
}

/**
 * Whether a construct has a validation of its own, which could change objects after they are rendered for the check of the
 * whole app, the first validation to run.
 */
export function hasValidations(root: IConstruct, constructs: readonly IConstruct[]): boolean {
  const count = (construct: IConstruct) => (construct.node as unknown as { _validations?: unknown[] })._validations?.length ?? Infinity;
  return constructs.some(construct => count(construct) > (construct === root ? 1 : 0));
}
