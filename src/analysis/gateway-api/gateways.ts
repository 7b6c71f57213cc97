import { classNames, isClass, isIstioGateway } from './classes';
import { GATEWAY_API, nameOf } from './kinds';
import { gatewayOf, kindsOfProtocol } from './listeners';
import { Finding, Manifest, Manifests, NearestName, record } from '../../manifests';
import { info, warning } from '../code';
import { orElsewhere } from '../elsewhere';
import { records } from '../fields';
import { Mesh } from '../mesh';

const CLASS_NOT_FOUND = info('GWA0201', 'GatewayClassNotFound');
const UNSUPPORTED_PROTOCOL = warning('GWA0205', 'UnsupportedProtocol');
const ADDRESS_NOT_USABLE = warning('GWA0206', 'AddressNotUsable');
const KIND_NOT_OF_PROTOCOL = warning('GWA0207', 'RouteKindNotOfProtocol');
const PARAMETERS_NOT_FOUND = warning('GWA0208', 'ParametersNotFound');

const ISTIO_PROTOCOLS = new Set(['HTTP', 'HTTPS', 'TLS', 'TCP']);

/** What a Gateway is made of: its class, its address, its parameters and its listeners, each for itself. */
export function * gateways({ manifests }: Mesh): Generator<Finding> {
  let classes: NearestName | undefined;
  for (const gateway of manifests.ofKind(GATEWAY_API, 'Gateway')) {
    if (manifests.isContext(gateway)) { continue; }
    const { gatewayClassName } = record(gateway.object.spec);
    if (typeof gatewayClassName === 'string' && !isClass(manifests, gatewayClassName)) {
      const meant = (classes ??= classNames(manifests)).to(gatewayClassName);
      yield CLASS_NOT_FOUND.at(gateway, ['spec', 'gatewayClassName'], `there is no GatewayClass ${gatewayClassName}, and it is none of Istio's`,
        meant ? `write ${meant}` : orElsewhere('correct the name', 'GatewayClass', CLASS_NOT_FOUND, manifests, gateway));
    }
    yield * listeners(manifests, gateway, gateway);
    if (!isIstioGateway(manifests, gateway)) { continue; }
    yield * addresses(manifests, gateway);
    yield * parameters(manifests, gateway);
  }
  for (const listenerSet of manifests.ofKind(GATEWAY_API, 'ListenerSet')) { yield * listeners(manifests, listenerSet, gatewayOf(manifests, listenerSet)); }
}

function * listeners(manifests: Manifests, owner: Manifest, gateway: Manifest | undefined): Generator<Finding> {
  const istio = gateway !== undefined && isIstioGateway(manifests, gateway);
  for (const [i, listener] of records(record(owner.object.spec).listeners).entries()) {
    const { name = `#${i}`, protocol, tls } = listener;
    const steps = ['spec', 'listeners', i];
    if (istio && protocol !== undefined && !ISTIO_PROTOCOLS.has(protocol)) {
      const upper = protocol.toUpperCase();
      yield UNSUPPORTED_PROTOCOL.at(owner, [...steps, 'protocol'], `Istio has no listeners for protocol ${protocol}`,
        ISTIO_PROTOCOLS.has(upper) ? `write ${upper}` : 'choose HTTP, HTTPS, TLS or TCP');
      continue;
    }
    if (istio && (protocol === 'HTTPS' || protocol === 'TLS') && tls === undefined && !isPlaceholder(owner)) {
      yield UNSUPPORTED_PROTOCOL.at(owner, steps, `listener ${name} has protocol ${protocol} and no tls, so Istio does not listen there`, 'say in tls which certificate it has');
    }
    const possible = kindsOfProtocol(listener, istio);
    for (const [k, { group = GATEWAY_API, kind }] of records(record(listener.allowedRoutes).kinds).entries()) {
      if (kind === undefined || !possible || possible.includes(`${group}/${kind}`)) { continue; }
      yield KIND_NOT_OF_PROTOCOL.at(owner, [...steps, 'allowedRoutes', 'kinds', k], `listener ${name} allows ${kind}, which does not go with its protocol ${protocol}`,
        possible.length === 0 ? 'drop it' : `choose among ${possible.map(p => p.slice(p.indexOf('/') + 1)).join(', ')}`);
    }
  }
}

