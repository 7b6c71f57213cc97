import { quoted } from '../field-error';
import { subnet } from './addresses';
import { Complaints } from './complaints';
import { exportTo } from './export-to';
import { badName, badWildcard, checkHost } from './hosts';
import { labels } from './labels';
import { checkPortName, checkProtocol, isHttp, isTcp, isTls } from './ports';
import { workloadSelector } from './selectors';
import { namedAddress, workloadEntry } from './workload-entry';

type Json = any;

interface Owner {
  readonly namespace: string;
  readonly labels: { readonly [key: string]: string };
}

export function serviceEntry(spec: Json, said: Complaints, owner: Owner): void {
  said.in(spec, 'workloadSelector', workloadSelector, 'service entry');
  if (said.errors.length > 0) { return; }
  const { resolution = 'NONE', hosts, ports = [], addresses = [] } = spec;
  said.each(spec, 'hosts', hostName, resolution);
  said.each(spec, 'addresses', subnet);
  const allocates = resolution !== 'NONE' && owner.labels['networking.istio.io/enable-autoallocate-ip']?.toLowerCase() !== 'false';
  said.each(spec, 'ports', port, addresses.length > 0 || allocates);
  switch (resolution) {
    case 'NONE':
      if (spec.workloadSelector !== undefined) {
        said.warning('workloadSelector should not be set when resolution mode is NONE', 'give resolution STATIC, or drop workloadSelector', 'workloadSelector');
      }
      break;
    case 'STATIC':
      said.each(spec, 'endpoints', staticEndpoint, new Set<string>(ports.map((p: Json) => p.name)));
      break;
    case 'DYNAMIC_DNS':
      dynamic(spec, said, owner);
      break;
    default:
      byName(spec, said, resolution);
  }
  if (resolution !== 'NONE' && hosts.length > 1) {
    const other = ports.findIndex(({ protocol: spoken = '' }: Json) => !isHttp(spoken) && !isTls(spoken));
    if (other >= 0) {
      said.error(
        'multiple hosts provided with non-HTTP, non-TLS ports',
        'write a ServiceEntry for each host: connections of TCP do not say which they want', 'ports', other, 'protocol',
      );
    }
  }
  said.in(spec, 'exportTo', exportTo, { namespace: owner.namespace, toNoOne: true });
}

function hostName(name: string, said: Complaints, resolution: string): void {
  checkHost(name, said);
  const partial = resolution === 'DYNAMIC_DNS' ? undefined : badWildcard(name);
  if (partial !== undefined) { said.warning(partial, 'let the wildcard be the whole first label, as in *.example.com'); }
}

function port(it: Json, said: Complaints, hasAddress: boolean): void {
  if (!hasAddress && (!it.protocol || it.protocol === 'TCP')) {
    said.warning(
      'addresses are required for ports serving TCP (or unset) protocol when IP Autoallocation is not enabled',
      'give addresses: connections of TCP are told apart by them', 'protocol',
    );
  }
  said.in(it, 'name', checkPortName);
  said.in(it, 'protocol', checkProtocol);
}

/** Endpoints name ports of the ServiceEntry. */
function endpointPorts({ ports: numbers = {} }: Json, said: Complaints, ports: ReadonlySet<string>): void {
  for (const name in numbers) {
    if (ports.has(name)) { continue; }
    said.error(`endpoint port ${numbers[name]} is not defined by the service entry`, 'name a port of the ServiceEntry', 'ports', name);
  }
}

function staticEndpoint(endpoint: Json, said: Complaints, ports: ReadonlySet<string>): void {
  const missing = !endpoint.address && !endpoint.network;
  workloadEntry(endpoint, said, false);
  if (missing) { return; }
  endpointPorts(endpoint, said, ports);
  if (endpoint.address?.startsWith('unix://') && ports.size !== 1) {
    said.error('exactly 1 service port required for unix endpoints', 'give the ServiceEntry one port', 'address');
  }
}

function namedEndpoint(endpoint: Json, said: Complaints, ports: ReadonlySet<string>): void {
  namedAddress(endpoint.address ?? '', said);
  said.in(endpoint, 'labels', labels);
  endpointPorts(endpoint, said, ports);
}

function byName(spec: Json, said: Complaints, resolution: string): void {
  const { hosts, ports = [], endpoints = [], addresses = [] } = spec;
  const unnamed = endpoints.length > 0 ? -1 : hosts.findIndex((name: string) => badName(name) !== undefined);
  if (unnamed >= 0) {
    said.error(
      `hosts must be FQDN or contain only prefix wildcards if no endpoints are provided for resolution mode ${resolution}, ${badName(hosts[unnamed])}`,
      'name the hosts in full, or give endpoints', 'hosts', unnamed,
    );
  }
  said.each(spec, 'endpoints', namedEndpoint, new Set<string>(ports.map((p: Json) => p.name)));
  if (addresses.length > 0 && hosts.length > 1 && ports.some(({ protocol: spoken = '' }: Json) => isTcp(spoken))) {
    said.warning('service entry can not have more than one host specified simultaneously with address and tcp port', 'write a ServiceEntry for each host', 'hosts');
  }
}

const DYNAMIC_PROTOCOLS = new Set(['http', 'tls', 'grpc', 'http2']);

/** Where the host of each request is looked up. */
function dynamic({ hosts, addresses = [], endpoints = [], ports = [], location = 'MESH_EXTERNAL' }: Json, said: Complaints, owner: Owner): void {
  hosts.forEach((name: string, i: number) => {
    if (!name.startsWith('*')) { said.error('host must be wildcarded for resolution mode DYNAMIC_DNS', 'give a wildcard, or resolution DNS', 'hosts', i); }
  });
  if (addresses.length > 0) {
    said.error(
      'addresses cannot be set for resolution type DYNAMIC_DNS. HTTP route domains will only be generatedfrom the hosts field values',
      'drop addresses', 'addresses',
    );
  }
  if (endpoints.length > 0) {
    said.error(
      'endpoints cannot be set for resolution type DYNAMIC_DNS. Destination IP address determined from hostsfield values',
      'drop endpoints', 'endpoints',
    );
  }
  ports.forEach(({ protocol: spoken = '' }: Json, i: number) => {
    if (DYNAMIC_PROTOCOLS.has(spoken.toLowerCase())) { return; }
    said.error('only HTTP, TLS, GRPC, and HTTP2 protocols are supported for resolution type DYNAMIC_DNS', 'give one of them', 'ports', i, 'protocol');
  });
  const waypoint = owner.labels['istio.io/use-waypoint'] ?? '';
  if (location === 'MESH_INTERNAL' && waypoint !== '' && waypoint.toLowerCase() !== 'none') {
    said.error(
      'location MESH_INTERNAL with resolution type DYNAMIC_DNS is not supported when using waypoints',
      `give MESH_EXTERNAL, or drop the label istio.io/use-waypoint (${quoted(waypoint)})`, 'location',
    );
  }
}
