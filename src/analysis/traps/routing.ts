import { Manifest, Manifests, record } from '../../manifests';
import { list } from '../fields';
import { EVERYWHERE, scopesOf } from '../istio/export-to';

export const ISTIO = 'networking.istio.io';

/** Whether a namespace sees a resource. */
export function isExportedTo(manifests: Manifests, manifest: Manifest, namespace: string): boolean {
  const scopes = scopesOf(list(record(manifest.object.spec).exportTo), manifests.namespaceOf(manifest));
  return scopes.includes(EVERYWHERE) || scopes.includes(namespace);
}

/** Full names of the gateways that a VirtualService is bound to; `mesh` for the sidecars. */
export function gatewaysOf(manifests: Manifests, virtualService: Manifest): string[] {
  const { gateways } = record(virtualService.object.spec);
  if (!Array.isArray(gateways) || gateways.length === 0) { return ['mesh']; }
  return gateways.map(name => name === 'mesh' || name.includes('/') ? name : `${manifests.namespaceOf(virtualService)}/${name}`);
}
