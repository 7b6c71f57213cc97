/** A list, or nothing if it is empty: an empty list would stand in the way of the API's default. */
export function unlessEmpty<T>(list: T[] | undefined): T[] | undefined {
  return list && list.length > 0 ? list : undefined;
}
