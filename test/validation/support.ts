import { Manifests } from '../../src/manifests';
import { validate, ValidationOptions } from '../../src/validation';

/** What is said of one document: code and message. */
export function said(document: object, options?: ValidationOptions): string[] {
  return validate(Manifests.fromYaml(JSON.stringify(document)), options).findings.map(f => `${f.code} ${f.message}`);
}

/** What is said of the spec of a kind. */
export function saidOfSpec(apiVersion: string, kind: string, spec: unknown): string[] {
  return said({ apiVersion, kind, metadata: { name: 'x' }, spec });
}

export const virtualService = (http: object) => saidOfSpec('networking.istio.io/v1', 'VirtualService', { hosts: ['a'], http: [{ route: [{ destination: { host: 'a' } }], ...http }] });
export const serviceEntry = (spec: object) => saidOfSpec('networking.istio.io/v1', 'ServiceEntry', { hosts: ['a.com'], ...spec });
export const httpRoute = (spec: object) => saidOfSpec('gateway.networking.k8s.io/v1', 'HTTPRoute', spec);
export const gatewayApiGateway = (spec: object) => saidOfSpec('gateway.networking.k8s.io/v1', 'Gateway', {
  gatewayClassName: 'istio', listeners: [{ name: 'a', port: 80, protocol: 'HTTP' }], ...spec,
});
