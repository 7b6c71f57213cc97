/** Changes to a set of headers: removed first, then set, then added. */
export interface HeaderChanges {
  /**
   * Headers that get this value, whatever they had.
   *
   * @default - none
   */
  readonly set?: { [header: string]: string };

  /**
   * Values that are added to what the headers have.
   *
   * @default - none
   */
  readonly add?: { [header: string]: string };

  /**
   * Headers that are taken away.
   *
   * @default - none
   */
  readonly remove?: string[];
}

/**
 * Changes to the headers of requests and responses.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers
 */
export interface HeaderOperations {
  /**
   * Changes to the request before it goes to its destination.
   *
   * @default - none
   */
  readonly request?: HeaderChanges;

  /**
   * Changes to the response before it goes back.
   *
   * @default - none
   */
  readonly response?: HeaderChanges;
}
