import { Manifests } from '../../../src/manifests';
import { validate } from '../../../src/validation';

const GROUPS: { [kind: string]: string } = {
  AuthorizationPolicy: 'security.istio.io/v1',
  PeerAuthentication: 'security.istio.io/v1',
  RequestAuthentication: 'security.istio.io/v1',
  Telemetry: 'telemetry.istio.io/v1',
  WasmPlugin: 'extensions.istio.io/v1alpha1',
  TrafficExtension: 'extensions.istio.io/v1alpha1',
  EnvoyFilter: 'networking.istio.io/v1alpha3',
  ProxyConfig: 'networking.istio.io/v1beta1',
};

/** A kind, its spec, and metadata if they matter. */
export type Given = [kind: string, spec: object, metadata?: object];

/** A rule of a VirtualService for HTTP, and what else its spec has. */
export type GivenRoute = [route: object, spec?: object];

/** What is said of a document of a kind, field by field: code, path and message. */
export function saidOf(...[kind, spec, metadata = {}]: Given): string[] {
  const document = { apiVersion: GROUPS[kind] ?? 'networking.istio.io/v1', kind, metadata: { name: 'x', namespace: 'ns', ...metadata }, spec };
  return validate(Manifests.fromYaml(JSON.stringify(document))).findings.map(({ code, path, message, hint }) => {
    expect(hint).not.toBe('');
    return `${code} ${path}: ${message}`;
  });
}

const ROUTE = [{ destination: { host: 'a' } }];

/** What is said of a rule of a VirtualService for HTTP; it has a destination unless it says otherwise. */
export const saidOfRoute = (...[route, spec = {}]: GivenRoute) => saidOf('VirtualService', { hosts: ['a.com'], http: [{ route: ROUTE, ...route }], ...spec });
