import { error } from '../code';
import { fullName, list, specOf } from '../fields';
import { podsOfGateway, selectorOf, selectorText } from './gateway-pods';
import { Mesh } from '../mesh';
import { Rule } from '../rule';
import { complaintOf } from './server-certificate';
import { Finding, Manifest } from '../../manifests';

const NOT_FOUND = error('IST0101', 'ReferencedResourceNotFound');
const INVALID = error('IST0161', 'InvalidGatewayCredential');

/** Certificates of Gateways that are not there where the pods are, or that no proxy can use. */
export const credentialRules: Rule = function * (mesh: Mesh): Generator<Finding> {
  const namespaces = new Map<string, readonly string[]>();
  const complaints = new Map<Manifest, string | undefined>();
  for (const gateway of mesh.manifests.ofKind('networking.istio.io', 'Gateway')) {
    const selector = selectorOf(mesh, gateway);
    if (!selector) { continue; }
    for (const [i, { tls }] of list(specOf(gateway).servers).entries()) {
      const name = tls?.credentialName;
      // a prefix such as `configmap://` names something else than a Secret
      if (!name || name.includes('://')) { continue; }
      const text = selectorText(selector);
      let there = namespaces.get(text);
      if (!there) {
        there = [...new Set(podsOfGateway(mesh, selector).map(({ workload }) => mesh.manifests.namespaceOf(workload)))];
        namespaces.set(text, there);
      }
      if (there.length === 0) { break; }
      const steps = ['spec', 'servers', i, 'tls', 'credentialName'];
      const secret = secretNamed(mesh, name, there);
      if (!secret) {
        const where = `in namespace ${there.join(', ')}, where the pods of the Gateway are`;
        yield NOT_FOUND.at(gateway, steps, `Secret ${name} is not there ${where}, so connections to this server fail`, hintFor(mesh, name));
        continue;
      }
      if (!complaints.has(secret)) { complaints.set(secret, isUnknown(mesh, secret) ? undefined : complaintOf(secret.object)); }
      const complaint = complaints.get(secret);
      if (complaint) {
        yield INVALID.at(gateway, steps, `Secret ${fullName(mesh, secret)} is of no use for it: ${complaint}`,
          'give tls.crt (or cert) a certificate in PEM that is in force, and tls.key (or key) its key');
      }
    }
  }
};

/** The Secret of a name, or of `namespace/name`, in one of the namespaces. */
function secretNamed({ manifests }: Mesh, reference: string, namespaces: readonly string[]): Manifest | undefined {
  const [name, own] = reference.split('/', 2).reverse();
  for (const namespace of own === undefined ? namespaces : [own]) {
    const secret = manifests.find('', 'Secret', name, namespace);
    if (secret) { return secret; }
  }
  return undefined;
}

const isUnknown = ({ manifests }: Mesh, secret: Manifest): boolean =>
  manifests.isContext(secret) && secret.object.data === undefined && secret.object.stringData === undefined;

function hintFor({ manifests }: Mesh, name: string): string {
  const elsewhere = manifests.named(name).find(({ group, kind }) => group === '' && kind === 'Secret');
  return elsewhere ? `it is in namespace ${manifests.namespaceOf(elsewhere)}: proxies read Secrets of their own namespace only`
    : 'correct the name, or add the Secret to that namespace';
}
