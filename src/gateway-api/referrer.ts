import { IObjectReference } from './object-reference';
import { Consumer } from '../core/destination';

/** A construct that refers to objects of other namespaces, which they must allow. */
export interface Referrer extends Consumer {
  /**
   * Takes note of an object that is referred to: it is applied first, and allows it if it is in another namespace.
   *
   * @internal
   */
  _uses(field: string, target: IObjectReference): void;
}
