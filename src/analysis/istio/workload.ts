import { error, warning } from '../code';
import { containersOf, hasAutoImage, injectors, isControlPlane, isInjected } from './injection';
import { Finding, record } from '../../manifests';
import { records } from '../fields';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const UID = warning('IST0144', 'InvalidApplicationUID');
const AUTO_IN_WORKLOAD = warning('IST0146', 'ImageAutoWithoutInjectionWarning');
const AUTO_IN_POD = error('IST0147', 'ImageAutoWithoutInjectionError');

const PROXY_UID = 1337;
/** Containers that run as the proxy's user because they are of Istio. */
const OWN_CONTAINERS = new Set(['istio-proxy', 'istio-operator']);

/** One finding a workload, at the first place: what its pods have comes from it. */
function* proxyUid(mesh: Mesh): Generator<Finding> {
  for (const { workload, path, spec, labels } of mesh.manifests.pods) {
    if (isControlPlane(workload.kind === 'Deployment' ? workload.labels : labels)) { continue; }
    const places: { readonly name: string; readonly steps: readonly (string | number)[] }[] = [];
    if (record(spec.securityContext).runAsUser === PROXY_UID) { places.push({ name: 'the pod', steps: ['securityContext', 'runAsUser'] }); }
    for (const [i, { name, securityContext }] of records(spec.containers).entries()) {
      if (OWN_CONTAINERS.has(name) || record(securityContext).runAsUser !== PROXY_UID) { continue; }
      places.push({ name: `container ${name}`, steps: ['containers', i, 'securityContext', 'runAsUser'] });
    }
    if (places.length === 0) { continue; }
    yield UID.at(workload, [...path, 'spec', ...places[0].steps],
      `${places.map(place => place.name).join(' and ')} runs as user ${PROXY_UID}, whose traffic goes past the sidecar, as that user is the proxy itself`,
      `run as any other user than ${PROXY_UID}`);
  }
}

/** A pod that stands for itself is told as Istio tells it of one that runs: with `auto` it has not been injected. */
function* autoImage(mesh: Mesh): Generator<Finding> {
  const from = injectors(mesh);
  for (const pods of mesh.manifests.pods) {
    const { workload, path } = pods;
    if (!hasAutoImage(pods)) { continue; }
    const bare = workload.kind === 'Pod';
    if (!bare && isInjected(mesh, pods, from)) { continue; }
    const code = workload.kind === 'Deployment' ? AUTO_IN_WORKLOAD : AUTO_IN_POD;
    const index = containersOf(pods).findIndex(({ name, image }) => name === 'istio-proxy' && image === 'auto');
    yield code.at(workload, [...path, 'spec', 'containers', index, 'image'], bare
      ? 'image auto of istio-proxy is replaced when a pod is created, and a pod on its own is created once only: where injection fails it never starts'
      : 'image auto of istio-proxy is replaced by injection, and no injector takes these pods: they fail to pull the image auto',
    bare ? 'make the pod by a Deployment whose template is injected'
      : 'label the template sidecar.istio.io/inject: "true", or its namespace istio-injection: enabled');
  }
}

export const WORKLOAD_RULES: readonly Rule[] = [proxyUid, autoImage];
