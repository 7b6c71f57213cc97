import { Complaint, Complaints } from './complaints';
import { undecodable } from './decode';
import { badAnnotation } from './metadata';

type Json = any;

/** Whose spec is looked at. */
interface Owner {
  readonly name: string;
  readonly namespace: string;
  readonly labels: { readonly [key: string]: string };
}

type Look = (spec: Json, said: Complaints, owner: Owner) => void;

/* eslint-disable @typescript-eslint/no-require-imports -- those are loaded whose kinds there are */
const KINDS = new Map<string, () => Look>([
  ['networking.istio.io/Gateway', () => require('./gateway').gateway],
  ['networking.istio.io/VirtualService', () => require('./virtual-service').virtualService],
  ['networking.istio.io/DestinationRule', () => require('./destination-rule').destinationRule],
  ['networking.istio.io/ServiceEntry', () => require('./service-entry').serviceEntry],
  ['networking.istio.io/Sidecar', () => require('./sidecar').sidecar],
  ['networking.istio.io/EnvoyFilter', () => require('./envoy-filter').envoyFilter],
  ['networking.istio.io/WorkloadEntry', () => (spec, said) => require('./workload-entry').workloadEntry(spec, said)],
  ['networking.istio.io/WorkloadGroup', () => require('./workload-group').workloadGroup],
  ['networking.istio.io/ProxyConfig', () => require('./policies').selecting],
  ['security.istio.io/AuthorizationPolicy', () => require('./authorization-policy').authorizationPolicy],
  ['security.istio.io/PeerAuthentication', () => require('./policies').selecting],
  ['security.istio.io/RequestAuthentication', () => require('./request-authentication').requestAuthentication],
  ['telemetry.istio.io/Telemetry', () => require('./telemetry').telemetry],
  ['extensions.istio.io/WasmPlugin', () => require('./wasm').wasmPlugin],
  ['extensions.istio.io/TrafficExtension', () => require('./wasm').trafficExtension],
]);
/* eslint-enable @typescript-eslint/no-require-imports */

export interface Answer {
  /** What it refuses. */
  readonly errors: readonly Complaint[];
  readonly warnings: readonly Complaint[];
}

/** Whether Istio's validating webhook is asked about a kind. */
export const isAsked = (group: string, kind: string) => KINDS.has(`${group}/${kind}`);

/**
 * What Istio's validating webhook says of a document that schema and rules let pass, as the API server hands it on: without
 * unknown fields and with defaults.
 */
export function askWebhook(document: Json, group: string, namespace: string): Answer {
  const { kind, metadata = {}, spec = {} } = document;
  // what the API server makes of generateName
  const name: string = metadata.name ?? `${metadata.generateName ?? ''}xxxxx`;
  const said = new Complaints();
  const wrong = undecodable(spec, said, kind) ?? badAnnotation(document, name, namespace);
  if (wrong) { return { errors: [wrong], warnings: [] }; }
  KINDS.get(`${group}/${kind}`)!()(spec, said, { name, namespace, labels: metadata.labels ?? {} });
  if (kind !== 'AuthorizationPolicy' || said.errors.length === 0) { return said; }
  const errors = said.errors.map(error => ({ ...error, message: `invalid policy ${name}.${namespace}: ${error.message}` }));
  return { errors, warnings: said.warnings };
}
