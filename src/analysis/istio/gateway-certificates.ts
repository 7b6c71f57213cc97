import { warning } from '../code';
import { fullName, list, MOST_OTHERS, specOf } from '../fields';
import { selectorOf } from './gateway-pods';
import { Finding, isSelected, Json, Manifest } from '../../manifests';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const DUPLICATE = warning('IST0138', 'GatewayDuplicateCertificate');

/** Gateways of the same pods with the same certificate, over which browsers send requests of the one on connections of the other. */
export const duplicateCertificateRules: Rule = function * (mesh: Mesh): Generator<Finding> {
  const gateways = mesh.manifests.ofKind('networking.istio.io', 'Gateway');
  const users = new Map<string, Set<Manifest>>();
  const add = (key: string, gateway: Manifest) => {
    const others = users.get(key);
    if (others) { others.add(gateway); } else { users.set(key, new Set([gateway])); }
  };
  for (const gateway of gateways) {
    for (const certificate of certificatesOf(gateway)) {
      add(certificate, gateway);
      for (const label of Object.entries(selectorOf(mesh, gateway) ?? {})) { add(userKey(certificate, label), gateway); }
    }
  }
  for (const gateway of gateways) {
    const matchLabels = selectorOf(mesh, gateway);
    if (!matchLabels) { continue; }
    const rivals = new Set<Manifest>();
    for (const certificate of certificatesOf(gateway)) {
      // of its labels the one that the fewest have: those are looked at
      const [fewest] = [certificate, ...Object.entries(matchLabels).map(label => userKey(certificate, label))]
        .map(key => users.get(key)!).sort((a, b) => a.size - b.size);
      for (const other of fewest) {
        if (rivals.size >= MOST_OTHERS) { break; }
        if (other !== gateway && isSelected(selectorOf(mesh, other) ?? {}, { matchLabels })) { rivals.add(other); }
      }
    }
    for (const other of rivals) {
      yield DUPLICATE.at(gateway, ['metadata', 'name'],
        `Gateway ${fullName(mesh, other)} has the same certificate for the same pods: a client that has a connection to one of the two sends requests of the other `
        + 'on it, too, which are answered with 404',
        'put the hosts of both into one Gateway, or give them certificates that differ');
    }
  }
};

const userKey = (certificate: string, [key, value]: [string, Json]): string => `${certificate}\n${key}=${value}`;

/** The certificates of a Gateway: the same text for the same certificate. */
function certificatesOf(gateway: Manifest): Set<string> {
  const certificates = new Set<string>();
  for (const { tls } of list(specOf(gateway).servers)) {
    if (tls?.credentialName) {
      certificates.add(JSON.stringify(tls.credentialName));
    } else if (tls?.serverCertificate && tls.privateKey) {
      certificates.add(JSON.stringify([tls.serverCertificate, tls.privateKey]));
    }
  }
  return certificates;
}
