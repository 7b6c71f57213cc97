import { Manifest } from '../../manifests';
import { list, once, records, specOf, strings } from '../fields';
import { Registry } from '../istio/registry';
import { Mesh } from '../mesh';

/** The ports at which sidecars take requests for the hosts of a VirtualService; nothing unless they are all those of Services whose ports are known. */
export function portsOfHosts(mesh: Mesh, virtualService: Manifest): ReadonlySet<number> | undefined {
  if (areHttpProxies(mesh)) { return undefined; }
  const { hosts, exportTo } = specOf(virtualService);
  const namespace = mesh.manifests.namespaceOf(virtualService);
  const numbers = new Set<number>();
  for (const host of strings(hosts)) {
    const found = Registry.of(mesh).find(host, namespace, list(exportTo));
    if (found.length === 0 || mesh.manifests.declaring(host, namespace).some(({ kind }) => kind === 'ServiceEntry')) { return undefined; }
    for (const { manifest, ports } of found) {
      if (manifest.kind !== 'Service' || specOf(manifest).type === 'ExternalName' || !ports?.every(Number.isInteger)) { return undefined; }
      for (const port of ports) { numbers.add(port); }
    }
  }
  return numbers.size > 0 ? numbers : undefined;
}

/** Whether there are sidecars that take requests for all Services at a port of their own. */
export const areHttpProxies = once(({ config, manifests }) => Boolean(config.proxyHttpPort)
  || manifests.ofKind('networking.istio.io', 'Sidecar').some(sidecar => records(specOf(sidecar).egress).some(({ port }) => port?.protocol === 'HTTP_PROXY')));
