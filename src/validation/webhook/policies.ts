import { Complaints } from './complaints';
import { policySelector } from './selectors';

type Json = any;

/** Kinds of which the schema says all but this. */
export function selecting(spec: Json, said: Complaints): void {
  said.in(spec, 'selector', policySelector);
}
