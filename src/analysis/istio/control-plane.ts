import { isIP } from 'net';
import { Finding, Json, record } from '../../manifests';
import { info, warning } from '../code';
import { records, text } from '../fields';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const BAD_URL = warning('IST0163', 'InvalidExternalControlPlaneConfig');
const ADDRESS = info('IST0164', 'ExternalControlPlaneAddressIsNotAHostname');
const JWKS = warning('IST0175', 'JwksUriFetchUnrestricted');
const OLD_CRD = warning('IST0176', 'GatewayAPICRDVersionBelowMinimum');

const ADMISSION = 'admissionregistration.k8s.io';

function* externalControlPlanes(mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const configurations = [
    ...manifests.ofKind(ADMISSION, 'ValidatingWebhookConfiguration').filter(({ name }) => name === 'istiod-default-validator' || name.startsWith('istio-validator')),
    ...manifests.ofKind(ADMISSION, 'MutatingWebhookConfiguration').filter(({ name }) => name.startsWith('istio-sidecar-injector')),
  ];
  for (const configuration of configurations) {
    for (const [i, { name, clientConfig }] of records(configuration.object.webhooks).entries()) {
      const { url, service } = record(clientConfig);
      const steps = ['webhooks', i, 'clientConfig'];
      const webhook = `webhook ${text(name) ?? i}`;
      const host = typeof url === 'string' ? hostOf(url) : undefined;
      if (typeof url !== 'string') {
        if (service) { continue; }
        yield BAD_URL.at(configuration, steps, `${webhook} names neither a service nor a url, so the API server cannot ask it`, 'give the Service of istiod, or the URL of the control plane outside');
      } else if (host === undefined) {
        yield BAD_URL.at(configuration, [...steps, 'url'], `${webhook} has the url ${url}, which is none`, 'write it as https://HOST:PORT/PATH');
      } else if (isIP(host) > 0) {
        yield ADDRESS.at(configuration, [...steps, 'url'],
          `${webhook} reaches the control plane at the address ${host}, which may change and which few certificates are for`, 'give it a host name');
      }
    }
  }
}

/** The host in a URL, which may be empty; nothing if it is no URL. */
function hostOf(url: string): string | undefined {
  if (/[\x00-\x20\x7f]|%(?![0-9A-Fa-f]{2})/.test(url) || /^:|^[^A-Za-z/?#][^/?#]*:/.test(url)) { return undefined; }
  const authority = /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?\/\/([^/?#]*)/.exec(url)?.[1] ?? '';
  const host = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::\d*)?$/.exec(authority.slice(authority.lastIndexOf('@') + 1));
  return host ? host[1] ?? host[2] : undefined;
}

function* jwksAnywhere(mesh: Mesh): Generator<Finding> {
  const count = mesh.manifests.ofKind('security.istio.io', 'RequestAuthentication').length;
  if (count === 0) { return; }
  for (const deployment of mesh.manifests.ofKind('apps', 'Deployment')) {
    if (deployment.labels.app !== 'istiod') { continue; }
    const containers = records(record(record(record(deployment.object.spec).template).spec).containers);
    if (containers.some(({ env }) => records(env).some(({ name, value, valueFrom }) => name === 'BLOCKED_CIDRS_IN_JWKS_URIS' && (value || valueFrom)))) { continue; }
    yield JWKS.at(deployment, [],
      `istiod fetches the keys of ${count} RequestAuthentication${count > 1 ? 's' : ''} from any address, so whoever may write one can make istiod ask internal hosts`,
      'set BLOCKED_CIDRS_IN_JWKS_URIS for istiod, e.g. to 169.254.0.0/16 and the ranges of the cluster');
  }
}

/** The bundles of Gateway API from which on Istio 1.31 reads a kind. */
const OLDEST_BUNDLES = new Map([
  ['grpcroutes.gateway.networking.k8s.io', [1, 1, 0]],
  ['backendtlspolicies.gateway.networking.k8s.io', [1, 4, 0]],
  ['tlsroutes.gateway.networking.k8s.io', [1, 5, 0]],
  ['tcproutes.gateway.networking.k8s.io', [1, 6, 0]],
]);

function* oldCrds(mesh: Mesh): Generator<Finding> {
  for (const crd of mesh.manifests.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')) {
    const oldest = OLDEST_BUNDLES.get(crd.name);
    const bundle: Json = crd.annotations['gateway.networking.k8s.io/bundle-version'];
    const version = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-+].*)?$/.exec(bundle)?.slice(1).map(part => Number(part ?? 0));
    if (!oldest || !version) { continue; }
    const first = oldest.findIndex((part, i) => part !== version[i]);
    if (first < 0 || version[first] > oldest[first]) { continue; }
    yield OLD_CRD.at(crd, ['metadata', 'annotations', 'gateway.networking.k8s.io/bundle-version'],
      `${crd.name} is of Gateway API ${bundle}, and Istio 1.31 reads such objects from v${oldest.join('.')} on: it passes them over`,
      `install the CRDs of Gateway API v${oldest.join('.')} or later`);
  }
}

export const CONTROL_PLANE_RULES: readonly Rule[] = [externalControlPlanes, jwksAnywhere, oldCrds];
