import { duplicates, lastOfEach } from './duplicates';
import { Part, partOf } from './part';
import { suppress, Suppressed, Suppression } from './suppression';
import { analyze, MeshConfig } from '../analysis';
import { Finding, implied, Manifest, Manifests } from '../manifests';
import { validate, Validation, ValidationOptions } from '../validation';

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

  /**
   * Whether somebody else sees to it that no object is described twice.
   *
   * @default false
   */
  readonly distinct?: boolean;
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
  const withAnalysis = wanted.has('analysis');
  const findings = findAll(manifests, options, withAnalysis);
  if (withAnalysis) { findings.push(...duplicates(manifests)); }
  return suppress(manifests, inOrder(manifests, findings).filter(({ code }) => isWanted(code)), options.ignore ?? [], isWanted);
}

/** All findings about single manifests and how they go together, whatever suppresses them. */
export function findAll(manifests: Manifests, options: CheckOptions, withAnalysis = true): Finding[] {
  const validation = validate(manifests, options);
  const { findings, admitted, emptied } = validation;
  const analyzed = withAnalysis ? analyzeAdmitted(manifests, validation, options) : [];
  if (analyzed.length === 0) { return findings; }
  // analysis knows a manifest as it is admitted, who reads of it as it was given
  const places = new Map(admitted.map((manifest, i) => [manifest, i]));
  for (const finding of analyzed) {
    if (emptied.get(finding.manifest)?.some(steps => isFollowUp(finding, steps))) { continue; }
    const manifest = manifests.all[places.get(finding.manifest)!];
    findings.push(manifest === finding.manifest ? finding : { ...finding, manifest });
  }
  return findings;
}

/**
 * Whether something is found where a value was given that the API server does not take: above or below it, or in a field
 * beside it. It may come of what is missing now, and the manifest is refused anyway.
 */
function isFollowUp({ steps }: Finding, emptied: readonly (string | number)[]): boolean {
  const same = steps.findIndex((step, i) => step !== emptied[i]);
  const isBeside = same === emptied.length - 1 && steps.slice(same + 1).every(step => typeof step === 'number');
  return same < 0 || same === emptied.length || isBeside;
}

/** Findings in the order of their manifests. */
export function inOrder(manifests: Manifests, findings: readonly Finding[]): Finding[] {
  if (findings.length < 2) { return [...findings]; }
  const places = new Map(manifests.all.map((manifest, i) => [manifest, i]));
  return [...findings].sort((a, b) => (places.get(a.manifest) ?? -1) - (places.get(b.manifest) ?? -1));
}

function analyzeAdmitted(manifests: Manifests, { admitted, unknown }: Validation, { context = [], meshConfig, distinct }: CheckOptions): Finding[] {
  const { namespace, domain } = manifests;
  const there = distinct ? admitted : lastOfEach(manifests, admitted);
  const known = unknown.size === 0 ? new Manifests(there, { namespace, domain, context })
    : new Manifests(there.filter(manifest => !unknown.has(manifest)), { namespace, domain, context: [...context, ...unknown] });
  known.addContext(implied(known));
  return analyze(known, meshConfig);
}
