import { warning } from '../code';
import { containersOf, INJECTION, injectorValues, namespaceLabels, REVISION } from './injection';
import { Finding, Json, Manifest, Pods, record, yaml } from '../../manifests';
import { some } from '../fields';
import { Mesh } from '../mesh';
import { Rule } from '../rule';

const MISMATCH = warning('IST0158', 'PodsIstioProxyImageMismatchInNamespace');

const INJECTOR = 'istio-sidecar-injector';

/** Pods that were injected before an upgrade keep their proxy. It comes for what is read from a cluster, and for proxies that a template brings along. */
function* proxyImages(mesh: Mesh): Generator<Finding> {
  const { manifests } = mesh;
  const injected = new Map<string, string>();
  for (const map of manifests.ofKind('', 'ConfigMap')) {
    const image = map.name.startsWith(INJECTOR) ? imageOf(injectorValues(map)) : undefined;
    if (image) { injected.set(map.name, image); }
  }
  if (injected.size === 0) { return; }
  const types = new ImageTypes(mesh);
  const outdated = new Map<Manifest, string[]>();
  for (const pods of manifests.pods) {
    if (pods.annotations['sidecar.istio.io/proxyImage']) { continue; }
    const own = containersOf(pods).filter(({ name, image }) => name === 'istio-proxy' && image && image !== 'auto');
    if (own.length === 0) { continue; }
    const name = manifests.namespaceOf(pods.workload);
    const namespace = manifests.find('', 'Namespace', name);
    const wanted = injected.get(injectorFor(namespaceLabels(mesh, name) ?? {}) ?? '');
    if (!namespace || wanted === undefined || own.every(({ image }) => image === wanted || image === `${wanted}-${types.of(pods)}`)) { continue; }
    const names = outdated.get(namespace);
    if (names) { names.push(pods.workload.name); } else { outdated.set(namespace, [pods.workload.name]); }
  }
  for (const [namespace, names] of outdated) {
    yield MISMATCH.at(namespace, [], `the proxies of ${some(names)} are not of the image that is injected into namespace ${namespace.name} now`, 'restart them, so that they are injected again');
  }
}

/** Name of the ConfigMap that a namespace is injected by. */
function injectorFor({ [INJECTION]: injection, [REVISION]: revision }: { readonly [key: string]: string }): string | undefined {
  if (revision === undefined) { return injection === 'enabled' ? INJECTOR : undefined; }
  return revision === '' || revision === 'default' ? INJECTOR : `${INJECTOR}-${revision}`;
}

function imageOf(values: Json): string | undefined {
  const { hub, tag, proxy } = record(values.global);
  const { image } = record(proxy);
  if (typeof image !== 'string') { return undefined; }
  return image.includes('/') ? image : `${hub}/${image}:${tag}`;
}

const imageType = (config: Json): string | undefined => record(record(config).image).imageType || undefined;

/** Which build of the proxy pods ask for, e.g. `distroless`: the mesh, the root namespace, their namespace, or they themselves. */
class ImageTypes {
  private readonly byNamespace = new Map<string, { wide?: string; readonly selecting: { readonly labels: Json; readonly type: string }[] }>();

  constructor(private readonly mesh: Mesh) {
    for (const config of mesh.manifests.ofKind('networking.istio.io', 'ProxyConfig')) {
      const type = imageType(config.object.spec);
      if (!type) { continue; }
      const namespace = mesh.manifests.namespaceOf(config);
      let own = this.byNamespace.get(namespace);
      if (!own) { this.byNamespace.set(namespace, own = { selecting: [] }); }
      const { selector } = record(config.object.spec);
      if (selector === undefined || namespace === mesh.rootNamespace) {
        own.wide = type;
      } else {
        own.selecting.push({ labels: record(record(selector).matchLabels), type });
      }
    }
  }

  public of({ workload, labels, annotations }: Pods): string {
    const { manifests, config, rootNamespace } = this.mesh;
    const own = this.byNamespace.get(manifests.namespaceOf(workload));
    return annotated(annotations['proxy.istio.io/config'])
      ?? own?.selecting.find(({ labels: wanted }) => Object.keys(wanted).every(key => labels[key] === wanted[key]))?.type
      ?? own?.wide ?? this.byNamespace.get(rootNamespace)?.wide ?? imageType(config.defaultConfig) ?? '';
  }
}

function annotated(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : imageType(yaml().loadAll(text)[0]);
  } catch {
    return undefined;
  }
}

export const PROXY_IMAGE_RULES: readonly Rule[] = [proxyImages];
