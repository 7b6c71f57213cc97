import { Finding, Manifest, Manifests, record } from '../../manifests';
import { warning } from '../code';
import { orElsewhere } from '../elsewhere';
import { records } from '../fields';
import { Mesh } from '../mesh';

const BACKEND_NOT_FOUND = warning('CDI0231', 'IngressBackendNotFound');

type Steps = readonly (string | number)[];

/** The Services that Ingresses send requests to: whether they are there and have the port. */
export function * ingressBackends({ manifests }: Mesh): Generator<Finding> {
  for (const ingress of manifests.ofKind('networking.k8s.io', 'Ingress')) {
    const { defaultBackend, rules } = record(ingress.object.spec);
    yield * backend(manifests, ingress, ['spec', 'defaultBackend', 'service'], defaultBackend);
    for (const [i, { http }] of records(rules).entries()) {
      for (const [k, path] of records(record(http).paths).entries()) {
        yield * backend(manifests, ingress, ['spec', 'rules', i, 'http', 'paths', k, 'backend', 'service'], path.backend);
      }
    }
  }
}

function * backend(manifests: Manifests, ingress: Manifest, steps: Steps, given: unknown): Generator<Finding> {
  const { name, port } = record(record(given).service);
  if (typeof name !== 'string') { return; }
  const namespace = manifests.namespaceOf(ingress);
  const service = manifests.find('', 'Service', name, namespace);
  if (!service) {
    yield BACKEND_NOT_FOUND.at(ingress, [...steps, 'name'], `there is no Service ${namespace}/${name}, so requests get 503`,
      orElsewhere('correct the name', 'Service', BACKEND_NOT_FOUND, manifests, ingress));
    return;
  }
  const { ports } = record(service.object.spec);
  const wanted = record(port);
  if (!Array.isArray(ports) || (wanted.number === undefined && wanted.name === undefined)) { return; }
  if (records(ports).some(p => wanted.number !== undefined ? p.port === wanted.number : p.name === wanted.name)) { return; }
  yield BACKEND_NOT_FOUND.at(ingress, [...steps, 'port', wanted.number === undefined ? 'name' : 'number'],
    `Service ${namespace}/${name} has no port ${wanted.number ?? wanted.name}, so requests get 503`,
    `name one of its ports: ${records(ports).map(p => [p.port, p.name && `(${p.name})`].filter(Boolean).join(' ')).join(', ')}`);
}
