import * as fs from 'fs';
import * as path from 'path';
import { parseMeshConfig } from '../../src/analysis';
import { check } from '../../src/check';
import { Finding, Manifest, Manifests } from '../../src/manifests';
import { CORPORA, describeWithCorpora } from '../corpora';

interface Case {
  readonly name: string;
  readonly analyzer: string;
  readonly files: string[];
  readonly expected: { readonly message: string; readonly resource: string }[];
  /** Whether the last of the files is a MeshConfig. */
  readonly meshConfig: boolean;
  readonly skipped: boolean;
}

type Findings = (finding: Finding) => boolean;

const of = (...codes: string[]): Findings => ({ code }) => codes.includes(code);
/** Of the code that many analyzers give, those whose place or message says that they are of one of them. */
const notFound = (which: Findings): Findings => finding => finding.code === 'IST0101' && which(finding);
const either = (...all: Findings[]): Findings => finding => all.some(one => one(finding));

/** What each of Istio's analyzers finds, among our findings. */
const ANALYZERS: { readonly [analyzer: string]: Findings } = {
  'annotations.K8sAnalyzer': of('IST0107', 'IST0108', 'IST0125', 'IST0135'),
  'authn.BlockedCIDRsAnalyzer': of('IST0175'),
  'authz.AuthorizationPoliciesAnalyzer': either(of('IST0127'), notFound(f => f.manifest.kind === 'AuthorizationPolicy')),
  'conditions.ConditionAnalyzer': of('IST0171'),
  'deployment.ApplicationUIDAnalyzer': of('IST0144'),
  'deployment.ServiceAssociationAnalyzer': of('IST0116', 'IST0137'),
  'deprecation.FieldAnalyzer': of('IST0002'),
  'destinationrule.CaCertificateAnalyzer': of('IST0128', 'IST0129'),
  'destinationrule.PodNotSelectedAnalyzer': of('IST0173', 'IST0174'),
  'envoyfilter.EnvoyPatchAnalyzer': of('IST0151', 'IST0152', 'IST0153', 'IST0154', 'IST0155'),
  'externalcontrolplane.ExternalControlPlaneAnalyzer': of('IST0163', 'IST0164'),
  'gateway.CertificateAnalyzer': of('IST0138'),
  'gateway.ConflictingGatewayAnalyzer': of('IST0145'),
  'gateway.IngressGatewayPortAnalyzer': either(of('IST0162'), notFound(f => f.path.startsWith('spec.selector'))),
  'gateway.SecretAnalyzer': either(of('IST0161'), notFound(f => f.manifest.kind === 'Gateway')),
  'injection.Analyzer': of('IST0102', 'IST0123', 'IST0148'),
  'injection.ImageAnalyzer': of('IST0158'),
  'injection.ImageAutoAnalyzer': of('IST0146', 'IST0147'),
  'k8sgateway.CRDVersionAnalyzer': of('IST0176'),
  'k8sgateway.SelectorAnalyzer': of('IST0166'),
  'service.PortNameAnalyzer': of('IST0118', 'IST0150'),
  'serviceentry.ConflictingServiceEntryProtocolAnalyzer': of('IST0177'),
  'serviceentry.ProtocolAddressesAnalyzer': of('IST0134'),
  'sidecar.SelectorAnalyzer': either(of('IST0110', 'IST0111', 'IST0167'), notFound(f => f.manifest.kind === 'Sidecar')),
  'telemetry.DefaultSelectorAnalyzer': of('IST0160'),
  'telemetry.LightstepAnalyzer': of('IST0002'),
  'telemetry.ProviderAnalyzer': of('IST0157'),
  'telemetry.SelectorAnalyzer': either(of('IST0159'), notFound(f => f.manifest.kind === 'Telemetry')),
  'virtualservice.ConflictingMeshGatewayHostsAnalyzer': of('IST0109'),
  'virtualservice.DestinationHostAnalyzer': either(of('IST0112', 'IST0140'), notFound(f => f.path.endsWith('.host') && !f.message.includes('subset'))),
  'virtualservice.DestinationRuleAnalyzer': notFound(f => f.manifest.kind === 'VirtualService' && f.message.includes('subset')),
  'virtualservice.GatewayAnalyzer': either(of('IST0132', 'IST0165'), notFound(f => f.path.startsWith('spec.gateways'))),
  'virtualservice.JWTClaimRouteAnalyzer': of('IST0149'),
  'webhook.Analyzer': of('IST0139'),
};

/** Analyzers that compare several clusters, which no set of manifests holds. */
const OF_CLUSTERS = ['multicluster.MeshNetworksAnalyzer', 'multicluster.ServiceAnalyzer'];

const resourceOf = ({ kind, namespace, name }: Manifest) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

describeWithCorpora('the cases of Istio\'s analyzers', () => {
  const folder = path.join(CORPORA, 'istio', 'analyzers');
  const cases: Case[] = fs.existsSync(folder) ? JSON.parse(fs.readFileSync(path.join(folder, 'cases.json'), 'utf8')) : [];
  const ours = cases.filter(({ analyzer, skipped }) => !skipped && !OF_CLUSTERS.includes(analyzer));

  test.each(ours.map(c => [c.analyzer, c.name, c] as const))('%s: %s', (analyzer, _, { files, expected, meshConfig }) => {
    // GIVEN
    const paths = files.map(file => path.join(folder, file));
    const config = meshConfig ? paths.pop() : undefined;
    const options = config === undefined ? {} : { meshConfig: parseMeshConfig(fs.readFileSync(config, 'utf8'), config) };
    // WHEN
    const found = check(Manifests.fromFiles(paths), options).findings.filter(ANALYZERS[analyzer]);
    // THEN
    expect(found.map(f => `${f.name} ${resourceOf(f.manifest)}`).sort()).toEqual(expected.map(e => `${e.message} ${e.resource}`).sort());
  });

  test('are of analyzers that are known here', () => {
    expect(ours.map(c => c.analyzer).filter(analyzer => !ANALYZERS[analyzer])).toEqual([]);
  });
});
