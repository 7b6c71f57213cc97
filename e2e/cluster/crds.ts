/** The kinds that Kubernetes does not have: Istio's and Gateway API's own CRDs, ASM's and Sail's made from our schemas. */
import * as fs from 'fs';
import * as path from 'path';
import { Api } from './api';
import { Manifest, readManifests } from './manifest';
import { waitFor } from '../system/wait';

const SCHEMAS = path.join(__dirname, '..', '..', 'imports', 'schemas');

export async function installCrds(api: Api, folder: string): Promise<void> {
  const documents = [
    ...fs.readdirSync(folder).sort().flatMap(file => readManifests(path.join(folder, file))),
    ...crdsOf('asm.json'),
    ...crdsOf('sail.json'),
  ];
  await Promise.all(documents.map(document => api.apply(document, { lax: true })));
  const wanted = documents.filter(document => document.kind === 'CustomResourceDefinition').map(document => document.metadata.name);
  await waitFor('the CRDs to be served', 20, async () => {
    const crds = await api.list('/apis/apiextensions.k8s.io/v1/customresourcedefinitions');
    const served = new Set(crds.filter(crd => crd.status?.conditions?.some((one: any) => one.type === 'Established' && one.status === 'True')).map(crd => crd.metadata.name));
    return wanted.every(name => served.has(name));
  });
}

interface Schema {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: string;
  readonly version: string;
  readonly schema: object;
}

function crdsOf(file: string): Manifest[] {
  const schemas: Schema[] = JSON.parse(fs.readFileSync(path.join(SCHEMAS, file), 'utf8'));
  return schemas.map(({ group, kind, plural, scope, version, schema }) => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      versions: [{ name: version, served: true, storage: true, subresources: { status: {} }, schema: { openAPIV3Schema: schema } }],
    },
  }));
}
