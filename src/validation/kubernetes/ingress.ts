import { isIP } from 'net';
import { withoutZeros } from './addresses';
import { Field } from './field';
import { checkDomainPath } from './paths';
import { dnsLabel, dnsSubdomain, pathSegment, portName, wildcardSubdomain } from '../forms';

type Json = any;

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

export function checkIngress(ingress: Field, old?: Json): void {
  const spec = ingress.get('spec');
  const rules = spec.items('rules');
  const backend = spec.get('defaultBackend');
  if (rules.length === 0 && !backend.given) { spec.invalid('either `defaultBackend` or `rules` must be specified', spec.object.rules ?? null); }
  if (backend.given) { checkBackend(backend); }
  for (const rule of rules) {
    const host = rule.get('host');
    if (host.value) {
      if (isIP(withoutZeros(host.value))) { host.invalid('must be a DNS name, not an IP address'); }
      checkHost(host);
    }
    const http = rule.get('http');
    if (!http.given) { continue; }
    const paths = http.items('paths');
    if (paths.length === 0) { http.get('paths').required(); }
    paths.forEach(checkPath);
  }
  for (const tls of spec.items('tls')) {
    tls.items('hosts').forEach(checkHost);
    tls.find('secretName')?.mayHaveForm(dnsSubdomain);
  }
  if (spec.object.ingressClassName !== undefined) { spec.get('ingressClassName').hasForm(dnsSubdomain); }
  const annotation = ingress.get('metadata').get('annotations').get(CLASS_ANNOTATION);
  if (!old && annotation.given && spec.object.ingressClassName !== undefined && annotation.value !== spec.object.ingressClassName) {
    ingress.get('metadata', '').get('annotations').get(CLASS_ANNOTATION).invalid('must match `ingressClassName` when both are specified');
  }
}

function checkHost(host: Field): void {
  host.hasForm(host.or('').includes('*') ? wildcardSubdomain : dnsSubdomain);
}

function checkPath(path: Field): void {
  const type = path.get('pathType');
  if (!type.given) { return type.required('pathType must be specified'); }
  const at = path.get('path');
  const value: string = at.or('');
  if (type.value === 'Exact' || type.value === 'Prefix') {
    if (!value.startsWith('/')) { at.invalid('must be an absolute path', value); }
    for (const sequence of ['//', '/./', '/../', '%2f', '%2F']) {
      if (value.includes(sequence)) { at.invalid(`must not contain '${sequence}'`); }
    }
    for (const end of ['/..', '/.']) {
      if (value.endsWith(end)) { at.invalid(`cannot end with '${end}'`); }
    }
  } else if (type.value === 'ImplementationSpecific') {
    if (value !== '' && !value.startsWith('/')) { at.invalid('must be an absolute path'); }
  } else {
    type.unsupported(['Exact', 'ImplementationSpecific', 'Prefix']);
  }
  checkBackend(path.get('backend'));
}

function checkBackend(backend: Field): void {
  const resource = backend.get('resource');
  const service = backend.get('service');
  if (resource.given && service.given) { return backend.invalid('cannot set both resource and service backends', ''); }
  if (resource.given) { return checkReference(resource); }
  if (!service.given) { return backend.invalid('resource or service backend is required', ''); }
  service.get('name').mustHaveForm(dnsLabel);
  const name = service.get('port').get('name');
  const number = service.get('port').get('number');
  if (name.value && number.value) {
    backend.invalid('cannot set both port name & port number', '');
  } else if (name.value) {
    name.hasForm(portName);
  } else if (number.value) {
    number.inRange(1, 65535);
  } else {
    backend.required('port name or number is required');
  }
}

function checkReference(reference: Field): void {
  if (reference.object.apiGroup !== undefined) { reference.get('apiGroup').hasForm(dnsSubdomain); }
  reference.get('kind').mustHaveForm(pathSegment);
  reference.get('name').mustHaveForm(pathSegment);
}

export function checkIngressClass(ingressClass: Field): void {
  const spec = ingressClass.get('spec');
  const controller = spec.get('controller');
  if (controller.or('').length > 250) { controller.tooLong(250); }
  checkDomainPath(controller);
  const parameters = spec.get('parameters');
  if (!parameters.given) { return; }
  checkReference(parameters);
  const scope = parameters.get('scope');
  const namespace = parameters.get('namespace');
  scope.mayBe(['Cluster', 'Namespace']);
  if (scope.value === 'Namespace') {
    if (!namespace.given) { namespace.required("`parameters.scope` is set to 'Namespace'"); } else { namespace.hasForm(dnsLabel); }
  } else if (namespace.given && (!scope.given || scope.value === 'Cluster')) {
    namespace.forbidden("`parameters.scope` is set to 'Cluster'");
  }
}

export function updateIngressClass(ingressClass: Field, old: Json): void {
  ingressClass.get('spec').get('controller').mustBe(old.spec?.controller);
}
