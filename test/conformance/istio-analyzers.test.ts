import * as fs from 'fs';
import * as path from 'path';
import { meshConfigOf, parseMeshConfig } from '../../src/analysis';
import { check } from '../../src/check';
import { Finding, Manifest, Manifests } from '../../src/manifests';
import { CORPORA, describeWithCorpora } from '../corpora';

interface Case {
  readonly name: string;
  readonly analyzer: string;
  readonly files: string[];
  readonly expected: { readonly message: string; readonly resource: string }[];
  /** Whether one of the files is a MeshConfig. */
  readonly meshConfig: boolean;
}

type Findings = (finding: Finding) => boolean;

const named = (...names: string[]): Findings => ({ name }) => names.includes(name);
/** Of the code that many analyzers give, those whose place or message says that they are of one of them. */
const notFound = (of: Findings): Findings => finding => finding.name === 'ReferencedResourceNotFound' && of(finding);
const either = (...all: Findings[]): Findings => finding => all.some(one => one(finding));

/** What each of Istio's analyzers finds, among our findings. */
const ANALYZERS: { readonly [analyzer: string]: Findings } = {
  'annotations.K8sAnalyzer': named('UnknownAnnotation', 'InvalidAnnotation', 'MisplacedAnnotation', 'DeprecatedAnnotation'),
  'auth.AuthorizationPoliciesAnalyzer': either(named('NoMatchingWorkloadsFound'), notFound(f => f.manifest.kind === 'AuthorizationPolicy')),
  'deployment.ServiceAssociationAnalyzer': named('DeploymentAssociatedToMultipleServices', 'DeploymentConflictingPorts'),
  'deployment.ApplicationUIDAnalyzer': named('InvalidApplicationUID'),
  'deprecation.FieldAnalyzer': named('Deprecated'),
  'destinationrule.CaCertificateAnalyzer': named('NoServerCertificateVerificationDestinationLevel', 'NoServerCertificateVerificationPortLevel'),
  'destinationrule.PodNotSelectedAnalyzer': named('DestinationRuleSubsetNotSelectPods', 'UnknownDestinationRuleHost'),
  'envoyfilter.EnvoyPatchAnalyzer': f => f.name.startsWith('EnvoyFilterUses'),
  'gateway.CertificateAnalyzer': named('GatewayDuplicateCertificate'),
  'gateway.ConflictingGatewayAnalyzer': named('ConflictingGateways'),
  'gateway.IngressGatewayPortAnalyzer': either(named('GatewayPortNotDefinedOnService'), notFound(f => f.path.startsWith('spec.selector'))),
  'gateway.SecretAnalyzer': either(named('InvalidGatewayCredential'), notFound(f => f.manifest.kind === 'Gateway')),
  'injection.Analyzer': named('NamespaceNotInjected', 'NamespaceMultipleInjectionLabels', 'NamespaceInjectionEnabledByDefault'),
  'injection.ImageAutoAnalyzer': named('ImageAutoWithoutInjectionWarning', 'ImageAutoWithoutInjectionError'),
  'k8sgateway.SelectorAnalyzer': named('IneffectiveSelector'),
  'service.PortNameAnalyzer': named('PortNameIsNotUnderNamingConvention', 'ExternalNameServiceTypeInvalidPortName'),
  'serviceentry.ConflictingServiceEntryProtocolAnalyzer': named('ConflictingServiceEntryProtocol'),
  'serviceentry.ProtocolAddressesAnalyzer': named('ServiceEntryAddressesRequired'),
  'sidecar.SelectorAnalyzer': either(
    named('ConflictingSidecarWorkloadSelectors', 'MultipleSidecarsWithoutWorkloadSelectors', 'IneffectivePolicy'), notFound(f => f.manifest.kind === 'Sidecar')),
  'telemetry.DefaultSelectorAnalyzer': named('MultipleTelemetriesWithoutWorkloadSelectors'),
  'telemetry.LightstepAnalyzer': named('Deprecated'),
  'telemetry.ProviderAnalyzer': named('InvalidTelemetryProvider'),
  'telemetry.SelectorAnalyzer': either(named('ConflictingTelemetryWorkloadSelectors'), notFound(f => f.manifest.kind === 'Telemetry')),
  'virtualservice.ConflictingMeshGatewayHostsAnalyzer': named('ConflictingMeshGatewayVirtualServiceHosts'),
  'virtualservice.DestinationHostAnalyzer': either(
    named('VirtualServiceDestinationPortSelectorRequired', 'IngressRouteRulesNotAffected'), notFound(f => f.path.endsWith('.host') && !f.message.includes('subset'))),
  'virtualservice.DestinationRuleAnalyzer': notFound(f => f.manifest.kind === 'VirtualService' && f.message.includes('subset')),
  'virtualservice.GatewayAnalyzer': either(
    named('VirtualServiceHostNotFoundInGateway', 'ReferencedInternalGateway'), notFound(f => f.path.startsWith('spec.gateways'))),
  'virtualservice.JWTClaimRouteAnalyzer': named('JwtClaimBasedRoutingWithoutRequestAuthN'),
};

