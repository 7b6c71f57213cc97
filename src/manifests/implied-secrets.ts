import { isSelected, selectorOf } from './labels';
import { Manifest, record } from './manifest';
import { Manifests } from './manifests';
import { badRegex, matchesRe2 } from './re2';
import { Json } from './yaml';

/** A kind of which a controller makes a Secret. */
interface Maker {
  readonly group: string;
  readonly kind: string;
  /** The name that it gives it; nothing if it makes none. */
  readonly secret: (spec: Json, name: string) => unknown;
  /** What it copies to the Secret's metadata. */
  readonly template?: (spec: Json) => Json;
}

const secretOfVault = ({ destination }: Json): unknown => record(destination).create === true ? record(destination).name : undefined;

const MAKERS: readonly Maker[] = [
  { group: 'cert-manager.io', kind: 'Certificate', secret: spec => spec.secretName, template: spec => spec.secretTemplate },
  {
    group: 'external-secrets.io',
    kind: 'ExternalSecret',
    secret: (spec, name) => record(spec.target).name ?? name,
    template: spec => record(record(record(spec.target).template).metadata),
  },
  {
    group: 'bitnami.com',
    kind: 'SealedSecret',
    secret: (spec, name) => record(record(spec.template).metadata).name ?? name,
    template: spec => record(spec.template).metadata,
  },
  ...['VaultPKISecret', 'VaultStaticSecret', 'VaultDynamicSecret'].map(kind => ({ group: 'secrets.hashicorp.com', kind, secret: secretOfVault })),
];

/** The Secrets that controllers make, by name: what is in them is not known. */
export function impliedSecrets(manifests: Manifests): Manifest[] {
  const namespaces = new Namespaces(manifests);
  const made: Manifest[] = [];
  const add = (source: Manifest, name: unknown, namespace: unknown) => {
    if (typeof name === 'string' && typeof namespace === 'string') { made.push(new Manifest({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace } }, source.origin)); }
  };
  for (const { group, kind, secret, template } of MAKERS) {
    for (const maker of manifests.ofKind(group, kind)) {
      const spec = record(maker.object.spec);
      const name = secret(spec, maker.name);
      add(maker, name, manifests.namespaceOf(maker));
      for (const namespace of namespaces.copiedTo(record(record(template?.(spec)).annotations))) { add(maker, name, namespace); }
    }
  }
  for (const maker of manifests.ofKind('external-secrets.io', 'ClusterExternalSecret')) {
    const { externalSecretName, externalSecretSpec, namespaceSelector, namespaceSelectors, namespaces: named } = record(maker.object.spec);
    const name = record(record(externalSecretSpec).target).name ?? externalSecretName ?? maker.name;
    const selectors = [...namespaceSelector ? [namespaceSelector] : [], ...listOf(namespaceSelectors)];
    for (const namespace of [...listOf(named), ...namespaces.selected(selectors)]) { add(maker, name, namespace); }
  }
  for (const secret of manifests.ofKind('', 'Secret')) {
    for (const namespace of namespaces.copiedTo(secret.annotations)) { add(secret, secret.name, namespace); }
  }
  return made;
}

/** The namespaces that there are known to be, by labels and by patterns of their names. */
class Namespaces {
  private names?: readonly string[];

  constructor(private readonly manifests: Manifests) {}

  /** Those whose labels one of the selectors takes, and those of which no labels are known. */
  public selected(selectors: readonly Json[]): string[] {
    return selectors.length === 0 ? [] : this.all.filter(name => {
      const namespace = this.manifests.find('', 'Namespace', name);
      return !namespace || selectors.some(selector => isSelected({ 'kubernetes.io/metadata.name': name, ...namespace.labels }, selectorOf(selector)));
    });
  }

  /** Those to which reflector copies a Secret with such annotations. */
  public copiedTo(annotations: Json): string[] {
    const of = (name: string): unknown => annotations[`reflector.v1.k8s.emberstack.com/${name}`];
    if (String(of('reflection-allowed')) !== 'true' || String(of('reflection-auto-enabled')) !== 'true') { return []; }
    const [allowed, wanted] = [of('reflection-allowed-namespaces'), of('reflection-auto-namespaces')].map(patternsOf);
    return this.all.filter(name => [allowed, wanted].every(patterns => patterns.length === 0 || patterns.some(pattern => matchesRe2(pattern, name))));
  }

  /** Where proxies may read Secrets: where there are pods, Gateways of Gateway API and Istio itself. */
  private get all(): readonly string[] {
    const { manifests } = this;
    return this.names ??= [...new Set([
      'istio-system',
      ...manifests.pods.map(({ workload }) => manifests.namespaceOf(workload)),
      ...[...manifests.ofKind('gateway.networking.k8s.io', 'Gateway'), ...manifests.ofKind('istio.alibabacloud.com', 'IstioGateway')].map(g => manifests.namespaceOf(g)),
    ])];
  }
}

const listOf = (value: unknown): readonly Json[] => Array.isArray(value) ? value : [];

/** The regular expressions in a list, each for the whole of a name. */
function patternsOf(list: unknown): string[] {
  return typeof list !== 'string' ? [] : list.split(',').map(one => one.trim()).filter(one => one !== '' && badRegex(one) === undefined).map(one => `^(?:${one})$`);
}
