import { Part, partOf } from './part';
import { suppress, Suppressed, Suppression } from './suppression';
import { analyze, MeshConfig } from '../analysis';
import { Finding, implied, Manifest, Manifests } from '../manifests';
import { validate, ValidationOptions } from '../validation';

export interface CheckOptions extends ValidationOptions {
  /**
   * What is checked.
   *
   * @default - everything
   */
  readonly only?: readonly Part[];

  /**
   * Istio's MeshConfig.
   *
   * @default - that of the manifests, if they hold one
   */
  readonly meshConfig?: MeshConfig;

  /**
   * What is there beside the manifests, found by all rules but not judged; fields that it lacks are not known.
   *
   * @default - what controllers make of the manifests, and Istio's own ingress gateway
   */
  readonly context?: readonly Manifest[];

  /**
   * What is not to be reported, beside what annotations of the manifests name.
   *
   * @default - nothing
   */
  readonly ignore?: readonly Suppression[];
}

/** What is known of manifests before they are applied, in their order. */
export interface Report {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
}

/** Everything that is known to be wrong with manifests before they are applied. */
export function check(manifests: Manifests, options: CheckOptions = {}): Report {
  const wanted = new Set<Part>(options.only ?? ['schema', 'cel', 'analysis']);
  const isWanted = (code: string) => code === '*' ? wanted.size === 3 : wanted.has(partOf(code));
  const findings = findAll(manifests, options, wanted.has('analysis')).filter(({ code }) => isWanted(code));
  return suppress(manifests, findings, options.ignore ?? [], isWanted);
}

/** All findings, in the order of the manifests, whatever suppresses them. */
export function findAll(manifests: Manifests, options: CheckOptions, withAnalysis = true): Finding[] {
  const { findings, admitted } = validate(manifests, options);
  const analyzed = withAnalysis ? analyzeAdmitted(manifests, admitted, options) : [];
  if (findings.length + analyzed.length === 0) { return []; }
  // analysis knows a manifest as it is admitted, who reads of it as it was given
  const places = new Map(admitted.map((manifest, i) => [manifest, i]));
  for (const finding of analyzed) { findings.push({ ...finding, manifest: manifests.all[places.get(finding.manifest)!] }); }
  manifests.all.forEach((manifest, i) => places.set(manifest, i));
  return findings.sort((a, b) => places.get(a.manifest)! - places.get(b.manifest)!);
}

function analyzeAdmitted({ namespace, domain }: Manifests, admitted: Manifest[], { context = [], meshConfig }: CheckOptions): Finding[] {
  const known = [...context, ...implied(new Manifests(admitted, { namespace, domain, context }))];
  return analyze(new Manifests(admitted, { namespace, domain, context: known }), meshConfig);
}
