import { Manifest, record } from './manifest';
import { Manifests } from './manifests';
import { Json } from './yaml';

/** Kinds of which controllers make a Secret, and the name that they give it. */
const MAKERS: readonly { readonly group: string; readonly kind: string; readonly secret: (spec: Json, name: string) => unknown }[] = [
  { group: 'cert-manager.io', kind: 'Certificate', secret: spec => spec.secretName },
  { group: 'external-secrets.io', kind: 'ExternalSecret', secret: (spec, name) => record(spec.target).name ?? name },
  { group: 'bitnami.com', kind: 'SealedSecret', secret: (spec, name) => record(record(spec.template).metadata).name ?? name },
];

/** The Secrets that controllers make, by name: what is in them is not known. */
export function impliedSecrets(manifests: Manifests): Manifest[] {
  return MAKERS.flatMap(({ group, kind, secret }) => manifests.ofKind(group, kind).map(maker => new Manifest({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: secret(record(maker.object.spec), maker.name), namespace: manifests.namespaceOf(maker) },
  }, maker.origin)));
}
