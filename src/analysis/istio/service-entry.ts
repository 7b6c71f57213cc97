import { Finding, Manifest, record } from '../../manifests';
import { warning } from '../code';
import { EVERYWHERE, scopesOf } from './export-to';
import { records, some, strings } from '../fields';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const ADDRESSES = warning('IST0134', 'ServiceEntryAddressesRequired');
const PROTOCOLS = warning('IST0177', 'ConflictingServiceEntryProtocol');

const serviceEntries = (mesh: Mesh) => mesh.manifests.ofKind('networking.istio.io', 'ServiceEntry');

function* addresses(mesh: Mesh): Generator<Finding> {
  const { ISTIO_META_DNS_CAPTURE: capture, ISTIO_META_DNS_AUTO_ALLOCATE: v1, PILOT_ENABLE_IP_AUTOALLOCATE: v2 } =
    record(record(mesh.config.defaultConfig).proxyMetadata);
  if (capture === 'true' && (v1 === 'true' || v2 === 'true')) { return; }
  for (const entry of serviceEntries(mesh)) {
    const spec = record(entry.object.spec);
    if (strings(spec.addresses).length > 0 || records(record(entry.status).addresses).length > 0) { continue; }
    for (const [i, { protocol, number = 0 }] of records(spec.ports).entries()) {
      if (protocol && String(protocol).toUpperCase() !== 'TCP') { continue; }
      yield ADDRESSES.at(entry, ['spec', 'ports', i, 'name'],
        `port ${number} is ${protocol ? '' : 'taken for '}TCP, and without addresses the proxy cannot tell its traffic from that to any other host on port ${number}`,
        'give the addresses of the host, or a protocol that names the host itself (HTTP, HTTPS, TLS), or have istiod allocate addresses');
    }
  }
}

interface Claim {
  readonly protocol: string;
  readonly entry: Manifest;
}

/** One finding an entry, at the first of its conflicts. */
function* protocols(mesh: Mesh): Generator<Finding> {
  const claims = new Map<string, { readonly scope: string; readonly host: string; readonly port: number; readonly of: Claim[] }>();
  const key = (scope: string, host: string, port: number) => `${scope} ${host} ${port}`;
  for (const entry of serviceEntries(mesh)) {
    const spec = record(entry.object.spec);
    for (const scope of scopesOf(strings(spec.exportTo), mesh.manifests.namespaceOf(entry))) {
      for (const host of strings(spec.hosts)) {
        for (const { number: port = 0, protocol = '' } of records(spec.ports)) {
          const claim = { protocol: String(protocol).toUpperCase(), entry };
          const same = claims.get(key(scope, host, port));
          if (same) { same.of.push(claim); } else { claims.set(key(scope, host, port), { scope, host, port, of: [claim] }); }
        }
      }
    }
  }
  const told = new Set<Manifest>();
  for (const { scope, host, port, of: own } of claims.values()) {
    const all = scope === EVERYWHERE ? own : [...own, ...claims.get(key(EVERYWHERE, host, port))?.of ?? []];
    const names = new Set(all.map(claim => claim.protocol || 'none'));
    if (names.size < 2) { continue; }
    const message = `several ServiceEntries (${some(all.map(claim => claim.entry.name))}) say that port ${port} of ${host} is ${some([...names].sort())}, and only one of them takes effect`;
    for (const { entry } of all) {
      if (told.has(entry)) { continue; }
      told.add(entry);
      yield PROTOCOLS.at(entry, ['metadata', 'name'], message, `give port ${port} of ${host} one protocol, best in one ServiceEntry`);
    }
  }
}

export const SERVICE_ENTRY_RULES: readonly Rule[] = [addresses, protocols];