/** Whether listeners of a Gateway may stand for those that ListenerSets add. */
function isPlaceholder(owner: Manifest): boolean {
  const { from = 'None' } = record(record(record(owner.object.spec).allowedListeners).namespaces);
  return owner.kind === 'Gateway' && from !== 'None';
}

/** An address of type Hostname ties the Gateway to a Service that is there: in Istio to one in its own namespace. */
function * addresses(manifests: Manifests, gateway: Manifest): Generator<Finding> {
  const { addresses: given, listeners: own } = record(gateway.object.spec);
  const all = records(given);
  const managed = all.length === 0 || (all.length === 1 && (all[0].type ?? 'IPAddress') === 'IPAddress');
  if (managed) { return; }
  const namespace = manifests.namespaceOf(gateway);
  for (const [i, { type = 'IPAddress', value }] of all.entries()) {
    const steps = ['spec', 'addresses', i];
    if (type !== 'Hostname') {
      yield ADDRESS_NOT_USABLE.at(gateway, [...steps, 'type'], `Istio leaves out an address of type ${type}${all.length > 1 ? ' beside others' : ''}`, 'give one IPAddress alone, or Hostnames of Services');
      continue;
    }
    if (typeof value !== 'string' || value === '') { continue; }
    const there = manifests.declaring(value, namespace);
    const service = there.find(m => manifests.namespaceOf(m) === namespace);
    if (!service) {
      yield ADDRESS_NOT_USABLE.at(gateway, [...steps, 'value'],
        there.length > 0
          ? `the address names ${nameOf(there[0].kind, manifests.namespaceOf(there[0]), there[0].name)}, and Istio looks for it in the Gateway's own namespace only, which is ${namespace}`
          : `the address names ${value}, and there is no such Service in namespace ${namespace}, where Istio looks for it`,
        'put Gateway and Service into one namespace, and name the Service or give its full name');
      continue;
    }
    const ports = record(service.object.spec).ports;
    if (manifests.isContext(service) || !Array.isArray(ports)) { continue; }
    const numbers = new Set(records(ports).map(p => p.port ?? p.number));
    for (const [k, { name = `#${k}`, port }] of records(own).entries()) {
      if (port === undefined || numbers.has(port)) { continue; }
      yield ADDRESS_NOT_USABLE.at(gateway, ['spec', 'listeners', k, 'port'], `listener ${name} has port ${port}, and ${service.kind} ${service.name} of the address has no such port`,
        `add the port to it, or choose among ${[...numbers].join(', ')}`);
    }
  }
}

function * parameters(manifests: Manifests, gateway: Manifest): Generator<Finding> {
  const { parametersRef } = record(record(gateway.object.spec).infrastructure);
  const { group = '', kind, name } = record(parametersRef);
  if (kind === undefined || name === undefined) { return; }
  const steps = ['spec', 'infrastructure', 'parametersRef'];
  if (group !== '' || kind !== 'ConfigMap') {
    yield PARAMETERS_NOT_FOUND.at(gateway, [...steps, 'kind'], `Istio reads parameters from a ConfigMap, not from a ${kind} of group ${JSON.stringify(group)}`, 'name a ConfigMap of group ""');
  } else if (!manifests.find('', 'ConfigMap', name, manifests.namespaceOf(gateway))) {
    yield PARAMETERS_NOT_FOUND.at(gateway, [...steps, 'name'], `there is no ${nameOf('ConfigMap', manifests.namespaceOf(gateway), name)} with the Gateway's parameters`,
      orElsewhere('add it beside the Gateway', 'ConfigMap', PARAMETERS_NOT_FOUND, manifests, gateway));
  }
}
