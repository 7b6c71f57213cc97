import { Code } from './code';
import { Manifest, Manifests } from '../manifests';

/** How an app says that an object is there which it does not make. */
const DECLARED_BY: { readonly [kind: string]: string } = {
  'Service': 'Service.fromServiceName',
  'Secret': 'Secret.fromSecretName',
  'ConfigMap': 'ConfigMap.fromConfigMapName',
  'GatewayClass': 'GatewayClass.fromGatewayClassName',
  'Gateway': 'GatewayApiGateway.fromGatewayName',
  'VirtualService': 'VirtualService.fromVirtualServiceName',
  'ReferenceGrant': 'referenceGrants: false',
  'workload of a gateway': 'GatewayWorkload.fromLabels',
};

/** A mend, and what to do if what is missing is there and not among the manifests: apps say so in code, who has files as they are analyzed. */
export function orElsewhere(
  mend: string, missing: string | undefined, { code }: Code, manifests: Manifests, { origin, kind, name, ...manifest }: Manifest,
): string {
  if (origin.construct !== undefined) { return `${mend}; if it is elsewhere, declare it (${DECLARED_BY[missing ?? ''] ?? 'ObjectReference.of'})`; }
  return `${mend}; if it is elsewhere, give its manifest with --existing, or --ignore ${code}=${kind}/${manifest.namespace ?? manifests.namespace}/${name} `
    + `(annotation galley.istio.io/analyze-suppress: ${code})`;
}
