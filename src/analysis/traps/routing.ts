import { fullHost, Json, Manifest, Manifests, record } from '../../manifests';
import { records } from '../records';

export const ISTIO = 'networking.istio.io';

/** A destination in a list of weighted ones. */
export interface Share {
  readonly host: string;
  readonly subset: string | undefined;
  readonly weight: number;
}

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

/** The destinations of a route, with full hosts. */
export function sharesOf(manifests: Manifests, virtualService: Manifest, route: Json): Share[] {
  return records(route).map(({ destination, weight }) => {
    const { host, subset } = record(destination);
    return { host: typeof host === 'string' ? fullHost(host, manifests.namespaceOf(virtualService), manifests.domain) : '', subset, weight: weight ?? 0 };
  });
}
