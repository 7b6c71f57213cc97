import { Manifest, Manifests, record } from '../../manifests';

export const ISTIO = 'networking.istio.io';

/** Namespaces that see a resource: names, `.` for its own, `*` for all, which is also what nothing means. */
export function isExportedTo(manifests: Manifests, manifest: Manifest, namespace: string): boolean {
  const { exportTo } = record(manifest.object.spec);
  if (!Array.isArray(exportTo) || exportTo.length === 0) { return true; }
  return exportTo.some(to => to === '*' || to === namespace || (to === '.' && manifests.namespaceOf(manifest) === namespace));
}

/** Full names of the gateways that a VirtualService is bound to; `mesh` for the sidecars. */
export function gatewaysOf(manifests: Manifests, virtualService: Manifest): string[] {
  const { gateways } = record(virtualService.object.spec);
  if (!Array.isArray(gateways) || gateways.length === 0) { return ['mesh']; }
  return gateways.map(name => name === 'mesh' || name.includes('/') ? name : `${manifests.namespaceOf(virtualService)}/${name}`);
}
