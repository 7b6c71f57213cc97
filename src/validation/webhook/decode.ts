import { Complaint, Complaints } from './complaints';
import { parseDuration } from './go';
import { durationHint } from '../duration-hint';

type Json = any;

/**
 * What keeps the webhook from reading a spec that the schema lets pass, upon which it says nothing else. Of several such
 * mistakes the webhook names one.
 */
export function undecodable(spec: Json, said: Complaints, kind: string): Complaint | undefined {
  KINDS.get(kind)?.(spec, said);
  const [first] = said.errors;
  return first && { ...first, message: `error decoding configuration: ${first.message}` };
}

const KINDS = new Map<string, (spec: Json, said: Complaints) => void>([
  ['DestinationRule', (spec, said) => {
    said.in(spec, 'trafficPolicy', trafficPolicy);
    said.each(spec, 'subsets', withPolicy);
  }],
  ['Sidecar', (spec, said) => {
    said.in(spec, 'inboundConnectionPool', connectionPool);
    said.each(spec, 'ingress', withPool);
  }],
  ['PeerAuthentication', (spec, said) => said.keys(spec, 'portLevelMtls', port)],
]);

function withPolicy(subset: Json, said: Complaints): void {
  said.in(subset, 'trafficPolicy', trafficPolicy);
}

function trafficPolicy(policy: Json, said: Complaints): void {
  said.in(policy, 'connectionPool', connectionPool);
  said.in(policy, 'loadBalancer', loadBalancer);
  said.in(policy, 'retryBudget', retryBudget);
  said.each(policy, 'portLevelSettings', trafficPolicy);
}

function withPool(listener: Json, said: Complaints): void {
  said.in(listener, 'connectionPool', connectionPool);
}

function connectionPool({ tcp }: Json, said: Complaints): void {
  if (tcp?.idleTimeout !== undefined) { said.in({ tcp }, 'tcp', (settings, inTcp) => inTcp.in(settings, 'idleTimeout', duration)); }
}

function loadBalancer({ consistentHash: hash }: Json, said: Complaints): void {
  if (hash?.httpCookie?.ttl === undefined) { return; }
  said.in({ consistentHash: hash }, 'consistentHash', (_, inHash) => inHash.in(hash, 'httpCookie', (cookie, inCookie) => inCookie.in(cookie, 'ttl', duration)));
}

function retryBudget(budget: Json, said: Complaints): void {
  said.in(budget, 'budgetInterval', duration);
}

function duration(text: string, said: Complaints): void {
  const length = parseDuration(text);
  if (typeof length === 'string') { said.error(`bad Duration: ${length}`, durationHint(text)); }
}

/** Ports are read more strictly than by the schema's rule: without sign and leading zeros. */
function port(number: string, said: Complaints): void {
  if (/^[1-9]/.test(number)) { return; }
  const complaint = number.startsWith('0') ? `'${number[1]}' after top-level value` : `'${number[0]}' looking for beginning of value`;
  said.error(`invalid character ${complaint}`, 'give the number of the port alone');
}
