import { isIstioGateway } from './classes';
import { REFERENCE_NOT_PERMITTED } from './codes';
import { Grants } from './grants';
import { GATEWAY_API, nameOf, ObjectReference } from './kinds';
import { gatewayOf } from './listeners';
import { Finding, Manifest, Manifests, record } from '../../manifests';
import { warning } from '../code';
import { orElsewhere } from '../elsewhere';
import { records } from '../fields';
import { Mesh } from '../mesh';

const CERTIFICATE_NOT_FOUND = warning('GWA0204', 'CertificateNotFound');

type Steps = readonly (string | number)[];

/** Listeners by which the proxy has a certificate of the mesh. */
const TLS_MODE = 'gateway.istio.io/tls-terminate-mode';
const OF_THE_MESH = new Set(['ISTIO_SIMPLE', 'ISTIO_MUTUAL']);

/** Keys under which a Secret holds a certificate and its private key. */
const PAIRS: readonly (readonly [string, string])[] = [['tls.crt', 'tls.key'], ['cert', 'key']];

/** The certificates that Gateways and ListenerSets name: whether they are there, and may be referred to. */
export function * certificates({ manifests }: Mesh): Generator<Finding> {
  const grants = new Grants(manifests);
  for (const kind of ['Gateway', 'ListenerSet']) {
    for (const owner of manifests.ofKind(GATEWAY_API, kind)) {
      const gateway = kind === 'Gateway' ? owner : gatewayOf(manifests, owner);
      const istio = gateway !== undefined && isIstioGateway(manifests, gateway);
      const issued = Object.keys(owner.annotations).some(name => name.startsWith('cert-manager.io/'));
      for (const { steps, ref } of referencesOf(owner)) {
        const { name, namespace = manifests.namespaceOf(owner), group = '', kind: target = 'Secret' } = ref;
        if (name === undefined) { continue; }
        const at = nameOf(target, namespace, name);
        if (!grants.permit(owner, { ...ref, group, kind: target })) {
          yield REFERENCE_NOT_PERMITTED.at(owner, [...steps, 'namespace'],
            `no ReferenceGrant in namespace ${namespace} lets ${kind}s of ${manifests.namespaceOf(owner)} refer to ${at}`,
            grants.hintFor(owner, { ...ref, group, kind: target }));
          continue;
        }
        const authority = steps.includes('caCertificateRefs');
        if (group !== '' || (target !== 'Secret' && !(authority && target === 'ConfigMap'))) {
          if (istio) {
            yield CERTIFICATE_NOT_FOUND.at(owner, [...steps, 'kind'], `Istio reads no certificates from a ${target} of group ${JSON.stringify(group)}`,
              authority ? 'name a Secret or a ConfigMap of group ""' : 'name a Secret of group ""');
          }
          continue;
        }
        const found = manifests.find(group, target, name, namespace);
        if (!found) {
          if (target === 'Secret' && issued) { continue; }
          yield CERTIFICATE_NOT_FOUND.at(owner, [...steps, 'name'], `there is no ${at}, so TLS connections that need it fail`,
            orElsewhere('correct name or namespace', target, CERTIFICATE_NOT_FOUND, manifests, owner));
        } else if (!authority && !holdsPair(manifests, found)) {
          yield CERTIFICATE_NOT_FOUND.at(owner, [...steps, 'name'], `${at} holds no certificate in PEM with its private key`, 'give both in its data, as tls.crt and tls.key');
        }
      }
    }
  }
}

function * referencesOf(owner: Manifest): Generator<{ readonly steps: Steps; readonly ref: ObjectReference }> {
  const spec = record(owner.object.spec);
  function * listed(steps: Steps, refs: unknown) {
    for (const [i, ref] of records(refs).entries()) { yield { steps: [...steps, i], ref }; }
  }
  for (const [i, listener] of records(spec.listeners).entries()) {
    const tls = record(listener.tls);
    if (tls.mode === 'Passthrough' || OF_THE_MESH.has(record(tls.options)[TLS_MODE])) { continue; }
    yield * listed(['spec', 'listeners', i, 'tls', 'certificateRefs'], tls.certificateRefs);
  }
  const { frontend, backend } = record(spec.tls);
  const clients = ['validation', 'caCertificateRefs'];
  yield * listed(['spec', 'tls', 'frontend', 'default', ...clients], record(record(record(frontend).default).validation).caCertificateRefs);
  for (const [i, port] of records(record(frontend).perPort).entries()) {
    yield * listed(['spec', 'tls', 'frontend', 'perPort', i, 'tls', ...clients], record(record(port.tls).validation).caCertificateRefs);
  }
  const { clientCertificateRef } = record(backend);
  if (clientCertificateRef) { yield { steps: ['spec', 'tls', 'backend', 'clientCertificateRef'], ref: record(clientCertificateRef) }; }
}

function holdsPair(manifests: Manifests, secret: Manifest): boolean {
  const { data, stringData } = secret.object;
  const held = { ...record(data), ...record(stringData) };
  if (Object.keys(held).length === 0 && manifests.isContext(secret)) { return true; }
  const text = (key: string) => Object.hasOwn(record(stringData), key) ? String(held[key]) : Buffer.from(String(held[key]), 'base64').toString();
  return PAIRS.some(([certificate, key]) => certificate in held && key in held && text(certificate).includes('-----BEGIN CERTIFICATE-----'));
}