/** Analyzers that look at what only a cluster knows: installed webhooks, networks, running pods, statuses, istiod's own settings. */
const OF_A_CLUSTER = new Set([
  'authn.BlockedCIDRsAnalyzer', 'conditions.ConditionAnalyzer', 'externalcontrolplane.ExternalControlPlaneAnalyzer', 'injection.ImageAnalyzer',
  'multicluster.MeshNetworksAnalyzer', 'multicluster.ServiceAnalyzer', 'webhook.Analyzer',
]);

/** Analyzers of which our rules are not written yet. Whoever writes them takes them out. */
const NOT_YET = new Set<string>([
  'annotations.K8sAnalyzer', 'auth.AuthorizationPoliciesAnalyzer', 'deployment.ServiceAssociationAnalyzer', 'deployment.ApplicationUIDAnalyzer',
  'deprecation.FieldAnalyzer', 'envoyfilter.EnvoyPatchAnalyzer', 'injection.Analyzer', 'injection.ImageAutoAnalyzer', 'service.PortNameAnalyzer',
  'serviceentry.ConflictingServiceEntryProtocolAnalyzer', 'serviceentry.ProtocolAddressesAnalyzer', 'sidecar.SelectorAnalyzer',
  'telemetry.DefaultSelectorAnalyzer', 'telemetry.LightstepAnalyzer', 'telemetry.ProviderAnalyzer', 'telemetry.SelectorAnalyzer',
]);

const resourceOf = ({ kind, namespace, name }: Manifest) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

describeWithCorpora('the cases of Istio\'s analyzers', () => {
  const folder = path.join(CORPORA, 'istio', 'analyzers');
  const cases: Case[] = fs.existsSync(folder) ? JSON.parse(fs.readFileSync(path.join(folder, 'cases.json'), 'utf8')) : [];
  const decided = cases.filter(({ analyzer }) => !OF_A_CLUSTER.has(analyzer));

  test.each(decided.filter(c => !NOT_YET.has(c.analyzer)).map(c => [c.analyzer, c.name, c] as const))('%s: %s', (analyzer, _, { files, expected, meshConfig }) => {
    const paths = files.map(file => path.join(folder, file));
    const configs = meshConfig ? paths.filter(file => !/^kind:/m.test(fs.readFileSync(file, 'utf8'))) : [];
    const manifests = Manifests.fromFiles(paths.filter(file => !configs.includes(file)));
    const config = configs.length > 0 ? parseMeshConfig(fs.readFileSync(configs[0], 'utf8'), configs[0]) : meshConfigOf(manifests);

    const found = check(manifests, { only: ['analysis'], meshConfig: config }).findings.filter(ANALYZERS[analyzer]);

    expect(found.map(f => `${f.name} ${resourceOf(f.manifest)}`).sort()).toEqual(expected.map(e => `${e.message} ${e.resource}`).sort());
  });

  test('every analyzer is of a cluster or of ours', () => {
    expect(cases.map(c => c.analyzer).filter(analyzer => !OF_A_CLUSTER.has(analyzer) && !ANALYZERS[analyzer])).toEqual([]);
  });
});
