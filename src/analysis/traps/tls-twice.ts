import { settingsOf } from './mtls';
import { familyOf } from './protocols';
import { ISTIO } from './routing';
import { areHttpProxies } from './service-numbers';
import { Finding, fullHost, Json } from '../../manifests';
import { warning } from '../code';
import { list, once, records, some, specOf } from '../fields';
import { GATEWAY_API } from '../gateway-api/kinds';
import { destinations } from '../istio/destinations';
import { Mesh } from '../mesh';

const TLS_TWICE = warning('CDI0244', 'TlsTwice');

/** DestinationRules that have sidecars begin TLS for hosts outside of the mesh whose clients have begun it: their ports say that they speak TLS. */
export function * tlsTwice(mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  if (manifests.ofKind(ISTIO, 'ServiceEntry').length === 0 || areHttpProxies(mesh) || haveClientsOfTheirOwn(mesh)) { return; }
  for (const rule of manifests.ofKind(ISTIO, 'DestinationRule')) {
    const { host } = specOf(rule);
    const begun = typeof host === 'string' ? settingsOf(rule).filter(({ mode, steps }) => (mode === 'SIMPLE' || mode === 'MUTUAL') && !steps.includes('subsets')) : [];
    if (begun.length === 0) { continue; }
    const full = fullHost(host, manifests.namespaceOf(rule), manifests.domain);
    const declaring = manifests.declaring(full);
    if (!declaring.every(({ kind }) => kind === 'ServiceEntry') || plainHosts(mesh).has(full)) { continue; }
    const ports = declaring.flatMap(entry => records(specOf(entry).ports));
    for (const { steps, mode, port, except } of begun) {
      const meant = ports.filter(({ number }) => port === undefined ? !except.has(number) : number === port);
      if (meant.length === 0 || !meant.every(({ protocol }) => familyOf(protocol) === 'tls')) { continue; }
      yield TLS_TWICE.at(rule, steps,
        `clients of ${host} speak TLS themselves, as its ServiceEntry says (${some(meant.map(({ number, protocol }) => `${number} ${protocol}`))}), and mode ${mode} puts TLS around that, which the host does not take`,
        'drop tls, so that the TLS of the clients is passed on; or have clients speak HTTP: give the ServiceEntry a port with protocol HTTP, and begin TLS for that one');
    }
  }
}

/** Hosts that requests without TLS are routed to. */
const plainHosts = once(mesh => {
  const hosts = new Set<string>();
  for (const { all } of destinations(mesh)) {
    for (const { protocol, full } of all) { if (protocol !== 'tls') { hosts.add(full); } }
  }
  for (const kind of ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute']) {
    for (const route of mesh.manifests.ofKind(GATEWAY_API, kind)) {
      for (const rule of records(specOf(route).rules)) { backendsOf(rule).forEach(({ name }) => hosts.add(name)); }
    }
  }
  return hosts;
});

const backendsOf = ({ backendRefs, filters }: Json): readonly Json[] =>
  [...records(backendRefs), ...records(filters).map(({ requestMirror }) => requestMirror?.backendRef ?? {})];

/** Whether proxies may ask hosts themselves, such as for traces and for authorization: they begin with plain text. */
function haveClientsOfTheirOwn({ config, manifests }: Mesh): boolean {
  return list(config.extensionProviders).length > 0 || config.defaultConfig?.tracing !== undefined
    || [...manifests.ofKind(ISTIO, 'EnvoyFilter'), ...manifests.ofKind('telemetry.istio.io', 'Telemetry')].length > 0
    || manifests.ofKind('security.istio.io', 'AuthorizationPolicy').some(policy => specOf(policy).action === 'CUSTOM');
}
