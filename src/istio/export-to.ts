import { isLabel } from './hosts';
import { optionalList } from './optional';
import { checkObject } from '../core/checks';
import { Consumer } from '../core/destination';
import { invalid } from '../core/errors';

/**
 * A namespace that an Istio resource counts in.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
 */
export class ExportTo {
  /** The namespace that the resource lives in. */
  public static sameNamespace(): ExportTo {
    return new ExportTo('.');
  }

  /** All namespaces. Stands alone. */
  public static allNamespaces(): ExportTo {
    return new ExportTo('*');
  }

  /**
   * One namespace.
   *
   * @param name name of the namespace
   */
  public static namespace(name: string): ExportTo {
    return new ExportTo(name);
  }

  /** @internal */
  public static _render(consumer: Consumer, field: string, exportTo?: ExportTo[]): string[] | undefined {
    if (exportTo === undefined) { return undefined; }
    const seen = new Set<string>();
    const values = optionalList(consumer, field, exportTo)?.map((to, i) => {
      const { value } = checkObject(consumer, `${field}[${i}]`, to, 'value', 'a namespace, e.g. of ExportTo.namespace()');
      const namespace = value === '.' ? consumer.namespace ?? value : value;
      if (value !== '.' && value !== '*' && !isLabel(value)) {
        throw invalid(consumer, `${field}[${i}]`, { given: value, allowed: 'the name of a namespace', todo: 'name one namespace, or use allNamespaces()' });
      }
      if (seen.has(namespace)) {
        throw invalid(consumer, `${field}[${i}]`, { given: `${namespace} twice`, allowed: 'each namespace once', todo: 'drop one of the two' });
      }
      seen.add(namespace);
      return value;
    });
    if (seen.has('*') && seen.size > 1) {
      throw invalid(consumer, field, { given: values, allowed: 'all namespaces, or some', todo: 'drop allNamespaces() or the others' });
    }
    return values;
  }

  private constructor(private readonly value: string) {}
}
