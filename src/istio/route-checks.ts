/**
 * Checks that the parts of a VirtualService's routes have in common.
 */
import { IConstruct } from 'constructs';
import { isLabel } from './hosts';
import { invalid } from '../core/errors';

const LEAST_PERCENTAGE = 0.0001;

/** A percentage of requests: 0, or 0.0001 to 100. */
export function renderPercentage(scope: IConstruct, field: string, percentage?: number): { readonly value: number } | undefined {
  if (percentage === undefined) { return undefined; }
  if (!(percentage === 0 || (percentage >= LEAST_PERCENTAGE && percentage <= 100))) {
    throw invalid(scope, field, { given: percentage, allowed: `0, or ${LEAST_PERCENTAGE} to 100`, todo: 'give the share of requests in percent' });
  }
  return { value: percentage };
}

/** The namespace of the workloads that a match is for. */
export function checkSourceNamespace(scope: IConstruct, field: string, namespace?: string): void {
  if (namespace !== undefined && !isLabel(namespace)) {
    throw invalid(scope, field, { given: namespace, allowed: 'the name of a namespace', todo: 'name the namespace that the traffic comes from' });
  }
}
