import { Manifest, Manifests, record } from '../../manifests';
import { list } from '../fields';
import { EVERYWHERE, scopesOf } from '../istio/export-to';
import { MESH } from '../istio/gateway-references';

export const ISTIO = 'networking.istio.io';

/** Whether a namespace sees a resource. */
export function isExportedTo(manifests: Manifests, manifest: Manifest, namespace: string): boolean {
  const scopes = scopesOf(list(record(manifest.object.spec).exportTo), manifests.namespaceOf(manifest));
  return scopes.includes(EVERYWHERE) || scopes.includes(namespace);
}

/** Full names of the gateways that a VirtualService is bound to; `mesh` for the sidecars. */
export function gatewaysOf(manifests: Manifests, virtualService: Manifest): string[] {
  const { gateways } = record(virtualService.object.spec);
  if (!Array.isArray(gateways) || gateways.length === 0) { return [MESH]; }
  return gateways.map(name => fullGateway(name, manifests.namespaceOf(virtualService)));
}

/** `namespace/name` of a gateway that a VirtualService of a namespace names, also in the old way: `name.namespace.svc.cluster.local`. */
export function fullGateway(name: string, namespace: string): string {
  if (name === MESH) { return name; }
  if (name.includes('/')) { return name.startsWith('./') ? namespace + name.slice(1) : name; }
  if (!name.includes('.')) { return `${namespace}/${name}`; }
  const [first, of] = name.split('.');
  return `${of}/${first}`;
}
