import * as fs from 'fs';
import * as path from 'path';
import { parseMeshConfig } from '../../src/analysis';
import { check } from '../../src/check';
import { Manifests } from '../../src/manifests';
import { CORPORA, describeWithCorpora } from '../corpora';

const FOLDER = path.join(CORPORA, 'istio', 'analyzers');

/** Codes of each analyzer of Istio; no other code counts in its cases. */
const CODES: { readonly [analyzer: string]: readonly string[] } = {
  'annotations.K8sAnalyzer': ['IST0107', 'IST0108', 'IST0125', 'IST0135'],
  'authn.BlockedCIDRsAnalyzer': ['IST0175'],
  'authz.AuthorizationPoliciesAnalyzer': ['IST0101', 'IST0127'],
  'conditions.ConditionAnalyzer': ['IST0171'],
  'deployment.ApplicationUIDAnalyzer': ['IST0144'],
  'deployment.ServiceAssociationAnalyzer': ['IST0116', 'IST0137'],
  'deprecation.FieldAnalyzer': ['IST0002'],
  'envoyfilter.EnvoyPatchAnalyzer': ['IST0151', 'IST0152', 'IST0153', 'IST0154', 'IST0155'],
  'externalcontrolplane.ExternalControlPlaneAnalyzer': ['IST0163', 'IST0164'],
  'injection.Analyzer': ['IST0102', 'IST0123', 'IST0148'],
  'injection.ImageAutoAnalyzer': ['IST0146', 'IST0147'],
  'injection.ImageAnalyzer': ['IST0158'],
  'k8sgateway.CRDVersionAnalyzer': ['IST0176'],
  'service.PortNameAnalyzer': ['IST0118', 'IST0150'],
  'serviceentry.ConflictingServiceEntryProtocolAnalyzer': ['IST0177'],
  'serviceentry.ProtocolAddressesAnalyzer': ['IST0134'],
  'sidecar.SelectorAnalyzer': ['IST0101', 'IST0110', 'IST0111', 'IST0167'],
  'telemetry.DefaultSelectorAnalyzer': ['IST0160'],
  'telemetry.LightstepAnalyzer': ['IST0002'],
  'telemetry.ProviderAnalyzer': ['IST0157'],
  'telemetry.SelectorAnalyzer': ['IST0101', 'IST0159'],
  'webhook.Analyzer': ['IST0139'],
};

describeWithCorpora('the analyzers of Istio', () => {
  const cases: any[] = JSON.parse(fs.readFileSync(path.join(FOLDER, 'cases.json'), 'utf8'));

  test.each(cases.filter(({ analyzer, skipped }) => CODES[analyzer] && !skipped).map(c => [c.analyzer, c.name, c.files.join(), c] as const))(
    '%s: %s (%s)', (analyzer, _name, _files, { files, meshConfig, expected }) => {
      const paths: string[] = files.map((file: string) => path.join(FOLDER, file));
      const config = meshConfig ? paths.pop() : undefined;
      const options = config === undefined ? {} : { meshConfig: parseMeshConfig(fs.readFileSync(config, 'utf8'), config) };
      const found = check(Manifests.fromFiles(paths), options).findings.filter(({ code }) => CODES[analyzer].includes(code))
        .map(({ name, manifest: m }) => `${name} ${m.kind} ${m.namespace ? `${m.namespace}/` : ''}${m.name}`);
      expect(found.sort()).toEqual(expected.map((e: any) => `${e.message} ${e.resource}`).sort());
    });
});
