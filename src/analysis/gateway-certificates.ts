import { error, warning } from './code';
import { fullName, list, MOST_OTHERS, specOf } from './fields';
import { podsOfGateway, selectorOf } from './gateway-pods';
import { Mesh } from './mesh';
import { Rule } from './rule';
import { complaintOf } from './server-certificate';
import { Finding, isSelected, Json, Manifest } from '../manifests';

const NOT_FOUND = error('IST0101', 'ReferencedResourceNotFound');
const DUPLICATE = warning('IST0138', 'GatewayDuplicateCertificate');
const INVALID = error('IST0161', 'InvalidGatewayCredential');

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

/** Certificates of Gateways that are not there where the pods are, or that no proxy can use. */
export const credentialRules: Rule = function * (mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const complaints = new Map<Manifest, string | undefined>();
  for (const gateway of manifests.ofKind('networking.istio.io', 'Gateway')) {
    const selector = selectorOf(mesh, gateway);
    if (!selector) { continue; }
    const namespaces = [...new Set(podsOfGateway(mesh, selector).map(pods => manifests.namespaceOf(pods.workload)))];
    if (namespaces.length === 0) { continue; }
    for (const [i, { tls }] of list(specOf(gateway).servers).entries()) {
      const name = tls?.credentialName;
      // a prefix such as `configmap://` names something else than a Secret
      if (!name || name.includes('://')) { continue; }
      const steps = ['spec', 'servers', i, 'tls', 'credentialName'];
      const secret = namespaces.map(namespace => secretNamed(mesh, name, namespace)).find(found => found !== undefined);
      if (!secret) {
        const elsewhere = manifests.named(name).find(m => m.group === '' && m.kind === 'Secret');
        yield NOT_FOUND.at(gateway, steps, `Secret ${name} is not there in namespace ${namespaces.join(', ')}, where the pods of the Gateway are, `
          + 'so connections to this server fail',
          elsewhere ? `it is in namespace ${manifests.namespaceOf(elsewhere)}: the proxies read Secrets of their own namespace only`
            : 'correct the name, or add the Secret to that namespace');
        continue;
      }
      if (!complaints.has(secret)) { complaints.set(secret, manifests.isContext(secret) && !secret.object.data ? undefined : complaintOf(secret.object)); }
      const complaint = complaints.get(secret);
      if (complaint) {
        yield INVALID.at(gateway, steps, `Secret ${fullName(mesh, secret)} is of no use for it: ${complaint}`,
          'give tls.crt (or cert) a certificate in PEM that is in force, and tls.key (or key) its key');
      }
    }
  }
};

function secretNamed({ manifests }: Mesh, reference: string, namespace: string): Manifest | undefined {
  const [name, of = namespace] = reference.split('/', 2).reverse();
  return manifests.find('', 'Secret', name, of);
}
