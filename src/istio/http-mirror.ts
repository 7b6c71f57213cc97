import { Destination } from './destination';
import { optionalList } from './optional';
import { renderWhole } from './split';
import { VirtualServiceSpecHttpMirrors } from '../../imports/networking.istio.io';
import { checkNumber } from '../core/checks';
import { Consumer } from '../core/destination';
import { checkStruct } from '../core/kinds';

/**
 * A destination that gets a copy of requests; its answers are dropped.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMirrorPolicy
 */
export interface HttpMirrorPolicy {
  /** Where the copies go. Without weight and header changes. */
  readonly destination: Destination;

  /**
   * Percentage of the requests that are copied. 0 to 100.
   *
   * @default 100
   */
  readonly percentage?: number;
}

/** Checks mirrors and renders them. @internal */
export function renderMirrors(consumer: Consumer, field: string, mirrors?: HttpMirrorPolicy[]): VirtualServiceSpecHttpMirrors[] | undefined {
  return optionalList(consumer, field, mirrors)?.map((mirror, i) => ({
    destination: renderWhole(consumer, `${field}[${i}].destination`, checkStruct(consumer, `${field}[${i}]`, mirror).destination),
    percentage: renderMirrorPercentage(consumer, `${field}[${i}].percentage.value`, mirror.percentage),
  }));
}

/** Checks the share of requests that are copied and renders it. @internal */
export function renderMirrorPercentage(consumer: Consumer, field: string, percentage?: number): { readonly value: number } | undefined {
  return percentage === undefined ? undefined : { value: checkNumber(consumer, field, percentage, 0, 100) };
}
