import { info, warning } from '../code';
import { isControlPlane } from './injection';
import { Finding, Json, record } from '../../manifests';
import { records } from '../fields';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const PORT_NAME = info('IST0118', 'PortNameIsNotUnderNamingConvention');
const EXTERNAL_NAME = warning('IST0150', 'ExternalNameServiceTypeInvalidPortName');

const PROTOCOLS = ['tcp', 'udp', 'grpc', 'http', 'http_proxy', 'http2', 'https', 'tls', 'mongo', 'redis', 'mysql'];
const APP_PROTOCOLS = new Set(['kubernetes.io/h2c', 'kubernetes.io/ws', 'kubernetes.io/wss']);
/** Ports of SMTP, DNS, MySQL and MongoDB, which Istio takes for TCP rather than to look into. */
const NEVER_SNIFFED = new Set([25, 53, 3306, 27017]);
/** Who makes the Services of Gateway API's gateways and waypoints. */
const GATEWAY_CONTROLLERS = new Set(['istio.io-gateway-controller', 'istio.io-mesh-controller', 'istio.io-eastwest-controller']);

function* portNames(mesh: Mesh): Generator<Finding> {
  for (const service of mesh.manifests.ofKind('', 'Service')) {
    if (isControlPlane(service.labels) || GATEWAY_CONTROLLERS.has(service.labels['gateway.istio.io/managed'])) { continue; }
    const { type, ports } = record(service.object.spec);
    for (const [i, port] of records(ports).entries()) {
      const steps = ['spec', 'ports', i, 'port'];
      if (type === 'ExternalName') {
        if (port.name === 'tcp' || !saysProtocol(port)) {
          yield EXTERNAL_NAME.at(service, steps,
            `${described(port)} of an ExternalName Service ${port.name === 'tcp' ? 'is named tcp' : 'names no protocol'}, so the proxy takes all TCP traffic to port `
            + `${port.port ?? 0}, whatever its host, for this Service`,
            'start its name with the protocol that it has, e.g. http or tls, or tcp-NAME for plain TCP');
        }
      } else if (!saysProtocol(port)) {
        yield PORT_NAME.at(service, steps,
          `${described(port)} names no protocol that Istio knows, so the proxy has to guess it from the first bytes of each connection`,
          'set appProtocol, or name the port PROTOCOL or PROTOCOL-SUFFIX, e.g. http, grpc-api or tcp-db');
      }
    }
  }
}

function described({ name, port, appProtocol }: Json): string {
  return `port ${port ?? 0}${typeof name === 'string' && name ? ` (${name})` : ' without a name'}${appProtocol ? ` with appProtocol ${appProtocol}` : ''}`;
}

/** Whether a port of a Service says which protocol it has. */
function saysProtocol({ port, name = '', protocol, appProtocol }: Json): boolean {
  if (protocol === 'UDP' || APP_PROTOCOLS.has(appProtocol) || NEVER_SNIFFED.has(port)) { return true; }
  const text = String(appProtocol ?? name).toLowerCase();
  return text.startsWith('grpc-web') || PROTOCOLS.includes(text.split('-', 1)[0]);
}

export const SERVICE_RULES: readonly Rule[] = [portNames];
