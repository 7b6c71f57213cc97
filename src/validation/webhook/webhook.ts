import { authorizationPolicy } from './authorization-policy';
import { Complaint, Complaints } from './complaints';
import { undecodable } from './decode';
import { destinationRule } from './destination-rule';
import { envoyFilter } from './envoy-filter';
import { gateway } from './gateway';
import { badAnnotation } from './metadata';
import { selecting } from './policies';
import { requestAuthentication } from './request-authentication';
import { serviceEntry } from './service-entry';
import { sidecar } from './sidecar';
import { telemetry } from './telemetry';
import { virtualService } from './virtual-service';
import { trafficExtension, wasmPlugin } from './wasm';
import { workloadEntry } from './workload-entry';
import { workloadGroup } from './workload-group';

type Json = any;

/** Whose spec is looked at. */
interface Owner {
  readonly name: string;
  readonly namespace: string;
  readonly labels: { readonly [key: string]: string };
}

const KINDS = new Map<string, (spec: Json, said: Complaints, owner: Owner) => void>([
  ['networking.istio.io/Gateway', gateway],
  ['networking.istio.io/VirtualService', virtualService],
  ['networking.istio.io/DestinationRule', destinationRule],
  ['networking.istio.io/ServiceEntry', serviceEntry],
  ['networking.istio.io/Sidecar', sidecar],
  ['networking.istio.io/EnvoyFilter', envoyFilter],
  ['networking.istio.io/WorkloadEntry', (spec, said) => workloadEntry(spec, said)],
  ['networking.istio.io/WorkloadGroup', workloadGroup],
  ['networking.istio.io/ProxyConfig', selecting],
  ['security.istio.io/AuthorizationPolicy', authorizationPolicy],
  ['security.istio.io/PeerAuthentication', selecting],
  ['security.istio.io/RequestAuthentication', requestAuthentication],
  ['telemetry.istio.io/Telemetry', telemetry],
  ['extensions.istio.io/WasmPlugin', wasmPlugin],
  ['extensions.istio.io/TrafficExtension', trafficExtension],
]);

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
  KINDS.get(`${group}/${kind}`)!(spec, said, { name, namespace, labels: metadata.labels ?? {} });
  if (kind !== 'AuthorizationPolicy' || said.errors.length === 0) { return said; }
  const errors = said.errors.map(error => ({ ...error, message: `invalid policy ${name}.${namespace}: ${error.message}` }));
  return { errors, warnings: said.warnings };
}
